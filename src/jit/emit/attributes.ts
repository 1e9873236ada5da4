/** Attribute access by shape. What a cache knows of several shapes becomes a chain of tests. */
import { OP } from "../../interpreter/generated/tables.ts";
import { AttrCache } from "../../interpreter/specialize/attributes.ts";
import { PyFunction } from "../../objects/function.ts";
import { IN_OBJECT_FIELDS } from "../../objects/object.ts";
import { strType } from "../../objects/str/str-object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { ANY, BOXED, constant, instance, MAYBE, STR } from "../types.ts";
import { emitFunctionCall } from "./calls.ts";
import type { Emitter, Val } from "./emitter.ts";
import { looksConstant } from "./names.ts";
import type { Emit } from "./table.ts";
import { isCold } from "./table.ts";

/** Why an exit happens that more shapes in the cache would avoid. */
export const ANOTHER_SHAPE = "another shape";

/** The caches of an instruction for instances of the given form. */
function shapesOf(e: Emitter, index: number, op: number): AttrCache[] {
  const found: AttrCache[] = [];
  const first = e.unit.code.caches[index];
  for (let at = first instanceof AttrCache ? first : null; at !== null; at = at.next) {
    if (at.op === op && at.type.version === at.version) found.push(at);
  }
  return found;
}

export function fieldOf(owner: string, index: number): string {
  return index < IN_OBJECT_FIELDS ? `${owner}.f${index}` : `${owner}.more[${index - IN_OBJECT_FIELDS}]`;
}

/** Says that the class is as it was, unless that is known; the condition under which it is not. */
function changed(e: Emitter, type: PyType, version: number): string {
  const name = e.constant(type);
  return e.knows(`${name}@${version}`) ? "" : `${name}.version !== ${version}`;
}

/** Leaves unless the owner has the shape; it is known to have it afterwards. */
function guardShape(e: Emitter, owner: Val, cache: AttrCache): void {
  const known = owner.type.kind === "instance" && owner.type.shape === cache.shape;
  const tests = known ? [] : [`${owner.text}?.shape !== ${e.constant(cache.shape)}`];
  const version = changed(e, cache.type, cache.version);
  if (version !== "") tests.push(version);
  if (tests.length > 0) e.exitIf(tests.join(" || "), ANOTHER_SHAPE);
  e.refine(owner.text, instance(cache.shape));
}

/** The value under a name, so that it can be tested and used. */
/** The top of the stack as an object under a name: what had no object yet, such as a raw double, gets one. */
function namedTop(e: Emitter): Val {
  const val = e.pop();
  const text = e.named(val);
  const made = text !== val.text;
  const named: Val = { type: !made ? val.type : val.type.kind === "float" ? BOXED : ANY, text };
  e.stack.push(named);
  return named;
}

const loadAttr: Emit = (e, instruction) => {
  if (isCold(e)) return e.exit("never ran");
  const { op, index, arg } = instruction;
  const cache = e.unit.code.caches[index];
  if (cache instanceof AttrCache && !(e.generic && cache.next === null && cache.op !== OP.LOAD_ATTR_INSTANCE_VALUE)) {
    switch (op) {
      case OP.LOAD_ATTR:
      case OP.LOAD_ATTR_INSTANCE_VALUE:
      case OP.LOAD_ATTR_METHOD_WITH_VALUES:
        if ((arg & 1) !== 0) return loadMethodByShape(e, index, arg);
        return loadByShape(e, index, arg);
      case OP.LOAD_ATTR_SLOT:
        return loadSlot(e, cache);
      case OP.LOAD_ATTR_MODULE:
      case OP.LOAD_ATTR_MODULE_NULL:
        return loadModule(e, cache, arg);
      case OP.LOAD_ATTR_CLASS:
      case OP.LOAD_ATTR_CLASS_NULL:
        return loadClass(e, cache, arg);
      case OP.LOAD_ATTR_METHOD_NO_DICT:
        return loadMethodOfType(e, cache);
      case OP.LOAD_ATTR_PROPERTY:
        return loadProperty(e, cache);
      default:
    }
  }
  loadAnything(e, arg);
};

function loadAnything(e: Emitter, arg: number): void {
  const name = e.constant(e.unit.code.names[arg >> 1]);
  const owner = e.named(e.pop());
  e.placeDeep();
  if ((arg & 1) === 0) {
    e.push(ANY, e.called(`${e.helper("getAttr")}(${owner}, ${name})`));
    return;
  }
  const method = e.temporary(`${e.helper("loadMethod")}(${owner}, ${name})`);
  const self = e.temporary(`${e.helper("found")}.self`);
  e.line(`if (J.observed) throw ${e.helper("returned2")}(${method}, ${self});`);
  e.forget();
  e.push(ANY, method);
  e.push(MAYBE, self);
}

