/** Moving values between locals, constants and the operand stack. */
import { PyCell } from "../../objects/cell.ts";
import type { PyValue } from "../../objects/object.ts";
import { inst, type Slot } from "../inst.ts";
import { unboundDeref, unboundLocal } from "../names.ts";

export const NOP = inst({ stack: "--", cold: true }, () => {});

export const LOAD_FAST = inst({ stack: "-- value" }, (frame, oparg) => frame.stack[frame.base + oparg]);
export const LOAD_FAST_BORROW = inst({ stack: "-- value" }, (frame, oparg) => frame.stack[frame.base + oparg]);

export const LOAD_FAST_CHECK = inst({ stack: "-- value" }, (frame, oparg) => {
  const value = frame.stack[frame.base + oparg];
  if (value === undefined) throw unboundLocal(frame, oparg);
  return value;
});

export const LOAD_FAST_AND_CLEAR = inst({ stack: "-- value", cold: true }, (frame, oparg) => {
  const value = frame.stack[frame.base + oparg];
  frame.stack[frame.base + oparg] = undefined;
  return value;
});

export const LOAD_FAST_LOAD_FAST = inst({ stack: "-- value1, value2" }, (frame, oparg) => [
  frame.stack[frame.base + (oparg >> 4)],
  frame.stack[frame.base + (oparg & 15)],
]);

export const LOAD_FAST_BORROW_LOAD_FAST_BORROW = inst({ stack: "-- value1, value2" }, (frame, oparg) => [
  frame.stack[frame.base + (oparg >> 4)],
  frame.stack[frame.base + (oparg & 15)],
]);

export const LOAD_CONST = inst({ stack: "-- value" }, (frame, oparg) => frame.consts[oparg]);
export const LOAD_SMALL_INT = inst({ stack: "-- value" }, (_frame, oparg) => oparg);

export const STORE_FAST = inst({ stack: "value --" }, (frame, oparg, value: Slot) => {
  frame.stack[frame.base + oparg] = value;
});

export const STORE_FAST_LOAD_FAST = inst({ stack: "value1 -- value2" }, (frame, oparg, value1: Slot) => {
  frame.stack[frame.base + (oparg >> 4)] = value1;
  return frame.stack[frame.base + (oparg & 15)];
});

export const STORE_FAST_STORE_FAST = inst(
  { stack: "value2, value1 --" },
  (frame, oparg, value2: Slot, value1: Slot) => {
    frame.stack[frame.base + (oparg >> 4)] = value1;
    frame.stack[frame.base + (oparg & 15)] = value2;
  },
);

export const DELETE_FAST = inst({ stack: "--", cold: true }, (frame, oparg) => {
  if (frame.stack[frame.base + oparg] === undefined) throw unboundLocal(frame, oparg);
  frame.stack[frame.base + oparg] = undefined;
});

export const POP_TOP = inst({ stack: "value --" }, () => {});
export const PUSH_NULL = inst({ stack: "-- null" }, () => undefined);
export const END_FOR = inst({ stack: "value --" }, () => {});
export const POP_ITER = inst({ stack: "iter --" }, () => {});
export const END_SEND = inst(
  { stack: "receiver, value -- value", cold: true },
  (_frame, _oparg, _receiver: Slot, value: Slot) => value,
);

export const COPY = inst(
  { stack: "bottom, unused[oparg-1] -- bottom, unused[oparg-1], top", raw: true },
  (frame, oparg) => {
    frame.stack[frame.sp] = frame.stack[frame.sp - oparg];
    frame.sp++;
  },
);

export const SWAP = inst(
  { stack: "bottom, unused[oparg-2], top -- top, unused[oparg-2], bottom", raw: true },
  (frame, oparg) => {
    const top = frame.stack[frame.sp - 1];
    frame.stack[frame.sp - 1] = frame.stack[frame.sp - oparg];
    frame.stack[frame.sp - oparg] = top;
  },
);

export const MAKE_CELL = inst({ stack: "--", cold: true }, (frame, oparg) => {
  const at = frame.base + oparg;
  frame.stack[at] = new PyCell(frame.stack[at]);
});

export const COPY_FREE_VARS = inst({ stack: "--", cold: true }, (frame, oparg) => {
  const closure = frame.func.closure!;
  const at = frame.base + frame.code.localCount - oparg;
  for (let i = 0; i < oparg; i++) frame.stack[at + i] = closure[i];
});

export const LOAD_DEREF = inst({ stack: "-- value" }, (frame, oparg) => {
  const value = (frame.stack[frame.base + oparg] as PyCell).v;
  if (value === undefined) throw unboundDeref(frame, oparg);
  return value;
});

export const STORE_DEREF = inst({ stack: "value --" }, (frame, oparg, value: PyValue) => {
  (frame.stack[frame.base + oparg] as PyCell).v = value;
});

export const DELETE_DEREF = inst({ stack: "--", cold: true }, (frame, oparg) => {
  const cell = frame.stack[frame.base + oparg] as PyCell;
  if (cell.v === undefined) throw unboundDeref(frame, oparg);
  cell.v = undefined;
});
