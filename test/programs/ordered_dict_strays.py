"""An OrderedDict's order knows nothing of what dict's own methods take away, and has only keys: values are looked up by them."""
import gc
from collections import OrderedDict


def attempt(run):
    try:
        print("  ", run())
    except Exception as error:
        print("  ", type(error).__name__, error)


def take_item(d): dict.__delitem__(d, "spam")
def take_pop(d): print(dict.pop(d, "spam"))
def take_last(d): print(dict.popitem(d))


class Sub(OrderedDict):
    pass


for kind in (OrderedDict, Sub):
    for take in (take_item, take_pop, take_last):
        od = kind(spam=1, ham=2)
        take(od)
        print(kind.__name__, take.__name__, len(od))
        attempt(lambda: repr(od))
        attempt(lambda: list(od.items()))
        attempt(lambda: list(od.values()))
        attempt(lambda: od.copy())
        if take is not take_last:  # C finds its node by where the key was
            attempt(lambda: list(od))
        od.clear()
        od["x"] = 1
        attempt(lambda: list(od.items()))
        attempt(lambda: od.pop("x"))
        attempt(lambda: (od, od.popitem()))
od = OrderedDict(a=1)
dict.clear(od)
attempt(lambda: repr(od))


class Key:
    """Its hash is another each time."""
    hashes = iter(range(1000))

    def __hash__(self):
        return next(self.hashes) * 7919

    def __repr__(self):
        return "Key"


od = OrderedDict()
for i in range(5):
    od[Key()] = i
print(len(od))
attempt(lambda: list(od))
attempt(lambda: list(od.values()))
attempt(lambda: list(od.items()))
attempt(lambda: repr(od))
attempt(lambda: od.copy())

lost = []


class Link(OrderedDict):
    def __del__(self):
        lost.append(self.number)


chain = None
for i in range(30):
    chain = Link([(None, chain)])
    chain.number = i
del chain
gc.collect()
print(lost == list(reversed(range(30))))
