/** Texts of values, and how the interpreter makes values of them. */
import type { Slot } from "../../interpreter/inst.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { isNoted } from "../types.ts";
import type { Val } from "./emitter.ts";
import type { TextRecipe } from "./unit.ts";

export function isName(text: string): boolean {
  return (
    /^[A-Za-z_$][\w$]*$/.test(text) && text !== "undefined" && text !== "null" && text !== "true" && text !== "false"
  );
}

/** What an awaited call has become, until its SEND: the function's catch can see it too. */
export const AWAITED = "J.awaited";

export function isLiteral(text: string): boolean {
  return (
    text === AWAITED ||
    /^(\(?-?[\d.]+(e[+-]?\d+)?\)?|".*"|null|true|false|undefined|K\d+|\(?-?Infinity\)?|NaN)$/s.test(text)
  );
}

/** Whether the value, or the iterator that two variables stand for, needs no text of its own to be made. */
export function isMade({ type, parts }: Val): boolean {
  return !isNoted(type) && parts === undefined;
}

/** Whether the value is read from a variable, or is to be made of what is. */
export function reads({ type, text, parts }: Val, variable: string): boolean {
  if (parts !== undefined) return parts.some((part) => reads(part, variable));
  return isNoted(type) ? text.split(";").includes(variable) : text === variable;
}

/** The same value, read from another variable. */
export function renamed(val: Val, from: string, to: string): Val {
  if (val.parts !== undefined) return { ...val, parts: val.parts.map((part) => renamed(part, from, to)) };
  const texts = isNoted(val.type) ? val.text.split(";") : [val.text];
  return { ...val, text: texts.map((text) => (text === from ? to : text)).join(";") };
}

/** The constant that a literal stands for; undefined: it is none, or one with a name. */
function literalOf({ type, text }: Val): Slot {
  const bare = text.replace(/^\((.*)\)$/s, "$1");
  switch (type.kind) {
    case "int":
      return /^-?\d+$/.test(bare) ? Number(bare) : undefined;
    case "float":
      return /^-?[\d.]+(e[+-]?\d+)?$/.test(bare) ? new PyFloat(Number(bare)) : undefined;
    case "str":
      return text.startsWith('"') && isLiteral(text) ? (JSON.parse(text) as string) : undefined;
    case "bool":
      return text === "true" ? true : text === "false" ? false : undefined;
    default:
      return undefined;
  }
}

/** How the interpreter's value is made from what the emitter knows. Literals are not handed over: calls with fewer arguments are shorter. */
export function recipeOf(val: Val): TextRecipe {
  const { type, text } = val;
  const literal = literalOf(val);
  if (literal !== undefined) return { make: "constant", value: literal };
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