function loadByShape(e: Emitter, index: number, arg: number): void {
  const caches = shapesOf(e, index, OP.LOAD_ATTR_INSTANCE_VALUE);
  if (caches.length === 0) return loadAnything(e, arg);
  const owner = namedTop(e);
  if (caches.length === 1 && !e.generic) {
    guardShape(e, owner, caches[0]);
    e.pop();
    e.pushNew(ANY, fieldOf(owner.text, caches[0].index));
    return;
  }
  chain(e, owner, caches, arg, (cache) => fieldOf(owner.text, cache.index));
}

/** Tests one shape after the other; what has none of them is looked up. */
function chain(e: Emitter, owner: Val, caches: AttrCache[], arg: number, access: (cache: AttrCache) => string): void {
  const name = e.constant(e.unit.code.names[arg >> 1]);
  e.pop();
  e.placeDeep();
  const shape = e.temporary(`${owner.text}?.shape`);
  const result = e.freshName();
  e.line(`let ${result};`);
  for (const cache of caches) {
    const type = e.constant(cache.type);
    e.line(
      `if (${shape} === ${e.constant(cache.shape)} && ${type}.version === ${cache.version}) ${result} = ${access(cache)}; else`,
    );
  }
  e.line(
    `{ ${result} = ${e.helper("getAttr")}(${owner.text}, ${name}); if (J.observed) throw ${e.helper("returned")}(${result}); }`,
  );
  e.forget();
  e.push(ANY, result);
}

function loadMethodByShape(e: Emitter, index: number, arg: number): void {
  const caches = shapesOf(e, index, OP.LOAD_ATTR_METHOD_WITH_VALUES);
  if (caches.length === 0) return loadAnything(e, arg);
  const owner = namedTop(e);
  if (caches.length === 1 && !e.generic) {
    guardShape(e, owner, caches[0]);
    e.pop();
    e.push(constant(caches[0].found), e.constant(caches[0].found));
    e.push(instance(caches[0].shape), owner.text);
    return;
  }
  e.pop();
  e.placeDeep();
  const shape = e.temporary(`${owner.text}?.shape`);
  const [method, self] = [e.freshName(), e.freshName()];
  const name = e.constant(e.unit.code.names[arg >> 1]);
  e.line(`let ${method}, ${self} = ${owner.text};`);
  for (const cache of caches) {
    const type = e.constant(cache.type);
    e.line(
      `if (${shape} === ${e.constant(cache.shape)} && ${type}.version === ${cache.version}) ${method} = ${e.constant(cache.found)}; else`,
    );
  }
  const load = `${method} = ${e.helper("loadMethod")}(${owner.text}, ${name}); ${self} = ${e.helper("found")}.self;`;
  e.line(`{ ${load} if (J.observed) throw ${e.helper("returned2")}(${method}, ${self}); }`);
  e.forget();
  const among = caches.map((cache) => cache.found).filter((found) => found instanceof PyFunction);
  e.stack.push({ type: ANY, text: method, among: [...new Set(among)] });
  e.push(MAYBE, self);
}

function loadSlot(e: Emitter, cache: AttrCache): void {
  const owner = namedTop(e);
  guardClass(e, owner.text, cache);
  const { index } = cache;
  // The fields beyond those in the object are made by their first store.
  const field =
    index < IN_OBJECT_FIELDS ? fieldOf(owner.text, index) : `${e.helper("getField")}(${owner.text}, ${index})`;
  const value = e.temporary(field);
  e.exitIf(`${value} === undefined`, "unset slot");
  e.pop();
  e.push(ANY, value);
}

function guardClass(e: Emitter, owner: string, cache: AttrCache): void {
  const tests = [`${owner}?.type !== ${e.constant(cache.type)}`];
  const version = changed(e, cache.type, cache.version);
  if (version !== "") tests.push(version);
  e.exitIf(tests.join(" || "), "another class");
}

function loadModule(e: Emitter, cache: AttrCache, arg: number): void {
  const owner = e.peek();
  if (owner.type.value !== cache.owner) e.exitIf(`${owner.text} !== ${e.constant(cache.owner)}`, "another module");
  const cell = e.constant(cache.cell);
  const value = cache.cell!.v;
  if (looksConstant(value) && !e.generic) {
    const known = e.constant(value);
    if (!e.knows(`${cell}=${known}`)) e.exitIf(`${cell}.v !== ${known}`, "another attribute");
    e.pop();
    e.push(constant(value), known);
  } else {
    const text = e.temporary(`${cell}.v`);
    e.exitIf(`${text} === undefined`, "no attribute");
    e.pop();
    e.push(ANY, text);
  }
  if ((arg & 1) !== 0) e.pushNull();
}

function loadClass(e: Emitter, cache: AttrCache, arg: number): void {
  const owner = e.peek();
  const tests: string[] = [];
  if (owner.type.value !== cache.owner) tests.push(`${owner.text} !== ${e.constant(cache.owner)}`);
  const version = changed(e, cache.type, cache.version);
  if (version !== "") tests.push(version);
  if (tests.length > 0) e.exitIf(tests.join(" || "), "another class");
  e.pop();
  e.pushConstant(cache.found);
  if ((arg & 1) !== 0) e.pushNull();
}

