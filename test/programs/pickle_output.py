"""What picklers write, byte for byte: long ints, frames, instances whose classes are registered meanwhile, picklers within picklers."""

import copyreg
import hashlib
import io
import pickle
import pickletools


def digest(data):
    return len(data), hashlib.sha256(data).hexdigest()[:12]


# The shortest two's complement, around every size at which something changes.
for bits in (31, 32, 39, 47, 48, 53, 55, 56, 63, 64, 71, 127, 128, 191, 503, 504, 511, 512, 513, 2039, 2040, 2048):
    numbers = [sign * (1 << bits) + step for sign in (1, -1) for step in (-129, -128, -1, 0, 1, 127, 128)]
    for protocol in (1, 2, 5):
        data = pickle.dumps(numbers, protocol)
        assert pickle.loads(data) == numbers, (bits, protocol)
    print(bits, digest(data), pickle.dumps(numbers[3], 2), pickle.dumps(numbers[9], 2)[:24])

# Frames end where they are full, and large data lies between them.
pieces = ["a" * size for size in (10, 250, 255, 256, 3000)] + ["é" * 200, "\U0001f600" * 60, b"b" * 300, 1 << 300, 2.5]
for count in (0, 1, 13, 14, 15, 20, 40, 200):
    for extra in (None, "x" * 65535, "x" * 65536, b"y" * 70000):
        values = [[piece, i] for i in range(count) for piece in pieces] + [extra]
        data = pickle.dumps(values, 4)
        frames = [arg for op, arg, pos in pickletools.genops(data) if op.name == "FRAME"]
        assert pickle.loads(data) == values
        print(count, type(extra).__name__, digest(data), frames)


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Registering:
    """Registers a reducer for Point while it is being pickled."""

    def __reduce__(self):
        copyreg.pickle(Point, lambda point: (Point, (point.x, point.y)))
        return (int, ())


class Forgetting:
    def __reduce__(self):
        del copyreg.dispatch_table[Point]
        return (int, ())


shared = Point(1, (2, b"three"))
for protocol in range(6):
    values = [Point(1, 2), shared, shared, Registering(), Point(3, 4), Forgetting(), Point(5, shared), b"", b"abc", b"abc"]
    data = pickle.dumps(values, protocol)
    print(protocol, digest(data), [op.name for op, arg, pos in pickletools.genops(data) if op.name in ("NEWOBJ", "REDUCE", "BUILD")])
    back = pickle.loads(data)
    print([(item.x, item.y) if type(item) is Point and type(item.y) is int else type(item).__name__ for item in back])
    assert back[1] is back[2] is back[6].y


class Nested:
    """Its state is a pickle, made while another one is."""

    def __init__(self, depth):
        self.depth = depth

    def __reduce__(self):
        return (pickle.loads, (pickle.dumps([self.depth, Nested(self.depth - 1)] if self.depth else "end"),))


print(pickle.loads(pickle.dumps([Nested(3), "behind"])), digest(pickle.dumps([Nested(3), "x" * 500])))


class Failing:
    def __reduce__(self):
        raise ValueError("not me")


for _ in range(3):
    try:
        pickle.dumps(["before" * 40, {"key": (1, Failing())}])
    except ValueError as error:
        print(repr(error), error.__notes__)
    print(digest(pickle.dumps(["a", 1, 2.5, None])))

# A pickler that is kept goes on with its numbers; a tuple may be looked for after its memo has been emptied.
file = io.BytesIO()
pickler = pickle.Pickler(file, 4)
for value in ([shared], (shared, b"abc"), shared):
    pickler.dump(value)
    print(digest(file.getvalue()))


class Emptying:
    def __reduce__(self):
        pickler.clear_memo()
        return (int, ())


pickler.dump((Emptying(), shared, "end"))
print(digest(file.getvalue()), len(pickler.memo.copy()))
unpickler = pickle.Unpickler(io.BytesIO(pickle.dumps(("one",)) + pickle.dumps((1, 2)) + pickle.dumps((1, 2, 3.5))))
print([unpickler.load() for _ in range(3)])
for broken in (b"\x85.", b"K\x01\x86.", b"K\x01K\x02\x87.", b"(\x85.", b"K\x01(K\x02\x86.", b"K\x01K\x02(\x87."):
    try:
        print(pickle.loads(b"\x80\x02" + broken))
    except pickle.UnpicklingError as error:
        print(broken, error)


# Items for a dict that is there already, and was more than it is.
emptied = {n: n for n in range(20)}
while emptied:
    emptied.popitem()


class Emptied:
    def __reduce__(self):
        return (lambda_emptied, (), None, None, iter([("a", 1), ("b", 2), ("c", 3)]))


def lambda_emptied():
    return emptied


for protocol in (1, 5):
    back = pickle.loads(pickle.dumps(Emptied(), protocol))
    print(back, back["b"], "a" in back, 5 in back, back.get("z"), back is emptied)
    back["d"] = 4
    del back["a"]
    print(back, len(back), sorted(back.values()))
for keys in ("abcdefgh", "abcdefghi", "abca", ("a", 1, "a"), (1, 2), (), ("a", None, 2.5, ("t",))):
    print([pickle.loads(b"(" + b"".join(pickle.dumps(key, 1)[:-1] + b"K%c" % i for i, key in enumerate(keys)) + b"d.")], pickle.loads(b"}(" + b"".join(pickle.dumps(key, 1)[:-1] + b"K%c" % i for i, key in enumerate(keys)) + b"u."))
