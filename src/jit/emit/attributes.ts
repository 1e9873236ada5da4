/**
 * Attribute access. What an access on instances of the shapes that were seen here comes to is resolved at compile time (resolve.ts) and
 * written in place, behind a test of the shape, or of the class where all its instances are alike; several shapes become a chain.
 */
import { executableOf } from "../../interpreter/code.ts";
import { OP } from "../../interpreter/generated/tables.ts";
import { AttrCache } from "../../interpreter/specialize/attributes.ts";
import { superType } from "../../objects/descr/super.ts";
import { PyFunction } from "../../objects/function.ts";
import type { Shape } from "../../objects/shape.ts";
import { strType } from "../../objects/str/str-object.ts";
import { PyType } from "../../objects/type-object.ts";
import { recordOf } from "../record.ts";
import { superMemoAt } from "../runtime/super.ts";
import { ANY, constant, instance, MAYBE, STR } from "../types.ts";
import { emitFunctionCall } from "./calls.ts";
import type { Emitter, Val } from "./emitter.ts";
import { differs } from "./guards.ts";
import { looksConstant } from "./names.ts";
import { answered, checkEntered } from "./raise.ts";
import { type Load, resolveClassLoad, resolveLoad } from "./resolve.ts";
import {
  ANOTHER_SHAPE,
  changed,
  fieldValue,
  guardAccess,
  type Known,
  linkTest,
  namedTop,
  ownShapeAndType,
  pushFloatField,
  seenBy,
  writeChoices,
} from "./shapes.ts";
import type { Emit } from "./table.ts";
import { isCold, NEVER_RAN } from "./table.ts";

const loadAttr: Emit = (e, { index, arg }) => {
  if (e.peek().type.kind !== "instance" && isCold(e)) return e.exit(NEVER_RAN);
  if (e.unit.code.names[arg >> 1] === "f_locals") return e.exit("looks at variables");
  const cache = e.unit.code.caches[index];
  const { value } = e.peek().type;
  if (value instanceof PyType) return loadOfClass(e, value, arg);
  if (cache instanceof AttrCache && !e.generic) {
    switch (cache.op) {
      case OP.LOAD_ATTR_MODULE:
      case OP.LOAD_ATTR_MODULE_NULL:
        return loadModule(e, cache, arg);
      case OP.LOAD_ATTR_CLASS:
      case OP.LOAD_ATTR_CLASS_NULL:
        return loadOfClass(e, cache.owner as PyType, arg);
      case OP.LOAD_ATTR_METHOD_NO_DICT:
      case OP.LOAD_ATTR_METHOD_LAZY_DICT:
        return loadMethodOfType(e, cache);
      default:
    }
  }
  const resolve = (arg & 1) !== 0 ? resolveForCall : resolveLoad;
  const { known, complete } = seenBy(e, e.peek(), resolve, e.unit.code.names[arg >> 1]);
  if (known.length === 0) return loadAnything(e, arg);
  const owner = namedTop(e);
  if (known.length === 1 && complete) return loadKnown(e, owner, known[0], arg);
  const links = known.map((one) => loadLink(e, owner.text, one, (arg & 1) !== 0)).filter((link) => link !== null);
  loadChain(e, owner, links, complete && links.length === known.length, arg);
};

/** A getter that is unwound answers with one value, where a call wants two. */
function resolveForCall(shape: Shape, name: string): Load | null {
  const access = resolveLoad(shape, name);
  return access?.kind === "getter" || access?.kind === "descriptor" ? null : access;
}

