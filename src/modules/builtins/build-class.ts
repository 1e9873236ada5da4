/** `__build_class__`: the class statement. Source: CPython Python/bltinmodule.c (builtin___build_class__). */
import type { Str } from "../../kernel/str.ts";
import { strToJs } from "../../kernel/str.ts";
import { lookupAttr } from "../../objects/abstract/attributes.ts";
import { isMapping, setItem } from "../../objects/abstract/container.ts";
import { PyCell } from "../../objects/cell.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { runtimeError, typeError } from "../../objects/errors.ts";
import { PyFunction } from "../../objects/function.ts";
import { activate, type CallRequest } from "../../objects/machine.ts";
import type { KwNames, PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { calculateMetaclass } from "../../objects/type/new.ts";
import { typeType } from "../../objects/type/type.ts";
import { PyType } from "../../objects/type-object.ts";
import { typeName, typeOf } from "../../objects/typeof.ts";

export function buildClass(args: PyValue[], kwds: PyDict): PyValue {
  if (args.length < 2) throw typeError("__build_class__: not enough arguments");
  const [body, name] = args;
  if (!(body instanceof PyFunction)) throw typeError("__build_class__: func must be a function");
  if (asStr(name) === undefined) throw typeError("__build_class__: name is not a string");
  return activate(steps(body, name, args.slice(2), kwds));
}

type Steps<T> = Generator<CallRequest, T, PyValue>;

function request(callable: PyValue, args: PyValue[], kwnames: KwNames = null): CallRequest {
  return { callable, args, kwnames };
}

function* steps(body: PyFunction, name: PyValue, original: PyValue[], kwds: PyDict): Steps<PyValue> {
  const bases = yield* resolveBases(original);
  let meta = kwds.pop("metaclass");
  meta ??= bases.length === 0 ? typeType : typeOf(bases[0]);
  const isClass = meta instanceof PyType;
  if (meta instanceof PyType) meta = calculateMetaclass(meta, bases);
  const names = kwds.keysArray() as Str[];
  const values = kwds.valuesArray();
  const kwnames = names.length === 0 ? null : names;
  const tuple = new PyTuple(bases);
  const prepare = lookupAttr(meta, "__prepare__");
  let namespace: PyValue = new PyDict();
  if (prepare !== undefined) namespace = yield request(prepare, [name, tuple, ...values], kwnames);
  if (!isMapping(namespace)) {
    const who = isClass ? strToJs((meta as PyType).name) : "<metaclass>";
    throw typeError(`${who}.__prepare__() must return a mapping, not ${typeName(namespace)}`);
  }
  const cell = yield { callable: body, args: [], kwnames: null, namespace };
  if (original.length !== bases.length || original.some((base, i) => base !== bases[i])) {
    setItem(namespace, "__orig_bases__", new PyTuple(original));
  }
  const cls = yield request(meta, [name, tuple, namespace, ...values], kwnames);
  if (cls instanceof PyType && cell instanceof PyCell) checkCell(cell, cls, name);
  return cls;
}

/** The `__class__` cell must have been filled by type.__new__. */
function checkCell(cell: PyCell, cls: PyType, name: PyValue): void {
  const shown = strToJs(asStr(name)!);
  if (cell.v === undefined) {
    throw runtimeError(
      `__class__ not set defining '${shown}' as <class '${qualified(cls)}'>. Was __classcell__ propagated to type.__new__?`,
    );
  }
  if (cell.v !== cls) {
    const other = cell.v instanceof PyType ? `<class '${qualified(cell.v)}'>` : typeName(cell.v);
    throw typeError(`__class__ set to ${other} defining '${shown}' as <class '${qualified(cls)}'>`);
  }
}

function qualified(cls: PyType): string {
  const module = cls.dict.getStr("__module__");
  const text = module === undefined ? undefined : asStr(module);
  const name = strToJs(cls.qualname);
  return text === undefined || text === "builtins" ? name : `${strToJs(text)}.${name}`;
}

/** update_bases: bases that are no classes may stand for others (`__mro_entries__`). */
function* resolveBases(original: PyValue[]): Steps<PyValue[]> {
  const bases: PyValue[] = [];
  const tuple = new PyTuple(original);
  for (const base of original) {
    const method = base instanceof PyType ? undefined : lookupAttr(base, "__mro_entries__");
    if (method === undefined) {
      bases.push(base);
      continue;
    }
    const entries = yield request(method, [tuple]);
    if (!(entries instanceof PyTuple)) throw typeError("__mro_entries__ must return a tuple");
    bases.push(...entries.items);
  }
  return bases;
}
