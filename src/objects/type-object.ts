/**
 * `PyType`: the JavaScript object for a Python class, built-in or not. A leaf file: it imports types only (and the two leaves
 * below it), so that a built-in type can be declared at the top level of any file. Behaviour of `type` itself: type/.
 */

import type { Str } from "../kernel/str.ts";
import type { PyBuffer } from "./buffer.ts";
import type { TypeSpec } from "./declare.ts";
import type { PyDict } from "./dict/dict.ts";
import type { FloatFields } from "./float/float-fields.ts";
import { type FEW_FIELDS, type Int, type KwNames, MANY_FIELDS, PyObject, type PyValue } from "./object.ts";
import type { Shape } from "./shape.ts";
import type { BinaryFunc, CompareOp, InquiryFunc, LenFunc, Sent, Slots, TernaryFunc, UnaryFunc } from "./slots.ts";
import type { PyTuple } from "./tuple/tuple.ts";

/** Type flags; numbers are CPython's Py_TPFLAGS_* where it has them. */
export const TPFLAGS = {
  INLINE_VALUES: 1 << 2,
  MANAGED_WEAKREF: 1 << 3,
  MANAGED_DICT: 1 << 4,
  SEQUENCE: 1 << 5,
  MAPPING: 1 << 6,
  DISALLOW_INSTANTIATION: 1 << 7,
  IMMUTABLETYPE: 1 << 8,
  HEAPTYPE: 1 << 9,
  BASETYPE: 1 << 10,
  HAVE_VECTORCALL: 1 << 11,
  READY: 1 << 12,
  HAVE_GC: 1 << 14,
  METHOD_DESCRIPTOR: 1 << 17,
  VALID_VERSION_TAG: 1 << 19,
  IS_ABSTRACT: 1 << 20,
  MATCH_SELF: 1 << 22,
  LONG_SUBCLASS: 1 << 24,
  LIST_SUBCLASS: 1 << 25,
  TUPLE_SUBCLASS: 1 << 26,
  BYTES_SUBCLASS: 1 << 27,
  UNICODE_SUBCLASS: 1 << 28,
  DICT_SUBCLASS: 1 << 29,
  BASE_EXC_SUBCLASS: 1 << 30,
  TYPE_SUBCLASS: 1 << 31,
} as const;

/** Every built-in type declared so far, for the boot step that links them (link.ts). */
export const declaredTypes: PyType[] = [];

let nextVersion = 1;

/** A fresh version number: no two states of any two types share one. */
export function newTypeVersion(): number {
  return nextVersion++;
}

export class PyType extends PyObject implements Slots {
  /** C's tp_name: dotted for built-in types outside builtins ("collections.deque"), the bare name for Python classes. */
  tp_name: Str;
  /** `__name__` and `__qualname__`. */
  name: Str;
  qualname: Str;
  flags = 0;
  base: PyType | null = null;
  bases: PyType[] = [];
  /** `__bases__`: the tuple that the class was made with, which may be of a subclass; made when first asked for otherwise. */
  basesTuple: PyTuple | null = null;
  mro: PyType[] = [];
  /** The class namespace; null until the boot step has linked a built-in type. */
  dict: PyDict = null!;
  /** Changes whenever the class, or one it inherits from, changes: what inline caches compare. */
  version: number = newTypeVersion();
  /** The version at which instances' `__class__` was found to be the type itself. */
  ownClass = 0;
  /** Results of MRO lookups at this version; undefined values record misses. */
  readonly cache: Map<string, PyValue | undefined> = new Map();
  /**
   * Names in `dict` whose values were replaced by other data before: counters and the like. Another store neither changes the version
   * nor may anything else remember the value.
   */
  reassigned: Set<string> | null = null;
  readonly subclasses: Set<WeakRef<PyType>> = new Set();
  /** How many there may be before those that have died are forgotten. */
  private subclassRoom = FIRST_SUBCLASSES;
  /** Classes whose own `mro()` names this one though they do not inherit from it: they find attributes here too. */
  dependents: Set<WeakRef<PyType>> | null = null;
  weakref: WeakRef<PyType> | null = null;
  /** The type that fixes the instance layout (CPython's solid_base): two bases conflict when neither's derives from the other's. */
  solid: PyType = this;
  /** The built-in type whose JavaScript class instances are made of. */
  native: PyType = this;
  /** Instances have a `__dict__`; instances can be weakly referenced. */
  hasDict = false;
  hasWeakref = false;
  /** Number of `__slots__` members, inherited ones included; they occupy the first fields of an instance. */
  slotCount = 0;
  /** The `__slots__` members this class itself added, mangled and sorted; they make a layout of their own. */
  slotNames: readonly string[] = [];
  /** How many values instances hold as fields of their own. */
  ownFields: typeof FEW_FIELDS | typeof MANY_FIELDS = MANY_FIELDS;
  /** Shape of a new PyInstance of this class. */
  rootShape: Shape = null!;
  /** Shape of its instances in dictionary mode: no attributes, and not the root shape, so that inline caches miss. */
  dictionaryShape: Shape = null!;
  /** Fields of its instances that may own their floats. */
  floatFields: FloatFields | null = null;
  /** How a built-in type was declared; null for Python classes. */
  readonly spec: TypeSpec | null;

