/** NotImplemented and Ellipsis, and the types of the singletons. Source: CPython Objects/object.c, sliceobject.c. */
import { defineType, method } from "./declare.ts";
import { typeError } from "./errors.ts";
import { argumentlessNew } from "./new-helpers.ts";
import { PyObject } from "./object.ts";
import { Py_EQ, Py_NE } from "./slots.ts";

export const noneType = defineType<null>({
  name: "NoneType",
  signature: "()",
  doc: "The type of the None singleton.",
  slots: {
    tp_repr: () => "None",
    tp_hash: () => 0xfca86420,
    tp_richcompare: (self, other, op) =>
      other === self && (op === Py_EQ || op === Py_NE) ? op === Py_EQ : NOT_IMPLEMENTED,
    nb_bool: () => false,
    tp_new: (_, args, kw) => argumentlessNew("NoneType", args, kw, null),
  },
});

export const notImplementedType = defineType<PyObject>({
  name: "NotImplementedType",
  signature: "()",
  doc: "The type of the NotImplemented singleton.",
  slots: {
    tp_repr: () => "NotImplemented",
    nb_bool: notImplementedBool,
    tp_new: (_, args, kw) => argumentlessNew("NotImplementedType", args, kw, NOT_IMPLEMENTED),
  },
  methods: {
    __reduce__: method([], null, () => "NotImplemented", { signature: null }),
  },
});

export const ellipsisType = defineType<PyObject>({
  name: "ellipsis",
  signature: "()",
  doc: "The type of the Ellipsis singleton.",
  slots: {
    tp_repr: () => "Ellipsis",
    tp_new: (_, args, kw) => argumentlessNew("EllipsisType", args, kw, ELLIPSIS_OBJECT),
  },
  methods: { __reduce__: method([], null, () => "Ellipsis", { signature: null }) },
});

/** What a binary slot returns when it does not know the other operand. */
export const NOT_IMPLEMENTED: PyObject = new PyObject(notImplementedType);

/** `...` */
export const ELLIPSIS_OBJECT: PyObject = new PyObject(ellipsisType);

function notImplementedBool(): boolean {
  throw typeError("NotImplemented should not be used in a boolean context");
}
