/** `type`: the table. Creation of classes: new.ts; attribute access: attributes.ts; `__bases__`/`__class__`: bases.ts. Source: CPython Objects/typeobject.c. */
import { type Str, strToJs } from "../../kernel/str.ts";
import { genericGetAttr, lookupAttr, lookupSpecial, typeLookup } from "../abstract/attributes.ts";
import { call, callMethod } from "../abstract/call.ts";
import { isTrue } from "../abstract/compare.ts";
import { checkIterator, iterNext } from "../abstract/iterate.ts";
import { auditSet } from "../audit.ts";
import { signatureText } from "../binder.ts";
import { checkEncodable, object } from "../converters.ts";
import { defineType, getset, member, method, posOnly, varArgs, varKw } from "../declare.ts";
import { PyDict } from "../dict/dict.ts";
import { attributeError, typeError, valueError } from "../errors.ts";
import { PyList } from "../list/list.ts";
import { activate, type CallRequest, entering, machine, type Sink } from "../machine.ts";
import { PyMappingProxy } from "../mappingproxy.ts";
import { type KwNames, PyObject, type PyValue } from "../object.ts";
import { objectType } from "../object-type.ts";
import { asStr } from "../str/str-object.ts";
import { emptyTuple, PyTuple } from "../tuple/tuple.ts";
import { isSubtype, PyType, TPFLAGS } from "../type-object.ts";
import { typeName, typeOf } from "../typeof.ts";
import { typeOr } from "../typing/union.ts";
import { setTypeAnnotate, setTypeAnnotations, typeAnnotate, typeAnnotations } from "./annotations.ts";
import { typeGetAttr, typeSetAttr } from "./attributes.ts";
import { setBases } from "./bases.ts";
import { slotIter } from "./dispatchers.ts";
import { typeChanged } from "./inherit.ts";
import { basicSize, itemSize } from "./layout.ts";
import { computeMro } from "./mro.ts";
import { typeNew } from "./new.ts";

export const typeType: PyType = defineType<PyType>({
  name: "type",
  basicsize: 936,
  itemsize: 40,
  doc: "Create a new class, or tell an object's class.",
  flags: ["basetype", "weakref", "dict", "gc"],
  alloc: () => {
    throw typeError("cannot allocate a type");
  },
  slots: {
    tp_repr: typeRepr,
    tp_call: typeCall,
    tp_getattro: typeGetAttr,
    tp_setattro: typeSetAttr,
    tp_init: typeInit,
    tp_new: typeNew,
    nb_or: (a, b) => typeOr(a, b),
  },
  methods: {
    mro: method(
      [],
      "Return a type's method resolution order.",
      (self: PyType) => new PyList(computeMro(self, self.bases)),
    ),
    __subclasses__: method([], "Return a list of immediate subclasses.", typeSubclasses),
    __instancecheck__: method(
      [posOnly("instance", object)],
      "Check if an object is an instance.",
      (self: PyType, value) => realIsInstance(value, self),
    ),
    __subclasscheck__: method([posOnly("subclass", object)], "Check if a class is a subclass.", (self: PyType, value) =>
      realIsSubclass(value, self),
    ),
    __dir__: method([], "Specialized __dir__ implementation for types.", typeDir),
    __sizeof__: method([], "Return memory consumption of the type object.", (self: PyType) =>
      self.spec === null ? 1704 : 416,
    ),
  },
  classMethods: {
    __prepare__: method(
      [varArgs("args"), varKw("kwds")],
      "Create the namespace for the class statement",
      () => new PyDict(),
      { signature: "($cls, name, bases, /, **kwds)" },
    ),
  },
  getset: {
    __name__: getset((self: PyType) => self.name, setName, null),
    __qualname__: getset((self: PyType) => self.qualname, setQualname, null),
    __bases__: getset((self: PyType) => (self.basesTuple ??= new PyTuple(self.bases.slice())), setBases, null),
    __mro__: getset((self: PyType) => (self.mro.length === 0 ? null : new PyTuple(self.mro.slice())), undefined, null),
    __module__: getset(typeModule, setModule, null),
    __abstractmethods__: getset(abstractMethods, setAbstractMethods, null),
    __dict__: getset((self: PyType) => new PyMappingProxy(self.dict), undefined, null),
    __doc__: getset(typeDoc, setDoc, null),
    __text_signature__: getset(typeTextSignature, undefined, null),
    __annotations__: getset(typeAnnotations, setTypeAnnotations, null),
    __annotate__: getset(typeAnnotate, setTypeAnnotate, null),
    __type_params__: getset(typeParams, setTypeParams, null),
  },
  members: {
    __base__: member((self: PyType) => self.base),
    __flags__: member((self: PyType) => self.flags >>> 0),
    __basicsize__: member(basicSize),
    __itemsize__: member(itemSize),
    __dictoffset__: member((self: PyType) => (self.hasDict ? -1 : 0)),
    __weakrefoffset__: member((self: PyType) => (self.hasWeakref ? -1 : 0)),
  },
});

