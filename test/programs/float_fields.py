"""Attributes that are floats and are added to: the objects that others have got do not change."""

import copy
import pickle


class Body:
    def __init__(self, x, v):
        self.x = x
        self.v = v

    def step(self, dt):
        self.x += self.v * dt
        self.v -= self.x * dt


class Slotted:
    __slots__ = ("x", "v")

    def __init__(self, x, v):
        self.x = x
        self.v = v

    step = Body.step


class Other(Slotted):
    __slots__ = ()


class Twin:
    __slots__ = ("x", "v")


class Half(float):
    def __add__(self, other):
        return "half"


def run(body, n):
    for _ in range(n):
        body.step(0.01)
    return body


def kept(body):
    """What was read before an update."""
    before = body.x
    many = [body.x, (body.x,), {"x": body.x}]
    on_stack = (body.x, body.step(0.5), body.x)
    return before, many, on_stack[0], on_stack[2], before is many[0], body.x is body.x


def same(body):
    x = body.x
    body.x = body.x + 1.0
    y = body.x
    return x is y, y is body.x, id(y) == id(body.x), [y] == [body.x]


def chosen(a, b, n):
    found = []
    for i in range(n):
        a.x += 0.5
        x = a.x if i % 2 else b.x
        b.v = a.v = x
        found.append(x)
        a.step(0.25)
        b.v += 1.0
    return found[-3:], [f is x for f in found[-2:] for x in (a.v, b.v)]


def shared(a, b, n):
    for _ in range(n):
        a.x += 1.0
        b.x = a.x
        old = a.x
        a.x *= 0.5
    return old, b.x, a.x, old is b.x


def extreme(body, n):
    value = 1e300
    for _ in range(n):
        value *= 1e100
        body.x += value - value
    found = [body.x]
    return body.x, body.x in found, found[0] is body.x


def mixed(body, n):
    seen = []
    for i in range(n):
        if body.x is None:
            body.x = 1.5
        body.x += 0.25
        if i % 7 == 0:
            seen.append(body.x)
            body.x = (None, 3, Half(2.0), "text")[i // 7 % 4]
            if isinstance(body.x, str):
                body.x = 0.0
        if type(body.x) is Half:
            seen.append(body.x + 1)
            body.x = 4.0
    return seen[-5:]


def later(body):
    """Attributes that are added, deleted and taken out in other ways."""
    body.step(0.5)
    items = list(vars(body).items()) if hasattr(body, "__dict__") else None
    body.step(0.5)
    twice = copy.copy(body), pickle.loads(pickle.dumps(body)), getattr(body, "x"), body.__getattribute__("v")
    body.step(0.5)
    return items, twice[0].x, twice[1].v, twice[2:], body.x


for kind in Body, Slotted, Other:
    body = run(kind(1.0, 0.5), 3000)
    print(kind.__name__, body.x, body.v)
    for _ in range(600):
        results = kept(body), same(body), later(body)
        body.x = 2.0
        body.v = 0.5
    print(results)
    print(chosen(kind(1.0, 2.0), kind(3.0, 4.0), 1500))
    print(shared(kind(1.0, 2.0), kind(3.0, 4.0), 1500))
    print(extreme(kind(1.0, 2.0), 500))
    print(mixed(kind(None, 2.0), 1500))

moved = run(Slotted(1.0, 0.5), 1000)
x = moved.x
moved.__class__ = Twin
print(moved.x == x, moved.v)
moved.x += 1.0
print(moved.x is moved.x, x == moved.x - 1.0)

body = run(Body(1.0, 0.5), 1000)
body.extra = body.x
del body.v
print(body.extra is body.x, vars(body))
body.step = None
body.__dict__["x"] = 3
print(body.x, sorted(vars(body)))