/** One shape: nothing but a guard is in the way. */
function loadKnown(e: Emitter, owner: Val, known: Known<Load>, arg: number): void {
  const { access, shape } = known;
  const forCall = (arg & 1) !== 0;
  guardAccess(e, owner, known);
  switch (access.kind) {
    case "field":
      if (!forCall && pushFloatField(e, owner.text, shape.owner, access.index)) return;
      e.pop();
      e.pushNew(ANY, fieldValue(e, owner.text, shape.owner, access.index));
      break;
    case "slot":
    case "entry": {
      if (e.generic) return loadAnything(e, arg);
      if (!forCall && access.kind === "slot" && pushFloatField(e, owner.text, shape.owner, access.index, true)) return;
      const value = e.temporary(mayBeUnset(e, owner.text, known, e.unit.code.names[arg >> 1] as string));
      e.exitIf(`${value} === undefined`, "unset attribute");
      e.pop();
      e.push(ANY, value);
      break;
    }
    case "getter":
      e.pop();
      emitFunctionCall(e, access.func, [owner]);
      break;
    case "descriptor": {
      const get = e.constant(access.descr.type.tp_descr_get);
      e.pop();
      e.placeDeep();
      e.push(ANY, e.called(`${get}(${e.constant(access.descr)}, ${owner.text}, ${e.constant(shape.owner)})`));
      break;
    }
    case "class":
      e.pop();
      e.pushConstant(shape.owner);
      break;
    case "value":
      e.pop();
      e.pushConstant(access.value);
      break;
    case "cell":
      e.pop();
      e.pushNew(ANY, `${e.constant(access.cell)}.v`);
      break;
    default: {
      const ofClass = access.kind === "class method";
      const self: Val = ofClass ? e.constantVal(shape.owner) : { type: instance(shape), text: owner.text };
      e.pop();
      if (!forCall) return e.pushNew(ANY, boundText(e, access.func, self.text));
      e.push(constant(access.func), e.constant(access.func));
      e.stack.push(self);
      return;
    }
  }
  if (forCall) e.pushNull();
}

/** The text of an attribute that is undefined where the instance does not have it. */
function mayBeUnset(e: Emitter, owner: string, { access, shape }: Known<Load>, name: string): string {
  if (access.kind === "entry") return `${owner}.dict.getStr(${JSON.stringify(name)})`;
  const { index } = access as Extract<Load, { kind: "slot" }>;
  // The fields beyond those in the object are made by their first store.
  return index < shape.owner.ownFields
    ? fieldValue(e, owner, shape.owner, index)
    : `${e.helper("getField")}(${owner}, ${index})`;
}

function boundText(e: Emitter, func: unknown, self: string): string {
  return func instanceof PyFunction
    ? `new ${e.helper("PyMethod")}(${e.constant(func)}, ${self})`
    : `${e.helper("bind")}(${e.constant(func)}, ${self})`;
}

interface Link {
  readonly known: Known<Load>;
  /** What it comes to, and the self to call it with. */
  readonly value: string;
  readonly self: string;
  /** Whether it may be undefined, so that the attribute is not what was expected. */
  readonly unsure: boolean;
  /** Whether it runs Python code. */
  readonly calls: boolean;
  readonly among: PyFunction | null;
}

/** An access as a link of a chain; null when it takes more than an expression. */
function loadLink(e: Emitter, owner: string, known: Known<Load>, forCall: boolean): Link | null {
  const { access, shape } = known;
  const link = { known, self: "undefined", unsure: false, calls: false, among: null };
  switch (access.kind) {
    case "field":
      return { ...link, value: fieldValue(e, owner, shape.owner, access.index) };
    case "slot":
    case "entry":
      return { ...link, value: mayBeUnset(e, owner, known, nameOf(e)), unsure: true };
    case "descriptor":
      return null;
    case "class":
      return { ...link, value: e.constant(shape.owner) };
    case "value":
      return { ...link, value: e.tagged(e.constantVal(access.value)) };
    case "cell":
      return { ...link, value: `${e.constant(access.cell)}.v` };
    case "getter": {
      const record = recordOf(executableOf(access.func.code));
      if (!record.mayEnter(access.func) || !record.code.simple || record.code.argcount !== 1) return null;
      return {
        ...link,
        value: `${e.constant(record)}.entry(${e.constant(access.func)}, d + 1, ${owner})`,
        calls: true,
      };
    }
    default: {
      const self = access.kind === "class method" ? e.constant(shape.owner) : owner;
      if (!forCall) return { ...link, value: boundText(e, access.func, self) };
      const among = access.func instanceof PyFunction ? access.func : null;
      return { ...link, value: e.constant(access.func), self, among };
    }
  }
}

function nameOf(e: Emitter): string {
  return e.unit.code.names[e.instruction.arg >> 1] as string;
}

