"""sorted(), min() and max() with keywords, called from within each other's arguments and callbacks, again and again."""


class Flag:
    """A truth value that takes a sort of its own to find."""

    def __init__(self, value):
        self.value = value

    def __bool__(self):
        return sorted([self.value, True], key=lambda x: not x, reverse=True)[0] == self.value


def depth(value):
    return max(sorted([value, -value], reverse=True, key=abs), default=0, key=lambda x: min([x, 0], default=5))


for _ in range(3):
    print(sorted([3, 1, 2], reverse=True), sorted([3, 1, 2], key=lambda x: -x), sorted([3, 1, 2]), sorted("bca", reverse=False, key=None))
    print(sorted([5, 4, 6], reverse=Flag(True)), sorted([5, 4, 6], reverse=Flag(False)), sorted([1, 2], reverse=[]), sorted([1, 2], reverse=7))
    print(sorted([3, -1, 2], key=depth, reverse=Flag(1)), max([3, -1, 2], key=depth), min([3, -1, 2], key=depth))
    print(max([], default=1), max([], default=None), min((), default=max([], default="inner")), max(1, 2), min(2, 1, key=None), max([1], default=9))
    for call in ("sorted([1], reverse=1, what=2)", "sorted([1], 2)", "sorted(reverse=True)", "sorted([1, 'a'], reverse=True)", "max([], default=1, key=2)",
                 "max(1, 2, default=3)", "max([])", "min([], key=None)", "max(default=1)", "max(1, 2, what=3)", "sorted([1], key=1)", "sorted(5, reverse=True)",
                 "sorted([], reverse=Flag)", "min([1, 2], key=None, default=0)", "sorted([2, 1], **{'reverse': True})", "sorted([1], reverse=Broken())"):
        try:
            print(call, eval(call))
        except Exception as error:
            print(call, type(error).__name__, error)
    print(max([2, 1]), sorted([2, 1]), min([2, 1], default=0))
    Broken = type("Broken", (), {"__bool__": lambda self: sorted([1, None], reverse=True)})
