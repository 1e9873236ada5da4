/**
 * What sum() adds up: ints exactly, then floats and complex numbers with compensated addition, then whatever `+` does; the first value of another kind
 * ends a phase for good. Source: CPython Python/bltinmodule.c (builtin_sum_impl).
 */
import { intAdd, intToFloat } from "../../kernel/int.ts";
import { charge, checkpoint } from "../../kernel/interrupt.ts";
import { add, asInt } from "../../objects/abstract/number.ts";
import { PyComplex } from "../../objects/complex/complex-object.ts";
import { complexType } from "../../objects/complex/type.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { floatType } from "../../objects/float/type.ts";
import type { Sink } from "../../objects/machine.ts";
import type { Int, PyValue } from "../../objects/object.ts";
import { FloatSum } from "./float-sum.ts";

const INTS = 0;
const FLOATS = 1;
const COMPLEX = 2;
const ANYTHING = 3;

export class Summation implements Sink {
  private phase: number;
  private total: PyValue;
  private floats: FloatSum | null = null;
  /** The imaginary parts; `floats` then has the real ones. */
  private imaginary: FloatSum | null = null;
  constructor(start: PyValue) {
    this.total = start;
    this.phase = isInt(start) ? INTS : ANYTHING;
    this.enter(start);
  }

  /** Enters the phase for a total of this kind, if it has one. */
  private enter(total: PyValue): void {
    if (isFloat(total)) {
      this.phase = FLOATS;
      this.floats = new FloatSum(total.v);
    } else if (isComplex(total)) {
      this.phase = COMPLEX;
      this.floats = new FloatSum(total.real);
      this.imaginary = new FloatSum(total.imag);
    }
  }

  take(item: PyValue): boolean {
    if (this.phase === INTS) this.takeInt(item);
    else if (this.phase === FLOATS) this.takeFloat(item);
    else if (this.phase === COMPLEX) this.takeComplex(item);
    else this.total = add(this.total, item);
    return true;
  }

  takeNow(item: PyValue): boolean {
    const { phase, total } = this;
    if (phase === FLOATS && isFloat(item)) {
      this.floats!.add(item.v);
      return true;
    }
    if (phase !== INTS || typeof item !== "number" || typeof total !== "number") return false;
    const sum = total + item;
    if (!Number.isSafeInteger(sum)) return false;
    this.total = sum;
    return true;
  }

  /** Takes all items of a list or tuple. Adding them may run Python code, which may change the list. */
  takeAll(sequence: { readonly items: readonly PyValue[] }): void {
    charge(sequence.items.length);
    for (let i = 0; i < sequence.items.length; ) {
      if (this.phase === INTS) i = this.takeInts(sequence.items, i);
      else if (this.phase === FLOATS) i = this.takeFloats(sequence.items, i);
      if (i < sequence.items.length) {
        checkpoint();
        this.take(sequence.items[i++]);
      }
    }
  }

  /** Takes ints from an index on, as long as they and their sum are JavaScript numbers; where the next item is. */
  private takeInts(items: readonly PyValue[], from: number): number {
    let { total } = this;
    let i = from;
    for (; i < items.length && typeof total === "number"; i++) {
      const item = items[i];
      if (typeof item !== "number") break;
      const sum = total + item;
      if (!Number.isSafeInteger(sum)) break;
      total = sum;
    }
    this.total = total;
    return i;
  }

  private takeFloats(items: readonly PyValue[], from: number): number {
    const floats = this.floats!;
    let i = from;
    for (; i < items.length; i++) {
      const item = items[i];
      if (!isFloat(item)) break;
      floats.add(item.v);
    }
    return i;
  }

  result(): PyValue {
    const { floats, imaginary } = this;
    if (floats === null) return this.total;
    return imaginary === null ? new PyFloat(floats.value()) : new PyComplex(floats.value(), imaginary.value());
  }

  /** Adds what ends a phase. */
  private leave(item: PyValue): void {
    const total = add(this.result(), item);
    this.floats = null;
    this.imaginary = null;
    this.total = total;
    const before = this.phase;
    this.phase = ANYTHING;
    if (before === INTS || (before === FLOATS && isComplex(total))) this.enter(total);
  }

  private takeInt(item: PyValue): void {
    if (isInt(item)) this.total = intAdd(this.total as Int, item);
    else if (typeof item === "boolean") this.total = intAdd(this.total as Int, item ? 1 : 0);
    else this.leave(item);
  }

  private takeFloat(item: PyValue): void {
    const floats = this.floats!;
    const value = isFloat(item) ? item.v : asFloat(item);
    if (value !== undefined) floats.add(value);
    else this.leave(item);
  }

  private takeComplex(item: PyValue): void {
    const floats = this.floats!;
    if (isComplex(item)) {
      floats.add(item.real);
      this.imaginary!.add(item.imag);
      return;
    }
    const value = isFloat(item) ? item.v : asFloat(item);
    if (value !== undefined) floats.add(value);
    else this.leave(item);
  }
}

function isInt(value: PyValue): value is Int {
  return typeof value === "number" || typeof value === "bigint";
}

/** An int of any class as a double. */
function asFloat(value: PyValue): number | undefined {
  const int = asInt(value);
  return int === undefined ? undefined : intToFloat(int);
}

function isFloat(value: PyValue): value is PyFloat {
  return value instanceof PyFloat && value.type === floatType;
}

function isComplex(value: PyValue): value is PyComplex {
  return value instanceof PyComplex && value.type === complexType;
}
