/** Texts of values, and how the interpreter's values are made from them. */
import type { Slot } from "../../interpreter/inst.ts";
import { isNoted } from "../types.ts";
import type { Emitter, Val } from "./emitter.ts";
import type { TextRecipe } from "./unit.ts";

export function isName(text: string): boolean {
  return (
    /^[A-Za-z_$][\w$]*$/.test(text) && text !== "undefined" && text !== "null" && text !== "true" && text !== "false"
  );
}

export function isLiteral(text: string): boolean {
  return /^(\(?-?[\d.]+(e[+-]?\d+)?\)?|".*"|null|true|false|undefined|K\d+|\(?-?Infinity\)?|NaN)$/s.test(text);
}

/** Whether the value, or the iterator that two variables stand for, needs no text of its own to be made. */
export function isMade({ type, parts }: Val): boolean {
  return !isNoted(type) && parts === undefined;
}

/** How the interpreter's value is made from what the emitter knows. */
export function recipeOf(val: Val): TextRecipe {
  const { type, text } = val;
  switch (type.kind) {
    case "float":
      return { make: "float", from: text };
    case "null":
    case "unbound":
      return { make: "constant", value: undefined };
    case "none":
      return { make: "constant", value: null };
    case "const":
      return { make: "constant", value: type.value as Slot };
    case "range_iter":
      return { make: "range_iter", next: `${text}c`, end: `${text}e`, step: type.step ?? `${text}s` };
    case "list_iter":
    case "tuple_iter":
    case "enumerate_iter":
      return { make: type.kind, from: text, index: `${text}c` };
    default:
      return { make: "value", from: text };
  }
}

/** Writes assignments that happen as if all at once. */
export function assignAll(e: Emitter, moves: [string, string][]): void {
  const needed = moves.filter(([to, from]) => to !== from);
  needed.forEach(([to, from], i) => {
    for (let k = i + 1; k < needed.length; k++) {
      if (!new RegExp(`(^|[^\\w$])${to.replace("$", "\\$")}($|[^\\w$])`).test(needed[k][1])) continue;
      const old = e.temporary(to);
      for (let j = k; j < needed.length; j++) if (needed[j][1] === to) needed[j][1] = old;
    }
    e.line(`${to} = ${from};`);
  });
}
