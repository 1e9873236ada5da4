"""gc: which objects there are, who refers to them, generations and freezing."""
import gc


class Plain:
    pass


def among(objects, value):
    return any(value is other for other in objects)


plain = Plain()
plain.attribute = target = ["target"]
box = [target]
table = {"key": target}
pair = (target, 1)

print(among(gc.get_objects(), target), among(gc.get_objects(), plain), among(gc.get_objects(), Plain))
print(among(gc.get_objects(), 5), among(gc.get_objects(), "text"))
referrers = gc.get_referrers(target)
print([among(referrers, value) for value in (box, table, pair, globals(), [target])])
print(among(gc.get_referrers(Plain), plain), gc.get_referrers(object()))


def closure():
    held = [1]

    def inner():
        return held

    return inner


inner = closure()
print(among(gc.get_referrers(inner()), inner.__closure__[0]), among(gc.get_referents(inner.__closure__[0]), inner()))
print(among(gc.get_referents(inner), globals()), among(gc.get_referents(plain), target))
print(sorted(gc.get_referents([2, 1])), gc.get_referents(1, "a", 1.5), sorted(gc.get_referents({1: 2}, {3})))

gc.disable()
gc.collect()
young = []
print([among(gc.get_objects(generation), young) for generation in (0, 1, 2)])
gc.collect(0)
print([among(gc.get_objects(generation), young) for generation in (0, 1, 2)], gc.get_count()[1:])
gc.collect(1)
print([among(gc.get_objects(generation), young) for generation in (0, 1, 2)], gc.get_count()[1:])
gc.collect(2)
print([among(gc.get_objects(generation), young) for generation in (0, 1, 2)], gc.get_count()[1:])

gc.freeze()
print(gc.get_freeze_count() > 1000, among(gc.get_objects(), young))
later = []
print(among(gc.get_objects(), later))
gc.unfreeze()
print(gc.get_freeze_count(), among(gc.get_objects(), young))
