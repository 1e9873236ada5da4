/**
 * The slots of a type: CPython's `PyTypeObject` members that define behaviour, one signature each. A missing slot is
 * undefined. `undefined` as a value argument means deletion; as a result of `tp_iternext` exhaustion; elsewhere it does not occur.
 */
import type { Str } from "../kernel/str.ts";
import type { PyBuffer } from "./buffer.ts";
import type { Int, KwNames, PyObject, PyValue } from "./object.ts";
import type { PyType } from "./type-object.ts";

/** Comparison operators, numbered as CPython's Py_LT … Py_GE. */
export const Py_LT = 0;
export const Py_LE = 1;
export const Py_EQ = 2;
export const Py_NE = 3;
export const Py_GT = 4;
export const Py_GE = 5;
export type CompareOp = 0 | 1 | 2 | 3 | 4 | 5;

export type UnaryFunc = (self: PyValue) => PyValue;
export type BinaryFunc = (left: PyValue, right: PyValue) => PyValue;
export type TernaryFunc = (left: PyValue, right: PyValue, third: PyValue) => PyValue;
export type InquiryFunc = (self: PyValue) => boolean;
export type LenFunc = (self: PyValue) => number;

/** What an iterator answers to a value that is sent to it. */
export interface Sent {
  /** The iterator has returned `value`. */
  readonly done: boolean;
  readonly value: PyValue;
}

/** What a type may define; names and meaning are CPython's. Every result may be NotImplemented where CPython's may. */
export interface Slots {
  tp_repr?: UnaryFunc;
  tp_str?: UnaryFunc;
  /** The hash as an int of 64 bits; -1 never occurs. `null` in a spec: unhashable (`__hash__ = None`). */
  tp_hash?: (self: PyValue) => Int;
  tp_call?: (self: PyValue, args: PyValue[], kwnames: KwNames) => PyValue;
  tp_getattro?: (self: PyValue, name: Str) => PyValue;
  tp_setattro?: (self: PyValue, name: Str, value: PyValue | undefined) => void;
  tp_richcompare?: (self: PyValue, other: PyValue, op: CompareOp) => PyValue;
  tp_iter?: UnaryFunc;
  /** The next value, or undefined at the end (a StopIteration may also be thrown, with its value). */
  tp_iternext?: (self: PyValue) => PyValue | undefined;
  /**
   * The same for callers that can wait, where it may have to: it may answer PENDING, with an activation that raises StopIteration at the
   * end. Goes with `tp_iternext`. (Not CPython's, which blocks.)
   */
  tp_iternext_waiting?: (self: PyValue) => PyValue | undefined;
  tp_descr_get?: (self: PyValue, object: PyValue | undefined, owner: PyType | undefined) => PyValue;
  tp_descr_set?: (self: PyValue, object: PyValue, value: PyValue | undefined) => void;
  tp_init?: (self: PyValue, args: PyValue[], kwnames: KwNames) => void;
  tp_new?: (type: PyType, args: PyValue[], kwnames: KwNames) => PyValue;
  /** Makes a bare instance for `type` (this type or a subclass of it). */
  tp_alloc?: (type: PyType) => PyObject;
  tp_finalize?: (self: PyValue) => void;

  am_await?: UnaryFunc;
  am_aiter?: UnaryFunc;
  am_anext?: UnaryFunc;
  /** As `send()`, but the end is no exception. Without it `tp_iternext` or the method is used. */
  am_send?: (self: PyValue, value: PyValue) => Sent;

