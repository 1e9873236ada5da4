/** TypeVar, ParamSpec, TypeVarTuple and their parts. Source: CPython Objects/typevarobject.c. */
import { type Str, strToJs } from "../../kernel/str.ts";
import { getAttr } from "../abstract/attributes.ts";
import { call, callMethod } from "../abstract/call.ts";
import { equal } from "../abstract/compare.ts";
import { getItem } from "../abstract/container.ts";
import { toArray } from "../abstract/iterate.ts";
import { reprJs, strJs } from "../abstract/repr.ts";
import { object, str as text, truth } from "../converters.ts";
import { defineType, getset, kwOnly, member, method, param, posOnly, varArgs } from "../declare.ts";
import type { PyDict } from "../dict/dict.ts";
import { typeError, valueError } from "../errors.ts";
import { importFrom } from "../import-hook.ts";
import { dictOf } from "../instance-dict.ts";
import { machine } from "../machine.ts";
import { argumentlessNew } from "../new-helpers.ts";
import { PyObject, type PyValue } from "../object.ts";
import { NOT_IMPLEMENTED } from "../singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "../slots.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { ConstEvaluator } from "./evaluator.ts";

export const noDefaultType: PyType = defineType<PyObject>({
  name: "NoDefaultType",
  signature: "()",
  doc: "The type of the NoDefault singleton.",
  slots: {
    tp_repr: () => "typing.NoDefault",
    tp_new: (_t, args, kw) => argumentlessNew("NoDefaultType", args, kw, NO_DEFAULT),
  },
  methods: { __reduce__: method([], null, () => "NoDefault", { signature: null }) },
});

export const NO_DEFAULT: PyObject = new PyObject(noDefaultType);

/** A value given now or computed by a function when first asked. */
class Lazy {
  value: PyValue | undefined;
  readonly compute: PyValue | undefined;
  constructor(value: PyValue | undefined, compute: PyValue | undefined) {
    this.value = value;
    this.compute = compute;
  }
  get(absent: PyValue): PyValue {
    if (this.value === undefined) {
      if (this.compute === undefined) return absent;
      this.value = call(this.compute, [1]);
    }
    return this.value;
  }
  evaluator(): PyValue {
    if (this.compute !== undefined) return this.compute;
    return this.value === undefined ? null : new ConstEvaluator(this.value);
  }
}

export type ParamKind = "TypeVar" | "ParamSpec" | "TypeVarTuple";

export class PyTypeParam extends PyObject {
  readonly kind: ParamKind;
  readonly name: Str;
  bound = new Lazy(undefined, undefined);
  constraints = new Lazy(undefined, undefined);
  default = new Lazy(undefined, undefined);
  covariant = false;
  contravariant = false;
  inferVariance = false;
  dict: PyDict | null = null;
  constructor(kind: ParamKind, name: Str) {
    super(kind === "TypeVar" ? typeVarType : kind === "ParamSpec" ? paramSpecType : typeVarTupleType);
    this.kind = kind;
    this.name = name;
  }
}

export function isTypeParam(value: PyValue): boolean {
  return value instanceof PyTypeParam;
}

/** In `__parameters__` a TypeVarTuple stands unpacked. */
export function unpackTypeParams(params: PyTuple): PyTuple {
  return new PyTuple(
    params.items.map((item) => (item instanceof PyTypeParam && item.kind === "TypeVarTuple" ? unpacked(item) : item)),
  );
}

export function unpacked(self: PyValue): PyValue {
  return getItem(importFrom("typing", "Unpack"), self);
}

function defaultParts() {
  return {
    methods: {
      has_default: method(
        [],
        null,
        (self: PyTypeParam) =>
          self.default.compute !== undefined || (self.default.value !== undefined && self.default.value !== NO_DEFAULT),
      ),
      __reduce__: method([], null, (self: PyTypeParam) => self.name),
      __mro_entries__: method([posOnly("bases", object)], null, refuseBase, {
        signature: null,
      }),
    },
    getset: {
      __default__: getset((self: PyTypeParam) => self.default.get(NO_DEFAULT), undefined, null),
      evaluate_default: getset((self: PyTypeParam) => self.default.evaluator(), undefined, null),
    },
    members: { __name__: member("name") },
  };
}

function refuseBase(self: PyTypeParam): PyValue {
  throw typeError(`Cannot subclass an instance of ${self.kind}`);
}

function varianceMembers() {
  return {
    __covariant__: member("covariant"),
    __contravariant__: member("contravariant"),
    __infer_variance__: member("inferVariance"),
  };
}

/** `X | Y` with forward references goes through typing.Union. */
function typingOr(left: PyValue, right: PyValue): PyValue {
  return getItem(importFrom("typing", "Union"), new PyTuple([left, right]));
}

function variancePrefix(self: PyTypeParam): string {
  const name = strToJs(self.name);
  if (self.inferVariance) return name;
  return `${self.covariant ? "+" : self.contravariant ? "-" : "~"}${name}`;
}

const VARIANCE = [
  kwOnly("covariant", truth, false),
  kwOnly("contravariant", truth, false),
  kwOnly("infer_variance", truth, false),
] as const;

