/** Checks that a value is of a type, as the operand's feedback promised; what is known already is not checked again. */
import { BOXED, DICT, FLOAT, INT, LIST, STR, TUPLE, type Type } from "../types.ts";
import type { Emitter, Val } from "./emitter.ts";

export function isInt(val: Val): boolean {
  return val.type.kind === "int";
}

/** Why code is left for what is no small int. */
export const NOT_INT = "not int";

/** An int that is never negative. */
export function isNatural(val: Val): boolean {
  return val.type.natural === true && isInt(val);
}

export function isFloat(val: Val): boolean {
  return val.type.kind === "float" || val.type.kind === "boxed";
}

/** Types of which no value is ever an int, a float, a list …, so that a guard for one always fails. */
export function isOther(val: Val, wanted: Type): boolean {
  const { kind } = val.type;
  if (kind === wanted.kind || kind === "any" || kind === "maybe" || kind === "const") return false;
  return !(wanted.kind === "float" && kind === "boxed");
}

/**
 * The condition under which a value's class or shape is another. A Python value is never undefined, unless the variable may be unbound: so V8
 * compares with null alone, and goes straight to the exit from there, where `?.` has it compare twice and bring the results together first.
 */
export function differs({ type, text }: Val, part: "type" | "shape", wanted: string): string {
  return type.kind === "maybe" ? `${text}?.${part} !== ${wanted}` : `${text} === null || ${text}.${part} !== ${wanted}`;
}

/** The condition under which the value is not of the type; "false" when that cannot be. */
export function isNot(e: Emitter, val: Val, type: Type): string {
  switch (type.kind) {
    case "int":
      return isInt(val) ? "false" : `typeof ${val.text} !== "number"`;
    case "str":
      return val.type.kind === "str" ? "false" : `typeof ${val.text} !== "string"`;
    case "bool":
      return val.type.kind === "bool" ? "false" : `typeof ${val.text} !== "boolean"`;
    case "float":
      return isFloat(val) ? "false" : differs(val, "type", e.helper("floatType"));
    case "complex":
      return val.type.kind === "complex" ? "false" : differs(val, "type", e.helper("complexType"));
    case "list":
      return val.type.kind === "list" ? "false" : differs(val, "type", e.helper("listType"));
    case "tuple":
      return val.type.kind === "tuple" ? "false" : differs(val, "type", e.helper("tupleType"));
    case "dict":
      return val.type.kind === "dict" ? "false" : differs(val, "type", e.helper("dictType"));
    case "set":
      return val.type.kind === "set" ? "false" : differs(val, "type", e.helper("setType"));
    default:
      throw new Error(`no guard for ${type.kind}`);
  }
}

/** Leaves unless the value is of the type; the value as that type. */
export function guard(e: Emitter, val: Val, type: Type, reason = `not ${type.kind}`): Val {
  if (isOther(val, type)) {
    e.exit(`not ${type.kind}`);
    return { type, text: val.text };
  }
  const condition = isNot(e, val, type);
  if (condition === "false") return val;
  e.exitIf(condition, reason);
  const known = type.kind === "float" ? BOXED : type;
  e.found(val.text, known);
  return { type: known, text: val.text };
}

export const guardInt = (e: Emitter, val: Val): Val => guard(e, val, INT);
export const guardFloat = (e: Emitter, val: Val): Val => guard(e, val, FLOAT);
export const guardList = (e: Emitter, val: Val): Val => guard(e, val, LIST);
export const guardTuple = (e: Emitter, val: Val): Val => guard(e, val, TUPLE);
export const guardDict = (e: Emitter, val: Val): Val => guard(e, val, DICT);
export const guardStr = (e: Emitter, val: Val): Val => guard(e, val, STR);
