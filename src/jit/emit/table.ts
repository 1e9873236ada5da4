/** All instructions that compiled code knows. Any other is left to the interpreter, where the activation then goes on. */
import { WARMUP } from "../../interpreter/code.ts";
import { GENERIC } from "../../interpreter/generated/tables.ts";
import type { Instruction } from "../cfg.ts";
import { ARITHMETIC } from "./arithmetic.ts";
import { ASYNC_FOR } from "./async-for.ts";
import { ATTRIBUTES } from "./attributes.ts";
import { CALLS } from "./calls.ts";
import { COMPARE } from "./compare.ts";
import { CONTAINERS } from "./containers.ts";
import { CONTROL } from "./control.ts";
import { DEFINED } from "./defined.ts";
import type { Emitter } from "./emitter.ts";
import { EXCEPTIONS } from "./exceptions.ts";
import { FORMAT } from "./format.ts";
import { GENERATORS } from "./generators.ts";
import { IMPORTS } from "./imports.ts";
import { ITERATION } from "./iteration.ts";
import { MEMBERSHIP } from "./membership.ts";
import { NAMES } from "./names.ts";
import { SLICES } from "./slices.ts";
import { STACK } from "./stack.ts";
import { STORES } from "./stores.ts";
import { SUBSCRIPT } from "./subscript.ts";

/** Writes an instruction and does to the emitter's state what the instruction does. */
export type Emit = (e: Emitter, instruction: Instruction) => void;

let table: Map<number, Emit> | null = null;

/** By generic opcode. */
export function emitters(): Map<number, Emit> {
  table ??= new Map([
    ...DEFINED,
    ...STACK,
    ...ARITHMETIC,
    ...SUBSCRIPT,
    ...SLICES,
    ...COMPARE,
    ...MEMBERSHIP,
    ...ATTRIBUTES,
    ...STORES,
    ...NAMES,
    ...IMPORTS,
    ...CALLS,
    ...ITERATION,
    ...CONTAINERS,
    ...CONTROL,
    ...EXCEPTIONS,
    ...GENERATORS,
    ...ASYNC_FOR,
    ...FORMAT,
  ]);
  return table;
}

/** Instructions at which compiled code ends. */
export function leaves(generic: number): boolean {
  return !emitters().has(generic);
}

/** Why code is left before such an instruction. */
export const NEVER_RAN = "never ran";

/** Whether an adaptive instruction has never run: then it is not expected to. */
export function isCold(e: Emitter): boolean {
  const { unit, instruction } = e;
  const { code, policy } = unit;
  if (!policy.speculateCold || e.generic) return false;
  const { index, op } = instruction;
  return op === GENERIC[op] && code.counters[index] === WARMUP;
}
