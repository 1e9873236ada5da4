/**
 * Running the program that a configuration asks for, and ending: what `python` does between start and exit status.
 * Source: CPython Modules/main.c (Py_RunMain), Python/pythonrun.c, pylifecycle.c (Py_FinalizeEx).
 */
import { SIGNALS } from "../host/constants.ts";
import { HostError, strerror } from "../host/errno.ts";
import { FRAME_ENTRY } from "../interpreter/frame.ts";
import { importNow, importState, whenImported } from "../interpreter/import.ts";
import type { Interpreter } from "../interpreter/interpreter.ts";
import { pushActivation } from "../interpreter/pending.ts";
import { compileSource } from "../interpreter/source.ts";
import type { ThreadState } from "../interpreter/thread.ts";
import { type Str, strFromJs } from "../kernel/str.ts";
import { exitSteps } from "../modules/atexit.ts";
import { displayException } from "../modules/sys/hooks.ts";
import { VERSION } from "../modules/sys/version.ts";
import { getAttr, lookupAttr } from "../objects/abstract/attributes.ts";
import { call, callMethod } from "../objects/abstract/call.ts";
import { asInt } from "../objects/abstract/number.ts";
import { strJs } from "../objects/abstract/repr.ts";
import { audit } from "../objects/audit.ts";
import type { PyCode } from "../objects/code.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import { isException } from "../objects/errors.ts";
import type { PyBaseException } from "../objects/exceptions/base.ts";
import { toPyException } from "../objects/exceptions/convert.ts";
import { PyExc_KeyboardInterrupt, PyExc_SystemExit } from "../objects/exceptions/types.ts";
import { PyFunction } from "../objects/function.ts";
import { builtinsOf } from "../objects/function-type.ts";
import { PyList } from "../objects/list/list.ts";
import type { CallRequest } from "../objects/machine.ts";
import type { PyModule } from "../objects/module.ts";
import type { PyValue } from "../objects/object.ts";
import { flushUnclosed } from "../objects/unclosed.ts";
import { writeUnraisable } from "../objects/unraisable.ts";
import { dedent } from "./dedent.ts";
import { forgetModules, forgetSys, heldBySys } from "./finalize-modules.ts";
import { lowByte } from "./python-error.ts";
import { readWhole } from "./read-file.ts";
import { interactiveLoop, registerSource } from "./repl.ts";

/** Steps of the main program: they yield what may be suspended. */
export type Steps<T = PyValue> = Generator<CallRequest, T, PyValue>;

/** Exit status after an uncaught KeyboardInterrupt, where SIGINT cannot end the process itself. */
const INTERRUPTED = 130;

/** Runs steps on a thread, by default the main one, while the JavaScript event loop gets its turns. */
export async function runSteps<T extends PyValue>(
  interp: Interpreter,
  steps: Steps<T>,
  thread: ThreadState = interp.mainThread,
): Promise<T> {
  pushActivation(thread, steps as Steps).flags |= FRAME_ENTRY;
  return (await interp.scheduler.runToEndAsync(thread)) as T;
}

/** As `runSteps`, without giving up the JavaScript stack: waits block the host, where it can. */
export function runStepsNow<T extends PyValue>(
  interp: Interpreter,
  steps: Steps<T>,
  thread: ThreadState = interp.mainThread,
): T {
  pushActivation(thread, steps as Steps).flags |= FRAME_ENTRY;
  return interp.scheduler.runToEnd(thread) as T;
}

/** Runs the configured program and ends the interpreter; the exit status. */
export async function runMain(interp: Interpreter): Promise<number> {
  const status = await runSteps(interp, mainSteps(interp));
  interp.report?.();
  if (interp.unhandledInterrupt) endBySignal(interp);
  return status;
}

/** Whoever waits for the process is to see that SIGINT has ended it: shells then end their loops too (exit_sigint). */
function endBySignal({ host }: Interpreter): void {
  if (host.system.platform === "win32") return;
  try {
    host.process.onSignal(SIGNALS.SIGINT, null);
    host.process.kill(host.process.pid, SIGNALS.SIGINT);
  } catch (caught) {
    if (!(caught instanceof HostError)) throw caught;
  }
}

function* mainSteps(interp: Interpreter): Steps<number> {
  let status: number;
  try {
    status = yield* runTarget(interp);
  } catch (caught) {
    status = reportUncaught(interp, caught);
  }
  if (wantsInspection(interp)) {
    interp.unhandledInterrupt = false;
    status = yield* inspect(interp);
  }
  return yield* finalize(interp, status);
}

