/** Interpreter: modules, builtins and threads of one Python interpreter. Matches CPython's PyInterpreterState. */
import type { Host } from "../host/host.ts";
import { PyDict } from "../objects/dict/dict.ts";
import type { InterpreterView } from "../objects/machine.ts";
import { type Config, defaultConfig } from "./config.ts";
import { Scheduler } from "./scheduler.ts";
import { ThreadState } from "./thread.ts";

export class Interpreter implements InterpreterView {
  readonly id: number;
  readonly host: Host;
  readonly config: Config;
  readonly modules: PyDict = new PyDict();
  /** Filled when the `builtins` module is made. */
  builtins: PyDict = new PyDict();
  readonly sysdict: PyDict = new PyDict();
  readonly scheduler: Scheduler;
  readonly mainThread: ThreadState;
  intMaxStrDigits = 4300;
  /** `sys.setswitchinterval`, in seconds. */
  switchInterval = 0.005;
  /** The interpreter is shutting down. */
  finalizing = false;
  private readonly states: Map<object, unknown> = new Map();
  private nextThreadId = 1;

  constructor(id: number, host: Host, config: Config = defaultConfig()) {
    this.id = id;
    this.host = host;
    this.config = config;
    this.intMaxStrDigits = config.int_max_str_digits;
    this.scheduler = new Scheduler(this);
    this.mainThread = this.newThread();
  }

  newThread(): ThreadState {
    const thread = new ThreadState(this, this.nextThreadId++);
    this.scheduler.threads.push(thread);
    return thread;
  }

  state<T>(key: object, init: () => T): T {
    let value = this.states.get(key) as T | undefined;
    if (value === undefined) {
      value = init();
      this.states.set(key, value);
    }
    return value;
  }
}
