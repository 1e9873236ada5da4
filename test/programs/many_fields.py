"""Objects with more attributes than fit into the object itself, by slots and by `__init__`, in hot code."""


class Slotted:
    __slots__ = tuple(f"s{i}" for i in range(14))

    def __init__(self, n, late=False):
        self.s13 = n
        self.s0 = n + 1
        if not late:
            self.s9 = n + 2
        self.s12 = n + 3

    def total(self):
        return self.s0 + self.s12 + self.s13

    def ninth(self):
        try:
            return self.s9
        except AttributeError as error:
            return str(error)


class Wide:
    def __init__(self, n):
        self.a = self.b = self.c = self.d = self.e = n
        self.f = self.g = self.h = n + 1
        self.i = self.j = self.k = self.l = n + 2

    def total(self):
        return self.a + self.h + self.i + self.l

    def change(self):
        self.l = self.i = self.total()


class Wider(Wide):
    def __init__(self, n):
        super().__init__(n)
        self.m = n

    def total(self):
        return super().total() + self.m


slotted = wide = 0
answers = set()
for n in range(3000):
    thing = Slotted(n, n % 100 == 99)
    slotted += thing.total()
    answer = thing.ninth()
    if isinstance(answer, str):
        answers.add(answer)
    for kind in (Wide, Wider):
        thing = kind(n)
        thing.change()
        wide += thing.total()
        if n % 500 == 7:
            del thing.k
            thing.extra = thing.l
            wide += len(vars(thing))
print(slotted, wide, sorted(answers))
