/** `from m import x` and `from m import *`. Source: CPython Python/ceval.c (_PyEval_ImportFrom), intrinsics.c (import_star). */
import { type Str, strFromJs, strToJs } from "../kernel/str.ts";
import { getAttr, lookupAttr } from "../objects/abstract/attributes.ts";
import { call0 } from "../objects/abstract/call.ts";
import { setItem } from "../objects/abstract/container.ts";
import { toArray } from "../objects/abstract/iterate.ts";
import { reprJs } from "../objects/abstract/repr.ts";
import { PyDict } from "../objects/dict/dict.ts";
import { newException, systemError, typeError } from "../objects/errors.ts";
import type { PyBaseException, PyImportError } from "../objects/exceptions/base.ts";
import { PyExc_ImportError } from "../objects/exceptions/types.ts";
import { PyModule } from "../objects/module.ts";
import { fileOrigin, isInitializing, isStandardName, mayShadow } from "../objects/module-spec.ts";
import type { PyValue } from "../objects/object.ts";
import { asStr } from "../objects/str/str-object.ts";
import { typeName } from "../objects/typeof.ts";
import type { Frame } from "./frame.ts";
import type { ThreadState } from "./thread.ts";

/** `from module import name`: the attribute, or the submodule when only `sys.modules` knows it yet. */
export function importFrom(thread: ThreadState, module: PyValue, name: Str): PyValue {
  const value = lookupAttr(module, name);
  if (value !== undefined) return value;
  const moduleName = lookupAttr(module, "__name__");
  const text = moduleName === undefined ? undefined : asStr(moduleName);
  if (text !== undefined) {
    const full = `${strToJs(text)}.${strToJs(name)}`;
    const found = thread.interp.modules.get(full);
    if (found !== undefined) return found;
  }
  throw cannotImport(module, name, text === undefined ? undefined : moduleName);
}

function cannotImport(module: PyValue, name: Str, moduleName: PyValue | undefined): PyBaseException {
  const given = moduleName ?? "<unknown module name>";
  const spec = lookupAttr(module, "__spec__");
  const shadowing = spec === undefined ? null : fileOrigin(spec);
  const origin = shadowing ?? (spec === undefined ? null : moduleFile(module));
  const message = importMessage(name, given, spec ?? null, origin, mayShadow(shadowing));
  const error = newException(PyExc_ImportError, message) as PyImportError;
  error.msg = message;
  error.name = moduleName ?? null;
  error.path = origin === null ? null : strFromJs(origin);
  error.name_from = name;
  return error;
}

/** PyModule_GetFilenameObject, without its errors. */
function moduleFile(module: PyValue): string | null {
  const file = module instanceof PyModule ? asStr(module.dict?.getStr("__file__") ?? null) : undefined;
  return file === undefined ? null : strToJs(file);
}

function importMessage(name: Str, module: PyValue, spec: PyValue, origin: string | null, shadows: boolean): string {
  const what = `cannot import name ${reprJs(name)} from`;
  const shown = reprJs(module);
  const file = origin === null ? "" : reprJs(strFromJs(origin));
  if (shadows && isStandardName(module)) {
    return `${what} ${shown} (consider renaming ${file} since it has the same name as the standard library module named ${shown} and prevents importing that standard library module)`;
  }
  if (spec === null || !isInitializing(spec)) return `${what} ${shown} (${origin ?? "unknown location"})`;
  if (shadows) {
    return `${what} ${shown} (consider renaming ${file} if it has the same name as a library you intended to import)`;
  }
  const where = origin === null ? "" : ` (${origin})`;
  return `${what} partially initialized module ${shown} (most likely due to a circular import)${where}`;
}

/** Copies a module's public names into the namespace of the importing frame. */
export function importStar(frame: Frame, module: PyValue): void {
  const { namespace } = frame;
  if (namespace === null) throw systemError("no locals found during 'import *'");
  const all = lookupAttr(module, "__all__");
  let names: PyValue[];
  if (all !== undefined) {
    names = toArray(all);
  } else {
    const dict = lookupAttr(module, "__dict__");
    if (dict === undefined) {
      throw newException(PyExc_ImportError, "from-import-* object has no __dict__ and no __all__");
    }
    names = dict instanceof PyDict ? dict.keysArray() : toArray(call0(getAttr(dict, "keys")));
  }
  for (const name of names) {
    const text = asStr(name);
    if (text === undefined) throw starNameError(module, name, all !== undefined);
    if (all === undefined && strToJs(text).startsWith("_")) continue;
    setItem(namespace, text, getAttr(module, text));
  }
}

function starNameError(module: PyValue, name: PyValue, fromAll: boolean): PyBaseException {
  const moduleName = lookupAttr(module, "__name__") ?? null;
  const text = asStr(moduleName);
  if (text === undefined) return typeError(`module __name__ must be a string, not ${typeName(moduleName)}`);
  return typeError(
    `${fromAll ? "Item" : "Key"} in ${strToJs(text)}.__${fromAll ? "all" : "dict"}__ must be str, not ${typeName(name)}`,
  );
}
