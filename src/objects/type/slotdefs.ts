/**
 * The table that ties dunder names to slots: for each, how a Python-visible method calls the slot (the wrapper) and how the
 * slot calls a Python method (the dispatcher). Everything else about special methods is derived from it.
 * Source: CPython Objects/typeobject.c (slotdefs).
 */
import type { CallableSpec } from "../declare.ts";
import type { KwNames, PyValue } from "../object.ts";
import type { SlotName } from "../slots.ts";
import { Py_EQ, Py_GE, Py_GT, Py_LE, Py_LT, Py_NE } from "../slots.ts";
import * as d from "./dispatchers.ts";
import * as w from "./wrappers.ts";

export type Wrapper = (slot: never, self: PyValue, args: PyValue[], kwnames: KwNames) => PyValue;

export interface SlotDef {
  readonly name: string;
  /** Its row in the table. */
  readonly position: number;
  readonly slot: SlotName;
  readonly wrapper: Wrapper;
  /** The slot function that looks `name` up on the type and calls it. */
  readonly dispatcher: unknown;
  readonly doc: string;
  /** Parameters, for the signature. */
  readonly spec: CallableSpec;
  /** Whether keyword arguments are passed on (`__call__`, `__init__`). */
  readonly keywords: boolean;
}

type Row = readonly [
  name: string,
  slot: SlotName,
  wrapper: Wrapper,
  dispatcher: unknown,
  signature: string,
  doc: string,
];

let table: SlotDef[] | null = null;
let byName: Map<string, SlotDef[]> | null = null;
let bySlot: Map<SlotName, SlotDef[]> | null = null;

/** The table, built on first use (so that import order does not matter). */
export function slotDefs(): readonly SlotDef[] {
  table ??= rows().map(([name, slot, wrapper, dispatcher, signature, doc], position) => ({
    name,
    position,
    slot,
    wrapper,
    dispatcher,
    doc,
    spec: { params: [], doc, impl: () => null, takesSelf: true, signature },
    keywords: name === "__call__" || name === "__init__",
  }));
  return table;
}

export function slotDefsByName(name: string): readonly SlotDef[] {
  byName ??= group(slotDefs(), (def) => def.name);
  return byName.get(name) ?? [];
}

export function slotDefsBySlot(slot: SlotName): readonly SlotDef[] {
  bySlot ??= group(slotDefs(), (def) => def.slot);
  return bySlot.get(slot) ?? [];
}

function group<K>(defs: readonly SlotDef[], key: (def: SlotDef) => K): Map<K, SlotDef[]> {
  const map = new Map<K, SlotDef[]>();
  for (const def of defs) {
    const list = map.get(key(def));
    if (list === undefined) map.set(key(def), [def]);
    else list.push(def);
  }
  return map;
}

/** A binary operator with its reflected form. */
function binary(name: string, slot: SlotName, symbol: string): Row[] {
  const dispatcher = d.binaryDispatcher(`__${name}__`, `__r${name}__`, slot);
  return [
    [`__${name}__`, slot, w.wrapBinaryL, dispatcher, "($self, value, /)", `Return self${symbol}value.`],
    [`__r${name}__`, slot, w.wrapBinaryR, dispatcher, "($self, value, /)", `Return value${symbol}self.`],
  ];
}

function inplace(name: string, slot: SlotName, symbol: string): Row {
  return [
    `__i${name}__`,
    slot,
    w.wrapBinaryL,
    d.methodDispatcher1(`__i${name}__`),
    "($self, value, /)",
    `Return self${symbol}=value.`,
  ];
}

function unary(name: string, slot: SlotName, doc: string): Row {
  return [name, slot, w.wrapUnary, d.methodDispatcher0(name), "($self, /)", doc];
}

