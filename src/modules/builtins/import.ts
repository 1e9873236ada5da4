/** `__import__`. Source: CPython Python/import.c (PyImport_ImportModuleLevelObject). */
import { strToJs } from "../../kernel/str.ts";
import { getAttr, lookupAttr } from "../../objects/abstract/attributes.ts";
import { isTrue } from "../../objects/abstract/compare.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { warn } from "../../objects/abstract/warn.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { keyError, newException, typeError, valueError } from "../../objects/errors.ts";
import { PyExc_ImportError } from "../../objects/exceptions/types.ts";
import { activate, type CallRequest, machine } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { equal } from "../../objects/abstract/compare.ts";

type Steps<T> = Generator<CallRequest, T, PyValue>;

export function builtinImport(
  name: PyValue,
  globals: PyValue,
  _locals: PyValue,
  fromlist: PyValue | undefined,
  level: number,
): PyValue {
  const text = asStr(name);
  if (text === undefined) throw typeError("module name must be a string");
  if (level < 0) throw valueError("level must be >= 0");
  const plain = strToJs(text);
  if (level === 0 && plain === "") throw valueError("Empty module name");
  const absolute = level > 0 ? resolveName(plain, globals, level) : plain;
  const from = fromlist ?? null;
  const wantsSubmodule = from !== null && isTrue(from);
  // The common case, a module that is loaded already, needs no activation.
  const loaded = machine.interp.modules.getStr(absolute);
  if (loaded !== undefined && loaded !== null && !isInitializing(loaded)) {
    if (!wantsSubmodule) return topPackage(plain, absolute, level, loaded);
    if (lookupAttr(loaded, "__path__") === undefined) return loaded;
  }
  return activate(importSteps(plain, absolute, level, from, wantsSubmodule));
}

function* importSteps(name: string, absolute: string, level: number, from: PyValue, wantsSubmodule: boolean): Steps<PyValue> {
  const importlib = machine.interp.modules.getStr("_frozen_importlib")!;
  let module = machine.interp.modules.getStr(absolute);
  if (module === undefined || module === null) {
    module = yield { callable: getAttr(importlib, "_find_and_load"), args: [absolute, machine.interp.builtins.getStr("__import__")!], kwnames: null };
  } else if (isInitializing(module)) {
    yield { callable: getAttr(importlib, "_lock_unlock_module"), args: [absolute], kwnames: null };
  }
  if (!wantsSubmodule) return topPackage(name, absolute, level, module);
  if (lookupAttr(module, "__path__") === undefined) return module;
  return yield {
    callable: getAttr(importlib, "_handle_fromlist"),
    args: [module, from, machine.interp.builtins.getStr("__import__")!],
    kwnames: null,
  };
}

function isInitializing(module: PyValue): boolean {
  const spec = lookupAttr(module, "__spec__");
  if (spec === undefined || spec === null) return false;
  const flag = lookupAttr(spec, "_initializing");
  return flag !== undefined && isTrue(flag);
}

/** `import a.b` binds `a`; a relative import without names binds the package that the dots reach. */
function topPackage(name: string, absolute: string, level: number, module: PyValue): PyValue {
  if (level > 0 && name === "") return module;
  const dot = name.indexOf(".");
  if (dot < 0) return module;
  const top = level === 0 ? name.slice(0, dot) : absolute.slice(0, absolute.length - (name.length - dot));
  const found = machine.interp.modules.getStr(top);
  if (found === undefined) {
    if (level === 0) throw keyError(top);
    throw keyError(`${reprJs(top)} not in sys.modules as expected`);
  }
  return found;
}

/** resolve_name: the absolute name of a relative import. */
function resolveName(name: string, globals: PyValue, level: number): string {
  if (!(globals instanceof PyDict)) throw typeError("globals must be a dict");
  const packageName = packageOf(globals);
  if (packageName === "") throw newException(PyExc_ImportError, "attempted relative import with no known parent package");
  let base = packageName;
  for (let i = 1; i < level; i++) {
    const dot = base.lastIndexOf(".");
    if (dot < 0) throw newException(PyExc_ImportError, "attempted relative import beyond top-level package");
    base = base.slice(0, dot);
  }
  return name === "" ? base : `${base}.${name}`;
}

function packageOf(globals: PyDict): string {
  const declared = globals.getStr("__package__") ?? null;
  const spec = globals.getStr("__spec__") ?? null;
  if (declared !== null) {
    const text = asStr(declared);
    if (text === undefined) throw typeError("package must be a string");
    if (spec !== null) {
      const parent = getAttr(spec, "parent");
      if (!equal(declared, parent)) {
        warn("DeprecationWarning", `__package__ != __spec__.parent (${reprJs(declared)} != ${reprJs(parent)})`);
      }
    }
    return strToJs(text);
  }
  if (spec !== null) {
    const parent = asStr(getAttr(spec, "parent"));
    if (parent === undefined) throw typeError("__spec__.parent must be a string");
    return strToJs(parent);
  }
  warn("ImportWarning", "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__");
  const name = globals.getStr("__name__");
  if (name === undefined) throw keyError("'__name__' not in globals");
  const text = asStr(name);
  if (text === undefined) throw typeError("__name__ must be a string");
  const plain = strToJs(text);
  if (globals.has("__path__")) return plain;
  const dot = plain.lastIndexOf(".");
  if (dot < 0) throw newException(PyExc_ImportError, "attempted relative import with no known parent package");
  return plain.slice(0, dot);
}
