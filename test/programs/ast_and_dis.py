"""ast, dis, symtable and code objects: parsing, transforming, unparsing, compiling, looking inside."""

import ast
import dis
import io
import symtable
import types

SOURCE = """
def area(r: float, *, pi=3.14) -> float:
    '''Area of a circle.'''
    return pi * r ** 2 if r > 0 else (0,)[0]

class C[T](Base, metaclass=M):
    x: int = 5
    @property
    async def f(self): return [i async for i in self if not i]

with open(f"{x!r:>{w}}") as f, g() as (a, b):
    match f:
        case {"k": [1, *_]} | C(y=2) if (n := 3): pass
try: raise X from None
except* (A, B) as e: del e.x[1:2, ...]
"""
tree = ast.parse(SOURCE)
print(ast.unparse(tree))
print(ast.dump(tree.body[0], indent=1)[:700])
print([type(n).__name__ for n in ast.walk(ast.parse("a = b + 1 if c else -d"))])


class Fold(ast.NodeTransformer):
    def visit_BinOp(self, node):
        self.generic_visit(node)
        match node:
            case ast.BinOp(ast.Constant(a), op, ast.Constant(b)):
                value = eval(compile(ast.fix_missing_locations(ast.Expression(node)), "<fold>", "eval"))
                return ast.copy_location(ast.Constant(value), node)
        return node

    def visit_Name(self, node):
        return ast.Name(node.id.upper(), node.ctx) if isinstance(node.ctx, ast.Load) else node


folded = Fold().visit(ast.parse("y = x + 2 * 3 + (4 - 1) * z"))
print(ast.unparse(folded))


class Counter(ast.NodeVisitor):
    def __init__(self):
        self.names = []

    def visit_FunctionDef(self, node):
        self.names.append((node.name, node.lineno, node.end_lineno, ast.get_docstring(node)))
        self.generic_visit(node)

    visit_AsyncFunctionDef = visit_FunctionDef


counter = Counter()
counter.visit(tree)
print(counter.names, ast.get_source_segment(SOURCE, tree.body[0].body[1].value)[:20])
print(ast.literal_eval("{'a': [1, -2.5, (None, True)], b'x': {1, 2}}"), ast.dump(ast.parse("1 + 2j", mode="eval")), ast.dump(ast.Constant(5)), ast.unparse(ast.parse("f'{a!r}{b:>{c}}'")), ast.unparse(ast.parse("lambda *a, b=1, **c: (yield)")))
for bad in ["f()", "__import__('os')", "1 +", "a", "[x for x in y]"]:
    try:
        ast.literal_eval(bad)
    except (ValueError, SyntaxError) as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])


def sample(a, b=2, *rest, key, **kw):
    total = 0
    for item in rest:
        if item > a:
            total += item
    return [total, lambda: a + b, f"{key}"]


out = io.StringIO()
dis.dis(compile("x = [i * 2 for i in y if i]\nprint(x, sep='-')", "<s>", "exec"), file=out, depth=0)
print(out.getvalue())
print([(i.opname, i.argrepr) for i in dis.get_instructions(compile("a.b(c, d=1)[2:3] += not e", "<s>", "exec") if False else compile("v = a.b(c, d=1)[2:3]", "<s>", "exec"))])
code = sample.__code__
print(code.co_argcount, code.co_kwonlyargcount, code.co_varnames, code.co_cellvars, code.co_freevars, code.co_names, code.co_consts[:1], code.co_flags & 12, code.co_name, code.co_qualname, code.co_nlocals, dis.COMPILER_FLAG_NAMES[4])
print([type(c).__name__ for c in code.co_consts], list(code.co_lines())[0][2] == code.co_firstlineno, len(list(code.co_positions())) * 2 == len(code.co_code), dis.stack_effect(dis.opmap["POP_TOP"]))
clone = types.FunctionType(code.replace(co_name="renamed"), {"__builtins__": __builtins__}, closure=None, argdefs=(7,))
print(clone.__name__, clone(1, key=2)[0], code == sample.__code__, hash(code) == hash(sample.__code__))
table = symtable.symtable("def f(a):\n    global g\n    b = a\n    def h(): return b\n    return h\nclass K: x = 1", "<t>", "exec")
children = {child.get_name(): child for child in table.get_children()}
f = children["f"]
h = next(child for child in f.get_children() if child.get_name() == "h")
print(sorted(table.get_identifiers()), f.get_parameters(), f.get_locals(), f.get_globals(), f.lookup("b").is_local(), h.get_frees(), children["K"].get_type().name, sorted(children))
for source, mode in [("1 + 1", "eval"), ("x = 1", "single"), ("5", "single")]:
    exec(compile(source, "<c>", mode))
for source in ["def f(:", "x = = 1", "return", "f(a=1, a=2)", "def f(a, a): pass", "for", "'abc", "(1", "1 = x", "x + 1 = 2", "break", "  x", "if x:\ny", "class C: return 1", "nonlocal x", "await x", "print 'x'", "a b", "f(**k, *a)", "import a.b as", "0777", "1__0", "f'{x'", "lambda x: = 1", "try: pass", "global x; x = 1; def", "del f()", "x: int: str", "[a for a in b, c]", "with a as 1: pass", "async x", "else: pass", "\\", "é€ = $", "def f():\n\tx\n        y"]:
    try:
        compile(source, "<bad>", "exec")
        print("fine", repr(source))
    except SyntaxError as error:
        print(f"{source!r:26} {type(error).__name__}: {error.msg} ({error.lineno}, {error.offset}, {error.end_offset})")
