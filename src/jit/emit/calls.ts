/**
 * Calls. A Python function that is known is called as the JavaScript function it was compiled to (`K.entry`), with the arguments as
 * arguments: no frame, no array. So are `__init__` methods of new instances and built-ins; everything else goes through one helper.
 */
import { makesGenerator } from "../../bytecode/codeflags.ts";
import { executableOf } from "../../interpreter/code.ts";
import { OP } from "../../interpreter/generated/tables.ts";
import { pythonInit, usesObjectNew } from "../../interpreter/instantiate.ts";
import type { Str } from "../../kernel/str.ts";
import type { Builtin } from "../../objects/binder.ts";
import { PyBuiltinFunction } from "../../objects/builtin-function.ts";
import { PyMethodDescr } from "../../objects/descr/descriptors.ts";
import { PyFunction } from "../../objects/function.ts";
import { FEW_FIELDS } from "../../objects/object.ts";
import { objectType } from "../../objects/object-type.ts";
import type { PyTuple } from "../../objects/tuple/tuple.ts";
import { typeType } from "../../objects/type/type.ts";
import { PyType } from "../../objects/type-object.ts";
import { recordOf } from "../record.ts";
import { finishInit } from "../runtime/exits.ts";
import { needsFrame } from "../sensitive.ts";
import type { Finish } from "../sites.ts";
import { ANY } from "../types.ts";
import { emitAwaitedCall } from "./awaited-calls.ts";
import { bindStatically } from "./binding.ts";
import type { Emitter, Val } from "./emitter.ts";
import { emitKnownBuiltin, emitKnownType } from "./known.ts";
import { emitKnownMethod } from "./methods.ts";
import { answered, checkEntered, entered } from "./raise.ts";
import type { Emit } from "./table.ts";
import { isCold, NEVER_RAN } from "./table.ts";

/** Calls a known function with values that are off the stack, the last of them named by `kwnames`. */
export function emitFunctionCall(
  e: Emitter,
  func: PyFunction,
  args: readonly Val[],
  kwnames: PyTuple | null = null,
): void {
  const record = recordOf(executableOf(func.code));
  const values = record.mayEnter(func) ? bindStatically(e, func, args, namesOf(kwnames)) : null;
  if (values === null) {
    const callee: Val = { type: ANY, text: e.constant(func) };
    if (kwnames === null) callAnything(e, callee, null, args);
    else callWithKeywords(e, callee, null, args, e.constant(kwnames.items));
    return;
  }
  if (!emitAwaitedCall(e, func, values)) e.push(ANY, emitEntry(e, func, values));
}

/** The function's name, behind the guard that it is still what it was. */
export function guardedFunction(e: Emitter, func: PyFunction): string {
  const callee = e.constant(func);
  if (!e.knows(`${callee}@${func.version}`)) {
    // What was popped is still in the exit's state.
    e.exitIf(`${callee}.version !== ${func.version}`, "another function");
  }
  return callee;
}

/** Enters a known function with a value for each parameter; the name of what it returns, or of what `finish` then makes of that. */
export function emitEntry(
  e: Emitter,
  func: PyFunction,
  values: readonly Val[],
  finish: { by: Finish; from: readonly Val[] } | null = null,
): string {
  const callee = guardedFunction(e, func);
  const texts = values.map((val) => e.tagged(val));
  const record = recordOf(executableOf(func.code));
  // The call of a generator function runs nothing.
  if (makesGenerator(record.code)) e.placeRaising(e.instruction.index + 1, finish);
  else e.place(e.instruction.index + 1, finish);
  const result = entered(e, `${e.constant(record)}.entry(${[callee, "d + 1", ...texts].join(", ")})`);
  e.forget(record.isLeaf);
  return result;
}

function namesOf(kwnames: PyTuple | null): readonly Str[] {
  return kwnames === null ? [] : (kwnames.items as unknown as readonly Str[]);
}

