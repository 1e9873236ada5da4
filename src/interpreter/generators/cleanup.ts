/**
 * Where generators have something to clean up when nobody goes on with them: within `try` and `with`. Handlers of named exceptions that
 * GeneratorExit is none of do not count. Closing a generator there comes to nothing, and code that searches a sequence which iterates
 * by such a generator (collections.abc.Sequence) leaves one behind with every item that it finds.
 */
import type { PyDict } from "../../objects/dict/dict.ts";
import { dictType } from "../../objects/dict/type.ts";
import { PyExc_BaseException, PyExc_GeneratorExit } from "../../objects/exceptions/types.ts";
import type { PyFunction } from "../../objects/function.ts";
import { isSubtype, PyType } from "../../objects/type-object.ts";
import { type Executable, OP_BITS } from "../code.ts";
import { GENERIC, OP } from "../generated/tables.ts";
import { lookupMapping } from "../names.ts";
import { findHandler } from "../unwind.ts";

/** What was found out about one code object, for functions with these globals. */
export class Cleanups {
  readonly globals: PyDict;
  readonly answers = new Map<number, boolean>();
  constructor(globals: PyDict) {
    this.globals = globals;
  }
}

/** Whether a handler of the program's own is around the instruction, which GeneratorExit would have do something. */
export function hasCleanup(func: PyFunction, code: Executable, index: number): boolean {
  if (code.cleanups === null || code.cleanups.globals !== func.globals) code.cleanups = new Cleanups(func.globals);
  const { answers } = code.cleanups;
  let answer = answers.get(index);
  if (answer === undefined) {
    answer = findCleanup(func, code, index);
    answers.set(index, answer);
  }
  return answer;
}

function findCleanup(func: PyFunction, code: Executable, index: number): boolean {
  for (let at = index; ; ) {
    const found = findHandler(code.handlers, at);
    if (found < 0) return false;
    const handler = code.handlers[found + 2];
    const op = opAt(code, handler);
    if (op === OP.CALL_INTRINSIC_1) return false; // the end of the generator
    if (op === OP.CLEANUP_THROW)
      at = handler; // the end of a delegation
    else {
      at = passedOn(func, code, handler);
      if (at < 0) return true;
    }
  }
}

function opAt(code: Executable, at: number): number {
  return GENERIC[code.plain[at]];
}

/** The RERAISE at which a handler lets go of GeneratorExit without having done anything; -1 when that is not certain. */
function passedOn(func: PyFunction, code: Executable, handler: number): number {
  if (opAt(code, handler) === OP.COPY) {
    const ends = opAt(code, handler + 1) === OP.POP_EXCEPT && opAt(code, handler + 2) === OP.RERAISE;
    return ends ? handler + 2 : -1;
  }
  if (opAt(code, handler) !== OP.PUSH_EXC_INFO) return -1;
  let at = handler + 1;
  while (opAt(code, at) !== OP.RERAISE) {
    while (isOtherException(func, code, at)) at++;
    if (opAt(code, at) === OP.BUILD_TUPLE) at++;
    if (opAt(code, at) !== OP.CHECK_EXC_MATCH || opAt(code, at + 1) !== OP.POP_JUMP_IF_FALSE) return -1;
    at = code.words[at + 1] >> OP_BITS;
  }
  return at;
}

/** Whether the instruction loads an exception class that GeneratorExit is not of. */
function isOtherException({ globals, builtins }: PyFunction, code: Executable, at: number): boolean {
  if (opAt(code, at) !== OP.LOAD_GLOBAL || globals.type !== dictType) return false;
  const name = code.names[code.words[at] >> (OP_BITS + 1)];
  const value = globals.getName(name) ?? lookupMapping(builtins, name);
  return value instanceof PyType && isSubtype(value, PyExc_BaseException) && !isSubtype(PyExc_GeneratorExit, value);
}
