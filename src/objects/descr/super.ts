/** super. Source: CPython Objects/typeobject.c (super_*). */
import { type Str, strToJs } from "../../kernel/str.ts";
import { genericGetAttr, lookupAttr } from "../abstract/attributes.ts";
import { call } from "../abstract/call.ts";
import { object } from "../converters.ts";
import { defineType, member, method, posOnly } from "../declare.ts";
import { runtimeError, typeError } from "../errors.ts";
import { machine } from "../machine.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../object.ts";
import { isSubtype, PyType } from "../type-object.ts";
import { typeName, typeOf } from "../typeof.ts";

export class PySuper implements PyObject {
  static {
    inheritPyObject(PySuper);
  }
  type: PyType;
  thisClass: PyType | null = null;
  self: PyValue | undefined = undefined;
  selfClass: PyType | null = null;
  constructor(type: PyType) {
    this.type = type;
  }
}

export const superType: PyType = defineType<PySuper>({
  name: "super",
  basicsize: 40,
  doc: "A view of an object that starts the search for attributes after a given class.",
  flags: ["basetype", "gc"],
  alloc: (type) => new PySuper(type),
  slots: {
    tp_repr: superRepr,
    tp_getattro: superGetAttr,
    tp_descr_get: superDescrGet,
    tp_new: (type) => type.tp_alloc!(type),
  },
  init: method([posOnly("type", object, undefined), posOnly("object_or_type", object, undefined)], "", superInit, {
    signature: null,
    shownAs: "super()",
  }),
  members: {
    __thisclass__: member("thisClass", { doc: "the class invoking super()" }),
    __self__: member("self", { doc: "the instance invoking super(); may be None" }),
    __self_class__: member("selfClass", { doc: "the type of the instance invoking super(); may be None" }),
  },
});

function superInit(self: PySuper, type: PyValue | undefined, obj: PyValue | undefined): PyValue {
  if (type === undefined) {
    const frame = machine.thread.frame();
    if (frame === null) throw runtimeError("super(): no current frame");
    [type, obj] = frame.superArguments();
  }
  if (!(type instanceof PyType)) {
    throw typeError(`super() argument 1 must be a type, not ${type === null ? "NoneType" : typeName(type)}`);
  }
  const target = obj === null ? undefined : obj;
  self.thisClass = type;
  self.self = target;
  self.selfClass = target === undefined ? null : superCheck(type, target);
  return null;
}

/** supercheck: the class where the search happens: the object itself when it is a subclass, else its class. */
export function superCheck(type: PyType, obj: PyValue): PyType {
  if (obj instanceof PyType && isSubtype(obj, type)) return obj;
  if (isSubtype(typeOf(obj), type)) return typeOf(obj);
  const claimed = lookupAttr(obj, "__class__");
  if (claimed instanceof PyType && claimed !== typeOf(obj) && isSubtype(claimed, type)) return claimed;
  const what = obj instanceof PyType ? "type" : "instance of";
  const name = strToJs(obj instanceof PyType ? obj.tp_name : typeOf(obj).tp_name);
  throw typeError(
    `super(type, obj): obj (${what} ${name}) is not an instance or subtype of type (${strToJs(type.tp_name)}).`,
  );
}

/** The attribute as `super(type, obj).name` finds it, or undefined; used by LOAD_SUPER_ATTR too. */
export function superLookup(type: PyType, startClass: PyType, obj: PyValue, name: Str): PyValue | undefined {
  const { mro } = startClass;
  for (let i = mro.indexOf(type) + 1; i < mro.length && i > 0; i++) {
    const found = mro[i].dict.get(name);
    if (found === undefined) continue;
    const get = typeOf(found).tp_descr_get;
    return get === undefined ? found : get(found, obj === startClass ? undefined : obj, startClass);
  }
  return undefined;
}

function superGetAttr(self: PySuper, name: Str): PyValue {
  if (self.selfClass !== null && name !== "__class__") {
    const found = superLookup(self.thisClass!, self.selfClass, self.self!, name);
    if (found !== undefined) return found;
  }
  return genericGetAttr(self, name);
}

function superDescrGet(self: PySuper, obj: PyValue | undefined): PyValue {
  if (obj === undefined || obj === null || self.self !== undefined) return self;
  if (self.type !== superType) return call(self.type, [self.thisClass!, obj]);
  const made = new PySuper(superType);
  made.thisClass = self.thisClass;
  made.self = obj;
  made.selfClass = superCheck(self.thisClass!, obj);
  return made;
}

function superRepr(self: PySuper): PyValue {
  const name = self.thisClass === null ? "NULL" : strToJs(self.thisClass.name);
  if (self.selfClass === null) return `<super: <class '${name}'>, NULL>`;
  return `<super: <class '${name}'>, <${strToJs(self.selfClass.name)} object>>`;
}
