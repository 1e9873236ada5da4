/**
 * Functions of each calling convention, as functions, methods, class methods and static methods: each answers with what it
 * was called with. Source: CPython Modules/_testcapimodule.c (meth_varargs and its like).
 */
import { object } from "../../objects/converters.ts";
import { type CallableSpec, defineType, fn, method, posOnly, varArgs, varKw } from "../../objects/declare.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { machine } from "../../objects/machine.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";

const OPTIONS = { signature: null };

function positional(self: PyValue, args: PyValue[]): PyValue {
  return new PyTuple([self, new PyTuple(args)]);
}

function keywords(self: PyValue, args: PyValue[], kwargs: PyDict): PyValue {
  return new PyTuple([self, new PyTuple(args), kwargs]);
}

function one(self: PyValue, arg: PyValue): PyValue {
  return new PyTuple([self, arg]);
}

function none(self: PyValue): PyValue {
  return self;
}

const METHODS: Record<string, CallableSpec> = {
  meth_varargs: method([varArgs("args")], "", positional, OPTIONS),
  meth_varargs_keywords: method([varArgs("args"), varKw("kwargs")], "", keywords, OPTIONS),
  meth_o: method([posOnly("arg", object)], "", one, OPTIONS),
  meth_noargs: method([], "", none, OPTIONS),
  meth_fastcall: method([varArgs("args")], "", positional, OPTIONS),
  meth_fastcall_keywords: method([varArgs("args"), varKw("kwargs")], "", keywords, OPTIONS),
};

/** The same without `self`, for which `receiver` stands. */
function functions(receiver: () => PyValue): Record<string, CallableSpec> {
  return {
    meth_varargs: fn([varArgs("args")], "", (args) => positional(receiver(), args), OPTIONS),
    meth_varargs_keywords: fn(
      [varArgs("args"), varKw("kwargs")],
      "",
      (args, kwargs) => keywords(receiver(), args, kwargs),
      OPTIONS,
    ),
    meth_o: fn([posOnly("arg", object)], "", (arg) => one(receiver(), arg), OPTIONS),
    meth_noargs: fn([], "", () => none(receiver()), OPTIONS),
    meth_fastcall: fn([varArgs("args")], "", (args) => positional(receiver(), args), OPTIONS),
    meth_fastcall_keywords: fn(
      [varArgs("args"), varKw("kwargs")],
      "",
      (args, kwargs) => keywords(receiver(), args, kwargs),
      OPTIONS,
    ),
  };
}

export const MODULE_METHODS = functions(() => machine.interp.modules.getStr("_testcapi") ?? null);

export const methInstanceType = defineType<PyObject>({
  name: "_testcapi.MethInstance",
  doc: "Class with normal (instance) methods to test calling conventions",
  alloc: (type) => new PyObject(type),
  methods: METHODS,
});

export const methClassType = defineType<PyObject>({
  name: "_testcapi.MethClass",
  doc: "Class with class methods to test calling conventions",
  alloc: (type) => new PyObject(type),
  classMethods: METHODS,
});

export const methStaticType = defineType<PyObject>({
  name: "_testcapi.MethStatic",
  doc: "Class with static methods to test calling conventions",
  alloc: (type) => new PyObject(type),
  staticMethods: functions(() => null),
});
