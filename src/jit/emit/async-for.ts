/**
 * `async for`: GET_ANEXT and its SEND become one JavaScript call where the iterator is an asynchronous generator, which makes no awaitable
 * unless something needs it (runtime/async-next.ts).
 */
import { GENERIC, OP } from "../../interpreter/generated/tables.ts";
import type { Instruction } from "../cfg.ts";
import { ANY } from "../types.ts";
import type { Emitter } from "./emitter.ts";
import { checkEntered, deepAside, raiseIf } from "./raise.ts";
import { AWAITED } from "./recipe.ts";
import type { Emit } from "./table.ts";

const getAiter: Emit = (e) => {
  const operand = e.named(e.pop());
  e.placeRaising();
  const made = `(${deepAside(e)}${e.helper("getAsyncIterator")}(${operand}))`;
  e.push(ANY, e.called(`${e.helper("asyncIteratorAtHand")}(${operand}, d) ?? ${made}`));
};

const getAnext: Emit = (e) => {
  const iterator = e.pop();
  const text = e.named(iterator);
  e.push(iterator.type, text);
  const send = e.instruction.next?.next ?? null;
  if (send?.generic === OP.SEND) return emitNext(e, text, send);
  e.placeDeep();
  e.push(ANY, e.called(`${e.helper("getAsyncNext")}(${text})`));
};

/** Leaves the awaitable to the SEND, as an awaited call does. */
function emitNext(e: Emitter, iterator: string, send: Instruction): void {
  const anext = e.instruction;
  const { outer } = e.unit;
  const sent = e.freshName();
  e.spill();
  callHooks(e, iterator);
  const piece = e.temporary(`${e.helper("waitingNext")}(${iterator}, d)`);
  e.line(`let ${sent};`);
  e.open(`if (${piece} !== null) {`);
  e.instruction = send;
  e.push(ANY, AWAITED);
  e.placeRaising();
  e.pop();
  e.line(`${sent} = ${e.helper("nextAtOnce")}(${piece}, ${iterator}, d, ${outer}, ${endsLoop(e)});`);
  checkEntered(e, sent);
  e.close();
  e.open("else {");
  const facts = new Set(e.facts);
  e.instruction = anext;
  e.placeDeep();
  e.push(ANY, e.called(`${e.helper("getAsyncNext")}(${iterator})`));
  e.instruction = send;
  e.placeResuming();
  e.line(`${sent} = ${e.helper("sendNext")}(${e.pop().text}, d, ${send.arg}, ${outer});`);
  checkEntered(e, sent);
  e.facts = facts;
  e.close();
  e.line(`if (J.observed) throw ${e.helper("returnedSent")}(${sent}, ${send.arg});`);
  e.instruction = anext;
  e.forget();
  e.push(ANY, AWAITED);
  e.sent = sent;
}

/** An event loop is told of a generator that begins. Should the activation be unwound for that, it goes on behind GET_ANEXT. */
function callHooks(e: Emitter, iterator: string): void {
  const facts = new Set(e.facts);
  e.open(`if (${e.helper("needsHooks")}(${iterator})) {`);
  e.placeDeep();
  e.line(`${e.helper("initHooks")}(${iterator});`);
  e.line(`if (J.observed) throw ${e.helper("returned")}(${e.helper("getAsyncNext")}(${iterator}));`);
  e.close();
  e.facts = facts;
  e.forget();
}

/** Whether the exceptions of the current instruction come to the compiled end of a loop. */
function endsLoop({ instruction: { handler }, unit }: Emitter): boolean {
  return handler >= 0 && isLoopEnd(unit.code.plain, unit.code.handlers[handler + 2]);
}

/** Whether a handler begins with the end of a loop: it may begin without an exception. */
export function isLoopEnd(plain: ArrayLike<number>, start: number): boolean {
  return GENERIC[plain[start]] === OP.END_ASYNC_FOR;
}

const endAsyncFor: Emit = (e, { index }) => {
  const [, error] = e.popMany(2).map((val) => e.named(val));
  e.spill();
  const facts = new Set(e.facts);
  e.open(`if (${error} !== ${e.helper("LOOP_ENDED")}) {`);
  e.placeDeep();
  raiseIf(e, `!${e.helper("endsLoop")}(${error}, d, ${index})`, error);
  e.close();
  e.facts = facts;
};

export const ASYNC_FOR: readonly (readonly [number, Emit])[] = [
  [OP.GET_AITER, getAiter],
  [OP.GET_ANEXT, getAnext],
  [OP.END_ASYNC_FOR, endAsyncFor],
];