function* runTarget(interp: Interpreter): Steps<number> {
  const { config } = interp;
  const { run } = config;
  const main = interp.modules.getStr("__main__") as PyModule;
  const dict = main.dict!;
  if (run.kind === "file") {
    const importer = callPathHooks(interp, run.path);
    if (importer !== null) {
      prependPath(interp, run.path);
      yield* runModule("__main__", false);
      return 0;
    }
    return yield* runFile(interp, run.path, dict);
  }
  if (!config.safe_path) beginPath(interp, run.kind === "module" ? interp.host.fs.getcwd() : "");
  if (run.kind === "command") {
    audit("cpython.run_command", strFromJs(run.source));
    const source = strFromJs(dedent(run.source));
    const code = compileSource(source, { filename: "<string>", mode: "exec", flags: 0, optimize: -1 });
    // Importing linecache for every -c would take time.
    whenImported(interp, "linecache", () => registerSource(code, source, "<string>"));
    yield* execute(code, dict);
  } else if (run.kind === "module") {
    yield* runModule(run.name, true);
  } else if (config.interactive > 0 || (run.kind === "interactive" && isTerminal(interp))) {
    yield* runInteractive(interp, dict);
  } else {
    audit("cpython.run_stdin");
    const source = readWhole(interp.host, 0);
    yield* execute(
      compileSource(source, { filename: "<stdin>", mode: "exec", flags: 0, optimize: -1, fromFile: true }),
      dict,
    );
  }
  return 0;
}

/** -i, or a program that sets $PYTHONINSPECT: go on at the prompt. */
function wantsInspection({ config, host }: Interpreter): boolean {
  if (config.run.kind === "interactive") return false;
  return config.inspect > 0 || (config.use_environment && (host.env.get("PYTHONINSPECT") ?? "") !== "");
}

/** pymain_repl. */
function* inspect(interp: Interpreter): Steps<number> {
  try {
    yield* interactiveLoop(interp, (interp.modules.getStr("__main__") as PyModule).dict!);
    return 0;
  } catch (caught) {
    return reportUncaught(interp, caught);
  }
}

/** Without a program: the prompt at a terminal (or with -i), else standard input is the program. */
function* runInteractive(interp: Interpreter, dict: PyDict): Steps {
  const { config, host } = interp;
  if (!config.quiet) {
    const hint = config.site_import ? 'Type "help", "copyright", "credits" or "license" for more information.\n' : "";
    writeError(interp, `Python ${VERSION} on ${host.system.platform}\n${hint}`);
  }
  const startup = config.use_environment ? (host.env.get("PYTHONSTARTUP") ?? "") : "";
  if (startup !== "") {
    try {
      const source = readFile(interp, startup);
      yield* execute(
        compileSource(source, { filename: strFromJs(startup), mode: "exec", flags: 0, optimize: -1 }),
        dict,
      );
    } catch (caught) {
      if (caught instanceof HostError) writeError(interp, `Could not open PYTHONSTARTUP\n`);
      else reportUncaught(interp, caught);
    }
  }
  return yield* interactiveLoop(interp, dict);
}

function isTerminal(interp: Interpreter): boolean {
  try {
    return interp.host.fs.isatty(0);
  } catch (caught) {
    if (caught instanceof HostError) return false;
    throw caught;
  }
}

function readFile({ host }: Interpreter, path: string): Uint8Array {
  const fd = host.fs.open(path, 0);
  try {
    return readWhole(host, fd);
  } finally {
    host.fs.close(fd);
  }
}

/** Runs a code object in a namespace. */
export function* execute(code: PyCode, globals: PyDict, locals: PyValue = globals): Steps {
  const func = new PyFunction(code, globals, builtinsOf(globals), null, null, null);
  return yield { callable: func, args: [], kwnames: null, namespace: locals };
}

function* runModule(name: string, alterArgv: boolean): Steps {
  audit("cpython.run_module", strFromJs(name));
  const run = getAttr(importNow("runpy"), "_run_module_as_main");
  return yield { callable: run, args: [strFromJs(name), alterArgv], kwnames: null };
}

function prependPath(interp: Interpreter, path: string): void {
  const list = interp.sysdict.getStr("path");
  if (list instanceof PyList) list.items.unshift(strFromJs(path));
}

/** The same with the folder of a program that is no archive or folder itself. */
function beginPath(interp: Interpreter, path: string): void {
  prependPath(interp, path);
  interp.sysPath0 = path;
}

