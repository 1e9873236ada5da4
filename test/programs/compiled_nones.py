"""None and unbound names where hot code expects something else: every kind of guard meets them."""


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def norm(self):
        return self.x * self.x + self.y * self.y

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)


class Slotted:
    __slots__ = ("value",)


class Other:
    x = 7


def times(a, b):
    return a * b


def first(items):
    return items[0]


def item_of(mapping, key):
    return mapping[key]


def byte_of(data, i):
    return data[i]


def attribute(point):
    return point.x


def method(point):
    return point.norm()


def either(point):
    return point.x


def keep(point, value):
    point.x = value


def grow(point, by):
    point.x += by
    return point.x


def plus(a, b):
    return a + b


def add_to(numbers, value):
    numbers.append(value)
    return len(numbers)


def add_to_set(numbers, value):
    numbers.add(value)
    return len(numbers)


def total(values):
    result = 0.0
    for value in values:
        result += value
    return result


def through(iterator):
    result = 0
    for value in iterator:
        result += value
    return result


def pairs(a, b):
    return [x * y for x, y in zip(a, b)]


def late(values, ready):
    if ready:
        factor = 2.0
    for value in values:
        value * factor
    return factor


def slot(owner):
    owner.value += 0.5
    return owner.value


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def slotted(value):
    result = Slotted()
    if value is not ...:
        result.value = value
    return result


expected = {
    times: [(1.5, 2.0), (None, 2.0), (2.0, None), (None, None), (3, 4.5)],
    first: [([1],), (None,), ((),)],
    item_of: [({"a": 1}, "a"), (None, "a"), ({}, None)],
    byte_of: [(b"abc", 1), (None, 1), (b"abc", None)],
    attribute: [(Point(1.0, 2.0),), (None,), (Other(),)],
    method: [(Point(1.0, 2.0),), (None,), (Point(None, 1.0),), (Point(1.0, None),)],
    either: [(Point(1.0, 2.0),), (Other(),), (None,), (3,)],
    keep: [(Point(1.0, 2.0), 3.0), (None, 3.0), (Point(1.0, 2.0), None)],
    grow: [(Point(1.0, 2.0), 0.5), (Point(None, 2.0), 0.5), (None, 0.5), (Point(1.0, 2.0), None)],
    plus: [(Point(1, 2), Point(3, 4)), (None, Point(1, 2)), (Point(1, 2), None), (None, None)],
    add_to: [([], 1), (None, 1), ([], None)],
    add_to_set: [({1}, 1), (None, 1), ({1}, None)],
    total: [([0.5, 1.5],), ([0.5, None],), (None,)],
    through: [(range(3),), ([1, 2],), ((1, 2),), ({3: 4},), (None,), ([None],)],
    pairs: [([1.5, 2.5], [2.0, 4.0]), ([1.5, None], [2.0, 4.0]), (None, [1.0]), ([1.0], [None])],
    late: [([1.0, 2.0], True), ([], True), ([1.0], False), ([], False), ([None], True)],
    slot: [(slotted(1.0),), (slotted(None),), (slotted(...),), (None,)],
}

for function, calls in expected.items():
    usual = calls[0]
    for _ in range(400):
        function(*usual)
    for args in calls[1:]:
        # Again and again, so that the code is made once more for what has come.
        answers = {str(getattr(attempt(function, *args), "__dict__", attempt(function, *args))) for _ in range(60)}
        print(function.__name__, sorted(answers)[:3], len(answers))
    print(function.__name__, attempt(function, *usual).__class__.__name__)
