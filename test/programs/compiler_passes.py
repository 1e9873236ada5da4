# The compiler's passes one by one, through the module that CPython's own tests use for it.
import ast
import opcode
import types
import _testinternalcapi as internal

SOURCES = [
    "x = (1, 2)\nif x: y = [a for a in x]\nelse: del x",
    "def f(a, /, b, *, c=1):\n    'doc'\n    def g():\n        return a\n    return g",
    "for i in range(3):\n    try:\n        print(i)\n    except* ValueError as e:\n        raise",
    "with a as b, c:\n    lambda: (yield)",
    "class C[T](B):\n    x: int = 2 + 3",
    "match p:\n    case [1, *r] | {'k': r}: pass\n    case C(x=1): pass",
]


def show(sequence, indent=""):
    for op, *rest in sequence.get_instructions():
        print(indent, opcode.opname[op], *rest)
    for nested in sequence.get_nested():
        show(nested, indent + "    ")


for source in SOURCES:
    for optimize in 0, 2:
        sequence, metadata = internal.compiler_codegen(ast.parse(source), "file.py", optimize)
        print({k: metadata[k] for k in ("argcount", "posonlyargcount", "kwonlyargcount")})
        show(sequence)

instructions = [
    ("RESUME", 0), ("LOAD_CONST", 0), ("LOAD_CONST", 1), ("BINARY_OP", 0), ("POP_JUMP_IF_FALSE", 8),
    ("LOAD_CONST", 2), ("LOAD_CONST", 2), ("BUILD_TUPLE", 2), ("RETURN_VALUE", 0),
]
sequence = internal.new_instruction_sequence()
label = sequence.new_label()
for name, oparg in instructions[:-1]:
    sequence.addop(opcode.opmap[name], label if "JUMP" in name else oparg, 1, 1, 0, 5)
sequence.addop(opcode.opmap["RETURN_VALUE"], 0, 2, 2, 0, 5)
sequence.use_label(label)
sequence.addop(opcode.opmap["LOAD_CONST"], 3, 3, 3, 0, 5)
sequence.addop(opcode.opmap["RETURN_VALUE"], 0, 3, 3, 0, 5)
constants = [20, 22, "a", None, "unused"]
optimized = internal.optimize_cfg(sequence, constants, 0)
show(optimized)
print(constants)

metadata = {
    "name": "add", "qualname": "M.add", "consts": {2: 0}, "names": {}, "varnames": {"x": 0, "y": 1}, "cellvars": {},
    "freevars": {}, "fasthidden": {}, "argcount": 2, "posonlyargcount": 0, "kwonlyargcount": 0, "firstlineno": 1,
}
sequence = internal.new_instruction_sequence()
for name, oparg in [("RESUME", 0), ("LOAD_FAST", 0), ("LOAD_FAST", 1), ("BINARY_OP", 0), ("RETURN_VALUE", 0)]:
    sequence.addop(opcode.opmap[name], oparg, 1, 1, 0, 5)
code = internal.assemble_code_object("file.py", sequence, metadata)
print(code.co_qualname, code.co_varnames, code.co_consts, code.co_stacksize, code.co_code.hex(), list(code.co_positions()))
print(types.FunctionType(code, {})(3, 4))

for doc in "", " a\n   b\n  c\n", "\ta\n\t\tb", "one", "\n\n  x\n\n    y\n  ":
    print(repr(internal.compiler_cleandoc(doc)))


def closure(a, b=1, *args, c, **kwargs):
    d = len(a)

    def inner():
        return a, unknown, d.real

    return inner


def nothing(a):
    if a:
        return
    return None


print(internal.get_co_localskinds(closure.__code__))
print(internal.get_code_var_counts(closure))
print(internal.get_code_var_counts(closure.__code__.co_consts[0], globalsns={}, builtinsns={"unknown": 1}))
print(internal.code_returns_only_none(nothing.__code__), internal.code_returns_only_none(closure.__code__))
for subject in nothing, closure, (lambda: SOURCES), closure([], c=1):
    try:
        print(internal.verify_stateless_code(subject))
    except ValueError as e:
        print(e)
for call in (
    lambda: internal.optimize_cfg(1, [], 0),
    lambda: internal.code_returns_only_none(1),
    lambda: internal.get_code_var_counts(1),
    lambda: internal.get_code_var_counts(nothing, attrnames=()),
    lambda: internal.new_instruction_sequence().add_nested(1),
):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)
