/** Subscripts: lists, tuples, strings and dicts in place. Slices: slices.ts. */
import { OP } from "../../interpreter/generated/tables.ts";
import { type GetItemCache, OperandsCache } from "../../interpreter/specialize/operators.ts";
import { bytearrayType } from "../../objects/bytes/bytearray-type.ts";
import { bytesType } from "../../objects/bytes/type.ts";
import { intType } from "../../objects/int/type.ts";
import { listType } from "../../objects/list/type.ts";
import { strType } from "../../objects/str/str-object.ts";
import { tupleType } from "../../objects/tuple/type.ts";
import type { PyType } from "../../objects/type-object.ts";
import type { Instruction } from "../cfg.ts";
import { ANY, NATURAL } from "../types.ts";
import { emitFunctionCall } from "./calls.ts";
import type { Emitter, Val } from "./emitter.ts";
import { differs, guardDict, guardInt, guardList, guardStr, guardTuple, isInt, isNatural } from "./guards.ts";
import { answered, entered } from "./raise.ts";
import { emitSlicing, partsOf } from "./slices.ts";
import type { Emit } from "./table.ts";
import { isCold, NEVER_RAN } from "./table.ts";
import { emitFindTuple } from "./tuple-keys.ts";

export function emitSubscript(e: Emitter, { op, index }: Instruction): void {
  if (isCold(e)) return e.exit(NEVER_RAN);
  const sub = e.peek(1);
  const container = e.peek(2);
  const parts = partsOf(e, sub);
  if (parts !== null) return emitSlicing(e, container, parts);
  if (!e.generic) {
    switch (op) {
      case OP.BINARY_OP_SUBSCR_LIST_INT:
        return emitItem(e, guardList(e, container), guardInt(e, sub), "listItemAt");
      case OP.BINARY_OP_SUBSCR_TUPLE_INT:
        return emitItem(e, guardTuple(e, container), guardInt(e, sub), "listItemAt");
      case OP.BINARY_OP_SUBSCR_STR_INT:
        return emitCharacter(e, guardStr(e, container), guardInt(e, sub));
      case OP.BINARY_OP_SUBSCR_DICT:
        return emitLookup(e, guardDict(e, container), sub);
      case OP.BINARY_OP_SUBSCR_GETITEM:
        return emitGetItem(e, e.unit.code.caches[index] as GetItemCache);
      default:
    }
    const cache = e.unit.code.caches[index];
    if (cache instanceof OperandsCache && cache.right === intType) {
      if (cache.left === listType) return emitItem(e, guardList(e, container), guardInt(e, sub), "listItemAt");
      if (cache.left === tupleType) return emitItem(e, guardTuple(e, container), guardInt(e, sub), "listItemAt");
      if (cache.left === strType) return emitCharacter(e, guardStr(e, container), guardInt(e, sub));
      if (cache.left === bytesType || cache.left === bytearrayType) return emitByte(e, cache.left, container, sub);
    }
    if (isInt(sub) && container.type.kind === "list") return emitItem(e, container, sub, "listItemAt");
    if (isInt(sub) && container.type.kind === "tuple") return emitItem(e, container, sub, "listItemAt");
    if (container.type.kind === "dict") return emitLookup(e, container, sub);
  }
  e.popMany(2);
  const a = e.named(container);
  const b = e.named(sub);
  e.placeDeep();
  e.push(ANY, e.called(`${e.helper("subscript")}(${a}, ${b})`));
}

/** In range and not negative in place; a helper does the rest, raising included. */
function emitItem(e: Emitter, container: Val, sub: Val, slow: string): void {
  if (e.ended) return;
  e.popMany(2);
  const items = e.temporary(`${container.text}.items`);
  const other = `${e.helper(slow)}(${container.text}, ${sub.text})`;
  const aside = e.placeAside();
  if (!isNatural(sub)) {
    e.pushNew(ANY, `${sub.text} >= 0 && ${sub.text} < ${items}.length ? ${items}[${sub.text}] : (${aside}${other})`);
    return;
  }
  const item = e.freshName();
  e.line(`let ${item} = ${items}[${sub.text}];`);
  e.line(`if (${item} === undefined) ${aside}${item} = ${other};`);
  e.push(ANY, item);
}

function emitCharacter(e: Emitter, str: Val, sub: Val): void {
  if (e.ended) return;
  e.popMany(2);
  const tests = [...(isNatural(sub) ? [] : [`${sub.text} >= 0`]), `${sub.text} < ${str.text}.length`];
  const other = `${e.placeAside()}${e.helper("characterAt")}(${str.text}, ${sub.text})`;
  const text = `${tests.join(" && ")} ? ${str.text}[${sub.text}] : (${other})`;
  e.push({ kind: "str" }, e.temporary(text));
}

