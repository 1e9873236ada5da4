/** ast.AST: construction by fields, replacement, pickling. Source: CPython Python/Python-ast.c (ast_type_init, ast_type_reduce, ast_type_replace). */
import { type Str, strToJs } from "../../kernel/str.ts";
import { getAttr, lookupAttr, setAttr } from "../../objects/abstract/attributes.ts";
import { call } from "../../objects/abstract/call.ts";
import { toArray } from "../../objects/abstract/iterate.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { warn } from "../../objects/abstract/warn.ts";
import { defineType, method, varKw } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { typeError } from "../../objects/errors.ts";
import { PyGenericAlias } from "../../objects/generic-alias.ts";
import { genericDictGetSet } from "../../objects/generic-dict.ts";
import { PyList } from "../../objects/list/list.ts";
import type { KwNames, PyInstance, PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName, typeOf } from "../../objects/typeof.ts";
import { PyUnion } from "../../objects/typing/union.ts";
import { astRepr } from "./repr.ts";
import { nodeTypes } from "./types.ts";

export const astType: PyType = defineType<PyInstance>({
  name: "ast.AST",
  basicsize: 24,
  doc: null,
  flags: ["basetype", "heaptype", "dict", "weakref"],
  slots: { tp_init: astInit, tp_repr: astRepr },
  methods: {
    __reduce__: method([], "Pickle by class and fields.", astReduce, { signature: null }),
    __replace__: method(
      [varKw("fields")],
      "Return a copy of the AST node with new values for the specified fields.",
      astReplace,
      { signature: "($self, /, **fields)" },
    ),
  },
  getset: { __dict__: genericDictGetSet() },
  constants: () => ({ _fields: new PyTuple([]), _attributes: new PyTuple([]), __match_args__: new PyTuple([]) }),
});

/** The names that a class attribute lists: whatever a program has put there. */
function namesOf(self: PyValue, attribute: string): PyValue[] {
  return toArray(getAttr(typeOf(self), attribute));
}

function attributesOf(self: PyValue): PyValue[] {
  const attributes = lookupAttr(typeOf(self), "_attributes");
  return attributes === undefined ? [] : toArray(attributes);
}

function setField(self: PyValue, field: PyValue, value: PyValue): void {
  const name = asStr(field);
  if (name === undefined) throw typeError(`attribute name must be string, not '${typeName(field)}'`);
  setAttr(self, name, value);
}

function typeText(self: PyValue): string {
  return strToJs(typeOf(self).name);
}

function astInit(self: PyInstance, args: PyValue[], kwnames: KwNames): void {
  const fields = namesOf(self, "_fields");
  const positional = args.length - (kwnames?.length ?? 0);
  if (positional > fields.length) {
    throw typeError(
      `${typeText(self)} constructor takes at most ${fields.length} positional argument${fields.length === 1 ? "" : "s"}`,
    );
  }
  const missing = new Set(fields);
  for (let i = 0; i < positional; i++) {
    setField(self, fields[i], args[i]);
    missing.delete(fields[i]);
  }
  (kwnames ?? []).forEach((name, i) => setKeyword(self, fields, missing, name, args[positional + i]));
  if (missing.size > 0) fillMissing(self, fields, missing);
}

function setKeyword(self: PyValue, fields: readonly PyValue[], missing: Set<PyValue>, name: Str, value: PyValue): void {
  if (fields.includes(name)) {
    if (!missing.delete(name)) throw typeError(`${typeText(self)} got multiple values for argument ${reprJs(name)}`);
  } else if (!attributesOf(self).includes(name)) {
    const prefix = typeOf(self) === astType ? "ast.AST" : typeText(self);
    warn(
      "DeprecationWarning",
      `${prefix}.__init__ got an unexpected keyword argument ${reprJs(name)}. Support for arbitrary keyword arguments is deprecated and will be removed in Python 3.15.`,
    );
  }
  setAttr(self, name, value);
}

/** Fields that were not given: lists become empty, contexts Load, optional ones keep the class's None. */
function fillMissing(self: PyValue, fields: readonly PyValue[], missing: Set<PyValue>): void {
  const types = lookupAttr(typeOf(self), "_field_types");
  for (const name of fields) {
    if (!missing.has(name)) continue;
    const type = types instanceof PyDict ? types.get(name) : undefined;
    if (type === undefined) {
      if (types === undefined) continue;
      warn(
        "DeprecationWarning",
        `Field ${reprJs(name)} is missing from ${typeText(self)}._field_types. This will become an error in Python 3.15.`,
      );
      continue;
    }
    const { optional, list, context } = nodeTypes().defaults;
    if (optional.has(type) || type instanceof PyUnion) continue;
    if (list.has(type) || type instanceof PyGenericAlias) setField(self, name, new PyList([]));
    else if (type === context) setField(self, name, nodeTypes().load);
    else {
      warn(
        "DeprecationWarning",
        `${typeText(self)}.__init__ missing 1 required positional argument: ${reprJs(name)}. This will become an error in Python 3.15.`,
      );
    }
  }
}

function astReduce(self: PyInstance): PyValue {
  const dict = lookupAttr(self, "__dict__");
  if (!(dict instanceof PyDict)) return new PyTuple([self.type, new PyTuple([])]);
  const rest = dict.copy();
  const positional: PyValue[] = [];
  for (const name of namesOf(self, "_fields")) {
    if (rest.get(name) === undefined) break;
    positional.push(null);
  }
  return new PyTuple([self.type, new PyTuple(positional), rest]);
}

function astReplace(self: PyInstance, changes: PyDict): PyValue {
  const fields = namesOf(self, "_fields");
  const attributes = attributesOf(self);
  const known = new Set([...fields, ...attributes]);
  for (const key of changes.keysArray()) {
    if (!known.has(key as Str)) {
      throw typeError(`${typeText(self)}.__replace__ got an unexpected keyword argument ${reprJs(key)}.`);
    }
  }
  const dict = lookupAttr(self, "__dict__") as PyDict;
  const payload = new PyDict();
  const missing: string[] = [];
  const optional = (name: PyValue): boolean => lookupAttr(typeOf(self), name as Str) === null;
  for (const name of [...fields, ...attributes]) {
    const value = changes.get(name) ?? (changes.has(name) ? null : dict.get(name));
    if (value !== undefined) payload.set(name, value);
    else if (fields.includes(name) && !optional(name)) missing.push(reprJs(name));
  }
  if (missing.length > 0) {
    throw typeError(
      `${typeText(self)}.__replace__ missing ${missing.length} keyword argument${missing.length === 1 ? "" : "s"}: ${missing.join(", ")}.`,
    );
  }
  return call(typeOf(self), payload.valuesArray(), payload.keysArray() as Str[]);
}
