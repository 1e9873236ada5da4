import sys
def show(f, out):
    while f is not None and f.f_code.co_name != "<module>":
        out.append((f.f_code.co_name, f.f_lineno, f.f_lasti))
        f = f.f_back
def inner(n, keep):
    a = n * 2.5
    f = sys._getframe()
    keep.append(f)
    r = []
    show(f, r)
    b = a + 1
    return r
def outer(n, keep):
    x = n
    r = inner(n, keep)
    y = x + len(r)
    return r, y
def main():
    keep = []
    last = None
    for i in range(3000):
        keep.clear()
        last = outer(i, keep)
    f = keep[0]
    print(last)
    print(f.f_lineno, f.f_locals['a'], f.f_locals['b'], sorted(f.f_locals))
    o = f.f_back
    print(o.f_lineno, o.f_locals['x'], o.f_locals['y'], o.f_back is sys._getframe())
    m = o.f_back
    print(m.f_locals['i'], m.f_lineno)
    for j in range(3000): m2 = sys._getframe(); assert m2 is m
    print(m.f_locals['j'])
main()
def peek():
    return sys._getframe(1).f_locals['v']
def peeked():
    s = 0
    for v in range(3000):
        s += peek()
    return s
print(peeked())
def peek2():
    return sys._getframe(1)
def peeked2():
    s = 0
    for v in range(3000):
        s += getattr(peek2(), 'f_locals')['v']
        if v == 2000:
            s += peek2().f_locals['v']
    return s
print(peeked2())


# A view of variables follows them for as long as the function runs.
def viewed():
    p = sys._getframe().f_locals
    seen = []
    for i in range(4000):
        x = i
        if i % 1000 == 999:
            seen.append(p["x"])
            p["x"] = "changed"
            seen.append(x)
    return seen


print(viewed())


# Frames of activations that end by an exception, yield, or handle one.
def ask():
    return sys._getframe(1)


def fails(n):
    local = n
    f = ask()
    local = n + 1
    if n >= 0:
        raise KeyError(f)
    return local


def catches(n):
    before = n
    try:
        fails(n)
    except KeyError as e:
        f = e.args[0]
    before = -n
    return f, ask()


def caught():
    for i in range(3000):
        f, own = catches(i)
    return f, own


f, own = caught()
print(f.f_lineno, f.f_locals["local"], f.f_back is own, own.f_lineno, own.f_locals["before"], own.f_back.f_code.co_name)


def numbers(n):
    for k in range(n):
        f = ask()
        yield f
        k += 0.5
    last = "end"


def through():
    frames = []
    g = numbers(2000)
    for f in g:
        frames.append(f.f_locals["k"])
    return len(frames), frames[-1], f is g.gi_frame, f.f_lineno, sorted(f.f_locals)


print(through())


def depth():
    f = sys._getframe()
    n = 0
    while f is not None:
        n += 1
        f = f.f_back
    return n


def deeper(n):
    return depth() if n == 0 else deeper(n - 1)


def in_key(n):
    return sorted(range(3), key=lambda x: -depth() * x)


def all_depths():
    base = depth()
    counts = set()
    for i in range(1500):
        counts.add(deeper(i % 20) - base)
        keys = in_key(i)
    return sorted(counts), keys


print(all_depths())


def lines():
    f = sys._getframe()
    total = set()
    for i in range(3000):
        total.add(f.f_lineno)
        total.add(
            f.f_lineno
        )
    return sorted(total)


print(lines())


def caller_variables():
    return sys._getframe(1).f_locals


same = set()
for i in range(1000):
    same.add(caller_variables() is globals())
    doubled = [each * 2 for each in range(3)]
    same.update(sorted(caller_variables()) for each in range(0))
print(same)
