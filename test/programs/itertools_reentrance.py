"""itertools and lru_cache when code runs in their midst: subclasses with keywords, re-entrance, how often a key is hashed."""
import sys
from itertools import *
a,=tee('ab',1); b,=tee(a,1); print(a is b)
def args_of(t):
    if t in (islice,combinations,batched): return [1],1
    if t is count: return 1,
    if t in (filterfalse,takewhile,starmap,compress): return [1],[1]
    return [1],
for t in (chain,islice,cycle,filterfalse,takewhile,starmap,compress,combinations,permutations,product,zip_longest,repeat,accumulate,batched,pairwise,groupby,count,filter,map,zip,reversed,tuple,frozenset,list,set):
  class S(t):
     def __init__(self,*a,**k): pass
  for T in (t,S):
   try: T(*args_of(t),newarg=3); print(t.__name__,'ok')
   except TypeError as e: print(t.__name__,e)
import functools, inspect
print(inspect.signature(functools.cmp_to_key(lambda a,b:0)))
class C:
    n=0
    def __init__(s,x): s.x=x
    def __hash__(s): C.n+=1; return s.x
    def __eq__(s,o): 
        if s.x==2: f(C(1))
        return s.x==o.x
for size in 1,2,10,None:
    f=functools.lru_cache(maxsize=size)(lambda x,y=1: x.x)
    f(C(1)); f(C(2)); f(C(2)); f(C(3),4); f(C(1))
    print(f.cache_info(), C.n); C.n=0
    f.cache_clear(); print(f.cache_info())
c=C(7); t=(c,1); d={}
d[t]=1; d[t]; t in d; hash(t); {t}; print(C.n)
t=((c,),1); C.n=0
d[t]=1; d[t]; t in d; hash(t); {t}; print(C.n)
# the least recently used goes
f=functools.lru_cache(maxsize=3)(lambda x: print('computed',x))
for x in 1,2,3,1,4,2,1,3,4,1.0,'a': f(x)
print(f.cache_info())
# recursion fills the cache meanwhile
@functools.lru_cache(maxsize=2)
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
print(fib(30), fib.cache_info())
class I:
    n=0
    def __init__(s,at): s.at=at
    def __iter__(s): return s
    def __next__(s):
        s.n+=1
        if s.n in s.at: return next(it)
        return s.n
for at in ({1},{2},{3},{1,2},{1,3},{1,4},{2,3}):
    it=pairwise(I(at)); print(at,next(it),next(it),next(it))
for o in (product('ab','12'),combinations('abcd',3),combinations_with_replacement('abcd',3),permutations('abcd'),permutations('abcd',3),permutations('ab',3)): print(type(o).__name__, list(islice(o,2)))
print(list(islice(count(),1,10,sys.maxsize)))
try: islice([],sys.maxsize+1)
except ValueError as e: print(e)
def g[T](): pass
print(len.__doc__ != None, g.__type_params__, (lambda:0).__type_params__ is (lambda:1).__type_params__ is C.__type_params__)
print(max.__doc__.split('(')[0], min.__doc__.split('(')[0])
