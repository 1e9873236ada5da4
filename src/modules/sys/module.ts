/**
 * sys: the table. Values that depend on the configuration are filled in by `configureSys`, which boot calls; the standard streams
 * come later still. Source: CPython Python/sysmodule.c.
 */
import type { Config } from "../../interpreter/config.ts";
import { currentThread } from "../../interpreter/thread.ts";
import { strFromJs, strToJs } from "../../kernel/str.ts";
import { call } from "../../objects/abstract/call.ts";
import { warn } from "../../objects/abstract/warn.ts";
import { addAuditHook, audit } from "../../objects/audit.ts";
import { cint, double, object, str } from "../../objects/converters.ts";
import { defineModule, fn, kwOnly, param, posOnly, varArgs, varKw } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { isException, newException, recursionError, typeError, valueError } from "../../objects/errors.ts";
import { PyExc_RuntimeError, PyExc_SystemExit } from "../../objects/exceptions/types.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { dictOf } from "../../objects/instance-dict.ts";
import { PyList } from "../../objects/list/list.ts";
import { machine } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { frozensetOf } from "../../objects/set/type.ts";
import { PySimpleNamespace, simpleNamespaceType } from "../../objects/simple-namespace.ts";
import { newStructSeq } from "../../objects/tuple/structseq.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { PyType, TPFLAGS } from "../../objects/type-object.ts";
import { typeName, typeOf } from "../../objects/typeof.ts";
import * as frames from "./frames.ts";
import { breakpointhook, displayhook, excepthook, unraisablehook } from "./hooks.ts";
import { newJit } from "./jit.ts";
import { newMonitoring } from "./monitoring.ts";
import { getRefCount } from "./refcount.ts";
import { debugMallocStats, getsizeof } from "./sizeof.ts";
import { stdlibModuleNames } from "./stdlib-names.ts";
import { floatInfo, hashInfo, intInfo, newFlags, threadInfo, versionInfoType } from "./structs.ts";
import * as v from "./version.ts";

const GET_SIZE_DOC = "getsizeof(object [, default]) -> int\n\nReturn how many bytes an object takes.";
const HOOKS_DOC = "set_asyncgen_hooks([firstiter] [, finalizer])\n\nSet the hooks of asynchronous generators.";

