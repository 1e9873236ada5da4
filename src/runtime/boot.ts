/**
 * Boot: the built-in types are linked once for the process; an interpreter gets sys, builtins, importlib, its streams and site, in
 * CPython's order. Source: CPython Python/pylifecycle.c (Py_InitializeFromConfig, init_interp_main).
 */
import { encodeUtf8 } from "../bytecode/utf8.ts";
import type { Archive } from "../host/archive.ts";
import type { Host } from "../host/host.ts";
import type { Config } from "../interpreter/config.ts";
import { importNow, importState } from "../interpreter/import.ts";
import { ImportTimes } from "../interpreter/import-time.ts";
import { Interpreter } from "../interpreter/interpreter.ts";
import { installInterpreter } from "../interpreter/machine.ts";
import { installNames } from "../interpreter/name-access.ts";
import { provokeReruns } from "../interpreter/rerun.ts";
import { runCode } from "../interpreter/run.ts";
import { dropSharedStale } from "../interpreter/stale.ts";
import { currentThread, setCurrentThread } from "../interpreter/thread.ts";
import { offerLesson } from "../interpreter/training.ts";
import { installJit } from "../jit/install.ts";
import { setHashKey, setHashSeed } from "../kernel/hash-key.ts";
import { strFromJs } from "../kernel/str.ts";
import { builtinModules } from "../modules/generated/registry.ts";
import { configureSys } from "../modules/sys/module.ts";
import { getAttr, setAttr } from "../objects/abstract/attributes.ts";
import { call, callMethod } from "../objects/abstract/call.ts";
import { dropDebugRanges, type PyCode } from "../objects/code.ts";
import { createModule, execModule } from "../objects/create-module.ts";
import type { ModuleRegistry } from "../objects/declare.ts";
import { provokeCollisions } from "../objects/dict/hash-code.ts";
import { linkTypes } from "../objects/link.ts";
import { newModule, type PyModule } from "../objects/module.ts";
import { PyStdPrinter } from "../objects/stderr-printer.ts";
import { installWeakrefCallbacks } from "../objects/weakref.ts";
import { searchPaths } from "./paths.ts";
import { openStandardStreams } from "./streams.ts";
import { installZipHook } from "./zip-hook.ts";

/** Where the packed library is, and where it shows itself in the file system. */
export interface Library {
  readonly archive: Archive;
  /** `sys.prefix`; the library appears as its `lib/python3.14`. */
  readonly prefix: string;
}

/** Bytes of the secret that hashes of text depend on. */
const HASH_SECRET_LENGTH = 16;

let booted = false;
let nextInterpreterId = 0;

/** Makes the process ready for interpreters; later calls do nothing. The first one decides how text hashes (_Py_HashRandomization_Init). */
function boot(host: Host, config: Config): void {
  if (booted) return;
  booted = true;
  if (config.use_hash_seed) setHashSeed(config.hash_seed);
  else setHashKey(host.getrandom(HASH_SECRET_LENGTH));
  if (config.stress.includes("hash-collisions")) provokeCollisions();
  if (config.stress.includes("rerun-often")) provokeReruns();
  installInterpreter();
  installWeakrefCallbacks(() => currentThread.interp.weakrefCallbacks);
  installNames();
  linkTypes();
}

/**
 * A new interpreter, ready to run programs; its main thread becomes the current one. `extensions` are built-in modules that only
 * some programs have.
 */
export function newInterpreter(
  host: Host,
  config: Config,
  library: Library | null,
  extensions: ModuleRegistry = {},
): Interpreter {
  boot(host, config);
  if (!config.code_debug_ranges) dropDebugRanges();
  const log = (text: string): void => void host.fs.write(2, encodeUtf8(strFromJs(`${text}\n`)));
  const jit = installJit(config, log, () => Number(host.clock.monotonic()) / 1e6);
  const interp = new Interpreter(nextInterpreterId++, host, config);
  if (config.stats) interp.report = () => log(jit === null ? "jit: off" : String(jit));
  setCurrentThread(interp.mainThread);
  dropSharedStale();
  const state = importState(interp);
  state.builtins = { ...builtinModules, ...extensions };
  state.archive = library?.archive ?? null;
  state.verbose = config.verbose > 0;
  state.times = ImportTimes.make(interp);
  makeSys(interp, library);
  makeBuiltins(interp);
  if (library !== null) {
    offerLesson(() => library.archive.extra("training"));
    startImportlib(interp);
    openStandardStreams(interp);
    makeMain(interp);
    if (config.warnoptions.length > 0) importNow("warnings");
    if (config.site_import) importNow("site");
  }
  interp.started();
  return interp;
}

function makeSys(interp: Interpreter, library: Library | null): void {
  const { host, config } = interp;
  const module = createModule(builtinModules.sys(), interp.sysdict);
  interp.modules.setStr("sys", module);
  configureSys(interp.sysdict, config, {
    executable: host.process.executable,
    prefix: library?.prefix ?? "",
    stdlibDir: library === null ? null : `${library.prefix}/lib/python3.14`,
    path: library === null ? [] : searchPaths(config, library.prefix),
    platform: host.system.platform,
    builtinModuleNames: Object.keys(importState(interp).builtins).sort(),
  });
  interp.sysdict.setStr("stderr", new PyStdPrinter(2));
}

function makeBuiltins(interp: Interpreter): void {
  const module = createModule(builtinModules.builtins());
  interp.builtins = module.dict!;
  interp.builtinAll = interp.builtins.getStr("all")!;
  interp.builtinAny = interp.builtins.getStr("any")!;
  interp.modules.setStr("builtins", module);
  execModule(module);
}

/** Runs the frozen importlib, gives it what it needs, and lets it install its finders (init_importlib). */
function startImportlib(interp: Interpreter): void {
  const imp = createModule(builtinModules._imp());
  interp.modules.setStr("_imp", imp);
  const bootstrap = newModule("_frozen_importlib");
  const dict = bootstrap.dict!;
  interp.modules.setStr("_frozen_importlib", bootstrap);
  dict.setStr("__builtins__", interp.builtins);
  dict.setStr("__origname__", "importlib._bootstrap");
  const code = call(getAttr(imp, "get_frozen_object"), ["_frozen_importlib"]) as PyCode;
  runCode(interp.mainThread, code, dict, dict);
  const state = importState(interp);
  state.importlib = bootstrap;
  state.importFunction = interp.builtins.getStr("__import__")!;
  callMethod(bootstrap, "_install", [interp.modules.getStr("sys")!, imp]);
  callMethod(bootstrap, "_install_external_importers", []);
  installZipHook(interp);
}

/** add_main_module: `__main__` exists before anything runs in it. */
function makeMain(interp: Interpreter): PyModule {
  const main = newModule("__main__");
  main.dict!.setStr("__builtins__", interp.modules.getStr("builtins")!);
  interp.modules.setStr("__main__", main);
  const loader = getAttr(importState(interp).importlib!, "BuiltinImporter");
  setAttr(main, "__loader__", loader);
  return main;
}
