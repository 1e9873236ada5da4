from operator import length_hint
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
class C:
    class D(list): pass
class A:
    def __hash__(self): raise TypeError("boo")
class B:
    def __hash__(self): raise ValueError("boo")
d={}
t(lambda: d[[]]); t(lambda: d.get([])); t(lambda: d.setdefault([],1)); t(lambda: d.pop([])); t(lambda:d.pop([],1)); t(lambda: [] in d); t(lambda: d.__delitem__([])); t(lambda: d.__setitem__([],1)); t(lambda: {[]:1})
t(lambda: d[A()]); t(lambda: d[B()]); t(lambda:d[C.D()]); t(lambda: d[[],1]); t(lambda: dict([([],1)])); t(lambda: dict.fromkeys([[]]))
t(lambda:{1:2}[[]]);t(lambda:{1:2}.get([]));t(lambda:{1:2}.pop([]));t(lambda:{1:2}.__delitem__([]));t(lambda:([]) in {1:2})
t(lambda:d.items()^{1:[]}.items()); t(lambda: d.pop()); t(lambda: d.pop(1,2,3)); t(lambda: dict(1)); t(lambda: dict([1])); t(lambda: dict([(1,2,3)])); t(lambda:dict(1,2)); t(lambda: d.update(1,2)); t(lambda:d.update(1)); t(lambda: d|1); t(lambda:d.__ior__(1)); t(lambda: d.popitem()); t(lambda:d.fromkeys()); t(lambda: dict.fromkeys(1)); t(lambda:dict(**{'a':1},b=2)); t(lambda: dict(*[{}],**{1:2}))
s=set()
t(lambda: s.add([])); t(lambda: [] in s); t(lambda:s.discard([]));t(lambda:s.remove([])); t(lambda:{[]}); t(lambda: set([[]])); t(lambda:frozenset([[]])); t(lambda: s|{1}|[]) ; t(lambda: s.update([[]])); t(lambda: s.union([[]])); t(lambda: s.intersection([[]])); t(lambda: {1}.intersection([[]])); t(lambda:{1}.difference([[]])); t(lambda:s.isdisjoint([[]])); t(lambda: set() in {1}); t(lambda:{1}.remove({2})); t(lambda:s.pop())
t(lambda: {1}.issubset([[]])); t(lambda: {1}.difference_update([[]])); t(lambda: {1}.symmetric_difference([[]])); t(lambda:s.add(A()))
# dict semantic
d={'a':1,'b':2,3:4}
print(d, len(d), d.keys(), d.values(), d.items(), list(d), list(reversed(d)), list(reversed(d.items())), list(reversed(d.values())))
d[True]='t'; d[1]='one'; d[1.0]='f'; d[2.5]=3; d[2.5]=4; d[float('inf')]=1; d[None]=0; d[(1,2)]=5; d[(1.0,2)]=6; d[-0.0]=1;d[0]=2
print(d)
print(d.get(1), d.get(True), d.get(1+0j), (1,2) in d, 2.5 in d, 0 in d, False in d, -0.0 in d)
class E:
    def __init__(s,v): s.v=v
    def __hash__(s): return hash(s.v)
    def __eq__(s,o): return s.v==(o.v if isinstance(o,E) else o)
    def __repr__(s): return 'E(%s)' % repr(s.v) if False else 'E'
print(d.get(E(1)), d.get(E('a')), d.get(E(2.5)), d.get(E('zz')), d.get(E((1,2))))
e={E('x'):1,E(5):2}
print(e.get('x'), e.get(5), e.get(5.0), e.get('y'), E('x') in e, e)
e['x']=9; print(e); del e[5]; print(e, len(e))
class S(str):
    pass
class S2(str):
    def __hash__(self): return 5
    def __eq__(self,o): return o==5
m={S('q'):1}; print(m['q'], m, type(list(m)[0]).__name__); m['q']=2; print(m); m2={'k':1}; print(m2[S('k')]); 
print({5:1}.get(S2('zz')), {S2('zz'):7}.get(5))
n=float('nan'); m={n:1}; print(m[n], m.get(float('nan')))
big=2**100; m={big:1, -big:2}; print(m[2**100], m[float(2**100)], m.get(2**100+1))
m={}
for i in range(30): m[i]=i
for i in range(0,30,2): del m[i]
print(m, list(reversed(m))); m.popitem(); print(m.popitem(), len(m))
for i in range(100,140): m[i]=1
print(len(m), list(m)[:20])
def mut():
    d={1:1,2:2}
    for k in d: d[k+10]=1
t(mut)
def mut2():
    d={0:0}
    for k in d: del d[0]; d[0]=0
t(mut2)
def mut3():
    d={0:0,1:1}
    for k in d.items(): del d[k[0]]
t(mut3)
class DD(dict):
    def __missing__(self,k): return ('miss',k)
x=DD(a=1); print(x['a'],x['zz'],x, x.get('zz'), type(x.copy()).__name__, type(x|{}).__name__, type(DD.fromkeys('ab')).__name__, DD.fromkeys('ab',1))
x={}; x['self']=x; print(x, x.items(), x.values())
l=[]; l.append(l); l.append((l,)); print(l)
print({1:2}=={1.0:2}, {1:2}!={1:3}, {1:2}=={2:1}, {}=={}, {1:[]}=={1:[]}, {1:2}==5)
t(lambda:{1:2}<{1:3})
a={'x':1,'y':2}; b={'y':3,'z':4}; print(a|b, b|a, a.keys()&b.keys(), sorted(a.keys()|b.keys()), a.keys()-b.keys(), sorted(a.keys()^b.keys()), a.items()&b.items(), a.keys()<={'x','y','q'}, a.keys()=={'x','y'}, a.keys()>={'x'}, a.keys().isdisjoint(b), a.keys().isdisjoint(['q']), ('x',1) in a.items(), ('x',2) in a.items(), 5 in a.items())
a|=b; print(a); a|=[('k',1)]; print(a); a.update(k=5,j=6); print(a); a.update([('k',0)],w=1); print(a)
class M:
    def keys(self): return ['p','q']
    def __getitem__(self,k): return k*2
print(dict(M()), {**M(), 'z':1}); 
print(a.setdefault('x',99), a.setdefault('new',5), a.setdefault('none'), a)
it=iter({1:2,3:4}); print(length_hint(it), next(it), length_hint(it), it.__reduce__()[1], next(it), next(it,'end'), length_hint(it))
print(dict.fromkeys([1,2,1]), dict.fromkeys({1:2,3:4},7), dict.fromkeys({3,1},0))
print(type({}.keys()).__name__, type(iter({})).__name__, type(iter({}.items())).__name__, type(reversed({})).__name__)
t(lambda: type({}.keys())()); t(lambda: type(iter({}))())
t(lambda: {1:2}.keys()&5); t(lambda: [3]|{1:2}.keys()); t(lambda:{1:2}.keys()+1); t(lambda: hash({}.keys())); t(lambda: hash({}.values())==1)
print({}.keys().mapping, {1:2}.items().mapping)
t(lambda: {1:2}.clear()); print(dict(zip('abc',[1,2,3])), dict([['a',1],'bc']))
print({'a':1}.__contains__('a'), {'a':1}.__getitem__('a'), {}.__len__(), dict.__doc__ is not None)
class BadEq:
    def __init__(s,d): s.d=d
    def __hash__(s): return 1
    def __eq__(s,o): s.d.clear(); return True
dd={}; b1=BadEq(dd); dd[b1]=1
b2=BadEq(dd)
t(lambda: dd.get(b2)); print(len(dd))