/** pymain_get_importer: whether a folder or archive is to be run as a program. */
function callPathHooks(interp: Interpreter, path: string): PyValue {
  const external = interp.modules.getStr("_frozen_importlib_external");
  if (external === undefined) return null;
  try {
    const { st_mode } = interp.host.fs.stat(path);
    const isFolder = (st_mode & 0o170000) === 0o040000;
    if (!isFolder && !/\.(zip|pyz|egg|whl)$/.test(path) && !endsLikeZip(interp, path)) return null;
  } catch (caught) {
    if (!(caught instanceof HostError)) throw caught;
    // A folder in an archive.
    if (caught.code !== "ENOTDIR") return null;
  }
  return callMethod(getAttr(external, "PathFinder"), "_path_importer_cache", [strFromJs(path)]);
}

/** Zip files may have a script in front, and end with a record that a comment of up to 64 KB may follow. */
const END_RECORD = 22;
const LONGEST_COMMENT = 0xffff;

function endsLikeZip(interp: Interpreter, path: string): boolean {
  const { fs } = interp.host;
  const { st_size } = fs.stat(path);
  const fd = fs.open(path, 0);
  try {
    const tail = new Uint8Array(Math.min(st_size, END_RECORD + LONGEST_COMMENT));
    fs.pread(fd, tail, st_size - tail.length);
    for (let at = tail.length - END_RECORD; at >= 0; at--) {
      if (tail[at] === 0x50 && tail[at + 1] === 0x4b && tail[at + 2] === 5 && tail[at + 3] === 6) return true;
    }
    return false;
  } finally {
    fs.close(fd);
  }
}

function* runFile(interp: Interpreter, path: string, dict: PyDict): Steps<number> {
  const { config } = interp;
  audit("cpython.run_file", strFromJs(path));
  let source: Uint8Array;
  try {
    source = readFile(interp, path);
  } catch (caught) {
    if (!(caught instanceof HostError)) throw caught;
    const shown = `${config.program_name}: can't open file '${absolute(interp, path)}': [Errno ${caught.errno}] ${strerror(caught.errno)}\n`;
    writeError(interp, shown);
    return 2;
  }
  if (!config.safe_path) beginPath(interp, folderOf(interp, path));
  const name = strFromJs(path);
  dict.setStr("__file__", name);
  const compiled = path.endsWith(".pyc");
  setLoader(interp, dict, name, compiled ? "SourcelessFileLoader" : "SourceFileLoader");
  const text = config.skip_source_first_line ? withoutFirstLine(source) : source;
  const code = compiled
    ? (callMethod(getAttr(interp.modules.getStr("__main__")!, "__loader__"), "get_code", ["__main__"]) as PyCode)
    : compileSource(text, { filename: name, mode: "exec", flags: 0, optimize: -1, fromFile: true });
  yield* execute(code, dict);
  return 0;
}

function withoutFirstLine(source: Uint8Array): Uint8Array {
  const end = source.indexOf(10);
  return end < 0 ? new Uint8Array(0) : source.subarray(end);
}

function absolute(interp: Interpreter, path: string): string {
  return path.startsWith("/") ? path : `${interp.host.fs.getcwd()}/${path}`;
}

/** `sys.path[0]` for a script: its folder, after symbolic links of the file itself (_PyPathConfig_ComputeSysPath0). */
function folderOf(interp: Interpreter, path: string): string {
  const { fs } = interp.host;
  let target = path;
  try {
    const link = fs.readlink(path);
    target = link.startsWith("/") ? link : `${parent(path)}${link}`;
  } catch (caught) {
    if (!(caught instanceof HostError)) throw caught;
  }
  const folder = parent(absolute(interp, target)).replace(/(.)\/$/, "$1");
  return folder.includes("/.") || folder.includes("//")
    ? strJs(callMethod(importNow("posix"), "_path_normpath", [strFromJs(folder)]))
    : folder;
}

