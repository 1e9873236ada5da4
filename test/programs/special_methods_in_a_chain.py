"""Special methods that call each other through operators and built-ins, level by level: each is called once, whatever it does."""
import traceback
import warnings

DEPTH = 20
warnings.simplefilter("ignore")


class Link:
    """Every operation asks the next link the same, and the last one for an answer."""

    calls = 0

    def __init__(self, next, answer=None):
        self.next = next
        self.answer = answer

    def asked(self):
        Link.calls += 1
        return self.next is None

    def __eq__(self, other):
        return self.answer() if self.asked() else self.next == other

    def __lt__(self, other):
        return self.answer() if self.asked() else self.next < other

    def __hash__(self):
        return self.answer() if self.asked() else hash(self.next)

    def __repr__(self):
        return self.answer() if self.asked() else repr(self.next)

    def __str__(self):
        return self.answer() if self.asked() else str(self.next)

    def __format__(self, spec):
        return self.answer() if self.asked() else f"{self.next:x}"

    def __add__(self, other):
        return self.answer() if self.asked() else self.next + other

    def __rsub__(self, other):
        return self.answer() if self.asked() else other - self.next

    def __imul__(self, other):
        if self.asked():
            return self.answer()
        link = self.next
        link *= other
        return link

    def __neg__(self):
        return self.answer() if self.asked() else -self.next

    def __bool__(self):
        if self.asked():
            return self.answer()
        return True if self.next else False

    def __len__(self):
        return self.answer() if self.asked() else len(self.next)

    def __contains__(self, item):
        return self.answer() if self.asked() else item in self.next

    def __getitem__(self, *items):
        return self.answer() if self.asked() else self.next[items[0]]

    def __setitem__(self, key, value):
        if self.asked():
            self.answer()
        else:
            self.next[key] = value

    def __delitem__(self, key):
        if self.asked():
            self.answer()
        else:
            del self.next[key]

    def __iter__(self):
        return self.answer() if self.asked() else iter(self.next)

    def __int__(self):
        return self.answer() if self.asked() else int(self.next)

    def __getattr__(self, name):
        return self.answer() if self.asked() else self.next.missing

    def __enter__(self):
        if self.asked():
            return self.answer()
        with self.next as value:
            return value

    def __exit__(self, *exc_info):
        return False

    def __call__(self, *args):
        return self.answer() if self.asked() else self.next(*args)

    @property
    def value(self):
        return self.answer() if self.asked() else self.next.value

    def __instancecheck__(self, other):
        return self.answer() if self.asked() else isinstance(other, self.next)


def chain(answer, depth=DEPTH):
    link = Link(None, answer)
    for _ in range(depth - 1):
        link = Link(link)
    return link


def setitem(link):
    link[1] = 2


def delitem(link):
    del link[1]


def imul(link):
    link *= 2
    return link


def enter(link):
    with link as value:
        return value


OPERATIONS = {
    "==": lambda link: link == 1,
    "!=": lambda link: link != 1,
    "== reflected": lambda link: 1 == link,
    "<": lambda link: link < 1,
    "> reflected": lambda link: 1 > link,
    "hash": hash,
    "key of a dict": lambda link: {link: 1}.popitem()[1],
    "item of a set": lambda link: len({link}),
    "repr": repr,
    "repr in a list": lambda link: repr([link]),
    "str": str,
    "format": lambda link: f"{link:x}",
    "conversion": lambda link: f"{link!r}",
    "+": lambda link: link + 1,
    "- reflected": lambda link: 1 - link,
    "*=": imul,
    "unary -": lambda link: -link,
    "not": lambda link: not link,
    "bool": bool,
    "len": len,
    "in": lambda link: 1 in link,
    "subscript": lambda link: link[0],
    "setting an item": setitem,
    "deleting an item": delitem,
    "iter": lambda link: list(link),
    "unpacking": lambda link: [*link],
    "int": int,
    "attribute": lambda link: link.missing,
    "getattr": lambda link: getattr(link, "missing", "default"),
    "hasattr": lambda link: hasattr(link, "missing"),
    "with": enter,
    "call": lambda link: link(1),
    "property": lambda link: link.value,
    "isinstance": lambda link: isinstance(1, link),
    "list ==": lambda link: [link] == [1],
    "in a list": lambda link: 1 in [link],
}


def fail(error):
    def answer():
        raise error

    return answer


def attempt(name, answer):
    Link.calls = 0
    try:
        outcome = OPERATIONS[name](chain(answer))
    except RecursionError as error:
        outcome = type(error)
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        outcome = f"{type(error).__name__}: {error} through {len(frames)} frames, context {error.__context__!r}"
    return outcome if not isinstance(outcome, Link) else "a link"


for name in OPERATIONS:
    for what, answer in {
        "1": lambda: 1,
        "True": lambda: True,
        "text": lambda: "text",
        "iterator": lambda: iter((1, 2)),
        "NotImplemented": lambda: NotImplemented,
        "ValueError": fail(ValueError("wrong")),
        "AttributeError": fail(AttributeError("nothing there")),
    }.items():
        if (name, what) == ("property", "AttributeError"):
            continue  # each level would ask __getattr__ of all below
        result = attempt(name, answer)
        print(f"{name}, {what}: {result if what != 'iterator' or name in ('iter', 'unpacking') else type(result).__name__}, {Link.calls} calls")