  nb_add?: BinaryFunc;
  nb_subtract?: BinaryFunc;
  nb_multiply?: BinaryFunc;
  nb_remainder?: BinaryFunc;
  nb_divmod?: BinaryFunc;
  nb_power?: TernaryFunc;
  nb_negative?: UnaryFunc;
  nb_positive?: UnaryFunc;
  nb_absolute?: UnaryFunc;
  nb_bool?: InquiryFunc;
  nb_invert?: UnaryFunc;
  nb_lshift?: BinaryFunc;
  nb_rshift?: BinaryFunc;
  nb_and?: BinaryFunc;
  nb_xor?: BinaryFunc;
  nb_or?: BinaryFunc;
  nb_int?: UnaryFunc;
  nb_float?: UnaryFunc;
  nb_inplace_add?: BinaryFunc;
  nb_inplace_subtract?: BinaryFunc;
  nb_inplace_multiply?: BinaryFunc;
  nb_inplace_remainder?: BinaryFunc;
  nb_inplace_power?: TernaryFunc;
  nb_inplace_lshift?: BinaryFunc;
  nb_inplace_rshift?: BinaryFunc;
  nb_inplace_and?: BinaryFunc;
  nb_inplace_xor?: BinaryFunc;
  nb_inplace_or?: BinaryFunc;
  nb_floor_divide?: BinaryFunc;
  nb_true_divide?: BinaryFunc;
  nb_inplace_floor_divide?: BinaryFunc;
  nb_inplace_true_divide?: BinaryFunc;
  nb_index?: UnaryFunc;
  nb_matrix_multiply?: BinaryFunc;
  nb_inplace_matrix_multiply?: BinaryFunc;

  sq_length?: LenFunc;
  sq_concat?: BinaryFunc;
  sq_repeat?: (self: PyValue, count: number) => PyValue;
  sq_item?: (self: PyValue, index: number) => PyValue;
  sq_ass_item?: (self: PyValue, index: number, value: PyValue | undefined) => void;
  sq_contains?: (self: PyValue, item: PyValue) => boolean;
  sq_inplace_concat?: BinaryFunc;
  sq_inplace_repeat?: (self: PyValue, count: number) => PyValue;

  mp_length?: LenFunc;
  mp_subscript?: BinaryFunc;
  mp_ass_subscript?: (self: PyValue, key: PyValue, value: PyValue | undefined) => void;

  bf_getbuffer?: (self: PyValue, flags: number) => PyBuffer;
  bf_releasebuffer?: (self: PyValue, buffer: PyBuffer) => void;
}

export type SlotName = keyof Slots;

/** All slot names, in the order of CPython's type object. The one list from which types are initialised and inherited. */
export const SLOT_NAMES: readonly SlotName[] = [
  "tp_repr",
  "tp_str",
  "tp_hash",
  "tp_call",
  "tp_getattro",
  "tp_setattro",
  "tp_richcompare",
  "tp_iter",
  "tp_iternext",
  "tp_iternext_waiting",
  "tp_descr_get",
  "tp_descr_set",
  "tp_init",
  "tp_new",
  "tp_alloc",
  "tp_finalize",
  "am_await",
  "am_aiter",
  "am_anext",
  "am_send",
  "nb_add",
  "nb_subtract",
  "nb_multiply",
  "nb_remainder",
  "nb_divmod",
  "nb_power",
  "nb_negative",
  "nb_positive",
  "nb_absolute",
  "nb_bool",
  "nb_invert",
  "nb_lshift",
  "nb_rshift",
  "nb_and",
  "nb_xor",
  "nb_or",
  "nb_int",
  "nb_float",
  "nb_inplace_add",
  "nb_inplace_subtract",
  "nb_inplace_multiply",
  "nb_inplace_remainder",
  "nb_inplace_power",
  "nb_inplace_lshift",
  "nb_inplace_rshift",
  "nb_inplace_and",
  "nb_inplace_xor",
  "nb_inplace_or",
  "nb_floor_divide",
  "nb_true_divide",
  "nb_inplace_floor_divide",
  "nb_inplace_true_divide",
  "nb_index",
  "nb_matrix_multiply",
  "nb_inplace_matrix_multiply",
  "sq_length",
  "sq_concat",
  "sq_repeat",
  "sq_item",
  "sq_ass_item",
  "sq_contains",
  "sq_inplace_concat",
  "sq_inplace_repeat",
  "mp_length",
  "mp_subscript",
  "mp_ass_subscript",
  "bf_getbuffer",
  "bf_releasebuffer",
];