/** The `__init__` of a class whose instances need nothing but that. */
function instantiates(type: PyType): PyFunction | undefined {
  return isPlain(type) ? pythonInit(type) : undefined;
}

/** Whether calling the class without arguments makes an instance and does nothing else. */
function makesBare(type: PyType): boolean {
  return isPlain(type) && usesObjectNew(type) && type.tp_init === objectType.tp_init;
}

function isPlain(type: PyType): boolean {
  return type.native === objectType && type.tp_finalize === undefined;
}

function newInstance(e: Emitter, type: PyType): string {
  const form = type.ownFields === FEW_FIELDS ? "PyInstance" : "PyWideInstance";
  const name = e.constant(type);
  return `new ${e.helper(form)}(${name}, ${name}.rootShape)`;
}

/** An instance and its `__init__`, as CALL_ALLOC_AND_ENTER_INIT does it. */
function emitInstantiation(
  e: Emitter,
  type: PyType,
  init: PyFunction,
  args: readonly Val[],
  kwnames: PyTuple | null,
): boolean {
  const slot = e.stack.length;
  const made: Val = { type: ANY, text: e.unit.variable(`s${slot}`) };
  const record = recordOf(executableOf(init.code));
  const all = record.mayEnter(init) ? bindStatically(e, init, [made, ...args], namesOf(kwnames)) : null;
  if (all === null || all[0]?.text !== made.text) return false;
  const name = e.constant(type);
  const tests: string[] = [];
  if (!e.knows(`${name}@${type.version}`)) tests.push(`${name}.version !== ${type.version}`);
  const callee = e.constant(init);
  if (!e.knows(`${callee}@${init.version}`)) tests.push(`${callee}.version !== ${init.version}`);
  if (tests.length > 0) e.exitIf(tests.join(" || "), "another class");
  const texts = all.slice(1).map((val) => e.named(val));
  e.line(`${made.text} = ${newInstance(e, type)};`);
  e.place(e.instruction.index + 1, { by: finishInit, from: [made] });
  const none = entered(e, `${e.constant(record)}.entry(${[callee, "d + 1", made.text, ...texts].join(", ")})`);
  e.line(`if (${none} !== null) ${e.helper("badInit")}(${none});`);
  e.forget(record.isLeaf);
  e.push(ANY, made.text);
  return true;
}

/** Calls whatever it is. `self`: the value below the arguments, which may be NULL; null when it is known to be. */
export function callAnything(e: Emitter, callable: Val, self: Val | null, args: readonly Val[]): void {
  const name = e.named(callable);
  const first = self === null ? null : e.named(self);
  const texts = args.map((val) => e.named(val));
  e.place();
  const record = e.freshName();
  e.line(`let ${record};`);
  const bare = (): string => callText(e, record, name, texts);
  const bound = (): string => callText(e, record, name, [first!, ...texts]);
  let call: string;
  if (first === null) call = bare();
  else if (self!.type.kind === "maybe") call = `${first} === undefined ? ${bare()} : ${bound()}`;
  else call = bound();
  const result = entered(e, call);
  e.forget();
  e.push(ANY, result);
}

/** A function of whatever code is entered from here, so that V8 sees what is called from where. */
function callText(e: Emitter, record: string, callable: string, args: readonly string[]): string {
  const direct = `${record}.entry(${[callable, "d + 1", ...args].join(", ")})`;
  const other =
    args.length <= 4
      ? `${e.helper(`call${args.length}`)}(${["d", callable, ...args].join(", ")})`
      : `${e.helper("callAny")}(d, ${callable}, undefined, [${args.join(", ")}])`;
  return `(${record} = ${e.helper("directEntry")}(${callable}, ${args.length})) !== null ? ${direct} : ${other}`;
}

