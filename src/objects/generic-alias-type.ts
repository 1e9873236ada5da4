/** The type types.GenericAlias. Source: CPython Objects/genericaliasobject.c. */
import { type Str, strToJs } from "../kernel/str.ts";
import { genericGetAttr, getAttr, lookupAttr, lookupSpecial, setAttr } from "./abstract/attributes.ts";
import { builtin } from "./abstract/builtin.ts";
import { call } from "./abstract/call.ts";
import { equal, hash, isTrue } from "./abstract/compare.ts";
import { getItem } from "./abstract/container.ts";
import { toArray } from "./abstract/iterate.ts";
import { reprJs, strJs } from "./abstract/repr.ts";
import { object } from "./converters.ts";
import { defineType, getset, member, method, posOnly } from "./declare.ts";
import { isException, typeError } from "./errors.ts";
import { PyExc_AttributeError, PyExc_TypeError } from "./exceptions/types.ts";
import { PyGenericAlias } from "./generic-alias.ts";
import { PyList } from "./list/list.ts";
import { type Int, inheritPyObject, type KwNames, type PyObject, type PyValue } from "./object.ts";
import { ELLIPSIS_OBJECT, NOT_IMPLEMENTED } from "./singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "./slots.ts";
import { PyTuple } from "./tuple/tuple.ts";
import { tupleType } from "./tuple/type.ts";
import { PyType } from "./type-object.ts";
import { typeName } from "./typeof.ts";
import { typeOr } from "./typing/union.ts";

export const genericAliasType: PyType = defineType<PyGenericAlias>({
  name: "types.GenericAlias",
  basicsize: 64,
  doc: "A type with type arguments, such as list[int].",
  flags: ["basetype", "weakref"],
  alloc: (type) => new PyGenericAlias(null, new PyTuple([]), type),
  slots: {
    tp_repr: aliasRepr,
    tp_hash: aliasHash,
    tp_call: aliasCall,
    tp_getattro: aliasGetAttr,
    tp_richcompare: aliasCompare,
    tp_iter: aliasIter,
    mp_subscript: aliasSubscript,
    nb_or: (a, b) => typeOr(a, b),
  },
  new: method([posOnly("origin", object), posOnly("args", object)], "", aliasNew),
  methods: {
    __mro_entries__: method([posOnly("bases", object)], null, (self: PyGenericAlias) => new PyTuple([self.origin]), {
      signature: null,
    }),
    __instancecheck__: method([posOnly("instance", object)], null, refuseIsInstance, {
      signature: null,
    }),
    __subclasscheck__: method([posOnly("cls", object)], null, refuseIsSubclass, {
      signature: null,
    }),
    __reduce__: method([], null, aliasReduce, { signature: null }),
    __dir__: method([], null, aliasDir, { signature: null }),
  },
  members: {
    __origin__: member("origin"),
    __args__: member("args"),
    __unpacked__: member("starred"),
  },
  getset: {
    __parameters__: getset(aliasParameters, undefined, "Type variables in the GenericAlias."),
    __typing_unpacked_tuple_args__: getset(unpackedArgs, undefined, null),
  },
});

/** Attributes that belong to the alias itself; all others are the origin's. */
const OWN = new Set([
  "__class__",
  "__origin__",
  "__args__",
  "__unpacked__",
  "__parameters__",
  "__typing_unpacked_tuple_args__",
  "__mro_entries__",
  "__reduce_ex__",
  "__reduce__",
  "__copy__",
  "__deepcopy__",
]);
const BLOCKED = new Set(["__bases__", "__copy__", "__deepcopy__"]);

function aliasNew(type: PyType, origin: PyValue, args: PyValue): PyValue {
  return new PyGenericAlias(origin, args instanceof PyTuple ? args : new PyTuple([args]), type);
}

/** One argument as it is written in source (_Py_typing_type_repr). */
export function typeReprText(value: PyValue): string {
  if (value === ELLIPSIS_OBJECT) return "...";
  if (value === null) return "None";
  if (value instanceof PyList) return `[${value.items.map(typeReprText).join(", ")}]`;
  if (lookupAttr(value, "__origin__") !== undefined && lookupAttr(value, "__args__") !== undefined)
    return reprJs(value);
  const qualname = lookupAttr(value, "__qualname__");
  const module = lookupAttr(value, "__module__");
  if (qualname === undefined || module === undefined || module === null) return reprJs(value);
  return strJs(module) === "builtins" ? strJs(qualname) : `${strJs(module)}.${strJs(qualname)}`;
}