function rows(): Row[] {
  const compare = (name: string, op: 0 | 1 | 2 | 3 | 4 | 5, symbol: string): Row => [
    name,
    "tp_richcompare",
    w.wrapCompare(op),
    d.slotRichCompare,
    "($self, value, /)",
    `Return self${symbol}value.`,
  ];
  return [
    [
      "__getattribute__",
      "tp_getattro",
      w.wrapGetAttr,
      d.slotGetAttr,
      "($self, name, /)",
      "Return getattr(self, name).",
    ],
    ["__getattr__", "tp_getattro", w.wrapGetAttr, d.slotGetAttr, "($self, name, /)", ""],
    [
      "__setattr__",
      "tp_setattro",
      w.wrapSetAttr,
      d.slotSetAttr,
      "($self, name, value, /)",
      "Implement setattr(self, name, value).",
    ],
    ["__delattr__", "tp_setattro", w.wrapDelAttr, d.slotSetAttr, "($self, name, /)", "Implement delattr(self, name)."],
    unary("__repr__", "tp_repr", "Return repr(self)."),
    ["__hash__", "tp_hash", w.wrapHash, d.slotHash, "($self, /)", "Return hash(self)."],
    ["__call__", "tp_call", w.wrapCall, d.slotCall, "($self, /, *args, **kwargs)", "Call self as a function."],
    unary("__str__", "tp_str", "Return str(self)."),
    compare("__lt__", Py_LT, "<"),
    compare("__le__", Py_LE, "<="),
    compare("__eq__", Py_EQ, "=="),
    compare("__ne__", Py_NE, "!="),
    compare("__gt__", Py_GT, ">"),
    compare("__ge__", Py_GE, ">="),
    ["__iter__", "tp_iter", w.wrapUnary, d.slotIter, "($self, /)", "Implement iter(self)."],
    ["__next__", "tp_iternext", w.wrapNext, d.slotNext, "($self, /)", "Implement next(self)."],
    [
      "__get__",
      "tp_descr_get",
      w.wrapDescrGet,
      d.slotDescrGet,
      "($self, instance, owner=None, /)",
      "Return an attribute of instance, which is of type owner.",
    ],
    [
      "__set__",
      "tp_descr_set",
      w.wrapDescrSet,
      d.slotDescrSet,
      "($self, instance, value, /)",
      "Set an attribute of instance to value.",
    ],
    [
      "__delete__",
      "tp_descr_set",
      w.wrapDescrDelete,
      d.slotDescrSet,
      "($self, instance, /)",
      "Delete an attribute of instance.",
    ],
    [
      "__init__",
      "tp_init",
      w.wrapInit,
      d.slotInit,
      "($self, /, *args, **kwargs)",
      "Initialize self.  See help(type(self)) for accurate signature.",
    ],
    ["__new__", "tp_new", w.wrapUnary, d.slotNew, "(type, /, *args, **kwargs)", "Create and return new object."],
    [
      "__del__",
      "tp_finalize",
      w.wrapDel,
      d.slotFinalize,
      "($self, /)",
      "Called when the instance is about to be destroyed.",
    ],
    unary("__await__", "am_await", "Return an iterator to be used in await expression."),
    unary("__aiter__", "am_aiter", "Return an awaitable, that resolves in asynchronous iterator."),
    unary("__anext__", "am_anext", "Return a value or raise StopAsyncIteration."),
    ...binary("add", "nb_add", "+"),
    ...binary("sub", "nb_subtract", "-"),
    ...binary("mul", "nb_multiply", "*"),
    ...binary("mod", "nb_remainder", "%"),
    [
      "__divmod__",
      "nb_divmod",
      w.wrapBinaryL,
      d.binaryDispatcher("__divmod__", "__rdivmod__", "nb_divmod"),
      "($self, value, /)",
      "Return divmod(self, value).",
    ],
    [
      "__rdivmod__",
      "nb_divmod",
      w.wrapBinaryR,
      d.binaryDispatcher("__divmod__", "__rdivmod__", "nb_divmod"),
      "($self, value, /)",
      "Return divmod(value, self).",
    ],
    ["__pow__", "nb_power", w.wrapPow, d.slotPower, "($self, value, mod=None, /)", "Return pow(self, value, mod)."],
    ["__rpow__", "nb_power", w.wrapPowR, d.slotPower, "($self, value, mod=None, /)", "Return pow(value, self, mod)."],
    unary("__neg__", "nb_negative", "-self"),
    unary("__pos__", "nb_positive", "+self"),
    unary("__abs__", "nb_absolute", "abs(self)"),
    ["__bool__", "nb_bool", w.wrapInquiry, d.slotBool, "($self, /)", "True if self else False"],
    unary("__invert__", "nb_invert", "~self"),
    ...binary("lshift", "nb_lshift", "<<"),
    ...binary("rshift", "nb_rshift", ">>"),
    ...binary("and", "nb_and", "&"),
    ...binary("xor", "nb_xor", "^"),
    ...binary("or", "nb_or", "|"),
    unary("__int__", "nb_int", "int(self)"),
    unary("__float__", "nb_float", "float(self)"),
    inplace("add", "nb_inplace_add", "+"),
    inplace("sub", "nb_inplace_subtract", "-"),
    inplace("mul", "nb_inplace_multiply", "*"),
    inplace("mod", "nb_inplace_remainder", "%"),
    [
      "__ipow__",
      "nb_inplace_power",
      w.wrapBinaryL,
      d.methodDispatcher1("__ipow__"),
      "($self, value, /)",
      "Return self**=value.",
    ],
    inplace("lshift", "nb_inplace_lshift", "<<"),
    inplace("rshift", "nb_inplace_rshift", ">>"),
    inplace("and", "nb_inplace_and", "&"),
    inplace("xor", "nb_inplace_xor", "^"),
    inplace("or", "nb_inplace_or", "|"),
    ...binary("floordiv", "nb_floor_divide", "//"),
    ...binary("truediv", "nb_true_divide", "/"),
    inplace("floordiv", "nb_inplace_floor_divide", "//"),
    inplace("truediv", "nb_inplace_true_divide", "/"),
    [
      "__index__",
      "nb_index",
      w.wrapUnary,
      d.methodDispatcher0("__index__"),
      "($self, /)",
      "Return self converted to an integer, if self is suitable for use as an index into a list.",
    ],
    ...binary("matmul", "nb_matrix_multiply", "@"),
    inplace("matmul", "nb_inplace_matrix_multiply", "@"),
    ["__len__", "mp_length", w.wrapLength, d.slotLength, "($self, /)", "Return len(self)."],
    [
      "__getitem__",
      "mp_subscript",
      w.wrapBinaryL,
      d.methodDispatcher1("__getitem__"),
      "($self, key, /)",
      "Return self[key].",
    ],
    [
      "__setitem__",
      "mp_ass_subscript",
      w.wrapSetItem,
      d.slotAssSubscript,
      "($self, key, value, /)",
      "Set self[key] to value.",
    ],
    ["__delitem__", "mp_ass_subscript", w.wrapDelItem, d.slotAssSubscript, "($self, key, /)", "Delete self[key]."],
    ["__len__", "sq_length", w.wrapLength, d.slotLength, "($self, /)", "Return len(self)."],
    ["__add__", "sq_concat", w.wrapBinaryL, undefined, "($self, value, /)", "Return self+value."],
    ["__mul__", "sq_repeat", w.wrapIndexArg, undefined, "($self, value, /)", "Return self*value."],
    ["__rmul__", "sq_repeat", w.wrapIndexArg, undefined, "($self, value, /)", "Return value*self."],
    ["__getitem__", "sq_item", w.wrapItem, d.slotItem, "($self, key, /)", "Return self[key]."],
    ["__setitem__", "sq_ass_item", w.wrapSetIndex, d.slotAssItem, "($self, key, value, /)", "Set self[key] to value."],
    ["__delitem__", "sq_ass_item", w.wrapDelIndex, d.slotAssItem, "($self, key, /)", "Delete self[key]."],
    ["__contains__", "sq_contains", w.wrapContains, d.slotContains, "($self, key, /)", "Return bool(key in self)."],
    ["__iadd__", "sq_inplace_concat", w.wrapBinaryL, undefined, "($self, value, /)", "Implement self+=value."],
    ["__imul__", "sq_inplace_repeat", w.wrapIndexArg, undefined, "($self, value, /)", "Implement self*=value."],
    [
      "__buffer__",
      "bf_getbuffer",
      w.wrapBuffer,
      d.slotGetBuffer,
      "($self, flags, /)",
      "Return a buffer object that exposes the underlying memory of the object.",
    ],
    [
      "__release_buffer__",
      "bf_releasebuffer",
      w.wrapReleaseBuffer,
      d.slotReleaseBuffer,
      "($self, buffer, /)",
      "Release the buffer object that exposes the underlying memory of the object.",
    ],
  ];
}
