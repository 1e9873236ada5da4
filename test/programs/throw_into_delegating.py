# throw() into generators that delegate to iterators without throw(), with one, and with one that cannot be looked up; among what is thrown is
# what cannot be: then the caller gets the error, and the generator goes on as if nothing had been thrown.
import traceback
import warnings

warnings.simplefilter("ignore")


class Counter:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        self.n -= 1
        if self.n < 0:
            raise StopIteration
        return self.n


class Taking(Counter):
    def throw(self, *args):
        return "taken", args


class Failing(Counter):
    @property
    def throw(self):
        raise KeyError("no throw")


class Closing(Counter):
    def close(self):
        print("  closed")


def delegating(iterator):
    try:
        yield from iterator
    except BaseException as error:
        print("  inside", type(error).__name__, error)
        raise


kept = []


def outer(iterator):
    kept.append(delegating(iterator))
    try:
        yield from kept[-1]
    except BaseException as error:
        print("  outside", type(error).__name__, error)
        raise


def plain(iterator):
    try:
        yield next(iterator)
        yield next(iterator)
    except BaseException as error:
        print("  inside", type(error).__name__, error)
        raise


def show(what, action):
    try:
        print(f"  {what}:", action())
    except BaseException as error:
        path = [entry.name for entry in traceback.extract_tb(error.__traceback__)][2:]
        print(f"  {what} raised", type(error).__name__, error, path, repr(error.__context__))


THROWN = (
    (1,),
    (ValueError,),
    (ValueError, "x"),
    (ValueError("v"), "x"),
    (ValueError("v"),),
    (ValueError, ValueError("w")),
    (ValueError, None, 3),
    (None,),
    (int,),
    (GeneratorExit,),
    (GeneratorExit(), 1),
    (StopIteration(3),),
)
for make in (delegating, outer, plain):
    for kind in (Counter, Taking, Failing, Closing):
        for thrown in THROWN:
            print(make.__name__, kind.__name__, thrown)
            generator = make(kind(5))
            next(generator)
            show("throw", lambda: generator.throw(*thrown))
            show("next", lambda: next(generator, "end"))
            show("close", lambda: generator.close())
            fresh = make(kind(5))
            show("throw before the start", lambda: fresh.throw(*thrown))
            show("next", lambda: next(fresh, "end"))
            show("close", lambda: fresh.close())
            while kept:
                kept.pop().close()
