/**
 * Arithmetic of complex numbers. In the midst of an expression they are pairs of raw doubles, of which an object is made where something else
 * than arithmetic follows. What CPython does differently for infinities, the interpreter does.
 */
import { NB } from "../../bytecode/opargs.ts";
import { OP } from "../../interpreter/generated/tables.ts";
import { OperandsCache } from "../../interpreter/specialize/operators.ts";
import { complexType } from "../../objects/complex/type.ts";
import { floatType } from "../../objects/float/type.ts";
import { intType } from "../../objects/int/type.ts";
import type { PyType } from "../../objects/type-object.ts";
import type { Instruction } from "../cfg.ts";
import { COMPLEX, FLOAT, INT, type Type } from "../types.ts";
import type { Emitter, Val } from "./emitter.ts";
import { guard, isFloat, isInt } from "./guards.ts";
import { afterLoad } from "./loads.ts";

/** The parts of a complex number, or the one of a real number. */
export interface Parts {
  readonly re: string;
  readonly im: string | null;
}

/** What an operand is, or by the class that the interpreter has met there is expected to be; null: not a number, or not known. */
function expected(val: Val, seen: PyType | undefined): Type | null {
  const { kind } = val.type;
  if (kind === "complex") return COMPLEX;
  if (isInt(val)) return INT;
  if (isFloat(val)) return FLOAT;
  if (kind !== "any") return null;
  return seen === complexType ? COMPLEX : seen === floatType ? FLOAT : seen === intType ? INT : null;
}

export function partsOfComplex(e: Emitter, val: Val): Parts {
  if (val.type.kind !== "complex") return { re: e.double(val), im: null };
  if (val.parts !== undefined) return { re: val.parts[0].text, im: val.parts[1].text };
  return { re: `${val.text}.real`, im: `${val.text}.imag` };
}

/** An operator of which one operand is complex. False: neither is, or it is better called. */
export function emitComplex(e: Emitter, operator: number, left: Val, right: Val): boolean {
  if (e.generic) return false;
  const cache = e.unit.code.caches[e.instruction.index];
  const seen = cache instanceof OperandsCache ? cache : undefined;
  const a = expected(left, seen?.left);
  const b = expected(right, seen?.right);
  if (a === null || b === null || (a !== COMPLEX && b !== COMPLEX)) return false;
  if (operator === NB.TRUE_DIVIDE ? b === COMPLEX : OPERATORS[operator] === undefined) return false;
  const x = partsOfComplex(e, guard(e, left, a));
  if (e.ended) return true;
  const y = partsOfComplex(e, guard(e, right, b));
  if (e.ended) return true;
  const parts = operator === NB.TRUE_DIVIDE ? divide(e, x, y) : OPERATORS[operator](e, x, y);
  e.popMany(2);
  pushComplex(e, parts);
  return true;
}

/** The parts of the result, as expressions or under names. */
type Operator = (e: Emitter, x: Parts, y: Parts) => readonly [re: string, im: string];

const OPERATORS: Readonly<Record<number, Operator>> = {
  [NB.ADD]: (_, x, y) => [`${x.re} + ${y.re}`, x.im === null ? y.im! : y.im === null ? x.im : `${x.im} + ${y.im}`],
  [NB.SUBTRACT]: (_, x, y) => [
    `${x.re} - ${y.re}`,
    x.im === null ? `-${y.im!}` : y.im === null ? x.im : `${x.im} - ${y.im}`,
  ],
  [NB.MULTIPLY]: multiply,
};

function multiply(e: Emitter, x: Parts, y: Parts): readonly [string, string] {
  if (x.im === null) return [`${x.re} * ${y.re}`, `${x.re} * ${y.im}`];
  if (y.im === null) return [`${x.re} * ${y.re}`, `${x.im} * ${y.re}`];
  const re = e.temporary(`${x.re} * ${y.re} - ${x.im} * ${y.im}`);
  const im = e.temporary(`${x.re} * ${y.im} + ${x.im} * ${y.re}`);
  e.exitIf(`${re} !== ${re} && ${im} !== ${im}`, "not a number");
  return [re, im];
}

function divide(e: Emitter, x: Parts, y: Parts): readonly [string, string] {
  e.exitIf(`${y.re} === 0`, "division by zero");
  return [`${x.re} / ${y.re}`, `${x.im} / ${y.re}`];
}

/** Pushes a complex number of two doubles: as they are, if arithmetic with it follows. */
export function pushComplex(e: Emitter, [re, im]: readonly [string, string]): void {
  if (!feedsArithmetic(e.instruction)) {
    e.pushNew(COMPLEX, `new ${e.helper("PyComplex")}(${re}, ${im})`);
    return;
  }
  const parts = [re, im].map((text): Val => ({ type: FLOAT, text: e.temporary(text) }));
  e.stack.push({ type: COMPLEX, text: "", parts });
}

/** Whether the value that an instruction pushes is an operand of arithmetic in the same block. */
function feedsArithmetic({ next }: Instruction): boolean {
  const after = afterLoad(next);
  if (after?.generic !== OP.BINARY_OP) return false;
  return after.arg !== NB.SUBSCR;
}

/** `-z`. */
export function emitNegativeComplex(e: Emitter, val: Val): void {
  const { re, im } = partsOfComplex(e, val);
  e.pop();
  pushComplex(e, [`-${re}`, `-${im}`]);
}
