/** property. Source: CPython Objects/descrobject.c (property_*). */

import { getAttr, lookupAttr, setAttr } from "../abstract/attributes.ts";
import { call } from "../abstract/call.ts";
import { isTrue } from "../abstract/compare.ts";
import { reprJs, strJs } from "../abstract/repr.ts";
import { object } from "../converters.ts";
import { defineType, getset, member, method, param, posOnly, varArgs } from "../declare.ts";
import { attributeError, isException, typeError } from "../errors.ts";
import { PyExc_AttributeError } from "../exceptions/types.ts";
import { PyObject, type PyValue } from "../object.ts";
import { asStr } from "../str/str-object.ts";
import type { PyType } from "../type-object.ts";
import { typeOf } from "../typeof.ts";

export class PyProperty extends PyObject {
  fget: PyValue = null;
  fset: PyValue = null;
  fdel: PyValue = null;
  doc: PyValue = null;
  /** The name given by `__set_name__`. */
  propName: PyValue | undefined = undefined;
  getterDoc = false;
  constructor(type: PyType = propertyType) {
    super(type);
  }
}

export const propertyType: PyType = defineType<PyProperty>({
  name: "property",
  basicsize: 64,
  doc: "An attribute computed by functions: fget reads, fset stores and fdel deletes it.",
  flags: ["basetype", "gc"],
  alloc: (type) => new PyProperty(type),
  slots: { tp_descr_get: propertyGet, tp_descr_set: propertySet, tp_new: (type) => type.tp_alloc!(type) },
  init: method(
    [param("fget", object, null), param("fset", object, null), param("fdel", object, null), param("doc", object, null)],
    "",
    propertyInit,
  ),
  methods: {
    getter: method(
      [posOnly("object", object)],
      "Return the property with another function that reads it.",
      (self: PyProperty, f) => copy(self, f, null, null),
    ),
    setter: method(
      [posOnly("object", object)],
      "Return the property with another function that writes it.",
      (self: PyProperty, f) => copy(self, null, f, null),
    ),
    deleter: method(
      [posOnly("object", object)],
      "Return the property with another function that deletes it.",
      (self: PyProperty, f) => copy(self, null, null, f),
    ),
    __set_name__: method([varArgs("args")], "Remember the attribute's name.", propertySetName, {
      signature: "($self, owner, name, /)",
    }),
  },
  members: {
    fget: member("fget"),
    fset: member("fset"),
    fdel: member("fdel"),
    __doc__: member("doc", { readonly: false }),
  },
  getset: {
    __name__: getset(propertyName, (self: PyProperty, value) => void (self.propName = value), null),
    __isabstractmethod__: getset(isAbstractProperty, undefined, null),
  },
});

function propertyInit(self: PyProperty, fget: PyValue, fset: PyValue, fdel: PyValue, doc: PyValue): PyValue {
  self.fget = fget;
  self.fset = fset;
  self.fdel = fdel;
  self.doc = null;
  self.getterDoc = false;
  self.propName = undefined;
  let shown = doc;
  if (doc === null && fget !== null) {
    const found = lookupAttr(fget, "__doc__");
    if (found !== undefined && found !== null) {
      shown = found;
      self.getterDoc = true;
    }
  }
  if (self.type === propertyType) {
    self.doc = shown;
    return null;
  }
  // A subclass has a __doc__ of its own, behind which the property's would be hidden.
  try {
    setAttr(self, "__doc__", shown);
  } catch (caught) {
    if (self.getterDoc || !isException(caught, PyExc_AttributeError)) throw caught;
  }
  return null;
}

function copy(self: PyProperty, fget: PyValue, fset: PyValue, fdel: PyValue): PyValue {
  const get = fget ?? self.fget;
  const doc = self.getterDoc && get !== null ? null : self.doc;
  const made = call(self.type, [get, fset ?? self.fset, fdel ?? self.fdel, doc]);
  if (made instanceof PyProperty) made.propName = self.propName;
  return made;
}

function propertySetName(self: PyProperty, args: PyValue[]): PyValue {
  if (args.length !== 2) {
    throw typeError(`__set_name__() takes 2 positional arguments but ${args.length} were given`);
  }
  self.propName = args[1];
  return null;
}

function nameOf(self: PyProperty): PyValue | undefined {
  if (self.propName !== undefined) return self.propName;
  return self.fget === null ? undefined : lookupAttr(self.fget, "__name__");
}

function propertyName(self: PyProperty): PyValue {
  const name = nameOf(self);
  if (name === undefined) throw attributeError("'property' object has no attribute '__name__'", self, "__name__");
  return name;
}

function propertyGet(self: PyProperty, obj: PyValue | undefined): PyValue {
  if (obj === undefined) return self;
  if (self.fget === null) throw missing(self, obj, "getter");
  return call(self.fget, [obj]);
}

function propertySet(self: PyProperty, obj: PyValue, value: PyValue | undefined): void {
  const f = value === undefined ? self.fdel : self.fset;
  if (f === null) throw missing(self, obj, value === undefined ? "deleter" : "setter");
  if (value === undefined) call(f, [obj]);
  else call(f, [obj, value]);
}

function missing(self: PyProperty, obj: PyValue, what: string): unknown {
  const name = nameOf(self);
  const qualname = strJs(getAttr(typeOf(obj), "__qualname__"));
  const text = name === undefined ? undefined : asStr(name);
  const shown = text === undefined ? "" : ` ${reprJs(text)}`;
  return attributeError(`property${shown} of '${qualname}' object has no ${what}`);
}

function isAbstractProperty(self: PyProperty): PyValue {
  for (const f of [self.fget, self.fset, self.fdel]) {
    if (f === null) continue;
    const value = lookupAttr(f, "__isabstractmethod__");
    if (value !== undefined && isTrue(value)) return true;
  }
  return false;
}
