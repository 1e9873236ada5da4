/** How dunder methods of built-in types call their slots. Source: CPython Objects/typeobject.c (wrap_*). */
import { lengthInt } from "../abstract/container.ts";
import { index, ssizeIndex } from "../abstract/number.ts";
import { giveBackView, makeMemoryView } from "../bytes/memoryview-hook.ts";
import { indexError, overflowError, stopIteration, typeError } from "../errors.ts";
import type { Int, KwNames, PyValue } from "../object.ts";
import type { CompareOp, Slots } from "../slots.ts";
import { asStr } from "../str/str-object.ts";
import type { PyType } from "../type-object.ts";
import { typeName, typeOf } from "../typeof.ts";
import { hackCheck } from "./hackcheck.ts";

type S<K extends keyof Slots> = NonNullable<Slots[K]>;

/** check_num_args / PyArg_UnpackTuple("", …) as the wrappers use them. */
function expect(args: PyValue[], min: number, max: number, name = ""): void {
  const given = args.length;
  if (given >= min && given <= max) return;
  const start = name === "" ? "expected" : `${name} expected`;
  if (min === max) throw typeError(`${start} ${min} argument${min === 1 ? "" : "s"}, got ${given}`);
  const bound = given < min ? `at least ${min}` : `at most ${max}`;
  const count = given < min ? min : max;
  throw typeError(`${start} ${bound} argument${count === 1 ? "" : "s"}, got ${given}`);
}

export function wrapUnary(slot: S<"tp_repr">, self: PyValue, args: PyValue[]): PyValue {
  expect(args, 0, 0);
  return slot(self);
}

export function wrapBinaryL(slot: S<"nb_add">, self: PyValue, args: PyValue[]): PyValue {
  expect(args, 1, 1);
  return slot(self, args[0]);
}

export function wrapBinaryR(slot: S<"nb_add">, self: PyValue, args: PyValue[]): PyValue {
  expect(args, 1, 1);
  return slot(args[0], self);
}

function expectOneOrTwo(args: PyValue[]): void {
  if (args.length !== 1 && args.length !== 2) throw typeError(`expected 1 or 2 arguments, got ${args.length}`);
}

export function wrapPow(slot: S<"nb_power">, self: PyValue, args: PyValue[]): PyValue {
  expectOneOrTwo(args);
  return slot(self, args[0], args[1] ?? null);
}

export function wrapPowR(slot: S<"nb_power">, self: PyValue, args: PyValue[]): PyValue {
  expectOneOrTwo(args);
  return slot(args[0], self, args[1] ?? null);
}

export function wrapCompare(op: CompareOp): (slot: S<"tp_richcompare">, self: PyValue, args: PyValue[]) => PyValue {
  return (slot, self, args) => {
    expect(args, 1, 1);
    return slot(self, args[0], op);
  };
}

export function wrapInquiry(slot: S<"nb_bool">, self: PyValue, args: PyValue[]): PyValue {
  expect(args, 0, 0);
  return slot(self);
}

export function wrapLength(slot: S<"sq_length">, self: PyValue, args: PyValue[]): PyValue {
  expect(args, 0, 0);
  const size = slot(self);
  return Number.isSafeInteger(size) ? size : lengthInt(self);
}

export function wrapHash(slot: S<"tp_hash">, self: PyValue, args: PyValue[]): Int {
  expect(args, 0, 0);
  return slot(self);
}

export function wrapCall(slot: S<"tp_call">, self: PyValue, args: PyValue[], kwnames: KwNames): PyValue {
  return slot(self, args, kwnames);
}

export function wrapInit(slot: S<"tp_init">, self: PyValue, args: PyValue[], kwnames: KwNames): PyValue {
  slot(self, args, kwnames);
  return null;
}

export function wrapNext(slot: S<"tp_iternext">, self: PyValue, args: PyValue[]): PyValue {
  expect(args, 0, 0);
  const { tp_iternext, tp_iternext_waiting } = typeOf(self);
  const value = slot === tp_iternext && tp_iternext_waiting !== undefined ? tp_iternext_waiting(self) : slot(self);
  if (value === undefined) throw stopIteration(null);
  return value;
}

export function wrapGetAttr(slot: S<"tp_getattro">, self: PyValue, args: PyValue[]): PyValue {
  expect(args, 1, 1);
  return slot(self, nameOf(args[0]));
}

