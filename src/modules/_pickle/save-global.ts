/** Pickling by name: functions, classes, and what a reduce method names. Source: CPython Modules/_pickle.c (save_global, whichmodule). */
import type { Str } from "../../kernel/str.ts";
import { strSplit } from "../../kernel/str-split.ts";
import { getAttr, lookupAttr } from "../../objects/abstract/attributes.ts";
import { is } from "../../objects/abstract/compare.ts";
import { getItem } from "../../objects/abstract/container.ts";
import { toArray } from "../../objects/abstract/iterate.ts";
import { reprJs, strJs } from "../../objects/abstract/repr.ts";
import { encodeText } from "../../objects/codecs/builtin.ts";
import { clong } from "../../objects/converters.ts";
import { isException, runtimeError } from "../../objects/errors.ts";
import { toPyException } from "../../objects/exceptions/convert.ts";
import {
  PyExc_AttributeError,
  PyExc_ImportError,
  PyExc_UnicodeEncodeError,
  PyExc_ValueError,
} from "../../objects/exceptions/types.ts";
import { machine } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import {
  ELLIPSIS_OBJECT,
  ellipsisType,
  NOT_IMPLEMENTED,
  noneType,
  notImplementedType,
} from "../../objects/singletons.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { typeType } from "../../objects/type/type.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { importByName } from "./import.ts";
import { EXT1, EXT2, EXT4, GLOBAL, MARK, REDUCE, STACK_GLOBAL, TUPLE, TUPLE2 } from "./opcodes.ts";
import type { PyPickler } from "./pickler.ts";
import { save } from "./save.ts";
import { saveReduce } from "./save-reduce.ts";
import { chained, picklingError } from "./state.ts";

const SINGLETONS = (): readonly (readonly [PyType, PyValue])[] => [
  [noneType, null],
  [ellipsisType, ELLIPSIS_OBJECT],
  [notImplementedType, NOT_IMPLEMENTED],
];

/** The types of the singletons have no name in a module. */
export function saveType(self: PyPickler, value: PyType): void {
  const found = SINGLETONS().find(([type]) => type === value);
  if (found !== undefined) saveReduce(self, new PyTuple([typeType, new PyTuple([found[1]])]), value);
  else saveGlobal(self, value, undefined);
}

export function saveGlobal(self: PyPickler, value: PyValue, given: Str | undefined): void {
  const name = given ?? lookupAttr(value, "__qualname__") ?? getAttr(value, "__name__");
  const path = dottedPath(name);
  const module = whichModule(value, name, path);
  if (self.proto >= 2) {
    const code = self.state.extensionRegistry.get(new PyTuple([module, name]));
    if (code !== undefined) {
      saveExtension(self, code);
      return;
    }
  }
  if (self.proto >= 4) {
    save(self, module, false);
    save(self, name, false);
    self.out.op(STACK_GLOBAL);
  } else savePath(self, module, name, path);
  self.memoPut(value);
}

function dottedPath(name: PyValue): Str[] {
  const text = asStr(name);
  return text === undefined ? [] : strSplit(text, ".", -1);
}

function saveExtension(self: PyPickler, registered: PyValue): void {
  const code = Number(clong(registered));
  const { out } = self;
  if (code <= 0 || code > 0x7fffffff) throw runtimeError(`extension code ${code} is out of range`);
  if (code <= 0xff) out.op1(EXT1, code);
  else if (code <= 0xffff) out.op2(EXT2, code);
  else out.op4(EXT4, code);
}

/** GLOBAL knows plain names only: nested ones are getattr(getattr(…), …). */
function savePath(self: PyPickler, module: PyValue, name: PyValue, path: readonly Str[]): void {
  const { out } = self;
  for (let i = 1; i < path.length; i++) {
    save(self, self.state.getattr, false);
    if (self.proto < 2) out.op(MARK);
  }
  let moduleName = module;
  let globalName: PyValue = path.length > 1 ? path[0] : name;
  if (self.fixImports) [moduleName, globalName] = python2Name(self, moduleName, globalName);
  out.op(GLOBAL);
  out.data(encodeName(self, moduleName, "module"));
  out.text("\n");
  out.data(encodeName(self, globalName, "global"));
  out.text("\n");
  for (let i = 1; i < path.length; i++) {
    save(self, path[i], false);
    out.op(self.proto < 2 ? TUPLE : TUPLE2);
    out.op(REDUCE);
  }
}

