/** Unpickling: the memo's old instructions, and taking from the stack. Source: CPython Modules/_pickle.c (load_get, load_put, load_pop). */
import { ssizeIndex } from "../../objects/abstract/number.ts";
import { valueError } from "../../objects/errors.ts";
import { intFromText } from "../../objects/int/int-parse.ts";
import type { PyUnpickler } from "./unpickler.ts";

export function loadGet(self: PyUnpickler): void {
  const index = ssizeIndex(intFromText(self.input.line(2), 10));
  self.stack.push(self.recall(index));
}

export function loadPut(self: PyUnpickler): void {
  const line = self.input.line(2);
  const value = self.top();
  const index = ssizeIndex(intFromText(line, 10));
  if (index < 0) throw valueError("negative PUT argument");
  self.memo.put(index, value);
}

/** POP takes a MARK too, when that is what lies on top. */
export function loadPop(self: PyUnpickler): void {
  const { stack, marks } = self;
  if (marks.length > 0 && marks[marks.length - 1] === stack.length) self.popMark();
  else self.pop();
}
