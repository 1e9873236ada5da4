"""PEP 688: __buffer__ and __release_buffer__, in classes with and without built-in bases."""
import sys


def show(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


class Exporter:
    def __init__(self):
        self.data = bytearray(b"hello")
        self.given = None

    def __buffer__(self, flags):
        print("buffer")
        self.given = memoryview(self.data)
        return self.given

    def __release_buffer__(self, view):
        print("release", view is self.given, view.tobytes())


exporter = Exporter()
with memoryview(exporter) as view:
    print(view.tobytes())
print(bytes(exporter))


class Derived(bytearray):
    def __buffer__(self, flags):
        return super().__buffer__(flags)

    def __release_buffer__(self, view):
        print("released", view.tobytes())
        for attempt in (memoryview, lambda v: v.cast("b"), lambda v: v.toreadonly(), lambda v: v[:1]):
            show(attempt, view)
        global kept
        kept = view
        super().__release_buffer__(view)


derived = Derived(b"abc")
with memoryview(derived) as view:
    show(derived.append, 1)
derived.append(1)
print(derived)
show(kept.tobytes)


class Failing:
    def __buffer__(self, flags):
        return memoryview(b"abc")

    def __release_buffer__(self, view):
        1 / 0


sys.unraisablehook = lambda args: print(args.err_msg, repr(args.exc_value))
with memoryview(Failing()) as view:
    print(view[0])


class NoView:
    def __buffer__(self, flags):
        return b"abc"


show(memoryview, NoView())
show(bytes, NoView())
view = memoryview(b"abc")
show(bytearray().__release_buffer__, view)
show(bytearray().__release_buffer__, 3)
show(hasattr, b"", "__release_buffer__")
array = bytearray(b"xyz")
view = array.__buffer__(0)
show(array.append, 1)
print(array.__release_buffer__(view))
array.append(1)
show(array.__release_buffer__, view)
for flags in (0x100, 0x200):
    show(array.__buffer__, flags)


class Keeper:
    def __buffer__(self, flags):
        return memoryview(shared)

    def __release_buffer__(self, buffer):
        self.kept = buffer


print("a view that is kept")
shared = bytearray(b"abc")
keeper = Keeper()
with memoryview(keeper) as view:
    print(view.tobytes())
print(keeper.kept.tobytes())
show(shared.clear)
keeper.kept.release()
shared.clear()
