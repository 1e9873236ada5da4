"""Which errors that leave generators are in the context of what is being handled: StopIteration only without a value."""

def g(q):
    try:
        x = yield q
    except ValueError as e:
        return 8
    return 9
def show(f):
    try: f()
    except BaseException as e: return type(e).__name__, e.args, type(e.__context__).__name__
def f_next():
    h = g(1); next(h); next(h)
def f_send():
    h = g(1); next(h); h.send(3)
def f_throw():
    h = g(1); next(h); h.throw(ValueError)
def f_throw_inst():
    h = g(1); next(h); h.throw(ValueError(1))
def f_throw_other():
    h = g(1); next(h); h.throw(KeyError(1))
def f_throw_new():
    h = g(1); h.throw(KeyError(1))
def f_throw_new2():
    h = g(1); h.throw(KeyError)
def f_ended():
    h = g(1); list(h); next(h)
def f_ended_throw():
    h = g(1); list(h); h.throw(KeyError)
def g2():
    try: yield 1
    except ValueError: pass
    return 5
def f_throw_after():
    h = g2(); next(h); h.throw(ValueError)
def g3():
    yield 1
    return 5
def f_g3():
    h = g3(); next(h); h.send(None)
def g4():
    try: yield 1
    finally: return 6
def f_g4():
    h = g4(); next(h); h.throw(KeyError(2))
def g5():
    try: yield from g(1)
    except KeyError: return 7
def f_g5a():
    h = g5(); next(h); h.throw(KeyError(2))
def f_g5b():
    h = g5(); next(h); h.throw(ValueError(2))
def f_gc():
    h = g4(); next(h); return h.close()


for f in [f_next, f_send, f_throw, f_throw_inst, f_throw_other, f_throw_new, f_throw_new2, f_ended, f_ended_throw, f_throw_after, f_g3, f_g4, f_g5a, f_g5b, f_gc]:
    r = [show(f)]
    try: raise IndexError
    except IndexError: r.append(show(f))
    try: raise IndexError
    except IndexError:
        try: raise OSError
        except OSError: r.append(show(f))
    print(f.__name__, *r)
