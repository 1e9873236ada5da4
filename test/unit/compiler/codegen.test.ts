import assert from "node:assert/strict";
import { test } from "node:test";
import { opname } from "../../../src/bytecode/opcodes.ts";
import { compile, instructionsOf } from "../../../src/compiler/compile.ts";
import type { InstructionSequence } from "../../../src/compiler/instruction-sequence.ts";
import { SourceError, SourceFailure } from "../../../src/parser/errors.ts";
import { type ParseMode, parse } from "../../../src/parser/parse.ts";

const options = { filename: "t", flags: 0, optimize: 0, warn: () => true };

function sequence(source: string, mode: ParseMode = "exec"): InstructionSequence {
  return instructionsOf(parse(source, { filename: "t", mode }), options).instrs;
}

/** Instructions with their arguments, without the module's first two and last two. */
function body(seq: InstructionSequence): string[] {
  const lines = seq.instrs.map((instr) => `${opname[instr.opcode]} ${instr.oparg}`);
  assert.deepEqual(lines.slice(0, 2), ["RESUME 0", "ANNOTATIONS_PLACEHOLDER 0"]);
  assert.deepEqual(lines.at(-1), "RETURN_VALUE 0");
  return lines.slice(2, -2);
}

test("jumps are indices of instructions", () => {
  assert.deepEqual(body(sequence("while a: b")), [
    "LOAD_NAME 0",
    "TO_BOOL 0",
    "POP_JUMP_IF_FALSE 8",
    "LOAD_NAME 1",
    "POP_TOP 0",
    "JUMP 2",
  ]);
});

test("a chained comparison keeps the middle operand", () => {
  assert.deepEqual(body(sequence("a < b < c")), [
    "LOAD_NAME 0",
    "LOAD_NAME 1",
    "SWAP 2",
    "COPY 2",
    "COMPARE_OP 2",
    "COPY 1",
    "TO_BOOL 0",
    "POP_JUMP_IF_FALSE 14",
    "POP_TOP 0",
    "LOAD_NAME 2",
    "COMPARE_OP 2",
    "JUMP_NO_INTERRUPT 16",
    "SWAP 2",
    "POP_TOP 0",
    "POP_TOP 0",
  ]);
});

test("nested units and annotations have sequences of their own", () => {
  const seq = sequence("x: int\ndef f(): return 1\n");
  assert.equal(seq.nested?.length, 1);
  assert.equal(seq.annotationsCode?.nested?.length, 1);
});

test("constants are one when they are equal, of one type and of one sign", () => {
  const source = "1; x = (1, 1.0, True, 0.0, -0.0, 1), (1, 1.0), ('a', b'a', 1j, 'a'), (1, 2.5), (1, 2.5)";
  const { metadata } = instructionsOf(parse(source, { filename: "t", mode: "exec" }), options);
  const { list } = metadata.consts;
  const nameOf = (value: unknown) => (typeof value === "object" && value !== null ? value.constructor.name : value);
  // 1.0 and 0.0 and 2.5 are constants of their own; -0.0 is an operation until the flow graph folds it.
  assert.deepEqual(list.map(nameOf), [
    1,
    "ConstFloat",
    true,
    "ConstFloat",
    "a",
    "ConstBytes",
    "ConstComplex",
    "ConstFloat",
    null,
  ]);
});

test("what is too deep is a RecursionError, long chains are not deep", () => {
  const run = (source: string) => compile(parse(source, { filename: "t", mode: "exec" }), options);
  run(`if a: b\n${"elif a: b\n".repeat(4000)}`);
  run(`x = a${" + a".repeat(4000)}`);
  assert.throws(
    () => run(`x${".a".repeat(100_000)}`),
    (error) => error instanceof SourceFailure && error.type === "RecursionError",
  );
});

test("a warning that the filter makes an error is a SyntaxError at its place", () => {
  const warned: unknown[] = [];
  const tree = () => parse("x = [1, 2 (3, 4)]", { filename: "t", mode: "exec" });
  compile(tree(), { ...options, warn: (...args) => warned.push(args) > 0 });
  const msg = "'int' object is not callable; perhaps you missed a comma?";
  assert.deepEqual(warned, [["SyntaxWarning", msg, "t", 1]]);
  assert.throws(
    () => compile(tree(), { ...options, warn: () => false }),
    (error) => error instanceof SourceError && error.msg === msg && error.offset === 9 && error.endOffset === 10,
  );
});