export default defineModule({
  name: "sys",
  doc: "Objects that the interpreter uses or maintains, and functions that work closely with it.\n\nargv: the command line; path: where modules are searched; modules: those that are loaded;\nstdin, stdout, stderr: the standard streams; exit(): end the program.",
  functions: {
    __breakpointhook__: fn([varArgs("args"), varKw("kwargs")], "Called by breakpoint().", breakpointhook, {
      signature: "($module, /, *args, **kwargs)",
    }),
    __displayhook__: fn(
      [posOnly("object", object)],
      "Print an object to sys.stdout and save it in builtins._",
      displayhook,
    ),
    __excepthook__: fn(
      [posOnly("exctype", object), posOnly("value", object), posOnly("traceback", object)],
      "Display an uncaught exception with its traceback on sys.stderr.",
      excepthook,
    ),
    __unraisablehook__: fn(
      [posOnly("unraisable", object)],
      "Report an exception that cannot be raised.",
      unraisablehook,
    ),
    _clear_internal_caches: fn([], "Empty the caches that make things faster.", () => null),
    _clear_type_cache: fn([], "Clear the internal type lookup cache.", clearTypeCache),
    _clear_type_descriptors: fn(
      [posOnly("type", object)],
      "Private function for clearing certain descriptors from a type's dictionary.",
      clearTypeDescriptors,
    ),
    _current_exceptions: fn([], "The exception that each thread handles, by thread id.", frames.currentExceptions),
    _current_frames: fn([], "The innermost frame of each thread, by thread id.", frames.currentFrames),
    _debugmallocstats: fn([], "Print to stderr how many objects lie in the free lists of C.", debugMallocStats),
    _get_cpu_count_config: fn([], "What -X cpu_count says.", () => currentThread.interp.config.cpu_count),
    _getframe: fn(
      [posOnly("depth", cint, 0)],
      "The frame object that many calls below the top of the stack.",
      frames.getframe,
    ),
    _getframemodulename: fn([param("depth", cint, 0)], "The name of the calling module.", frames.getframemodulename),
    _is_gil_enabled: fn([], "Whether the interpreter has a lock that lets one thread run at a time.", () => true),
    _is_immortal: fn(
      [posOnly("op", object)],
      "Whether the object is never deallocated.",
      (op) => op === null || typeof op !== "object",
    ),
    _is_interned: fn(
      [posOnly("string", str)],
      "Whether the string is interned: equal strings are identical here.",
      () => true,
    ),
    _setprofileallthreads: fn(
      [posOnly("function", object)],
      "Set the profiling function of all threads.",
      frames.setprofileAll,
    ),
    _settraceallthreads: fn(
      [posOnly("function", object)],
      "Set the tracing function of all threads.",
      frames.settraceAll,
    ),
    activate_stack_trampoline: fn(
      [posOnly("backend", object)],
      "Activate stack profiler trampoline backend.",
      noTrampoline,
    ),
    addaudithook: fn([param("hook", object)], "Add a function that is told about audit events.", addaudithook),
    audit: fn([posOnly("event", str), varArgs("args")], "Pass an event to all audit hooks.", sysAudit),
    breakpointhook: fn([varArgs("args"), varKw("kwargs")], "Called by breakpoint().", breakpointhook, {
      signature: "($module, /, *args, **kwargs)",
    }),
    call_tracing: fn(
      [posOnly("func", object), posOnly("args", object)],
      "Call func(*args) with tracing on.",
      callTracing,
    ),
    deactivate_stack_trampoline: fn([], "Deactivate the stack profiler trampoline.", () => null),
    displayhook: fn(
      [posOnly("object", object)],
      "Print an object to sys.stdout and save it in builtins._",
      displayhook,
    ),
    exc_info: fn([], "Return (type, value, traceback) of the exception being handled.", frames.excInfo),
    excepthook: fn(
      [posOnly("exctype", object), posOnly("value", object), posOnly("traceback", object)],
      "Display an uncaught exception with its traceback on sys.stderr.",
      excepthook,
    ),
    exception: fn([], "Return the exception being handled, or None.", () => machine.thread.handledException()),
    exit: fn([posOnly("status", object, null)], "Exit the interpreter by raising SystemExit(status).", exit),
    get_asyncgen_hooks: fn([], "Return the hooks of asynchronous generators.", frames.getAsyncgenHooks),
    get_coroutine_origin_tracking_depth: fn(
      [],
      "How many frames a coroutine's origin is tracked.",
      () => currentThread.coroutineOriginDepth,
    ),
    get_int_max_str_digits: fn(
      [],
      "Limit on the digits of an int converted from or to text.",
      () => machine.interp.intMaxStrDigits,
    ),
    getallocatedblocks: fn([], "Return how many blocks of memory are in use.", () => 0),
    getdefaultencoding: fn([], "Return the default encoding of strings.", () => "utf-8"),
    getdlopenflags: fn([], "Return the flags that are used for dlopen calls.", () => dlopenState().flags),
    getfilesystemencodeerrors: fn([], "Return the error mode of file names.", () => "surrogateescape"),
    getfilesystemencoding: fn([], "Return the encoding of file names.", () => "utf-8"),
    getprofile: fn([], "Return the profiling function.", () => currentThread.profileFunction),
    getrecursionlimit: fn([], "Return how deep calls may be nested.", () => currentThread.recursionLimit),
    getrefcount: fn(
      [posOnly("object", object)],
      "Return a reference count; there are none here, so it is that of a fresh or an immortal object.",
      getRefCount,
    ),
    getsizeof: fn([param("object", object), param("default", object, undefined)], GET_SIZE_DOC, getsizeof, {
      signature: null,
    }),
    getswitchinterval: fn(
      [],
      "Return the thread switch interval in seconds.",
      () => new PyFloat(currentThread.interp.switchInterval),
    ),
    gettrace: fn([], "Return the tracing function.", () => currentThread.traceFunction),
    getunicodeinternedsize: fn(
      [kwOnly("_only_immortal", object, false)],
      "Return how many strings are interned.",
      () => 0,
    ),
    intern: fn([posOnly("string", object)], "Make equal strings identical; they are here.", intern),
    is_finalizing: fn([], "Whether the interpreter is shutting down.", () => currentThread.interp.finalizing),
    is_remote_debug_enabled: fn([], "Whether remote debugging is enabled.", () => false),
    is_stack_trampoline_active: fn([], "Whether a stack profiler trampoline is active.", () => false),
    set_asyncgen_hooks: fn(
      [param("firstiter", object, undefined), param("finalizer", object, undefined)],
      HOOKS_DOC,
      frames.setAsyncgenHooks,
      { signature: null },
    ),
    set_coroutine_origin_tracking_depth: fn(
      [param("depth", cint)],
      "Record where coroutines are made, that many frames.",
      frames.setOriginDepth,
    ),
    set_int_max_str_digits: fn(
      [param("maxdigits", cint)],
      "Limit the digits of an int converted from or to text.",
      setIntMaxStrDigits,
    ),
    setdlopenflags: fn([posOnly("flags", cint)], "Set the flags that are used for dlopen calls.", (flags) => {
      dlopenState().flags = flags;
      return null;
    }),
    setprofile: fn([posOnly("function", object)], "Set the profiling function of this thread.", frames.setprofile),
    setrecursionlimit: fn([posOnly("limit", cint)], "Set how deep calls may be nested.", setrecursionlimit),
    setswitchinterval: fn(
      [posOnly("interval", double)],
      "Set the thread switch interval in seconds.",
      setswitchinterval,
    ),
    settrace: fn([posOnly("function", object)], "Set the tracing function of this thread.", frames.settrace),
    unraisablehook: fn([posOnly("unraisable", object)], "Report an exception that cannot be raised.", unraisablehook),
  },
  constants: () => ({
    abiflags: "",
    api_version: v.API_VERSION,
    byteorder: "little",
    copyright: v.COPYRIGHT,
    float_info: floatInfo(),
    float_repr_style: "short",
    hash_info: hashInfo(),
    hexversion: v.HEXVERSION,
    int_info: intInfo(),
    maxsize: 0x7fffffffffffffffn,
    maxunicode: 0x10ffff,
    platlibdir: "lib",
    thread_info: threadInfo(),
    version: v.VERSION,
    version_info: versionInfo(),
    _git: new PyTuple(["Taipan", "", ""]),
    _framework: "",
    meta_path: new PyList([]),
    path_hooks: new PyList([]),
    path_importer_cache: new PyDict(),
    stdlib_module_names: frozensetOf(stdlibModuleNames()),
  }),
});

