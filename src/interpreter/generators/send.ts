/** Sending to any iterator (PyIter_Send). */
import { callMethod } from "../../objects/abstract/call.ts";
import { isException } from "../../objects/errors.ts";
import type { PyStopIteration } from "../../objects/exceptions/base.ts";
import { PyExc_StopIteration } from "../../objects/exceptions/types.ts";
import type { PyValue } from "../../objects/object.ts";
import type { Sent } from "../../objects/slots.ts";
import { typeOf } from "../../objects/typeof.ts";
import { generatorResult, PyGenerator, sendOrThrow } from "./generator.ts";

export function sendTo(receiver: PyValue, value: PyValue): Sent {
  if (receiver instanceof PyGenerator && receiver.kind !== "async generator") {
    const result = sendOrThrow(receiver, value, null, false);
    return result === undefined ? { done: true, value: generatorResult } : { done: false, value: result };
  }
  const type = typeOf(receiver);
  if (type.am_send !== undefined) return type.am_send(receiver, value);
  const next = type.tp_iternext;
  try {
    if (value === null && next !== undefined) {
      const result = next(receiver);
      return result === undefined ? { done: true, value: null } : { done: false, value: result };
    }
    return { done: false, value: callMethod(receiver, "send", [value]) };
  } catch (caught) {
    if (isException(caught, PyExc_StopIteration)) return { done: true, value: (caught as PyStopIteration).value };
    throw caught;
  }
}
