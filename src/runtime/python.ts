/**
 * The embedding API: a Python in a JavaScript program. Each `Python` is an interpreter of its own with a memory file system; it
 * sees nothing of the surroundings but what the options hand over.
 */
import type { Archive } from "../host/archive.ts";
import type { Host } from "../host/host.ts";
import { type Platform, SandboxHost } from "../host/sandbox/host.ts";
import type { OutputSink } from "../host/sandbox/streams.ts";
import { encodeText, type Input, inputSource, textSink } from "../host/sandbox/text.ts";
import { type Config, isolatedConfig } from "../interpreter/config.ts";
import { importNow } from "../interpreter/import.ts";
import type { Interpreter } from "../interpreter/interpreter.ts";
import { type LimitOptions, Limits } from "../interpreter/limits.ts";
import { setFrameEvaluator } from "../interpreter/monitoring.ts";
import { compileTree, parseSource } from "../interpreter/source.ts";
import { currentThread, setCurrentThread, type ThreadState } from "../interpreter/thread.ts";
import { strFromJs } from "../kernel/str.ts";
import { getAttr } from "../objects/abstract/attributes.ts";
import { call } from "../objects/abstract/call.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import { newModule, type PyModule } from "../objects/module.ts";
import type { PyValue } from "../objects/object.ts";
import { typeName } from "../objects/typeof.ts";
import type { mod } from "../parser/generated/ast.ts";
import { newInterpreter } from "./boot.ts";
import { type Caller, type HostFunction, hostFunction, type JsValue, toJs, toPython } from "./convert.ts";
import { frameEvaluator, type HostEvaluator } from "./frame-evaluator.ts";
import { execute, finalize, flushStreams, runSteps, runStepsNow, type Steps } from "./main.ts";
import { libraryFolder } from "./paths.ts";
import { toJsError } from "./python-error.ts";

export interface PythonOptions {
  /** Receives what the program prints; nothing does by default. */
  readonly stdout?: (text: string) => void;
  readonly stderr?: (text: string) => void;
  /** All of standard input, or a function that is asked for the next piece (null: the end). Empty by default. */
  readonly stdin?: Input;
  /** `sys.argv`. */
  readonly args?: readonly string[];
  /** The environment; empty by default. */
  readonly env?: Readonly<Record<string, string>>;
  /** Files by absolute path, or relative to the home folder, which is the current folder at the start. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Modules by name, with what they contain. */
  readonly modules?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** How many bytes all files together may hold. */
  readonly capacity?: number;
  /** What the program may spend; more raises `LimitExceeded`, which `except Exception` does not catch. */
  readonly limits?: LimitOptions;
  /** A host of the caller's own instead of the sandbox; then the options above about streams, environment and files do not count. */
  readonly host?: Host;
  /** Further settings, under CPython's names (`PyConfig`). */
  readonly config?: Partial<Config>;
}

export interface RunOptions {
  /** For tracebacks. */
  readonly filename?: string;
  /** The namespace; `globals` by default. */
  readonly globals?: PyNamespace;
}

export interface RunAsyncOptions extends RunOptions {
  /** Stops the program when it is aborted. */
  readonly signal?: AbortSignalLike;
}

/** What is needed of an `AbortSignal`. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

const SANDBOX_PREFIX = "/usr";
const PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000;
const CO_COROUTINE = 0x80;
const CO_ASYNC_GENERATOR = 0x200;

const namespaces: WeakMap<PyNamespace, PyDict> = new WeakMap();

/** A Python namespace, such as a module's globals. */
export class PyNamespace {
  readonly #caller: Caller;
  constructor(dict: PyDict, caller: Caller) {
    namespaces.set(this, dict);
    this.#caller = caller;
  }
  get(name: string): JsValue {
    return this.#caller.enter(() => {
      const value = namespaces.get(this)!.get(strFromJs(name));
      return value === undefined ? undefined : toJs(value, this.#caller);
    });
  }
  set(name: string, value: unknown): void {
    this.#caller.enter(() => namespaces.get(this)!.set(strFromJs(name), toPython(value)));
  }
  has(name: string): boolean {
    return this.#caller.enter(() => namespaces.get(this)!.has(strFromJs(name)));
  }
  delete(name: string): boolean {
    return this.#caller.enter(() => namespaces.get(this)!.delete(strFromJs(name)) !== undefined);
  }
  keys(): string[] {
    return this.#caller.enter(() =>
      namespaces
        .get(this)!
        .keysArray()
        .flatMap((key) => (typeof key === "string" ? [key] : [])),
    );
  }
}

