"""Describes every built-in module and type of the Python that runs it, as JSON for comparing two implementations.

    describe.py NAME...     the names of the modules to describe

A member is one line of text: its kind, "doc" if it has a docstring, its text signature, and what does not follow from its place.
"""

import inspect
import json
import sys
import types
import warnings

warnings.simplefilter("ignore")

# What a program can observe of a type's flags; the others tell how CPython stores or calls it.
FLAGS = {
    5: "sequence", 6: "mapping", 7: "no-new", 8: "immutable", 9: "heap", 10: "base", 17: "method-descriptor",
    20: "abstract", 22: "match-self", 24: "long", 25: "list", 26: "tuple", 27: "bytes", 28: "str", 29: "dict",
    30: "exception", 31: "type",
}  # fmt: skip
FROM_CLASS = (types.WrapperDescriptorType, types.MethodDescriptorType, types.ClassMethodDescriptorType)
PLAIN = (bool, int, float, str, bytes, type(None), tuple)
modules = sys.argv[1:]


def key(type):
    return f"{type.__module__}.{type.__qualname__}"


def attribute(value, name):
    try:
        return getattr(value, name)
    except Exception as error:
        return f"!{error!r}"


def words_of(text):
    """Signature text without the line breaks that Argument Clinic puts into long ones, and the same on 32 and 64 bits."""
    return " ".join(text.split()).replace("( ", "(").replace(f"={sys.maxsize}", "=maxsize") if isinstance(text, str) else text


def signature(value):
    try:
        return words_of(str(inspect.signature(value)))
    except Exception as error:
        return f"!{type(error).__name__}"


def member(owner, name, value):
    kind = type(value).__name__
    if value is None or isinstance(value, type):
        return f"{kind} {key(value)}" if isinstance(value, type) else "None"
    if isinstance(value, PLAIN):
        return kind
    words = [kind]
    if kind in ("staticmethod", "classmethod"):
        return f"{kind} of {member(owner, name, value.__func__)}"
    if attribute(value, "__doc__") != type(value).__doc__ and isinstance(attribute(value, "__doc__"), str):
        words.append("doc")
    text = words_of(attribute(value, "__text_signature__"))
    if not (isinstance(text, str) and text.startswith("!")):
        words.append(str(text))
        if callable(value) and signature(value) != (text or "!").replace("$self", "self").replace("$type", "type"):
            words.append(f"inspect{signature(value)}")
    if attribute(value, "__name__") not in (name, None):
        words.append(f"name={attribute(value, '__name__')}")
    if isinstance(owner, type):
        if attribute(value, "__qualname__") != f"{owner.__qualname__}.{name}":
            words.append(f"qualname={attribute(value, '__qualname__')}")
        if isinstance(value, FROM_CLASS) and value.__objclass__ is not owner:
            words.append(f"of={key(value.__objclass__)}")
    elif isinstance(value, types.BuiltinFunctionType):
        if value.__qualname__ != name:
            words.append(f"qualname={value.__qualname__}")
        if value.__module__ != owner.__name__:
            words.append(f"module={value.__module__}")
    return " ".join(words)


def describe(type):
    flags = [name for bit, name in FLAGS.items() if type.__flags__ >> bit & 1]
    made = {
        "kind": " ".join(
            [type.__class__.__name__, type.__name__, "doc" if type.__doc__ else "-", str(words_of(type.__text_signature__)), signature(type)]
        ),
        "mro": " ".join(key(base) for base in type.__mro__[1:]),
        "bases": " ".join(key(base) for base in (type.__base__, *type.__bases__) if base),
        "flags": " ".join(flags),
        "layout": f"{'dict' if type.__dictoffset__ else ''} {'weak' if type.__weakrefoffset__ else ''} {'items' if type.__itemsize__ else ''}",
        "hash": "no" if type.__hash__ is None else "yes",
    }
    if "__match_args__" in vars(type):
        made["match"] = " ".join(map(str, type.__match_args__))
    for name, value in vars(type).items():
        made[f".{name}"] = member(type, name, value)
    return made


def is_described(type):
    """Whether a type is C's: class statements leave __static_attributes__, and what calls of type() make has functions or fields."""
    if type.__flags__ >> 9 & 1 == 0:
        return True
    own = vars(type)
    return not ({"__static_attributes__", "_fields"} & own.keys() or any(hasattr(value, "__code__") for value in own.values()))


def every_type():
    found, waiting = {}, [object]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        found[one] = True
        waiting += type.__subclasses__(one)
    return found


def main():
    described = {"modules": {}, "types": {}}
    for name in modules:
        try:
            module = __import__(name)
        except ImportError:
            described["modules"][name] = None
            continue
        described["modules"][name] = {
            **{n: member(module, n, v) for n, v in sorted(vars(module).items()) if n not in ("__builtins__", "_")},
            "": "doc" if module.__doc__ else "-",
        }
    for one in every_type():
        if is_described(one) and not one.__module__.startswith("_test"):
            described["types"].setdefault(key(one), describe(one))
    return described


json.dump(main(), sys.stdout, indent=0, sort_keys=True)
