from operator import length_hint
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
def mk(name, ret):
    return type('Q', (), {name: lambda *a: ret})()
class SubI(int): pass
for n in ['__index__','__int__','__float__','__len__','__bool__','__hash__','__repr__','__str__','__iter__','__contains__','__length_hint__','__format__','__reversed__','__bytes__','__getitem__','__round__','__trunc__','__call__','__eq__','__lt__','__add__','__radd__','__iadd__','__neg__','__abs__','__invert__','__complex__','__next__']:
    for r in ['a', -1, 1.5, None, NotImplemented, 2**70]:
        q=mk(n,r)
        print(n, r if r is not NotImplemented else 'NI')
        if n=='__index__': t(lambda:[1,2][q]); t(lambda:range(q)); t(lambda: [1,2][q:]); t(lambda: int(q)); t(lambda: float(q)); t(lambda: 'ab'*q)
        if n=='__int__': t(lambda:int(q))
        if n=='__float__': t(lambda:float(q))
        if n=='__len__': t(lambda: len(q)); t(lambda: bool(q)); t(lambda: list(reversed(q)))
        if n=='__bool__': t(lambda: bool(q)); t(lambda: not q)
        if n=='__hash__' and r != 2**70: t(lambda: hash(q)); t(lambda: {q:1} and 1)
        if n=='__repr__': t(lambda: repr(q)); t(lambda: str(q)); t(lambda: [q])
        if n=='__str__': t(lambda: str(q))
        if n=='__iter__': t(lambda: iter(q)); t(lambda: list(q)); t(lambda: [*q]); t(lambda: 1 in q)
        if n=='__contains__': t(lambda: 1 in q); t(lambda: 1 not in q)
        if n=='__reversed__': t(lambda: reversed(q))
        if n=='__getitem__': t(lambda: q[1]); 
        if n=='__eq__': t(lambda: q==1); t(lambda: q!=1); t(lambda: [q]==[1]); t(lambda: q in [1])
        if n=='__lt__': t(lambda: q<1); t(lambda: 1>q); t(lambda: q>1)
        if n=='__add__': t(lambda: q+1); t(lambda: q+q)
        if n=='__radd__': t(lambda: 1+q)
        if n=='__neg__': t(lambda: -q); t(lambda: +q); t(lambda: ~q)
        if n=='__abs__': t(lambda: abs(q))
        if n=='__complex__': t(lambda: complex(q))
        if n=='__length_hint__': t(lambda: length_hint(q))
one=1
t(lambda: one[0]); t(lambda: one()); t(lambda: len(1)); t(lambda: iter(1)); t(lambda: 1 in 2); t(lambda: [] + 1); t(lambda: 1+[]); t(lambda: None+1); t(lambda: -'a'); t(lambda: ~1.5); t(lambda: 'a'<1); t(lambda: object()<object() if 0 else 1<None); t(lambda: abs('a')); t(lambda: [1]*[1]); t(lambda: 'a'*'b'); t(lambda: {}+{}); t(lambda: {}-{}); t(lambda: 1@1); t(lambda: 1<<1.5); t(lambda: divmod(1,'a')); t(lambda: pow(1,'a')); t(lambda: pow('a',1,2)); t(lambda: int[0]); t(lambda: list[0]); t(lambda: object[0])
class P: pass
t(lambda: P()[0]); t(lambda: P()+1); t(lambda: P()()); t(lambda: len(P())); t(lambda: P() in P()); t(lambda: P()<P()); t(lambda: P().x); t(lambda: P.x); t(lambda: hash(P)==hash(P)); t(lambda: P()==P())
def s1():
    p=P(); p[0]=1
def s2():
    p=P(); del p[0]
def s3():
    p=1; p.x=1
def s4():
    (1,2)[0]=5
def s5():
    'abc'[0]='x'
def s6():
    a=b=None; a,b=1
def s7():
    a,b=[1]
def s8():
    a,b=[1,2,3]
def s9():
    a,*b=[]
def s10():
    a,b={1}
def s11():
    x=1; x+=[]
def s12():
    x=[]; x-=1
def s13():
    x=2; x**='a'
def s14():
    x=(); x[0]+=1
for s in (s1,s2,s3,s4,s5,s6,s7,s8,s9,s10,s11,s12,s13,s14): t(s)
