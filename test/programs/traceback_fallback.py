"""Exceptions printed without the traceback module; str() of UnicodeErrors whose positions were changed; code of another kind."""
import sys, traceback, _testcapi
def f(n):
    if n: f(n-1)
    else: (1 +
       1/0)
try: f(5)
except Exception as e: err=e
class U(Exception):
    def __eq__(self, o): return True
try:
    try: raise err
    except Exception: raise U("x") from U("y")
except Exception as e: err2=e
err2.__cause__.__context__ = err
_testcapi.traceback_print(err.__traceback__, sys.stdout)
traceback._print_exception_bltin=lambda *a: 1/0
sys.stderr=sys.stdout
_testcapi.exception_print(err2)
sys.tracebacklimit=2
_testcapi.exception_print(err)
sys.tracebacklimit=0
_testcapi.exception_print(err)
for a in [(-5,2),(0,1),(5,9),(1,1),(3,1),(0,0),(2,3),(2,4)]:
    print(a, str(UnicodeEncodeError('x','abc',*a,'r')), str(UnicodeDecodeError('x',b'abc',*a,'r')), UnicodeEncodeError('x','abc',*a,'r').start)
u=UnicodeEncodeError('x','abc',0,1,'r'); u.object=3
try: str(u)
except Exception as e: print(e)
import warnings
def plain(): pass
def generator(): yield
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    plain.__code__ = generator.__code__
    print([str(w.message) for w in caught])
namespace = {"type": type, "__builtins__": {"None": None}}
exec("def inner(): pass\nbare = type(inner)(inner.__code__, {})", namespace)
print(namespace["bare"].__builtins__, "__builtins__" in namespace["bare"].__globals__)
