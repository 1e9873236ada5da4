/** `object`: the base of everything. Source: CPython Objects/typeobject.c (object_*). */
import { strToJs } from "../kernel/str.ts";
import { genericGetAttr, genericSetAttr, getAttr, lookupAttr, typeLookup } from "./abstract/attributes.ts";
import { call, callMethod } from "./abstract/call.ts";
import { is, isTrue } from "./abstract/compare.ts";
import { toArray } from "./abstract/iterate.ts";
import { strJs } from "./abstract/repr.ts";
import { reprAddress } from "./address.ts";
import { cint, object } from "./converters.ts";
import { defineType, getset, method, posOnly } from "./declare.ts";
import { PyDict } from "./dict/dict.ts";
import { typeError } from "./errors.ts";
import { identityHash } from "./identity-hash.ts";
import { PyList } from "./list/list.ts";
import { newInstance, type PyObject, type PyValue } from "./object.ts";
import { objectGetState, reduceEx } from "./object-reduce.ts";
import { NOT_IMPLEMENTED } from "./singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "./slots.ts";
import { asStr } from "./str/str-object.ts";
import { setClass } from "./type/bases.ts";
import { basicSize, itemCount, itemSize } from "./type/layout.ts";
import { mergeClassNames, typeModule } from "./type/type.ts";
import { type PyType, TPFLAGS } from "./type-object.ts";
import { typeName, typeOf } from "./typeof.ts";

export const objectType: PyType = defineType<PyValue>({
  name: "object",
  doc: "The base of all classes. Its instances carry nothing.",
  signature: "()",
  flags: ["basetype"],
  alloc: (type) => newInstance(type),
  slots: {
    tp_repr: objectRepr,
    tp_str: (self) => typeOf(self).tp_repr!(self), // not repr(): str() checks the result, in its own words
    tp_hash: (self) => identityHash(self),
    tp_getattro: genericGetAttr,
    tp_setattro: genericSetAttr,
    tp_richcompare: objectCompare,
    tp_init: objectInit,
    tp_new: objectNew,
  },
  methods: {
    __reduce_ex__: method([posOnly("protocol", cint)], "Helper for pickle.", objectReduceEx),
    __reduce__: method([], "Helper for pickle.", (self: PyValue) => reduceEx(self, 0)),
    __getstate__: method([], "Helper for pickle.", (self: PyValue) => objectGetState(self, false)),
    __format__: method(
      [posOnly("format_spec", object)],
      "Format as str(self); only an empty specification is allowed.",
      objectFormat,
    ),
    __sizeof__: method([], "Size of the object in memory, in bytes.", (self: PyValue) => {
      const type = typeOf(self);
      return basicSize(type) + itemSize(type) * itemCount(type, self);
    }),
    __dir__: method([], "Names of the object's attributes, of its class's and of all bases'.", objectDir),
  },
  classMethods: {
    __init_subclass__: method([], "Called when a class is subclassed; does nothing by default.", () => null, {
      signature: null,
    }),
    __subclasshook__: method(
      [posOnly("object", object)],
      "Overridden by abstract classes to customize issubclass().",
      () => NOT_IMPLEMENTED,
      { signature: null },
    ),
  },
  getset: {
    __class__: getset(
      (self: PyValue) => typeOf(self),
      (self: PyValue, value) => setClass(self as PyObject, value),
      "the object's class",
    ),
  },
});

function objectRepr(self: PyValue): PyValue {
  const type = typeOf(self);
  const module = lookupModule(type);
  const name = strToJs(type.qualname);
  const text = module === null ? undefined : asStr(module);
  const shown =
    text !== undefined && text !== "builtins"
      ? `${strToJs(text)}.${name}`
      : strToJs(type.spec === null ? name : type.tp_name);
  return `<${shown} object at ${reprAddress(self)}>`;
}

function lookupModule(type: PyType): PyValue {
  return type.spec === null && !type.dict.has("__module__") ? null : typeModule(type);
}

function objectCompare(self: PyValue, other: PyValue, op: CompareOp): PyValue {
  if (op === Py_EQ) return is(self, other) ? true : NOT_IMPLEMENTED;
  if (op !== Py_NE) return NOT_IMPLEMENTED;
  const compare = typeOf(self).tp_richcompare;
  if (compare === undefined) return NOT_IMPLEMENTED;
  const result = compare(self, other, Py_EQ);
  if (result === NOT_IMPLEMENTED) return result;
  return typeof result === "boolean" ? !result : !isTrue(result);
}

/** excess_args decides whether arguments are an error: they are when the other of `__new__`/`__init__` is not overridden. */
function objectInit(self: PyValue, args: PyValue[]): void {
  if (args.length === 0) return;
  const type = typeOf(self);
  if (type.tp_init !== objectInit) {
    throw typeError("object.__init__() takes exactly one argument (the instance to initialize)");
  }
  if (type.tp_new === objectNew) {
    throw typeError(`${strToJs(type.name)}.__init__() takes exactly one argument (the instance to initialize)`);
  }
}

function objectNew(type: PyType, args: PyValue[]): PyValue {
  if (args.length > 0) {
    if (type.tp_new !== objectNew)
      throw typeError("object.__new__() takes exactly one argument (the type to instantiate)");
    if (type.tp_init === objectInit) throw typeError(`${strToJs(type.name)}() takes no arguments`);
  }
  if ((type.flags & TPFLAGS.IS_ABSTRACT) !== 0) throw abstractError(type);
  return type.tp_alloc!(type);
}

function abstractError(type: PyType): unknown {
  const names = toArray(getAttr(type, "__abstractmethods__")).map((name) => strJs(name));
  names.sort();
  const plural = names.length > 1 ? "s" : "";
  const list = names.map((name) => `'${name}'`).join(", ");
  return typeError(
    `Can't instantiate abstract class ${strToJs(type.name)} without an implementation for abstract method${plural} ${list}`,
  );
}

function objectFormat(self: PyValue, spec: PyValue): PyValue {
  const text = asStr(spec);
  if (text === undefined) throw typeError(`__format__() argument must be str, not ${typeName(spec)}`);
  if (text !== "") throw typeError(`unsupported format string passed to ${typeName(self)}.__format__`);
  return typeOf(self).tp_str!(self);
}

function objectDir(self: PyValue): PyValue {
  const dict = lookupAttr(self, "__dict__");
  const names = new PyDict();
  if (dict instanceof PyDict) callMethod(names, "update", [dict]);
  const cls = lookupAttr(self, "__class__");
  if (cls !== undefined) mergeClassNames(names, cls);
  return new PyList(names.keysArray());
}

/** An overridden `__reduce__` goes first. */
function objectReduceEx(self: PyValue, protocol: number): PyValue {
  const reduce = getAttr(self, "__reduce__");
  const own = typeLookup(typeOf(self), "__reduce__");
  if (own !== objectType.dict.getStr("__reduce__")) return call(reduce, []);
  return reduceEx(self, protocol);
}
