/**
 * Methods of built-in types whose effect is written in place, under the identity that the method is known by. Those that look for a key are
 * of keys that run no Python code to be found.
 */
import { coroutineType, generatorType } from "../../interpreter/generators/types.ts";
import type { PyMethodDescr } from "../../objects/descr/descriptors.ts";
import { dictType } from "../../objects/dict/type.ts";
import { listType } from "../../objects/list/type.ts";
import { GROWTH_LIMIT } from "../../objects/push.ts";
import { setType } from "../../objects/set/type.ts";
import { strType } from "../../objects/str/str-object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { ANY, DICT, LIST, NONE, SET, type Type } from "../types.ts";
import { emitAppend } from "./containers.ts";
import type { Emitter, Val } from "./emitter.ts";
import { emitStrFormat } from "./format.ts";
import { isInt } from "./guards.ts";
import { take } from "./known.ts";
import { answered } from "./raise.ts";
import { isPlainKey } from "./subscript.ts";
import { emitFindTuple } from "./tuple-keys.ts";

/** False: it is called as any other. */
type Method = (e: Emitter, self: Val, args: readonly Val[]) => boolean;

/** By name and number of arguments. */
type Methods = Readonly<Record<string, Method>>;

const LIST_METHODS: Methods = {
  "append/1": (e, self, args) => {
    emitAppend(e, self, args[0]);
    return pushNone(e, args);
  },
  "pop/0": (e, self, args) => {
    if (e.generic) return false;
    e.exitIf(`${self.text}.items.length === 0`, "pop from empty list");
    take(e, args);
    e.pushNew(ANY, `${self.text}.items.pop()`);
    return true;
  },
  "pop/1": (e, self, args) => {
    if (e.generic || !isInt(args[0])) return false;
    const index = args[0].text;
    const length = e.temporary(`${self.text}.items.length`);
    e.exitIf(`${index} >= ${length} || ${index} < -${length}`, "pop of no item");
    take(e, args);
    e.pushNew(ANY, `${e.helper("takeItem")}(${self.text}.items, ${index} < 0 ? ${index} + ${length} : ${index})`);
    return true;
  },
  "insert/2": (e, self, args) => {
    if (!isInt(args[0])) return false;
    e.exitIf(`${self.text}.items.length >= ${GROWTH_LIMIT}`, "a list too long");
    e.line(`${e.helper("insertAt")}(${self.text}, ${args[0].text}, ${e.tagged(args[1])});`);
    return pushNone(e, args);
  },
};

const DICT_METHODS: Methods = { "get/1": dictGet, "get/2": dictGet };

const SET_METHODS: Methods = {
  "add/1": (e, self, args) => addTuple(e, self, args) || ofMember((set, key) => `${set}.add(${key});`)(e, self, args),
  "discard/1": ofMember((set, key) => `${set}.delete(${key});`),
  "remove/1": ofMember((set, key, e) => `if (!${set}.delete(${key})) throw ${e.helper("keyError")}(${key});`),
};

const TYPES: ReadonlyMap<PyType, readonly [Type, Methods]> = new Map([
  [listType, [LIST, LIST_METHODS]],
  [dictType, [DICT, DICT_METHODS]],
  [setType, [SET, SET_METHODS]],
]);

export function emitKnownMethod(e: Emitter, method: PyMethodDescr, self: Val, args: readonly Val[]): boolean {
  if (method.owner === strType) {
    const isFormat = method.name === "format" && args.length > 0 && args.length <= 3;
    return isFormat && emitStrFormat(e, self, args, `${e.constant(method.builtin)}.call${args.length}`);
  }
  if (isSend(method) && args.length === 1) return emitSend(e, e.constant(method.builtin), self, args);
  const known = TYPES.get(method.owner);
  if (known === undefined || self.type.kind !== known[0].kind) return false;
  return known[1][`${method.name}/${args.length}`]?.(e, self, args) ?? false;
}

function isSend({ name, owner }: PyMethodDescr): boolean {
  return name === "send" && (owner === generatorType || owner === coroutineType);
}

function emitSend(e: Emitter, send: string, self: Val, args: readonly Val[]): true {
  const [generator, value] = [self, args[0]].map((val) => e.named(val));
  take(e, args);
  e.placeDeep();
  e.push(ANY, answered(e, `${e.helper("sendByMethod")}(${send}, ${generator}, ${value}, d)`));
  return true;
}

function pushNone(e: Emitter, args: readonly Val[]): true {
  take(e, args);
  e.push(NONE, "null");
  return true;
}

/** `dict.get`: nothing is raised, and the fallback is there already. */
function dictGet(e: Emitter, self: Val, args: readonly Val[]): boolean {
  const [key, fallback] = args;
  const at = emitFindTuple(e, self, key);
  if (at === null && !isPlainKey(e, self, key)) return false;
  const other = fallback === undefined ? "null" : e.named(fallback);
  take(e, args);
  if (at !== null) {
    e.pushNew(ANY, `${at} < 0 ? ${other} : ${self.text}.vals[${at}]`);
    return true;
  }
  const value = e.temporary(`${self.text}.get(${key.text})`);
  e.pushNew(ANY, `${value} === undefined ? ${other} : ${value}`);
  return true;
}

function addTuple(e: Emitter, self: Val, args: readonly Val[]): boolean {
  const at = emitFindTuple(e, self, args[0]);
  if (at === null) return false;
  take(e, args);
  const key = e.named(args[0]);
  e.placeRaising();
  e.line(`if (${at} < 0) ${self.text}.add(${key});`);
  e.push(NONE, "null");
  return true;
}

function ofMember(text: (set: string, key: string, e: Emitter) => string): Method {
  return (e, self, args) => {
    if (!isPlainKey(e, self, args[0])) return false;
    take(e, args);
    const key = e.named(args[0]);
    e.place();
    e.line(text(self.text, key, e));
    e.push(NONE, "null");
    return true;
  };
}
