"""Generators that nobody goes on with, suspended in `try`: handlers that GeneratorExit comes to have their say, others need not be asked."""

import gc


class Own(Exception):
    pass


class Wide(BaseException):
    pass


Alias = BaseException
NotAnException = 3


def named(label):
    try:
        yield label
    except (IndexError, KeyError):
        print("no", label)
    except Own as error:
        print("no", label, error)


def wide(label):
    try:
        yield label
    except Wide:
        print("no", label)


def ends(label):
    try:
        yield label
    except ValueError:
        print("no", label)
    finally:
        print("finally", label)


def around(label):
    try:
        try:
            yield label
        except ValueError:
            print("no", label)
    except BaseException as error:
        print("around", label, type(error).__name__)


def bare(label):
    try:
        yield label
    except:
        print("bare", label)


def base(label):
    try:
        yield label
    except ValueError:
        print("no", label)
    except Alias:
        print("base", label)


def exact(label):
    try:
        yield label
    except (ValueError, GeneratorExit):
        print("exact", label)


def computed(label):
    def which():
        print("which", label)
        return ValueError

    try:
        yield label
    except which():
        print("no", label)


def attribute(label):
    try:
        yield label
    except holder.Error:
        print("no", label)


class Holder:
    @property
    def Error(self):
        print("asked")
        return ValueError


holder = Holder()


def manager(label):
    class Manager:
        def __enter__(self):
            return label

        def __exit__(self, *exc):
            print("exit", label, exc[0].__name__)

    try:
        with Manager() as inner:
            yield inner
    except ValueError:
        print("no", label)


def delegating(label):
    try:
        yield from ends(label)
    except ValueError:
        print("no", label)


def handling(label):
    try:
        raise ValueError(label)
    except ValueError:
        yield label
        print("no", label)


KINDS = (named, wide, ends, around, bare, base, exact, computed, attribute, manager, delegating, handling)


def leave(kind, label):
    for value in kind(label):
        return value


for kind in KINDS:
    leave(kind, kind.__name__)
    gc.collect()

for kind in KINDS:
    generator = kind(kind.__name__ + " closed")
    next(generator)
    print(generator.close())


def many(kind, count):
    found = 0
    for i in range(count):
        for value in kind(i):
            found += value
            break
    return found


print(many(named, 300), many(wide, 300))
gc.collect()
thrown = named("thrown")
next(thrown)
try:
    thrown.throw(GeneratorExit)
except GeneratorExit as error:
    print(type(error).__name__)


class Numbers:
    """As collections.abc.Sequence goes through what has only __getitem__."""

    def __getitem__(self, index):
        if index >= 5:
            raise IndexError(index)
        return index

    def __iter__(self):
        i = 0
        try:
            while True:
                yield self[i]
                i += 1
        except IndexError:
            return


print(sum(i % 7 in Numbers() for i in range(700)), any(value == 3 for value in Numbers()))
