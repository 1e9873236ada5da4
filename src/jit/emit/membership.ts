/**
 * `in` and `not in`. Ints and texts are looked for in place, in built-in containers that the interpreter has met there: nothing is called that
 * could run Python code, so that what is known stays known.
 */
import { OP } from "../../interpreter/generated/tables.ts";
import { OperandsCache } from "../../interpreter/specialize/operators.ts";
import { dictType } from "../../objects/dict/type.ts";
import { intType } from "../../objects/int/type.ts";
import { listType } from "../../objects/list/type.ts";
import type { PyValue } from "../../objects/object.ts";
import { PySet } from "../../objects/set/set.ts";
import { frozensetType, setType } from "../../objects/set/type.ts";
import { strType } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { tupleType } from "../../objects/tuple/type.ts";
import type { PyType } from "../../objects/type-object.ts";
import { BOOL, DICT, INT, LIST, SET, STR, TUPLE, type Type } from "../types.ts";
import type { Emitter, Val } from "./emitter.ts";
import { guard } from "./guards.ts";
import { answered, deepAside } from "./raise.ts";
import { isPlainKey } from "./subscript.ts";
import type { Emit } from "./table.ts";
import { isCold, NEVER_RAN } from "./table.ts";
import { emitFindTuple } from "./tuple-keys.ts";

const ITEMS: ReadonlyMap<PyType, Type> = new Map([
  [intType, INT],
  [strType, STR],
]);

const KEYS: ReadonlyMap<PyType, Type> = new Map([...ITEMS, [tupleType, TUPLE]]);

const CONTAINERS: ReadonlyMap<PyType, Type> = new Map([
  [dictType, DICT],
  [setType, SET],
  [strType, STR],
  [listType, LIST],
  [tupleType, TUPLE],
]);

/** The value as what the interpreter has met there, if nothing is known of it. */
function expect(e: Emitter, val: Val, types: ReadonlyMap<PyType, Type>, seen: PyType | undefined): Val {
  const type = val.type.kind === "any" && seen !== undefined ? types.get(seen) : undefined;
  return type === undefined ? val : guard(e, val, type);
}

/** As many items of a constant are compared one by one. */
const MOST_COMPARED = 8;

function isSelfEqual(item: PyValue | undefined): boolean {
  return item === null || typeof item === "number" || typeof item === "string";
}

/** The items of a constant tuple or frozenset of nothing but ints, texts and None, which equal only themselves. */
function plainItems({ value }: Type): readonly PyValue[] | null {
  let items: readonly (PyValue | undefined)[];
  if (value instanceof PyTuple && value.type === tupleType) items = value.items;
  else if (value instanceof PySet && value.type === frozensetType)
    items = value.keys.filter((key) => key !== undefined);
  else return null;
  const isPlain = items.length <= MOST_COMPARED && items.every(isSelfEqual);
  return isPlain ? (items as readonly PyValue[]) : null;
}

/** The condition that an int or text is in a container of a built-in class, whose guard has been written; null: not in place. */
function inPlace(e: Emitter, item: Val, container: Val): string | null {
  const { kind } = container.type;
  if (item.type.kind !== "int" && item.type.kind !== "str") return null;
  switch (kind) {
    case "dict":
    case "set":
      return isPlainKey(e, container, item) ? `${container.text}.has(${item.text})` : null;
    case "str":
      return item.type.kind === "str" ? `${e.helper("strContains")}(${container.text}, ${item.text})` : null;
    case "list":
    case "tuple": {
      if (e.generic) return null;
      const found = e.temporary(`${e.helper("plainMembership")}(${container.text}.items, ${item.text})`);
      e.exitIf(`${found} === undefined`, "items of other kinds");
      return found;
    }
    default:
      return null;
  }
}

/** The same of a tuple in a set or dict. */
function tupleInPlace(e: Emitter, item: Val, container: Val, seen: PyType | undefined): string | null {
  if (item.type.kind !== "tuple") return null;
  const known = expect(e, container, CONTAINERS, seen);
  if (known.type.kind !== "dict" && known.type.kind !== "set") return null;
  const at = emitFindTuple(e, known, item);
  return at === null ? null : `(${at} >= 0)`;
}

const containsOp: Emit = (e, { arg }) => {
  if (isCold(e)) return e.exit(NEVER_RAN);
  const cache = e.unit.code.caches[e.instruction.index];
  const seen = cache instanceof OperandsCache && !e.generic ? cache : undefined;
  const items = plainItems(e.peek(1).type);
  const isBuiltin = items !== null || CONTAINERS.has(seen?.right as PyType);
  const hasKeys = seen?.right === dictType || seen?.right === setType;
  const item = isBuiltin ? e.reusable(expect(e, e.peek(2), hasKeys ? KEYS : ITEMS, seen?.left)) : e.peek(2);
  const isPlain = item.type.kind === "int" || item.type.kind === "str";
  const container = isPlain ? expect(e, e.peek(1), CONTAINERS, seen?.right) : e.peek(1);
  const not = arg === 0 ? "" : "!";
  if (isPlain && items !== null) {
    e.popMany(2);
    const tests = items.map((one) => `${item.text} === ${e.constantVal(one).text}`);
    return e.pushNew(BOOL, `${not}(${tests.join(" || ") || "false"})`);
  }
  const found = isPlain ? inPlace(e, item, container) : hasKeys ? tupleInPlace(e, item, container, seen?.right) : null;
  e.popMany(2);
  if (found !== null) {
    if (isPlain && (container.type.kind === "dict" || container.type.kind === "set")) e.placeRaising();
    return e.pushNew(BOOL, not + found);
  }
  const a = e.named(item);
  const b = e.named(container);
  if (container.type.kind === "str") {
    e.placeRaising();
    const other = `(${deepAside(e)}${e.helper("isIn")}(d, ${a}, ${b}, ${arg !== 0}))`;
    e.push(BOOL, answered(e, `typeof ${a} === "string" ? ${not}${e.helper("strContains")}(${b}, ${a}) : ${other}`));
    return;
  }
  const helper = seen?.right === dictType ? "isKeyOf" : "isIn";
  e.placeDeep();
  e.push(BOOL, answered(e, `${e.helper(helper)}(d, ${a}, ${b}, ${arg !== 0})`));
};

export const MEMBERSHIP: readonly (readonly [number, Emit])[] = [[OP.CONTAINS_OP, containsOp]];
