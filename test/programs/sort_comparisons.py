# list.sort and sorted() make exactly as many comparisons as CPython, on data of many patterns.
import random
random.seed(5)
class C:
    n=0
    def __init__(s,v,i): s.v=v; s.i=i
    def __lt__(s,o): C.n+=1; return s.v<o.v
out=[]
for n in (0,1,2,3,5,10,31,32,33,63,64,65,100,127,128,129,200,500,1000):
    for mk in (lambda n:[random.random() for _ in range(n)], lambda n:list(range(n)), lambda n:list(range(n,0,-1)), lambda n:[random.randrange(3) for _ in range(n)], lambda n:[0]*n,
               lambda n:[i%7 for i in range(n)], lambda n:sorted(random.random() for _ in range(n))[:n//2]+[random.random() for _ in range(n-n//2)], lambda n:[n-i//3 for i in range(n)], lambda n:list(range(n//2))+list(range(n//2)), lambda n:[i^1 for i in range(n)], lambda n: list(range(n,n//2,-1))+list(range(n//2))):
        for rev in (0,1):
            l=[C(v,i) for i,v in enumerate(mk(n))]
            C.n=0; l.sort(reverse=rev); out.append(C.n)
            assert all((not (b.v<a.v if not rev else a.v<b.v)) and (a.v!=b.v or a.i<b.i) for a,b in zip(l,l[1:])), (n,)
            k=[v.v for v in l]; random.shuffle(k); C.n=0; r=sorted(k, key=lambda v:C(v,0)); out.append(C.n)
            assert r==sorted(k)
for i in range(0, len(out), 44): print(out[i:i + 44])
