"""Pattern matching, comprehensions, closures, scopes."""
def m(x):
    match x:
        case 0: return 'zero'
        case [a, b]: return f'seq {a} {b}'
        case {'k': v, **rest}: return f'map {v} {rest}'
        case str(s): return 'str ' + s
        case Pt(x=1, y=yy): return f'pt {yy}'
        case Pt(a, b): return f'pt2 {a}'
        case int() | float(): return 'num'
        case _: return 'other'
class Pt:
    __match_args__ = ('x', 'y')
    def __init__(s, x, y): s.x = x; s.y = y
for v in [0, [1, 2], {'k': 1, 'z': 2}, 'q', Pt(1, 2), Pt(3, 4), 7, 1.5, None]: print(m(v))
print([x for x in range(3) if x], {x: x*x for x in range(3)}, {x % 2 for x in range(5)}, [[j for j in range(i)] for i in range(3)])
fs = [lambda: i for i in range(3)]; print([f() for f in fs])
x = 5
def sc():
    global x
    x = 6
sc(); print(x)
print(f'{1.5:.2f} {"a"!r:>5} {x=}')
del x
class NS:
    a = 1
    b = [x for x in range(a)]
    def f(self): return __class__
print(NS.b, NS().f())
def anno(a: int, b: str = 'x') -> bool: pass
print(anno.__annotations__, anno.__defaults__, anno.__name__)
