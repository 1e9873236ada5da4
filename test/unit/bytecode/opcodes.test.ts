import assert from "node:assert/strict";
import { test } from "node:test";
import { CMP, compareOparg, INTRINSIC_1, INTRINSIC_1_NAMES, NB, NB_OPS } from "../../../src/bytecode/opargs.ts";
import {
  HAS_ARG_FLAG,
  HAVE_ARGUMENT,
  MAX_REAL_OPCODE,
  OPCODE,
  opcodeCaches,
  opcodeDeopt,
  opcodeFlags,
  opcodeValid,
  opname,
  stackEffect,
} from "../../../src/bytecode/opcodes.ts";

test("base instructions above HAVE_ARGUMENT, and only they, take an argument", () => {
  for (let op = 0; op <= OPCODE.YIELD_VALUE; op++) {
    if (opcodeValid[op] === 0 || opcodeDeopt[op] !== op) continue;
    assert.equal((opcodeFlags[op] & HAS_ARG_FLAG) !== 0, op > HAVE_ARGUMENT, opname[op]);
  }
});

test("specialized and instrumented forms have their base's caches", () => {
  for (let op = 0; op <= MAX_REAL_OPCODE; op++)
    assert.equal(opcodeCaches[op], opcodeCaches[opcodeDeopt[op]], opname[op]);
  assert.equal(opcodeDeopt[OPCODE.LOAD_ATTR_SLOT], OPCODE.LOAD_ATTR);
  assert.equal(opcodeDeopt[OPCODE.INSTRUMENTED_CALL_KW], OPCODE.CALL_KW);
  assert.equal(opcodeCaches[OPCODE.LOAD_ATTR], 9);
});

test("stack effects depend on argument and jump", () => {
  assert.equal(stackEffect(OPCODE.CALL, 3, false), -4);
  assert.equal(stackEffect(OPCODE.LOAD_GLOBAL, 5, false), 2);
  assert.equal(stackEffect(OPCODE.UNPACK_EX, 0x102, false), 3);
  assert.equal(stackEffect(OPCODE.BUILD_MAP, 2, false), -3);
  assert.equal(stackEffect(OPCODE.SETUP_CLEANUP, 0, false), 0);
  assert.equal(stackEffect(OPCODE.SETUP_CLEANUP, 0, true), 2);
});

test("argument tables agree with their numbers", () => {
  assert.equal(NB_OPS[NB.SUBSCR][0], "NB_SUBSCR");
  assert.equal(NB_OPS[NB.POWER + NB.INPLACE][1], "**=");
  assert.equal(INTRINSIC_1_NAMES[INTRINSIC_1.TYPEALIAS], "INTRINSIC_TYPEALIAS");
  assert.equal(compareOparg(CMP.NE), 103);
});
