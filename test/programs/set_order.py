def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
class S(set): pass
class F(frozenset): pass
for T in (S,F):
    s=T([1,2])
    for n in ['copy','union','intersection','difference']: print(T.__name__,n,type(getattr(s,n)()), type(getattr(s,n)([1])) if n!='copy' else '')
    print(type(s.symmetric_difference([1])), type(s|s),type(s&s),type(s-s),type(s^s), type(s|{3}), type({3}|s), type(frozenset([1])|s))
    print(s, T())
t(lambda:set(1,2)); t(lambda:set(x=1)); t(lambda:S(1,2)); t(lambda:S(x=1)); t(lambda:frozenset(x=1)); t(lambda:F(x=1)); t(lambda:frozenset(1,2)); t(lambda:set(1)); t(lambda: frozenset() is frozenset()); t(lambda:set().add()); t(lambda:set().add(1,2)); t(lambda:set().union(1)); t(lambda: {1}.pop(1)); t(lambda: {1,2}.remove(5)); t(lambda:{1}<[1]); t(lambda:{1}.issubset(1)); t(lambda:set().__init__([1],[2]))

print({8,1},{1,2,8}, {-5,-3,True,2.5}, {5,3}|{100,7,9}, set(range(20))-set(range(3,18)), {9,17,1,33}^{1,2}, frozenset([16,8,0]))
x=set(range(100)); 
for i in range(0,90,2): x.discard(i)
x.update([1000,2000,3000,64,128]); print(x); print([x.pop() for _ in range(10)], x)

it=iter({1,2,3}); next(it); print(it.__reduce__()[1], it.__length_hint__())
print({1,2}=={2,1.0}, {1}<{1,2}, {1,2}<={1,2}, {1,2}>{1}, {1}!=frozenset([1]), {1}==frozenset([1]), hash(frozenset([1]))==hash(frozenset([True])), {frozenset([1]):5}[frozenset([1])], {1} in {frozenset([1])})
y={frozenset([1]),frozenset([2])}; y.discard({1}); print(y); y.remove({2}); print(y)
t(lambda: hash({1})); t(lambda: {1}-[1]); 
a={1,2,3}; a|={4}; a&={1,2,4,9}; a-={4}; a^={2,7}; print(a); a|=a; a-=a; print(a)
t(lambda: a.__ior__([1])); t(lambda: a.__iand__({1}))
def mut():
    s={1,2,3}
    for k in s: s.add(k+100)
t(mut)
def mut2():
    s={1,2,3}
    for k in s: s.remove(k)
t(mut2)
print(set('a'), {'x'}|{'x'}, S('q'), repr(frozenset()), repr(set()), len({1,1.0,True}), {1,True,1.0}, {0,False})
z=set(); z.add(frozenset([1])); print(z, {(1,):1, ():2})
class R: 
    def __repr__(self): return repr(self.s)
    def __hash__(self): return 1
r=R(); r.s={r}; print(r)
print({1,2,3}.isdisjoint([4,5]), {1}.issuperset([1]), {1,2}.issuperset([1,5]), {1}.issubset([1,2]), {1,2,3}.intersection([3,3,2],[3]), {1,2,3}.difference([1],{2}), {1}.union([2],(3,)), {1,2}.symmetric_difference([2,3]))
seed=12345
def rnd(n):
    global seed
    seed=(seed*1103515245+12345)%2147483648
    return (seed>>8)%n
for trial in range(60):
    size=rnd(40)+1; rng=[10,50,1000,100000][rnd(4)]
    s=set(rnd(rng) for _ in range(size)); u={rnd(rng) for _ in range(rnd(30))}
    f=frozenset(s)
    print(s,u,f,s|u,s&u,s-u,s^u, u-s, f|u)
    for k in range(rnd(60)):
        op=rnd(10)
        if op<4: s.add(rnd(rng))
        elif op<7: s.discard(rnd(rng))
        elif op==7 and s: s.pop()
        elif op==8: s.update(u)
        elif op==9: s-={rnd(rng) for _ in range(5)}
    print(s, s.copy(), set(s), s|u, list(s)[:3], sorted(s)==sorted(list(s)))
    s^=u; print(s); s&=u; print(s); s.update([1,2,3.0,77]); print(s); s.clear(); s.add(9); s.add(1); print(s)
big=set(range(0,200000,3)); print(len(big), [x for _,x in zip(range(10),big)]); big=set(x*x for x in range(3000)); print(list(big)[:50])