/** An interpreter over a given library and platform; the entries of the package supply both. */
export class EmbeddedPython {
  readonly #interp: Interpreter;
  readonly #caller: Caller;
  readonly #limits: Limits;
  #closed = false;
  /** The namespace of `__main__`. */
  readonly globals: PyNamespace;
  /** The file system. */
  readonly files: PyFiles;

  constructor(archive: Archive, platform: Platform, options: PythonOptions = {}) {
    const limits = new Limits(options.limits ?? {}, memoryOf(options, platform), platform.collectGarbage);
    const host = options.host ?? sandboxFor(options, platform, archive, limits);
    const config: Config = { ...isolatedConfig(), argv: [...(options.args ?? [""])], ...options.config };
    const previous = currentThread;
    this.#interp = newInterpreter(host, config, { archive, prefix: SANDBOX_PREFIX });
    this.#limits = limits;
    this.#interp.limits = limits;
    const { recursion } = limits.options;
    if (recursion !== undefined) {
      const { mainThread } = this.#interp;
      mainThread.recursionLimit = Math.min(recursion, mainThread.recursionLimit);
    }
    this.#caller = {
      call: (callable, args, names) => this.#now(() => callSteps(callable, args, names)),
      callAsync: (callable, args, names) => this.#soon(() => callSteps(callable, args, names), undefined),
      enter: (run) => this.#enter(run),
    };
    const main = this.#interp.modules.getStr("__main__") as PyModule;
    this.globals = new PyNamespace(main.dict!, this.#caller);
    this.files = new PyFiles(host, this.#caller);
    setCurrentThread(previous);
    for (const [name, members] of Object.entries(options.modules ?? {})) this.registerModule(name, members);
  }

  /** Runs a program and gives the value of its last statement if that is an expression. Waits block, where the platform can. */
  run(source: string, options: RunOptions = {}): JsValue {
    return this.#now(() => this.#program(source, options)) as JsValue;
  }

  /** As `run`, but what waits (sleep, input, host promises, `await`) lets JavaScript go on meanwhile. */
  runAsync(source: string, options: RunAsyncOptions = {}): Promise<JsValue> {
    return this.#soon(() => this.#program(source, options), options.signal) as Promise<JsValue>;
  }

  /** Makes a module that Python code can import; functions become callables, promises that they return are waited for. */
  registerModule(name: string, members: Readonly<Record<string, unknown>>): void {
    this.#enter(() => {
      const module = newModule(strFromJs(name));
      for (const [key, value] of Object.entries(members)) {
        const made =
          typeof value === "function" ? hostFunction(key, value as HostFunction, this.#caller) : toPython(value);
        module.dict!.setStr(key, made);
      }
      this.#interp.modules.setStr(name, module);
    });
  }

  /**
   * Has `evaluate` run this interpreter's frames (PEP 523): it is asked about each that begins, and about each generator and coroutine
   * that goes on, and its answer is what the frame returns or yields. Null: frames run by themselves again. Nothing is compiled to
   * JavaScript meanwhile, calls nest less deep, and what waits cannot let JavaScript go on.
   */
  setFrameEvaluator(evaluate: HostEvaluator | null): void {
    this.#enter(() =>
      setFrameEvaluator(this.#interp, evaluate === null ? null : frameEvaluator(evaluate, this.#caller)),
    );
  }

