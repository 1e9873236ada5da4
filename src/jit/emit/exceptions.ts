/** Raising and handling exceptions, and `with`. A handler is a block of the flow graph. */
import { commonConstant } from "../../interpreter/common-constants.ts";
import { OP } from "../../interpreter/generated/tables.ts";
import { currentThread } from "../../interpreter/thread.ts";
import { ANY, BOOL } from "../types.ts";
import { callAnything } from "./calls.ts";
import { raise } from "./raise.ts";
import type { Emit } from "./table.ts";

/** `raise`, `raise X`, `raise X from Y`. */
const raiseVarargs: Emit = (e, { arg }) => {
  const [error, cause] = e.popMany(arg).map((val) => e.named(val));
  e.placeDeep();
  const made = arg === 0 ? `${e.helper("raisedAgain")}(d)` : `${e.helper("raised")}(${error}, ${cause ?? "undefined"})`;
  raise(e, e.temporary(made));
};

const reraise: Emit = (e, { arg }) => {
  const error = e.named(e.pop());
  const lasti = arg === 0 ? "-1" : e.named(e.peek(arg));
  e.place();
  raise(e, e.temporary(`${e.helper("reraised")}(${error}, ${lasti}, d)`));
};

const pushExcInfo: Emit = (e) => {
  const error = e.pop();
  e.pushNew(ANY, `${e.helper("pushException")}(${error.text})`);
  e.stack.push(e.detached(error));
};

const popExcept: Emit = (e) => e.line(`${e.helper("popException")}(${e.tagged(e.pop())});`);

const checkExcMatch: Emit = (e) => {
  const [error, wanted] = e.popMany(2).map((val) => e.named(val));
  e.push(ANY, error);
  e.placeDeep();
  e.push(BOOL, e.called(`${e.helper("exceptionMatches")}(${error}, ${wanted})`));
};

const checkEgMatch: Emit = (e) => {
  const [error, wanted] = e.popMany(2).map((val) => e.named(val));
  e.placeDeep();
  const match = e.temporary(`${e.helper("groupMatch")}(${error}, ${wanted}, d)`);
  const rest = e.temporary(`${e.helper("found")}.self`);
  e.line(`if (J.observed) throw ${e.helper("returned2")}(${rest}, ${match});`);
  e.forget();
  e.push(ANY, rest);
  e.push(ANY, match);
};

/** Calls `__exit__(type, value, traceback)`; the exception stays below the result. */
const withExceptStart: Emit = (e) => {
  const error = e.pop();
  const text = e.named(error);
  e.push(error.type, text);
  const [exit, self] = [e.peek(5), e.peek(4)];
  const args = [e.temporary(`${text}.type`), text, e.temporary(`${text}.traceback`)];
  callAnything(
    e,
    exit,
    self.type.kind === "null" ? null : self,
    args.map((arg) => ({ type: ANY, text: arg })),
  );
};

const loadCommonConstant: Emit = (e, { arg }) => e.pushConstant(commonConstant(currentThread.interp, arg));

export const EXCEPTIONS: readonly (readonly [number, Emit])[] = [
  [OP.RAISE_VARARGS, raiseVarargs],
  [OP.RERAISE, reraise],
  [OP.PUSH_EXC_INFO, pushExcInfo],
  [OP.POP_EXCEPT, popExcept],
  [OP.CHECK_EXC_MATCH, checkExcMatch],
  [OP.CHECK_EG_MATCH, checkEgMatch],
  [OP.WITH_EXCEPT_START, withExceptStart],
  [OP.LOAD_COMMON_CONSTANT, loadCommonConstant],
];