const call: Emit = (e, { arg }) => {
  if (isCold(e)) return e.exit(NEVER_RAN);
  const operands = e.stack.slice(e.stack.length - arg - 2);
  const [callable, selfVal, ...rest] = operands;
  const hasSelf = selfVal.type.kind !== "null";
  const certain = selfVal.type.kind !== "maybe";
  const args = hasSelf && certain ? [selfVal, ...rest] : rest;
  const { value } = callable.type;
  if (callable.type.kind === "const" && certain) {
    if (value instanceof PyFunction && !e.generic) {
      e.popMany(arg + 2);
      return emitFunctionCall(e, value, args);
    }
    if (value instanceof PyType && !hasSelf) return callType(e, value, arg);
    if (value instanceof PyBuiltinFunction && !hasSelf) return callBuiltin(e, value, rest, arg);
    if (value instanceof PyMethodDescr && hasSelf) {
      if (emitKnownMethod(e, value, selfVal, rest)) return;
      e.popMany(arg + 2);
      return emitBuiltinCall(e, e.constant(value.builtin), selfVal, rest);
    }
  }
  if (callable.among !== undefined && callable.among.length > 0 && hasSelf) {
    e.popMany(arg + 2);
    return callAmong(e, callable, callable.among, selfVal, rest);
  }
  e.popMany(arg + 2);
  callAnything(e, callable, hasSelf ? selfVal : null, rest);
};

/** One of a few methods, or anything else. */
function callAmong(e: Emitter, callable: Val, among: readonly PyFunction[], selfVal: Val, rest: readonly Val[]): void {
  const self = e.named(selfVal);
  const names = rest.map((val) => e.named(val));
  const vals = [self, ...names].map((text): Val => ({ type: ANY, text }));
  const direct: [callee: string, version: number, call: string][] = [];
  for (const func of among) {
    const record = recordOf(executableOf(func.code));
    const values = record.mayEnter(func) ? bindStatically(e, func, vals) : null;
    if (values === null) continue;
    const callee = e.constant(func);
    const texts = values.map((val) => e.tagged(val));
    direct.push([callee, func.version, `${e.constant(record)}.entry(${[callee, "d + 1", ...texts].join(", ")})`]);
  }
  e.place();
  const result = e.freshName();
  e.line(`let ${result};`);
  for (const [callee, version, call] of direct) {
    const tests = `${callable.text} === ${callee} && ${self} !== undefined && ${callee}.version === ${version}`;
    e.line(`if (${tests}) ${result} = ${call}; else`);
  }
  e.line(`${result} = ${e.helper("callAny")}(d, ${callable.text}, ${self}, [${names.join(", ")}]);`);
  checkEntered(e, result);
  e.forget();
  e.push(ANY, result);
}

function callType(e: Emitter, type: PyType, count: number): void {
  const args = e.stack.slice(e.stack.length - count);
  if (emitKnownType(e, type, args)) return;
  const init = e.generic ? undefined : instantiates(type);
  e.popMany(count + 2);
  if (count === 0 && makesBare(type)) {
    const name = e.constant(type);
    if (!e.knows(`${name}@${type.version}`)) e.exitIf(`${name}.version !== ${type.version}`, "another class");
    return e.pushNew(ANY, newInstance(e, type));
  }
  if (init !== undefined && emitInstantiation(e, type, init, args, null)) return;
  if (type.spec !== null && type.type === typeType && !needsFrame(type)) {
    const texts = args.map((val) => e.named(val));
    e.placeDeep();
    const call = `${e.constant(typeType.tp_call)}(${e.constant(type)}, [${texts.join(", ")}], null)`;
    return e.push(ANY, answered(e, `${e.helper("settle")}(${call}, d)`));
  }
  callWithKeywords(e, { type: ANY, text: e.constant(type) }, null, args, "null");
}

function callBuiltin(e: Emitter, func: PyBuiltinFunction, args: readonly Val[], count: number): void {
  if (needsFrame(func)) return e.exit("looks at the frame");
  if (emitKnownBuiltin(e, func, args)) return;
  e.popMany(count + 2);
  emitBuiltinCall(e, e.constant(func.builtin), { type: ANY, text: e.constant(func.self) }, args);
}

