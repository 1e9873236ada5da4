/** Template strings: string.templatelib's Template, Interpolation and the iterator (PEP 750). Source: CPython Objects/templateobject.c, interpolationobject.c. */
import { type Str, strConcat } from "../../kernel/str.ts";
import { getAttr } from "../abstract/attributes.ts";
import { reprJs } from "../abstract/repr.ts";
import { object, str as text } from "../converters.ts";
import { defineType, getset, member, method, param, posOnly } from "../declare.ts";
import { typeError, valueError } from "../errors.ts";
import { genericAlias } from "../generic-alias.ts";
import { importFrom } from "../import-hook.ts";
import { selfIter } from "../iterators/common.ts";
import { inheritPyObject, type KwNames, type PyObject, type PyValue } from "../object.ts";
import { asStr } from "../str/str-object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { typeName } from "../typeof.ts";

export class PyInterpolation implements PyObject {
  static {
    inheritPyObject(PyInterpolation);
  }
  type: PyType;
  readonly value: PyValue;
  readonly expression: Str;
  /** "r", "s", "a" or None. */
  readonly conversion: PyValue;
  readonly format_spec: Str;
  constructor(value: PyValue, expression: Str, conversion: PyValue, formatSpec: Str) {
    this.type = interpolationType;
    this.value = value;
    this.expression = expression;
    this.conversion = conversion;
    this.format_spec = formatSpec;
  }
}

export const interpolationType: PyType = defineType<PyInterpolation>({
  name: "string.templatelib.Interpolation",
  basicsize: 48,
  signature: null,
  doc: "A replaced expression of a template string.",
  slots: { tp_repr: interpolationRepr },
  new: method(
    [
      param("value", object),
      param("expression", text, ""),
      param("conversion", conversionOf, null),
      param("format_spec", text, ""),
    ],
    "",
    (_type: PyType, value, expression, conversion, spec) => new PyInterpolation(value, expression, conversion, spec),
  ),
  methods: {
    __reduce__: method([], "Return state information for pickling.", reduceInterpolation, { signature: null }),
  },
  classMethods: {
    __class_getitem__: method(
      [posOnly("object", object)],
      "See PEP 585",
      (type: PyType, item) => genericAlias(type, item),
      { signature: null },
    ),
  },
  members: {
    value: member("value", { doc: "Value" }),
    expression: member("expression", { doc: "Expression" }),
    conversion: member("conversion", { doc: "Conversion" }),
    format_spec: member("format_spec", { doc: "Format specifier" }),
  },
  constants: () => ({ __match_args__: new PyTuple(["value", "expression", "conversion", "format_spec"]) }),
});

function conversionOf(value: PyValue): PyValue {
  if (value === null) return null;
  const name = asStr(value);
  if (name === undefined) {
    throw typeError(`Interpolation() argument 'conversion' must be str, not ${typeName(value)}`);
  }
  if (name !== "s" && name !== "r" && name !== "a") {
    throw valueError("Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'");
  }
  return name;
}

function parts(self: PyInterpolation): PyValue[] {
  return [self.value, self.expression, self.conversion, self.format_spec];
}

function interpolationRepr(self: PyInterpolation): PyValue {
  return `Interpolation(${parts(self).map(reprJs).join(", ")})`;
}

function reduceInterpolation(self: PyInterpolation): PyValue {
  return new PyTuple([self.type, new PyTuple(parts(self))]);
}

const CONVERSIONS: readonly (string | null)[] = [null, "s", "r", "a"];

/** What the BUILD_INTERPOLATION instruction makes of value, expression and perhaps a format specification. */
export function makeInterpolation(given: readonly PyValue[], conversion: number): PyInterpolation {
  const spec = given.length > 2 ? (given[2] as Str) : "";
  return new PyInterpolation(given[0], given[1] as Str, CONVERSIONS[conversion], spec);
}

