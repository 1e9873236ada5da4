/** The items of a constant set: of equal ones (`1 == 1.0 == True`) the first stays, as in `frozenset(tuple)`. */
import {
  type Const,
  ConstBytes,
  ConstComplex,
  ConstFloat,
  ConstFrozenSet,
  ConstTuple,
} from "../../bytecode/constants.ts";
import { WideStr } from "../../kernel/str.ts";

export function frozenSetOf(values: readonly Const[]): Const[] {
  const seen = new Map<unknown, Const>();
  for (const value of values) {
    const key = equalityKey(value);
    if (!seen.has(key)) seen.set(key, value);
  }
  return [...seen.values()];
}

/** A key that is the same exactly for constants that Python's `==` finds equal; a number, text or the value itself. */
function equalityKey(value: Const): unknown {
  if (typeof value === "boolean") return Number(value);
  if (typeof value === "string") return `s${value}`;
  if (value instanceof ConstFloat) return floatKey(value);
  if (value instanceof ConstComplex) {
    if (value.imag === 0) return floatKey(new ConstFloat(value.real));
    return Number.isNaN(value.real + value.imag) ? value : `c${value.real + 0},${value.imag}`;
  }
  if (value instanceof WideStr) return `w${value.codes.join()}`;
  if (value instanceof ConstBytes) return `b${value.data.join()}`;
  if (value instanceof ConstTuple) return tupleKey("t", value.items.map(equalityKey), value);
  if (value instanceof ConstFrozenSet) return tupleKey("f", value.items.map(equalityKey), value);
  return value;
}

function floatKey(value: ConstFloat): unknown {
  const number = value.value;
  if (Number.isNaN(number)) return value;
  if (Number.isInteger(number) && !Number.isSafeInteger(number)) return BigInt(number);
  return number + 0;
}

/** Items without a textual key (Ellipsis, NaN) are equal only to themselves. */
function tupleKey(kind: string, keys: unknown[], value: Const): unknown {
  const parts = keys.map((key) =>
    typeof key === "object" && key !== null ? undefined : `${typeof key}:${String(key)}`,
  );
  if (parts.includes(undefined)) return value;
  if (kind === "f") parts.sort();
  return kind + JSON.stringify(parts);
}
