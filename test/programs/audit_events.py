"""What audit hooks learn of, and what a hook that must not be traced shows to a trace function."""
import gc
import io
import marshal
import sys
import time
import types

seen = []
listening = False


def hook(event, args):
    global listening
    if listening and not event.startswith("os."):
        listening = False
        seen.append((event, [shown(arg) for arg in args]))
        listening = True


def shown(value):
    text = repr(value)
    return type(value).__name__ if " at 0x" in text or isinstance(value, list) else text


sys.addaudithook(hook)


def check(run):
    global listening
    listening = True
    try:
        run()
    except Exception as error:
        outcome = f"{type(error).__name__}: {error}"
    else:
        outcome = "done"
    listening = False
    print(outcome, seen)
    seen.clear()


class A: pass
class B: pass
class C(A): pass
def f(a=1): pass
def g(): yield 1


a = A()
generator = g()
code = f.__code__
try:
    1 / 0
except ZeroDivisionError as error:
    traceback = error.__traceback__
    frame = traceback.tb_frame

print("code")
check(lambda: eval(" 1"))
check(lambda: eval(code))
check(lambda: exec("x = 1"))
check(lambda: exec(code.replace(co_argcount=0)))
check(lambda: compile(b"1", "name", "eval"))
check(lambda: compile("1 +", "name", "eval"))
check(lambda: types.FunctionType(code, {}))
check(lambda: code.replace(co_name="other"))
print("attributes")
for name, value in (("__name__", "X"), ("__qualname__", "X.Y"), ("__name__", 1), ("__bases__", (B,)), ("__bases__", ()), ("__module__", "m"), ("__doc__", "d"), ("__type_params__", ()), ("x", 1)):
    check(lambda: setattr(C, name, value))
    check(lambda: setattr(int, name, value))
for name, value in (("__code__", code), ("__code__", 1), ("__defaults__", (2,)), ("__kwdefaults__", {}), ("__defaults__", 1), ("__name__", "f")):
    check(lambda: setattr(f, name, value))
    check(lambda: getattr(f, name))
check(lambda: delattr(f, "__defaults__"))
check(lambda: setattr(a, "__class__", B))
check(lambda: setattr(a, "__class__", 1))
check(lambda: (generator.gi_frame, generator.gi_code, generator.gi_running))
check(lambda: (traceback.tb_frame, frame.f_code, frame.f_back))
print("modules")
check(lambda: (gc.get_objects(generation=1), gc.get_referrers(7), gc.get_referents(7, 8)))
check(lambda: gc.get_objects())
check(lambda: marshal.dumps(None))
check(lambda: marshal.loads(bytearray(b"N")))
check(lambda: marshal.dump(None, io.BytesIO(), 2))
check(lambda: marshal.load(io.BytesIO(b"N")))
check(lambda: (time.sleep(0), time.sleep(-1)))
check(lambda: sys.set_asyncgen_hooks(None, None))
check(lambda: __import__("no_such_module").x)

print("tracing")
traced = []


class Hook:
    def __call__(self, event, args):
        pass


def trace(frame, event, arg):
    if frame.f_code is Hook.__call__.__code__:
        traced.append(event)


silent = Hook()
sys.addaudithook(silent)
sys.settrace(trace)
eval("1")
silent.__cantrace__ = False
eval("2")
silent.__cantrace__ = True
eval("3")
silent.__cantrace__ = 1
eval("4")
silent.__cantrace__ = 0
sys.settrace(None)
print(traced)