  /** `importlib.import_module(name)`. */
  import(name: string): JsValue {
    return this.#enter(() => toJs(importNow(name), this.#caller));
  }

  /** Ends the interpreter: joins threads, runs atexit functions, flushes the streams. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await runSteps(this.#interp, finalize(this.#interp, 0));
  }

  *#program(source: string, options: RunOptions): Steps {
    const interp = this.#interp;
    const main = interp.modules.getStr("__main__") as PyModule;
    const dict = options.globals === undefined ? main.dict! : namespaces.get(options.globals)!;
    const filename = strFromJs(options.filename ?? "<string>");
    const flags = PyCF_ALLOW_TOP_LEVEL_AWAIT;
    const settings = { filename, mode: "exec" as const, flags, optimize: -1 };
    const tree = parseSource(strFromJs(source), settings) as mod & { kind: "Module" };
    const last = tree.body.at(-1);
    const parts: mod[] = [tree];
    if (last?.kind === "Expr") {
      tree.body.pop();
      parts.push({ kind: "Expression", body: last.value });
    }
    let result: PyValue = null;
    for (const part of parts) {
      const code = compileTree(part, settings);
      result = yield* execute(code, dict);
      const isCoroutine = (code.flags & (CO_COROUTINE | CO_ASYNC_GENERATOR)) === CO_COROUTINE;
      if (isCoroutine) result = yield* awaitSteps(interp, result);
    }
    return parts.length === 1 ? null : result;
  }

  #enter<T>(run: () => T): T {
    if (this.#closed) throw new Error("this Python has been closed");
    const previous = currentThread;
    // A host function that a program has called comes back on the program's own thread.
    if (!previous?.active || previous.interp !== this.#interp) setCurrentThread(this.#interp.mainThread);
    try {
      return run();
    } catch (caught) {
      throw this.#toJsError(caught);
    } finally {
      setCurrentThread(previous);
    }
  }

  /** Describing an exception is no part of the program's account. */
  #toJsError(caught: unknown): unknown {
    const { limits } = this.#interp;
    this.#interp.limits = null;
    try {
      return toJsError(caught, this.#caller);
    } finally {
      this.#interp.limits = limits;
    }
  }

  #now(make: () => Steps): unknown {
    return this.#enter(() => {
      // From within a host function the thread is already running: then this is a nested call.
      if (currentThread.active) return toJs(driveNested(make()), this.#caller);
      try {
        const thread = this.#freeThread();
        setCurrentThread(thread);
        return toJs(runStepsNow(this.#interp, make(), thread), this.#caller);
      } finally {
        flushStreams(this.#interp);
      }
    });
  }

  async #soon(make: () => Steps, signal: AbortSignalLike | undefined): Promise<unknown> {
    if (this.#closed) throw new Error("this Python has been closed");
    if (signal?.aborted) throw signal.reason;
    const interp = this.#interp;
    let thread = interp.mainThread;
    const stop = (): void => {
      this.#limits.abort("aborted");
      interp.scheduler.interruptThread(thread);
    };
    signal?.addEventListener("abort", stop);
    try {
      const previous = currentThread;
      thread = this.#freeThread();
      setCurrentThread(thread);
      const running = runSteps(interp, make(), thread);
      setCurrentThread(previous);
      const result = await running;
      return this.#enter(() => toJs(result, this.#caller));
    } catch (caught) {
      if (signal?.aborted) throw signal.reason;
      throw this.#enter(() => this.#toJsError(caught));
    } finally {
      if (!this.#closed) this.#enter(() => flushStreams(interp));
      signal?.removeEventListener("abort", stop);
    }
  }

  /** The main thread, or a new one while that has something to do; limits count anew when nothing else runs. */
  #freeThread(): ThreadState {
    const { mainThread, host } = this.#interp;
    if (mainThread.top !== null) return this.#interp.newThread();
    this.#limits.start(host.clock.monotonic());
    return mainThread;
  }
}

/** Files of the interpreter's world, for JavaScript. */
export class PyFiles {
  readonly #host: Host;
  readonly #caller: Caller;
  constructor(host: Host, caller: Caller) {
    this.#host = host;
    this.#caller = caller;
  }
  write(path: string, data: string | Uint8Array): void {
    this.#caller.enter(() => writeFile(this.#host, path, data));
  }
  read(path: string): Uint8Array {
    return this.#caller.enter(() => {
      const { fs } = this.#host;
      const fd = fs.open(path, 0);
      try {
        const data = new Uint8Array(fs.fstat(fd).st_size);
        return data.subarray(0, fs.read(fd, data));
      } finally {
        fs.close(fd);
      }
    });
  }
  list(path: string): string[] {
    return this.#host.fs.readdir(path).map(({ name }) => name);
  }
}

