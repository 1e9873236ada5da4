/** _imp: built-in and frozen modules, for importlib. There are no extension modules. Source: CPython Python/import.c. */
import { CodeUnit } from "../bytecode/codeunit.ts";
import { loadConst } from "../bytecode/marshal.ts";
import { MarshalError } from "../bytecode/marshal-types.ts";
import { MAGIC_TOKEN, sourceHash } from "../bytecode/pyc.ts";
import type { FrozenModule } from "../host/archive.ts";
import { importState } from "../interpreter/import.ts";
import { runCode } from "../interpreter/run.ts";
import { currentThread } from "../interpreter/thread.ts";
import { type Str, strFromJs, strToJs } from "../kernel/str.ts";
import { getAttr } from "../objects/abstract/attributes.ts";
import { reprJs } from "../objects/abstract/repr.ts";
import { bytesOf } from "../objects/bytes/bytes-like.ts";
import { PyBytes } from "../objects/bytes/bytes-object.ts";
import { PyCode } from "../objects/code.ts";
import { codeType } from "../objects/code-type.ts";
import { anyInt, cint, instanceOf, object, str, truth } from "../objects/converters.ts";
import { createModule, execModule } from "../objects/create-module.ts";
import { defineModule, fn, kwOnly, param, posOnly } from "../objects/declare.ts";
import { newException, runtimeError, typeError } from "../objects/errors.ts";
import type { PyImportError } from "../objects/exceptions/base.ts";
import { PyExc_ImportError } from "../objects/exceptions/types.ts";
import { linkTypes } from "../objects/link.ts";
import { PyList } from "../objects/list/list.ts";
import { machine } from "../objects/machine.ts";
import { newModule, PyModule } from "../objects/module.ts";
import type { PyValue } from "../objects/object.ts";
import { asStr } from "../objects/str/str-object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";

const name = posOnly("name", str);

export default defineModule({
  name: "_imp",
  doc: "What importlib is built on.",
  functions: {
    _fix_co_filename: fn(
      [
        posOnly(
          "code",
          instanceOf<PyCode>(() => codeType),
        ),
        posOnly("path", str),
      ],
      "Change the file name of a code object and of those within.",
      fixFilename,
    ),
    _frozen_module_names: fn([], "Return the names of the available frozen modules.", () => new PyList(frozenNames())),
    _override_frozen_modules_for_tests: fn(
      [posOnly("override", cint)],
      "Switch frozen modules on (1), off (-1), or as configured (0).",
      override,
    ),
    _override_multi_interp_extensions_check: fn(
      [posOnly("override", cint)],
      "Extension modules do not exist here.",
      () => 0,
    ),
    acquire_lock: fn([], "Acquire the interpreter's import lock for the current thread.", acquireLock),
    release_lock: fn([], "Release the interpreter's import lock.", releaseLock),
    lock_held: fn([], "Whether the import lock is held.", () => lock().count > 0),
    create_builtin: fn([posOnly("spec", object)], "Create a built-in module.", createBuiltin),
    create_dynamic: fn(
      [posOnly("spec", object), posOnly("file", object, undefined)],
      "Create an extension module.",
      createDynamic,
    ),
    exec_builtin: fn([posOnly("mod", object)], "Initialize a built-in module.", execBuiltin),
    exec_dynamic: fn([posOnly("mod", object)], "Initialize an extension module.", () => 0),
    extension_suffixes: fn([], "Return the list of file suffixes of extension modules.", () => new PyList([])),
    find_frozen: fn(
      [name, kwOnly("withdata", truth, false)],
      "Return (data, is_package, origin) of a frozen module, or None.",
      findFrozen,
    ),
    get_frozen_object: fn(
      [name, posOnly("data", object, null)],
      "Create a code object for a frozen module.",
      getFrozenObject,
    ),
    init_frozen: fn([name], "Initialize a frozen module.", initFrozen),
    is_builtin: fn([name], "1 for a built-in module, -1 for one that cannot be made again, else 0.", isBuiltin),
    is_frozen: fn([name], "Whether the module name is that of a frozen module.", (text) => frozen(text) !== undefined),
    is_frozen_package: fn([name], "Whether the module name is that of a frozen package.", isFrozenPackage),
    source_hash: fn([param("key", anyInt), param("source", object)], null, (key, source) => {
      return new PyBytes(sourceHash(bytesOf(source), Number(key)));
    }),
  },
  constants: () => ({
    pyc_magic_number_token: MAGIC_TOKEN,
    check_hash_based_pycs: currentThread.interp.config.check_hash_pycs_mode,
  }),
});

interface State {
  override: number;
  lock: { owner: number; count: number };
}

function state(): State {
  return machine.interp.state<State>(state, () => ({ override: 0, lock: { owner: 0, count: 0 } }));
}

function lock(): State["lock"] {
  return state().lock;
}

/** Threads only change between instructions, and nobody waits while holding the lock: it only counts. */
function acquireLock(): PyValue {
  const held = lock();
  held.owner = machine.thread.id;
  held.count++;
  return null;
}

