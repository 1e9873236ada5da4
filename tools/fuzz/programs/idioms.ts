/**
 * Idioms of several lines that hang together, which statements put together at random would rarely make. Each is a template: what is in it by chance are
 * expressions of the scope, and names that nothing else has.
 */
import type { Scope } from "./scope.ts";
import type { Statements } from "./statements.ts";

/** What templates are filled with. */
interface Parts {
  readonly int: () => string;
  readonly any: () => string;
  readonly float: () => string;
  readonly str: () => string;
  readonly list: () => string;
  readonly dict: () => string;
  readonly condition: () => string;
  /** An expression that is rarely true. */
  readonly rarely: () => string;
  readonly pick: (...choices: string[]) => string;
}

/** Names in templates that each use makes its own. */
const OWN = /\b[A-Z][a-z]+_\b|\b[a-z]_\b/g;

/** One idiom, printed with what it gives. */
export function idiom(to: Statements, scope: Scope): void {
  const { random, exprs, world } = to;
  const text = random.pick(IDIOMS)({
    int: () => exprs.expr(scope, "int", 1),
    any: () => exprs.any(scope, 1),
    float: () => exprs.expr(scope, "float", 1),
    str: () => exprs.expr(scope, "str", 1),
    list: () => exprs.expr(scope, "list", 1),
    dict: () => exprs.expr(scope, "dict", 1),
    condition: () => exprs.condition(scope, 1),
    rarely: () => exprs.rarely(scope),
    pick: (...choices) => random.pick(choices),
  });
  const names = new Map<string, string>();
  for (const [name] of text.matchAll(OWN)) if (!names.has(name)) names.set(name, world.fresh(name));
  for (const line of text.trim().split("\n")) to.line(line.replace(OWN, (name) => names.get(name)!));
}

const LEAVE = ["break", "continue", "pass", "raise Oops(k)", "1 / 0"];
const METHODS = [
  "split()",
  "split('a')",
  "rsplit(None, 1)",
  "partition('l')",
  "rpartition(' ')",
  "splitlines()",
  "find('l', 1)",
  "count('')",
  "zfill(6)",
  "center(7, '*')",
  "startswith(('H', 'b'))",
  "removeprefix('He')",
  "translate({97: 'zz', 108: None})",
  "swapcase()",
  "casefold()",
  "isalnum()",
  "encode('utf-8')",
  "expandtabs(3)",
  "index('x')",
  "join(['1', '2'])",
];