/** A method of a type whose instances have no attributes of their own: mostly a built-in one. */
function loadMethodOfType(e: Emitter, cache: AttrCache): void {
  const owner = namedTop(e);
  const { type } = cache;
  const { kind } = owner.type;
  const known = kind === type.tp_name || (kind === "boxed" && type.tp_name === "float");
  if (!known) {
    if (type === strType) {
      e.exitIf(`typeof ${owner.text} !== "string"`, "not str");
      e.refine(owner.text, STR);
    } else if (type.tp_name === "int" || type.tp_name === "bool") {
      e.exitIf(`${e.helper("typeOf")}(${owner.text}) !== ${e.constant(type)}`, "another type");
    } else {
      guardClass(e, owner.text, cache);
      if (type.tp_name === "list" || type.tp_name === "dict" || type.tp_name === "tuple") {
        if (type.spec !== null) e.refine(owner.text, { kind: type.tp_name });
      }
    }
  }
  const self = e.pop();
  e.push(constant(cache.found), e.constant(cache.found));
  e.stack.push(self);
}

function loadProperty(e: Emitter, cache: AttrCache): void {
  const owner = namedTop(e);
  guardClass(e, owner.text, cache);
  e.pop();
  emitFunctionCall(e, cache.found as PyFunction, [owner]);
}

const storeAttr: Emit = (e, { op, index, arg }) => {
  if (isCold(e)) return e.exit("never ran");
  const cache = e.unit.code.caches[index];
  if (op === OP.STORE_ATTR_SLOT && cache instanceof AttrCache && !e.generic) {
    const owner = namedTop(e);
    guardClass(e, owner.text, cache);
    e.pop();
    e.line(setText(e, owner.text, e.tagged(e.pop()), cache.index, true));
    return;
  }
  const caches = shapesOf(e, index, OP.STORE_ATTR_INSTANCE_VALUE);
  if (caches.length === 1 && !e.generic) return storeByShape(e, caches[0]);
  const name = e.constant(e.unit.code.names[arg]);
  const [value, ownerVal] = e.popMany(2);
  const owner = e.named(ownerVal);
  const item = e.named(value);
  e.placeDeep();
  const slow = `${e.helper("setAttr")}(${owner}, ${name}, ${item})`;
  if (caches.length > 0) {
    const shape = e.temporary(`${owner}?.shape`);
    for (const known of caches) {
      const type = e.constant(known.type);
      e.line(
        `if (${shape} === ${e.constant(known.shape)} && ${type}.version === ${known.version}) { ${storeText(e, owner, item, known)} } else`,
      );
    }
  }
  e.calledVoid(slow);
};

function storeByShape(e: Emitter, cache: AttrCache): void {
  const owner = namedTop(e);
  guardShape(e, owner, cache);
  e.pop();
  const value = e.tagged(e.pop());
  e.line(storeText(e, owner.text, value, cache));
  if (cache.newShape !== cache.shape) {
    // The same object may be known under other names.
    e.forgetShapes();
    e.refine(owner.text, instance(cache.newShape));
  }
}

/** `mayGrow`: the field may not be there yet. */
function setText(e: Emitter, owner: string, value: string, index: number, mayGrow: boolean): string {
  return mayGrow && index >= IN_OBJECT_FIELDS
    ? `${e.helper("setField")}(${owner}, ${index}, ${value});`
    : `${fieldOf(owner, index)} = ${value};`;
}

function storeText(e: Emitter, owner: string, value: string, cache: AttrCache): string {
  const grows = cache.newShape !== cache.shape;
  const store = setText(e, owner, value, cache.index, grows);
  return grows ? `${store} ${owner}.shape = ${e.constant(cache.newShape)};` : store;
}

const loadSuperAttr: Emit = (e, { arg }) => {
  const [superType, start, self] = e.popMany(3);
  const name = e.constant(e.unit.code.names[arg >> 2]);
  const texts = [superType, start, self].map((val) => e.named(val));
  e.placeDeep();
  const found = e.temporary(`${e.helper("loadSuper")}(${texts.join(", ")}, ${arg}, ${name})`);
  const bound = (arg & 1) !== 0 ? e.temporary(`${e.helper("found")}.self`) : null;
  const done = bound === null ? `${e.helper("returned")}(${found})` : `${e.helper("returned2")}(${found}, ${bound})`;
  e.line(`if (J.observed) throw ${done};`);
  e.forget();
  e.push(ANY, found);
  if (bound !== null) e.push(MAYBE, bound);
};

const deleteAttr: Emit = (e, { arg }) => {
  const owner = e.named(e.pop());
  const name = e.constant(e.unit.code.names[arg]);
  e.placeDeep();
  e.calledVoid(`${e.helper("delAttr")}(${owner}, ${name})`);
};

export const ATTRIBUTES: readonly (readonly [number, Emit])[] = [
  [OP.LOAD_ATTR, loadAttr],
  [OP.STORE_ATTR, storeAttr],
  [OP.LOAD_SUPER_ATTR, loadSuperAttr],
  [OP.DELETE_ATTR, deleteAttr],
];
