"""Errors that leave generators while another is handled: StopIteration has that as its context only when it carries no value."""


def returns(value):
    try:
        yield 1
    except ValueError:
        return 8
    return value


def passes_on():
    try:
        yield from returns(9)
    except KeyError:
        return 7


def begun(generator):
    next(generator)
    return generator


def ended(generator):
    list(generator)
    return generator


ACTIONS = {
    "next": lambda: next(begun(returns(9))),
    "next, nothing returned": lambda: next(begun(returns(None))),
    "send": lambda: begun(returns(9)).send(3),
    "throw, returned": lambda: begun(returns(9)).throw(ValueError),
    "throw, passed on": lambda: begun(returns(9)).throw(KeyError(1)),
    "throw into a new one": lambda: returns(9).throw(KeyError(1)),
    "next of an ended one": lambda: next(ended(returns(9))),
    "throw into an ended one": lambda: ended(returns(9)).throw(KeyError),
    "throw, returned from outside": lambda: begun(passes_on()).throw(KeyError(2)),
    "throw, returned from inside": lambda: begun(passes_on()).throw(ValueError(2)),
}


def told(action):
    try:
        action()
    except BaseException as error:
        return type(error).__name__, error.args, type(error.__context__).__name__


for name, action in ACTIONS.items():
    print(name, told(action))
    try:
        raise IndexError
    except IndexError:
        print("  handling one:", told(action))
        try:
            raise OSError
        except OSError:
            print("  handling two:", told(action))