/** The function that is the method of the owner itself, whichever of the links it is. */
function sameMethod(links: readonly Link[], owner: string): PyFunction | null {
  const [{ among }] = links;
  return links.every((link) => link.among === among && link.self === owner) ? among : null;
}

/** Tests one shape after the other; what has none of them is looked up, or not expected. */
function loadChain(e: Emitter, owner: Val, links: readonly Link[], complete: boolean, arg: number): void {
  const forCall = (arg & 1) !== 0;
  const calls = links.some((link) => link.calls);
  const wanted = e.constant(e.unit.code.names[arg >> 1]);
  e.pop();
  if (calls || !complete) e.placeDeep();
  const [ownShape, ownType] = ownShapeAndType(
    e,
    owner.text,
    links.map(({ known }) => known),
  );
  const same = complete && forCall ? sameMethod(links, owner.text) : null;
  if (same !== null) {
    writeChoices(
      e,
      links.map((link) => ({ test: linkTest(e, link.known, ownType, ownShape), effects: "" })),
    );
    e.exitHere(ANOTHER_SHAPE);
    e.push(constant(same), e.constant(same));
    e.stack.push({ type: ANY, text: owner.text });
    return;
  }
  const [value, self] = [e.freshName(), e.freshName()];
  e.line(`let ${value}${forCall ? `, ${self}` : ""};`);
  const choices = links.map((link) => {
    const { access } = link.known;
    const tests = [linkTest(e, link.known, ownType, ownShape)];
    if (access.kind === "getter") tests.push(`${e.constant(access.func)}.version === ${access.func.version}`);
    if (link.unsure) tests.push(`(${value} = ${link.value}) !== undefined`);
    const effects = link.unsure ? [] : [`${value} = ${link.value};`];
    if (link.self !== "undefined") effects.push(`${self} = ${link.self};`);
    return { test: tests.join(" && "), effects: effects.join(" ") };
  });
  writeChoices(e, choices);
  if (complete) {
    e.exitHere(ANOTHER_SHAPE);
  } else if (forCall) {
    const load = `${value} = ${e.helper("loadMethod")}(${owner.text}, ${wanted}); ${self} = ${e.helper("found")}.self;`;
    e.line(`{ ${load} if (J.observed) throw ${e.helper("returned2")}(${value}, ${self}); }`);
  } else {
    const load = `${value} = ${e.helper("anyAttribute")}(d, ${owner.text}, ${wanted});`;
    // Without a value it has raised, which comes below.
    e.line(`{ ${load} if (J.observed && ${value} !== undefined) throw ${e.helper("returned")}(${value}); }`);
  }
  if (calls || (!complete && !forCall)) checkEntered(e, value);
  if (calls || !complete) e.forget();
  const among = [...new Set(links.map((link) => link.among).filter((func) => func !== null))];
  e.stack.push({ type: ANY, text: value, ...(among.length > 0 ? { among } : {}) });
  if (!forCall) return;
  if (complete && links.every((link) => link.self !== "undefined")) e.push(ANY, self);
  else e.push(MAYBE, self);
}