function releaseLock(): PyValue {
  const held = lock();
  if (held.count === 0) throw runtimeError("not holding the import lock");
  held.count--;
  return null;
}

function override(value: number): PyValue {
  state().override = value;
  return null;
}

/** Modules that imports need themselves are frozen whatever the setting. */
const ESSENTIAL = ["_frozen_importlib", "_frozen_importlib_external", "zipimport"];

function usesFrozen(): boolean {
  const value = state().override;
  return value !== 0 ? value > 0 : currentThread.interp.config.use_frozen_modules;
}

function frozenNames(): string[] {
  return importState().archive?.frozenNames() ?? [];
}

function frozen(moduleName: Str): FrozenModule | undefined {
  const text = strToJs(moduleName);
  if (!usesFrozen() && !ESSENTIAL.includes(text)) return undefined;
  return importState().archive?.frozen(text);
}

function noFrozen(moduleName: Str): PyValue {
  return importError(`No such frozen object named ${reprJs(moduleName)}`, moduleName);
}

function importError(message: string, moduleName: PyValue): PyValue {
  const error = newException(PyExc_ImportError, strFromJs(message)) as PyImportError;
  error.msg = strFromJs(message);
  error.name = moduleName;
  return error;
}

function findFrozen(moduleName: Str, withdata: boolean): PyValue {
  const found = frozen(moduleName);
  if (found === undefined) return null;
  const origin = found.origin === null ? null : strFromJs(found.origin);
  return new PyTuple([withdata ? new PyBytes(found.code()) : null, found.isPackage, origin]);
}

function isFrozenPackage(moduleName: Str): PyValue {
  const found = frozen(moduleName);
  if (found === undefined) throw noFrozen(moduleName);
  return found.isPackage;
}

function getFrozenObject(moduleName: Str, data: PyValue): PyValue {
  let bytes: Uint8Array;
  if (data !== null) {
    bytes = bytesOf(data);
    if (bytes.length === 0) throw importError(`Frozen object named ${reprJs(moduleName)} is invalid`, moduleName);
  } else {
    const found = frozen(moduleName);
    if (found === undefined) throw noFrozen(moduleName);
    bytes = found.code();
  }
  let unit: unknown;
  try {
    unit = loadConst(bytes);
  } catch (caught) {
    if (!(caught instanceof MarshalError)) throw caught;
    throw importError(`Frozen object named ${reprJs(moduleName)} is invalid`, moduleName);
  }
  if (!(unit instanceof CodeUnit)) throw typeError(`frozen object ${reprJs(moduleName)} is not a code object`);
  return new PyCode(unit, undefined, data === null);
}

/** PyImport_ImportFrozenModuleObject: runs a frozen module; gives None when there is none. */
function initFrozen(moduleName: Str): PyValue {
  const found = frozen(moduleName);
  if (found === undefined) return null;
  const code = getFrozenObject(moduleName, null) as PyCode;
  const { modules, builtins } = machine.interp;
  const existing = modules.get(moduleName);
  const module = existing instanceof PyModule ? existing : newModule(moduleName);
  modules.set(moduleName, module);
  const dict = module.dict!;
  if (!dict.hasStr("__builtins__")) dict.setStr("__builtins__", builtins);
  if (found.isPackage) dict.setStr("__path__", new PyList([]));
  runCode(currentThread, code, dict, dict);
  return module;
}

function isBuiltin(moduleName: Str): PyValue {
  const text = strToJs(moduleName);
  if (!Object.hasOwn(importState().builtins, text)) return 0;
  return text === "sys" || text === "builtins" ? -1 : 1;
}

function createBuiltin(spec: PyValue): PyValue {
  const moduleName = getAttr(spec, "name");
  const text = asStr(moduleName);
  if (text === undefined) throw typeError("name must be string");
  const js = strToJs(text);
  const { builtins } = importState();
  if (!Object.hasOwn(builtins, js)) return null;
  if (js === "sys" || js === "builtins") {
    const existing = machine.interp.modules.getStr(js);
    if (existing !== undefined) return existing;
  }
  const declared = builtins[js]();
  linkTypes();
  return createModule(declared);
}

function execBuiltin(module: PyValue): PyValue {
  if (module instanceof PyModule && !executed.has(module)) {
    executed.add(module);
    execModule(module);
  }
  return 0;
}

const executed: WeakSet<PyModule> = new WeakSet();

function createDynamic(spec: PyValue): PyValue {
  throw importError("dynamic modules cannot be loaded: there are no extension modules", getAttr(spec, "name"));
}

/** _Py_FixCodeFilename: nested code objects that had the same old name change too. */
function fixFilename(code: PyCode, path: Str): PyValue {
  if (code.filename !== path) rename(code, code.filename, path);
  return null;
}

function rename(code: PyCode, from: Str, to: Str): void {
  (code as { filename: Str }).filename = to;
  (code.unit as { filename: Str }).filename = to;
  for (const item of code.consts) {
    if (item instanceof PyCode && item.filename === from) rename(item, from, to);
  }
}
