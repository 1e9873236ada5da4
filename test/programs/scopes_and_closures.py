"""Names: global, nonlocal, class scope, comprehension scope, del, exec and eval, defaults, unpacking, walrus."""

x = "module"
log = []


def outer():
    x = "outer"

    def inner():
        nonlocal x
        x += "+inner"

        def innermost():
            global x
            x = "changed module"
            return [name for name in ("a", "b")]

        return innermost()

    return inner(), x


class Scope:
    x = "class"
    copies = [x for _ in range(2)]
    lazy = lambda self: x
    y = x + "!"

    def method(self):
        return x, self.x

    for i in range(3):
        pass
    del i


print(outer(), x, Scope.copies, Scope().lazy(), Scope().method(), Scope.y, hasattr(Scope, "i"))
for action in ["print(undefined)", "del undefined", "def f():\n    print(v)\n    v = 1\nf()", "def f():\n    v = 1\n    del v\n    return v\nf()", "def f():\n    def g(): return w\n    r = g()\n    w = 1\nf()", "class C:\n    a = 1\n    b = [a for _ in 'x' if a]", "x: int\nprint(x)", "[q for q in 'ab']; q", "try:\n    1/0\nexcept Exception as e:\n    pass\ne"]:
    try:
        exec(action, {"__builtins__": __builtins__})
    except (NameError, UnboundLocalError) as error:
        print(type(error).__name__, error)
space = {"a": 1}
exec("b = a + 1\ndef f(n): return n * b", space)
print(space["b"], space["f"](10), eval("a + b + c", space, {"c": 100}), eval("[a for _ in range(2)]", {"a": 7}), eval(" 1 + 1 "))


def local_view(p, *args, q=2, **kw):
    before = sorted(locals())
    z = 1
    view = locals()
    view["z"] = 99
    return before, z, sorted(locals().items(), key=lambda i: i[0])[0], (lambda: sorted(locals()))()


print(local_view(1, 2, k=3))


def defaults(item, bucket=[], *, seen={}):
    bucket.append(item)
    seen[item] = len(seen)
    return bucket, seen


defaults(1)
print(defaults(2), defaults.__defaults__, defaults.__kwdefaults__, defaults(3, [])[0])
print([y := 1, y**2, y + 1], (n := 5) + n, [last := v for v in range(4)], last, any((found := w).startswith("b") for w in ["a", "bc", "d"]), found)
fs = [lambda: i for i in range(3)]
gs = [lambda i=i: i for i in range(3)]
print([f() for f in fs], [g() for g in gs], [[i * j for j in range(i)] for i in range(4)], {i: {j for j in range(i)} for i in range(3)})
a, (b, *c), d = 1, "xyz", 4
(e, f), [g] = (5, 6), [7]
h = i = [0, 0]
h[0], i[1] = 8, 9
k, = (1,)
print(a, b, c, d, e, f, g, h, k)
for bad in ["a, b = 1", "a, b = 1, 2, 3", "a, *b, c = [1]", "(a, b), c = 1, 2"]:
    try:
        exec(bad)
    except (TypeError, ValueError) as error:
        print(error)
s = [1, 2, 3]
s[0], s[s[0]] = 2, 9
j = 0
j, s[j] = 2, "j first"
print(s, j)


def order(n):
    log.append(n)
    return n


order({order(1): order(2), **{order(3): order(4)}}[order(1)]), [order(5)][order(0)]
print(log, order(10) if order(0) else order(20), order(1) < order(3) > order(2) > order(5) < order(7), log[-4:])


def arguments(*args, **kwargs):
    return args, kwargs


print(arguments(*[1, 2], 3, *"ab", k=1, **{"z": 2}, y=3), arguments(*(), **{}), arguments(**{"with space": 1}))
for bad in [lambda: arguments(**{"a": 1}, **{"a": 2}), lambda: arguments(*5), lambda: arguments(**5), lambda: arguments(**{1: 2}), lambda: local_view(), lambda: local_view(1, p=2), lambda: defaults(1, 2, 3), lambda: (lambda a, /: a)(a=1), lambda: (lambda *, a: a)(1), lambda: (lambda a, b: a)(1), lambda: (lambda a, b, c, *, d: a)()]:
    try:
        print(bad())
    except TypeError as error:
        print(error)
if True:
    conditional = "yes"
while j:
    j -= 1
else:
    print("else after while", conditional)
for n in []:
    pass
else:
    print("empty for", "n" in globals(), globals()["x"], __name__)


def annotated(a: "lazy", b: int = 3) -> print("evaluated later"):
    inner: str = "value"
    (unevaluated): nothing = 1
    return inner, unevaluated


print(annotated(1), annotated.__name__, annotated.__code__.co_varnames, annotated.__code__.co_argcount)
