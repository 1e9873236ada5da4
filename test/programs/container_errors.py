from time import struct_time
from types import MappingProxyType, SimpleNamespace
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)

def _f1():
    l=[1,2,3]
    l[0:1]=1
t(_f1)
def _f2():
    l=[1,2,3]
    l[::2]=1
t(_f2)
def _f3():
    l=[1,2,3]
    l[::2]=[1]
t(_f3)
def _f4():
    l=[1,2,3]
    l['a']
t(_f4)
def _f5():
    l=[1,2,3]
    l['a']=1
t(_f5)
def _f6():
    l=[1,2,3]
    del l['a']
t(_f6)
def _f7():
    l=[1,2,3]
    l[10]
t(_f7)
def _f8():
    l=[1,2,3]
    l[10]=1
t(_f8)
def _f9():
    l=[1,2,3]
    del l[10]
t(_f9)
def _f10():
    l=[1,2,3]
    l+1
t(_f10)
def _f11():
    l=[1,2,3]
    l+(1,)
t(_f11)
def _f12():
    l=[1,2,3]
    l+=1
t(_f12)
def _f13():
    l=[1,2,3]
    l*'a'
t(_f13)
def _f14():
    l=[1,2,3]
    l*1.0
t(_f14)
def _f15():
    l=[1,2,3]
    l*=1.5
t(_f15)
def _f16():
    l=[1,2,3]
    l.index(9)
t(_f16)
def _f17():
    l=[1,2,3]
    l.index(1,'a')
t(_f17)
def _f18():
    l=[1,2,3]
    l.remove(9)
t(_f18)
def _f19():
    l=[1,2,3]
    [].pop()
t(_f19)
def _f20():
    l=[1,2,3]
    l.pop(9)
t(_f20)
def _f21():
    l=[1,2,3]
    l.pop('a')
t(_f21)
def _f22():
    l=[1,2,3]
    l.insert('a',1)
t(_f22)
def _f23():
    l=[1,2,3]
    l.insert(1)
t(_f23)
def _f24():
    l=[1,2,3]
    l.append()
t(_f24)
def _f25():
    l=[1,2,3]
    l.extend(1)
t(_f25)
def _f26():
    l=[1,2,3]
    l.sort(1)
t(_f26)
def _f27():
    l=[1,2,3]
    l.sort(key=1)
t(_f27)
def _f28():
    l=[1,2,3]
    [1,'a'].sort()
t(_f28)
def _f29():
    l=[1,2,3]
    l<(1,)
t(_f29)
def _f30():
    list(1)
t(_f30)
def _f31():
    list(1,2)
t(_f31)
def _f32():
    list(x=1)
t(_f32)
def _f33():
    l=[1,2,3]
    l[2**70]
t(_f33)
def _f34():
    l=[1,2,3]
    l[2**70:]
t(_f34)
def _f35():
    l=[1,2,3]
    l['a':]
t(_f35)
def _f36():
    l=[1,2,3]
    l[::0]
t(_f36)
def _f37():
    l=[1,2,3]
    l*(2**70)
t(_f37)
def _f38():
    l=[1,2,3]
    l[1.0]
t(_f38)
def _f39():
    l=[1,2,3]
    hash(l)
t(_f39)
def _f40():
    l=[1,2,3]
    hash(([],))
t(_f40)
def _f41():
    t=(1,2,3)
    t['a']
t(_f41)
def _f42():
    t=(1,2,3)
    t[10]
t(_f42)
def _f43():
    t=(1,2,3)
    t+1
t(_f43)
def _f44():
    t=(1,2,3)
    t+[1]
t(_f44)
def _f45():
    t=(1,2,3)
    t.index(9)
t(_f45)
def _f46():
    tuple(1,2)
t(_f46)
def _f47():
    tuple(x=1)
t(_f47)
def _f48():
    tuple(1)
t(_f48)
def _f49():
    t=(1,2,3)
    t[0]=1
t(_f49)
def _f50():
    t=(1,2,3)
    del t[0]
t(_f50)
def _f51():
    t=(1,2,3)
    t*'a'
t(_f51)
def _f52():
    t=(1,2,3)
    t<1
