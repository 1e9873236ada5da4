"""`await` of instances, `send()` to generators and coroutines, and classes called without arguments: the short ways, and what must not take them."""

import abc
import sys
import traceback
import types
import warnings

warnings.simplefilter("ignore")
HOT = 150


def drive(coro, *answers):
    out = [coro.send(None)]
    try:
        for answer in answers:
            out.append(coro.send(answer))
    except StopIteration as stop:
        out.append(("returned", stop.value))
    return out


class Asks:
    def __await__(self):
        answer = yield self.name()
        return answer, sys._getframe(1).f_code.co_name

    def name(self):
        return type(self).__name__


class Defaults(Asks):
    def __await__(self, more=1):
        return (yield more)


class Inherits(Asks):
    pass


class Iterates:
    def __await__(self):
        return iter(["from iter"])


class Delegates:
    def __await__(self):
        return Asks().__await__()


class Static:
    @staticmethod
    def __await__():
        return (yield "static")


class Decorated:
    @types.coroutine
    def __await__(self):
        return (yield "decorated")


class Coroutine:
    async def __await__(self):
        return 1


class Nothing:
    def __await__(self):
        return 5


class Fails:
    def __await__(self):
        raise LookupError("no")


class Bare:
    pass


async def awaits(value):
    try:
        return await value
    except (TypeError, LookupError, AttributeError) as error:
        return str(error), [line.name for line in traceback.extract_tb(error.__traceback__)]


print("awaitables")
for make in (Asks, Defaults, Inherits, Iterates, Delegates, Static, Decorated, Coroutine, Nothing, Fails, Bare):
    for n in range(HOT):
        coro = awaits(make())
        try:
            result = drive(coro, n)
        except StopIteration as stop:
            result = ("at once", stop.value)
    print(" ", make.__name__, result)

print("methods that change")
for n in range(HOT * 2):
    if n == HOT:
        Inherits.__await__ = lambda self: iter(["lambda"])
    result = drive(awaits(Inherits()), n)
    if n % 75 == 74:
        print(" ", result)
del Inherits.__await__
print(" ", drive(awaits(Inherits()), "back"))


print("send")


def counts(n):
    for i in range(n):
        got = yield i
        if got == "stop":
            return "stopped"
        if got == "fail":
            raise KeyError(got)
    return None if n % 2 else n


def sends(n, value):
    generator = counts(n)
    out = [generator.send(None)]
    while True:
        try:
            out.append(generator.send(value))
        except StopIteration as stop:
            out.append((stop.value, stop.args, [line.name for line in traceback.extract_tb(stop.__traceback__)]))
            break
        except KeyError as error:
            out.append((str(error), [line.name for line in traceback.extract_tb(error.__traceback__)]))
            break
    for again in (None, 1):
        try:
            generator.send(again)
        except StopIteration as stop:
            out.append(stop.value)
    return out


for n in range(HOT):
    results = sends(3, None), sends(2, "x"), sends(3, "stop"), sends(3, "fail")
print(" ", *results, sep="\n    ")


def wrong(make, value):
    generator = make()
    try:
        generator.send(value)
    except TypeError as error:
        message = str(error)
    generator.close()
    return message


def reenters():
    while True:
        try:
            itself.send((yield))
        except ValueError as error:
            yield str(error)


async def over():
    pass


def reused():
    coro = over()
    for _ in range(2):
        try:
            coro.send(None)
        except StopIteration:
            pass
        except RuntimeError as error:
            return str(error)


for n in range(HOT):
    itself = reenters()
    itself.send(None)
    results = wrong(lambda: counts(1), 1), wrong(over, 2), itself.send(None), reused()
print(" ", results)

print("recursive generators that are sent to")


def nested(n):
    if n == 0:
        got = yield "bottom"
        return got
    inner = nested(n - 1)
    value = inner.send(None)
    while True:
        got = yield value
        try:
            value = inner.send(got)
        except StopIteration as stop:
            return stop.value, n


for n in range(HOT // 5):
    result = drive(nested(20), "a")
print(" ", result)
print(" ", drive(nested(60), "b")[0])

print("classes called without arguments")


class Meta(type):
    def __call__(cls):
        return "from the metaclass"


class Called(metaclass=Meta):
    pass


class News:
    def __new__(cls):
        return 7


class Inits:
    def __init__(self, value=3):
        self.value = value


class Abstract(abc.ABC):
    @abc.abstractmethod
    def method(self): ...


class Slots:
    __slots__ = ("a", "b")


class Many:
    a = b = c = d = e = f = g = 0


class Built(dict):
    pass


def call(cls):
    try:
        return cls()
    except TypeError as error:
        return str(error)


def calls_bare():
    made = Bare()
    made.x = 1
    return made


def shape(value):
    return vars(value) if hasattr(value, "__dict__") else value if isinstance(value, (int, str)) else type(value).__name__


for cls in (Called, News, Inits, Abstract, Slots, Many, Built):
    for n in range(HOT):
        made = call(cls)
    print(" ", cls.__name__, shape(made))
for n in range(HOT * 2):
    if n == HOT:
        Bare.__init__ = lambda self: setattr(self, "y", 2)
    made = calls_bare()
    if n % HOT == 1:
        print(" ", vars(made), calls_bare() == made)
del Bare.__init__


def with_argument(n):
    try:
        return Bare(n)
    except TypeError as error:
        return str(error)


for n in range(HOT):
    made = with_argument(n)
print(" ", made)
