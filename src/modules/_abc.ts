/** _abc: abstract base classes: registration, caches, the subclass check. Source: CPython Modules/_abc.c. */
import type { Str } from "../kernel/str.ts";
import { getAttr, lookupAttr, setAttr } from "../objects/abstract/attributes.ts";
import { call, callMethod } from "../objects/abstract/call.ts";
import { isTrue } from "../objects/abstract/compare.ts";
import { toArray } from "../objects/abstract/iterate.ts";
import { object } from "../objects/converters.ts";
import { defineModule, defineType, fn, posOnly } from "../objects/declare.ts";
import { runtimeError, typeError } from "../objects/errors.ts";
import { PyObject, type PyValue } from "../objects/object.ts";
import { PySet } from "../objects/set/set.ts";
import { frozensetOf, setType } from "../objects/set/type.ts";
import { NOT_IMPLEMENTED } from "../objects/singletons.ts";
import { asStr } from "../objects/str/str-object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import { invalidate, visitSubtypes } from "../objects/type/inherit.ts";
import { isSubclass } from "../objects/type/type.ts";
import { isSubtype, PyType, TPFLAGS } from "../objects/type-object.ts";
import { typeOf } from "../objects/typeof.ts";

/** Grows whenever a class is registered anywhere: negative caches older than it are stale. */
let invalidationCounter = 0;

/** What `_abc_impl` of an abstract class holds; classes are held weakly. */
class AbcData extends PyObject {
  registry: WeakRef<object>[] = [];
  cache = new WeakSet<object>();
  negative = new WeakSet<object>();
  negativeVersion = invalidationCounter;
  constructor() {
    super(abcDataType);
  }
}

const abcDataType: PyType = defineType<AbcData>({
  name: "_abc._abc_data",
  basicsize: 48,
  doc: "Internal state held by ABC machinery.",
  flags: ["heaptype"],
  slots: { tp_new: () => new AbcData() },
});

export default defineModule({
  name: "_abc",
  doc: "What abc.ABCMeta does, without Python code.",
  functions: {
    get_cache_token: fn(
      [],
      "Returns the current ABC cache token: an opaque object that changes with every registration.",
      () => invalidationCounter,
    ),
    _abc_init: fn([posOnly("self", object)], "Prepare a new abstract class; for the abc module only.", abcInit),
    _reset_registry: fn(
      [posOnly("self", object)],
      "Internal ABC helper to reset registry of a given class.",
      resetRegistry,
    ),
    _reset_caches: fn(
      [posOnly("self", object)],
      "Internal ABC helper to reset both caches of a given class.",
      resetCaches,
    ),
    _get_dump: fn([posOnly("self", object)], "Internal ABC helper for cache and registry debugging.", getDump),
    _abc_register: fn(
      [posOnly("self", object), posOnly("subclass", object)],
      "Internal ABC helper for subclasss registration.",
      abcRegister,
    ),
    _abc_instancecheck: fn(
      [posOnly("self", object), posOnly("instance", object)],
      "Internal ABC helper for instance checks.",
      instanceCheck,
    ),
    _abc_subclasscheck: fn(
      [posOnly("self", object), posOnly("subclass", object)],
      "Internal ABC helper for subclasss checks.",
      subclassCheck,
    ),
  },
});

function dataOf(self: PyValue): AbcData {
  const data = getAttr(self, "_abc_impl");
  if (!(data instanceof AbcData)) throw typeError("_abc_impl is set to a wrong type");
  return data;
}