t(_f52)
t(lambda: slice())
t(lambda: slice(1,2,3,4))
t(lambda: slice(x=1))
t(lambda: slice(1).indices(-1))
t(lambda: slice(1).indices('a'))
t(lambda:slice('a').indices(3))
t(lambda:slice(1,2,0).indices(3))
t(lambda: hash(slice([],2)))
t(lambda: slice(1)<1)
t(lambda: slice(1,2)<slice(1,3))
t(lambda:slice(2**100,None,-1).indices(10))
t(lambda: slice(1,2).__reduce__())
t(lambda: slice(None).indices(2**100))
t(lambda: slice(1,10,2)==slice(1,10,2))
t(lambda: slice(5,1,-2).indices(10))
t(lambda: slice(None,None,-1).indices(5))
t(lambda: slice(-3,None).indices(5))
t(lambda: (slice(1,2).start, slice(1,2).step))
t(lambda: range())
t(lambda: range(1,2,3,4))
t(lambda: range('a'))
t(lambda: range(1.0))
t(lambda: range(1,2,0))
t(lambda: range(x=1))
t(lambda: range(3)[5])
t(lambda: range(3)['a'])
t(lambda: range(3).index(7))
t(lambda: range(3).index('a'))
t(lambda: range(3).count(1))
t(lambda: range(10)[2:5])
t(lambda: range(2**100)[5:])
t(lambda: len(range(2**100)))
t(lambda: range(3)==range(0,3,1))
t(lambda: range(0)==range(2,2))
t(lambda: range(3)<range(4))
t(lambda: iter(range(5)).__reduce__()[1:])
t(lambda: iter(range(2**70)).__reduce__()[1:])
t(lambda: reversed(range(2**70)).__reduce__()[1:])
t(lambda: repr(range(1,2,3)))
t(lambda: 1.0 in range(3))
t(lambda: True in range(3))
t(lambda: range(3).__reduce__())
t(lambda: range(True).stop)
t(lambda: range(10)[::0])
t(lambda: range(3).index())
t(lambda: list(range(10,0,-3)))
t(lambda: list(reversed(range(10,0,-3))))
t(lambda: list(range(2**70,2**70+3)))
t(lambda: list(reversed(range(2**70,2**70+30,7))))
t(lambda: range(10)[-1])
t(lambda: range(10)[::-2])
t(lambda: list(range(10)[8:2:-2]))
t(lambda: range(0,10,3).index(9))
t(lambda: range(10,0,-3).index(4))
t(lambda: 2**70 in range(2**71))
t(lambda: hash(range(5))==hash(range(0,5)))
t(lambda: bool(range(0)))
t(lambda: range(9007199254740990,9007199254740995)[4])
t(lambda: list(range(9007199254740990,9007199254740995)))
t(lambda: list(zip([1],[1,2],strict=True)))
t(lambda: list(zip([1,2],[1],strict=True)))
t(lambda: list(zip([1,2],[1,2],[1],strict=True)))
t(lambda: list(zip([1],[1],[1,2],strict=True)))
t(lambda: zip(1))
t(lambda: zip([1],2))
t(lambda: zip([1],foo=1))
t(lambda: zip([1]).__setstate__(1))
t(lambda: list(zip()))
t(lambda: list(zip('ab','cd',range(5))))
t(lambda: zip([1],strict=1,x=2))
t(lambda: map())
t(lambda: map(1))
t(lambda: map(1,2))
t(lambda: list(map(1,[1])))
t(lambda: list(map(lambda *a:a,[1],[1,2],strict=True)))
t(lambda: list(map(lambda *a:a,[1,2],[1],strict=True)))
t(lambda: map(int,[1],foo=1))
t(lambda: list(map(lambda a,b:a+b,[1,2],[3,4])))
t(lambda: list(map(str,[1,2])))
t(lambda: filter())
t(lambda: filter(1))
t(lambda: filter(None,1))
t(lambda: filter(None,[1],x=1))
t(lambda: list(filter(1,[1])))
t(lambda: filter(1,2,3))
t(lambda: list(filter(None,[0,1,'',2])))
t(lambda: list(filter(lambda x:x%2,range(6))))
t(lambda: enumerate())
t(lambda: enumerate(1))
t(lambda: enumerate([],'a'))
t(lambda: enumerate([1],2**70).__next__())
t(lambda: enumerate([],1,2))
t(lambda: enumerate(foo=1))
t(lambda: enumerate([],foo=1))
t(lambda: enumerate(start=1))
t(lambda: list(enumerate('ab',1)))
t(lambda: reversed())
t(lambda: reversed(1))
t(lambda: reversed({1}))
t(lambda: reversed([],1))
t(lambda: reversed(x=1))
t(lambda: reversed('abc').__reduce__())
t(lambda: reversed('abc').__length_hint__())
t(lambda: list(reversed('abc')))
t(lambda: list(reversed((1,2,3))))
t(lambda: iter(1))
t(lambda: iter(int,1).__reduce__()[1])
t(lambda: iter([1,2]).__reduce__()[1:])
t(lambda: iter([]).__setstate__('a'))
M=MappingProxyType
t(lambda: M())
t(lambda: M(1))
t(lambda: M([]))
t(lambda: M({1:2}))
t(lambda: hash(M({})))
t(lambda: M({1:2})|{3:4})
t(lambda: M({1:2})|1)
t(lambda: M({1:2})=={1:2})
t(lambda: M({1:2})[5])
t(lambda: M({1:2}).get())
t(lambda: str(M({1:2})))
t(lambda: M({}).foo)
t(lambda: {5:6}|M({1:2}))
t(lambda: M({1:2}).get(1,2,3))
t(lambda: M({1:2})<{})
t(lambda: list(reversed(M({1:2,3:4}))))
t(lambda: M(mapping={1:2}))
t(lambda: M((1,)))
t(lambda: M(SimpleNamespace()))
t(lambda: hash(M(range(3)))==hash(range(3)))
t(lambda: 1 in M({1:2}))
t(lambda: len(M({1:2})))
t(lambda: M({1:2}).copy())
t(lambda: list(M({1:2}).items()))
N=SimpleNamespace
t(lambda: N(1))
t(lambda: N({1:2}))
t(lambda: N({'a':1},b=2))
t(lambda: N([('a',1)]))
t(lambda: N(1,2))
t(lambda: N(a=1)==N(a=1))
t(lambda: N(a=1)<N(a=2))
t(lambda: N(a=1).__reduce__())
t(lambda: N(a=1).__replace__(a=2,c=3))
t(lambda: N(a=1).__replace__(1))
t(lambda: N(**{'a b':1}))
t(lambda: N(a=1)<1)
t(lambda: N(a=1).a)
t(lambda: N(a=1).b)
t(lambda: struct_time(1))
t(lambda: struct_time([1]))
t(lambda: struct_time(range(20)))
t(lambda: struct_time(range(9)))
t(lambda: struct_time(range(11)).__reduce__())
t(lambda: struct_time(range(9),{'tm_zone':'x'}).tm_zone)
t(lambda: struct_time(range(9),1))
t(lambda: struct_time(range(9),{'tm_zon':'x'}))
t(lambda: struct_time())
t(lambda: struct_time(1,2,3))
t(lambda: struct_time(x=1))
t(lambda: struct_time(range(9)).__replace__(tm_year=1))
t(lambda: struct_time(range(9)).__replace__(foo=1))
t(lambda: struct_time(range(9)).__replace__(1))
t(lambda: struct_time(range(9))+(1,))
t(lambda: struct_time.__match_args__)
t(lambda: struct_time.n_fields)
t(lambda: hash(struct_time(range(9)))==hash(tuple(range(9))))





# An index that no sequence has is complained of before the missing assignment, for all that have sequence slots in C.
import operator

for owner in ((1,), "a", b"a", range(3), {1}, {1: 2}.keys(), type("Plain", (), {})(), int, 5, None, 1.5, len, iter([])):
    for change in (lambda: operator.setitem(owner, 2**64, 1), lambda: operator.delitem(owner, -(2**64)), lambda: operator.setitem(owner, 1, 1)):
        try:
            change()
        except (TypeError, IndexError) as error:
            print(type(owner).__name__, type(error).__name__, error)
