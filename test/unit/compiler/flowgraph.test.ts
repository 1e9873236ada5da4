/** The optimizer's passes as lists in and lists out: `LOAD_CONST 0 @2` is an instruction, its argument and line. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Const, ConstFloat, ConstTuple } from "../../../src/bytecode/constants.ts";
import { NB } from "../../../src/bytecode/opargs.ts";
import { OPCODE, type OpcodeName, opname } from "../../../src/bytecode/opcodes.ts";
import { ConstCache } from "../../../src/compiler/const-cache.ts";
import { cfgFromInstructionSequence, cfgToInstructionSequence } from "../../../src/compiler/flowgraph/cfg.ts";
import { evalBinary } from "../../../src/compiler/flowgraph/const-ops.ts";
import { optimizeLoadFast } from "../../../src/compiler/flowgraph/load-fast.ts";
import { optimizeCodeUnit } from "../../../src/compiler/flowgraph/optimize.ts";
import { normalizeJumps } from "../../../src/compiler/flowgraph/pseudo.ts";
import { calculateStackdepth } from "../../../src/compiler/flowgraph/stackdepth.ts";
import { InstructionSequence, Location } from "../../../src/compiler/instruction-sequence.ts";

/** Optimizes a listing; jump arguments are the indices of their targets, before and after. */
function optimize(listing: string, consts: Const[] = [], nlocals = 0, normalize = false): string {
  const seq = new InstructionSequence();
  for (const line of listing.trim().split("\n")) {
    const [name, arg, at] = line.trim().split(/ +/);
    const lineno = Number((at ?? "@1").slice(1));
    seq.addop(OPCODE[name as OpcodeName], Number(arg ?? 0), new Location(lineno, lineno, 0, 0));
  }
  const entry = cfgFromInstructionSequence(seq);
  optimizeCodeUnit(entry, consts, new ConstCache(), nlocals, 0);
  calculateStackdepth(entry);
  if (normalize) normalizeJumps(entry);
  optimizeLoadFast(entry);
  const out = new InstructionSequence();
  cfgToInstructionSequence(entry, out);
  return out.instrs.map((instr) => `${opname[instr.opcode]} ${instr.oparg}`).join("\n");
}

const lines = (...text: string[]): string => text.join("\n");

test("operators on constants are folded, and what they leave unused is dropped", () => {
  const consts: Const[] = ["doc", 1000, 3];
  const folded = optimize(lines("LOAD_CONST 1", "LOAD_CONST 2", `BINARY_OP ${NB.MULTIPLY}`, "RETURN_VALUE"), consts);
  assert.equal(folded, lines("LOAD_CONST 1", "RETURN_VALUE 0"));
  assert.deepEqual(consts, ["doc", 3000]);
});

test("small ints need no constant", () => {
  const folded = optimize(lines("LOAD_CONST 0", "LOAD_CONST 0", `BINARY_OP ${NB.ADD}`, "RETURN_VALUE"), [127]);
  assert.equal(folded, lines("LOAD_SMALL_INT 254", "RETURN_VALUE 0"));
});

test("a list that is only iterated becomes a constant tuple, another is extended from one", () => {
  const consts: Const[] = ["a", "b", "c"];
  const build = lines("LOAD_CONST 0", "LOAD_CONST 1", "LOAD_CONST 2", "BUILD_LIST 3");
  assert.equal(optimize(lines(build, "GET_ITER", "RETURN_VALUE"), consts), "LOAD_CONST 1\nGET_ITER 0\nRETURN_VALUE 0");
  assert.deepEqual(consts[1], new ConstTuple(["a", "b", "c"]));
  const extended = optimize(lines(build, "RETURN_VALUE"), ["a", "b", "c"]);
  assert.equal(extended, lines("BUILD_LIST 0", "LOAD_CONST 1", "LIST_EXTEND 1", "RETURN_VALUE 0"));
});

test("swaps before stores become a different order of stores", () => {
  const swapped = optimize(
    lines("LOAD_NAME 0", "LOAD_NAME 1", "SWAP 2", "STORE_FAST 0", "STORE_FAST 1", "LOAD_CONST 0", "RETURN_VALUE"),
    [null],
    2,
  );
  assert.match(swapped, /^LOAD_NAME 0\nLOAD_NAME 1\nSTORE_FAST_STORE_FAST 16\n/);
});

