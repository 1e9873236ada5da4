/** _string: the parsers behind string.Formatter. Source: CPython Objects/unicodeobject.c (formatter_parser), stringlib/unicode_format.h. */
import { type Str, strFromJs, strToJs } from "../kernel/str.ts";
import { str } from "../objects/converters.ts";
import { defineModule, defineType, fn, posOnly } from "../objects/declare.ts";
import { selfIter } from "../objects/iterators/common.ts";
import { PyObject, type PyValue } from "../objects/object.ts";
import { type FieldStep, type Markup, parseMarkup, splitFieldName } from "../objects/str/format.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import type { PyType } from "../objects/type-object.ts";

class FormatterIterator extends PyObject {
  readonly markups: Generator<Markup>;
  constructor(text: string) {
    super(formatterIteratorType);
    this.markups = parseMarkup(text);
  }
}

const formatterIteratorType: PyType = defineType<FormatterIterator>({
  name: "formatteriterator",
  doc: null,
  flags: ["disallow_instantiation"],
  slots: { tp_iter: selfIter, tp_iternext: nextMarkup },
});

function nextMarkup(self: FormatterIterator): PyValue | undefined {
  const { done, value } = self.markups.next();
  if (done === true) return undefined;
  const { literal, field, spec, conversion } = value as Markup;
  if (field === undefined) return new PyTuple([strFromJs(literal), null, null, null]);
  return new PyTuple([
    strFromJs(literal),
    strFromJs(field),
    strFromJs(spec),
    conversion === undefined ? null : conversion,
  ]);
}

class FieldNameIterator extends PyObject {
  readonly steps: readonly FieldStep[];
  index = 0;
  constructor(steps: readonly FieldStep[]) {
    super(fieldNameIteratorType);
    this.steps = steps;
  }
}

const fieldNameIteratorType: PyType = defineType<FieldNameIterator>({
  name: "fieldnameiterator",
  doc: null,
  flags: ["disallow_instantiation"],
  slots: { tp_iter: selfIter, tp_iternext: nextStep },
});

function nextStep(self: FieldNameIterator): PyValue | undefined {
  const step = self.steps[self.index++];
  return step === undefined ? undefined : new PyTuple([step.attribute, step.key]);
}

export default defineModule({
  name: "_string",
  doc: "string helper module",
  functions: {
    formatter_parser: fn(
      [posOnly("string", str)],
      "Parse the argument as a format string.",
      (text: Str) => new FormatterIterator(strToJs(text)),
      { signature: null },
    ),
    formatter_field_name_split: fn([posOnly("string", str)], "Split the argument as a field name.", splitName, {
      signature: null,
    }),
  },
});

function splitName(text: Str): PyValue {
  const { first, steps } = splitFieldName(strToJs(text));
  return new PyTuple([first, new FieldNameIterator(steps)]);
}
