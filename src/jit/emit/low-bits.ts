/**
 * Products of ints of which only low bits are wanted, as in `(a * b + c) & 0xFFFFFFFF`: generators of random numbers and hash functions are
 * made of them. The product is taken modulo 2**32 and never becomes a big int. What follows it is looked at first, because the value that
 * stands on the stack in between is not the real one: nothing may leave compiled code there.
 */
import { NB } from "../../bytecode/opargs.ts";
import { OP } from "../../interpreter/generated/tables.ts";
import type { Instruction } from "../cfg.ts";
import { LOW_BITS, NATURAL } from "../types.ts";
import type { Emitter, Val } from "./emitter.ts";
import { guardInt, isInt } from "./guards.ts";

const ALL_BITS = 0xffffffff;

export function isLowBits(val: Val): boolean {
  return val.type === LOW_BITS;
}

function isPlainInt(val: Val): boolean {
  return isInt(val) && !isLowBits(val);
}

function operatorOf({ generic, arg }: Instruction): number {
  if (generic !== OP.BINARY_OP) return -1;
  return arg >= NB.INPLACE ? arg - NB.INPLACE : arg;
}

/** The constant int that an instruction pushes. */
function constantOf(e: Emitter, { generic, arg }: Instruction): number | undefined {
  if (generic === OP.LOAD_SMALL_INT) return arg;
  const value = generic === OP.LOAD_CONST ? e.unit.code.consts[arg] : undefined;
  return typeof value === "number" ? value : undefined;
}

/** The bits that an operator with a constant leaves of any int; 0: it is not one that leaves bits of the lowest 32. */
function maskOf(operator: number, value: number | undefined): number {
  if (value === undefined) return 0;
  if (operator === NB.AND) return value > 0 && value <= ALL_BITS ? value : 0;
  const isPower = value > 0 && value <= ALL_BITS + 1 && Number.isInteger(Math.log2(value));
  return operator === NB.REMAINDER && isPower ? value - 1 : 0;
}

function isMasked(e: Emitter, load: Instruction | null): boolean {
  if (load?.next == null) return false;
  return maskOf(operatorOf(load.next), constantOf(e, load)) !== 0;
}

function isSum(instruction: Instruction): boolean {
  const operator = operatorOf(instruction);
  return operator === NB.ADD || operator === NB.SUBTRACT;
}

function isLocal({ generic }: Instruction): boolean {
  return generic === OP.LOAD_FAST || generic === OP.LOAD_FAST_BORROW;
}

/** Whether nothing but low bits is wanted of the product that the instruction makes. */
function wantsLowBits(e: Emitter, { next }: Instruction): boolean {
  if (next === null) return false;
  if (isSum(next)) return e.stack.length > 2 && isPlainInt(e.peek(3)) && isMasked(e, next.next);
  if (isMasked(e, next)) return true;
  const sum = next.next;
  if (sum === null || !isSum(sum) || !isMasked(e, sum.next)) return false;
  if (constantOf(e, next) !== undefined) return true;
  return isLocal(next) && /^(int|any)$/.test(e.locals[next.arg].kind);
}

/** A multiplication. False: all of the product is wanted. */
export function emitLowProduct(e: Emitter, instruction: Instruction): boolean {
  const [left, right] = [e.peek(2), e.peek(1)];
  const mayBeInts = [left, right].every(({ type: { kind } }) => kind === "int" || kind === "any");
  if (e.generic || !mayBeInts || !wantsLowBits(e, instruction)) return false;
  const { next } = instruction;
  const a = guardInt(e, left);
  const b = guardInt(e, right);
  if (next !== null && isLocal(next)) guardInt(e, e.local(next.arg));
  e.popMany(2);
  e.pushNew(LOW_BITS, `Math.imul(${a.text}, ${b.text})`);
  return true;
}

/** What is done to such a product. */
export function emitOnLowBits(e: Emitter, operator: number): void {
  const [left, right] = e.popMany(2);
  if (operator === NB.ADD || operator === NB.SUBTRACT) {
    const symbol = operator === NB.ADD ? "+" : "-";
    e.pushNew(LOW_BITS, `((${left.text} | 0) ${symbol} (${right.text} | 0)) | 0`);
    return;
  }
  const mask = maskOf(operator, Number(right.text));
  const bits = mask === ALL_BITS ? left.text : `(${left.text} & ${mask})`;
  e.pushNew(NATURAL, mask > ALL_BITS >>> 1 ? `${bits} >>> 0` : bits);
}