export const typeVarType: PyType = defineType<PyTypeParam>({
  name: "typing.TypeVar",
  signature: null,
  doc: "Type variable.",
  flags: ["dict", "weakref", "heaptype", "immutable"],
  slots: { tp_repr: variancePrefix, nb_or: typingOr },
  new: method(
    [
      param("name", text),
      varArgs("constraints"),
      kwOnly("bound", object, null),
      kwOnly("default", object, undefined, "typing.NoDefault"),
      ...VARIANCE,
    ],
    "",
    newTypeVar,
    { shownAs: "typevar" },
  ),
  methods: {
    ...defaultParts().methods,
    __typing_subst__: method([posOnly("arg", object)], null, (self: PyTypeParam, arg) =>
      callTyping("_typevar_subst", [self, arg]),
    ),
    __typing_prepare_subst__: method([posOnly("alias", object), posOnly("args", object)], null, prepareTypeVar),
  },
  getset: {
    ...defaultParts().getset,
    __bound__: getset((self: PyTypeParam) => self.bound.get(null), undefined, null),
    evaluate_bound: getset((self: PyTypeParam) => self.bound.evaluator(), undefined, null),
    __constraints__: getset((self: PyTypeParam) => self.constraints.get(new PyTuple([])), undefined, null),
    evaluate_constraints: getset((self: PyTypeParam) => self.constraints.evaluator(), undefined, null),
  },
  members: { ...defaultParts().members, ...varianceMembers() },
});

function callTyping(name: string, args: PyValue[]): PyValue {
  return call(importFrom("typing", name), args);
}

/** typing._type_check on bounds and the like; None is allowed. */
function checkType(value: PyValue, message: string): PyValue {
  return callTyping("_type_check", [value, message]);
}

function setModule(made: PyTypeParam): PyTypeParam {
  dictOf(made).set("__module__", machine.thread.frame()?.globals.getStr("__name__") ?? null);
  return made;
}

function checkVariance(made: PyTypeParam, covariant: boolean, contravariant: boolean, infer: boolean): void {
  if (covariant && contravariant) throw valueError("Bivariant types are not supported.");
  if (infer && (covariant || contravariant)) throw valueError("Variance cannot be specified with infer_variance.");
  made.covariant = covariant;
  made.contravariant = contravariant;
  made.inferVariance = infer;
}

function newTypeVar(
  _type: PyType,
  name: Str,
  constraints: PyValue[],
  bound: PyValue,
  fallback: PyValue | undefined,
  covariant: boolean,
  contravariant: boolean,
  infer: boolean,
): PyValue {
  const made = new PyTypeParam("TypeVar", name);
  checkVariance(made, covariant, contravariant, infer);
  if (bound !== null) made.bound = new Lazy(checkType(bound, "Bound must be a type."), undefined);
  if (constraints.length === 1) throw typeError("A single constraint is not allowed");
  if (constraints.length > 1) {
    if (bound !== null) throw typeError("Constraints cannot be combined with bound=...");
    made.constraints = new Lazy(
      new PyTuple(constraints.map((c) => checkType(c, "TypeVar(name, constraint, ...): constraints must be types."))),
      undefined,
    );
  }
  if (fallback !== undefined) made.default = new Lazy(fallback, undefined);
  return setModule(made);
}

/** A missing argument is filled in from the default. */
function prepareTypeVar(self: PyTypeParam, alias: PyValue, args: PyValue): PyValue {
  const params = toArray(getAttr(alias, "__parameters__"));
  const given = toArray(args);
  const index = params.indexOf(self);
  if (index < given.length) return args;
  if (index === given.length) {
    const fallback = self.default.get(NO_DEFAULT);
    if (fallback !== NO_DEFAULT) return new PyTuple([...given, fallback]);
  }
  const actual = given.length;
  throw typeError(`Too few arguments for ${strJs(alias)}; actual ${actual}, expected at least ${actual + 1}`);
}

export const paramSpecType: PyType = defineType<PyTypeParam>({
  name: "typing.ParamSpec",
  signature: null,
  doc: "Parameter specification: stands for the parameters of a callable.\n\n>>> P = ParamSpec('P')\n>>> P.__name__\n'P'",
  flags: ["dict", "weakref", "heaptype", "immutable"],
  slots: { tp_repr: variancePrefix, nb_or: typingOr },
  new: method(
    [
      param("name", text),
      kwOnly("bound", object, null),
      kwOnly("default", object, undefined, "typing.NoDefault"),
      ...VARIANCE,
    ],
    "",
    newParamSpec,
    { shownAs: "paramspec" },
  ),
  methods: {
    ...defaultParts().methods,
    __typing_subst__: method([posOnly("arg", object)], null, (self: PyTypeParam, arg) =>
      callTyping("_paramspec_subst", [self, arg]),
    ),
    __typing_prepare_subst__: method(
      [posOnly("alias", object), posOnly("args", object)],
      null,
      (self: PyTypeParam, alias, args) => callTyping("_paramspec_prepare_subst", [self, alias, args]),
    ),
  },
  getset: {
    ...defaultParts().getset,
    args: getset(
      (self: PyTypeParam) => new PyParamSpecPart(self, paramSpecArgsType),
      undefined,
      "Represents positional arguments.",
    ),
    kwargs: getset(
      (self: PyTypeParam) => new PyParamSpecPart(self, paramSpecKwargsType),
      undefined,
      "Represents keyword arguments.",
    ),
  },
  members: {
    __bound__: member((self: PyTypeParam) => self.bound.get(null)),
    ...defaultParts().members,
    ...varianceMembers(),
  },
});

