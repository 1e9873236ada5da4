/** Constant strings, bytes and tuples: concatenation, repetition, subscription, as their types do it. */
import { type Const, ConstBytes, ConstSlice, ConstTuple } from "../../bytecode/constants.ts";
import { type Str, strFromCodes, WideStr } from "../../kernel/str.ts";

type Sequence = Str | ConstBytes | ConstTuple;

export function isSequence(value: Const): value is Sequence {
  return (
    typeof value === "string" || value instanceof WideStr || value instanceof ConstBytes || value instanceof ConstTuple
  );
}

const isStr = (value: Const): value is Str => typeof value === "string" || value instanceof WideStr;

export function sequenceLength(value: Sequence): number {
  if (typeof value === "string") return value.length;
  if (value instanceof WideStr) return value.codes.length;
  return value instanceof ConstBytes ? value.data.length : value.items.length;
}

/** `a + b`, or undefined when the types do not go together. */
export function concat(a: Const, b: Const): Const | undefined {
  if (isStr(a) && isStr(b)) return strFromCodes([...codesOf(a), ...codesOf(b)]);
  if (a instanceof ConstTuple && b instanceof ConstTuple) return new ConstTuple([...a.items, ...b.items]);
  if (a instanceof ConstBytes && b instanceof ConstBytes) {
    const data = new Uint8Array(a.data.length + b.data.length);
    data.set(a.data);
    data.set(b.data, a.data.length);
    return new ConstBytes(data);
  }
  return undefined;
}

/** `value * times` for a count that is known to be small. */
export function repeat(value: Sequence, times: number): Const {
  if (value instanceof ConstTuple) {
    return new ConstTuple(Array.from({ length: times }, () => value.items).flat());
  }
  if (value instanceof ConstBytes) {
    const data = new Uint8Array(value.data.length * times);
    for (let i = 0; i < times; i++) data.set(value.data, i * value.data.length);
    return new ConstBytes(data);
  }
  const codes = codesOf(value);
  return strFromCodes(Array.from({ length: times }, () => codes).flat());
}

/** `value[index]`, or undefined where it would raise. */
export function subscript(value: Const, index: Const): Const | undefined {
  if (!isSequence(value)) return undefined;
  const length = sequenceLength(value);
  if (typeof index === "boolean") index = Number(index);
  if (typeof index === "number") {
    const at = index < 0 ? index + length : index;
    return at < 0 || at >= length ? undefined : itemAt(value, at);
  }
  if (!(index instanceof ConstSlice)) return undefined;
  const positions = sliceIndices(index, length);
  if (positions === undefined) return undefined;
  if (value instanceof ConstTuple) return new ConstTuple(positions.map((at) => value.items[at]));
  if (value instanceof ConstBytes) return new ConstBytes(Uint8Array.from(positions, (at) => value.data[at]));
  const codes = codesOf(value as Str);
  return strFromCodes(positions.map((at) => codes[at]));
}

function itemAt(value: Sequence, at: number): Const {
  if (typeof value === "string") return value[at];
  if (value instanceof WideStr) return strFromCodes([value.codes[at]]);
  return value instanceof ConstBytes ? value.data[at] : value.items[at];
}

function codesOf(value: Str): number[] {
  if (typeof value !== "string") return Array.from(value.codes);
  const codes: number[] = [];
  for (let i = 0; i < value.length; i++) codes.push(value.charCodeAt(i));
  return codes;
}

/** The positions a slice selects (`PySlice_AdjustIndices`); undefined when it would raise. */
function sliceIndices(slice: ConstSlice, length: number): number[] | undefined {
  const step = sliceBound(slice.step, 1);
  if (step === undefined || step === 0) return undefined;
  const low = step < 0 ? -1 : 0;
  const high = step < 0 ? length - 1 : length;
  const clamp = (bound: number): number => Math.max(low, Math.min(high, bound < 0 ? bound + length : bound));
  const start = sliceBound(slice.start, undefined);
  const stop = sliceBound(slice.stop, undefined);
  if ((start === undefined && slice.start !== null) || (stop === undefined && slice.stop !== null)) return undefined;
  const first = start === undefined ? (step < 0 ? high : low) : clamp(start);
  const end = stop === undefined ? (step < 0 ? low : high) : clamp(stop);
  const positions: number[] = [];
  for (let at = first; step < 0 ? at > end : at < end; at += step) positions.push(at);
  return positions;
}

/** A slice's bound as a number: huge ones saturate, None gives `none`, anything but an int undefined. */
function sliceBound(value: Const, none: number | undefined): number | undefined {
  if (value === null) return none;
  if (typeof value === "number") return value;
  if (typeof value === "boolean" || typeof value === "bigint") return Number(value);
  return undefined;
}