test("a jump to a jump goes where that one goes", () => {
  const threaded = optimize(
    lines("LOAD_NAME 0", "TO_BOOL", "POP_JUMP_IF_FALSE 6", "LOAD_NAME 1", "POP_TOP", "JUMP 0", "JUMP 0 @2"),
  );
  assert.equal(
    threaded,
    lines("LOAD_NAME 0", "TO_BOOL 0", "POP_JUMP_IF_FALSE 0", "LOAD_NAME 1", "POP_TOP 0", "JUMP 0"),
  );
});

test("conditional jumps go forward only", () => {
  const normal = optimize(
    lines("LOAD_NAME 0", "TO_BOOL", "POP_JUMP_IF_FALSE 0", "LOAD_CONST 0", "RETURN_VALUE"),
    [null],
    0,
    true,
  );
  assert.equal(
    normal,
    lines("LOAD_NAME 0", "TO_BOOL 0", "POP_JUMP_IF_TRUE 5", "NOT_TAKEN 0", "JUMP 0", "LOAD_CONST 0", "RETURN_VALUE 0"),
  );
});

test("a load is checked where its local may be unbound, and borrowed where the local outlives it", () => {
  const loaded = optimize(
    lines("LOAD_NAME 0", "STORE_FAST 0 @2", "LOAD_FAST 0 @3", "LOAD_FAST 1 @3", "CALL 0 @3", "RETURN_VALUE 0 @4"),
    [],
    2,
  );
  assert.equal(
    loaded,
    lines("LOAD_NAME 0", "STORE_FAST 0", "LOAD_FAST_BORROW 0", "LOAD_FAST_CHECK 1", "CALL 0", "RETURN_VALUE 0"),
  );
  const kept = optimize(lines("LOAD_FAST 0", "LOAD_NAME 0 @2", "STORE_FAST 0 @3", "RETURN_VALUE 0 @4"), [], 1);
  assert.equal(kept, lines("LOAD_FAST_CHECK 0", "LOAD_NAME 0", "STORE_FAST 0", "RETURN_VALUE 0"));
});

test("a line that only a NOP stands for stays", () => {
  assert.equal(
    optimize(lines("NOP 0 @1", "LOAD_CONST 0 @2", "RETURN_VALUE 0 @2"), [null]),
    "NOP 0\nLOAD_CONST 0\nRETURN_VALUE 0",
  );
  assert.equal(
    optimize(lines("NOP 0 @2", "LOAD_CONST 0 @2", "RETURN_VALUE 0 @2"), [null]),
    "LOAD_CONST 0\nRETURN_VALUE 0",
  );
});

test("code that only exceptions reach goes to the end", () => {
  const moved = optimize(
    lines(
      "SETUP_FINALLY 4",
      "LOAD_NAME 0",
      "POP_BLOCK",
      "JUMP 7",
      "PUSH_EXC_INFO 0 @2",
      "POP_EXCEPT 0 @2",
      "RERAISE 0 @2",
      "RETURN_VALUE 0 @3",
    ),
    [],
  );
  assert.match(moved, /RETURN_VALUE 0\nPUSH_EXC_INFO 0\nPOP_EXCEPT 0\nRERAISE 0$/);
});

test("folding keeps CPython's limits", () => {
  assert.equal(evalBinary(2, NB.POWER, 64), 2n ** 64n);
  assert.equal(evalBinary(2, NB.POWER, 65), undefined);
  assert.equal(evalBinary(1, NB.LSHIFT, 127), 1n << 127n);
  assert.equal(evalBinary(1, NB.LSHIFT, 128), undefined);
  assert.equal(evalBinary("ab", NB.MULTIPLY, 2048), "ab".repeat(2048));
  assert.equal(evalBinary("ab", NB.MULTIPLY, 2049), undefined);
  assert.equal(evalBinary(new ConstTuple([1]), NB.MULTIPLY, 257), undefined);
  assert.equal(evalBinary("%s", NB.REMAINDER, 1), undefined);
  assert.equal(evalBinary(1, NB.FLOOR_DIVIDE, 0), undefined);
  assert.deepEqual(evalBinary(2, NB.POWER, -1), new ConstFloat(0.5));
  assert.equal(evalBinary(true, NB.AND, false), false);
});
