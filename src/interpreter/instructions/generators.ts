/** Generators, coroutines and asynchronous generators. */
import { isException } from "../../objects/errors.ts";
import type { PyStopIteration } from "../../objects/exceptions/base.ts";
import { PyExc_StopAsyncIteration, PyExc_StopIteration } from "../../objects/exceptions/types.ts";
import { PENDING } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { NOTHING_TO_CLEAN } from "../code.ts";
import { isTracedElsewhere } from "../eval-breaker.ts";
import type { Frame } from "../frame.ts";
import { FRAME_ENTRY } from "../frame.ts";
import { getAsyncIterator, getAsyncNext, getAwaitableFor } from "../generators/await.ts";
import { watchSuspended } from "../generators/finalize.ts";
import {
  enterGenerator,
  GEN_CREATED,
  GEN_SUSPENDED,
  GEN_SUSPENDED_YIELD_FROM,
  PyGenerator,
} from "../generators/generator.ts";
import { makeGenerator } from "../generators/make.ts";
import { sendTo } from "../generators/send.ts";
import { exit, flush, guard, inst, reload } from "../inst.ts";
import { finishPendingCall } from "../pending.ts";
import { specializeSend } from "../specialize/operators.ts";

/** A generator function's call ends here: its result is the generator, which takes the frame along. */
export const RETURN_GENERATOR = inst({ stack: "-- res", cold: true, raw: true }, (frame) => {
  flush(frame);
  const generator = makeGenerator(frame.thread, frame);
  const caller = frame.previous as Frame;
  frame.thread.top = caller;
  if ((frame.flags & FRAME_ENTRY) !== 0) return exit(frame, generator);
  caller.spare = null;
  caller.stack[caller.sp++] = generator;
  return reload(frame);
});

export const YIELD_VALUE = inst({ stack: "retval -- value", raw: true }, (frame, oparg) => {
  const retval = frame.stack[--frame.sp];
  flush(frame);
  const generator = frame.owner as PyGenerator;
  const caller = frame.previous as Frame;
  generator.state = GEN_SUSPENDED + oparg;
  // The RESUME that follows tells whether only a generator's outermost handler is around it.
  if ((frame.code.words[frame.pc] & NOTHING_TO_CLEAN) === 0 || generator.estate !== null)
    watchSuspended(frame.thread, generator);
  frame.thread.excInfo = generator.excInfo.previous!;
  generator.excInfo.previous = null;
  frame.thread.top = caller;
  frame.previous = null;
  if ((frame.flags & FRAME_ENTRY) !== 0) {
    frame.flags &= ~FRAME_ENTRY;
    return exit(frame, retval);
  }
  caller.stack[caller.sp++] = retval;
  return reload(frame);
});

export const SEND = inst({ stack: "receiver, v -- receiver, retval", cold: true, raw: true }, (frame, oparg) => {
  const receiver = frame.stack[frame.sp - 2] as PyValue;
  const v = frame.stack[frame.sp - 1] as PyValue;
  if (--frame.code.counters[frame.pc - 1] === 0) specializeSend(frame.code, frame.pc - 1, receiver);
  flush(frame);
  if (
    receiver instanceof PyGenerator &&
    receiver.kind !== "async generator" &&
    (receiver.state === GEN_SUSPENDED ||
      receiver.state === GEN_SUSPENDED_YIELD_FROM ||
      (receiver.state === GEN_CREATED && v === null))
  ) {
    frame.sp--;
    flush(frame);
    receiver.returnPc = oparg;
    enterGenerator(frame.thread, receiver, v);
    return reload(frame);
  }
  const sent = sendTo(receiver, v);
  if (sent.done) frame.pc = oparg;
  if (sent.value === PENDING) {
    frame.sp--;
    flush(frame);
    const value = finishPendingCall(frame.thread, frame);
    if (value === undefined) return reload(frame);
    frame.stack[frame.sp++] = value;
    return;
  }
  frame.stack[frame.sp - 1] = sent.value;
  if (sent.done && isTracedElsewhere(frame.thread)) {
    // What has run asked for events: the end of the delegation is one.
    flush(frame);
    frame.thread.switching = true;
    return exit(frame, undefined);
  }
});

export const SEND_GEN = inst(
  { stack: "receiver, v -- receiver, retval", family: "SEND", raw: true },
  (frame, oparg) => {
    const generator = frame.stack[frame.sp - 2];
    guard(
      generator instanceof PyGenerator &&
        generator.kind !== "async generator" &&
        (generator.state === GEN_SUSPENDED || generator.state === GEN_SUSPENDED_YIELD_FROM),
    );
    const v = frame.stack[--frame.sp] as PyValue;
    flush(frame);
    generator.returnPc = oparg;
    enterGenerator(frame.thread, generator, v);
    return reload(frame);
  },
);

/** An exception arrived while delegating: StopIteration ends the delegation, anything else goes on. */
export const CLEANUP_THROW = inst(
  { stack: "sub_iter, last_sent_val, exc_value -- none, value", cold: true },
  (frame, _oparg, _subIter: PyValue, _lastSent: PyValue, error: PyValue) => {
    if (isException(error, PyExc_StopIteration)) return [null, (error as PyStopIteration).value];
    frame.thread.reraisePc = frame.pc;
    throw error;
  },
);

export const GET_AWAITABLE = inst({ stack: "iterable -- iter", cold: true }, (_frame, oparg, iterable: PyValue) =>
  getAwaitableFor(iterable, oparg),
);

export const GET_AITER = inst({ stack: "obj -- iter", cold: true }, (_frame, _oparg, obj: PyValue) =>
  getAsyncIterator(obj),
);

export const GET_ANEXT = inst({ stack: "aiter -- aiter, awaitable", cold: true }, (_frame, _oparg, aiter: PyValue) => [
  aiter,
  getAsyncNext(aiter),
]);

export const END_ASYNC_FOR = inst(
  { stack: "awaitable, exc --", cold: true },
  (frame, _oparg, _awaitable: PyValue, error: PyValue) => {
    if (isException(error, PyExc_StopAsyncIteration)) return;
    frame.thread.reraisePc = frame.pc;
    throw error;
  },
);
