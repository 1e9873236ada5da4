"""A small Scheme: reader, environments, special forms, tail calls, closures."""

import math
import operator as op
import re


class Symbol(str):
    __slots__ = ()


class LispError(Exception):
    pass


TOKEN = re.compile(r"""\s*(?:;[^\n]*\n?\s*)*(,@|[('`,)]|"(?:[\\].|[^\\"])*"|[^\s('"`,;)]*)""")


def tokenize(text):
    pos = 0
    while pos < len(text):
        match = TOKEN.match(text, pos)
        if match.end() == pos:
            break
        pos = match.end()
        if match.group(1):
            yield match.group(1)


def parse(text):
    tokens = list(tokenize(text))
    position = 0

    def read():
        nonlocal position
        if position >= len(tokens):
            raise LispError("unexpected end of input")
        token = tokens[position]
        position += 1
        if token == "(":
            items = []
            while position < len(tokens) and tokens[position] != ")":
                items.append(read())
            if position >= len(tokens):
                raise LispError("missing )")
            position += 1
            return items
        if token == ")":
            raise LispError("unexpected )")
        if token == "'":
            return [Symbol("quote"), read()]
        return atom(token)

    forms = []
    while position < len(tokens):
        forms.append(read())
    return forms


def atom(token):
    if token == "#t":
        return True
    if token == "#f":
        return False
    if token.startswith('"'):
        return token[1:-1].encode().decode("unicode_escape")
    for kind in (int, float):
        try:
            return kind(token)
        except ValueError:
            pass
    return Symbol(token)


class Env(dict):
    def __init__(self, names=(), values=(), outer=None):
        if isinstance(names, Symbol):
            self[names] = list(values)
        else:
            if len(names) != len(values):
                raise LispError(f"expected {len(names)} arguments, got {len(values)}")
            self.update(zip(names, values))
        self.outer = outer

    def find(self, name):
        env = self
        while env is not None:
            if name in env:
                return env
            env = env.outer
        raise LispError(f"undefined: {name}")


class Lambda:
    def __init__(self, names, body, env):
        self.names, self.body, self.env = names, body, env

    def __call__(self, *args):
        return evaluate(self.body, Env(self.names, args, self.env))


def show(value):
    match value:
        case True:
            return "#t"
        case False:
            return "#f"
        case Symbol():
            return str(value)
        case str():
            return '"' + value.replace('"', '\\"') + '"'
        case list():
            return "(" + " ".join(map(show, value)) + ")"
        case None:
            return ""
        case Lambda():
            return "#<lambda>"
    return str(value)


def evaluate(x, env):
    while True:
        if isinstance(x, Symbol):
            return env.find(x)[x]
        if not isinstance(x, list):
            return x
        match x:
            case []:
                raise LispError("empty application")
            case ["quote", value]:
                return value
            case ["if", test, then, *rest]:
                x = then if evaluate(test, env) is not False else (rest[0] if rest else None)
            case ["define", [name, *params], *body]:
                env[name] = Lambda(params, [Symbol("begin"), *body], env)
                return None
            case ["define", name, value]:
                env[name] = evaluate(value, env)
                return None
            case ["set!", name, value]:
                env.find(name)[name] = evaluate(value, env)
                return None
            case ["lambda", params, *body]:
                return Lambda(params, [Symbol("begin"), *body], env)
            case ["let", bindings, *body]:
                values = [evaluate(value, env) for _, value in bindings]
                env = Env([name for name, _ in bindings], values, env)
                x = [Symbol("begin"), *body]
            case ["begin", *body, last]:
                for form in body:
                    evaluate(form, env)
                x = last
            case ["cond", *clauses]:
                for test, *body in clauses:
                    if test == "else" or evaluate(test, env) is not False:
                        x = [Symbol("begin"), *body]
                        break
                else:
                    return None
            case [operator, *operands]:
                function = evaluate(operator, env)
                args = [evaluate(operand, env) for operand in operands]
                if isinstance(function, Lambda):
                    x, env = function.body, Env(function.names, args, function.env)
                else:
                    try:
                        return function(*args)
                    except TypeError:
                        raise LispError(f"cannot apply {show(operator)} to {show(args)}") from None


def fold(function, unit):
    def run(*args):
        result = unit
        for i, arg in enumerate(args):
            result = arg if i == 0 and unit is None else function(result, arg)
        return result

    return run


GLOBAL = Env()
GLOBAL.update({
    "+": fold(op.add, 0), "*": fold(op.mul, 1), "-": lambda a, *b: a - sum(b) if b else -a, "/": op.truediv,
    "<": op.lt, ">": op.gt, "<=": op.le, ">=": op.ge, "=": op.eq, "equal?": op.eq, "not": lambda x: x is False,
    "car": lambda x: x[0], "cdr": lambda x: x[1:], "cons": lambda a, b: [a, *b], "list": lambda *a: list(a),
    "null?": lambda x: x == [], "length": len, "append": fold(op.add, []), "map": lambda f, x: list(map(f, x)),
    "apply": lambda f, x: f(*x), "modulo": op.mod, "quotient": op.floordiv, "sqrt": math.sqrt, "abs": abs,
    "display": lambda x: print(x if isinstance(x, str) else show(x)), "max": max, "min": min, "expt": op.pow,
})

PROGRAM = r"""
; arithmetic and recursion
(define (fact n) (if (= n 0) 1 (* n (fact (- n 1)))))
(fact 25)
(define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc n))))
(loop 5000 0)
(map (lambda (x) (* x x)) '(1 2 3 4))
(define (compose f g) (lambda (x) (f (g x))))
((compose (lambda (x) (* 2 x)) abs) -21)
(define counter (let ((n 0)) (lambda () (set! n (+ n 1)) n)))
(begin (counter) (counter) (counter))
(define (filter p xs) (cond ((null? xs) '()) ((p (car xs)) (cons (car xs) (filter p (cdr xs)))) (else (filter p (cdr xs)))))
(filter (lambda (x) (= 0 (modulo x 3))) '(1 2 3 4 5 6 7 8 9))
(define (quicksort l)
  (if (null? l) l
    (let ((p (car l)) (r (cdr l)))
      (append (quicksort (filter (lambda (x) (< x p)) r)) (list p) (quicksort (filter (lambda (x) (>= x p)) r))))))
(quicksort '(3 1 4 1 5 9 2 6 5 3 5))
(define varargs (lambda args (length args)))
(list (varargs) (varargs 1 2 3) "a \"string\"" #t #f 1.5 'sym)
(display "done")
(undefined-thing 1)
(car)
((lambda (a b) a) 1)
"""

for form in parse(PROGRAM):
    try:
        result = evaluate(form, GLOBAL)
    except LispError as error:
        print("error:", error)
    else:
        if result is not None:
            print(show(form)[:50].ljust(52), "=>", show(result))
for broken in ["(1 2", ")", "'"]:
    try:
        parse(broken)
    except LispError as error:
        print(f"{broken!r}: {error}")
