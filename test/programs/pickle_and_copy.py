"""pickle: protocols, classes, reducers, shared references, persistent ids, restricted loading; shelve-like use."""

import copyreg
import io
import pickle
import pickletools
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import partial

Point = namedtuple("Point", "x y")


class Color(Enum):
    RED = 1


@dataclass
class Item:
    name: str
    parts: list


class Counted:
    made = 0

    def __init__(self, n):
        Counted.made += 1
        self.n, self.cache = n, "expensive"

    def __getstate__(self):
        state = self.__dict__.copy()
        del state["cache"]
        return state

    def __setstate__(self, state):
        self.__dict__.update(state, cache="rebuilt")

    def __eq__(self, other):
        return self.n == other.n


class WithNew:
    def __new__(cls, a, *, b=0):
        self = super().__new__(cls)
        self.made = (a, b)
        return self

    def __getnewargs_ex__(self):
        return (self.made[0],), {"b": self.made[1]}

    def __eq__(self, other):
        return self.made == other.made


class Slotted:
    __slots__ = ("a", "b")

    def __eq__(self, other):
        return self.a == other.a


class Reduced:
    def __init__(self, text):
        self.text = text

    def __reduce__(self):
        return (Reduced, (self.text + "!",))


class MyList(list):
    extra = None


slotted = Slotted()
slotted.a = [1]
mine = MyList([1, 2])
mine.extra = "more"
values = [None, True, 0, -1, 255, 65536, 2**31, -(2**63), 10**40, 1.5, float("inf"), 3j, "", "é🐍", "x" * 300, b"\x00\xff", bytearray(b"ab"), (), (1,), (1, 2, 3, 4), [], [1, [2]], {}, {"a": {"b": 1}}, {1, 2}, frozenset("a"), Ellipsis, range(3), slice(1, 2), int, len, Point(1, 2), Color.RED, Item("n", [1]), Counted(5), WithNew(1, b=2), slotted, Counter("aab"), OrderedDict(a=1), defaultdict(list, {1: [2]}), deque([1], 3), date(2024, 1, 2), timedelta(1, 2), Decimal("1.50"), Fraction(1, 3), ValueError("bad", 3), partial(int, base=2), mine]
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    sizes = 0
    for value in values:
        if value is slotted and protocol < 2:
            continue
        data = pickle.dumps(value, protocol)
        back = pickle.loads(data)
        sizes += len(data)
        if isinstance(value, Exception):
            assert back.args == value.args
        elif isinstance(value, partial):
            assert back("101") == 5
        else:
            assert back == value and type(back) is type(value), (protocol, value, back)
    print("protocol", protocol, "ok", sizes > 1000)
print(pickle.loads(pickle.dumps(mine)).extra, pickle.loads(pickle.dumps(Counted(1))).cache, Counted.made, pickle.loads(pickle.dumps(Reduced("hi"))).text)
shared = [1]
a, b = pickle.loads(pickle.dumps([shared, shared]))
loop = {"self": None}
loop["self"] = loop
again = pickle.loads(pickle.dumps(loop))
print(a is b, again["self"] is again, pickle.dumps(("ab", "ab"), 0), pickle.dumps([1, "x", (2.5, None)], 2))
pickletools.dis(pickle.dumps({"k": [1, True]}, 2))
print(len(pickletools.optimize(pickle.dumps(["a", "b"], 4))), pickle.dumps("x", 5)[:2])


class Database(pickle.Pickler):
    def persistent_id(self, obj):
        return ("point", obj.x) if isinstance(obj, Point) else None

    def reducer_override(self, obj):
        return (str, ("sneaky",)) if obj is Color.RED else NotImplemented


class Loader(pickle.Unpickler):
    def persistent_load(self, pid):
        return f"loaded {pid}"

    def find_class(self, module, name):
        if module != "builtins":
            raise pickle.UnpicklingError(f"forbidden {module}.{name}")
        return super().find_class(module, name)


buffer = io.BytesIO()
pickler = Database(buffer)
pickler.dump([Point(7, 8), Color.RED])
pickler.dump("second")
buffer.seek(0)
loader = Loader(buffer)
print(loader.load(), loader.load())
copyreg.pickle(complex, lambda z: (complex, (z.real + 1, z.imag)))
print(pickle.loads(pickle.dumps(1j)))
for bad in [lambda: pickle.dumps(lambda: 0), lambda: pickle.dumps(x for x in ()), lambda: pickle.loads(b""), lambda: pickle.loads(b"\x80\x04"), lambda: pickle.loads(b"garbage"), lambda: Loader(io.BytesIO(pickle.dumps(Fraction(1, 2)))).load(), lambda: pickle.loads(b"cno_such\nthing\n."), lambda: pickle.loads(b"I1\n"), lambda: pickle.dumps(1, 99), lambda: pickle.loads("str"), lambda: pickle.loads(b"cbuiltins\nnothing\n.")]:
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, "|", str(error).split(" at 0x")[0])
