def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
seed=777
def rnd(n):
    global seed
    seed=(seed*1103515245+12345)%2147483648
    return (seed>>8)%n
# slices
for trial in range(400):
    l=[rnd(100) for _ in range(rnd(12))]
    def b(): return None if rnd(4)==0 else rnd(30)-15
    s=slice(b(),b(),(rnd(7)-3) or None)
    m=l[:]; n=l[:]
    r=[l[s], tuple(l)[s], list(range(10,40))[s], range(10,40)[s], s.indices(10)]
    op=rnd(3)
    def f():
        if op==0: m[s]=[1000+i for i in range(rnd(6))]
        elif op==1: m[s]=(5,)*len(n[s])
        else: del m[s]
        return m
    try: r.append(f())
    except ValueError as e: r.append(str(e))
    print(s, r)
# sorts
class K:
    def __init__(s,v): s.v=v
    def __lt__(s,o): return s.v<o.v
    def __repr__(s): return str(s.v)
for trial in range(60):
    n=[3,10,40,100,300][rnd(5)]
    kind=rnd(8)
    base=[rnd([5,100,10000][rnd(3)]) for _ in range(n)]
    if kind==1: base.sort()
    if kind==2: base=base+sorted(base)+sorted(base,reverse=True)
    if kind==3: base=[x/7 for x in base]
    if kind==4: base=['s'+str(x) for x in base]
    if kind==5: base=[(x%5,'q'+str(x%3),x) for x in base]
    if kind==6: base=[K(x) for x in base]
    if kind==7: base=[x*(2**60) if x%3 else x for x in base]
    r1=sorted(base); r2=sorted(base,reverse=True)
    r3=sorted(enumerate(base), key=lambda p: p[1]) if kind!=6 else sorted(base,key=lambda p:-p.v)
    h=0
    for x in repr((r1,r2,r3)): h=(h*31+len(x)+ (x in '0123456789' and int(x) or 3))%1000003
    print(kind,n,h, r1[:4], r2[:3])
st=[(i%3,i) for i in range(20)]; print(sorted(st,key=lambda p:p[0]), sorted(st,key=lambda p:p[0],reverse=True))
def bad():
    l=[3,2,1]
    def k(x): l.append(1); return x
    l.sort(key=k)
t(bad)
def bad2():
    l=[3,2,'a',1]
    try: l.sort()
    except TypeError as e: return str(e), sorted(map(str,l))
t(bad2)
def bad3():
    l=[3,2,1]
    def k(x):
        if x==2: raise KeyError('k')
        return x
    try: l.sort(key=k)
    except KeyError: return l
t(bad3)
class L(list): 
    def __lt__(s,o): return len(s)<len(o)
print(sorted([L([1,2,3]),L([5]),L([])]))
t(lambda: [1,2]*3); t(lambda: 2*[1]); l=[1,2]; l*=2; l+=(3,); l+='ab'; print(l); l[1:2]=l; print(l); l[::2]=l[1::2][:len(l[::2])] if len(l)%2==0 else l[::2]; print(l); l.extend(l); print(len(l)); l.insert(-100,'f'); l.insert(100,'e'); print(l[0],l[-1]); l.reverse(); print(l[0]); print(l.pop(), l.pop(0), l.pop(-2), len(l)); l.clear(); print(l)
print([1,2,3]<[1,2,4],[1,2]<[1,2,0],[]<[0],[1,[2]]==[1,[2]],(1,2)<(1,3),(1,)>(),[1,2]!=[1,2], [float('nan')]==[float('nan')])
n=float('nan'); print([n]==[n], n in [n], (n,)==(n,), [n].index(n), [n].count(n))
print((1,2)+(3,), (1,2)*2, ()*5, (1,2,3)[1:], hash((1,2))==hash((1,2)), (1,2,3).index(2), (1,1).count(1), tuple('ab'), tuple([1]), (5,))
class T(tuple): pass
x=T([1,2]); print(x, type(x[:]).__name__, type(x+(3,)).__name__, type(x*1).__name__, T()==(), type(T((1,))).__name__, x[:] == x, hash(x)==hash((1,2)))
it=iter([1,2,3]); next(it); it.__setstate__(2); print(list(it), it.__reduce__()[1:], it.__length_hint__()); it=reversed([1,2,3]); next(it); print(it.__length_hint__(), it.__reduce__()[1:], list(it))
def rec():
    l=[]; 
    for i in range(100000): l=[l]
    return repr(l)
try: pass
except RecursionError: pass
a=[1,2,3,4]
for x in a:
    if x<10: a.append(x+10)
print(a)
class Idx:
    def __index__(s): return 1
print([5,6,7][Idx()], (5,6,7)[Idx()], [5,6,7][Idx():], range(5)[Idx()], [1]*Idx())
class It:
    def __iter__(s): return iter([1,2])
    def __len__(s): raise ValueError('len')
t(lambda: list(It())); t(lambda: tuple(It())); 
class It2:
    def __iter__(s): return iter([1,2])
    def __length_hint__(s): return 'x'
t(lambda: list(It2())); t(lambda: [*It2()])
class GI:
    def __getitem__(s,i):
        if i>3: raise IndexError
        return i*i
print(list(GI()), list(reversed([1,2])), 4 in GI(), 5 in GI()); i=iter(GI()); next(i); print(i.__length_hint__(), i.__reduce__()[2])
t(lambda: list(reversed(GI())))
