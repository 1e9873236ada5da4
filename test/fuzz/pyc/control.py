class Manager:
    __slots__ = ("log",)

    def __init__(self):
        self.log = []

    def __enter__(self):
        self.log.append("in")
        return self

    def __exit__(self, kind, value, traceback):
        self.log.append(kind and kind.__name__)
        return kind is KeyError


class Child(Manager):
    limit: int = 3

    def __init__(self):
        super().__init__()
        self.log.append(super().__class__ is not None)

    @property
    def last(self):
        return self.log[-1]


def handle(kind):
    with Child() as first, Manager() as second:
        try:
            raise kind("x")
        except (ValueError, TypeError) as error:
            first.log.append(str(error))
        finally:
            second.log.append("done")
    return first.log, second.log, first.last


def stars():
    found = []
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as group:
        found.append(group.exceptions)
    except* TypeError:
        found.append("t")
    return found


def match(value):
    match value:
        case 0 | 1:
            return "small"
        case [a, *rest] if a:
            return a, rest
        case {"k": v, **others}:
            return v, others
        case Child(last=last):
            return last
        case str() as text:
            return text
        case _:
            return None


def nested(depth):
    for i in range(depth):
        try:
            try:
                if i == 2:
                    continue
                assert i < 4, "big"
            finally:
                i += 1
        except AssertionError:
            break
    else:
        return "all"
    return i


print(handle(ValueError), handle(KeyError), stars(), nested(2), nested(9))
print([match(v) for v in (0, [1, 2], [0], {"k": 1, "l": 2}, Child(), "s", 4.5)])
