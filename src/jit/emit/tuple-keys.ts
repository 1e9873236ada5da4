/**
 * Tuples as keys of dicts and sets. Those of ints and texts are looked for without running Python code, and a pair that is made to be looked for
 * is not made at all.
 */
import { NB } from "../../bytecode/opargs.ts";
import { OP } from "../../interpreter/generated/tables.ts";
import { PyMethodDescr } from "../../objects/descr/descriptors.ts";
import { UNSURE } from "../../objects/dict/key-table.ts";
import { dictType } from "../../objects/dict/type.ts";
import type { Instruction } from "../cfg.ts";
import type { Emitter, Val } from "./emitter.ts";
import { afterLoad } from "./loads.ts";

/** Whether the tuple that is made of these items, off the stack, is a pair that is only looked for. */
export function isLookedFor(e: Emitter, items: readonly Val[]): boolean {
  if (items.length !== 2 || !items.every(({ type: { kind } }) => kind === "int" || kind === "str")) return false;
  const { next } = e.instruction;
  if (next?.generic === OP.BINARY_OP) return next.arg === NB.SUBSCR;
  const after = afterLoad(next);
  if (after?.generic === OP.CONTAINS_OP) return after !== next;
  return after?.generic === OP.CALL && isGet(e, after, after === next ? 1 : 2);
}

/** Whether a call with so many arguments, of which the key is the first, is one of `dict.get`. */
function isGet(e: Emitter, { arg }: Instruction, count: number): boolean {
  if (arg !== count || e.stack.length < 2) return false;
  const { value } = e.peek(2).type;
  return value instanceof PyMethodDescr && value.owner === dictType && value.name === "get";
}

/**
 * The name of a tuple's entry in a dict or set, less than zero where there is none. Code is left where Python code would take part. Null: the
 * key is no tuple.
 */
export function emitFindTuple(e: Emitter, table: Val, key: Val): string | null {
  if (e.generic || key.type.kind !== "tuple") return null;
  const find =
    key.parts?.length === 2
      ? `${e.helper("findPair")}(${table.text}, ${key.parts.map((part) => part.text).join(", ")})`
      : `${e.helper("findTuple")}(${table.text}, ${e.named(key)})`;
  const at = e.temporary(find);
  e.exitIf(`${at} === ${UNSURE}`, "a key for Python code to look at");
  return at;
}