/** A built-in by its entry for that many arguments. */
function emitBuiltinCall(e: Emitter, builtin: string, self: Val, args: readonly Val[]): void {
  const first = e.named(self);
  const texts = args.map((val) => e.named(val));
  e.placeDeep();
  const call =
    texts.length <= 3
      ? `${builtin}.call${texts.length}(${[first, ...texts].join(", ")})`
      : `${builtin}.call(${first}, [${texts.join(", ")}], null)`;
  e.push(ANY, answered(e, `${e.helper("settle")}(${call}, d)`));
}

const callKw: Emit = (e, { arg }) => {
  if (isCold(e)) return e.exit(NEVER_RAN);
  const [callable, selfVal, ...rest] = e.popMany(arg + 3);
  const names = rest.pop()!;
  const kwnames = names.constant as PyTuple | undefined;
  const hasSelf = selfVal.type.kind !== "null";
  const { value } = callable.type;
  if (kwnames !== undefined && selfVal.type.kind !== "maybe" && callable.type.kind === "const" && !e.generic) {
    const args = hasSelf ? [selfVal, ...rest] : rest;
    if (value instanceof PyFunction) return emitFunctionCall(e, value, args, kwnames);
    if (value instanceof PyType && !hasSelf) {
      const init = instantiates(value);
      if (init !== undefined && emitInstantiation(e, value, init, args, kwnames)) return;
    }
    const names = kwnames.items as Str[];
    if (value instanceof PyBuiltinFunction && !hasSelf && !needsFrame(value)) {
      return emitBuiltinKeywords(e, value.builtin, { type: ANY, text: e.constant(value.self) }, rest, names);
    }
    if (value instanceof PyMethodDescr && hasSelf) return emitBuiltinKeywords(e, value.builtin, selfVal, rest, names);
  }
  const items = kwnames === undefined ? `${e.named(names)}.items` : e.constant(kwnames.items);
  callWithKeywords(e, callable, hasSelf ? selfVal : null, rest, items);
};

/** Keywords that say no more than positions would have nothing to be bound by. */
function emitBuiltinKeywords(e: Emitter, builtin: Builtin, self: Val, args: readonly Val[], kwnames: Str[]): void {
  const positions = builtin.positions(args.length - kwnames.length, kwnames);
  if (positions !== null) {
    const inOrder = positions.map((at) => args[at]);
    return emitBuiltinCall(e, e.constant(builtin), self, inOrder);
  }
  const first = e.named(self);
  const texts = args.map((val) => e.tagged(val));
  e.placeDeep();
  const call = `${e.constant(builtin)}.call(${first}, [${texts.join(", ")}], ${e.constant(kwnames)})`;
  e.push(ANY, answered(e, `${e.helper("settle")}(${call}, d)`));
}

/** `kwnames`: the text of an array. */
function callWithKeywords(e: Emitter, callable: Val, self: Val | null, args: readonly Val[], kwnames: string): void {
  const name = e.named(callable);
  const first = self === null ? "undefined" : e.named(self);
  const texts = args.map((val) => e.tagged(val));
  e.place();
  const result = entered(e, `${e.helper("callAny")}(d, ${name}, ${first}, [${texts.join(", ")}], ${kwnames})`);
  e.forget();
  e.push(ANY, result);
}

const callFunctionEx: Emit = (e) => {
  const [func, , callargs, kwargs] = e.popMany(4);
  const texts = [func, callargs].map((val) => e.named(val));
  const keywords = kwargs.type.kind === "null" ? "undefined" : e.named(kwargs);
  e.placeDeep();
  const result = entered(e, `${e.helper("callEx")}(d, ${texts.join(", ")}, ${keywords})`);
  e.forget();
  e.push(ANY, result);
};

export const CALLS: readonly (readonly [number, Emit])[] = [
  [OP.CALL, call],
  [OP.CALL_KW, callKw],
  [OP.CALL_FUNCTION_EX, callFunctionEx],
];