function encodeName(self: PyPickler, name: PyValue, what: string): Uint8Array {
  try {
    return encodeText(asStr(name) ?? "", self.proto === 3 ? "utf-8" : "ascii", "strict");
  } catch (caught) {
    if (!isException(caught, PyExc_UnicodeEncodeError)) throw caught;
    const message = `can't pickle ${what} identifier ${reprJs(name)} using pickle protocol ${self.proto}`;
    throw chained(picklingError(message), caught);
  }
}

/** The name that Python 2 had for a global. */
function python2Name(self: PyPickler, module: PyValue, name: PyValue): [PyValue, PyValue] {
  const pair = self.state.nameMapping3to2.get(new PyTuple([module, name]));
  if (pair !== undefined) {
    if (!(pair instanceof PyTuple) || pair.items.length !== 2) {
      throw runtimeError(`_compat_pickle.REVERSE_NAME_MAPPING values should be 2-tuples, not ${typeName(pair)}`);
    }
    const [fixedModule, fixedName] = pair.items;
    if (asStr(fixedModule) === undefined || asStr(fixedName) === undefined) {
      throw runtimeError(
        `_compat_pickle.REVERSE_NAME_MAPPING values should be pairs of str, not (${typeName(fixedModule)}, ${typeName(fixedName)})`,
      );
    }
    return [fixedModule, fixedName];
  }
  const renamed = self.state.importMapping3to2.get(module);
  if (renamed === undefined) return [module, name];
  if (asStr(renamed) === undefined) {
    throw runtimeError(`_compat_pickle.REVERSE_IMPORT_MAPPING values should be strings, not ${typeName(renamed)}`);
  }
  return [renamed, name];
}

/** The module in which the object is found under that name; raises when it is not. */
function whichModule(value: PyValue, name: PyValue, path: readonly Str[]): PyValue {
  if (path.includes("<locals>")) throw picklingError(`Can't pickle local object ${reprJs(value)}`);
  const module = lookupAttr(value, "__module__") ?? searchModules(value, path) ?? "__main__";
  let found: PyValue;
  try {
    found = importByName(module);
  } catch (caught) {
    if (!isException(caught, PyExc_ImportError) && !isException(caught, PyExc_ValueError)) throw caught;
    const error = toPyException(caught)!;
    throw chained(picklingError(`Can't pickle ${reprJs(value)}: ${strJs(error)}`), error);
  }
  let actual: PyValue;
  try {
    actual = attributeAt(found, path);
  } catch (caught) {
    if (!isException(caught, PyExc_AttributeError)) throw caught;
    throw chained(picklingError(`Can't pickle ${reprJs(value)}: it's not found as ${place(module, name)}`), caught);
  }
  if (!is(actual, value)) {
    throw picklingError(`Can't pickle ${reprJs(value)}: it's not the same object as ${place(module, name)}`);
  }
  return module;
}

function place(module: PyValue, name: PyValue): string {
  return `${strJs(module)}.${strJs(name)}`;
}

export function attributeAt(value: PyValue, path: readonly Str[]): PyValue {
  let at = value;
  for (const name of path) at = getAttr(at, name);
  return at;
}

/** For an object that does not tell its module: the name of one that has it. */
function searchModules(value: PyValue, path: readonly Str[]): PyValue | undefined {
  const modules = machine.interp.sysdict.getStr("modules") ?? machine.interp.modules;
  for (const name of toArray(modules)) {
    const module = getItem(modules, name);
    const text = asStr(name);
    if (module === null || text === "__main__" || text === "__mp_main__") continue;
    let at: PyValue | undefined = module;
    for (let i = 0; i < path.length && at !== undefined; i++) at = lookupAttr(at, path[i]);
    if (at === value) return name;
  }
  return undefined;
}
