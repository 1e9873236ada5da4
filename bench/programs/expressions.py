"""A calculator: tokenizer, recursive-descent parser, syntax tree, evaluation by visitors, symbolic derivative."""

SIZE = 600


class Number:
    def __init__(self, value):
        self.value = value


class Name:
    def __init__(self, name):
        self.name = name


class Binary:
    def __init__(self, operator, left, right):
        self.operator = operator
        self.left = left
        self.right = right


class Parser:
    def __init__(self, text):
        self.tokens = list(self.tokenize(text))
        self.at = 0

    def tokenize(self, text):
        i = 0
        while i < len(text):
            c = text[i]
            if c.isdigit():
                start = i
                while i < len(text) and text[i].isdigit():
                    i += 1
                yield ("number", int(text[start:i]))
            elif c.isalpha():
                start = i
                while i < len(text) and text[i].isalnum():
                    i += 1
                yield ("name", text[start:i])
            else:
                if c != " ":
                    yield ("op", c)
                i += 1
        yield ("end", None)

    def accept(self, *operators):
        kind, value = self.tokens[self.at]
        if kind == "op" and value in operators:
            self.at += 1
            return value
        return None

    def sum(self):
        left = self.product()
        while operator := self.accept("+", "-"):
            left = Binary(operator, left, self.product())
        return left

    def product(self):
        left = self.atom()
        while operator := self.accept("*"):
            left = Binary(operator, left, self.atom())
        return left

    def atom(self):
        kind, value = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            return Number(value)
        if kind == "name":
            return Name(value)
        inner = self.sum()
        self.accept(")")
        return inner


class Visitor:
    def visit(self, node):
        return getattr(self, "visit_" + type(node).__name__)(node)


class Evaluator(Visitor):
    def __init__(self, names):
        self.names = names

    def visit_Number(self, node):
        return node.value

    def visit_Name(self, node):
        return self.names[node.name]

    def visit_Binary(self, node):
        left = self.visit(node.left)
        right = self.visit(node.right)
        if node.operator == "+":
            return left + right
        return left - right if node.operator == "-" else left * right


class Derivative(Visitor):
    def visit_Number(self, node):
        return Number(0)

    def visit_Name(self, node):
        return Number(1 if node.name == "x" else 0)

    def visit_Binary(self, node):
        left, right = self.visit(node.left), self.visit(node.right)
        if node.operator != "*":
            return Binary(node.operator, left, right)
        return Binary("+", Binary("*", left, node.right), Binary("*", node.left, right))


def main(n):
    total = 0
    for i in range(n):
        tree = Parser(f"(x + {i}) * (y - 3 * x) + x * x * (x - {i} * y) - 42").sum()
        evaluator = Evaluator({"x": i, "y": 2})
        total += evaluator.visit(tree) + evaluator.visit(Derivative().visit(tree))
    return total
