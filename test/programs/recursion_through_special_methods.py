"""Special methods that recurse through operators and built-ins reach the recursion limit, and end with a RecursionError."""
import functools

depth = 0


class Endless:
    def __eq__(self, other):
        return deeper() or self == other

    def __lt__(self, other):
        return deeper() or self < other

    def __hash__(self):
        return deeper() or hash(self)

    def __repr__(self):
        return deeper() or repr(self)

    def __format__(self, spec):
        return deeper() or f"{self}"

    def __add__(self, other):
        return deeper() or self + other

    def __rmul__(self, other):
        return deeper() or other * self

    def __neg__(self):
        return deeper() or -self

    def __bool__(self):
        return deeper() or not self

    def __len__(self):
        return deeper() or len(self)

    def __contains__(self, item):
        return deeper() or item in self

    def __getitem__(self, *key):
        return deeper() or self[key]

    def __iter__(self):
        return deeper() or iter(self)

    def __next__(self):
        return deeper() or next(self)

    def __int__(self):
        return deeper() or int(self)

    def __call__(self, *args):
        return deeper() or self(*args)

    def __getattr__(self, name):
        return deeper() or self.missing

    @property
    def value(self):
        return deeper() or self.value


def deeper():
    global depth
    depth += 1


def sort(*args):
    return deeper() or sorted([1], key=sort)


def reduce(*args):
    return deeper() or functools.reduce(reduce, [1, 2])


def listed(*args):
    return deeper() or list(map(listed, [1]))


def looped(*args):
    deeper()
    for _ in map(looped, [1]):
        pass


OPERATIONS = {
    "==": lambda it: it == 1,
    "== in lists": lambda it: [it] == [1],
    "in a list": lambda it: 1 in [it],
    "<": lambda it: it < 1,
    "hash": hash,
    "key of a dict": lambda it: {it: 1},
    "repr": repr,
    "format": lambda it: f"{it}",
    "+": lambda it: it + 1,
    "* reflected": lambda it: 1 * it,
    "-": lambda it: -it,
    "bool": bool,
    "len": len,
    "in": lambda it: 1 in it,
    "subscript": lambda it: it[0],
    "iter": list,
    "next": next,
    "int": int,
    "call": lambda it: it(),
    "attribute": lambda it: it.missing,
    "hasattr": lambda it: hasattr(it, "missing"),
    "property": lambda it: it.value,
    "sorted": sort,
    "reduce": reduce,
    "map": listed,
    "map in a loop": looped,
}

# The first time the methods are interpreted; when all has become hot, compiled code takes its turn.
for name, operation in OPERATIONS.items():
    for times in range(4):
        depth = 0
        try:
            operation(Endless())
        except RecursionError as error:
            print(name, depth > 900, error)
