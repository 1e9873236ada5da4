"""What an exception's frames held goes when the exception goes, and what a generator held when it is closed."""
import gc
import weakref


class Kept:
    pass


def endless_recursion():
    watched = None

    def inner():
        nonlocal watched
        kept = Kept()
        watched = weakref.ref(kept)
        inner()

    try:
        inner()
    except RecursionError:
        print("while it is handled:", watched() is not None)
    gc.collect()
    return watched


def raised_below(depth):
    kept = Kept()
    kept.watched = weakref.ref(kept)
    if depth == 0:
        raise LookupError(kept.watched)
    raised_below(depth - 1)


def caught(times):
    for _ in range(times):
        try:
            raised_below(3)
        except LookupError as error:
            watched = error.args[0]
    gc.collect()
    return watched


print("afterwards:", endless_recursion()())
print("afterwards:", caught(5)())
print("afterwards:", caught(500)())


def closed_generator():
    kept = Kept()
    watched = weakref.ref(kept)

    def holding():
        held = kept
        yield held

    generator = holding()
    next(generator)
    del kept
    generator.close()
    gc.collect()
    return generator, watched


print("afterwards:", closed_generator()[1]())
