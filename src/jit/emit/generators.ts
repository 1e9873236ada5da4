/** Yielding and delegating: generators, coroutines and asynchronous generators. */
import { OP } from "../../interpreter/generated/tables.ts";
import { yieldsWatched } from "../record.ts";
import { ANY, NONE } from "../types.ts";
import { sendAwaited } from "./awaited-calls.ts";
import type { Emitter } from "./emitter.ts";
import { checkEntered, deepAside, raiseIf } from "./raise.ts";
import { AWAITED } from "./recipe.ts";
import type { Emit } from "./table.ts";

/** At the start of a function there is no frame to yield from. */
export const YIELD = "yield";

const yieldValue: Emit = (e, { index, arg }) => {
  if (!e.unit.hasFrame) return e.exit(YIELD);
  const yielded = e.named(e.pop());
  if (!e.unit.feeds) {
    writeBack(e, index, arg, yielded);
    e.ended = true;
    return;
  }
  // Who has the frame may ask it for variables.
  e.open(`if (frame.frameObject !== null || !sink.takeNow(${yielded})) {`);
  writeBack(e, index, arg, yielded);
  e.close();
  e.push(NONE, "null");
};

/** A generator's variables go back to its frame. */
function writeBack(e: Emitter, index: number, arg: number, yielded: string): void {
  if (e.unit.awaited) {
    e.line(`const { stack, base } = ${e.unit.frame};`);
    e.line(`${AWAITED} = frame.owner;`);
  }
  e.locals.forEach((type, i) => {
    const name = e.unit.localNames[i];
    const isRaw = type.kind === "float" || type.kind === "maybe_float";
    const value = isRaw ? e.tagged({ type, text: `${name}$` }) : e.unit.variable(name);
    // What has been deleted since the frame was read is still there.
    e.line(`stack[base + ${i}] = ${type.kind === "unbound" ? "undefined" : value};`);
  });
  const first = e.unit.code.localCount;
  e.stack.forEach((val, i) => e.line(`stack[base + ${first + i}] = ${e.tagged(val)};`));
  e.line(`frame.sp = base + ${first + e.stack.length};`);
  e.line(
    `return ${e.helper(yieldsWatched(e.unit.known, e.unit.code, index) ? "yieldedWatched" : "yielded")}(frame, ${index}, ${arg}, ${yielded});`,
  );
}

const send: Emit = (e, { index, arg }) => {
  if (e.sent !== null) return sendAwaited(e, e.sent);
  const value = e.named(e.pop());
  const known = e.unit.delegates === index;
  const sent = e.freshName();
  e.spill();
  e.line(`let ${sent}${known ? " = sent" : ""};`);
  if (known) e.open(`if (${sent} === undefined) {`);
  e.placeResuming();
  e.line(
    `${sent} = ${e.helper("sendValue")}(${e.tagged(e.peek())}, ${value}, d, ${arg}, ${e.unit.outer}${e.unit.feeds ? ", sink" : ""});`,
  );
  checkEntered(e, sent);
  e.line(`if (J.observed) throw ${e.helper("returnedSent")}(${sent}, ${arg});`);
  if (known) e.close("} else sent = undefined;");
  e.forget();
  e.push(ANY, sent);
  e.branch = { condition: "!J.done", onTrue: null };
};

const endSend: Emit = (e) => {
  const value = e.pop();
  e.pop();
  e.stack.push(e.detached(value));
};

const cleanupThrow: Emit = (e, { index }) => {
  const [, , error] = e.popMany(3).map((val) => e.named(val));
  e.placeDeep();
  const value = e.temporary(`${e.helper("delegated")}(${error}, d, ${index})`);
  raiseIf(e, `${value} === undefined`, error);
  e.push(NONE, "null");
  e.push(ANY, value);
};

/** The iterator over what is awaited: at hand, or what a function makes of it. */
const getAwaitable: Emit = (e, { arg }) => {
  if (e.sent !== null) return; // it is a coroutine
  const operand = e.named(e.pop());
  e.placeRaising();
  const made = `(${deepAside(e)}${e.helper("getAwaitableFor")}(${operand}, ${arg}))`;
  e.push(ANY, e.called(`${e.helper("awaitableAtHand")}(${operand}, d) ?? ${made}`));
};

const getYieldFromIter: Emit = (e) => {
  const operand = e.named(e.pop());
  e.placeRaising();
  const made = `(${deepAside(e)}${e.helper("yieldFromIterator")}(${operand}, ${e.unit.code.flags}))`;
  const atHand = `${e.helper("iteratorAtHand")}(${operand}, d)`;
  e.push(ANY, e.called(`${e.helper("isGenerator")}(${operand}) ? ${operand} : ${atHand} ?? ${made}`));
};

const intrinsic2: Emit = (e, { arg }) => {
  const [a, b] = e.popMany(2).map((val) => e.named(val));
  e.placeDeep();
  e.push(ANY, e.called(`${e.helper("CALL_INTRINSIC_2")}.body(null, ${arg}, ${a}, ${b})`));
};

/** The frame of an awaited call is a generator's from the beginning. */
const returnGenerator: Emit = (e) => (e.unit.awaited ? e.push(NONE, "null") : e.exit("not compiled"));

export const GENERATORS: readonly (readonly [number, Emit])[] = [
  [OP.RETURN_GENERATOR, returnGenerator],
  [OP.YIELD_VALUE, yieldValue],
  [OP.SEND, send],
  [OP.END_SEND, endSend],
  [OP.CLEANUP_THROW, cleanupThrow],
  [OP.GET_AWAITABLE, getAwaitable],
  [OP.GET_YIELD_FROM_ITER, getYieldFromIter],
  [OP.CALL_INTRINSIC_2, intrinsic2],
];
