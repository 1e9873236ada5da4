/** The names of a frame: `locals()`, `f_locals`, `super()` without arguments. Source: CPython Objects/frameobject.c, typeobject.c. */
import { CO, CO_FAST } from "../bytecode/codeflags.ts";
import { PyCell } from "../objects/cell.ts";
import { PyDict } from "../objects/dict/dict.ts";
import { runtimeError } from "../objects/errors.ts";
import type { PyValue } from "../objects/object.ts";
import { PyType } from "../objects/type-object.ts";
import { typeName } from "../objects/typeof.ts";
import type { Executable } from "./code.ts";
import type { Frame } from "./frame.ts";
import { frameLocalsProxy } from "./frame-locals-proxy.ts";
import { frameObject } from "./frame-object.ts";
import type { Slot } from "./inst.ts";

/** The value of fast local `index`, looked up through its cell. */
export function localValue(frame: Frame, index: number): Slot {
  const value = frame.stack[frame.base + index];
  const kind = frame.code.unit.localspluskinds[index];
  return (kind & (CO_FAST.CELL | CO_FAST.FREE)) !== 0 && value instanceof PyCell ? value.v : value;
}

function isOptimized(frame: Frame): boolean {
  return (frame.code.flags & CO.OPTIMIZED) !== 0;
}

/**
 * A class or module frame: its namespace. A function's, and any while a comprehension that was inlined into it is running: with
 * `snapshot` a fresh dict of its variables, as `locals()` gives; otherwise a write-through proxy (PEP 667).
 */
export function frameLocals(frame: Frame, snapshot: boolean): PyValue {
  if (!isOptimized(frame) && !hasHiddenLocals(frame)) return frame.namespace;
  return snapshot ? localsDict(frame) : frameLocalsProxy(frameObject(frame));
}

function hasHiddenLocals(frame: Frame): boolean {
  const { localspluskinds } = frame.code.unit;
  for (let i = 0; i < localspluskinds.length; i++) {
    if (isHiddenLocal(localspluskinds[i]) && localValue(frame, i) !== undefined) return true;
  }
  return false;
}

/** Whether a local of that kind is a comprehension's that was inlined into a class or module. */
function isHiddenLocal(kind: number): boolean {
  return (kind & CO_FAST.HIDDEN) !== 0;
}

/** Whether it depends on the values of the code's variables what `f_locals` is. */
export function mayHideLocals({ unit }: Executable): boolean {
  return unit.localspluskinds.some(isHiddenLocal);
}

/** The bound variables of a function frame. */
export function localsDict(frame: Frame): PyDict {
  const dict = new PyDict();
  const { unit } = frame.code;
  for (let i = 0; i < unit.localsplusnames.length; i++) {
    const value = localValue(frame, i);
    if (value !== undefined) dict.set(unit.localsplusnames[i], value);
  }
  const extra = frame.frameObject?.extraLocals;
  if (extra) {
    const values = extra.valuesArray();
    extra.keysArray().forEach((name, i) => {
      if (!dict.has(name)) dict.set(name, values[i]);
    });
  }
  return dict;
}

/** What `super()` without arguments uses (super_init_without_args). */
export function frameSuperArguments(frame: Frame): [type: PyValue, object: PyValue] {
  const { unit } = frame.code;
  if (unit.argcount === 0) throw runtimeError("super(): no arguments");
  const object = localValue(frame, 0);
  if (object === undefined) throw runtimeError("super(): arg[0] deleted");
  for (let i = 0; i < unit.localsplusnames.length; i++) {
    if ((unit.localspluskinds[i] & CO_FAST.FREE) === 0 || unit.localsplusnames[i] !== "__class__") continue;
    const cell = frame.stack[frame.base + i];
    if (!(cell instanceof PyCell)) throw runtimeError("super(): bad __class__ cell");
    if (cell.v === undefined) throw runtimeError("super(): empty __class__ cell");
    if (!(cell.v instanceof PyType)) {
      throw runtimeError(`super(): __class__ is not a type (${typeName(cell.v)})`);
    }
    return [cell.v, object];
  }
  throw runtimeError("super(): __class__ cell not found");
}