function typeRepr(self: PyType): PyValue {
  const module = typeModule(self);
  const qualname = strToJs(self.qualname);
  const text = asStr(module);
  if (text !== undefined && text !== "builtins") return `<class '${strToJs(text)}.${qualname}'>`;
  return `<class '${strToJs(self.spec === null ? self.name : self.tp_name)}'>`;
}

/** `type(x)`, or making an instance: `__new__`, then `__init__` when an instance of the class came out. */
function typeCall(self: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  if (self === typeType) {
    if (args.length === 1 && kwnames === null) return typeOf(args[0]);
    if (args.length - (kwnames?.length ?? 0) === 1) throw typeError("type() takes no keyword arguments");
    if (args.length - (kwnames?.length ?? 0) !== 3) throw typeError("type() takes 1 or 3 arguments");
  }
  if (args.length === 1 && kwnames === null && self.spec?.sink !== undefined) {
    const [source] = args;
    if (isPythonIterable(source)) return activate(drainSteps(source, self.spec.sink()));
    // An object with a Python `__next__` need not be its own iterator.
    if (source instanceof PyObject && machine.runsPython(source) && typeOf(source).tp_iter?.(source) === source) {
      return machine.drain(source, self.spec.sink());
    }
  }
  if (self.tp_new === undefined || (self.flags & TPFLAGS.DISALLOW_INSTANTIATION) !== 0) {
    throw typeError(`cannot create '${strToJs(self.tp_name)}' instances`);
  }
  const instance = self.tp_new(self, args, kwnames);
  const type = typeOf(instance);
  if (type !== self && !isSubtype(type, self)) return instance;
  if (type.tp_init !== undefined) type.tp_init(instance, args, kwnames);
  return instance;
}

function isPythonIterable(value: PyValue): boolean {
  return value instanceof PyObject && typeOf(value).spec === null && typeOf(value).tp_iter === slotIter;
}

/** Takes the values of an object with an `__iter__` in Python. */
function* drainSteps(source: PyValue, sink: Sink): Generator<CallRequest, PyValue, PyValue> {
  const method = lookupSpecial(source, "__iter__");
  if (method === undefined || method === null) throw typeError(`'${typeName(source)}' object is not iterable`);
  const iterator = checkIterator(yield { callable: method, args: [], kwnames: null });
  sink.begin?.(source);
  if (machine.runsPython(iterator)) return yield entering(() => machine.drain(iterator, sink));
  for (;;) {
    const item = iterNext(iterator);
    if (item === undefined || !sink.take(item)) return sink.result();
  }
}

function typeInit(_self: PyValue, args: PyValue[], kwnames: KwNames): void {
  const given = args.length - (kwnames?.length ?? 0);
  if (kwnames !== null && given === 1) throw typeError("type.__init__() takes no keyword arguments");
  if (given !== 1 && given !== 3) throw typeError("type.__init__() takes 1 or 3 arguments");
}

function typeSubclasses(self: PyType): PyValue {
  const subclasses: PyValue[] = [];
  for (const ref of self.subclasses) {
    const sub = ref.deref();
    if (sub !== undefined) subclasses.push(sub);
  }
  return new PyList(subclasses);
}

function typeDir(self: PyType): PyValue {
  const names = new PyDict();
  mergeClassNames(names, self);
  return new PyList(names.keysArray());
}