  tp_repr: UnaryFunc | undefined = undefined;
  tp_str: UnaryFunc | undefined = undefined;
  tp_hash: ((self: PyValue) => Int) | undefined = undefined;
  tp_call: ((self: PyValue, args: PyValue[], kwnames: KwNames) => PyValue) | undefined = undefined;
  tp_getattro: ((self: PyValue, name: Str) => PyValue) | undefined = undefined;
  tp_setattro: ((self: PyValue, name: Str, value: PyValue | undefined) => void) | undefined = undefined;
  tp_richcompare: ((self: PyValue, other: PyValue, op: CompareOp) => PyValue) | undefined = undefined;
  tp_iter: UnaryFunc | undefined = undefined;
  tp_iternext: ((self: PyValue) => PyValue | undefined) | undefined = undefined;
  tp_iternext_waiting: ((self: PyValue) => PyValue | undefined) | undefined = undefined;
  tp_descr_get: ((self: PyValue, object: PyValue | undefined, owner: PyType | undefined) => PyValue) | undefined =
    undefined;
  tp_descr_set: ((self: PyValue, object: PyValue, value: PyValue | undefined) => void) | undefined = undefined;
  tp_init: ((self: PyValue, args: PyValue[], kwnames: KwNames) => void) | undefined = undefined;
  tp_new: ((type: PyType, args: PyValue[], kwnames: KwNames) => PyValue) | undefined = undefined;
  tp_alloc: ((type: PyType) => PyObject) | undefined = undefined;
  tp_finalize: ((self: PyValue) => void) | undefined = undefined;
  am_await: UnaryFunc | undefined = undefined;
  am_aiter: UnaryFunc | undefined = undefined;
  am_anext: UnaryFunc | undefined = undefined;
  am_send: ((self: PyValue, value: PyValue) => Sent) | undefined = undefined;
  nb_add: BinaryFunc | undefined = undefined;
  nb_subtract: BinaryFunc | undefined = undefined;
  nb_multiply: BinaryFunc | undefined = undefined;
  nb_remainder: BinaryFunc | undefined = undefined;
  nb_divmod: BinaryFunc | undefined = undefined;
  nb_power: TernaryFunc | undefined = undefined;
  nb_negative: UnaryFunc | undefined = undefined;
  nb_positive: UnaryFunc | undefined = undefined;
  nb_absolute: UnaryFunc | undefined = undefined;
  nb_bool: InquiryFunc | undefined = undefined;
  nb_invert: UnaryFunc | undefined = undefined;
  nb_lshift: BinaryFunc | undefined = undefined;
  nb_rshift: BinaryFunc | undefined = undefined;
  nb_and: BinaryFunc | undefined = undefined;
  nb_xor: BinaryFunc | undefined = undefined;
  nb_or: BinaryFunc | undefined = undefined;
  nb_int: UnaryFunc | undefined = undefined;
  nb_float: UnaryFunc | undefined = undefined;
  nb_inplace_add: BinaryFunc | undefined = undefined;
  nb_inplace_subtract: BinaryFunc | undefined = undefined;
  nb_inplace_multiply: BinaryFunc | undefined = undefined;
  nb_inplace_remainder: BinaryFunc | undefined = undefined;
  nb_inplace_power: TernaryFunc | undefined = undefined;
  nb_inplace_lshift: BinaryFunc | undefined = undefined;
  nb_inplace_rshift: BinaryFunc | undefined = undefined;
  nb_inplace_and: BinaryFunc | undefined = undefined;
  nb_inplace_xor: BinaryFunc | undefined = undefined;
  nb_inplace_or: BinaryFunc | undefined = undefined;
  nb_floor_divide: BinaryFunc | undefined = undefined;
  nb_true_divide: BinaryFunc | undefined = undefined;
  nb_inplace_floor_divide: BinaryFunc | undefined = undefined;
  nb_inplace_true_divide: BinaryFunc | undefined = undefined;
  nb_index: UnaryFunc | undefined = undefined;
  nb_matrix_multiply: BinaryFunc | undefined = undefined;
  nb_inplace_matrix_multiply: BinaryFunc | undefined = undefined;
  sq_length: LenFunc | undefined = undefined;
  sq_concat: BinaryFunc | undefined = undefined;
  sq_repeat: ((self: PyValue, count: number) => PyValue) | undefined = undefined;
  sq_item: ((self: PyValue, index: number) => PyValue) | undefined = undefined;
  sq_ass_item: ((self: PyValue, index: number, value: PyValue | undefined) => void) | undefined = undefined;
  sq_contains: ((self: PyValue, item: PyValue) => boolean) | undefined = undefined;
  sq_inplace_concat: BinaryFunc | undefined = undefined;
  sq_inplace_repeat: ((self: PyValue, count: number) => PyValue) | undefined = undefined;
  mp_length: LenFunc | undefined = undefined;
  mp_subscript: BinaryFunc | undefined = undefined;
  mp_ass_subscript: ((self: PyValue, key: PyValue, value: PyValue | undefined) => void) | undefined = undefined;
  bf_getbuffer: ((self: PyValue, flags: number) => PyBuffer) | undefined = undefined;
  bf_releasebuffer: ((self: PyValue, buffer: PyBuffer) => void) | undefined = undefined;