/** compute_abstract_methods, then the state; a class attribute `__abc_tpflags__` sets collection flags. */
function abcInit(self: PyValue): PyValue {
  computeAbstractMethods(self);
  setAttr(self, "_abc_impl", new AbcData());
  if (self instanceof PyType) {
    const flags = self.dict.getStr("__abc_tpflags__");
    if (typeof flags === "number") {
      const collection = flags & (TPFLAGS.SEQUENCE | TPFLAGS.MAPPING);
      if (collection === (TPFLAGS.SEQUENCE | TPFLAGS.MAPPING)) {
        throw typeError("__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
      }
      self.flags = (self.flags & ~(TPFLAGS.SEQUENCE | TPFLAGS.MAPPING)) | collection;
      self.dict.delete("__abc_tpflags__");
      invalidate(self);
    }
  }
  return null;
}

function computeAbstractMethods(self: PyValue): void {
  const abstracts: PyValue[] = [];
  const namespace = getAttr(self, "__dict__");
  for (const item of toArray(callMethod(namespace, "items"))) {
    const [key, value] = (item as PyTuple).items;
    if (isAbstract(value)) abstracts.push(key);
  }
  for (const base of toArray(getAttr(self, "__bases__"))) {
    const inherited = lookupAttr(base, "__abstractmethods__");
    if (inherited === undefined) continue;
    for (const name of toArray(inherited)) {
      const value = lookupAttr(self, asStr(name) as Str);
      if (value !== undefined && isAbstract(value)) abstracts.push(name);
    }
  }
  setAttr(self, "__abstractmethods__", frozensetOf(abstracts));
}

function isAbstract(value: PyValue): boolean {
  const flag = lookupAttr(value, "__isabstractmethod__");
  return flag !== undefined && isTrue(flag);
}

function resetRegistry(self: PyValue): PyValue {
  dataOf(self).registry = [];
  return null;
}

function resetCaches(self: PyValue): PyValue {
  const data = dataOf(self);
  data.cache = new WeakSet();
  data.negative = new WeakSet();
  return null;
}

function getDump(self: PyValue): PyValue {
  const data = dataOf(self);
  const registry = new PySet(setType);
  for (const ref of data.registry) {
    const cls = ref.deref();
    if (cls !== undefined) registry.add(callWeakref(cls as PyObject));
  }
  return new PyTuple([registry, new PySet(setType), new PySet(setType), data.negativeVersion]);
}

/** The registry shows weak references, as WeakSet's data does. */
function callWeakref(cls: PyValue): PyValue {
  return cls;
}

function abcRegister(self: PyValue, subclass: PyValue): PyValue {
  if (!(subclass instanceof PyType)) throw typeError("Can only register classes");
  if (isSubclass(subclass, self)) return subclass;
  if (isSubclass(self, subclass)) throw runtimeError("Refusing to create an inheritance cycle");
  const data = dataOf(self);
  data.registry.push(new WeakRef(subclass));
  invalidationCounter++;
  if (self instanceof PyType) setCollectionFlag(subclass, self.flags & (TPFLAGS.SEQUENCE | TPFLAGS.MAPPING));
  return subclass;
}

/** Pattern matching asks for these flags: a registered class and its subclasses take them over. */
function setCollectionFlag(type: PyType, flag: number): void {
  if (flag === 0) return;
  visitSubtypes(type, (sub) => {
    if ((sub.flags & TPFLAGS.IMMUTABLETYPE) !== 0) return false;
    if ((sub.flags & (TPFLAGS.SEQUENCE | TPFLAGS.MAPPING)) !== 0) return false;
    sub.flags |= flag;
    return true;
  });
}

function instanceCheck(self: PyValue, instance: PyValue): PyValue {
  const data = dataOf(self);
  const claimed = getAttr(instance, "__class__");
  if (typeof claimed === "object" && claimed !== null && data.cache.has(claimed)) return true;
  const type = typeOf(instance);
  if (claimed === type) {
    if (data.negativeVersion === invalidationCounter && data.negative.has(type)) return false;
    return callMethod(self, "__subclasscheck__", [claimed]);
  }
  const first = callMethod(self, "__subclasscheck__", [claimed]);
  return isTrue(first) ? first : callMethod(self, "__subclasscheck__", [type]);
}

function subclassCheck(self: PyValue, subclass: PyValue): PyValue {
  if (!(subclass instanceof PyType)) throw typeError("issubclass() arg 1 must be a class");
  const data = dataOf(self);
  if (data.cache.has(subclass)) return true;
  if (data.negativeVersion < invalidationCounter) {
    data.negative = new WeakSet();
    data.negativeVersion = invalidationCounter;
  } else if (data.negative.has(subclass)) return false;
  const ok = callMethod(self, "__subclasshook__", [subclass]);
  if (ok === true) {
    data.cache.add(subclass);
    return true;
  }
  if (ok === false) {
    data.negative.add(subclass);
    return false;
  }
  if (ok !== NOT_IMPLEMENTED) throw assertionOf();
  if (self instanceof PyType && isSubtype(subclass, self)) {
    data.cache.add(subclass);
    return true;
  }
  for (const ref of data.registry) {
    const cls = ref.deref();
    if (cls !== undefined && isSubclass(subclass, cls as PyType)) {
      data.cache.add(subclass);
      return true;
    }
  }
  for (const derived of toArray(call(getAttr(self, "__subclasses__"), []))) {
    if (isSubclass(subclass, derived)) {
      data.cache.add(subclass);
      return true;
    }
  }
  data.negative.add(subclass);
  return false;
}

function assertionOf(): unknown {
  return typeError("__subclasshook__ must return either False, True, or NotImplemented");
}
