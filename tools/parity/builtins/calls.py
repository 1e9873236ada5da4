"""Calls of built-ins, nearly all of them wrong, and what comes of them.

    calls.py make SEED COUNT     makes COUNT calls from the tables of subjects.py; one line each: expression, tab, outcome
    calls.py replay FILE         evaluates the expressions of such lines and prints the lines with the outcomes of this Python
"""

import contextlib
import importlib
import inspect
import io
import os
import random
import re
import sys
import types
import warnings

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from subjects import INSTANCES, MODULES, NOT_CALLED, SYS, VALUES

warnings.simplefilter("ignore")
WORLD = {"O": object(), "__name__": "calls"}
for name in MODULES:
    importlib.import_module(name)
    WORLD[name.partition(".")[0]] = sys.modules[name.partition(".")[0]]
METHOD_KINDS = (types.MethodDescriptorType, types.ClassMethodDescriptorType, types.WrapperDescriptorType, staticmethod)


def outcome(expression):
    quiet = io.StringIO()
    try:
        with contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet):
            value = eval(expression, dict(WORLD))
    except RecursionError:
        return "RecursionError"
    except BaseException as error:
        try:
            text = str(error)
        except Exception:
            text = "?"
        text = re.sub(r"0x[0-9a-f]+", "0x", text).replace("\n", "\\n")
        return f"{type(error).__name__}: {text}"
    return f"= {type(value).__name__}"


def parameters(target):
    """(positional-only names, names that take keywords, keyword-only names, whether there is a limit), or None."""
    try:
        found = inspect.signature(target).parameters.values()
    except Exception:
        return None
    of = lambda *kinds: [p.name for p in found if p.kind in kinds]
    P = inspect.Parameter
    return of(P.POSITIONAL_ONLY), of(P.POSITIONAL_OR_KEYWORD), of(P.KEYWORD_ONLY), not of(P.VAR_POSITIONAL)


def argument_lists(rng, target, skip_self):
    """Texts to stand between the parentheses."""
    value = lambda: rng.choice(VALUES)
    yield ""
    for count in (1, 1, 1, 2, 2, 3):
        yield ", ".join(value() for _ in range(count))
    yield ", ".join(value() for _ in range(9))
    yield "nonsense=1"
    yield f"{value()}, nonsense=1"
    known = parameters(target)
    if known is None:
        return
    only, both, keywords, limited = known
    if skip_self and (only or both):
        only, both = (only[1:], both) if only else (only, both[1:])
    names = only + both
    fill = lambda count: [value() for _ in range(count)]
    if limited:
        yield ", ".join(fill(len(names) + 1))
        yield ", ".join(fill(len(names)) + ["nonsense=1"])
    if names:
        yield ", ".join(fill(len(names) - 1))
        yield ", ".join(fill(len(names)))
        yield ", ".join(fill(len(names)))
        yield f"{value()}, {names[0]}={value()}"
        yield ", ".join(f"{name}={value()}" for name in names)
        last = rng.choice(names)
        yield ", ".join([*fill(names.index(last)), f"{last}={value()}"])
    for name in keywords:
        yield ", ".join([*fill(len(names)), f"{name}={value()}"])


def every_type():
    waiting = [object]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += type.__subclasses__(one)


def key(one):
    return one.__qualname__ if one.__module__ == "builtins" else f"{one.__module__}.{one.__qualname__}"


def targets():
    """(expression to call, what it is, whether self is bound away)."""
    for name in MODULES:
        module = sys.modules[name]
        for attribute, value in sorted(vars(module).items()):
            path = attribute if name == "builtins" else f"{name}.{attribute}"
            if path in NOT_CALLED or (name == "sys" and path not in SYS):
                continue
            if isinstance(value, types.BuiltinFunctionType) and (value.__module__ in (name, None) or name == "builtins"):
                yield path, value, False
            elif isinstance(value, type) and key(value) in INSTANCES:
                yield path, value, False
    by_key = {}
    for one in every_type():
        by_key.setdefault(key(one), one)
    for name, instance in INSTANCES.items():
        one = by_key.get(name)
        if one is None or instance is None:
            continue
        for attribute, value in sorted(vars(one).items()):
            if isinstance(value, METHOD_KINDS) and attribute not in ("__init_subclass__",):
                yield f"{instance}.{attribute}", value, True
                yield f"type({instance}).{attribute}", value, None


def make(seed, count):
    rng = random.Random(seed)
    lines = {}
    for expression, value, bound in targets():
        start = f"({expression[:-len(expression.partition('.')[2]) - 1]}).{expression.partition('.')[2]}" if expression[0].isdigit() else expression
        for arguments in argument_lists(rng, value, bound):
            if bound is None:
                arguments = f"O, {arguments}" if arguments and rng.random() < 0.5 else arguments
            lines[f"{start}({arguments})"] = None
    chosen = list(lines)
    if count < len(chosen):
        chosen = [line for line in chosen if rng.random() < count / len(chosen)]
    return chosen


if sys.argv[1] == "make":
    expressions = make(int(sys.argv[2]), int(sys.argv[3]))
else:
    with open(sys.argv[2], encoding="utf-8") as file:
        expressions = [line.partition("\t")[0] for line in file.read().splitlines()]
for expression in expressions:
    print(expression, outcome(expression), sep="\t", flush=True)
