/** The verifier: it accepts all code that a compiler makes, and refuses what could hurt the interpreter. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Python } from "../../../src/apps/embed/node.ts";
import { CodeUnit } from "../../../src/bytecode/codeunit.ts";
import { loadConst } from "../../../src/bytecode/marshal.ts";
import { openArchive } from "../../../src/host/node/host.ts";
import { Executable } from "../../../src/interpreter/code.ts";
import { PyCode } from "../../../src/objects/code.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

// The first interpreter links the types.
before(() => void new Python());

function verifyAll(code: PyCode, faults: string[]): number {
  let count = 1;
  try {
    new Executable(code, code.unit, code.consts);
  } catch (caught) {
    faults.push(`${String(code.filename)}: ${String((caught as { args?: { items: unknown[] } }).args?.items[0])}`);
  }
  for (const item of code.consts) if (item instanceof PyCode) count += verifyAll(item, faults);
  return count;
}

test("all code of the library is accepted", () => {
  const archive = openArchive(join(ROOT, "dist/lib.taipan"));
  const faults: string[] = [];
  let count = 0;
  const visit = (folder: string): void => {
    for (const name of archive.list(folder) ?? []) {
      const path = folder === "" ? name : `${folder}/${name}`;
      if (archive.list(path) !== undefined) visit(path);
      else if (name.endsWith(".pyc")) {
        const unit = loadConst(archive.read(path)!, 16);
        assert.ok(unit instanceof CodeUnit);
        count += verifyAll(new PyCode(unit, undefined, false), faults);
      }
    }
  };
  visit("");
  assert.deepEqual(faults.slice(0, 10), []);
  assert.ok(count > 10_000);
});

/** Changes of a function's code, and the beginning of what is said about them. */
const REFUSED: readonly (readonly [string, string, string])[] = [
  ["stack underflow", "code(POP_TOP, 0, *END)", "at 2 POP_TOP: the stack underflows"],
  ["stack overflow", "code(*[LOAD_SMALL_INT, 1] * 9, *END)", "the stack overflows"],
  ["no end", "code(NOP, 0)", "the code runs off its end"],
  ["an unbound variable", "code(LOAD_FAST, 1, RETURN_VALUE, 0)", "a variable may be unbound"],
  ["a variable that is no cell", "code(LOAD_DEREF, 0, RETURN_VALUE, 0)", "a variable has the wrong type"],
  ["a cell made of no cell variable", "code(MAKE_CELL, 0, *END)", "the variable is no cell"],
  ["NULL as an operand", "code(PUSH_NULL, 0, RETURN_VALUE, 0)", "an operand has the wrong type"],
  ["appending to an int", "code(LOAD_SMALL_INT, 1, LOAD_SMALL_INT, 1, LIST_APPEND, 1, *END)", "wrong type"],
  ["a function of a constant", "code(LOAD_SMALL_INT, 1, MAKE_FUNCTION, 0, RETURN_VALUE, 0)", "wrong type"],
  ["yield outside of a generator", "code(LOAD_SMALL_INT, 1, YIELD_VALUE, 0, *END)", "no generator has been made"],
  [
    "different depths",
    "code(LOAD_SMALL_INT, 1, COPY, 1, POP_JUMP_IF_NONE, 1, 0, 0, POP_TOP, 0, *END)",
    "different depths",
  ],
  [
    "an exception that stays handled",
    "code(LOAD_FAST, 0, LOAD_FAST, 0, BINARY_OP, 0, *[0] * 10, RETURN_VALUE, 0, PUSH_EXC_INFO, 0, POP_TOP, 0, POP_TOP, 0, *END, table=bytes([0x83, 6, 10, 0]))",
    "is handled without guard",
  ],
  [
    "an unknown operator",
    "code(LOAD_FAST, 0, LOAD_FAST, 0, BINARY_OP, 99, *[0] * 10, RETURN_VALUE, 0)",
    "out of range",
  ],
  ["an instrumented instruction", "code(254, 0, *END)", "unknown opcode 254"],
  ["a handler that guards itself", "code(NOP, 0, *END, table=bytes([0x80, 3, 1, 0]))", "malformed exception table"],
];

/** Instructions that the verifier lets pass and whose operands no compiler makes. */
const WRONG_OPERANDS: readonly (readonly [string, string, string])[] = [
  ["the default of an int", "code(*TWO, CALL_INTRINSIC_2, 5, RETURN_VALUE, 0)", "Expected a type param, got 1"],
  ["a type variable named 1", "code(*TWO, CALL_INTRINSIC_2, 2, RETURN_VALUE, 0)", "bad argument to internal function"],
  ["a type alias of an int", "code(*TWO, CALL_INTRINSIC_1, 11, RETURN_VALUE, 0)", "bad argument to internal function"],
];

test("what could hurt is refused at the first run", async (t) => {
  const python = new Python();
  python.run(`
from opcode import opmap
globals().update(opmap)
END = LOAD_SMALL_INT, 1, RETURN_VALUE, 0
TWO = LOAD_SMALL_INT, 1, LOAD_SMALL_INT, 2
def function(a):
    b = a
    return b + b
def code(*units, table=b""):
    function.__code__ = function.__code__.replace(co_code=bytes([RESUME, 0, *units]), co_exceptiontable=table, co_stacksize=4)
    try:
        return function(1)
    except (SystemError, TypeError) as error:
        return str(error)
`);
  assert.equal(python.run("code(*END)"), 1);
  for (const [name, source, expected] of [...REFUSED, ...WRONG_OPERANDS]) {
    await t.test(name, () => {
      const answer = String(python.run(source));
      assert.ok(answer.includes(expected), answer);
    });
  }
  assert.equal(python.run("code(*END)"), 1);
});