function nameOf(value: PyValue) {
  const name = asStr(value);
  if (name === undefined) throw typeError(`attribute name must be string, not '${typeName(value)}'`);
  return name;
}

export function wrapSetAttr(slot: S<"tp_setattro">, self: PyValue, args: PyValue[]): PyValue {
  expect(args, 2, 2, "__setattr__");
  hackCheck(self, slot, "__setattr__");
  slot(self, nameOf(args[0]), args[1]);
  return null;
}

export function wrapDelAttr(slot: S<"tp_setattro">, self: PyValue, args: PyValue[]): PyValue {
  expect(args, 1, 1);
  hackCheck(self, slot, "__delattr__");
  slot(self, nameOf(args[0]), undefined);
  return null;
}

export function wrapDescrGet(slot: S<"tp_descr_get">, self: PyValue, args: PyValue[]): PyValue {
  expect(args, 1, 2, "__get__");
  const object = args[0] === null ? undefined : args[0];
  const owner = args[1] === undefined || args[1] === null ? undefined : (args[1] as PyType);
  if (object === undefined && owner === undefined) throw typeError("__get__(None, None) is invalid");
  return slot(self, object, owner);
}

export function wrapDescrSet(slot: S<"tp_descr_set">, self: PyValue, args: PyValue[]): PyValue {
  expect(args, 2, 2, "__set__");
  slot(self, args[0], args[1]);
  return null;
}

export function wrapDescrDelete(slot: S<"tp_descr_set">, self: PyValue, args: PyValue[]): PyValue {
  expect(args, 1, 1);
  slot(self, args[0], undefined);
  return null;
}

export function wrapDel(slot: S<"tp_finalize">, self: PyValue, args: PyValue[]): PyValue {
  expect(args, 0, 0);
  slot(self);
  return null;
}

export function wrapSetItem(slot: S<"mp_ass_subscript">, self: PyValue, args: PyValue[]): PyValue {
  expect(args, 2, 2, "__setitem__");
  slot(self, args[0], args[1]);
  return null;
}

export function wrapDelItem(slot: S<"mp_ass_subscript">, self: PyValue, args: PyValue[]): PyValue {
  expect(args, 1, 1);
  slot(self, args[0], undefined);
  return null;
}

export function wrapIndexArg(slot: S<"sq_repeat">, self: PyValue, args: PyValue[]): PyValue {
  expect(args, 1, 1);
  return slot(self, ssizeIndex(args[0]));
}

/** getindex: a negative index counts from the end. */
function indexOf(self: PyValue, value: PyValue): number {
  const i = ssizeIndex(value, indexError);
  const { sq_length } = typeOf(self);
  return i < 0 && sq_length !== undefined ? i + sq_length(self) : i;
}

export function wrapItem(slot: S<"sq_item">, self: PyValue, args: PyValue[]): PyValue {
  expect(args, 1, 1);
  return slot(self, indexOf(self, args[0]));
}

export function wrapSetIndex(slot: S<"sq_ass_item">, self: PyValue, args: PyValue[]): PyValue {
  expect(args, 2, 2);
  slot(self, indexOf(self, args[0]), args[1]);
  return null;
}

export function wrapDelIndex(slot: S<"sq_ass_item">, self: PyValue, args: PyValue[]): PyValue {
  expect(args, 1, 1);
  slot(self, indexOf(self, args[0]), undefined);
  return null;
}

export function wrapContains(slot: S<"sq_contains">, self: PyValue, args: PyValue[]): PyValue {
  expect(args, 1, 1);
  return slot(self, args[0]);
}

export function wrapBuffer(slot: S<"bf_getbuffer">, self: PyValue, args: PyValue[]): PyValue {
  expect(args, 1, 1, "__buffer__");
  const flags = index(args[0]);
  if (flags < -0x80000000 || flags > 0x7fffffff) throw overflowError("buffer flags out of range");
  return makeMemoryView(slot(self, Number(flags)));
}

/** Releasing the view calls the slot. */
export function wrapReleaseBuffer(_slot: S<"bf_releasebuffer">, self: PyValue, args: PyValue[]): PyValue {
  expect(args, 1, 1, "__release_buffer__");
  giveBackView(args[0], self);
  return null;
}
