/** From the form in which compiled code holds a value to the object: what the emitter's types stand for. */
import type { Val } from "./emitter.ts";
import type { Unit } from "./unit.ts";

/** Whether a slice's step is the usual one. */
export function isPlainStep({ type, text }: Val): boolean {
  return type.kind === "none" || text === "1";
}

/** The call that makes `container[start:stop:step]`; all four have names. */
export function sliceText(unit: Unit, parts: readonly Val[]): string {
  const isPlain = isPlainStep(parts[3]);
  const texts = (isPlain ? parts.slice(0, 3) : parts).map(({ text }) => text);
  return `${unit.helper(isPlain ? "slice" : "steppedSlice")}(${texts.join(", ")})`;
}

/** The expression of the Python value that is held as `val`. */
export function tagged(unit: Unit, val: Val): string {
  if (val.parts !== undefined) {
    if (val.type.kind === "complex") {
      return `new ${unit.helper("PyComplex")}(${val.parts.map(({ text }) => text).join(", ")})`;
    }
    if (val.type.kind === "list") return sliceText(unit, val.parts);
    const parts = val.parts.map((part) => tagged(unit, part)).join(", ");
    return val.type.kind === "slice"
      ? `new ${unit.helper("PySlice")}(${parts})`
      : `new ${unit.helper("PyTuple")}([${parts}])`;
  }
  switch (val.type.kind) {
    case "float":
      return val.boxed ?? `new ${unit.helper("PyFloat")}(${val.text})`;
    case "maybe_float":
      return `(${val.text.slice(0, -1)} === undefined ? undefined : new ${unit.helper("PyFloat")}(${val.text}))`;
    case "range_iter":
      return `${unit.helper("rangeIterator")}(${val.text}c, ${val.text}e, ${val.type.step ?? `${val.text}s`})`;
    case "list_iter":
      return `${unit.helper("listIterator")}(${val.text}, ${val.text}c)`;
    case "tuple_iter":
      return `${unit.helper("tupleIterator")}(${val.text}, ${val.text}c)`;
    case "enumerate_iter":
      return `${unit.helper("enumerateIterator")}(${val.text}, ${val.text}c)`;
    case "enumerate":
      return `${unit.helper("enumerateIterator")}(${val.text.split(";").join(", ")})`;
    case "range":
      return `${unit.helper("makeRange")}(${val.text.split(";").join(", ")})`;
    default:
      return val.text;
  }
}
