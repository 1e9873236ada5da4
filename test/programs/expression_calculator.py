"""A calculator: tokenizer, Pratt parser, AST with visitors, simplifier, symbolic derivative, compiler to a stack machine."""

import math
import re
from dataclasses import dataclass
from functools import singledispatch


@dataclass(frozen=True)
class Num:
    value: float


@dataclass(frozen=True)
class Var:
    name: str


@dataclass(frozen=True)
class Bin:
    op: str
    left: object
    right: object


@dataclass(frozen=True)
class Neg:
    operand: object


@dataclass(frozen=True)
class Call:
    name: str
    arg: object


class ParseError(SyntaxError):
    pass


BINDING = {"+": (10, 11), "-": (10, 11), "*": (20, 21), "/": (20, 21), "^": (31, 30)}
TOKEN = re.compile(r"\s*(?:(?P<num>\d+\.?\d*(?:[eE][-+]?\d+)?)|(?P<name>[a-zA-Z_]\w*)|(?P<op>[-+*/^()]))")


class Parser:
    def __init__(self, text):
        self.tokens, self.i = [], 0
        pos = 0
        while pos < len(text.rstrip()):
            m = TOKEN.match(text, pos)
            if not m:
                raise ParseError(f"unexpected {text[pos:].strip()[0]!r} at {pos}")
            self.tokens.append((m.lastgroup, m[m.lastgroup], m.start(m.lastgroup)))
            pos = m.end()
        self.tokens.append(("end", "", len(text)))

    def peek(self):
        return self.tokens[self.i]

    def take(self, value=None):
        kind, text, pos = self.tokens[self.i]
        if value is not None and text != value:
            raise ParseError(f"expected {value!r} at {pos}, got {text or 'end'!r}")
        self.i += 1
        return kind, text, pos

    def parse(self):
        tree = self.expr(0)
        if self.peek()[0] != "end":
            raise ParseError(f"unexpected {self.peek()[1]!r} at {self.peek()[2]}")
        return tree

    def expr(self, least):
        kind, text, pos = self.take()
        match kind, text:
            case "num", _:
                left = Num(float(text) if not text.isdigit() else int(text))
            case "name", _ if self.peek()[1] == "(":
                self.take("(")
                left = Call(text, self.expr(0))
                self.take(")")
            case "name", _:
                left = Var(text)
            case "op", "(":
                left = self.expr(0)
                self.take(")")
            case "op", "-":
                left = Neg(self.expr(25))
            case _:
                raise ParseError(f"unexpected {text or 'end'!r} at {pos}")
        while (op := self.peek()[1]) in BINDING and BINDING[op][0] >= least:
            self.take()
            left = Bin(op, left, self.expr(BINDING[op][1]))
        return left


FUNCTIONS = {"sin": math.sin, "cos": math.cos, "exp": math.exp, "ln": math.log, "sqrt": math.sqrt}
OPS = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b, "^": lambda a, b: a**b}


@singledispatch
def show(node, outer=0):
    raise TypeError(type(node))


@show.register
def _(node: Num, outer=0):
    return f"{node.value:g}" if node.value >= 0 else f"({node.value:g})"


@show.register
def _(node: Var, outer=0):
    return node.name


@show.register
def _(node: Neg, outer=0):
    return f"-{show(node.operand, 25)}"


@show.register
def _(node: Call, outer=0):
    return f"{node.name}({show(node.arg)})"


@show.register
def _(node: Bin, outer=0):
    left, right = BINDING[node.op]
    text = f"{show(node.left, left)} {node.op} {show(node.right, right)}"
    return f"({text})" if left < outer else text


def evaluate(node, env):
    match node:
        case Num(v):
            return v
        case Var(name):
            return env[name]
        case Neg(x):
            return -evaluate(x, env)
        case Call(f, x):
            return FUNCTIONS[f](evaluate(x, env))
        case Bin(op, a, b):
            return OPS[op](evaluate(a, env), evaluate(b, env))