/** Where the library lies and what was started. */
export interface Places {
  readonly executable: string;
  readonly prefix: string;
  /** The folder of the packed library, or null. */
  readonly stdlibDir: string | null;
  readonly path: readonly string[];
  readonly platform: string;
  readonly builtinModuleNames: readonly string[];
}

/** Adds what the configuration decides. */
export function configureSys(dict: PyDict, config: Config, places: Places): void {
  const text = (items: readonly string[]): PyList => new PyList(items.map(strFromJs));
  const { modules } = machine.interp;
  dict.setStr("modules", modules);
  dict.setStr("flags", newFlags(config));
  dict.setStr("argv", text(config.argv));
  dict.setStr("orig_argv", text(config.orig_argv));
  dict.setStr("warnoptions", text(config.warnoptions));
  const options = new PyDict();
  for (const [name, value] of config.xoptions) options.set(strFromJs(name), value === true ? true : strFromJs(value));
  dict.setStr("_xoptions", options);
  dict.setStr("dont_write_bytecode", !config.write_bytecode);
  dict.setStr("pycache_prefix", config.pycache_prefix === null ? null : strFromJs(config.pycache_prefix));
  dict.setStr("platform", places.platform);
  dict.setStr("executable", strFromJs(places.executable));
  dict.setStr("_base_executable", strFromJs(places.executable));
  for (const name of ["prefix", "exec_prefix", "base_prefix", "base_exec_prefix"])
    dict.setStr(name, strFromJs(places.prefix));
  dict.setStr("_home", config.home === null ? null : strFromJs(config.home));
  dict.setStr("_stdlib_dir", places.stdlibDir === null ? null : strFromJs(places.stdlibDir));
  dict.setStr("path", text(places.path));
  dict.setStr("builtin_module_names", new PyTuple(places.builtinModuleNames.slice()));
  dict.setStr("implementation", implementation(config.implementation));
  dict.setStr("monitoring", newMonitoring());
  dict.setStr("_jit", newJit());
}

