"""Raising, handling, chaining, finally, except*, with, unbound names."""
def f1():
    try:
        return 'try'
    finally:
        print('fin')
print(f1())
def f2():
    for i in range(3):
        try:
            if i == 1: break
        finally:
            print('f', i)
    return i
print(f2())
def f3():
    try:
        1/0
    except ZeroDivisionError as e:
        try:
            raise KeyError('k') from e
        except KeyError as k:
            print(repr(k.__cause__), repr(k.__context__), k.__suppress_context__)
        print('e still', e)
    try:
        e
    except UnboundLocalError as u: print(u)
f3()
class MyE(Exception): pass
try:
    raise MyE(1, 2)
except (KeyError, MyE) as m:
    print(m.args, m)
try:
    try: raise MyE
    except MyE: raise
except MyE as e: print('re', repr(e))
try: raise 1
except TypeError as e: print(e)
try: raise MyE from 5
except TypeError as e: print(e)
try:
    try: 1/0
    except 5: pass
except TypeError as e: print(e)
try:
    raise ExceptionGroup('eg', [ValueError(1), TypeError(2), ExceptionGroup('in', [ValueError(3)])])
except* ValueError as eg:
    print('VE', eg.exceptions)
except* TypeError as eg:
    print('TE', eg.exceptions)
try:
    try:
        raise ExceptionGroup('eg', [ValueError(1), TypeError(2)])
    except* ValueError as eg:
        raise KeyError('new')
except ExceptionGroup as g: print(repr(g))
try:
    try: raise ValueError(9)
    except* ValueError as e: print(repr(e))
except BaseException as e: print('bad', e)
class C:
    def __init__(s, n): s.n = n
    def __enter__(s): print('enter', s.n); return s
    def __exit__(s, *a): print('exit', s.n, a[0])
with C(1) as a, C(2) as b: print(a.n + b.n)
try:
    with 5: pass
except TypeError as e: print(e)
class D:
    def __enter__(s): pass
try:
    with D(): pass
except TypeError as e: print(e)
try: undefined_name
except NameError as e: print(e, e.name)
def ub():
    print(loc)
    loc = 1
try: ub()
except UnboundLocalError as e: print(e)
def fv():
    def i(): return q
    try: i()
    except NameError as e: print(e)
    q = 1
fv()
try: del zz
except NameError as e: print(e)
