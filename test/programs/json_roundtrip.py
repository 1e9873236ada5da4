"""JSON both ways: nesting, escapes, custom encoders, hooks, and precise errors."""

import json
from collections import OrderedDict
from dataclasses import asdict, dataclass, field
from enum import Enum


class Color(Enum):
    RED = "red"
    BLUE = "blue"


@dataclass
class Car:
    name: str
    color: Color
    wheels: int = 4
    tags: list = field(default_factory=list)


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, Enum):
            return {"__enum__": f"{type(o).__name__}.{o.name}"}
        if isinstance(o, complex):
            return [o.real, o.imag]
        if isinstance(o, (set, frozenset)):
            return sorted(o)
        return super().default(o)


def hook(obj):
    if "__enum__" in obj:
        return Color[obj["__enum__"].partition(".")[2]]
    return obj


samples = [
    None, True, False, 0, -1, 10**20, 1.5, -0.0, 1e300, 1e-7, "", "plain", 'quote " back \\ slash /',
    "tab\tnewline\nbell\x07", "é ü 漢字 🐍", [], {}, [1, [2, [3, []]]], {"a": {"b": {"c": None}}},
    (1, 2), {1: "int key", None: "none key", True: "bool key", 2.5: "float key"},
]
for sample in samples:
    text = json.dumps(sample)
    back = json.loads(text)
    print(text, "==" if back == sample else "->", "" if back == sample else back)

print(json.dumps({"b": [1, 2], "a": {"x": ()}}, indent=2, sort_keys=True))
print(json.dumps([1, {"k": "v"}], separators=(",", ":")), json.dumps("é🐍", ensure_ascii=False))
print(json.dumps({"deep": [{"er": [{}]}]}, indent="\t").expandtabs(3))

car = Car("Beetle", Color.BLUE, tags=["old", "round"])
text = json.dumps(asdict(car), cls=Encoder)
print(text)
print(json.loads(text, object_hook=hook))
print(json.dumps({"z": 3 + 4j, "s": {3, 1, 2}}, cls=Encoder))
print(json.loads('{"a": 1, "a": 2}', object_pairs_hook=OrderedDict))
print(json.loads('{"a": 1, "a": 2}', object_pairs_hook=list))
print(json.loads("[1.10, 2, NaN, -Infinity]", parse_float=lambda s: f"<{s}>", parse_int=lambda s: int(s) * 10))
print(json.dumps([float("nan"), float("inf")]))

for bad in ["", "{", "[1, 2", "[1,]", '{"a" 1}', "{'a': 1}", '"abc', '"\\x"', "01", "nul", "[1] 2", '{"a": 1,}', '"\n"', "\ufeff1"]:
    try:
        print(json.loads(bad))
    except json.JSONDecodeError as error:
        print(f"{bad!r:14} {error.msg} at {error.lineno}:{error.colno} ({error.pos})")
for value in [object, {(1, 2): 3}, float("nan"), b"bytes"]:
    try:
        print(json.dumps(value, allow_nan=False))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
loop = []
loop.append(loop)
try:
    json.dumps(loop)
except ValueError as error:
    print(error)
decoder = json.JSONDecoder()
print(decoder.raw_decode('{"x": [1, 2]} trailing'))
