"""Unpacking, argument binding and its errors, classes, descriptors."""
for src in [(1,), (1,2,3), 5, 'ab', iter([1])]:
    try: a, b = src; print(a, b)
    except (ValueError, TypeError) as e: print(e)
try: a, *b, c = [1]
except ValueError as e: print(e)
try: print(*5)
except TypeError as e: print(e)
try: print(**5)
except TypeError as e: print(e)
def kf(**k): return k
try: kf(**{'a': 1}, **{'a': 2})
except TypeError as e: print(e)
try: kf(**{1: 2})
except TypeError as e: print(e)
def pos(a, /, b, *, c=1): return a, b, c
for call in [lambda: pos(1, a=2), lambda: pos(a=1, b=2), lambda: pos(1, 2, 3), lambda: pos(1), lambda: pos(1,2,d=5), lambda: pos(1, 2, 3, c=4), lambda: pos(), lambda: pos(1,2,bb=3)]:
    try: print(call())
    except TypeError as e: print(e)
class Base:
    def hi(self): return 'base'
    @classmethod
    def cm(cls): return cls.__name__
    @staticmethod
    def sm(x): return x
    @property
    def p(self): return 'prop'
class Der(Base):
    def hi(self): return super().hi() + '!'
    def __getattr__(self, n): return 'ga:' + n
d = Der()
print(d.hi(), d.cm(), d.sm(3), d.p, d.nope, Der.cm())
class Meta(type):
    def __call__(cls, *a): print('meta call', a); return super().__call__(*a)
class M(metaclass=Meta):
    def __init__(self, x): self.x = x
print(M(3).x)
class BadInit:
    def __init__(self): return 5
try: BadInit()
except TypeError as e: print(e)
class S:
    __slots__ = ('a',)
s = S(); s.a = 1; print(s.a)
try: s.b = 1
except AttributeError as e: print(e)
