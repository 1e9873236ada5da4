"""gc: what is tracked, how collections are counted, which generations there are."""
import datetime
import gc
import sys

for generation in (1000, -1000, 3, -1, "1", 1.5, None, 0, 2, True):
    try:
        print(generation, type(gc.get_objects(generation)).__name__)
    except (TypeError, ValueError) as error:
        print(generation, type(error).__name__, error)

gc.disable()
before = gc.get_stats()
for generation in (0, 1, 2, 2):
    gc.collect(generation)
print([new["collections"] - old["collections"] for new, old in zip(gc.get_stats(), before)])


class Plain:
    pass


class Slots:
    __slots__ = ()


class Whole(int):
    __slots__ = ()


values = [None, 1, 10**30, 1.0, 1j, b"a", "a", "\U00010000", bytearray(), type, int, object(), Plain, Plain(), Slots(), Whole()]
values += [[], set(), frozenset(), {}, range(3), slice(1), gc, Plain.__init__, iter([]), iter(range(3)), ..., NotImplemented]
values += [datetime.date(1, 1, 1), datetime.timedelta(1), ValueError(), (lambda: 1), (lambda: 1).__code__, ([],), (1,)]
for value in values:
    print(type(value).__name__, gc.is_tracked(value))