function aliasRepr(self: PyGenericAlias): PyValue {
  const args = self.args.items.length === 0 ? "()" : self.args.items.map(typeReprText).join(", ");
  return `${self.starred ? "*" : ""}${typeReprText(self.origin)}[${args}]`;
}

function aliasHash(self: PyGenericAlias): Int {
  const mixed = BigInt(hash(self.origin)) ^ BigInt(hash(self.args));
  const result = BigInt.asIntN(64, mixed);
  return Number.isSafeInteger(Number(result)) ? Number(result) : result;
}

function aliasCall(self: PyGenericAlias, args: PyValue[], kwnames: KwNames): PyValue {
  const made = call(self.origin, args, kwnames);
  try {
    setAttr(made, "__orig_class__", self);
  } catch (caught) {
    if (!isException(caught, PyExc_AttributeError) && !isException(caught, PyExc_TypeError)) throw caught;
  }
  return made;
}

function aliasGetAttr(self: PyGenericAlias, name: Str): PyValue {
  const text = strToJs(name);
  if (!OWN.has(text) && !BLOCKED.has(text)) return getAttr(self.origin, name);
  return genericGetAttr(self, name);
}

function aliasCompare(a: PyGenericAlias, b: PyValue, op: CompareOp): PyValue {
  if ((op !== Py_EQ && op !== Py_NE) || !(b instanceof PyGenericAlias)) return NOT_IMPLEMENTED;
  const same = a.starred === b.starred && equal(a.origin, b.origin) && equal(a.args, b.args);
  return op === Py_EQ ? same : !same;
}

/** Iterating gives the alias once, starred. */
function aliasIter(self: PyGenericAlias): PyValue {
  return new GenericAliasIterator(self);
}

export class GenericAliasIterator implements PyObject {
  static {
    inheritPyObject(GenericAliasIterator);
  }
  type: PyType;
  alias: PyGenericAlias | null;
  constructor(alias: PyGenericAlias) {
    this.type = genericAliasIteratorType;
    this.alias = alias;
  }
}

export const genericAliasIteratorType = defineType<GenericAliasIterator>({
  name: "generic_alias_iterator",
  basicsize: 24,
  doc: null,
  flags: ["disallow_instantiation"],
  slots: { tp_iter: (self) => self, tp_iternext: iteratorNext },
  methods: {
    __reduce__: method(
      [],
      null,
      (self: GenericAliasIterator) => new PyTuple([builtin("iter"), new PyTuple([self.alias ?? new PyTuple([])])]),
      { signature: null },
    ),
  },
});

function iteratorNext(self: GenericAliasIterator): PyValue | undefined {
  const { alias } = self;
  if (alias === null) return undefined;
  self.alias = null;
  const starred = new PyGenericAlias(alias.origin, alias.args);
  starred.starred = true;
  return starred;
}

function aliasParameters(self: PyGenericAlias): PyTuple {
  return (self.parameters ??= makeParameters(self.args));
}

/** _Py_make_parameters: the type variables in a tuple of arguments, each once, in order. */
export function makeParameters(args: PyTuple): PyTuple {
  const found: PyValue[] = [];
  const add = (parameter: PyValue) => {
    if (!found.includes(parameter)) found.push(parameter);
  };
  for (const arg of args.items) {
    if (arg instanceof PyType) continue;
    if (lookupAttr(arg, "__typing_subst__") !== undefined) {
      add(arg);
      continue;
    }
    const nested =
      arg instanceof PyTuple || arg instanceof PyList
        ? makeParameters(new PyTuple(arg.items))
        : lookupAttr(arg, "__parameters__");
    if (nested instanceof PyTuple) nested.items.forEach(add);
  }
  return new PyTuple(found);
}

/** `alias[item]`: substitutes the parameters. */
function aliasSubscript(self: PyGenericAlias, item: PyValue): PyValue {
  const args = substitute(self, self.args, aliasParameters(self), item);
  const made = new PyGenericAlias(self.origin, new PyTuple(args), self.type);
  made.starred = self.starred;
  return made;
}

