"""Loops, classes, generators and exceptions that change their ways when they are hot: what compiled code has to give up and come back to."""
import sys
class A:
    k = 1
    def __init__(self, v, *, w=3): self.v = v; self.w = w
    def get(self): return self.v
    def __add__(self, o): return A(self.v + o.v)
    def __lt__(self, o): return self.v < o.v
    def __len__(self): return 3
    def __getitem__(self, i):
        if i > 5: raise IndexError(i)
        return i * self.v
class B(A):
    __slots__ = ("z",)
    def get(self): return super().get() * 2
def patch(n):
    a = A(2); t = 0
    for i in range(n):
        t += a.get()
        if i == n // 2: A.get = lambda self: 100
        if i == n // 2 + 5: a.get = lambda: 7
    return t
def mixed(n):
    xs = [1, 2.5, 3, "a", None, 2**60, True, [1], (1, 2)]
    out = []
    for i in range(n):
        x = xs[i % len(xs)]
        try: out.append(x + 1)
        except TypeError as e: out.append(str(e))
        try: out.append(x * 2)
        except TypeError as e: out.append(str(e))
        out.append(x == 1); out.append(bool(x)); out.append(x is None)
    return out[-90:]
def overflow(n):
    x = 2**52; r = []
    for i in range(n):
        x += 2**51 if i % 2 else 1
        r.append(x - 1)
    y = -5
    for i in range(1, n): r.append((y * i) // 3); r.append((y * i) % 7); r.append((y*i) >> 1); r.append(i & -4); r.append(i ^ y); r.append(-i % 5)
    return x, r[-20:], sum(r)
def unbound(n):
    for i in range(n):
        if i > n - 3: 
            try: print(zz)
            except UnboundLocalError as e: print(e)
        if i < 0: zz = 1
def gen(n):
    try:
        for i in range(n):
            r = yield i * 0.5
            if r: yield r
    finally:
        print("fin")
def usegen(n):
    g = gen(n); t = 0
    for x in g:
        t += x
        if x == 100: t += g.send("s") == "s"
    h = gen(5); next(h); h.close()
    return t
def deep(n): return 0 if n == 0 else 1 + deep(n - 1)
def rec():
    try: rec(); return "no"
    except RecursionError as e: raise
def fin(n):
    log = 0
    for i in range(n):
        try:
            if i % 3 == 0: continue
            if i == n - 1: return log
            log += 1
        finally:
            log += 10
    return log
def nest(n):
    s = 0
    for i in range(n):
        for j in range(i % 7):
            for k in (1, 2, 3):
                if k == j: break
                s += i * j - k
            else: s += 1
    return s
def kw(a, b=2, *c, d=4, **e): return a, b, c, d, sorted(e.items())
def kws(n):
    for i in range(n): r = kw(i, d=i), kw(1, 2, 3, x=i), kw(*[i, 2], **{"q": 1})
    return r
def dicts(n):
    d = {}
    for i in range(n):
        d[i % 10, i % 3] = d.get((i % 10, i % 3), 0) + 1
        d[float(i % 4)] = i
        if "x" not in d: d["x"] = []
        d["x"].append(i)
    return len(d), d[2.0], d[1], len(d["x"]), {k: v for k, v in d.items() if k != "x" and v > 30}
def fmt(n):
    s = []
    for i in range(n): s.append(f"{i:>4}|{i/3:.2f}|{'x'!r}{i}")
    return s[-2:], "".join(s)[-20:]
def locs(n):
    for i in range(n): q = i * 2
    return sorted(locals().items())
def frames(n):
    def inner(): return sys._getframe(1).f_locals["i"], sys._getframe(1).f_lineno
    t = 0
    for i in range(n):
        t += inner()[0]
    return t, inner()
def sorts(n):
    l = [A(i * 7919 % 101) for i in range(n)]
    l.sort()
    m = sorted(l, key=lambda a: -a.v)
    return [a.v for a in l[:5]], [a.v for a in m[:5]], max(l, key=lambda a: a.v).v, sum(x for a in l[:10] for x in [a.v])
def match_(n):
    r = []
    for i in range(n):
        v = [i, (i, 2), {"a": i}, "s", A(i)][i % 5]
        match v:
            case int(): r.append(1)
            case (x, 2): r.append(x)
            case {"a": y}: r.append(y)
            case str(): r.append("s")
            case A(v=z): r.append(z)
    return r[-10:]
def walrus(n):
    t = 0; it = iter(range(n))
    while (x := next(it, None)) is not None: t += x if x % 2 else -x
    a, *b, c = range(5)
    return t, a, b, c, [x + y for x, y in zip(range(3), "abc" and [1,2,3])]
def delz(n):
    x = 1.5
    for i in range(n):
        y = x + i
        del y
        if i % 2: y = i
    return x
def floats(n):
    x = 0.1; m = 0
    for i in range(n):
        x = -x / 1.5 + i % 3
        m = max(m, x); m2 = min(1.0, x); z = abs(x) ** 2; q = int(x * 10) // 3; w = divmod(x, 0.7)
    return x, m, m2, z, q, w, x // 0.3, x % 0.3, -0.0, 1e300 * 1e10, round(x, 3)
sys.setrecursionlimit(1000)
for N in (40, 1500):
    for f in (mixed, overflow, unbound, usegen, fin, nest, kws, dicts, fmt, locs, frames, sorts, match_, walrus, delz, floats):
        print(f.__name__, f(N))
    try: rec()
    except RecursionError as e: print(deep(N // 4), e)
b = B(4); b.z = 5
for i in range(1500): t = b.get() + b.z + len(b) + b[2]
print(t, patch(3000), [x for x in A(2)])
def tb(n):
    for i in range(n):
        if i == n - 1: raise KeyError(i)
def outer(n):
    x = 3.5
    tb(n)
import traceback
try: outer(3000)
except KeyError as e:
    traceback.print_exc(file=sys.stdout)
    t = e.__traceback__
    while t: print(t.tb_frame.f_code.co_name, t.tb_lineno, sorted(k for k in t.tb_frame.f_locals if len(k) == 1 and k in "nxi"), t.tb_frame.f_back is not None); t = t.tb_next
