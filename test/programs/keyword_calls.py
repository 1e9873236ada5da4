"""Calls by keyword, often enough to be specialized and compiled: keyword-only parameters, defaults, collected arguments."""


def only(a, *, b=1, c=2):
    return (a, b, c)


def mixed(a, b=10, /, c=20, *rest, d=30, **more):
    return (a, b, c, rest, d, tuple(sorted(more.items())))


class Writer:
    def __init__(self, *, start="", limit=None):
        self.text = start
        self.limit = limit

    def fill(self, text="", *, extra=""):
        self.text += text + extra
        return self

    def line(self, n):
        return self.fill("x", extra=str(n % 3))

    def __call__(self, n, *, twice=False):
        return n * 2 if twice else n


def caller(n, **options):
    return only(n, **options), only(n, c=n), only(a=n, b=n + 1), only(b=n, a=n - 1)


total = 0
for n in range(3000):
    for value in caller(n, b=5):
        total += sum(value)
    first = mixed(n, n + 1, c=n + 2)
    second = mixed(n, d=4, e=5)
    third = mixed(n, 1, 2, 3, 4, d=6)
    total += first[2] + second[4] + len(third[3])
    writer = Writer(start="a", limit=n)
    total += len(writer.line(n).text) + writer(n, twice=n % 2 == 0)
print(total, first, second, third)

for n in range(2500):
    if n == 2400:
        # The default changes while the call is hot.
        Writer.fill.__kwdefaults__["extra"] = "!!"
        Writer.fill.__defaults__ = ("?",)
    last = Writer().fill().text
print(repr(last))

for wrong in (lambda: only(), lambda: only(1, 2), lambda: only(1, d=3), lambda: only(1, a=1), lambda: mixed(a=1)):
    for _ in range(50):
        try:
            wrong()
        except TypeError as error:
            message = str(error)
    print(message)
