/** frame objects: a frame as Python sees it. Source: CPython Objects/frameobject.c. */
import { CO } from "../bytecode/codeflags.ts";
import { strToJs } from "../kernel/str.ts";
import { isTrue } from "../objects/abstract/compare.ts";
import { reprJs } from "../objects/abstract/repr.ts";
import { reprAddress } from "../objects/address.ts";
import { audited } from "../objects/audit.ts";
import { defineType, getset, member, method } from "../objects/declare.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import { runtimeError, typeError } from "../objects/errors.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../objects/object.ts";
import type { PyType } from "../objects/type-object.ts";
import { currentPc, FRAME_DONE, FRAME_GENERATOR, FRAME_OBSERVED, type Frame } from "./frame.ts";
import { setFrameLine } from "./frame-jump.ts";
import { frameLocals } from "./frame-namespace.ts";
import { generatorOf } from "./generators/finalize.ts";
import type { PyGenerator } from "./generators/generator.ts";
import { newStack } from "./stack.ts";
import type { BuiltinCall } from "./traced-call.ts";

export class PyFrame implements PyObject {
  static {
    inheritPyObject(PyFrame);
  }
  type: PyType;
  readonly frame: Frame;
  /** `f_trace`. */
  trace: PyValue = null;
  traceLines = true;
  traceOpcodes = false;
  /** Variables that a debugger added through `f_locals`. */
  extraLocals: PyDict | null = null;
  /** The instruction that the traced loop has last executed in the frame; -1: another loop ran it, so it is that before `pc`. */
  lastIndex = -1;
  /** The built-in that the frame has called, for the event after it. */
  calling: BuiltinCall | null = null;
  /** Its FOR_ITER waits for Python code to make the next value. */
  iterating = false;
  constructor(frame: Frame) {
    this.type = frameType;
    this.frame = frame;
  }
}

export const frameType = defineType<PyFrame>({
  name: "frame",
  basicsize: 152,
  itemsize: 8,
  doc: null,
  flags: ["disallow_instantiation", "gc"],
  slots: { tp_repr: frameRepr },
  methods: {
    clear: method([], "Clear all references held by the frame.", frameClear),
    __sizeof__: method([], "Return the size of the frame in memory, in bytes.", frameSizeOf),
  },
  members: { f_trace_lines: member((self: PyFrame) => self.traceLines, { set: setTraceLines }) },
  getset: {
    f_back: getset(frameBack, undefined, null),
    f_code: getset(
      audited("f_code", (self: PyFrame) => self.frame.code.pycode),
      undefined,
      "The code that the frame runs.",
    ),
    f_globals: getset(
      (self: PyFrame) => self.frame.globals,
      undefined,
      "Return the global variables used by this frame.",
    ),
    f_builtins: getset(
      (self: PyFrame) => self.frame.builtins,
      undefined,
      "Return the built-in variables used by this frame.",
    ),
    f_locals: getset(
      (self: PyFrame) => frameLocals(self.frame, false),
      undefined,
      "The frame's local variables as a mapping.",
    ),
    f_lasti: getset(frameLasti, undefined, "Where in the bytecode the frame is."),
    f_lineno: getset((self: PyFrame) => self.frame.lineno(), setLine, "Return the current line number in the frame."),
    f_trace: getset(
      (self: PyFrame) => self.trace,
      setTrace,
      "What is told of the frame's events while tracing, or None.",
    ),
    f_trace_opcodes: getset(
      (self: PyFrame) => self.traceOpcodes,
      setTraceOpcodes,
      "Whether opcode events are emitted.",
    ),
    f_generator: getset(frameGenerator, undefined, "The generator or coroutine that the frame belongs to, or None."),
  },
});

/** The frame object of a frame; one for its whole life. */
export function frameObject(frame: Frame): PyFrame {
  if (frame.frameObject === null) {
    frame.frameObject = new PyFrame(frame);
    frame.flags |= FRAME_OBSERVED;
  }
  return frame.frameObject;
}

function frameBack(self: PyFrame): PyValue {
  const { back } = self.frame;
  return back === null ? null : frameObject(back);
}

function frameGenerator({ frame }: PyFrame): PyGenerator | null {
  return (frame.flags & FRAME_GENERATOR) !== 0 ? (generatorOf(frame) ?? null) : null;
}

function frameLasti(self: PyFrame): number {
  const { frame } = self;
  const pc = currentPc(frame);
  const generator = frameGenerator(self);
  // One that waits is at the next instruction already.
  if (generator !== null && (generator.suspended || !generator.started)) return frame.code.offsets[pc];
  return pc === 0 ? -1 : frame.code.offsets[pc - 1];
}

function frameRepr(self: PyFrame): string {
  const { frame } = self;
  const { unit } = frame.code;
  const line = frame.lineno();
  const where = line === null ? "None" : String(line);
  return `<frame at ${reprAddress(self)}, file ${reprJs(unit.filename)}, line ${where}, code ${strToJs(unit.name)}>`;
}

function frameSizeOf(self: PyFrame): number {
  return 152 + 8 * (self.frame.code.frameSize - 1);
}

/** `frame.clear()`: drops the locals of a frame that is not running; a suspended generator is closed. */
function frameClear(self: PyFrame): PyValue {
  const { frame } = self;
  if ((frame.flags & FRAME_GENERATOR) !== 0 && (frame.flags & FRAME_DONE) === 0) {
    const generator = generatorOf(frame)!;
    if (generator.running) throw runtimeError("cannot clear an executing frame");
    if (generator.started) throw runtimeError("cannot clear a suspended frame");
    generator.finish();
  } else if ((frame.flags & FRAME_DONE) === 0) {
    throw runtimeError("cannot clear an executing frame");
  }
  frame.stack = newStack(frame.code.frameSize);
  frame.base = 0;
  self.extraLocals = null;
  self.trace = null;
  return null;
}

function setLine(self: PyFrame, value: PyValue | undefined): void {
  setFrameLine(self, value);
}

function setTrace(self: PyFrame, value: PyValue | undefined): void {
  self.trace = value ?? null;
}

function setTraceLines(self: PyFrame, value: PyValue | undefined): void {
  if (typeof value !== "boolean") throw typeError("attribute value type must be bool");
  self.traceLines = isTrue(value);
}

function setTraceOpcodes(self: PyFrame, value: PyValue | undefined): void {
  if (typeof value !== "boolean") throw typeError("attribute value type must be bool");
  self.traceOpcodes = value;
}

/** Whether the frame runs a function body, whose names live in fast locals only. */
export function isOptimized(frame: Frame): boolean {
  return (frame.code.flags & CO.OPTIMIZED) !== 0;
}
