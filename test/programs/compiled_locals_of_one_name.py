"""Variables that compiled code must not take for one another: two of the same name, and names that look like those it makes up."""


def outer():
    __class__ = 1

    def inner():
        class X:
            nonlocal __class__
            __class__ = 42

            def f(self):
                return __class__

        return __class__, X().f()

    return inner() + (__class__,)


class Case:
    def method(self):
        class X:
            nonlocal __class__
            __class__ = 42

            def f(self):
                return __class__.__name__

        return __class__, X().f()


def similar(local3, local4):
    é = local3 + 1
    ü = local4 * 2
    for k in range(3):
        é, ü = ü + local3, é - local4
    return é, ü, local3, local4


results = []
for turn in range(300):
    results.append((outer()[0], outer()[1].__name__, outer()[2], Case().method(), similar(turn % 3, turn % 2)))
print(sorted(set(results)))