function parent(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function setLoader(interp: Interpreter, dict: PyDict, filename: Str, loader: string): void {
  const external =
    importState(interp).importlib === null ? undefined : interp.modules.getStr("_frozen_importlib_external");
  if (external === undefined) return;
  dict.setStr("__loader__", call(getAttr(external, loader), ["__main__", filename]));
}

/** Writes to sys.stderr, or to the descriptor when that is gone. */
export function writeError(interp: Interpreter, text: string): void {
  const file = interp.sysdict.getStr("stderr") ?? null;
  if (file !== null) {
    try {
      callMethod(file, "write", [strFromJs(text)]);
      callMethod(file, "flush", []);
      return;
    } catch (caught) {
      if (toPyException(caught) === undefined) throw caught;
    }
  }
  interp.host.fs.write(
    2,
    Uint8Array.from(text, (char) => char.charCodeAt(0)),
  );
}

/** PyErr_Print for the main program: the exit status. */
export function reportUncaught(interp: Interpreter, caught: unknown): number {
  const error = toPyException(caught);
  if (error === undefined) throw caught;
  // At -i the exit is only reported (_Py_HandleSystemExitAndKeyboardInterrupt).
  if (isException(error, PyExc_SystemExit) && interp.config.inspect === 0) return exitStatus(interp, error);
  printException(interp, error);
  interp.unhandledInterrupt = isException(error, PyExc_KeyboardInterrupt);
  return interp.unhandledInterrupt ? INTERRUPTED : 1;
}

/** handle_system_exit. */
function exitStatus(interp: Interpreter, error: PyBaseException): number {
  const code = lookupAttr(error, "code") ?? null;
  if (code === null) return 0;
  const status = asInt(code);
  if (status !== undefined) return lowByte(status);
  flush(interp, "stdout");
  writeError(interp, `${strJs(code)}\n`);
  return 1;
}

/** Shows an exception by sys.excepthook (_PyErr_PrintEx). */
export function printException(interp: Interpreter, error: PyBaseException): void {
  const { sysdict } = interp;
  if (importState(interp).awaited.has("linecache")) {
    try {
      importNow("linecache");
    } catch (caught) {
      if (toPyException(caught) === undefined) throw caught;
    }
  }
  for (const [name, value] of [
    ["last_exc", error],
    ["last_type", error.type],
    ["last_value", error],
    ["last_traceback", error.traceback],
  ] as const) {
    sysdict.setStr(name, value);
  }
  const hook = sysdict.getStr("excepthook");
  try {
    audit("sys.excepthook", hook ?? null, error.type, error, error.traceback);
    if (hook !== undefined) {
      call(hook, [error.type, error, error.traceback]);
      return;
    }
    writeError(interp, "sys.excepthook is missing\n");
    displayException(sysdict.getStr("stderr") ?? null, error, error.traceback);
  } catch (caught) {
    const second = toPyException(caught);
    if (second === undefined) throw caught;
    if (isException(second, PyExc_SystemExit)) throw second;
    writeError(interp, "Error in sys.excepthook:\n");
    displayException(sysdict.getStr("stderr") ?? null, second, second.traceback);
    writeError(interp, "\nOriginal exception was:\n");
    displayException(sysdict.getStr("stderr") ?? null, error, error.traceback);
  }
}

function flush(interp: Interpreter, name: string): boolean {
  const file = interp.sysdict.getStr(name) ?? null;
  if (file === null) return true;
  const closed = lookupAttr(file, "closed");
  if (closed === true) return true;
  try {
    callMethod(file, "flush", []);
    return true;
  } catch (caught) {
    if (toPyException(caught) === undefined) throw caught;
    if (name === "stdout") writeUnraisable(caught, "Exception ignored while flushing sys.stdout", file);
    return false;
  }
}

/** Hands what the standard streams still hold to the host. */
export function flushStreams(interp: Interpreter): void {
  flush(interp, "stdout");
  flush(interp, "stderr");
}

/** Waits for threads, runs atexit functions, flushes the streams (Py_FinalizeEx): the final exit status. */
export function* finalize(interp: Interpreter, status: number): Steps<number> {
  const threading = interp.modules.getStr("threading");
  if (threading !== undefined && threading !== null) {
    try {
      yield { callable: getAttr(threading, "_shutdown"), args: [], kwnames: null };
    } catch (caught) {
      writeUnraisable(caught, "Exception ignored on threading shutdown", threading);
    }
  }
  yield* exitSteps();
  interp.finalizing = true;
  let flushed = flush(interp, "stdout");
  flush(interp, "stderr");
  forgetModules(interp);
  interp.estates.finalizeAll(heldBySys(interp));
  flushed = flush(interp, "stdout") && flushed;
  flush(interp, "stderr");
  forgetSys(interp);
  interp.estates.finalizeAll();
  // What programs left unflushed; CPython's finalizers keep failures of this to themselves as well.
  flushUnclosed((error) => {
    if (toPyException(error) === undefined) throw error;
  });
  return flushed ? status : 120;
}