function* callSteps(callable: PyValue, args: PyValue[], names: readonly string[] | null): Steps {
  const result = yield { callable, args, kwnames: names === null ? null : names.map(strFromJs) };
  if (typeName(result) !== "coroutine") return result;
  return yield* awaitSteps(null, result);
}

/** Runs a coroutine to its end on an asyncio loop that belongs to the interpreter. */
function* awaitSteps(_interp: Interpreter | null, coroutine: PyValue): Steps {
  const run = getAttr(importNow("asyncio"), "run");
  return yield { callable: run, args: [coroutine], kwnames: null };
}

/** Runs steps while their thread is running already. */
function driveNested(steps: Steps): PyValue {
  let next = steps.next();
  while (next.done !== true) {
    const { callable, args, kwnames } = next.value;
    let result: PyValue;
    try {
      result = call(callable, args, kwnames);
    } catch (caught) {
      next = steps.throw(caught);
      continue;
    }
    next = steps.next(result);
  }
  return next.value;
}

/** How to ask for the memory in use, when that is to be limited. */
function memoryOf({ limits }: PythonOptions, platform: Platform): (() => number) | undefined {
  return limits?.memory === undefined ? undefined : platform.memoryUsage;
}

/** A stream's sink that counts what is written. */
function counted(write: ((text: string) => void) | undefined, limits: Limits): OutputSink {
  const sink = write === undefined ? undefined : textSink(write);
  return (data) => {
    limits.write(data.length);
    sink?.(data);
  };
}

function sandboxFor(options: PythonOptions, platform: Platform, archive: Archive, limits: Limits): SandboxHost {
  const host = new SandboxHost(platform, {
    argv: options.args,
    env: options.env,
    stdin: options.stdin === undefined ? undefined : inputSource(options.stdin),
    stdout: counted(options.stdout, limits),
    stderr: counted(options.stderr, limits),
    capacity: options.capacity,
  });
  host.fs.mountLibrary(libraryFolder(SANDBOX_PREFIX), archive);
  for (const [path, data] of Object.entries(options.files ?? {})) writeFile(host, path, data);
  return host;
}

const O_WRONLY_CREAT_TRUNC = 1 | 64 | 512;

function writeFile(host: Host, path: string, data: string | Uint8Array): void {
  const { fs } = host;
  for (let at = path.indexOf("/", 1); at > 0; at = path.indexOf("/", at + 1)) {
    const folder = path.slice(0, at);
    try {
      fs.stat(folder);
    } catch {
      fs.mkdir(folder);
    }
  }
  const bytes = typeof data === "string" ? encodeText(data) : data;
  const fd = fs.open(path, O_WRONLY_CREAT_TRUNC, 0o644);
  try {
    for (let at = 0; at < bytes.length; ) at += fs.write(fd, bytes.subarray(at));
  } finally {
    fs.close(fd);
  }
}