  /** `metatype` is undefined only for built-in types, whose metatype the boot step fills in. */
  constructor(tpName: Str, spec: TypeSpec | null, metatype?: PyType) {
    super(metatype!);
    const text = typeof tpName === "string" ? tpName : "";
    this.tp_name = tpName;
    this.name = spec === null ? tpName : text.slice(text.lastIndexOf(".") + 1);
    this.qualname = this.name;
    this.spec = spec;
  }

  /** Notes a class that derives from this one directly. Classes come and go: the room is twice what is alive. */
  addSubclass(type: PyType): void {
    const { subclasses } = this;
    type.weakref ??= new WeakRef(type);
    subclasses.add(type.weakref);
    if (subclasses.size <= this.subclassRoom) return;
    for (const ref of subclasses) if (ref.deref() === undefined) subclasses.delete(ref);
    this.subclassRoom = Math.max(FIRST_SUBCLASSES, subclasses.size * 2);
  }
}

/** Dead subclasses that are not worth looking for. */
const FIRST_SUBCLASSES = 64;

/** Whether `type` is `base` or derives from it. */
export function isSubtype(type: PyType, base: PyType): boolean {
  return type === base || (type.mro.length > 0 ? type.mro.includes(base) : hasBase(type, base));
}

/** While a class's MRO is being computed, its bases tell what it derives from. */
function hasBase(type: PyType, base: PyType): boolean {
  for (let at: PyType | null = type.base; at !== null; at = at.base) if (at === base) return true;
  return false;
}
