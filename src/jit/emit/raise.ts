/**
 * Where exceptions go. What calls throw is caught, what compiled functions raise they answer with `undefined`; either way `J.error` is
 * the exception, `S[d]` the place, and control comes behind a labelled `try`: that of the handler, or the function's own.
 */
import type { Executable } from "../../interpreter/code.ts";
import type { Finish } from "../sites.ts";
import { ANY, INT, isFragile } from "../types.ts";
import type { Emitter, State, Val } from "./emitter.ts";

/** What an activation that is unwound at a place leaves to the loop, and the values that it is told. */
export interface Finishing {
  readonly by: Finish;
  readonly from: readonly Val[];
}

/** The label of the function's own `try`, behind which the exception leaves it. */
export const OUT = "A";

/** The label of the `try` for a handler, by the instruction that it begins with. */
export function handlerLabel(start: number): string {
  return `H${start}`;
}

/** What a handler begins with, when an exception comes in the given state: the exception table says how much of the stack is kept. */
export function stateInHandler(code: Executable, place: number, { locals, stack }: State): State {
  const flags = code.handlers[place + 3];
  const kept = stack.slice(0, flags >> 1).map((val) => (isFragile(val.type) ? { ...val, type: ANY } : val));
  if ((flags & 1) !== 0) kept.push({ type: INT, text: "J.lasti" });
  kept.push({ type: ANY, text: "J.error" });
  return { locals: locals.map((type) => (isFragile(type) ? ANY : type)), stack: kept, facts: new Set() };
}

/** Where the current instruction's exceptions go. */
function failure(e: Emitter): string {
  const { handler } = e.instruction;
  return handler < 0 ? OUT : handlerLabel(e.unit.code.handlers[handler + 2]);
}

/** Ends the block with the exception of that name. Its place has been written. */
export function raise(e: Emitter, error: string): void {
  e.line(`J.error = ${error};`);
  e.line(`break ${failure(e)};`);
  e.ended = true;
}

export function raiseIf(e: Emitter, condition: string, error: string): void {
  e.line(`if (${condition}) { J.error = ${error}; break ${failure(e)}; }`);
}

/** The result of a call that may enter compiled code. */
export function entered(e: Emitter, call: string): string {
  const result = e.temporary(call);
  checkEntered(e, result);
  return result;
}

/** The same of a built-in, which may have run Python code without telling. */
export function answered(e: Emitter, call: string): string {
  const result = entered(e, call);
  e.line(`if (J.observed) throw ${e.helper("returned")}(${result});`);
  e.forget();
  return result;
}

export function checkEntered(e: Emitter, result: string): void {
  e.line(`if (${result} === undefined) break ${failure(e)};`);
}

/** Behind `placeRaising`, where an expression seldom runs other code: what comes before that, as `placeDeep` has it. */
export function deepAside({ unit }: Emitter): string {
  return unit.resumes ? `${unit.self}, J.depth = d, ` : "J.depth = d, ";
}
