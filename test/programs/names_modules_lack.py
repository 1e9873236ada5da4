"""What is said of a name that a module lacks, by what its spec says of it."""

import importlib.machinery
import sys
import types


def module(name, path, **attributes):
    made = types.ModuleType(name)
    spec = importlib.machinery.ModuleSpec(name, None, origin=path)
    spec.has_location = path is not None
    for key, value in attributes.items():
        setattr(spec, key, value)
    made.__spec__ = spec
    return made


def ask(made):
    sys.modules["asked_for"] = made
    for action in lambda: made.nothing, lambda: exec("from asked_for import nothing"):
        try:
            action()
        except Exception as error:
            print(type(error).__name__, error)
            if isinstance(error, ImportError):
                print("  ", error.name, error.path, error.name_from)


for name in "fractions", "numpy":
    for path in "/elsewhere/file.py", "/elsewhere/package/__init__.py", None:
        for state in {}, {"_initializing": True}, {"_uninitialized_submodules": ["nothing"]}:
            ask(module(name, path, **state))
plain = module("fractions", None)
plain.__file__ = "/some/file.py"
ask(plain)
del plain.__spec__
ask(plain)
del plain.__name__
ask(plain)