/** Strings and interpolations alternate; there is one string more. */
export class PyTemplate implements PyObject {
  static {
    inheritPyObject(PyTemplate);
  }
  type: PyType;
  readonly strings: PyTuple;
  readonly interpolations: PyTuple;
  constructor(strings: PyTuple, interpolations: PyTuple) {
    this.type = templateType;
    this.strings = strings;
    this.interpolations = interpolations;
  }
}

export const templateType: PyType = defineType<PyTemplate>({
  name: "string.templatelib.Template",
  basicsize: 32,
  doc: "What a template string evaluates to.",
  slots: {
    tp_repr: (self) => `Template(strings=${reprJs(self.strings)}, interpolations=${reprJs(self.interpolations)})`,
    tp_iter: (self) => new TemplateIter(self),
    tp_new: templateNew,
    sq_concat: concat,
  },
  methods: { __reduce__: method([], null, reduceTemplate, { signature: null }) },
  classMethods: {
    __class_getitem__: method(
      [posOnly("object", object)],
      "See PEP 585",
      (type: PyType, item) => genericAlias(type, item),
      { signature: null },
    ),
  },
  members: {
    strings: member("strings", { doc: "Strings" }),
    interpolations: member("interpolations", { doc: "Interpolations" }),
  },
  getset: { values: getset(valuesOf, undefined, "Values of interpolations") },
});

function templateNew(_type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  if (kwnames !== null && kwnames.length > 0) throw typeError("Template.__new__ only accepts *args arguments");
  const strings: Str[] = [""];
  const interpolations: PyValue[] = [];
  for (const arg of args) {
    const piece = asStr(arg);
    if (piece !== undefined) strings[strings.length - 1] = strConcat(strings[strings.length - 1], piece);
    else if (arg instanceof PyInterpolation) {
      interpolations.push(arg);
      strings.push("");
    } else {
      throw typeError(`Template.__new__ *args need to be of type 'str' or 'Interpolation', got ${typeName(arg)}`);
    }
  }
  return new PyTemplate(new PyTuple(strings), new PyTuple(interpolations));
}

function valuesOf(self: PyTemplate): PyValue {
  return new PyTuple(self.interpolations.items.map((item) => (item as PyInterpolation).value));
}

function concat(self: PyTemplate, other: PyValue): PyValue {
  if (!(other instanceof PyTemplate)) {
    throw typeError(
      `can only concatenate string.templatelib.Template (not "${typeName(other)}") to string.templatelib.Template`,
    );
  }
  const left = self.strings.items;
  const right = other.strings.items;
  const middle = strConcat(left[left.length - 1] as Str, right[0] as Str);
  const strings = [...left.slice(0, -1), middle, ...right.slice(1)];
  return new PyTemplate(
    new PyTuple(strings),
    new PyTuple([...self.interpolations.items, ...other.interpolations.items]),
  );
}

function reduceTemplate(self: PyTemplate): PyValue {
  const unpickle = getAttr(importFrom("string", "templatelib"), "_template_unpickle");
  return new PyTuple([unpickle, new PyTuple([self.strings, self.interpolations])]);
}

/** Yields strings that are not empty, and interpolations. */
class TemplateIter implements PyObject {
  static {
    inheritPyObject(TemplateIter);
  }
  type: PyType;
  readonly template: PyTemplate;
  index = 0;
  constructor(template: PyTemplate) {
    this.type = templateIterType;
    this.template = template;
  }
}

export const templateIterType: PyType = defineType<TemplateIter>({
  name: "string.templatelib.TemplateIter",
  basicsize: 40,
  doc: "Iterator over the parts of a template string.",
  flags: ["disallow_instantiation"],
  slots: { tp_iter: selfIter, tp_iternext: nextPart },
});

function nextPart(self: TemplateIter): PyValue | undefined {
  const { strings, interpolations } = self.template;
  for (;;) {
    const i = self.index++;
    if (i >= strings.items.length + interpolations.items.length) return undefined;
    const part = i % 2 === 0 ? strings.items[i / 2] : interpolations.items[(i - 1) / 2];
    if (part !== "") return part;
  }
}
