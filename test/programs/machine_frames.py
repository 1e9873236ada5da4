"""Frames, tracebacks, handled exceptions, iteration protocols."""
import sys
# frames, locals
def f(a, b=2):
    c = 3
    fr = sys._getframe()
    print(sorted(fr.f_locals), fr.f_code.co_name, fr.f_lineno, fr.f_back.f_code.co_name)
    fr.f_locals['c'] = 10
    print(c, fr.f_locals['a'], sorted(locals()))
    fr.f_locals['new'] = 1
    print(sorted(fr.f_locals))
    try: del fr.f_locals['a']
    except ValueError as e: print(e)
    try: fr.f_locals['zz']
    except KeyError as e: print(e)
    return fr
fr = f(1)
print(sorted(fr.f_locals), fr.f_lineno)
fr.clear()
print(fr.f_locals)
def tb():
    x = 1
    raise ValueError('v')
try: tb()
except ValueError as e:
    t = e.__traceback__
    print(t.tb_lineno, t.tb_next.tb_lineno, t.tb_next.tb_frame.f_locals, t.tb_next.tb_frame.f_code.co_name, t.tb_next.tb_next)
    print(t.tb_next.tb_frame.f_back is t.tb_frame, t.tb_frame is sys._getframe())
    t.tb_next = None
    print(e.__traceback__.tb_next)
    try: t.tb_next = t
    except ValueError as v: print(v)
def rr():
    try:
        raise KeyError(1)
    except KeyError as k:
        raise
def chain(e):
    out = []
    t = e.__traceback__
    while t: out.append((t.tb_frame.f_code.co_name, t.tb_lineno)); t = t.tb_next
    return out
try: rr()
except KeyError as e: print(chain(e))
def fin():
    try:
        tb()
    finally:
        print('finally')
try: fin()
except ValueError as e: print(chain(e))
def reraise_var():
    try: tb()
    except ValueError as e:
        s = e
    raise s
try: reraise_var()
except ValueError as e: print(chain(e))
def gen():
    yield 1
    tb()
g = gen(); next(g)
try: next(g)
except ValueError as e: print(chain(e))
g = gen(); next(g)
try: g.throw(KeyError)
except KeyError as e: print(chain(e))
g = gen()
try: g.throw(KeyError)
except KeyError as e: print(chain(e))
try:
    for x in gen(): pass
except ValueError as e: print(chain(e))
def yf(): yield from gen()
try:
    for x in yf(): pass
except ValueError as e: print(chain(e))
print(g.gi_frame, g.gi_running, g.gi_code.co_name)
g = gen(); print(g.gi_frame.f_lineno, g.gi_suspended, g.gi_yieldfrom)
next(g); print(g.gi_frame.f_lineno, g.gi_suspended, g.gi_frame.f_locals)
y = yf(); next(y); print(type(y.gi_yieldfrom))
class A:
    def __init__(self): raise TypeError('init')
try: A()
except TypeError as e: print(chain(e))
class B:
    @property
    def p(self): raise AttributeError('inner')
try: B().p
except AttributeError as e: print(e, chain(e))
print(sorted([3,1,2], key=lambda x: -x), max([1,5,3], key=lambda x: -x), list(map(lambda x: x+1, [1,2])))
try: sorted([1, 'a'])
except TypeError as e: print(e, chain(e))
try: sorted([1,2], key=lambda x: 1/0)
except ZeroDivisionError as e: print(e, chain(e))
# exception in handled context
def ctx():
    try:
        1/0
    except ZeroDivisionError:
        try:
            [].pop()
        except IndexError as i:
            print(repr(i.__context__))
        print(repr(sys.exception()))
    print(sys.exception())
ctx()
def gctx():
    try: 1/0
    except ZeroDivisionError:
        yield repr(sys.exception())
        yield repr(sys.exception())
it = gctx(); print(next(it), sys.exception())
try: raise KeyError(5)
except KeyError:
    print(next(it), repr(sys.exception()))
    try: it.throw(ValueError)
    except ValueError as v: print(repr(v.__context__), repr(v.__context__.__context__))
class CM:
    def __enter__(s): return s
    def __exit__(s, t, v, b):
        raise RuntimeError('in exit')
try:
    with CM(): raise KeyError('body')
except RuntimeError as e: print(repr(e.__context__), chain(e))
# eval exec
print(eval('1+2'), eval('a+b', {'a': 1, 'b': 2}))
ns = {}
exec('def q(x):\n  return x*2\nz = q(4)', ns); print(ns['z'])
def ev():
    loc = 5
    return eval('loc + 1'), [eval('loc') for _ in range(1)]
print(ev())
def deepr(n):
    if n == 0: return sys._getframe()
    return deepr(n-1)
def deep(n): return 0 if n == 0 else 1 + deep(n - 1)
class L:
    def __len__(s): return 3
    def __getitem__(s, i):
        if i > 2: raise IndexError
        return i
print([*L()], list(reversed(L())), 2 in L(), len(L()))
print(type(lambda: 1).__name__, (lambda x: x).__qualname__, f.__code__.co_varnames, f.__code__.co_flags)
def deco(x):
    def w(fn):
        fn.x = x
        return fn
    return w
@deco(7)
def dd(): 'doc'
print(dd.x, dd.__doc__)
class Desc:
    def __get__(s, o, t): return ('get', o is None)
    def __set__(s, o, v): print('set', v)
    def __delete__(s, o): print('del')
    def __set_name__(s, o, n): print('name', n)
class UD: d = Desc()
u = UD(); print(u.d, UD.d); u.d = 5; del u.d
class Sub(dict):
    def __missing__(self, k): return 'miss ' + k
print(Sub()['x'])
class It:
    def __iter__(self): self.i = 0; return self
    def __next__(self):
        self.i += 1
        if self.i > 3: raise StopIteration
        return self.i
print(list(It()), sum(It()), [a for a in It()])
for v in It(): pass
print(v)
a = b = []
a += [1]; print(b)
print(1 < 2 < 3, 1 < 3 < 2, not 1, -5, ~5, +True)
print("%s %d" % ('a', 3), 'x' * 3, [1] * 2, (1,) + (2,))
l = list(range(10)); l[2:4] = [9]; del l[0]; print(l, l[::-1], l[1:3])