const IDIOMS: readonly ((parts: Parts) => string)[] = [
  // Containers that change while they are iterated over
  ({ dict, int, any, rarely, condition, pick }) => `
d_ = dict(${dict()})
try:
    for k in ${pick("d_", "d_.items()", "d_.values()", "reversed(d_)")}:
        p("over", k)
        if ${pick(rarely(), condition())}: ${pick(`d_[${int()}] = ${any()}`, "d_.popitem()", "d_.clear()", "d_.update(q=1)", "d_ |= {7: 7}")}
except RuntimeError as e:
    p(tell(e))
p(d_)`,
  ({ list, int, condition, pick }) => `
l_ = list(${list()})
for k in ${pick("l_", "enumerate(l_)", "iter(l_)", "reversed(l_)")}:
    if len(l_) < 9 and ${condition()}: l_.${pick("append(", "insert(0, ")}${int()})
    elif l_: ${pick("l_.pop()", "l_.pop(0)", "del l_[::2]", "l_[:1] = []")}
p(l_)`,
  ({ int, condition }) => `
s_ = {1, 2, 3}
try:
    for k in s_:
        if ${condition()}: s_.add(${int()})
        else: s_.discard(k)
except RuntimeError as e:
    p(tell(e))
p(len(s_))`,
  // Closures
  ({ int, any, pick }) => `
def f_(c):
    t = ${int()}
    def bump(by=${int()}):
        nonlocal c, t
        ${pick("c += by", "c = t; t = by", "t, c = c + by, t", "del t; t = c")}
        return c, t
    def drop():
        nonlocal t
        del t
    return bump, drop
b_, x_ = f_(${int()})
p([b_(k) for k in range(4)], b_(by=${int()}))
x_()
try: p(b_(${any()}))
except (NameError, TypeError) as e: p(tell(e))`,
  ({ int, pick }) => `
l_ = [${pick("lambda: k", "lambda k=k: k", "lambda *a, m=k: (a, m, k)")} for k in range(3)]
p([f() for f in l_], [(lambda v: v + k)(${int()}) for k in range(3)])`,
  ({ int, list, condition }) => `
p([[(a, b) for b in range(a) if ${condition()}] for a in range(3)], {a: [b := a, b + ${int()}] for a in ${list()}})`,
  ({ list, int }) => `
g_ = (y_ for y_ in ${list()} if (z_ := y_) or True)
try: p(next(g_, None), z_, list(g_), sum(1 for u in range(3) for w in range(u) if w <= ${int()}))
except NameError as e: p(tell(e))`,
  // Calls
  ({ int, any, list, dict, pick }) => `
def f_(a, /, b=${int()}, *c, d=${any()}, **e): return a, b, c, d, e
for k in range(4):
    try: p(f_(${pick(`${int()}, *${list()}`, `k, b=${any()}`, `k, ${int()}, d=k, e=1, a=2`, `*${list()}, **${dict()}`, `**{'b': k}`, `k, k, *range(k), **{'d': k, 'z': 1}`)}))
    except TypeError as e: p(tell(e))`,
  ({ int, any, pick }) => `
def d_(f):
    def w(*a, **k):
        p("call", a, ${pick("k", "f.__name__", "where()")})
        return f(*a, **k)
    return w
@d_
def f_(x, y=${any()}): return x, y
p(f_(${int()}), f_(y=1, x=${int()}), f_(*(1, 2)), [*map(f_, range(2))])`,
  // Leaving loops through finally
  ({ int, rarely, condition, pick }) => `
def f_(q):
    for k in range(6):
        try:
            if ${pick(rarely(), `k == ${int()}`, condition())}: ${pick(...LEAVE, "return k, q")}
            if k > q: ${pick(...LEAVE, "return k")}
            p("in", k)
        ${pick("except Oops as e: p(tell(e))", "except ZeroDivisionError: raise Worse(k)", "except Worse: pass")}
        finally:
            p("finally", k)
            ${pick("pass", "pass", "if k > 3: break", "if k > 2: continue", "if q == k: return 'f'")}
    else: p("else")
    return q
for k in range(5):
    try: p(f_(k))
    except Exception as e: p(tell(e))`,
  ({ any, condition, pick }) => `
def f_(q):
    try:
        try: raise Worse(q)
        except Worse as e:
            if ${condition()}: ${pick("raise", "raise Oops(1) from e", "return e.args", "del e", "e = 3")}
            p("handled")
        p(e)
    except ${pick("UnboundLocalError", "Worse", "(Oops, NameError)")} as e: p(tell(e))
    finally: p(q)
    return ${any()}
for k in range(3):
    try: p(f_(k))
    except Exception as e: p(tell(e))`,
  // Generators by hand
  ({ any, int, condition, pick }) => `
def g_(q):
    try:
        while True:
            try:
                p("got", (yield q))
                q += 1
                if q > 6: return ${any()}
            except ValueError as e:
                p(tell(e))
                ${pick("yield 'v'", "continue", "return 8", "raise")}
            finally:
                p("inner", q)
                ${pick("pass", "pass", "yield 'f'", "if q > 4: break")}
    finally: ${pick("p('end')", "q = -1", `p(${any()})`)}
for r_ in range(3):
    h_ = keep(${pick("g_(r_)", "(lambda: (yield from keep(g_(r_))))()", "g_(2)")})
    try:
        p(next(h_), h_.send(${any()}))
        if ${condition()}: p(h_.throw(ValueError(${int()})))
        ${pick("p(next(h_))", "close(h_)", "p(h_.throw(Oops))", "p([*zip(range(9), h_)])", "p(h_.throw(GeneratorExit))")}
        p(next(h_, 'over'))
    except (Exception, GeneratorExit) as e: p(tell(e), getattr(e, 'value', None))
    try: p(close(h_))
    except RuntimeError as e: p(tell(e))`,
  ({ int, any, pick }) => `
class It_:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        self.n -= 1
        if self.n < 0: raise StopIteration(${any()})
        return self.n
    ${pick("def send(self, v): return ('sent', v)", "def throw(self, *a): return ('thrown', len(a))", "def close(self): p('closed')", "__length_hint__ = lambda self: 2")}
def g_(n):
    p("result", (yield from It_(n)))
h_ = keep(g_(3))
try: p(next(h_), h_.${pick("send(None)", "send(1)", "throw(Oops(1))", "close()")}, list(h_))
except Exception as e: p(tell(e))
p([*It_(${pick("3", "0")})], ${int()} in It_(3), max(It_(2)), dict(zip('ab', It_(5))))
a_, *b_ = It_(4)
p(a_, b_)`,
  ({ any, int, pick }) => `
async def g_(q):
    try:
        for k in range(4):
            try: p("sent", (yield k + q))
            except ValueError as e: p(tell(e))
            ${pick("await Pause(k)", "pass", `if k == 2: raise Oops(k)`, "if k == 2: return")}
    finally: ${pick("p('aend')", "await Pause('end')", "yield 'late'")}
async def c_():
    h = keep(g_(${int()}))
    try:
        p(await h.asend(None))
        p(await h.${pick(`asend(${any()})`, "athrow(ValueError(1))", "athrow(Oops)", "__anext__()", "aclose()")})
        p([u async for u in h])
    except (Exception, GeneratorExit) as e: p(tell(e))
    await h.aclose()
    return [x async for x in keep(g_(1)) if x % 2] + [await Pause(k) for k in range(2)]
p(drive(c_(), 30))`,
  // Text and big ints
  ({ str, pick }) => `
t_ = ${str()}
for k in range(2):
    try: p(t_.${pick(...METHODS)}, t_.${pick(...METHODS)}, (t_ * 2).${pick(...METHODS)})
    except ValueError as e: p(tell(e))
    t_ = t_ + ${pick(str(), "'ab'", "'\\U0001f600'", "' l\\n'")}`,
  ({ str, int, float, any, pick }) => `
p(f"{(${int()}):${pick(">6", "x", "+,d", "08b", "e")}}|{(${float()}):${pick("10.3e", "g", "+.1f", "%", "")}}|{(${str()})!r:^12}|{(${int()}) + 1 = }", '%s %5.2f %-4d|' % (${any()}, ${float()}, ${int()}))`,
  ({ int, pick }) => `
n_ = ${int()}
for k in range(${pick("12", "40", "70")}):
    n_ = ${pick("n_ * 3 + 1", "n_ * n_ % (2**61 - 1) + k", "(n_ << 1) ^ k", "n_ * -7 - k", "n_ + (1 << k)")}
    if k % 9 == 0: p(n_, n_ ${pick("// 7", "% 1000", ">> 20", "& 2**64 - 1", "/ 3", "- 2**53", "== float(n_)", "< 1e18")}, n_.bit_length(), ${pick("-n_ // 3", "divmod(n_, -97)", "pow(n_, 5, 1009)", "str(n_)[:5]", "~n_ | 1", "float(n_)")})`,
  ({ int, float, pick }) => `
i_, x_ = ${int()}, ${float()}
for k in range(12):
    i_ ${pick("+=", "-=", "*=", "^=")} ${pick("2**31", "2**53", "k", "-1", "True")}
    x_ ${pick("+=", "*=", "-=")} ${pick("0.5", "k", "1e308", "i_")}
    i_ %= 2**70
p(i_, x_, i_ > x_, i_ == x_, min(i_, x_), isinstance(i_, int))`,
  // Classes
  ({ int, any, pick }) => `
class Base_:
    k = ${int()}
    def __init_subclass__(cls, **kw): p("sub", cls.__name__, kw)
    def m(self): return type(self).k, ${any()}
    @classmethod
    def c(cls): return cls.k
for r_ in range(4):
    class Sub_(Base_, ${pick("x=1", "n=r_")}):
        k = r_
        l = [k for u in range(2)]
        def m(self): return (${pick("super().m()", "super(Sub_, self).m()", "__class__.k", "Base_.m(self)")}, r_)
    p(Sub_().m(), Sub_.c(), Sub_.l, Base_().m())
    ${pick("Base_.k += 1", "Base_.m = lambda self: 'patched'", "del Sub_.k", "Base_.c = 5", "pass")}
    try: p(Sub_().m(), Sub_.c())
    except (AttributeError, TypeError) as e: p(tell(e))`,
  ({ any, int, pick }) => `
class De_:
    def __set_name__(self, owner, name): self.name = '_' + name
    def __get__(self, o, cls): return self if o is None else o.__dict__.get(self.name, ${any()})
    ${pick("def __set__(self, o, v): o.__dict__[self.name] = v", "def __delete__(self, o): p('del')", "x = 1")}
class Has_:
    v = De_()
    ${pick("__slots__ = ('__dict__', 'w')", "w = 3", "def __getattr__(self, n): return n", "def __setattr__(self, n, v): object.__setattr__(self, n, (v,))")}
o_ = Has_()
for k in range(5):
    try:
        p(o_.v, getattr(o_, 'w', 'no'), getattr(o_, 'u', 'none'))
        ${pick("o_.v = k", "o_.w = k", "del o_.v", "o_.__dict__['v'] = k", `if k == 2: Has_.v = ${int()}`, "if k == 2: del Has_.v", "if k == 3: De_.__get__ = lambda *a: 'new'")}
    except (AttributeError, TypeError) as e: p(tell(e))
p(o_)`,
  ({ any, int, pick }) => `
class Op_:
    __slots__ = 'v',
    def __init__(self, v): self.v = v
    def __add__(self, o): return ${pick("Op_(self.v + o)", "NotImplemented", "self.v + o", "self")}
    def __radd__(self, o): return ${pick("('r', o)", "o + self.v", "NotImplemented")}
    def __eq__(self, o): return ${pick("self.v == o", "NotImplemented", "o.v == self.v")}
    def __lt__(self, o): return ${pick("self.v < o.v", "NotImplemented", "None")}
    def __getitem__(self, i): return ${pick("i", "self.v[i]", "(i, self.v)")}
    def __index__(self): return ${pick("2", "self.v", "'x'")}
    __hash__ = None
    def __repr__(self): return "Op"
for k in range(4):
    try: p(type(${pick("Op_(k) + k", "k + Op_(k)", "Op_(k) + Op_(1)", "sum([Op_(k)])")}).__name__, Op_(k) == ${any()}, ${pick("[5, 6, 7, 8][Op_(k)]", "Op_(k)[1:k]", "sorted([Op_(2), Op_(k)])[0].v", "range(Op_(k))", "Op_([k])[0]", "{Op_(k)}", "Op_(k).w")})
    except (TypeError, AttributeError, IndexError, RecursionError) as e: p(tell(e))
    if k == 2: ${pick("Op_.__add__ = lambda s, o: 7", "del Op_.__eq__", "Op_.__lt__ = lambda s, o: True", "Op_.__index__ = lambda s: 1", "pass")}
p(${int()})`,
  // Unpacking, exceptions, patterns, variables
  ({ list, int, dict, pick }) => `
for k in range(3):
    try:
        ${pick("a_, (b_, *c_), d_", "a_, *b_, c_", "(a_, b_), *c_", "[a_, b_]")} = ${pick(`${int()}, ${list()}, k`, list(), `*${list()}, *range(k)`, "'xyz'[k:]", `${dict()}`, "(k, 1), 2", "enumerate('ab')")}
        p(a_, b_)
    except (TypeError, ValueError) as e: p(tell(e))`,
  ({ int, any, pick }) => `
try:
    try: raise ExceptionGroup("g", [ValueError(${int()}), ${pick("TypeError(1)", "Oops(2)", "ExceptionGroup('h', [KeyError(1), Oops(3)])")}])
    except* ${pick("ValueError", "KeyError", "Oops")} as e:
        p(tell(e))
        ${pick("pass", "raise Worse(1)", "raise", `p(${any()})`)}
    ${pick("except* TypeError as e: p(len(e.exceptions))", "else: p('none')", "finally: p('done')")}
except BaseException as e: p(tell(e))`,
  ({ any, list, dict, pick }) => `
for s_ in (${any()}, ${list()}, ${dict()}, (1, [2, 3]), {'a': {'b': 4}}, 'txt', 2.0):
    match s_:
        case ${pick("[]", "{'a': {'b': m_}}", "(x_, [*_, m_])", "[m_, *_]")} ${pick("", "if s_")}: p("one", s_)
        case ${pick("int() | float() as m_", "str(m_)", "{**m_}", "[1 | 2 as m_, _]", "bool() | None")}: p("two", s_)
        case m_ if ${pick("m_ == 2", "isinstance(m_, list)", "False")}: p("three", m_)
        case _: p("other")`,
  ({ any, pick }) => `
def f_(q):
    v = q
    ${pick("del v", "locals()['v'] = 9", "exec('v = 8')", "sys._getframe().f_locals['v'] = 7", "sys._getframe().f_locals['w'] = 6", "vars()")}
    try: p(v, ${pick("locals()", "sorted(locals())", "[k for k in locals()]", "eval('q')", "dir()")})
    except NameError as e: p(tell(e))
    v = ${any()}
    return ${pick("v", "[v for v in range(2)], v", "(lambda: v)()", "eval('v')")}
for k in range(4): p(f_(k))`,
];
