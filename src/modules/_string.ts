/** _string: the parsers of format strings behind string.Formatter. Source: CPython Objects/unicodeobject.c (formatter_parser), stringlib/unicode_format.h. */
import { type Str, strFromJs, strToJs } from "../kernel/str.ts";
import { object } from "../objects/converters.ts";
import { defineModule, defineType, fn, posOnly } from "../objects/declare.ts";
import { typeError } from "../objects/errors.ts";
import { selfIter } from "../objects/iterators/common.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../objects/object.ts";
import { type FieldStep, type Markup, parseMarkup, splitFieldName } from "../objects/str/format-markup.ts";
import { asStr } from "../objects/str/str-object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import type { PyType } from "../objects/type-object.ts";
import { typeName } from "../objects/typeof.ts";

/** Yields (literal, field name, format spec, conversion). */
class FormatterIterator implements PyObject {
  static {
    inheritPyObject(FormatterIterator);
  }
  type: PyType;
  readonly parts: Generator<Markup>;
  constructor(text: string) {
    this.type = formatterIteratorType;
    this.parts = parseMarkup(text);
  }
}

/** Yields (is attribute, name or index). */
class FieldNameIterator implements PyObject {
  static {
    inheritPyObject(FieldNameIterator);
  }
  type: PyType;
  readonly steps: Generator<FieldStep>;
  constructor(steps: Generator<FieldStep>) {
    this.type = fieldNameIteratorType;
    this.steps = steps;
  }
}

export const formatterIteratorType: PyType = defineType<FormatterIterator>({
  name: "formatteriterator",
  basicsize: 48,
  doc: null,
  flags: ["disallow_instantiation"],
  slots: { tp_iter: selfIter, tp_iternext: nextPart },
});

export const fieldNameIteratorType: PyType = defineType<FieldNameIterator>({
  name: "fieldnameiterator",
  basicsize: 56,
  doc: null,
  flags: ["disallow_instantiation"],
  slots: { tp_iter: selfIter, tp_iternext: nextStep },
});

export default defineModule({
  name: "_string",
  doc: "string helper module",
  functions: {
    formatter_parser: fn(
      [posOnly("object", object)],
      "Parse a format string into an iterable of tuples.",
      (value) => new FormatterIterator(text(value)),
      {
        signature: "($self, object, /)",
      },
    ),
    formatter_field_name_split: fn(
      [posOnly("object", object)],
      "Split a field name into its first part and an iterable of the rest.",
      fieldNameSplit,
      {
        signature: "($self, object, /)",
      },
    ),
  },
});

function text(value: PyValue): string {
  const string = asStr(value);
  if (string === undefined) throw typeError(`expected str, got ${typeName(value)}`);
  return strToJs(string);
}

function nextPart(self: FormatterIterator): PyValue | undefined {
  const { done, value } = self.parts.next();
  if (done) return undefined;
  const { literal, field, spec, conversion } = value;
  const shown: Str = strFromJs(literal);
  if (field === undefined) return new PyTuple([shown, null, null, null]);
  return new PyTuple([
    shown,
    strFromJs(field),
    strFromJs(spec),
    conversion === undefined ? null : strFromJs(conversion),
  ]);
}

function nextStep(self: FieldNameIterator): PyValue | undefined {
  const { done, value } = self.steps.next();
  if (done) return undefined;
  const { attribute, key } = value;
  return new PyTuple([attribute, key]);
}

function fieldNameSplit(value: PyValue): PyValue {
  const { first, steps } = splitFieldName(text(value));
  return new PyTuple([first, new FieldNameIterator(steps)]);
}