function loadAnything(e: Emitter, arg: number): void {
  const name = e.constant(e.unit.code.names[arg >> 1]);
  const owner = e.named(e.pop());
  e.placeDeep();
  if ((arg & 1) === 0) {
    e.push(ANY, answered(e, `${e.helper("anyAttribute")}(d, ${owner}, ${name})`));
    return;
  }
  const method = e.temporary(`${e.helper("loadMethod")}(${owner}, ${name})`);
  const self = e.temporary(`${e.helper("found")}.self`);
  e.line(`if (J.observed) throw ${e.helper("returned2")}(${method}, ${self});`);
  e.forget();
  e.push(ANY, method);
  e.push(MAYBE, self);
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

/** An attribute of the class itself, which the owner is or is expected to be. */
function loadOfClass(e: Emitter, type: PyType, arg: number): void {
  const name = e.unit.code.names[arg >> 1];
  const access = typeof name === "string" && !e.generic ? resolveClassLoad(type, name) : null;
  if (access === null) return loadAnything(e, arg);
  const owner = e.peek();
  const tests = owner.type.value === type ? [] : [`${owner.text} !== ${e.constant(type)}`];
  for (const test of [changed(e, type), changed(e, type.type)]) if (test !== "") tests.push(test);
  if (tests.length > 0) e.exitIf(tests.join(" || "), "another class");
  e.pop();
  const forCall = (arg & 1) !== 0;
  switch (access.kind) {
    case "cell":
      e.pushNew(ANY, `${e.constant(access.cell)}.v`);
      break;
    case "class method":
      if (!forCall) return e.pushNew(ANY, boundText(e, access.func, e.constant(type)));
      e.push(constant(access.func), e.constant(access.func));
      return e.pushConstant(type);
    default:
      e.pushConstant((access as Extract<Load, { kind: "value" }>).value);
  }
  if (forCall) e.pushNull();
}

/** A method of a type whose instances cannot have, or do not have, attributes of their own: mostly a built-in one. */
function loadMethodOfType(e: Emitter, cache: AttrCache): void {
  const owner = namedTop(e);
  const { type } = cache;
  const found = cache.version === type.version ? cache.found : undefined;
  if (found === undefined) return loadAnything(e, e.instruction.arg);
  const { kind } = owner.type;
  const known = type.spec !== null && (kind === type.tp_name || (kind === "boxed" && type.tp_name === "float"));
  if (!known) {
    if (type === strType) {
      e.exitIf(`typeof ${owner.text} !== "string"`, "not str");
      e.refine(owner.text, STR);
    } else if (type.tp_name === "int" || type.tp_name === "bool") {
      e.exitIf(`${e.helper("typeOf")}(${owner.text}) !== ${e.constant(type)}`, "another type");
    } else {
      guardClass(e, owner, cache);
      const kind = CONTAINERS.find((name) => name === type.tp_name);
      if (kind !== undefined && type.spec !== null) e.refine(owner.text, { kind });
    }
  }
  const self = e.pop();
  e.push(constant(found), e.constant(found));
  e.stack.push(self);
}

/** Built-in containers of which the compiler knows more than their class. */
const CONTAINERS = ["list", "tuple", "dict", "set"] as const;

function guardClass(e: Emitter, owner: Val, { type, op }: AttrCache): void {
  const tests = [differs(owner, "type", e.constant(type))];
  const version = changed(e, type);
  if (version !== "") tests.push(version);
  if (op === OP.LOAD_ATTR_METHOD_LAZY_DICT) tests.push(`${owner.text}.dict != null`);
  e.exitIf(tests.join(" || "), "another class");
}

const loadSuperAttr: Emit = (e, { index, arg }) => {
  const vals = e.popMany(3);
  const name = e.constant(e.unit.code.names[arg >> 2]);
  const texts = vals.map((val) => e.named(val)).join(", ");
  // Called without arguments, what else stands for `super` looks for them in the frame.
  if ((arg & 2) === 0 && vals[0].constant !== superType)
    e.exitIf(`${e.tagged(vals[0])} !== ${e.constant(superType)}`, "not super");
  e.placeDeep();
  if ((arg & 1) === 0) return e.push(ANY, e.called(`${e.helper("loadSuper")}(${texts}, ${arg}, ${name}, null)`));
  const memo = superMemoAt(e.unit.code, index);
  const known = e.constant(memo);
  const [method, self] = [e.freshName(), e.freshName()];
  e.line(`let ${method} = ${e.helper("superMethod")}(${known}, ${texts}), ${self} = ${e.tagged(vals[2])};`);
  e.open(`if (${method} === undefined) {`);
  e.line(`${method} = ${e.helper("loadSuper")}(${texts}, ${arg}, ${name}, ${known});`);
  e.line(`${self} = ${e.helper("found")}.self;`);
  e.line(`if (J.observed) throw ${e.helper("returned2")}(${method}, ${self});`);
  e.close();
  e.forget();
  e.stack.push({ type: ANY, text: method, among: memo.functions() });
  e.push(MAYBE, self);
};

export const ATTRIBUTES: readonly (readonly [number, Emit])[] = [
  [OP.LOAD_ATTR, loadAttr],
  [OP.LOAD_SUPER_ATTR, loadSuperAttr],
];
