/** BaseException. Source: CPython Objects/exceptions.c (BaseException_*). */
import { type Str, strToJs } from "../../kernel/str.ts";
import { setAttr } from "../abstract/attributes.ts";
import { toArray } from "../abstract/iterate.ts";
import { reprJs, str } from "../abstract/repr.ts";
import { object, str as text } from "../converters.ts";
import { type GetSetSpec, getset, member, method, posOnly, type TypeSpec } from "../declare.ts";
import { PyDict } from "../dict/dict.ts";
import { addNote, typeError } from "../errors.ts";
import { genericDictGetSet } from "../generic-dict.ts";
import { dictOf } from "../instance-dict.ts";
import type { KwNames, PyObject, PyValue } from "../object.ts";
import { asStr } from "../str/str-object.ts";
import { isTraceback } from "../traceback-hook.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { typeName } from "../typeof.ts";
import { PyBaseException } from "./base.ts";

export function baseExceptionSpec(): Partial<TypeSpec<never>> {
  const spec: Partial<TypeSpec<PyBaseException>> = {
    slots: { tp_repr: exceptionRepr, tp_str: exceptionStr, tp_init: exceptionInit, tp_new: exceptionNew },
    methods: {
      __reduce__: method([], null, exceptionReduce, {
        signature: null,
      }),
      __setstate__: method([posOnly("state", object)], null, exceptionSetState),
      with_traceback: method([posOnly("tb", object)], "Set self.__traceback__ to tb and return self.", withTraceback),
      add_note: method([posOnly("note", text)], "Add a note to the exception", addNoteMethod),
    },
    basicsize: 72,
    members: { __suppress_context__: member("suppressContext", { set: setSuppress }) },
    getset: {
      args: getset((self: PyBaseException) => self.args, setArgs, null),
      __traceback__: getset((self: PyBaseException) => self.traceback, setTraceback, null),
      __context__: getset((self: PyBaseException) => self.context, setContext, null),
      __cause__: getset((self: PyBaseException) => self.cause, setCause, null),
      __dict__: genericDictGetSet() as GetSetSpec,
    },
  };
  return spec as Partial<TypeSpec<never>>;
}

export function exceptionNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  const self = type.tp_alloc!(type) as PyBaseException;
  self.args = new PyTuple(kwnames === null ? args : args.slice(0, args.length - kwnames.length));
  return self;
}

function exceptionInit(self: PyBaseException, args: PyValue[], kwnames: KwNames): void {
  if (kwnames !== null && kwnames.length > 0) throw typeError(`${typeName(self)}() takes no keyword arguments`);
  self.args = new PyTuple(args);
}

export function exceptionStr(self: PyBaseException): PyValue {
  const { items } = self.args;
  if (items.length === 0) return "";
  return items.length === 1 ? str(items[0]) : str(self.args);
}

function exceptionRepr(self: PyBaseException): PyValue {
  const name = strToJs(self.type.name);
  return self.args.items.length === 1 ? `${name}(${reprJs(self.args.items[0])})` : `${name}${reprJs(self.args)}`;
}

export function exceptionReduce(self: PyBaseException): PyValue {
  const parts: PyValue[] = [self.type, self.args];
  if (self.dict !== null && self.dict.size > 0) parts.push(self.dict);
  return new PyTuple(parts);
}

function exceptionSetState(self: PyBaseException, state: PyValue): PyValue {
  if (state === null) return null;
  if (!(state instanceof PyDict)) throw typeError("state is not a dictionary");
  for (const key of state.keysArray()) setAttr(self, asStr(key)!, state.get(key)!);
  return null;
}

function withTraceback(self: PyBaseException, tb: PyValue): PyValue {
  setTraceback(self, tb);
  return self;
}

function addNoteMethod(self: PyBaseException, note: Str): PyValue {
  dictOf(self);
  addNote(self, note);
  return null;
}

function setArgs(self: PyBaseException, value: PyValue | undefined): void {
  if (value === undefined) throw typeError("args may not be deleted");
  self.args = new PyTuple(toArray(value));
}

function setTraceback(self: PyBaseException, value: PyValue | undefined): void {
  if (value === undefined) throw typeError("__traceback__ may not be deleted");
  if (value !== null && !isTraceback(value)) throw typeError("__traceback__ must be a traceback or None");
  self.traceback = value as PyObject | null;
}

function setContext(self: PyBaseException, value: PyValue | undefined): void {
  if (value === undefined) throw typeError("__context__ may not be deleted");
  if (value !== null && !(value instanceof PyBaseException)) {
    throw typeError("exception context must be None or derive from BaseException");
  }
  self.context = value;
}

function setCause(self: PyBaseException, value: PyValue | undefined): void {
  if (value === undefined) throw typeError("__cause__ may not be deleted");
  if (value !== null && !(value instanceof PyBaseException)) {
    throw typeError("exception cause must be None or derive from BaseException");
  }
  self.cause = value;
  self.suppressContext = true;
}

function setSuppress(self: PyBaseException, value: PyValue | undefined): void {
  if (value === undefined) throw typeError("can't delete numeric/char attribute");
  if (typeof value !== "boolean") throw typeError("attribute value type must be bool");
  self.suppressContext = value;
}