/** A byte of a bytes or bytearray. */
function emitByte(e: Emitter, type: PyType, bytes: Val, sub: Val): void {
  const index = guardInt(e, sub);
  if (e.ended) return;
  e.exitIf(differs(bytes, "type", e.constant(type)), `not ${type.tp_name}`);
  e.popMany(2);
  const [data, size] = type === bytesType ? ["data", "data.length"] : ["store", "size"];
  const tests = [...(isNatural(index) ? [] : [`${index.text} >= 0`]), `${index.text} < ${bytes.text}.${size}`];
  const other = `${e.placeAside()}${e.helper("subscript")}(${bytes.text}, ${index.text})`;
  e.pushNew(NATURAL, `${tests.join(" && ")} ? ${bytes.text}.${data}[${index.text}] : (${other})`);
}

/** An int or str as a key runs no Python code, if the dict or set has no keys that may be equal to it: with others, code is left. */
export function isPlainKey(e: Emitter, dict: Val, key: Val): boolean {
  if (e.generic || (key.type.kind !== "int" && key.type.kind !== "str")) return false;
  e.exitIf(`${dict.text}.others !== null`, "a dict with keys of other kinds");
  return true;
}

function emitLookup(e: Emitter, dict: Val, sub: Val): void {
  if (e.ended) return;
  const isPlain = isPlainKey(e, dict, sub);
  const at = emitFindTuple(e, dict, sub);
  e.popMany(2);
  if (at !== null) {
    e.placeRaising();
    e.push(ANY, entered(e, `${at} < 0 ? ${e.helper("missingItem")}(${e.tagged(sub)}) : ${dict.text}.vals[${at}]`));
    return;
  }
  const key = e.named(sub);
  const lookup = `${e.helper("dictItem")}(${dict.text}, ${key})`;
  if (isPlain) e.placeRaising();
  else e.placeDeep();
  e.push(ANY, isPlain ? entered(e, lookup) : answered(e, lookup));
}

/** A class whose `__getitem__` is a Python function. */
function emitGetItem(e: Emitter, cache: GetItemCache): void {
  const [container, sub] = [e.peek(2), e.peek(1)];
  const type = e.constant(cache.type);
  e.exitIf(`${differs(container, "type", type)} || ${type}.version !== ${cache.version}`, "another class");
  e.popMany(2);
  emitFunctionCall(e, cache.func, [container, sub]);
}

const storeSubscript: Emit = (e, { op }) => {
  if (isCold(e)) return e.exit(NEVER_RAN);
  const sub = e.peek(1);
  const container = e.peek(2);
  const value = e.peek(3);
  if (!e.generic && (op === OP.STORE_SUBSCR_LIST_INT || (container.type.kind === "list" && isInt(sub)))) {
    const list = guardList(e, container);
    const index = guardInt(e, sub);
    if (e.ended) return;
    e.popMany(3);
    const item = e.named(value);
    const items = e.temporary(`${list.text}.items`);
    const tests = [...(isNatural(index) ? [] : [`${index.text} >= 0`]), `${index.text} < ${items}.length`];
    const other = `${e.placeAside()}${e.helper("setListItem")}(${list.text}, ${index.text}, ${item})`;
    e.line(`if (${tests.join(" && ")}) ${items}[${index.text}] = ${item}; else ${other};`);
    return;
  }
  if (!e.generic && (op === OP.STORE_SUBSCR_DICT || container.type.kind === "dict")) {
    const dict = guardDict(e, container);
    if (e.ended) return;
    const isPlain = isPlainKey(e, dict, sub);
    const at = emitFindTuple(e, dict, sub);
    e.popMany(3);
    const [key, item] = [e.named(sub), e.named(value)];
    if (at !== null) {
      e.placeRaising();
      e.line(`if (${at} < 0) ${dict.text}.set(${key}, ${item}); else ${dict.text}.vals[${at}] = ${item};`);
      return;
    }
    if (isPlain) {
      e.placeRaising();
      e.line(`${dict.text}.set(${key}, ${item});`);
      return;
    }
    e.placeDeep();
    e.calledVoid(`${dict.text}.set(${key}, ${item})`);
    return;
  }
  e.popMany(3);
  const [a, b, c] = [e.named(container), e.named(sub), e.named(value)];
  e.placeDeep();
  e.calledVoid(`${e.helper("setItem")}(${a}, ${b}, ${c})`);
};

export const SUBSCRIPT: readonly (readonly [number, Emit])[] = [[OP.STORE_SUBSCR, storeSubscript]];
