"""Attributes of instances of several classes: stores, loads and calls of one method or of several, and classes that change."""


class Base:
    def __init__(self, n):
        self.n = n

    def shared(self, m):
        return self.n + m

    def own(self):
        return "base"


def subclass(i):
    class Sub(Base):
        def __init__(self, n):
            for k in range(i):
                setattr(self, f"before{k}", k)
            super().__init__(n)

        if i % 2:

            def own(self):
                return f"own {i}"

    return Sub


class Slots:
    __slots__ = ("n", "queue")

    def shared(self, m):
        return self.n * m

    def own(self):
        return "slots"


class Setter(Base):
    @property
    def queue(self):
        return self.stored

    @queue.setter
    def queue(self, value):
        self.stored = value + 0.5


def work(items, times):
    total = 0
    names = []
    for i in range(times):
        for item in items:
            item.n = i % 11
            item.queue = i
            total += item.shared(i % 3) + item.queue
            names.append(item.own())
            item.n += 1
            total += item.n
    return total, sorted(set(names))


def new(cls):
    made = cls.__new__(cls)
    made.n = 0
    return made


classes = [Base] + [subclass(i) for i in range(1, 7)]
for count in range(1, 8):
    print(count, work([cls(3) for cls in classes[:count]], 400))
print(work([Base(1), Setter(2), classes[3](3)], 400))
print(work([new(Slots), Base(1), Setter(2)], 400))


def change(items, times):
    found = []
    for i in range(times):
        for item in items:
            found.append(item.shared(1))
        if i == times // 3:
            Base.shared = lambda self, m: -1
        if i == times // 2:
            classes[2].shared = lambda self, m: -2
        if i == times * 2 // 3:
            items[0].shared = lambda m: -3
    return sum(found), sorted(set(found))


four = [cls(3) for cls in classes[:4]]
print(change(four, 900))


def wrong(items):
    for item in items:
        item.n = item.own()
        item.queue.sort()


for item in four:
    item.queue = []
for _ in range(300):
    wrong(four)
try:
    wrong([*four, 5])
except AttributeError as error:
    print(error, error.obj, error.__traceback__.tb_next.tb_lineno - wrong.__code__.co_firstlineno)
