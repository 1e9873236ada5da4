"""What a closure holds dies with it, also of the one for which its code was compiled."""
import gc
import weakref


class Thing:
    pass


def make(seen):
    thing = Thing()
    seen.append(weakref.ref(thing))

    def inner(turns):
        total = 0
        for i in range(turns):
            total += i if thing is not None else 0
        return total

    return inner(40)


def raising(seen):
    thing = Thing()
    seen.append(weakref.ref(thing))

    def inner(k):
        try:
            return [thing, k][k]
        except IndexError as error:
            return error.__traceback__.tb_frame.f_locals["thing"] is thing
        finally:
            del k

    return inner(2)


for function in make, raising:
    seen = []
    results = {function(seen) for turn in range(2000)}
    gc.collect()
    print(function.__name__, results, sum(ref() is not None for ref in seen))
