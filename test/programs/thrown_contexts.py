"""throw() leaves an exception the context it has; only a generator that handles another one adds that."""
from contextlib import ExitStack, contextmanager


@contextmanager
def replacing(error):
    try:
        yield
    finally:
        raise error


def chain(error):
    while error is not None:
        yield error.args[0]
        error = error.__context__


errors = [Exception(i) for i in range(5)]
try:
    with ExitStack() as stack:
        for i in 4, 3, 2:
            stack.enter_context(replacing(errors[i]))
        raise errors[1]
except Exception as error:
    print(*chain(error))


def suspended_in_handler():
    try:
        raise KeyError("handled in the generator")
    except KeyError:
        yield
    yield


def plain():
    yield
    yield


def delegating():
    yield from suspended_in_handler()


for make in suspended_in_handler, plain, delegating:
    for loops in range(3):
        generator = make()
        next(generator)
        try:
            try:
                raise ValueError("outside")
            except ValueError:
                try:
                    generator.throw(OSError("thrown"))
                except OSError as error:
                    print(make.__name__, *chain(error), sep=", ")
                    raise TypeError("after")
        except TypeError as error:
            print(*chain(error), sep=", ")
