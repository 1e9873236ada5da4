/** Class and mapping patterns. Source: CPython Python/ceval.c (_PyEval_MatchClass, _PyEval_MatchKeys). */
import { type Str, strToJs } from "../kernel/str.ts";
import { getAttr, lookupAttr } from "../objects/abstract/attributes.ts";
import { call } from "../objects/abstract/call.ts";
import { reprJs } from "../objects/abstract/repr.ts";
import { typeError, valueError } from "../objects/errors.ts";
import { PyObject, type PyValue } from "../objects/object.ts";
import { objectType } from "../objects/object-type.ts";
import { PySet } from "../objects/set/set.ts";
import { asStr } from "../objects/str/str-object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import { isInstance } from "../objects/type/type.ts";
import { PyType, TPFLAGS } from "../objects/type-object.ts";
import { typeName } from "../objects/typeof.ts";

/** The attributes that `case cls(p1, …, name=…)` binds, as a tuple, or None when the subject does not match. */
export function matchClass(subject: PyValue, type: PyValue, count: number, names: PyTuple): PyValue {
  if (!(type instanceof PyType)) throw typeError("called match pattern must be a class");
  if (!isInstance(subject, type)) return null;
  const seen = new Set<string>();
  const attrs: PyValue[] = [];
  if (count > 0) {
    let matchSelf = false;
    let match = lookupAttr(type, "__match_args__");
    if (match === undefined) {
      matchSelf = (type.flags & TPFLAGS.MATCH_SELF) !== 0;
      match = new PyTuple([]);
    } else if (!(match instanceof PyTuple)) {
      throw typeError(`${strToJs(type.tp_name)}.__match_args__ must be a tuple (got ${typeName(match)})`);
    }
    const allowed = matchSelf ? 1 : (match as PyTuple).items.length;
    if (allowed < count) {
      const plural = allowed === 1 ? "" : "s";
      throw typeError(`${strToJs(type.tp_name)}() accepts ${allowed} positional sub-pattern${plural} (${count} given)`);
    }
    if (matchSelf) {
      attrs.push(subject);
    } else {
      for (let i = 0; i < count; i++) {
        const name = asStr((match as PyTuple).items[i]);
        if (name === undefined) {
          throw typeError(`__match_args__ elements must be strings (got ${typeName((match as PyTuple).items[i])})`);
        }
        const value = matchAttr(subject, type, name, seen);
        if (value === undefined) return null;
        attrs.push(value);
      }
    }
  }
  for (const name of names.items) {
    const value = matchAttr(subject, type, name as Str, seen);
    if (value === undefined) return null;
    attrs.push(value);
  }
  return new PyTuple(attrs);
}

function matchAttr(subject: PyValue, type: PyType, name: Str, seen: Set<string>): PyValue | undefined {
  const text = strToJs(name);
  if (seen.has(text)) {
    throw typeError(`${strToJs(type.tp_name)}() got multiple sub-patterns for attribute ${reprJs(name)}`);
  }
  seen.add(text);
  return lookupAttr(subject, name);
}

/** The values that a mapping pattern's keys have in the subject, as a tuple, or None when one is missing. */
export function matchKeys(subject: PyValue, keys: PyTuple): PyValue {
  if (keys.items.length === 0) return new PyTuple([]);
  const get = getAttr(subject, "get");
  const missing = new PyObject(objectType);
  const seen = new PySet();
  const values: PyValue[] = [];
  for (const key of keys.items) {
    if (seen.has(key)) throw valueError(`mapping pattern checks duplicate key (${reprJs(key)})`);
    seen.add(key);
    const value = call(get, [key, missing]);
    if (value === missing) return null;
    values.push(value);
  }
  return new PyTuple(values);
}
