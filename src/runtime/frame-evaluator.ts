/** Frames as the host's evaluator sees them (PEP 523); see interpreter/frame-evaluation.ts. */
import type { Frame } from "../interpreter/frame.ts";
import type { FrameEvaluator } from "../interpreter/frame-evaluation.ts";
import { frameLocals } from "../interpreter/frame-namespace.ts";
import { frameObject } from "../interpreter/frame-object.ts";
import { strFromJs, strToJs } from "../kernel/str.ts";
import { contains, getItem, setItem } from "../objects/abstract/container.ts";
import { toArray } from "../objects/abstract/iterate.ts";
import { runtimeError } from "../objects/errors.ts";
import type { PyValue } from "../objects/object.ts";
import { type Caller, hostException, isThenable, type JsValue, PyProxy, toJs, toPython } from "./convert.ts";

/** Gives a frame's result: what `frame.evaluate()` answered, or any value that has a Python form. */
export type HostEvaluator = (frame: StartingFrame) => unknown;

const results: WeakMap<FrameResult, PyValue> = new WeakMap();

/** What a frame has returned or yielded, exactly. */
export class FrameResult {
  readonly #caller: Caller;
  constructor(value: PyValue, caller: Caller) {
    results.set(this, value);
    this.#caller = caller;
  }
  /** The value as JavaScript has it. */
  get value(): JsValue {
    return this.#caller.enter(() => toJs(results.get(this)!, this.#caller));
  }
}

/** A Python frame that is about to run, or to go on after a `yield` or `await`. */
export class StartingFrame {
  readonly #frame: Frame;
  readonly #evaluate: () => PyValue;
  readonly #caller: Caller;
  constructor(frame: Frame, evaluate: () => PyValue, caller: Caller) {
    this.#frame = frame;
    this.#evaluate = evaluate;
    this.#caller = caller;
  }

  /** The qualified name of what runs: `f`, `Class.method`, `<module>`. */
  get name(): string {
    return strToJs(this.#frame.func.qualname);
  }

  /** The code object. */
  get code(): PyProxy {
    return new PyProxy(this.#frame.code.pycode!, this.#caller);
  }

  /** The frame object, as `sys._getframe()` would give it. */
  get object(): PyProxy {
    return new PyProxy(frameObject(this.#frame), this.#caller);
  }

  /** The names of the local variables that have a value. */
  localNames(): string[] {
    return this.#locals((locals) => toArray(locals).map((name) => strToJs(name as string)));
  }

  hasLocal(name: string): boolean {
    return this.#locals((locals) => contains(locals, strFromJs(name)));
  }

  /** The value of a local variable; undefined when it has none. */
  getLocal(name: string): JsValue {
    return this.#locals((locals) => {
      const key = strFromJs(name);
      return contains(locals, key) ? toJs(getItem(locals, key), this.#caller) : undefined;
    });
  }

  setLocal(name: string, value: unknown): void {
    this.#locals((locals) => setItem(locals, strFromJs(name), toPython(value)));
  }

  /** Runs the frame as it would run without an evaluator, once; what it raises is thrown. */
  evaluate(): FrameResult {
    return this.#caller.enter(() => new FrameResult(this.#evaluate(), this.#caller));
  }

  #locals<T>(run: (locals: PyValue) => T): T {
    return this.#caller.enter(() => run(frameLocals(this.#frame, false)));
  }
}

/** The evaluator of an interpreter that asks a JavaScript function. */
export function frameEvaluator(evaluate: HostEvaluator, caller: Caller): FrameEvaluator {
  return (frame, byDefault) => {
    let result: unknown;
    try {
      result = evaluate(new StartingFrame(frame, byDefault, caller));
    } catch (error) {
      throw hostException(error);
    }
    if (result instanceof FrameResult) return results.get(result)!;
    if (isThenable(result)) throw runtimeError("a frame evaluator cannot answer with a promise");
    return toPython(result);
  };
}
