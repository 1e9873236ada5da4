/** types.SimpleNamespace: attributes given by keywords. Source: CPython Objects/namespaceobject.c. */

import type { Str } from "../kernel/str.ts";
import { call0 } from "./abstract/call.ts";
import { richCompare } from "./abstract/compare.ts";
import { repr } from "./abstract/repr.ts";
import { defineType, member, method, varArgs, varKw } from "./declare.ts";
import { PyDict } from "./dict/dict.ts";
import { dictMerge, OVERRIDE, updateFrom } from "./dict/update.ts";
import { typeError } from "./errors.ts";
import { dictOf } from "./instance-dict.ts";
import { genericNew } from "./new-helpers.ts";
import { inheritPyObject, type KwNames, type PyObject, type PyValue } from "./object.ts";
import { guardedRepr, TextBuilder } from "./repr-guard.ts";
import { NOT_IMPLEMENTED } from "./singletons.ts";
import type { CompareOp } from "./slots.ts";
import { asStr } from "./str/str-object.ts";
import { PyTuple } from "./tuple/tuple.ts";
import type { PyType } from "./type-object.ts";
import { fullTypeName, typeName } from "./typeof.ts";

export class PySimpleNamespace implements PyObject {
  static {
    inheritPyObject(PySimpleNamespace);
  }
  type: PyType;
  dict: PyDict | null = null;

  constructor(type: PyType) {
    this.type = type;
  }
}

export const simpleNamespaceType: PyType = defineType<PySimpleNamespace>({
  name: "types.SimpleNamespace",
  basicsize: 24,
  signature: "(mapping_or_iterable=(), /, **kwargs)",
  doc: "SimpleNamespace(mapping_or_iterable=(), /, **kwargs)\n--\n\nA simple attribute-based namespace.",
  flags: ["basetype", "dict"],
  alloc: (type) => new PySimpleNamespace(type),
  slots: {
    tp_repr: namespaceRepr,
    tp_hash: null,
    tp_richcompare: namespaceCompare,
    tp_new: genericNew,
    tp_init: namespaceInit,
  },
  methods: {
    __reduce__: method(
      [],
      "Return state information for pickling",
      (self: PySimpleNamespace) => new PyTuple([self.type, new PyTuple([]), dictOf(self)]),
    ),
    __replace__: method(
      [varArgs("args"), varKw("changes")],
      "Return a copy of the namespace object with new values for the specified attributes.",
      namespaceReplace,
      { signature: "($self, /, **changes)" },
    ),
  },
  members: { __dict__: member("dict") },
});

function namespaceInit(self: PySimpleNamespace, args: PyValue[], kwnames: KwNames): void {
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  if (positional > 1) {
    const name = typeName(self);
    throw typeError(`${name.slice(name.lastIndexOf(".") + 1)} expected at most 1 argument, got ${positional}`);
  }
  const own = dictOf(self);
  if (positional === 1) {
    const source = new PyDict();
    updateFrom(source, args[0]);
    for (let at = source.nextIndex(0); at >= 0; at = source.nextIndex(at + 1)) {
      if (asStr(source.keys[at]!) === undefined) throw typeError("keywords must be strings");
    }
    dictMerge(own, source, OVERRIDE);
  }
  if (kwnames !== null) for (let i = 0; i < kwnames.length; i++) own.set(kwnames[i], args[positional + i]);
}

function namespaceRepr(self: PySimpleNamespace): Str {
  const name = self.type === simpleNamespaceType ? "namespace" : typeName(self);
  return guardedRepr(self, `${name}(...)`, () => {
    const text = new TextBuilder();
    const own = dictOf(self);
    let separator = `${name}(`;
    for (let at = own.nextIndex(0); at >= 0; at = own.nextIndex(at + 1)) {
      const key = asStr(own.keys[at]!);
      if (key === undefined || key === "") continue;
      const value = own.vals[at]!;
      text.add(separator);
      text.add(key);
      text.add("=");
      text.add(repr(value));
      separator = ", ";
    }
    text.add(separator === ", " ? ")" : `${separator})`);
    return text.finish();
  });
}

function namespaceCompare(self: PySimpleNamespace, other: PyValue, op: CompareOp): PyValue {
  if (!(other instanceof PySimpleNamespace)) return NOT_IMPLEMENTED;
  return richCompare(dictOf(self), dictOf(other), op);
}

function namespaceReplace(self: PySimpleNamespace, args: PyValue[], changes: PyDict): PyValue {
  if (args.length > 0) throw typeError("__replace__() takes no positional arguments");
  const made = call0(self.type);
  if (!(made instanceof PySimpleNamespace)) {
    throw typeError(
      `expect types.SimpleNamespace type, but ${fullTypeName(self)}() returned '${typeName(made)}' object`,
    );
  }
  const own = dictOf(made);
  dictMerge(own, dictOf(self), OVERRIDE);
  if (changes.used > 0) dictMerge(own, changes, OVERRIDE);
  return made;
}
