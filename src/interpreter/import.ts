/**
 * `__import__` and the import statement's machinery below importlib: what is already loaded is answered at once, everything else
 * is importlib's work, which runs as an activation so that a program may be suspended while it imports.
 * Source: CPython Python/import.c.
 */
import type { Archive } from "../host/archive.ts";
import { type Str, strConcat, strFromJs, strToJs } from "../kernel/str.ts";
import { getAttr, lookupAttr } from "../objects/abstract/attributes.ts";
import { callMethod } from "../objects/abstract/call.ts";
import { equal, isTrue } from "../objects/abstract/compare.ts";
import { reprJs } from "../objects/abstract/repr.ts";
import { warn } from "../objects/abstract/warn.ts";
import { audit, isAudited } from "../objects/audit.ts";
import type { ModuleRegistry } from "../objects/declare.ts";
import { PyDict } from "../objects/dict/dict.ts";
import { isException, keyError, newException, typeError, valueError } from "../objects/errors.ts";
import { PyBaseException, type PyImportError } from "../objects/exceptions/base.ts";
import { PyExc_ImportError, PyExc_ModuleNotFoundError } from "../objects/exceptions/types.ts";
import { activate, type CallRequest, machine } from "../objects/machine.ts";
import type { PyModule } from "../objects/module.ts";
import { isInitializing } from "../objects/module-spec.ts";
import type { PyValue } from "../objects/object.ts";
import { asStr } from "../objects/str/str-object.ts";
import type { ImportTimes } from "./import-time.ts";
import type { Interpreter } from "./interpreter.ts";
import { currentThread } from "./thread.ts";
import type { PyTraceback } from "./traceback.ts";

/** What boot sets up for imports. */
export interface ImportState {
  /** The frozen `importlib._bootstrap`; null until boot has run it. */
  importlib: PyModule | null;
  /** The built-in modules by name. */
  builtins: ModuleRegistry;
  /** The packed library with the frozen modules, or null. */
  archive: Archive | null;
  /** The built-in `__import__`, which importlib is given for what an import needs first. */
  importFunction: PyValue;
  /** `-v`: tracebacks keep importlib's frames. */
  verbose: boolean;
  /** `-X importtime`. */
  times: ImportTimes | null;
  /** What is done as soon as a module has been imported, by its name. */
  readonly awaited: Map<string, () => void>;
}

/** The import state of the current interpreter. */
export function importState(interp: Interpreter = currentThread.interp): ImportState {
  return interp.state<ImportState>(importState, () => ({
    importlib: null,
    builtins: {},
    archive: null,
    importFunction: null,
    verbose: false,
    times: null,
    awaited: new Map(),
  }));
}

/** Has `then` called when the module has been imported: at once if it has. */
export function whenImported(interp: Interpreter, name: string, then: () => void): void {
  if (interp.modules.hasStr(name)) then();
  else importState(interp).awaited.set(name, then);
}

function tellImported(name: Str): void {
  const { awaited } = importState();
  const then = typeof name === "string" ? awaited.get(name) : undefined;
  if (then === undefined) return;
  awaited.delete(name as string);
  then();
}

/** Hooks learn of an import before importlib looks for the module. */
function auditImport(name: Str): void {
  if (!isAudited()) return;
  const { sysdict } = machine.interp;
  const of = (list: string): PyValue => sysdict.getStr(list) ?? null;
  audit("import", name, null, of("path"), of("meta_path"), of("path_hooks"));
}

/** `__import__(name, globals, locals, fromlist, level)` (PyImport_ImportModuleLevelObject): the module, or PENDING. */
export function importModuleLevel(
  name: PyValue,
  globals: PyValue,
  locals: PyValue,
  fromlist: PyValue,
  level: number,
): PyValue {
  const text = asStr(name);
  if (text === undefined) throw typeError("module name must be a string");
  if (level < 0) throw valueError("level must be >= 0");
  let absolute: Str = text;
  if (level > 0) absolute = resolveName(text, globals, level);
  else if (text === "") throw valueError("Empty module name");
  const modules = machine.interp.modules;
  const loaded = modules.get(absolute);
  if (loaded !== undefined && loaded !== null && !mustWait(loaded) && simple(loaded, fromlist, text)) {
    importState().times?.cached(strToJs(absolute));
    return loaded;
  }
  return activate(importSteps(text, absolute, loaded ?? null, globals, locals, fromlist, level));
}

/** Whether the loaded module itself is the answer. */
function simple(module: PyValue, fromlist: PyValue, name: Str): boolean {
  if (fromlist === null || !isTrue(fromlist)) return typeof name === "string" && !name.includes(".");
  return lookupAttr(module, "__path__") === undefined;
}

/** Whether another thread may still be running the module's body. */
function mustWait(module: PyValue): boolean {
  const spec = lookupAttr(module, "__spec__");
  return spec !== undefined && spec !== null && isInitializing(spec);
}

