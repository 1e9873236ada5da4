/** The machine that built-in code sees (objects/machine.ts), implemented by the running interpreter. */
import { interrupt, memory } from "../kernel/interrupt.ts";
import type { PyCode } from "../objects/code.ts";
import { recursionError } from "../objects/errors.ts";
import type { PyFunction } from "../objects/function.ts";
import {
  enterFrame,
  type InterpreterView,
  installMachine,
  type Machine,
  type Sink,
  type ThreadView,
  takePending,
} from "../objects/machine.ts";
import type { KwNames, PyObject, PyValue } from "../objects/object.ts";
import { registerTracebackType } from "../objects/traceback-hook.ts";
import { adaptiveCode } from "./adaptive.ts";
import { Drain } from "./drain.ts";
import { runsPython } from "./enter-next.ts";
import { callFunction, runNested } from "./eval.ts";
import { evalBreaker, lookSoon } from "./eval-breaker.ts";
import { FRAME_ENTRY } from "./frame.ts";
import { linkInstructions } from "./generated/tables.ts";
import { pushActivation, pushInternal } from "./pending.ts";
import { parkThread } from "./scheduler.ts";
import { TailCall } from "./tail-call.ts";
import { currentThread, visibleFrame } from "./thread.ts";
import { addTraceback, tracebackType } from "./traceback.ts";
import { seesViewOf } from "./views.ts";

/** How deep built-ins may recurse without Python frames in between. */
const BUILTIN_RECURSION_LIMIT = 1500;

class InterpreterMachine implements Machine {
  get thread(): ThreadView {
    return currentThread;
  }
  get interp(): InterpreterView {
    return currentThread.interp;
  }
  callFunction(fn: PyFunction, args: PyValue[], kwnames: KwNames): PyValue {
    return callFunction(fn, args, kwnames);
  }
  adaptiveCode(code: PyCode): Uint8Array {
    return adaptiveCode(code);
  }
  tailCall(fn: PyFunction, args: PyValue[], kwnames: KwNames, take?: (result: PyValue) => PyValue): PyValue {
    return enterFrame(new TailCall(fn, args, kwnames, take));
  }
  runsPython(iterator: PyValue): boolean {
    return runsPython(iterator);
  }
  drain(iterator: PyValue, sink: Sink): PyValue {
    return enterFrame(new Drain(iterator, sink));
  }
  finishPending(): PyValue {
    const thread = currentThread;
    const pending = takePending();
    if (pending.kind === "activation") {
      pushActivation(thread, pending.steps).flags |= FRAME_ENTRY;
    } else if (pending.kind === "frame") {
      pending.push(true);
      return pending.finish(runNested(thread));
    } else {
      // The answer becomes the result of an activation that does nothing else.
      pushActivation(thread, justTheAnswer()).flags |= FRAME_ENTRY;
      thread.top!.sp--;
      pushInternal(thread, "parked");
      parkThread(thread, pending);
    }
    return runNested(thread);
  }
  enterRecursive(where: string): void {
    if (++currentThread.builtinDepth > BUILTIN_RECURSION_LIMIT) {
      currentThread.builtinDepth--;
      throw recursionError(`maximum recursion depth exceeded${where}`);
    }
  }
  leaveRecursive(): void {
    currentThread.builtinDepth--;
  }
  untraced<T>(run: () => T): T {
    const thread = currentThread;
    thread.tracing++;
    try {
      return run();
    } finally {
      thread.tracing--;
    }
  }

  seesViewOf(exporter: PyObject): boolean {
    return seesViewOf(exporter);
  }
  poll(): void {
    if (--currentThread.fuel < 0) evalBreaker(currentThread);
  }
}

// biome-ignore lint/correctness/useYield: it makes no calls
function* justTheAnswer(): Generator<never, PyValue, PyValue> {
  return null;
}

/** Puts this interpreter below the objects. */
export function installInterpreter(): void {
  linkInstructions();
  memory.reserve = (bytes) => currentThread.interp.limits?.reserve(bytes);
  interrupt.soon = () => lookSoon(currentThread);
  interrupt.awaited = () => currentThread.interp.limits !== null;
  interrupt.poll = () => currentThread.interp.scheduler.interrupted(currentThread);
  registerTracebackType(tracebackType, (error) => {
    const frame = visibleFrame(currentThread.top);
    if (frame !== null) addTraceback(frame, error);
  });
  installMachine(new InterpreterMachine());
}
