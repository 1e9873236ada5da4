/** Building and unpacking containers. */
import { OP } from "../../interpreter/generated/tables.ts";
import { GROWTH_LIMIT } from "../../objects/push.ts";
import { ANY, DICT, LIST, SET, TUPLE } from "../types.ts";
import type { Emitter, Val } from "./emitter.ts";
import { literalText } from "./format.ts";
import { guardList, guardTuple } from "./guards.ts";
import { areAskedAbout } from "./known.ts";
import { isFormatted } from "./percent.ts";
import type { Emit } from "./table.ts";
import { isCold, NEVER_RAN } from "./table.ts";
import { isLookedFor } from "./tuple-keys.ts";
import { isCompared } from "./tuple-order.ts";

function texts(e: Emitter, vals: readonly Val[]): string {
  return vals.map((val) => e.tagged(val)).join(", ");
}

const buildTuple: Emit = (e, { arg }) => {
  const items = e.popMany(arg);
  if (isFormatted(e, items) || isCompared(e, arg) || isLookedFor(e, items) || areAskedAbout(e, items)) {
    e.stack.push({ type: TUPLE, text: "", parts: items.map((val) => e.reusable(val)) });
    return;
  }
  e.pushNew(TUPLE, `new ${e.helper("PyTuple")}([${texts(e, items)}])`);
};

const buildList: Emit = (e, { arg }) => {
  const items = e.popMany(arg);
  e.pushNew(LIST, `new ${e.helper("PyList")}([${texts(e, items)}])`);
};

/** Whether all keys are constant texts, no two the same. */
function areNames(keys: readonly Val[]): boolean {
  const names = new Set(keys.map(literalText));
  return names.size === keys.length && !names.has(undefined);
}

const buildMap: Emit = (e, { arg }) => {
  const items = e.popMany(arg * 2);
  if (arg === 0) {
    e.pushNew(DICT, `new ${e.helper("PyDict")}()`);
    return;
  }
  const keys = items.filter((_, i) => i % 2 === 0);
  if (areNames(keys)) {
    const values = items.filter((_, i) => i % 2 === 1);
    e.pushNew(DICT, `${e.helper("PyDict")}.fromTexts([${texts(e, keys)}], [${texts(e, values)}])`);
    return;
  }
  const list = texts(e, items);
  e.placeDeep();
  e.push(DICT, e.called(`${e.helper("buildMap")}([${list}])`));
};

const buildSet: Emit = (e, { arg }) => {
  const list = texts(e, e.popMany(arg));
  e.placeDeep();
  e.push(SET, e.called(`${e.helper("buildSet")}([${list}])`));
};

/** Appends; that a list cannot take another item, the interpreter tells. */
export function emitAppend(e: Emitter, list: Val, item: Val): void {
  const { text } = list;
  e.exitIf(`${text}.items.length >= ${GROWTH_LIMIT}`, "a list too long");
  e.line(`${text}.items.push(${e.tagged(item)});`);
}

const listAppend: Emit = (e, { arg }) => {
  emitAppend(e, e.peek(arg + 1), e.peek());
  e.pop();
};

const setAdd: Emit = (e, { arg }) => {
  const value = e.named(e.pop());
  e.placeDeep();
  e.calledVoid(`${e.peek(arg).text}.add(${value})`);
};

const mapAdd: Emit = (e, { arg }) => {
  const [key, value] = e.popMany(2).map((val) => e.named(val));
  e.placeDeep();
  e.calledVoid(`${e.peek(arg).text}.set(${key}, ${value})`);
};

/** Instructions that add all of the value on top to the container below. */
function extend(helper: string): Emit {
  return (e, { arg }) => {
    const value = e.named(e.pop());
    e.placeDeep();
    e.calledVoid(`${e.helper(helper)}(${e.peek(arg).text}, ${value})`);
  };
}

/** `f(**kwargs)`: the callable, for messages, stands below. */
const dictMerge: Emit = (e, { arg }) => {
  const update = e.named(e.pop());
  e.placeDeep();
  e.calledVoid(`${e.helper("mergeDict")}(${e.peek(arg).text}, ${update}, ${e.tagged(e.peek(arg + 3))})`);
};

/** `a, *b, c = seq`. */
const unpackEx: Emit = (e, { arg }) => {
  const seq = e.named(e.pop());
  const [before, after] = [arg & 0xff, arg >> 8];
  e.placeDeep();
  const items = e.temporary(`${e.helper("unpackExtended")}(${seq}, ${before}, ${after})`);
  e.line(`if (J.observed) throw ${e.helper("returnedAll")}(${items});`);
  e.forget();
  for (let i = 0; i <= before + after; i++) e.pushNew(i === after ? LIST : ANY, `${items}[${i}]`);
};

const unpackSequence: Emit = (e, { op, arg }) => {
  const seq = e.peek();
  if (seq.parts?.length === arg) {
    e.pop();
    for (let i = arg - 1; i >= 0; i--) e.stack.push(seq.parts[i]);
    return;
  }
  if (isCold(e)) return e.exit(NEVER_RAN);
  const byTuple = op === OP.UNPACK_SEQUENCE_TWO_TUPLE || op === OP.UNPACK_SEQUENCE_TUPLE;
  if (!e.generic && (byTuple || op === OP.UNPACK_SEQUENCE_LIST)) {
    const known = byTuple ? guardTuple(e, seq) : guardList(e, seq);
    if (e.ended) return;
    e.exitIf(`${known.text}.items.length !== ${arg}`, "another length");
    e.pop();
    const items = e.temporary(`${known.text}.items`);
    for (let i = arg - 1; i >= 0; i--) e.pushNew(ANY, `${items}[${i}]`);
    return;
  }
  e.pop();
  const text = e.named(seq);
  e.placeDeep();
  const items = e.temporary(`${e.helper("unpack")}(${text}, ${arg})`);
  e.line(`if (J.observed) throw ${e.helper("returnedAll")}(${items});`);
  e.forget();
  for (let i = 0; i < arg; i++) e.pushNew(ANY, `${items}[${i}]`);
};

export const CONTAINERS: readonly (readonly [number, Emit])[] = [
  [OP.BUILD_TUPLE, buildTuple],
  [OP.BUILD_LIST, buildList],
  [OP.BUILD_MAP, buildMap],
  [OP.BUILD_SET, buildSet],
  [OP.LIST_APPEND, listAppend],
  [OP.SET_ADD, setAdd],
  [OP.MAP_ADD, mapAdd],
  [OP.LIST_EXTEND, extend("extendList")],
  [OP.SET_UPDATE, extend("updateSet")],
  [OP.DICT_UPDATE, extend("updateDict")],
  [OP.DICT_MERGE, dictMerge],
  [OP.UNPACK_SEQUENCE, unpackSequence],
  [OP.UNPACK_EX, unpackEx],
];