function implementation(name: string): PySimpleNamespace {
  const namespace = new PySimpleNamespace(simpleNamespaceType);
  const dict = dictOf(namespace);
  dict.setStr("name", strFromJs(name));
  dict.setStr("cache_tag", v.CACHE_TAG);
  dict.setStr("version", versionInfo());
  dict.setStr("hexversion", v.HEXVERSION);
  dict.setStr("_multiarch", "javascript");
  dict.setStr("supports_isolated_interpreters", false);
  return namespace;
}

function versionInfo(): PyTuple {
  return newStructSeq(versionInfoType, [v.MAJOR, v.MINOR, v.MICRO, "final", 0]);
}

function exit(status: PyValue): PyValue {
  // A tuple becomes the arguments, as PyErr_SetObject has it.
  if (status instanceof PyTuple) throw newException(PyExc_SystemExit, ...status.items);
  throw newException(PyExc_SystemExit, ...(status === null ? [] : [status]));
}

function intern(string: PyValue): PyValue {
  if (typeof string === "string" || typeName(string) === "str") return string;
  if ((typeOf(string).flags & TPFLAGS.UNICODE_SUBCLASS) === 0) {
    throw typeError(`intern() argument must be str, not ${string === null ? "None" : typeName(string)}`);
  }
  throw typeError(`can't intern ${typeName(string)}`);
}

const DLOPEN_KEY = {};
const RTLD_NOW = 2;

/** Nothing is ever opened by dlopen: the flags are only remembered. */
function dlopenState(): { flags: number } {
  return machine.interp.state(DLOPEN_KEY, () => ({ flags: RTLD_NOW }));
}

function clearTypeCache(): PyValue {
  warn(
    "DeprecationWarning",
    "sys._clear_type_cache() is deprecated and scheduled for removal in a future version. Use sys._clear_internal_caches() instead.",
  );
  return null;
}

function setIntMaxStrDigits(digits: number): PyValue {
  if (digits !== 0 && digits < 640) throw valueError("maxdigits must be >= 640 or 0 for unlimited");
  currentThread.interp.intMaxStrDigits = digits;
  return null;
}

function setrecursionlimit(limit: number): PyValue {
  if (limit < 1) throw valueError("recursion limit must be greater or equal than 1");
  const depth = currentThread.top?.depth ?? 0;
  if (depth >= limit) {
    throw recursionError(
      `cannot set the recursion limit to ${limit} at the recursion depth ${depth}: the limit is too low`,
    );
  }
  const { scheduler, limits } = currentThread.interp;
  const least = Math.min(limit, limits?.options.recursion ?? limit);
  for (const thread of scheduler.threads) thread.recursionLimit = least;
  return null;
}

function setswitchinterval(interval: number): PyValue {
  if (!(interval > 0)) throw valueError("switch interval must be strictly positive");
  currentThread.interp.switchInterval = interval;
  return null;
}

function addaudithook(hook: PyValue): PyValue {
  try {
    audit("sys.addaudithook");
  } catch (caught) {
    if (isException(caught, PyExc_RuntimeError)) return null;
    throw caught;
  }
  addAuditHook(hook);
  return null;
}

function sysAudit(event: PyValue, args: PyValue[]): PyValue {
  audit(strToJs(event as string), ...args);
  return null;
}

function callTracing(func: PyValue, args: PyValue): PyValue {
  if (!(args instanceof PyTuple))
    throw typeError(`call_tracing() argument 2 must be tuple, not ${args === null ? "None" : typeName(args)}`);
  const thread = currentThread;
  const { tracing } = thread;
  thread.tracing = 0;
  try {
    return call(func, args.items.slice());
  } finally {
    thread.tracing = tracing;
  }
}

function noTrampoline(): PyValue {
  throw valueError("perf trampoline not available");
}

function clearTypeDescriptors(type: PyValue): PyValue {
  if (!(type instanceof PyType))
    throw typeError(`_clear_type_descriptors() argument must be type, not ${typeName(type)}`);
  if ((type.flags & TPFLAGS.IMMUTABLETYPE) !== 0) throw typeError("argument is immutable");
  for (const name of ["__dict__", "__weakref__"]) type.dict.delete(name);
  return null;
}
