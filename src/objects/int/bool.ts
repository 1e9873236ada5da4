/** bool. Source: CPython Objects/boolobject.c. */
import { isTrue } from "../abstract/compare.ts";
import { warn } from "../abstract/warn.ts";
import { object } from "../converters.ts";
import { defineType, method, posOnly } from "../declare.ts";
import type { PyValue } from "../object.ts";
import type { PyType } from "../type-object.ts";
import { intType } from "./type.ts";

export const boolType: PyType = defineType<boolean>({
  name: "bool",
  doc: "The truth value of the argument; False without one. True and False are its only instances.",
  base: () => intType,
  slots: {
    tp_repr: (self) => (self ? "True" : "False"),
    nb_and: (a, b) => (isBool(a) && isBool(b) ? a && b : intType.nb_and!(a, b)),
    nb_xor: (a, b) => (isBool(a) && isBool(b) ? a !== b : intType.nb_xor!(a, b)),
    nb_or: (a, b) => (isBool(a) && isBool(b) ? a || b : intType.nb_or!(a, b)),
    nb_invert: boolInvert,
  },
  new: method([posOnly("object", object, false)], "", (_type: PyType, value: PyValue) => isTrue(value), {
    signature: "(object=False, /)",
  }),
  callOne: isTrue,
});

function isBool(value: PyValue): value is boolean {
  return typeof value === "boolean";
}

function boolInvert(self: PyValue): PyValue {
  warn(
    "DeprecationWarning",
    "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise inversion of the underlying int object and is usually not what you expect from the negation of a bool object. Use the 'not' operator for boolean negation or ~int(x) for the bitwise inversion of the underlying int.",
  );
  return self ? -2 : -1;
}