/** _Py_subs_parameters. */
export function substitute(self: PyValue, args: PyTuple, parameters: PyTuple, item: PyValue): PyValue[] {
  const params = parameters.items;
  if (params.length === 0) throw typeError(`${reprJs(self)} is not a generic class`);
  let given: PyValue = unpackItem(item);
  for (const parameter of params) {
    const prepare = lookupAttr(parameter, "__typing_prepare_subst__");
    if (prepare !== undefined && prepare !== null) given = call(prepare, [self, given]);
  }
  const values = given instanceof PyTuple ? given.items : [given];
  if (values.length !== params.length) {
    const few = values.length > params.length ? "many" : "few";
    throw typeError(`Too ${few} arguments for ${reprJs(self)}; actual ${values.length}, expected ${params.length}`);
  }
  const result: PyValue[] = [];
  for (const arg of args.items) substituteArg(arg, params, values, result);
  return result;
}

function substituteArg(arg: PyValue, params: PyValue[], values: PyValue[], result: PyValue[]): void {
  if (arg instanceof PyType) {
    result.push(arg);
    return;
  }
  const unpack = isUnpacked(arg);
  const subst = lookupAttr(arg, "__typing_subst__");
  let value: PyValue;
  if (subst !== undefined) value = call(subst, [values[params.indexOf(arg)]]);
  else if (arg instanceof PyTuple || arg instanceof PyList) {
    const inner: PyValue[] = [];
    for (const part of arg.items) substituteArg(part, params, values, inner);
    value = arg instanceof PyTuple ? new PyTuple(inner) : new PyList(inner);
  } else value = substituteNested(arg, params, values);
  if (!unpack) result.push(value);
  else if (value instanceof PyTuple) for (const part of value.items) result.push(part);
  else {
    const kinds = `${typeName(arg)} objects to return a tuple, not ${typeName(value)}`;
    throw typeError(`expected __typing_subst__ of ${kinds}`);
  }
}

/** subs_tvars: an argument that is generic itself. */
function substituteNested(arg: PyValue, params: PyValue[], values: PyValue[]): PyValue {
  const nested = lookupAttr(arg, "__parameters__");
  if (!(nested instanceof PyTuple) || nested.items.length === 0) return arg;
  const picked: PyValue[] = [];
  for (const parameter of nested.items) {
    const i = params.indexOf(parameter);
    const value = i < 0 ? parameter : values[i];
    const isVariadic = typeName(parameter) === "typing.TypeVarTuple";
    if (isVariadic && value instanceof PyTuple) picked.push(...value.items);
    else picked.push(value);
  }
  return getItem(arg, new PyTuple(picked));
}

function isUnpacked(arg: PyValue): boolean {
  const value = lookupAttr(arg, "__typing_is_unpacked_typevartuple__");
  return value !== undefined && isTrue(value);
}

/** _unpack_args: starred tuples among the arguments are spread. */
function unpackItem(item: PyValue): PyValue {
  const items = item instanceof PyTuple ? item.items : [item];
  const result: PyValue[] = [];
  for (const value of items) {
    const inner = value instanceof PyType ? undefined : lookupAttr(value, "__typing_unpacked_tuple_args__");
    const spread =
      inner instanceof PyTuple && (inner.items.length === 0 || inner.items[inner.items.length - 1] !== ELLIPSIS_OBJECT);
    if (spread) result.push(...(inner as PyTuple).items);
    else result.push(value);
  }
  return new PyTuple(result);
}

function unpackedArgs(self: PyGenericAlias): PyValue {
  return self.starred && self.origin === tupleType ? self.args : null;
}

function refuseIsInstance(): PyValue {
  throw typeError("isinstance() argument 2 cannot be a parameterized generic");
}

function refuseIsSubclass(): PyValue {
  throw typeError("issubclass() argument 2 cannot be a parameterized generic");
}

function aliasReduce(self: PyGenericAlias): PyValue {
  if (self.starred) {
    const plain = new PyGenericAlias(self.origin, self.args);
    return new PyTuple([builtin("next"), new PyTuple([new GenericAliasIterator(plain)])]);
  }
  return new PyTuple([self.type, new PyTuple([self.origin, self.args])]);
}

function aliasDir(self: PyGenericAlias): PyValue {
  const names = toArray(call(lookupSpecial(self.origin, "__dir__")!, []));
  for (const name of OWN) if (!BLOCKED.has(name) && !names.includes(name)) names.push(name);
  return new PyList(names);
}