function* importSteps(
  name: Str,
  absolute: Str,
  found: PyValue,
  _globals: PyValue,
  _locals: PyValue,
  fromlist: PyValue,
  level: number,
): Generator<CallRequest, PyValue, PyValue> {
  const { importlib, importFunction, times } = importState();
  const { modules } = machine.interp;
  let module = found;
  if (module !== null) {
    if (mustWait(module)) yield request(getAttr(importlib, "_lock_unlock_module"), [absolute]);
    times?.cached(strToJs(absolute));
  } else {
    const { interp } = currentThread;
    interp.busyness.beginImport(interp.scheduler.now());
    auditImport(absolute);
    const end = times?.begin(strToJs(absolute));
    try {
      module = yield request(getAttr(importlib, "_find_and_load"), [absolute, importFunction]);
      tellImported(absolute);
    } catch (caught) {
      removeImportlibFrames(caught);
      throw caught;
    } finally {
      interp.busyness.endImport(interp.scheduler.now());
      end?.();
    }
  }
  if (fromlist === null || !isTrue(fromlist)) {
    const js = strToJs(name);
    if (level > 0 && js === "") return module;
    const dot = js.indexOf(".");
    if (dot < 0) return module;
    if (level === 0) {
      const front = strFromJs(js.slice(0, dot));
      const top = modules.get(front);
      if (top !== undefined && top !== null && !mustWait(top)) return top;
      return yield* importSteps(front, front, top ?? null, null, null, null, 0);
    }
    const whole = strToJs(absolute);
    const wanted = strFromJs(whole.slice(0, whole.length - (js.length - dot)));
    const parent = modules.get(wanted);
    if (parent === undefined) throw keyError(strFromJs(`${reprJs(wanted)} not in sys.modules as expected`));
    return parent;
  }
  if (lookupAttr(module, "__path__") === undefined) return module;
  try {
    return yield request(getAttr(importlib, "_handle_fromlist"), [module, fromlist, importFunction]);
  } catch (caught) {
    removeImportlibFrames(caught);
    throw caught;
  }
}

function request(callable: PyValue, args: PyValue[]): CallRequest {
  return { callable, args, kwnames: null };
}

/** resolve_name: the absolute name of a relative import. */
function resolveName(name: Str, globals: PyValue, level: number): Str {
  if (globals === null) throw keyError("'__name__' not in globals");
  if (!(globals instanceof PyDict)) throw typeError("globals must be a dict");
  const base = strToJs(packageOf(globals));
  let last = base.length;
  if (last === 0) throw noParent();
  for (let i = 1; i < level; i++) {
    last = base.lastIndexOf(".", last - 1);
    if (last < 0) throw newException(PyExc_ImportError, "attempted relative import beyond top-level package");
  }
  const front = strFromJs(base.slice(0, last));
  return name === "" ? front : strConcat(strConcat(front, "."), name);
}

function noParent(): PyBaseException {
  return newException(PyExc_ImportError, "attempted relative import with no known parent package");
}

/** calc___package__. */
function packageOf(globals: PyDict): Str {
  const given = globals.getStr("__package__") ?? null;
  const spec = globals.getStr("__spec__") ?? null;
  if (given !== null) {
    const text = asStr(given);
    if (text === undefined) throw typeError("package must be a string");
    if (spec !== null && !equal(given, getAttr(spec, "parent"))) {
      warn("DeprecationWarning", "__package__ != __spec__.parent");
    }
    return text;
  }
  if (spec !== null) {
    const text = asStr(getAttr(spec, "parent"));
    if (text === undefined) throw typeError("__spec__.parent must be a string");
    return text;
  }
  warn("ImportWarning", "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__");
  const name = globals.getStr("__name__");
  if (name === undefined) throw keyError("'__name__' not in globals");
  const text = asStr(name);
  if (text === undefined) throw typeError("__name__ must be a string");
  if (globals.hasStr("__path__")) return text;
  const js = strToJs(text);
  const dot = js.lastIndexOf(".");
  if (dot < 0) throw noParent();
  return strFromJs(js.slice(0, dot));
}

const IMPORTLIB_FILES: readonly unknown[] = ["<frozen importlib._bootstrap>", "<frozen importlib._bootstrap_external>"];

/** remove_importlib_frames: an error's traceback shows the program's frames, not those of the machinery between them. */
function removeImportlibFrames(caught: unknown): void {
  if (!(caught instanceof PyBaseException) || importState().verbose) return;
  const always = isException(caught, PyExc_ImportError);
  let inside = false;
  let chunkStart: PyTraceback | null = null;
  let previous: PyTraceback | null = null;
  for (let tb = caught.traceback as PyTraceback | null; tb !== null; tb = tb.next) {
    const { unit } = tb.frame.code;
    const now = IMPORTLIB_FILES.includes(unit.filename);
    if (now && !inside) chunkStart = previous;
    inside = now;
    if (now && (always || unit.name === "_call_with_frames_removed")) {
      if (chunkStart === null) caught.traceback = tb.next;
      else chunkStart.next = tb.next;
      previous = chunkStart;
    } else previous = tb;
  }
}

/** `importlib.import_module(name)` for built-in code, run to its end. */
export function importNow(name: string): PyValue {
  const { modules } = machine.interp;
  const loaded = modules.getStr(name);
  const { importlib, times } = importState();
  if (loaded !== undefined && loaded !== null) {
    times?.cached(name);
    return loaded;
  }
  const end = times?.begin(name);
  try {
    const module = callMethod(importlib!, "_gcd_import", [name]);
    tellImported(name);
    return module;
  } finally {
    end?.();
  }
}

/** ModuleNotFoundError with its name. */
export function moduleNotFound(name: Str): PyBaseException {
  const message = strFromJs(`No module named ${reprJs(name)}`);
  const error = newException(PyExc_ModuleNotFoundError, message) as PyImportError;
  error.msg = message;
  error.name = name;
  return error;
}
