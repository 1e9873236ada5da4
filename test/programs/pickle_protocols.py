# What each protocol writes for each kind of value, and what goes wrong, with the notes that tell where.
import binascii, collections, enum, io, pickle, pickletools

class Plain:
    def __init__(self, x): self.x = x
    def __eq__(self, other): return self.x == other.x
    __hash__ = object.__hash__

class Slots:
    __slots__ = ("a", "b")
    def __eq__(self, other): return self.a == other.a

class Color(enum.Enum):
    RED = 1

class ListSub(list): pass
class DictSub(dict): pass
class Named(collections.namedtuple("Named", "x y")): pass

class WithNew:
    def __new__(cls, a, *, b): self = object.__new__(cls); self.args = a, b; return self
    def __getnewargs_ex__(self): return (self.args[0],), {"b": self.args[1]}
    def __eq__(self, other): return self.args == other.args

slots = Slots(); slots.a = 1
values = [None, True, False, 0, 1, -1, 255, 256, 65535, 65536, 2**31, -2**31, 2**40, -2**63, 10**50, -10**50, -128 << 2040,
    1.5, float("inf"), -0.0, "", "abc", "é", "\ud800", "𝒳", "x\\\n\0" * 3, "x" * 300, "é" * 200, b"", b"abc", b"x" * 300,
    bytearray(), bytearray(b"q"), [], [1], [1, 2], list(range(1001)), list(range(2001)), (), (1,), (1, 2, 3), (1, 2, 3, 4), {}, {1: 2},
    dict.fromkeys(range(1001)), set(), {1, 2}, frozenset(), frozenset([1]), set(range(1001)), Plain(3), slots, Color.RED,
    ListSub([1, 2]), DictSub(a=1), Named(1, 2), WithNew(1, b=2), len, int, Plain.__init__, type(None), ..., NotImplemented, Plain,
    collections.OrderedDict(a=1), collections.Counter("aab"), collections.deque([1, 2], 3), complex(1, 2), range(3), slice(1, 2),
    collections.defaultdict(list, {1: [2]}), "shared", ["shared", "shared"], b"y" * 70000, "z" * 70000]
for proto in range(6):
    total = 0
    sizes = []
    for value in values:
        if value is slots and proto < 2: continue
        data = pickle.dumps(value, proto)
        total = binascii.crc32(data, total)
        sizes.append(len(data))
        assert pickle.loads(data) == value, value
        assert pickle._loads(data) == value and pickle._dumps(value, proto)
    print(proto, total, sizes)

loop = []; loop.append(loop)
knot = ([],); knot[0].append(knot)
for proto in range(6):
    a, b = pickle.loads(pickle.dumps((loop, knot), proto))
    print(a[0] is a, b[0][0] is b, len(pickle.dumps((loop, knot), proto)))

class BadReduce:
    def __init__(self, result): self.result = result
    def __reduce__(self): return self.result

def local():
    def inner(): pass
    return inner

class Gone: pass
gone = Gone(); kept = Gone; Gone = None
bad = [BadReduce(r) for r in (1, (), (1,), (1, 2), (int, 3), (int, (), None, 5), (int, (), None, None, 5), (int, (), 1, None, None, 5), "nowhere", (1,) * 7)]
bad += [local(), lambda: 0, gone, (x for x in ""), [1, {"key": (2, {3: BadReduce(4)})}], {frozenset([BadReduce(5)])}, zip(), io.StringIO.write, pickle.PickleBuffer(b"a")]
for value in bad:
    try:
        print(len(pickle.dumps(value, 4)))
    except Exception as error:
        text = str(error)
        print(type(error).__name__, text[:text.find(" at 0x")] if " at 0x" in text else text, getattr(error, "__notes__", ""))

for data in [b"", b"\x80", b"\x80\x09.", b"K", b".", b"0.", b"a.", b"(a.", b"s.", b"(K\x01s.", b"t.", b"]K\x01u.", b"}(K\x01u.", b"Q.", b"h\x05.",
        b"R.", b")R.", b"KKR.", b"I1", b"Iabc\n.", b"Fabc\n.", b"F1e999\n.", b"S'abc\n.", b"S'abc'\n.", b"Vabc\\u00e9\n.", b"cnowhere\nx\n.", b"cbuiltins\nnone\n.",
        b"\x8c\x02os\x8c\x05a.b.c\x93.", b"\x80\x04\x8c\x02os\x8c\x05a.b.c\x93.", b"\x93.", b"NN\x93.", b"N)\x81.", b"b.", b"NNb.", b"\x8a\xff.",
        b"\x8b\xff\xff\xff\xff.", b"T\xff\xff\xff\xff.", b"\x82\x00.", b"\x82\x01.", b"\x95\x10\0\0\0\0\0\0\0.", b"\xff.", b"z.", b"p-1\n.", b"Np-1\n.", b"\x97.", b"\x98.", b"l.", b"(l.", b"(d.", b"(Nd.", b"o.", b"(o.", b"(icollections\nOrderedDict\n.", b"2.", b"N2\x86.", b"1.", b"(1N."]:
    for loads in pickle.loads, lambda data: pickle.load(io.BytesIO(data)):
        try:
            print(repr(loads(data))[:40], end=" ")
        except Exception as error:
            print(type(error).__name__, error, end=" | ")
    print()

class Persistent(pickle.Pickler):
    def persistent_id(self, value): return ord(value) if isinstance(value, str) and len(value) == 1 else None
class Loading(pickle.Unpickler):
    def persistent_load(self, key): return f"<{key}>"
    def find_class(self, module, name): print("find", module, name); return super().find_class(module, name)
for proto in range(6):
    out = io.BytesIO()
    Persistent(out, proto).dump(["a", 1, Plain("b"), len])
    result = Loading(io.BytesIO(out.getvalue())).load()
    print(out.tell(), result[0], vars(result[2]))

class Override(pickle.Pickler):
    dispatch_table = {complex: lambda c: (complex, (c.real, 7.0))}
    def reducer_override(self, value): return (str, ("replaced",)) if value is len else NotImplemented
out = io.BytesIO(); Override(out).dump([len, 1j, Plain]); print(pickle.loads(out.getvalue()) == ["replaced", 7j, Plain])

buffers = []
data = pickle.dumps([pickle.PickleBuffer(b"abc"), pickle.PickleBuffer(bytearray(b"de"))], 5, buffer_callback=buffers.append)
print(data, [(type(x), bytes(x)) for x in pickle.loads(data, buffers=buffers)])
print([bytes(x) for x in pickle.loads(data, buffers=[bytearray(b"w"), b"r"])])
pickletools.dis(pickle.dumps({"k": [1, (2.5, "k")]}, 5))
pickler = pickle.Pickler(out := io.BytesIO(), 2); pickler.dump(x := [1]); pickler.dump(x); pickler.memo.clear(); pickler.dump(x)
print(out.getvalue(), pickler.bin, pickler.fast, sorted(v[0] for v in pickler.memo.copy().values()))
stream = io.BytesIO(b"".join(pickle.dumps(i, i % 6) for i in range(12))); print([pickle.load(stream) for _ in range(12)])
