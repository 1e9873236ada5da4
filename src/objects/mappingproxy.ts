/** mappingproxy: a read-only view of a mapping, as `cls.__dict__` is. Source: CPython Objects/descrobject.c (mappingproxy_*). */

import { NB } from "../bytecode/opargs.ts";
import type { Str } from "../kernel/str.ts";
import { callMethod } from "./abstract/call.ts";
import { hash, richCompare } from "./abstract/compare.ts";
import { contains, getItem, isMapping, length } from "./abstract/container.ts";
import { iter } from "./abstract/iterate.ts";
import { binaryOp } from "./abstract/number.ts";
import { repr, str } from "./abstract/repr.ts";
import { object } from "./converters.ts";
import { defineType, method, param, posOnly } from "./declare.ts";
import { PyDict } from "./dict/dict.ts";
import { dictType } from "./dict/type.ts";
import { typeError } from "./errors.ts";
import { genericAlias } from "./generic-alias.ts";
import { PyList } from "./list/list.ts";
import { type Int, inheritPyObject, type PyObject, type PyValue } from "./object.ts";
import { TextBuilder } from "./repr-guard.ts";
import type { CompareOp } from "./slots.ts";
import { PyTuple } from "./tuple/tuple.ts";
import type { PyType } from "./type-object.ts";
import { typeName } from "./typeof.ts";

export class PyMappingProxy implements PyObject {
  static {
    inheritPyObject(PyMappingProxy);
  }
  type: PyType;
  readonly mapping: PyValue;

  constructor(mapping: PyValue) {
    this.type = mappingProxyType;
    this.mapping = mapping;
  }
}

export const mappingProxyType: PyType = defineType<PyMappingProxy>({
  name: "mappingproxy",
  basicsize: 24,
  doc: "mappingproxy(mapping)\n--\n\nA read-only view of a mapping.",
  flags: ["mapping", "gc"],
  slots: {
    tp_repr: proxyRepr,
    tp_str: (self) => str(self.mapping),
    tp_hash: (self): Int => hash(self.mapping),
    tp_richcompare: (self, other, op: CompareOp) => richCompare(self.mapping, other, op),
    tp_iter: (self) => iter(self.mapping),
    nb_or: proxyOr,
    nb_inplace_or: proxyInplaceOr,
    sq_contains: proxyContains,
    mp_length: (self) => length(self.mapping),
    mp_subscript: (self, key) => getItem(self.mapping, key),
  },
  new: method([param("mapping", object)], "Make a read-only view of a mapping.", proxyNew),
  methods: {
    get: method(
      [posOnly("key", object), posOnly("default", object, null)],
      "Return the value of a key, or the default where it is missing.",
      (self: PyMappingProxy, key, value) => callMethod(self.mapping, "get", [key, value]),
    ),
    keys: method([], "a set-like object providing a view on the mapping's keys", (self: PyMappingProxy) =>
      callMethod(self.mapping, "keys"),
    ),
    values: method([], "an object providing a view on the mapping's values", (self: PyMappingProxy) =>
      callMethod(self.mapping, "values"),
    ),
    items: method([], "a set-like object providing a view on the mapping's items", (self: PyMappingProxy) =>
      callMethod(self.mapping, "items"),
    ),
    copy: method([], "a shallow copy of the mapping", (self: PyMappingProxy) => callMethod(self.mapping, "copy")),
    __reversed__: method([], "reverse iterator over the mapping", (self: PyMappingProxy) =>
      callMethod(self.mapping, "__reversed__"),
    ),
  },
  classMethods: {
    __class_getitem__: method([posOnly("object", object)], "See PEP 585", (cls: PyType, item) =>
      genericAlias(cls, item),
    ),
  },
});

function proxyNew(_type: PyType, mapping: PyValue): PyValue {
  if (!isMapping(mapping) || mapping instanceof PyList || mapping instanceof PyTuple) {
    throw typeError(`mappingproxy() argument must be a mapping, not ${typeName(mapping)}`);
  }
  return new PyMappingProxy(mapping);
}

function proxyRepr(self: PyMappingProxy): Str {
  const text = new TextBuilder();
  text.add("mappingproxy(");
  text.add(repr(self.mapping));
  text.add(")");
  return text.finish();
}

function unwrap(value: PyValue): PyValue {
  return value instanceof PyMappingProxy ? value.mapping : value;
}

function proxyOr(left: PyValue, right: PyValue): PyValue {
  return binaryOp(unwrap(left), unwrap(right), NB.OR);
}

function proxyInplaceOr(self: PyValue): PyValue {
  throw typeError(`'|=' is not supported by ${typeName(self)}; use '|' instead`);
}

function proxyContains(self: PyMappingProxy, key: PyValue): boolean {
  return self.mapping instanceof PyDict && self.mapping.type === dictType
    ? self.mapping.has(key)
    : contains(self.mapping, key);
}