def simplify(node):
    match node:
        case Bin(op, a, b):
            a, b = simplify(a), simplify(b)
            match op, a, b:
                case _, Num(x), Num(y) if op != "/" or x % y == 0:
                    return Num(OPS[op](x, y))
                case ("+", Num(0), x) | ("+", x, Num(0)) | ("-", x, Num(0)) | ("*", Num(1), x) | ("*", x, Num(1)) | ("/" | "^", x, Num(1)):
                    return x
                case ("*", Num(0), _) | ("*", _, Num(0)) | ("/", Num(0), _):
                    return Num(0)
                case "^", _, Num(0):
                    return Num(1)
                case "-", x, y if x == y:
                    return Num(0)
                case "*", x, Num():
                    return Bin("*", b, a)
                case "*", Num(x), Bin("*", Num(y), z):
                    return Bin("*", Num(x * y), z)
            return Bin(op, a, b)
        case Neg(x):
            match simplify(x):
                case Neg(y):
                    return y
                case Num(v):
                    return Num(-v)
                case y:
                    return Neg(y)
        case Call(f, x):
            return Call(f, simplify(x))
    return node


def derive(node, x):
    match node:
        case Num():
            return Num(0)
        case Var(name):
            return Num(int(name == x))
        case Neg(a):
            return Neg(derive(a, x))
        case Bin("+" | "-" as op, a, b):
            return Bin(op, derive(a, x), derive(b, x))
        case Bin("*", a, b):
            return Bin("+", Bin("*", derive(a, x), b), Bin("*", a, derive(b, x)))
        case Bin("/", a, b):
            return Bin("/", Bin("-", Bin("*", derive(a, x), b), Bin("*", a, derive(b, x))), Bin("^", b, Num(2)))
        case Bin("^", a, Num(n)):
            return Bin("*", Bin("*", Num(n), Bin("^", a, Num(n - 1))), derive(a, x))
        case Call("sin", a):
            return Bin("*", Call("cos", a), derive(a, x))
        case Call("cos", a):
            return Neg(Bin("*", Call("sin", a), derive(a, x)))
        case Call("exp", a):
            return Bin("*", node, derive(a, x))
        case Call("ln", a):
            return Bin("/", derive(a, x), a)
    raise NotImplementedError(show(node))


def assemble(node):
    match node:
        case Num(v):
            yield "push", v
        case Var(n):
            yield "load", n
        case Neg(a):
            yield from assemble(a)
            yield "neg", None
        case Call(f, a):
            yield from assemble(a)
            yield "call", f
        case Bin(op, a, b):
            yield from assemble(a)
            yield from assemble(b)
            yield "op", op


def execute(code, env):
    stack = []
    for op, arg in code:
        if op == "push":
            stack.append(arg)
        elif op == "load":
            stack.append(env[arg])
        elif op == "neg":
            stack.append(-stack.pop())
        elif op == "call":
            stack.append(FUNCTIONS[arg](stack.pop()))
        else:
            b, a = stack.pop(), stack.pop()
            stack.append(OPS[arg](a, b))
    (result,) = stack
    return result


env = {"x": 3, "y": 0.5}
for text in ["1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-x ^ 2", "10 - 4 - 3", "x * (y + 1) / 2", "sin(0) + cos(0) * exp(1)", "sqrt(x ^ 2 + 16)", "1e3 * y", "--x", "0 * x + 1 * y - 0", "x - x"]:
    tree = Parser(text).parse()
    code = list(assemble(tree))
    assert execute(code, env) == evaluate(tree, env)
    print(f"{text:<28} {show(tree):<28} = {evaluate(tree, env):<20.12g} {show(simplify(tree))} [{len(code)}]")
for text in ["x ^ 3", "sin(x * x)", "exp(2 * x) / x", "ln(x) * x", "(x + 1) ^ 2", "cos(3)"]:
    d = derive(Parser(text).parse(), "x")
    print(f"d/dx {text:<16} = {show(simplify(d)):<44} at 2: {evaluate(d, {'x': 2}):.10f}")
for bad in ["1 +", "(1", "1 $ 2", "* 3", "1 2", "sin 3", ""]:
    try:
        print(Parser(bad).parse())
    except ParseError as error:
        print(f"{bad!r}: {error}")
for bad in ["1 / 0", "zz", "ln(-1)", "tan(1)"]:
    try:
        evaluate(Parser(bad).parse(), env)
    except (ArithmeticError, LookupError, ValueError) as error:
        print(f"{bad}: {type(error).__name__}: {error}")
