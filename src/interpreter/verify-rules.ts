/**
 * What each instruction demands of the operand stack and leaves on it, for the verifier (verify.ts).
 *
 * A kind is a set of bits: what a slot may hold. An input is acceptable when its kind is a subset of the demanded one. Rules are
 * written "inputs -- outputs", bottom first, in the letters below; `…` before "--" stands for ordinary values, as many as the
 * instruction takes. Instructions without a rule take and leave ordinary values. Those in verify.ts's switch have none either.
 */
import { CMP_OP, COMMON_CONSTANTS, NB_OPS, SPECIAL_METHODS } from "../bytecode/opargs.ts";
import { OPCODE, OPCODE_COUNT, type OpcodeName } from "../bytecode/opcodes.ts";

export const KIND = {
  NULL: 1,
  OTHER: 1 << 1,
  LIST: 1 << 2,
  SET: 1 << 3,
  DICT: 1 << 4,
  TUPLE: 1 << 5,
  /** A tuple of cells. */
  CLOSURE: 1 << 6,
  /** A tuple of strings. */
  NAMES: 1 << 7,
  CODE: 1 << 8,
  /** Code with free variables. */
  OPEN_CODE: 1 << 9,
  FUNCTION: 1 << 10,
  /** A function whose free variables have no cells yet: not to be let out. */
  OPEN_FUNCTION: 1 << 11,
  EXCEPTION: 1 << 12,
  NONE: 1 << 13,
  CELL: 1 << 14,
  /** What was being handled before: an exception or None, to be put back. */
  PREVIOUS: 1 << 15,
} as const;

export const ANY_TUPLE = KIND.TUPLE | KIND.CLOSURE | KIND.NAMES;
export const ANY_FUNCTION = KIND.FUNCTION | KIND.OPEN_FUNCTION;
/** Every Python value that code may do anything with. */
export const VALUE = 0xffff & ~KIND.NULL & ~KIND.OPEN_FUNCTION;
export const VALUE_OR_NULL = VALUE | KIND.NULL;

const LETTERS: Readonly<Record<string, number>> = {
  v: VALUE,
  "?": VALUE_OR_NULL,
  "0": KIND.NULL,
  l: KIND.LIST,
  s: KIND.SET,
  d: KIND.DICT,
  D: KIND.DICT | KIND.NULL,
  t: ANY_TUPLE,
  T: KIND.TUPLE,
  n: KIND.NAMES,
  e: KIND.EXCEPTION,
  p: KIND.EXCEPTION | KIND.NONE,
  r: KIND.PREVIOUS,
};

const RULES: Partial<Record<OpcodeName, string>> = {
  POP_TOP: "? --",
  POP_ITER: "? --",
  END_FOR: "? --",
  END_SEND: "? v -- v",
  PUSH_NULL: "-- 0",
  BUILD_LIST: "… -- l",
  BUILD_SET: "… -- s",
  BUILD_MAP: "… -- d",
  LOAD_GLOBAL: "-- v 0",
  LOAD_ATTR: "v -- v ?",
  LOAD_SUPER_ATTR: "v v v -- v ?",
  LOAD_SPECIAL: "v -- v ?",
  CALL: "v ? … -- v",
  CALL_KW: "v ? … n -- v",
  CALL_FUNCTION_EX: "v ? v D -- v",
  PUSH_EXC_INFO: "e -- r e",
  POP_EXCEPT: "r --",
  CHECK_EXC_MATCH: "e v -- e v",
  CHECK_EG_MATCH: "p v -- p p",
  CLEANUP_THROW: "v v e -- v v",
  END_ASYNC_FOR: "v e --",
  MATCH_CLASS: "v v n -- v",
  MATCH_KEYS: "v t -- v T v",
  BUILD_TEMPLATE: "t t -- v",
};

/** The least argument that is too big, where not every argument means something. */
const ARGUMENT_LIMITS: Partial<Record<OpcodeName, number>> = {
  BINARY_OP: NB_OPS.length,
  COMPARE_OP: CMP_OP.length << 5,
  LOAD_COMMON_CONSTANT: COMMON_CONSTANTS.length,
  LOAD_SPECIAL: SPECIAL_METHODS.length,
  CONVERT_VALUE: 4,
  BUILD_INTERPOLATION: 16,
  RAISE_VARARGS: 3,
  RERAISE: 3,
  BUILD_SLICE: 4,
  YIELD_VALUE: 2,
};

/** And the least argument that means something. */
const ARGUMENT_MINIMA: Partial<Record<OpcodeName, number>> = { BUILD_SLICE: 2, CONVERT_VALUE: 1, COPY: 1, SWAP: 1 };

/** No code object contains them. */
const FORBIDDEN: readonly OpcodeName[] = ["RESERVED", "INTERPRETER_EXIT", "EXIT_INIT_CHECK", "ENTER_EXECUTOR"];

export interface Rule {
  /** Demands on the inputs; null: ordinary values. `repeat` is the place of the one that stands for many, or -1. */
  readonly inputs: readonly number[] | null;
  readonly repeat: number;
  /** What is left; null: ordinary values of unknown type. */
  readonly outputs: readonly number[] | null;
}

const ORDINARY: Rule = { inputs: null, repeat: -1, outputs: null };

function parseRule(text: string): Rule {
  const [before, after] = text.split("--");
  const letters = before.trim() === "" ? [] : before.trim().split(" ");
  const repeat = letters.indexOf("…");
  const inputs = letters.length === 1 && repeat === 0 ? null : letters.map((letter) => LETTERS[letter] ?? VALUE);
  const left = after.trim() === "" ? [] : after.trim().split(" ");
  // Of what is demanded, "any value" says nothing about what a value is.
  const outputs = left.map((letter) => {
    const kind = LETTERS[letter];
    return (kind & VALUE) === VALUE ? (kind & KIND.NULL) | KIND.OTHER : kind;
  });
  return { inputs, repeat, outputs };
}

export interface RuleTables {
  readonly rules: readonly Rule[];
  readonly limits: Float64Array;
  readonly minima: Uint8Array;
}

let tables: RuleTables | null = null;

/** The rules by opcode, made on first use. */
export function ruleTables(): RuleTables {
  if (tables !== null) return tables;
  const rules: Rule[] = new Array(OPCODE_COUNT).fill(ORDINARY);
  const limits = new Float64Array(OPCODE_COUNT).fill(Number.POSITIVE_INFINITY);
  const minima = new Uint8Array(OPCODE_COUNT);
  for (const [name, text] of Object.entries(RULES)) rules[OPCODE[name as OpcodeName]] = parseRule(text);
  for (const [name, limit] of Object.entries(ARGUMENT_LIMITS)) limits[OPCODE[name as OpcodeName]] = limit;
  for (const [name, least] of Object.entries(ARGUMENT_MINIMA)) minima[OPCODE[name as OpcodeName]] = least;
  for (const name of FORBIDDEN) limits[OPCODE[name]] = 0;
  tables = { rules, limits, minima };
  return tables;
}

/** The demand on input number `i` of `count`. */
export function demandOf(rule: Rule, i: number, count: number): number {
  const { inputs, repeat } = rule;
  if (inputs === null) return VALUE;
  if (repeat < 0 || i < repeat) return inputs[i];
  const behind = inputs.length - repeat - 1;
  return i >= count - behind ? inputs[inputs.length - (count - i)] : VALUE;
}