function newParamSpec(
  _type: PyType,
  name: Str,
  bound: PyValue,
  fallback: PyValue | undefined,
  covariant: boolean,
  contravariant: boolean,
  infer: boolean,
): PyValue {
  const made = new PyTypeParam("ParamSpec", name);
  checkVariance(made, covariant, contravariant, infer);
  if (bound !== null) made.bound = new Lazy(checkType(bound, "Bound must be a type."), undefined);
  if (fallback !== undefined) made.default = new Lazy(fallback, undefined);
  return setModule(made);
}

/** `P.args` and `P.kwargs`. */
class PyParamSpecPart extends PyObject {
  readonly origin: PyValue;
  constructor(origin: PyValue, type: PyType) {
    super(type);
    this.origin = origin;
  }
}

function partType(name: string, attribute: string): PyType {
  return defineType<PyParamSpecPart>({
    name: `typing.${name}`,
    signature: null,
    doc: `The ${attribute} of a ParamSpec.\n\n>>> P = ParamSpec('P')\n>>> P.${attribute}.__origin__ is P\nTrue`,
    flags: ["weakref", "heaptype", "immutable"],
    slots: {
      tp_repr: (self) =>
        `${self.origin instanceof PyTypeParam ? strToJs(self.origin.name) : reprJs(self.origin)}.${attribute}`,
      tp_hash: null,
      tp_richcompare: partCompare,
    },
    new: method([param("origin", object)], "", (type: PyType, origin) => new PyParamSpecPart(origin, type)),
    methods: {
      __mro_entries__: method([posOnly("bases", object)], null, refusePart, { signature: null }),
    },
    members: { __origin__: member("origin") },
  });
}

export const paramSpecArgsType = partType("ParamSpecArgs", "args");
export const paramSpecKwargsType = partType("ParamSpecKwargs", "kwargs");

function refusePart(self: PyParamSpecPart): PyValue {
  throw typeError(`Cannot subclass an instance of ${strToJs(self.type.name)}`);
}

function partCompare(a: PyParamSpecPart, b: PyValue, op: CompareOp): PyValue {
  if ((op !== Py_EQ && op !== Py_NE) || !(b instanceof PyParamSpecPart) || a.type !== b.type) return NOT_IMPLEMENTED;
  const same = equal(a.origin, b.origin);
  return op === Py_EQ ? same : !same;
}

export const typeVarTupleType: PyType = defineType<PyTypeParam>({
  name: "typing.TypeVarTuple",
  signature: null,
  doc: "Type variable tuple: a placeholder for any number of types.",
  flags: ["dict", "weakref", "heaptype", "immutable"],
  slots: { tp_repr: (self) => self.name, tp_iter: iterateTuple },
  new: method([param("name", text), kwOnly("default", object, undefined, "typing.NoDefault")], "", newTypeVarTuple, {
    shownAs: "typevartuple",
  }),
  methods: {
    ...defaultParts().methods,
    __typing_subst__: method([posOnly("arg", object)], null, refuseSubst),
    __typing_prepare_subst__: method(
      [posOnly("alias", object), posOnly("args", object)],
      null,
      (self: PyTypeParam, alias, args) => callTyping("_typevartuple_prepare_subst", [self, alias, args]),
    ),
  },
  getset: defaultParts().getset,
  members: defaultParts().members,
});

function newTypeVarTuple(_type: PyType, name: Str, fallback: PyValue | undefined): PyValue {
  const made = new PyTypeParam("TypeVarTuple", name);
  if (fallback !== undefined) made.default = new Lazy(fallback, undefined);
  return setModule(made);
}

function refuseSubst(): PyValue {
  throw typeError("Substitution of bare TypeVarTuple is not supported");
}

/** `*Ts` yields Unpack[Ts] once. */
function iterateTuple(self: PyTypeParam): PyValue {
  return callMethod(new PyTuple([unpacked(self)]), "__iter__");
}

/** The parameter that `[T]`, `[**P]` or `[*Ts]` makes; bounds and constraints are computed when asked for. */
export function makeTypeParam(kind: ParamKind, name: Str, bound?: PyValue, constraints?: PyValue): PyTypeParam {
  const made = new PyTypeParam(kind, name);
  made.inferVariance = kind !== "TypeVarTuple";
  made.bound = new Lazy(undefined, bound);
  made.constraints = new Lazy(undefined, constraints);
  return setModule(made);
}

/** `[T = default]`. */
export function setDefault(self: PyTypeParam, compute: PyValue): void {
  self.default = new Lazy(undefined, compute);
}