/** merge_class_dict: names of a class and, through `__bases__`, of everything it inherits from. */
export function mergeClassNames(names: PyDict, cls: PyValue): void {
  const dict = lookupAttr(cls, "__dict__") ?? null;
  if (dict !== null) callMethod(names, "update", [dict]);
  const bases = lookupAttr(cls, "__bases__");
  if (bases instanceof PyTuple) for (const base of bases.items) mergeClassNames(names, base);
}

/** The true instance check, without `__instancecheck__` (recursive_isinstance). */
export function realIsInstance(value: PyValue, cls: PyValue): boolean {
  if (cls instanceof PyType) {
    if (isSubtype(typeOf(value), cls)) return true;
    if (hasOwnClass(typeOf(value))) return false;
    const claimed = lookupAttr(value, "__class__");
    return claimed instanceof PyType && claimed !== typeOf(value) && isSubtype(claimed, cls);
  }
  checkClass(cls, "isinstance() arg 2 must be a type, a tuple of types, or a union");
  const claimed = lookupAttr(value, "__class__");
  return claimed !== undefined && abstractIsSubclass(claimed, cls);
}

/** Whether `__class__` of the type's instances is what object has: the type. */
function hasOwnClass(type: PyType): boolean {
  if (type.ownClass === type.version) return true;
  if (type.tp_getattro !== genericGetAttr || typeLookup(type, "__class__") !== objectType.dict.getStr("__class__")) {
    return false;
  }
  type.ownClass = type.version;
  return true;
}

/** The true subclass check, without `__subclasscheck__` (recursive_issubclass). */
export function realIsSubclass(derived: PyValue, cls: PyValue): boolean {
  if (cls instanceof PyType && derived instanceof PyType) return isSubtype(derived, cls);
  checkClass(derived, "issubclass() arg 1 must be a class");
  checkClass(cls, "issubclass() arg 2 must be a class, a tuple of classes, or a union");
  return abstractIsSubclass(derived, cls);
}

function checkClass(cls: PyValue, message: string): void {
  if (!(lookupAttr(cls, "__bases__") instanceof PyTuple)) throw typeError(message);
}

function abstractIsSubclass(derived: PyValue, cls: PyValue): boolean {
  if (derived === cls) return true;
  const bases = lookupAttr(derived, "__bases__");
  return bases instanceof PyTuple && bases.items.some((base) => abstractIsSubclass(base, cls));
}

/** `isinstance(value, cls)` (PyObject_IsInstance). */
export function isInstance(value: PyValue, cls: PyValue): boolean {
  if (cls === typeOf(value)) return true;
  if (cls instanceof PyType && cls.type === typeType) return realIsInstance(value, cls);
  if (cls instanceof PyTuple) return checkTuple(cls, (item) => isInstance(value, item));
  const check = typeLookup(typeOf(cls), "__instancecheck__");
  if (check !== undefined) return isTrue(boundCall(check, cls, value));
  return realIsInstance(value, cls);
}

/** `issubclass(derived, cls)` (PyObject_IsSubclass). */
export function isSubclass(derived: PyValue, cls: PyValue): boolean {
  if (cls instanceof PyType && cls.type === typeType) return derived === cls || realIsSubclass(derived, cls);
  if (cls instanceof PyTuple) return checkTuple(cls, (item) => isSubclass(derived, item));
  const check = typeLookup(typeOf(cls), "__subclasscheck__");
  if (check !== undefined) return isTrue(boundCall(check, cls, derived));
  return realIsSubclass(derived, cls);
}

function checkTuple(classes: PyTuple, check: (item: PyValue) => boolean): boolean {
  machine.enterRecursive(" in __instancecheck__");
  try {
    return classes.items.some(check);
  } finally {
    machine.leaveRecursive();
  }
}

function boundCall(method: PyValue, self: PyValue, arg: PyValue): PyValue {
  const get = typeOf(method).tp_descr_get;
  return call(get === undefined ? method : get(method, self, typeOf(self)), [arg]);
}

/** check_set_special_type_attr. */
function checkMutable(type: PyType, value: PyValue | undefined, name: string): void {
  if ((type.flags & TPFLAGS.IMMUTABLETYPE) !== 0) {
    throw typeError(`cannot set '${name}' attribute of immutable type '${strToJs(type.tp_name)}'`);
  }
  if (value === undefined)
    throw typeError(`cannot delete '${name}' attribute of immutable type '${strToJs(type.tp_name)}'`);
  auditSet(type, name, value);
}

