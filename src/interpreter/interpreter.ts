/** Interpreter: modules, builtins and threads of one Python interpreter. Matches CPython's PyInterpreterState. */
import type { Host } from "../host/host.ts";
import { PyDict } from "../objects/dict/dict.ts";
import { Estates } from "../objects/finalize.ts";
import type { InterpreterView } from "../objects/machine.ts";
import type { PyValue } from "../objects/object.ts";
import { writeUnraisable } from "../objects/unraisable.ts";
import { WeakrefCallbacks } from "../objects/weakref.ts";
import { Busyness } from "./busy.ts";
import { type Config, defaultConfig } from "./config.ts";
import { engineOf, type Loop } from "./engine.ts";
import type { FrameEvaluator } from "./frame-evaluation.ts";
import type { Limits } from "./limits.ts";
import { logSpecialization } from "./log.ts";
import { Scheduler } from "./scheduler.ts";
import { addCollectorCall, defaultSignalHandler, handlesByDefault } from "./signals.ts";
import { ThreadState } from "./thread.ts";

export class Interpreter implements InterpreterView {
  readonly id: number;
  readonly host: Host;
  readonly config: Config;
  /** The loop that runs this interpreter's Python. */
  engine: Loop;
  readonly modules: PyDict = new PyDict();
  /** Filled when the `builtins` module is made. */
  builtins: PyDict = new PyDict();
  /** What `all` and `any` were then: the compiler inlines calls of them under that condition. */
  builtinAll: PyValue = null;
  builtinAny: PyValue = null;
  readonly sysdict: PyDict = new PyDict();
  warnings: PyValue = null;
  readonly estates: Estates = new Estates(
    (call) => addCollectorCall(this, call),
    (caught, message) => writeUnraisable(caught, message, null),
  );
  readonly weakrefCallbacks: WeakrefCallbacks = new WeakrefCallbacks((call) => addCollectorCall(this, call));
  readonly scheduler: Scheduler;
  readonly mainThread: ThreadState;
  intMaxStrDigits = 4300;
  readonly devMode: boolean;
  sysPath0: string | null = null;
  /** `sys.setswitchinterval`, in seconds. */
  switchInterval = 0.005;
  /** The main program has ended by a KeyboardInterrupt. */
  unhandledInterrupt = false;
  /** The interpreter is shutting down. */
  finalizing = false;
  /** Tells what the engines did, when the program has ended (`--stats`). */
  report: (() => void) | null = null;
  /** Limits that the embedder has set. */
  limits: Limits | null = null;
  /** Evaluates frames in the host's way (PEP 523); set by `setFrameEvaluator`. */
  frameEvaluator: FrameEvaluator | null = null;
  /** Events that tools of sys.monitoring want, as bits. */
  monitored = 0;
  readonly busyness: Busyness = new Busyness();
  /**
   * How often signals and pending calls were handled, each of which may have run Python code between any two instructions, and objects
   * were registered with the collector, which may have changed their shapes.
   */
  interruptions = 0;
  readonly pendingSignals: number[] = [];
  /** Until when signals wait for the end of a call of the collector's, by the monotonic clock; 0: no such call runs. */
  signalsWaitUntil = 0n;
  readonly pendingCalls: (() => void)[] = [];
  /** How many runs of them are on top of each other. */
  nestedCalls = 0;
  /** Shared memory in which another JavaScript thread may put a signal's number; 0: none. */
  interruptBuffer: Int32Array | null = null;
  /** What is done about a signal; the signal module replaces it. Throws what is to be raised. */
  signalHandler: (signal: number) => void = defaultSignalHandler;
  /** Whether Python code has a say in that. */
  handlesSignal: (signal: number) => boolean = handlesByDefault;
  /** Told of each signal at once, before it is handled. */
  signalArrived: ((signal: number) => void) | null = null;
  private readonly states: Map<object, unknown> = new Map();
  /** What was asked for last. */
  private stateKey: object | null = null;
  private lastState: unknown = null;
  private nextThreadId = 1;

  constructor(id: number, host: Host, config: Config = defaultConfig()) {
    this.id = id;
    this.host = host;
    this.config = config;
    this.engine = engineOf(config, false);
    this.intMaxStrDigits = config.int_max_str_digits;
    this.devMode = config.dev_mode;
    this.scheduler = new Scheduler(this);
    this.mainThread = this.newThread();
  }

  /** Start-up is over: from now on what `--trace` asks for is logged, and what is done is the program's. */
  started(): void {
    this.busyness.begin(this.host.clock.monotonic());
    this.engine = engineOf(this.config, true);
    if (this.config.trace.includes("specialize")) logSpecialization();
  }

  newThread(): ThreadState {
    const thread = new ThreadState(this, this.nextThreadId++);
    thread.instrument(0);
    this.scheduler.threads.push(thread);
    return thread;
  }

  state<T>(key: object, init: () => T): T {
    if (this.stateKey === key) return this.lastState as T;
    let value = this.states.get(key) as T | undefined;
    if (value === undefined) {
      value = init();
      this.states.set(key, value);
    }
    this.stateKey = key;
    this.lastState = value;
    return value;
  }
}
