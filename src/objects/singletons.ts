/** NotImplemented and Ellipsis, and the types of the singletons. Source: CPython Objects/object.c, sliceobject.c. */
import { defineType, method } from "./declare.ts";
import { typeError } from "./errors.ts";
import { argumentlessNew } from "./new-helpers.ts";
import { PyObject } from "./object.ts";

export const noneType = defineType<null>({
  name: "NoneType",
  doc: "The type of the None singleton.",
  slots: {
    tp_repr: () => "None",
    tp_hash: () => 0xfca86420,
    nb_bool: () => false,
    tp_new: (_, args, kw) => argumentlessNew("NoneType", args, kw, null),
  },
});

export const notImplementedType = defineType<PyObject>({
  name: "NotImplementedType",
  doc: "The type of the NotImplemented singleton.",
  slots: {
    tp_repr: () => "NotImplemented",
    nb_bool: notImplementedBool,
    tp_new: (_, args, kw) => argumentlessNew("NotImplementedType", args, kw, NOT_IMPLEMENTED),
  },
  methods: {
    __reduce__: method([], "Pickle as the name of the singleton.", () => "NotImplemented", { signature: null }),
  },
});

export const ellipsisType = defineType<PyObject>({
  name: "ellipsis",
  doc: "The type of the Ellipsis singleton.",
  slots: {
    tp_repr: () => "Ellipsis",
    tp_new: (_, args, kw) => argumentlessNew("EllipsisType", args, kw, ELLIPSIS_OBJECT),
  },
  methods: { __reduce__: method([], "Pickle as the name of the singleton.", () => "Ellipsis", { signature: null }) },
});

/** What a binary slot returns when it does not know the other operand. */
export const NOT_IMPLEMENTED: PyObject = new PyObject(notImplementedType);

/** `...` */
export const ELLIPSIS_OBJECT: PyObject = new PyObject(ellipsisType);

function notImplementedBool(): boolean {
  throw typeError("NotImplemented should not be used in a boolean context");
}
