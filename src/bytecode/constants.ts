/**
 * Constant values as the front end knows them: in the AST's `Constant` nodes, in `co_consts`, in marshal streams.
 *
 * None, booleans, ints and strings are the JavaScript values that stand for them at run time too (an int is a `number`
 * when it is a safe integer and a `bigint` otherwise, never `-0`); the other constant types have a small class each here,
 * because the compiler knows no Python object. `src/interpreter` turns them into Python objects when a code object is made.
 */
import type { Str } from "../kernel/str.ts";
import type { CodeUnit } from "./codeunit.ts";

export class ConstFloat {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

export class ConstComplex {
  readonly real: number;
  readonly imag: number;
  constructor(real: number, imag: number) {
    this.real = real;
    this.imag = imag;
  }
}

export class ConstBytes {
  readonly data: Uint8Array;
  constructor(data: Uint8Array) {
    this.data = data;
  }
}

export class ConstTuple {
  readonly items: readonly Const[];
  constructor(items: readonly Const[]) {
    this.items = items;
  }
}

export class ConstFrozenSet {
  readonly items: readonly Const[];
  constructor(items: readonly Const[]) {
    this.items = items;
  }
}

export class ConstSlice {
  readonly start: Const;
  readonly stop: Const;
  readonly step: Const;
  constructor(start: Const, stop: Const, step: Const) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

class ConstEllipsis {
  readonly name = "Ellipsis";
}

export type { ConstEllipsis };
export const ELLIPSIS = new ConstEllipsis();

/** A value of the AST's `Constant` node (code units and slices only appear in `co_consts`). */
export type Const =
  | null
  | boolean
  | number
  | bigint
  | Str
  | ConstFloat
  | ConstComplex
  | ConstBytes
  | ConstTuple
  | ConstFrozenSet
  | ConstSlice
  | ConstEllipsis
  | CodeUnit;