function nameText(type: PyType, value: PyValue | undefined, name: string): Str {
  checkMutable(type, value, name);
  const text = asStr(value!);
  if (text === undefined) {
    throw typeError(`can only assign string to ${strToJs(type.tp_name)}.${name}, not '${typeName(value!)}'`);
  }
  return text;
}

function setName(self: PyType, value: PyValue | undefined): void {
  const text = nameText(self, value, "__name__");
  if (strToJs(text).includes("\0")) throw valueError("type name must not contain null characters");
  checkEncodable(text);
  self.name = text;
  self.tp_name = text;
}

function setQualname(self: PyType, value: PyValue | undefined): void {
  self.qualname = nameText(self, value, "__qualname__");
}

export function typeModule(self: PyType): PyValue {
  const heap = self.spec === null || (self.flags & TPFLAGS.HEAPTYPE) !== 0;
  const module = heap ? self.dict.getStr("__module__") : undefined;
  if (self.spec === null || module !== undefined) {
    if (module === undefined) throw attributeError("__module__", self, "__module__");
    return module;
  }
  const name = strToJs(self.tp_name);
  const dot = name.lastIndexOf(".");
  return dot < 0 ? "builtins" : name.slice(0, dot);
}

function setModule(self: PyType, value: PyValue | undefined): void {
  checkMutable(self, value, "__module__");
  self.dict.delete("__firstlineno__");
  self.dict.set("__module__", value!);
  typeChanged(self, "__module__");
}

function abstractMethods(self: PyType): PyValue {
  const value = self === typeType ? undefined : self.dict.getStr("__abstractmethods__");
  if (value === undefined) throw attributeError("__abstractmethods__", self, "__abstractmethods__");
  return value;
}

function setAbstractMethods(self: PyType, value: PyValue | undefined): void {
  if (value !== undefined) {
    self.dict.set("__abstractmethods__", value);
  } else if (!self.dict.delete("__abstractmethods__")) {
    throw attributeError("__abstractmethods__", self, "__abstractmethods__");
  }
  typeChanged(self, "__abstractmethods__");
  if (value !== undefined && isTrue(value)) self.flags |= TPFLAGS.IS_ABSTRACT;
  else self.flags &= ~TPFLAGS.IS_ABSTRACT;
}

function typeDoc(self: PyType): PyValue {
  if (self.spec !== null && self.spec.doc !== null && (self.flags & TPFLAGS.HEAPTYPE) === 0) return self.spec.doc;
  const doc = self.dict.getStr("__doc__");
  if (doc === undefined) return null;
  const get = typeOf(doc).tp_descr_get;
  return get === undefined ? doc : get(doc, undefined, self);
}

function setDoc(self: PyType, value: PyValue | undefined): void {
  checkMutable(self, value, "__doc__");
  self.dict.set("__doc__", value!);
  typeChanged(self, "__doc__");
}

function typeTextSignature(self: PyType): PyValue {
  const { spec } = self;
  if (spec === null) return signatureOfDoc(self);
  if (spec.signature !== undefined) return spec.signature;
  const callable = spec.new ?? spec.init;
  return callable === undefined ? null : signatureText(callable, null);
}

/** A class made by Python code has the signature that its docstring begins with, if that is written as built-in types' are. */
function signatureOfDoc(self: PyType): PyValue {
  const doc = self.dict.getStr("__doc__");
  const name = strToJs(self.name);
  if (typeof doc !== "string" || !doc.startsWith(`${name}(`)) return null;
  const end = doc.indexOf(")\n--\n\n");
  const paragraph = doc.indexOf("\n\n");
  return end < 0 || paragraph < end ? null : doc.slice(name.length, end + 1);
}

function typeParams(self: PyType): PyValue {
  return (self === typeType ? undefined : self.dict.getStr("__type_params__")) ?? emptyTuple();
}

function setTypeParams(self: PyType, value: PyValue | undefined): void {
  checkMutable(self, value, "__type_params__");
  self.dict.set("__type_params__", value!);
  typeChanged(self, "__type_params__");
}
