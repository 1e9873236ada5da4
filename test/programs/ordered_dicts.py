# OrderedDict: order, ends, comparison, subclasses, mutation while it is being read, and wrong calls.
import copy, pickle
from collections import OrderedDict
O = OrderedDict

o = O(a=1, b=2, c=3); o.move_to_end("a"); print(o, list(reversed(o)), o.popitem(last=False), o.popitem(), o == O(c=3), o == {"c": 3})
o["z"] = 1; o.move_to_end("c"); print(o, o | {1: 2}, {1: 2} | o, o.keys(), o.values(), o.items(), type(o.keys()), O.fromkeys("abc"), O.fromkeys([1], 2))
print(O([(1, 2), (3, 4)]) == O([(3, 4), (1, 2)]), O([(1, 2), (3, 4)]) == {3: 4, 1: 2}, O() != O(), O(a=1) != O(a=1.0), list(reversed(O.fromkeys("xyz").items())))
o = O.fromkeys(range(6)); o.move_to_end(3, last=False); o.move_to_end(1); o.move_to_end(2.0); print(list(o), o.pop(0), o.pop(99, "no"), o.setdefault(7, 8), o.setdefault(7), o)
o.clear(); print(o, len(o), bool(o)); o |= [(1, 2)]; o.update({3: 4}, x=5); o.update([(6, 7)]); print(o)
print(copy.copy(o), copy.deepcopy(o) == o, pickle.loads(pickle.dumps(o)), o.copy() is o, eval(repr(O(a=O()))), O.__reduce__(o)[:2])
class Sub(O):
    def __setitem__(self, k, v): super().__setitem__(k, v * 2)
    def __missing__(self, k): return "missing"
s = Sub(a=1); s.update(b=2); s.setdefault("c", 3); s.attr = 5; print(s, s["q"], s.copy(), pickle.loads(pickle.dumps(s)).attr, s.__dict__, vars(s), s.pop("a"), s.popitem())
r = O(); r["r"] = r; print(r)
queue = O()
for i in range(3000):
    queue[i] = -i
    if i >= 10: queue.popitem(last=False)
    if i % 3 == 0: queue.move_to_end(next(iter(queue)))
print(queue)
class Key:
    def __init__(self, do): self.do = do
    def __hash__(self): return 1
    def __eq__(self, other): self.do(); return True
for mutate in (lambda: a.clear(), lambda: a.pop(9), lambda: a.__setitem__(8, 8)):
    a = O([(1, 0), (9, 9)]); b = O(); k = Key(lambda: None); b[k] = 0; b[9] = 9; k.do = mutate
    try:
        print(a == b)
    except Exception as e:
        print(type(e).__name__, e)
def mutating(view, change):
    d = O.fromkeys(range(4))
    try:
        for x in view(d): change(d)
        print("no error", d)
    except Exception as e:
        print(type(e).__name__, e)
for view in (iter, reversed, O.items, O.values, O.keys, lambda d: reversed(d.items())):
    for change in (lambda d: d.move_to_end(0), lambda d: d.pop(3, 0), lambda d: d.__setitem__(9, 9), O.clear, lambda d: d.__setitem__(2, 5)):
        mutating(view, change)
for call in (lambda: O(1), lambda: O([1]), lambda: O([(1,)]), lambda: O([(1, 2, 3)]), lambda: O({}, {}), lambda: O().popitem(), lambda: O().pop(1), lambda: O().move_to_end(1), lambda: O().move_to_end(), lambda: O(a=1) < O(),
             lambda: O() | 1, lambda: O()[1], lambda: hash(O()), lambda: O().update(1), lambda: O().update(1, 2), lambda: O().update(a=1), lambda: O().popitem(1, 2), lambda: O({[]: 1} if 0 else [([], 1)]), lambda: O.fromkeys(1), lambda: O().copy(1)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
it = iter(O(a=1, b=2)); next(it); print(it.__reduce__()[1], list(it))
