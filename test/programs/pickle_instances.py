"""Pickles of plain instances, byte by byte, and of those that are not quite plain."""

import copyreg
import io
import pickle


class Plain:
    pass


class Child(Plain):
    kind = "child"


class Slotted:
    __slots__ = ("a", "__dict__")


class Empty:
    __slots__ = ()


class Stateful:
    def __getstate__(self):
        return {"state": self.value}


class Reducing:
    def __reduce__(self):
        return (Plain, (), {"by": "reduce"})


class Arguments:
    def __new__(cls, *args):
        self = super().__new__(cls)
        self.args = args
        return self

    def __getnewargs__(self):
        return self.args


class Unwilling:
    def __reduce_ex__(self, protocol):
        raise ValueError("unwilling")


def made(cls, **attributes):
    instance = cls()
    for name, value in attributes.items():
        setattr(instance, name, value)
    return instance


def show(value):
    for protocol in range(6):
        try:
            print(protocol, pickle.dumps(value, protocol))
        except TypeError as error:
            print(protocol, error, getattr(error, "__notes__", None))


shared = [1]
one = made(Plain, x=1)
two = made(Plain, x=shared, y=shared, z=one)
show([one, two, one, Plain(), made(Child, x=2)])
loop = made(Plain, other=None)
loop.other = made(Plain, back=loop, also=[loop])
show(loop)
seen = made(Plain, a=1)
seen.__dict__
show([seen, seen.__dict__, seen])
many = made(Plain, **{f"field{i}": i for i in range(70)})
show(many)
slotted = Slotted()
show([slotted, Empty()])
slotted.a = 1
slotted.b = 2
show(slotted)
show([made(Stateful, value=3), Reducing(), Arguments(1, "b")])
own = made(Plain, x=1)
own.__reduce_ex__ = lambda protocol: (Child, ())
show(own)
own = made(Plain, x=1)
own.__getstate__ = lambda: "own state"
show(own)
deleted = made(Plain, x=1, y=2)
del deleted.x
show(deleted)

for broken in made(Plain, ok=1, bad=Unwilling()), made(Plain, bad=[made(Plain, worse=lambda: 0)]):
    for protocol in 2, 5:
        try:
            pickle.dumps(broken, protocol)
        except (ValueError, pickle.PicklingError, AttributeError) as error:
            print(type(error).__name__, str(error)[:12], error.__notes__)

class Persistent(pickle.Pickler):
    def persistent_id(self, value):
        return "shared" if value is shared else None

    def reducer_override(self, value):
        return (Child, ()) if value is one else NotImplemented


stream = io.BytesIO()
pickler = Persistent(stream, 4)
pickler.dump(two)
print(stream.getvalue())
stream = io.BytesIO()
pickler = pickle.Pickler(stream, 5)
pickler.dump(two)
pickler.dump([two, one])
remembered = [value for _, value in pickler.memo.copy().values()]
print(stream.getvalue(), len(remembered), sorted(len(value) for value in remembered if type(value) is dict))

# What the class says changes while its instances are pickled.
changing = [made(Plain, a=1), made(Reducing), made(Plain, b=made(Plain, c=2))]


class Changing:
    def __reduce__(self):
        Plain.__getstate__ = lambda self: ("changed", sorted(vars(self)))
        return (Plain, ())


show([changing[0], Changing(), *changing[1:]])
del Plain.__getstate__
copyreg.pickle(Child, lambda child: (Child, (), {"registered": True}))
show(made(Child, x=1))
original = copyreg.__newobj__
copyreg.__newobj__ = lambda cls, *args: cls.__new__(cls, *args)
try:
    pickle.dumps(made(Plain, x=1), 2)
except Exception as error:
    print(type(error).__name__)
copyreg.__newobj__ = original
back = pickle.loads(pickle.dumps([one, two, loop], 5))
print(vars(back[0]), back[1].z is back[0], back[1].x is back[1].y, back[2].other.back is back[2])
