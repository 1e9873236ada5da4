/** traceback objects. Source: CPython Python/traceback.c. A frame object is made only when Python asks for it. */
import { asCInt } from "../objects/abstract/number.ts";
import { audited } from "../objects/audit.ts";
import { object } from "../objects/converters.ts";
import { defineType, getset, member, method, param } from "../objects/declare.ts";
import { typeError, valueError } from "../objects/errors.ts";
import type { PyBaseException } from "../objects/exceptions/base.ts";
import { PyList } from "../objects/list/list.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../objects/object.ts";
import type { PyType } from "../objects/type-object.ts";
import { typeName } from "../objects/typeof.ts";
import { revealFrames } from "./compiled.ts";
import { FRAME_COMPILED, FRAME_OBSERVED, FRAME_SHELL, type Frame } from "./frame.ts";
import { frameObject, PyFrame } from "./frame-object.ts";
import { OP } from "./generated/tables.ts";
import { currentThread } from "./thread.ts";

export class PyTraceback implements PyObject {
  static {
    inheritPyObject(PyTraceback);
  }
  type: PyType;
  next: PyTraceback | null;
  readonly frame: Frame;
  /** Byte offset of the instruction. */
  readonly lasti: number;
  /** -1: to be found from `lasti`. */
  line: number;
  constructor(next: PyTraceback | null, frame: Frame, lasti: number, line: number) {
    this.type = tracebackType;
    this.next = next;
    this.frame = frame;
    this.lasti = lasti;
    this.line = line;
  }
}

export const tracebackType = defineType<PyTraceback>({
  name: "traceback",
  basicsize: 40,
  doc: "Create a new traceback object.",
  slots: {},
  new: method(
    [param("tb_next", object), param("tb_frame", object), param("tb_lasti", asCInt), param("tb_lineno", asCInt)],
    "",
    tracebackNew,
  ),
  methods: {
    __dir__: method([], null, () => new PyList(["tb_frame", "tb_next", "tb_lasti", "tb_lineno"]), {
      signature: null,
    }),
  },
  members: {
    tb_frame: member(audited("tb_frame", tracebackFrame)),
    tb_lasti: member((self: PyTraceback) => self.lasti),
  },
  getset: {
    tb_next: getset((self: PyTraceback) => self.next, setNext, null),
    tb_lineno: getset(tracebackLine, undefined, null),
  },
});

function tracebackNew(_type: PyType, next: PyValue, frame: PyValue, lasti: number, line: number): PyValue {
  if (next !== null && !(next instanceof PyTraceback)) {
    throw typeError(`expected traceback object or None, got '${typeName(next)}'`);
  }
  if (!(frame instanceof PyFrame)) {
    throw typeError(`traceback() argument 'tb_frame' must be frame, not ${typeName(frame)}`);
  }
  return new PyTraceback(next, frame.frame, lasti, line);
}

/** Compiled code has to hand over the variables of a frame that it still runs. */
function tracebackFrame({ frame }: PyTraceback): PyFrame {
  if ((frame.flags & (FRAME_COMPILED | FRAME_SHELL)) !== 0) revealFrames(currentThread);
  return frameObject(frame);
}

function setNext(self: PyTraceback, value: PyValue | undefined): void {
  if (value === undefined) throw typeError("can't delete tb_next attribute");
  if (value !== null && !(value instanceof PyTraceback)) {
    throw typeError(`expected traceback object or None, got '${typeName(value)}'`);
  }
  for (let tb: PyTraceback | null = value; tb !== null; tb = tb.next) {
    if (tb === self) throw valueError("traceback loop detected");
  }
  self.next = value;
}

/** `tb_lineno`. */
export function tracebackLine(self: PyTraceback): number | null {
  if (self.line !== -1) return self.line;
  const { code } = self.frame;
  return code.lineOf(code.indexOf(self.lasti));
}

/** Adds the frame, at its current instruction, to the exception's traceback (PyTraceBack_Here). */
export function addTraceback(frame: Frame, error: PyBaseException): void {
  const { code, pc } = frame;
  if (code.internal) return;
  const last = pc > 0 ? pc - 1 : 0;
  frame.flags |= FRAME_OBSERVED;
  const offset = code.offsets[waitsAfter(code.plain[last]) ? pc : last];
  error.traceback = new PyTraceback(error.traceback as PyTraceback | null, frame, offset, -1);
}

/** Where generators wait. These raise nothing themselves: what comes from there was thrown in, at the next instruction. */
function waitsAfter(op: number): boolean {
  return op === OP.YIELD_VALUE || op === OP.RETURN_GENERATOR;
}
