/** The evaluate function of a bound, default or alias value that was given eagerly. Source: CPython Objects/typevarobject.c (constevaluator). */

import { asInt } from "../abstract/number.ts";
import { reprJs } from "../abstract/repr.ts";
import { defineType } from "../declare.ts";
import { typeError } from "../errors.ts";
import { typeReprText } from "../generic-alias-type.ts";
import { type KwNames, PyObject, type PyValue } from "../object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";

/** annotationlib.Format.STRING. */
const FORMAT_STRING = 4;

export class ConstEvaluator extends PyObject {
  readonly value: PyValue;
  constructor(value: PyValue) {
    super(constEvaluatorType);
    this.value = value;
  }
}

export const constEvaluatorType: PyType = defineType<ConstEvaluator>({
  name: "_typing._ConstEvaluator",
  basicsize: 24,
  signature: "()",
  doc: "Evaluates to a value that is known.",
  flags: ["disallow_instantiation", "heaptype", "immutable"],
  slots: { tp_call: evaluate, tp_repr: (self) => `<constevaluator ${reprJs(self.value)}>` },
});

function evaluate(self: ConstEvaluator, args: PyValue[], kwnames: KwNames): PyValue {
  if (kwnames !== null && kwnames.length > 0) throw typeError("_ConstEvaluator() takes no keyword arguments");
  if (args.length !== 1) throw typeError(`_ConstEvaluator expected 1 argument, got ${args.length}`);
  if (asInt(args[0]) !== FORMAT_STRING) return self.value;
  if (self.value instanceof PyTuple)
    return `(${self.value.items.map(typeReprText).join(", ")}${self.value.items.length === 1 ? "," : ""})`;
  return typeReprText(self.value);
}
