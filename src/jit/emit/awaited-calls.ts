/**
 * `await f(…)` where the coroutine function is known: its call, GET_AWAITABLE and SEND become one JavaScript call, which makes no coroutine
 * unless something needs it (runtime/awaited-calls.ts).
 */
import { CO } from "../../bytecode/codeflags.ts";
import { executableOf } from "../../interpreter/code.ts";
import { OP } from "../../interpreter/generated/tables.ts";
import type { PyFunction } from "../../objects/function.ts";
import type { Instruction } from "../cfg.ts";
import { recordOf } from "../record.ts";
import { ANY, NONE } from "../types.ts";
import { guardedFunction } from "./calls.ts";
import type { Emitter, Val } from "./emitter.ts";
import { checkEntered, entered } from "./raise.ts";
import { AWAITED } from "./recipe.ts";

/** The SEND of the coroutine that the current instruction makes, if that is awaited at once. */
function sendBehind({ instruction }: Emitter): Instruction | null {
  const awaitable = instruction.next;
  if (awaitable?.generic !== OP.GET_AWAITABLE) return null;
  const send = awaitable.next?.next ?? null;
  return send?.generic === OP.SEND ? send : null;
}

/** Calls a coroutine function with a value for each parameter, and awaits it; false: it is not awaited here. */
export function emitAwaitedCall(e: Emitter, func: PyFunction, values: readonly Val[]): boolean {
  const record = recordOf(executableOf(func.code));
  const send = sendBehind(e);
  if (send === null || (record.code.flags & CO.COROUTINE) === 0) return false;
  const call = e.instruction;
  const callee = guardedFunction(e, func);
  const args = [callee, "d + 1", ...values.map((val) => e.named(val))];
  const name = e.constant(record);
  const { outer } = e.unit;
  const sent = e.freshName();
  e.spill();
  e.line(`let ${sent};`);
  e.open(`if (d < J.limit && ${name}.awaited !== null && !J.origins) {`);
  e.instruction = send;
  e.push(ANY, AWAITED);
  e.placeRaising();
  e.pop();
  const [self, depth, ...rest] = args;
  e.line(`${sent} = ${name}.awaited(${[self, depth, outer, ...rest].join(", ")});`);
  checkEntered(e, sent);
  e.close();
  e.open("else {");
  e.instruction = call;
  e.placeRaising();
  e.push(ANY, entered(e, `${name}.entry(${args.join(", ")})`));
  e.instruction = send;
  e.placeResuming();
  e.line(`${sent} = ${e.helper("awaitMade")}(${name}, ${e.pop().text}, d, ${send.arg}, ${outer});`);
  checkEntered(e, sent);
  e.close();
  e.line(`if (J.observed) throw ${e.helper("returnedSent")}(${sent}, ${send.arg});`);
  e.instruction = call;
  e.forget();
  e.push(ANY, AWAITED);
  e.sent = sent;
  return true;
}

/** SEND, behind such a call. */
export function sendAwaited(e: Emitter, sent: string): void {
  e.sent = null;
  e.popMany(2);
  e.push(NONE, "null"); // nothing looks at a coroutine that has returned
  e.push(ANY, sent);
  e.branch = { condition: "!J.done", onTrue: () => takeCoroutine(e, sent) };
}

/** It has yielded. */
function takeCoroutine(e: Emitter, sent: string): void {
  e.popMany(2);
  e.push(ANY, e.temporary(AWAITED));
  e.push(ANY, sent);
  e.line(`${AWAITED} = null;`);
}
