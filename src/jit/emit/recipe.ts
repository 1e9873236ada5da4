/** Texts of values, and how the interpreter's values are made from them. */
import type { Slot } from "../../interpreter/inst.ts";
import type { Val } from "./emitter.ts";
import type { TextRecipe } from "./unit.ts";

export function isName(text: string): boolean {
  return (
    /^[A-Za-z_$][\w$]*$/.test(text) && text !== "undefined" && text !== "null" && text !== "true" && text !== "false"
  );
}

export function isLiteral(text: string): boolean {
  return /^(\(?-?[\d.]+(e[+-]?\d+)?\)?|".*"|null|true|false|undefined|K\d+|\(?-?Infinity\)?|NaN)$/s.test(text);
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
      return { make: "range_iter", next: `${text}c`, end: `${text}e`, step: type.step! };
    case "list_iter":
    case "tuple_iter":
      return { make: type.kind, from: text, index: `${text}c` };
    default:
      return { make: "value", from: text };
  }
}
