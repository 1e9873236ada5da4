"""Generators: send, throw, close, delegation, return values."""
def g():
    try:
        x = yield 1
        print('got', x)
        yield 2
    except ValueError as e:
        print('in gen', e)
        yield 'after'
    finally:
        print('gen finally')
it = g()
print(next(it)); print(it.send('hi')); print(it.throw(ValueError('v')))
try: next(it)
except StopIteration as s: print('stop', s.value)
it = g(); next(it); it.close()
try: g().send(1)
except TypeError as e: print(e)
def bad():
    yield 1
    raise StopIteration
try: list(bad())
except RuntimeError as e: print(e, repr(e.__cause__))
def ign():
    try: yield 1
    except GeneratorExit: yield 2
i = ign(); next(i)
try: i.close()
except RuntimeError as e: print(e)
def ret():
    yield 1
    return 42
def yf():
    r = yield from ret()
    print('r', r)
    r = yield from [7, 8]
    print(r)
print(list(yf()))
def running():
    try: next(me)
    except ValueError as e: yield str(e)
me = running(); print(next(me))
def thr():
    try: yield 1
    except KeyError as e: yield ('k', e.args)
def outer_():
    yield from thr()
o = outer_(); next(o); print(o.throw(KeyError, KeyError('z')) if 0 else o.throw(KeyError('z')))
