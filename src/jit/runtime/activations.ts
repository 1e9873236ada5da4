/**
 * Built-ins that are activations (`Context.run`, a sort with a key), called from compiled code: it drives them without the loop, whose
 * internal code takes over when compiled code has to be left.
 */
import { compiled, Unwind } from "../../interpreter/compiled.ts";
import { FRAME_ENTRY } from "../../interpreter/frame.ts";
import type { Slot } from "../../interpreter/inst.ts";
import { activationCode } from "../../interpreter/internal-code.ts";
import { Activation, pushActivation } from "../../interpreter/pending.ts";
import { currentThread } from "../../interpreter/thread.ts";
import { pythonException } from "../../interpreter/unwind.ts";
import type { CallRequest, Steps } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { callAny, settle } from "./calls.ts";
import { newFrame, runEntered } from "./exits.ts";

/** What driving an activation takes of the JavaScript stack, as activations' worth. */
const DRIVER_COST = 6;

/** The instructions of an activation's frame: making the call that it asks for, going on with the result. */
const AT_CALL = 1;
const WITH_RESULT = 2;

/** Runs the activation to its end, on behalf of the compiled one at `depth`. */
export function drive(steps: Steps, depth: number): Slot {
  const { limit, used } = compiled;
  compiled.limit -= DRIVER_COST;
  compiled.used += DRIVER_COST;
  try {
    let next = begin(steps, depth);
    while (next.done !== true) {
      // Bodies of modules and classes are the loop's.
      if (next.value.namespace !== undefined) return interpretActivation(steps, next.value, depth);
      const result = answer(next.value, steps, depth);
      compiled.depth = depth;
      next = result === undefined ? fail(steps) : steps.next(result);
    }
    return next.value;
  } finally {
    compiled.limit = limit;
    compiled.used = used;
  }
}

/** Has the loop run an activation, from the call on that it asks for, if it does. */
export function interpretActivation(steps: Steps, request: CallRequest | null, depth: number): Slot {
  const thread = currentThread;
  compiled.depth = depth;
  const frame = pushActivation(thread, steps);
  frame.flags |= FRAME_ENTRY;
  if (request !== null) {
    (frame.owner as Activation).request = request;
    frame.pc = AT_CALL;
    frame.sp--;
  }
  return runEntered(thread, frame);
}

function begin(steps: Steps, depth: number): IteratorResult<CallRequest, PyValue> {
  compiled.depth = depth;
  return steps.next(null);
}

/** Raises the exception of its call in the activation. */
function fail(steps: Steps): IteratorResult<CallRequest, PyValue> {
  const thread = currentThread;
  const error = pythonException(compiled.error);
  thread.propagating = error; // should the activation pass it on
  const next = steps.throw(error);
  thread.propagating = undefined;
  return next;
}

/** The result of the call that an activation asks for; undefined: it has raised an exception. */
function answer(request: CallRequest, steps: Steps, depth: number): Slot {
  try {
    if (request.enter !== undefined) return settle(request.enter(), depth);
    return callAny(depth, request.callable, undefined, request.args, request.kwnames);
  } catch (thrown) {
    if (thrown instanceof Unwind) throw leave(thrown, steps, depth);
    compiled.error = thrown;
    return undefined;
  }
}

/** Adds the activation's frame to what is being unwound. */
function leave(unwind: Unwind, steps: Steps, depth: number): Unwind {
  const frame = newFrame(activationCode(), currentThread.top!.func, null, depth);
  frame.owner = new Activation(steps);
  frame.pc = WITH_RESULT;
  unwind.add(frame);
  return unwind;
}
