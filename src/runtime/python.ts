/**
 * The embedding interface: a Python of one's own inside a JavaScript program.
 *
 * Each instance is an interpreter in a sandbox: files in memory, no network, no environment, no JavaScript objects. Programs are run in
 * its `__main__`, and the JavaScript event loop gets its turns meanwhile, so that waiting programs do not block the page or server.
 */
import type { Archive } from "../host/archive.ts";
import type { Host } from "../host/host.ts";
import { type Platform, SandboxHost, type SandboxOptions } from "../host/sandbox/host.ts";
import { type Config, isolatedConfig } from "../interpreter/config.ts";
import type { Interpreter } from "../interpreter/interpreter.ts";
import { compileSource } from "../interpreter/source.ts";
import { strFromJs, strToJs } from "../kernel/str.ts";
import { plainException } from "../modules/sys/hooks.ts";
import { strJs } from "../objects/abstract/repr.ts";
import { toPyException } from "../objects/exceptions/convert.ts";
import type { PyModule } from "../objects/module.ts";
import { newInterpreter } from "./boot.ts";
import { type FromJs, fromJs, type ToJs, toJs } from "./convert.ts";
import { execute, flushStreams, runSteps } from "./main.ts";
import { libraryFolder } from "./paths.ts";

export interface PythonOptions extends SandboxOptions {
  /** Changes to the configuration of the interpreter, such as `optimization_level`. */
  readonly config?: Partial<Config>;
}

/** What everything in Python failed with, for JavaScript to catch. */
export class PythonError extends Error {
  /** The name of the exception's class, such as "ValueError". */
  readonly type: string;
  /** What Python would print about it, frames included. */
  readonly traceback: string;

  constructor(type: string, message: string, traceback: string) {
    super(message === "" ? type : `${type}: ${message}`);
    this.name = "PythonError";
    this.type = type;
    this.traceback = traceback;
  }
}

const PREFIX = "/usr";

/** An interpreter over a given library and platform; the entries of the package supply both. */
export class EmbeddedPython {
  /** The sandbox: its files, its clock, its process. */
  readonly host: Host;
  private readonly interp: Interpreter;
  /** Programs run one after the other. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(archive: Archive, platform: Platform, options: PythonOptions = {}) {
    const host = new SandboxHost(platform, options);
    host.fs.mountLibrary(libraryFolder(PREFIX), archive);
    this.host = host;
    this.interp = newInterpreter(host, { ...isolatedConfig(), ...options.config }, { archive, prefix: PREFIX });
  }

  /** Runs statements in `__main__`. */
  async run(source: string, filename = "<run>"): Promise<void> {
    await this.enqueue(source, filename, "exec");
  }

  /** The value of an expression, as JavaScript has it: numbers, strings, arrays, maps; other objects by their `repr`. */
  async evaluate(source: string, filename = "<evaluate>"): Promise<ToJs> {
    return toJs((await this.enqueue(source, filename, "eval")) ?? null);
  }

  /** Gives a name in `__main__` a value. */
  set(name: string, value: FromJs): void {
    this.namespace().setStr(name, fromJs(value));
  }

  /** The value of a name in `__main__`; undefined when there is none. */
  get(name: string): ToJs | undefined {
    const value = this.namespace().getStr(name);
    return value === undefined ? undefined : toJs(value);
  }

  private namespace() {
    return (this.interp.modules.getStr("__main__") as PyModule).dict!;
  }

  private enqueue(source: string, filename: string, mode: "exec" | "eval") {
    const turn = this.last.then(() => this.perform(source, filename, mode));
    this.last = turn.catch(() => {});
    return turn;
  }

  private async perform(source: string, filename: string, mode: "exec" | "eval") {
    try {
      const namespace = this.namespace();
      const options = { filename: strFromJs(filename), mode, flags: 0, optimize: -1 } as const;
      function* steps() {
        return yield* execute(compileSource(strFromJs(source), options), namespace);
      }
      return await runSteps(this.interp, steps());
    } catch (caught) {
      const error = toPyException(caught);
      if (error === undefined) throw caught;
      throw new PythonError(strToJs(error.type.name), strJs(error), plainException(error));
    } finally {
      flushStreams(this.interp);
    }
  }
}
