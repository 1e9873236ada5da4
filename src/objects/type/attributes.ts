/** Attribute access on classes. Source: CPython Objects/typeobject.c (type_getattro, type_setattro). */
import { type Str, strToJs } from "../../kernel/str.ts";
import { typeLookup } from "../abstract/attributes.ts";
import { attributeError, typeError } from "../errors.ts";
import type { PyValue } from "../object.ts";
import { type PyType, TPFLAGS } from "../type-object.ts";
import { typeOf } from "../typeof.ts";
import { typeChanged } from "./inherit.ts";

/** Data descriptors of the metaclass, then the class's own MRO (bound through `__get__`), then the metaclass. */
export function typeGetAttr(self: PyType, name: Str): PyValue {
  const found = typeLookupAttr(self, name);
  if (found !== undefined) return found;
  throw attributeError(
    `type object '${strToJs(self.spec === null ? self.name : self.tp_name)}' has no attribute '${strToJs(name)}'`,
    self,
    name,
  );
}

/** The same for who does not mind that it is missing: undefined then. A descriptor may raise. */
export function typeLookupAttr(self: PyType, name: Str): PyValue | undefined {
  const metatype = self.type;
  const meta = typeLookup(metatype, name);
  let get: PyType["tp_descr_get"];
  if (meta !== undefined) {
    const metaDescr = typeOf(meta);
    get = metaDescr.tp_descr_get;
    if (get !== undefined && metaDescr.tp_descr_set !== undefined) return get(meta, self, metatype);
  }
  const attribute = typeLookup(self, name);
  if (attribute !== undefined) {
    const localGet = typeOf(attribute).tp_descr_get;
    return localGet === undefined ? attribute : localGet(attribute, undefined, self);
  }
  return get !== undefined ? get(meta!, self, metatype) : meta;
}

export function typeSetAttr(self: PyType, name: Str, value: PyValue | undefined): void {
  if ((self.flags & TPFLAGS.IMMUTABLETYPE) !== 0) {
    throw typeError(`cannot set '${strToJs(name)}' attribute of immutable type '${strToJs(self.tp_name)}'`);
  }
  const metatype = self.type;
  const meta = typeLookup(metatype, name);
  const set = meta === undefined ? undefined : typeOf(meta).tp_descr_set;
  if (set !== undefined) {
    set(meta!, self, value);
    return;
  }
  if (value !== undefined && typeof name === "string" && isData(value) && !name.startsWith("__")) {
    if (self.reassigned?.has(name)) {
      self.dict.set(name, value);
      return;
    }
    const before = self.dict.getStr(name);
    if (before !== undefined && isData(before)) (self.reassigned ??= new Set()).add(name);
  } else if (typeof name === "string") self.reassigned?.delete(name);
  if (value !== undefined) self.dict.set(name, value);
  else if (!self.dict.delete(name)) {
    throw attributeError(`type object '${strToJs(self.name)}' has no attribute '${strToJs(name)}'`, self, name);
  }
  typeChanged(self, typeof name === "string" ? name : "");
}

/** Values that a lookup hands out as they are, and will. */
function isData(value: PyValue): boolean {
  const type = typeOf(value);
  return type.tp_descr_get === undefined && type.tp_descr_set === undefined && (type.flags & TPFLAGS.HEAPTYPE) === 0;
}
