"""Objects with __del__ on cycles, with __slots__, and with built-in bases: gc.collect() finalizes them, once, with all they had."""
import gc

log = []
kept = []


class Node:
    def __init__(self, name):
        self.name = name
        self.others = []

    def __del__(self):
        log.append((self.name, [other.name for other in self.others]))


def collect():
    """More than once: compiled code may remember for a while what it did last."""
    for _ in range(3):
        [].append(None)
        gc.collect()


def to_itself():
    node = Node("a")
    node.me = node


def through_list():
    a, b = Node("a"), Node("b")
    a.others.append(b)
    b.others.append(a)


def through_closure():
    node = Node("c")
    node.callback = lambda: node.name


def through_method():
    node = Node("m")
    node.callback = node.__init__


def through_plain_object():
    class Plain:
        pass

    node = Node("p")
    plain = Plain()
    plain.x = 1
    plain.node = node
    node.plain = plain


def through_dict():
    node = Node("d")
    node.table = {"k": [node], 1: (node,)}


def one_cycle_after_another():
    first, second = Node("first"), Node("second")
    first.me = first
    second.me = second
    first.others.append(second)


class Slotted:
    __slots__ = ("name", "partner")

    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append((self.name, getattr(self, "partner", self).name))


def slotted():
    Slotted("s")


def slotted_cycle():
    a, b = Slotted("s1"), Slotted("s2")
    a.partner, b.partner = b, a


class Mixed(Slotted):
    pass


def slots_and_dict():
    mixed = Mixed("mixed")
    mixed.extra = mixed


class Items(list):
    def __del__(self):
        log.append((type(self).__name__, len(self)))


def built_in_base():
    items = Items([1, 2])
    items.append(items)


for make in (
    to_itself, through_list, through_closure, through_method, through_plain_object, through_dict, one_cycle_after_another,
    slotted, slotted_cycle, slots_and_dict, built_in_base,
):
    make()
    collect()
    print(make.__name__, sorted(log, key=repr))
    log.clear()


class Lazarus:
    def __del__(self):
        kept.append(self)


lazarus = Lazarus()
lazarus.cargo = [lazarus, "cargo"]
cargo = lazarus.cargo
identity = id(lazarus), id(cargo)
del lazarus, cargo
collect()
print(len(kept), kept[0].cargo[0] is kept[0], kept[0].cargo[1], (id(kept[0]), id(kept[0].cargo)) == identity, gc.is_finalized(kept[0]))
kept.clear()
collect()
print("only once:", len(kept))

# What is referred to from elsewhere stays as it is.
node = Node("alive")
node.me = node
node.others.append(node)
others = node.others
collect()
print(log, node.me is node, node.others is others)
node.others = [node, node]
del node, others
collect()
print(log)
