"""sys.settrace, sys.setprofile, sys.monitoring."""
import sys
ev = []
def tr(frame, event, arg):
    ev.append((frame.f_code.co_name, event, frame.f_lineno, arg if event == 'return' else (arg[0].__name__ if event == 'exception' else None)))
    return tr
def g(n):
    t = 0
    for i in range(n):
        t += i
    return t
def h():
    try:
        raise KeyError(1)
    except KeyError:
        x = 1
    while x < 3: x += 1
    return [y for y in (1, 2)]
def gen():
    yield 1
    yield 2
def deco():
    with open_():
        pass
    return list(gen())
class open_:
    def __enter__(self): return 1
    def __exit__(self, *a): return None
def un():
    raise ValueError
sys.settrace(tr)
g(2); h(); deco()
try: un()
except ValueError: pass
sys.settrace(None)
for e in ev: print(e)
ev.clear()
def pr(frame, event, arg):
    ev.append((frame.f_code.co_name, event, getattr(arg, '__name__', None) if event.startswith('c_') else arg))
sys.setprofile(pr)
len([1]); g(1); [].append(1); 
try: int('x')
except ValueError: pass
sys.setprofile(None)
for e in ev: print(e)
ev.clear()
m = sys.monitoring
m.use_tool_id(1, 't')
E = m.events
for n in ('PY_START','PY_RETURN','LINE','CALL','BRANCH_LEFT','BRANCH_RIGHT','JUMP','RAISE','C_RETURN'):
    m.register_callback(1, getattr(E, n), lambda *a, n=n: ev.append((n, a[0].co_name) + tuple(x if isinstance(x, (int, str)) else type(x).__name__ for x in a[1:])))
m.set_events(1, E.PY_START | E.PY_RETURN | E.LINE | E.CALL | E.BRANCH_LEFT | E.BRANCH_RIGHT | E.JUMP | E.RAISE)
g(2)
m.set_events(1, 0)
for e in ev: print(e)
