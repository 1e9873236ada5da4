/** A signal that arrives just before a generator is resumed. */
import { PyGenerator } from "../../interpreter/generators/generator.ts";
import { generatorSend } from "../../interpreter/generators/methods.ts";
import { raiseSignal } from "../../interpreter/signals.ts";
import { currentThread } from "../../interpreter/thread.ts";
import { typeError } from "../../objects/errors.ts";
import type { PyValue } from "../../objects/object.ts";

const SIGINT = 2;

export function raiseInterruptThenSend(generator: PyValue): PyValue {
  if (!(generator instanceof PyGenerator)) throw typeError("a generator is needed");
  raiseSignal(currentThread.interp, SIGINT);
  return generatorSend(generator, null);
}
