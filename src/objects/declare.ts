/**
 * How a built-in type, function or module is declared: one table that is also the table of contents.
 *
 * From one tuple of parameters come the static types of the implementation, the conversions, the defaults,
 * `__text_signature__`, and every argument error in the words of CPython's Argument Clinic (binder.ts derives them).
 *
 *     export const listType = defineType<PyList>({
 *       name: "list", flags: ["basetype", "sequence", "match_self"], doc: "…", alloc: (type) => new PyList([], type),
 *       slots: { tp_repr: listRepr, tp_hash: null, sq_length: listLength },
 *       methods: { insert: method([posOnly("index", ssize), posOnly("object", object)], "Insert object before index.", listInsert) },
 *     });
 *     function listInsert(self: PyList, index: number, item: PyValue): PyValue { …; return null; }
 *
 * This is a leaf file of function declarations, so that tables may stand at the top level whatever the import order;
 * converters are plain functions for the same reason (converters.ts). `link.ts` turns the tables into live types at boot.
 */

import type { Complex } from "../kernel/complex.ts";
import type { PyDict } from "./dict/dict.ts";
import type { Sink } from "./machine.ts";
import type { PyModule } from "./module.ts";
import type { Int, KwNames, PyObject, PyValue } from "./object.ts";
import type { Slots } from "./slots.ts";
import { declaredTypes, PyType } from "./type-object.ts";

/** Where a converted argument stands, for error texts: `func` "replace", `label` "argument 1" or "argument 'sep'". */
export interface ArgPlace {
  readonly func: string;
  readonly label: string;
}

/** Turns a Python argument into what the implementation wants, or throws CPython's TypeError. */
export type Converter<T> = (value: PyValue, place: ArgPlace) => T;

export type ParamKind = "positional" | "any" | "keyword" | "varargs" | "varkw";

export interface Param<T> {
  readonly name: string;
  readonly kind: ParamKind;
  readonly convert: Converter<T>;
  readonly required: boolean;
  readonly default: T | undefined;
  /** Text of the default in `__text_signature__`. */
  readonly defaultText: string;
}

/** A positional-only parameter: `(name, converter)` when required, `(name, converter, default[, text])` otherwise. */
export function posOnly<T>(name: string, convert: Converter<T>): Param<T>;
export function posOnly<T, D>(name: string, convert: Converter<T>, value: D, text?: string): Param<T | D>;
export function posOnly<T>(name: string, convert: Converter<T>, ...rest: unknown[]): Param<T> {
  return makeParam("positional", name, convert, rest);
}

/** A parameter that may be passed by position or by keyword. */
export function param<T>(name: string, convert: Converter<T>): Param<T>;
export function param<T, D>(name: string, convert: Converter<T>, value: D, text?: string): Param<T | D>;
export function param<T>(name: string, convert: Converter<T>, ...rest: unknown[]): Param<T> {
  return makeParam("any", name, convert, rest);
}

/** A keyword-only parameter. */
export function kwOnly<T>(name: string, convert: Converter<T>): Param<T>;
export function kwOnly<T, D>(name: string, convert: Converter<T>, value: D, text?: string): Param<T | D>;
export function kwOnly<T>(name: string, convert: Converter<T>, ...rest: unknown[]): Param<T> {
  return makeParam("keyword", name, convert, rest);
}

/** `*name`: the remaining positional arguments, as a JavaScript array. */
export function varArgs(name: string): Param<PyValue[]> {
  return {
    name,
    kind: "varargs",
    convert: identity as unknown as Converter<never>,
    required: false,
    default: undefined,
    defaultText: "",
  };
}

/** `**name`: the remaining keyword arguments, as a new dict. */
export function varKw(name: string): Param<PyDict> {
  return {
    name,
    kind: "varkw",
    convert: identity as unknown as Converter<never>,
    required: false,
    default: undefined,
    defaultText: "",
  };
}

function identity(value: PyValue): PyValue {
  return value;
}

function makeParam<T>(kind: ParamKind, name: string, convert: Converter<T>, rest: unknown[]): Param<T> {
  const required = rest.length === 0;
  const value = rest[0] as T | undefined;
  return {
    name,
    kind,
    convert,
    required,
    default: value,
    defaultText: required ? "" : ((rest[1] as string | undefined) ?? literalText(value)),
  };
}

function literalText(value: unknown): string {
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "string") return `'${value}'`;
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  return "<unrepresentable>";
}

/** The argument types an implementation receives for a tuple of parameters. */
export type ArgTypes<P extends readonly unknown[]> = { [K in keyof P]: P[K] extends Param<infer T> ? T : never };

// biome-ignore lint/suspicious/noExplicitAny: an implementation's parameter types are checked where it is declared
export type Impl = (...args: any[]) => PyValue;

/** A callable's declaration: parameters, docstring, implementation. */
export interface CallableSpec {
  readonly params: readonly Param<unknown>[];
  /** Null where CPython has no docstring. */
  readonly doc: string | null;
  readonly impl: Impl;
  /** Whether the implementation's first argument is `self` (or the class). */
  readonly takesSelf: boolean;
  /**
   * Overrides the signature text derived from the parameters; null as for C functions without a clinic block: what the calling
   * convention says, `($self, /)` or `($self, object, /)`, or nothing.
   */
  readonly signature?: string | null;
  /** C convention `METH_VARARGS` without keywords where Argument Clinic is not used: argument errors use its older words. */
  readonly varargs?: boolean;
  /** C parses the arguments with PyArg_ParseTuple or PyArg_ParseTupleAndKeywords, whose format names the function or not. */
  readonly parsed?: "named" | "unnamed";
  /** C passes the defining class, and therefore accepts keywords and speaks of them (METH_METHOD). */
  readonly definingClass?: boolean;
  /** `*args, **kwargs` come as they were passed: all values in one array, and the names of the last ones. */
  readonly raw?: boolean;
  /** How errors name it, where C parses the arguments under another name. */
  readonly shownAs?: string;
  /** For floats or small ints, and as long as the result is finite: the float that the implementation answers, without the boxes. */
  readonly real?: (x: number, y: number) => number;
  /** For complex numbers: the one that the implementation answers, or raises for, without the boxes. */
  readonly complex?: (z: Complex) => Complex;
  /** For nothing but the items of a list or tuple: what the implementation answers, if that runs no Python code; else undefined. */
  readonly items?: (items: readonly PyValue[]) => PyValue | undefined;
}

/** What a table may say of a callable beyond its parameters. */
export type CallableOptions = Pick<
  CallableSpec,
  "signature" | "varargs" | "parsed" | "definingClass" | "raw" | "shownAs" | "real" | "complex" | "items"
>;

/** A method: the implementation gets `self`, then one argument for each parameter. Class methods get the class. */
export function method<S extends PyValue, const P extends readonly Param<unknown>[] | readonly []>(
  params: P,
  doc: string | null,
  impl: (self: S, ...args: ArgTypes<P>) => PyValue,
  options?: CallableOptions,
): CallableSpec {
  return { params: params as unknown as Param<unknown>[], doc, impl: impl as Impl, takesSelf: true, ...options };
}

/** A module function or static method: the implementation gets one argument for each parameter. */
export function fn<const P extends readonly Param<unknown>[] | readonly []>(
  params: P,
  doc: string | null,
  impl: (...args: ArgTypes<P>) => PyValue,
  options?: CallableOptions,
): CallableSpec {
  return { params: params as unknown as Param<unknown>[], doc, impl: impl as Impl, takesSelf: false, ...options };
}

/** A method that takes any arguments and gets them as they were passed. */
export function rawMethod<S extends PyValue>(
  doc: string | null,
  impl: (self: S, args: PyValue[], kwnames: KwNames) => PyValue,
): CallableSpec {
  return {
    params: [varArgs("args"), varKw("kwargs")],
    doc,
    impl: impl as Impl,
    takesSelf: true,
    signature: null,
    raw: true,
  };
}

/** The same for a module function; what it is called on comes first. */
export function rawFn(
  doc: string | null,
  impl: (self: PyValue, args: PyValue[], kwnames: KwNames) => PyValue,
  options?: CallableOptions,
): CallableSpec {
  return { ...rawMethod(doc, impl), takesSelf: false, ...options };
}

/** A computed attribute (PyGetSetDef); without a setter it is read-only. */
export interface GetSetSpec {
  readonly get: (self: never) => PyValue;
  readonly set: ((self: never, value: PyValue | undefined) => void) | undefined;
  readonly doc: string | null;
}

export function getset<S extends PyValue>(
  get: (self: S) => PyValue,
  set: ((self: S, value: PyValue | undefined) => void) | undefined,
  doc: string | null,
): GetSetSpec {
  return { get, set, doc };
}

/** An attribute stored in a JavaScript property (PyMemberDef). */
export interface MemberSpec {
  /** Property of the object that holds the value; a value of undefined reads as None, or as AttributeError when `strict`. */
  readonly property: string;
  /** Reads the value instead, where C has a field and the JavaScript object derives it. */
  readonly get: ((self: never) => PyValue | undefined) | null;
  readonly readonly: boolean;
  readonly strict: boolean;
  readonly convert: Converter<unknown> | null;
  /** Stores the value (undefined: deletes it) instead of writing the property. */
  readonly set: ((self: never, value: PyValue | undefined) => void) | null;
  readonly doc: string | null;
}

export function member<S extends PyValue>(
  source: string | ((self: S) => PyValue | undefined),
  options: {
    readonly?: boolean;
    strict?: boolean;
    convert?: Converter<unknown>;
    set?: (self: S, value: PyValue | undefined) => void;
    doc?: string;
  } = {},
): MemberSpec {
  return {
    property: typeof source === "string" ? source : "",
    get: typeof source === "string" ? null : source,
    readonly: options.readonly ?? options.set === undefined,
    set: options.set ?? null,
    strict: options.strict ?? false,
    convert: options.convert ?? null,
    doc: options.doc ?? null,
  };
}

export type TypeFlag =
  | "basetype"
  | "sequence"
  | "mapping"
  | "match_self"
  | "disallow_instantiation"
  | "method_descriptor"
  | "vectorcall"
  /** CPython's collector tracks the instances; here `gc` and sys.getsizeof say so. */
  | "gc"
  /** Instances of the type itself have a `__dict__` (a `dict` property) or can be weakly referenced. */
  | "dict"
  | "weakref"
  /** A C heap type: mutable unless "immutable" is given too. */
  | "heaptype"
  | "immutable";

/** Slots as a type's table gives them: `self` has the type's own JavaScript class; numeric slots see either order. */
export type SlotsOf<S> = {
  [K in Exclude<keyof Slots, "tp_hash" | "tp_alloc" | "tp_new">]?: K extends `nb_${string}`
    ? Slots[K]
    : NonNullable<Slots[K]> extends (self: PyValue, ...rest: infer R) => infer Q
      ? (self: S, ...rest: R) => Q
      : never;
} & { tp_hash?: ((self: S) => Int) | null; tp_new?: Slots["tp_new"] };

/** A built-in type's declaration. Members that refer to other types are thunks, called at boot. */
export interface TypeSpec<S extends PyValue = never> {
  /** C's tp_name: "list", "collections.deque". */
  readonly name: string;
  readonly doc: string | null;
  /** `__basicsize__`: the size of C's struct on a 64-bit machine; that of the base when absent. */
  readonly basicsize?: number;
  /** `__itemsize__`, where instances vary in size in C. */
  readonly itemsize?: number;
  /** How many such items an instance has, where `object.__sizeof__` counts them. */
  readonly itemCount?: (self: S) => number;
  /** `__text_signature__` where no parameters of `new` or `init` give it. */
  readonly signature?: string | null;
  readonly flags?: readonly TypeFlag[];
  readonly base?: () => PyType;
  /** `parsed` of the methods that take several parameters or keywords, where none of them uses Argument Clinic. */
  readonly parsed?: CallableSpec["parsed"];
  /** All bases, where a built-in type has several; `base` is then the first of them. */
  readonly bases?: () => PyType[];
  readonly metatype?: () => PyType;
  /** What takes the values of a lone iterable argument that Python code yields, instead of `__new__` and `__init__`. */
  readonly sink?: () => Sink;
  /** Makes a bare instance for this type or a subclass; inherited when absent. */
  readonly alloc?: (type: PyType) => PyObject;
  readonly slots?: SlotsOf<S>;
  /** `__new__`: the implementation gets the class first. A raw form (any arguments) goes to slots.tp_new, and wins. */
  readonly new?: CallableSpec;
  /**
   * Iterators that run no Python code: takes all values that are still to come, and leaves the iterator exhausted; undefined, and nothing done,
   * where they are to be taken one by one.
   */
  readonly rest?: (self: S) => PyValue[] | undefined;
  /** What calling the class itself with one positional argument comes to, in short (CPython's tp_vectorcall). */
  readonly callOne?: (value: PyValue) => PyValue;
  /** `__init__` by parameters; its result is ignored. A raw form goes to slots.tp_init. */
  readonly init?: CallableSpec;
  readonly methods?: Readonly<Record<string, CallableSpec>>;
  readonly classMethods?: Readonly<Record<string, CallableSpec>>;
  readonly staticMethods?: Readonly<Record<string, CallableSpec>>;
  readonly getset?: Readonly<Record<string, GetSetSpec>>;
  readonly members?: Readonly<Record<string, MemberSpec>>;
  /** Further class attributes. */
  readonly constants?: () => Readonly<Record<string, PyValue>>;
}

/** Declares a built-in type. The result is complete once the boot step has linked it. */
export function defineType<S extends PyValue>(spec: TypeSpec<S>): PyType {
  const type = new PyType(spec.name, spec as unknown as TypeSpec);
  declaredTypes.push(type);
  return type;
}

/** A built-in module's declaration. */
export interface ModuleSpec {
  readonly name: string;
  readonly doc: string | null;
  readonly functions?: Readonly<Record<string, CallableSpec>>;
  /** Types and other values to put into the namespace, computed when the module is created. */
  readonly types?: () => Readonly<Record<string, PyType>>;
  readonly constants?: () => Readonly<Record<string, PyValue>>;
  /** Runs after the namespace is filled (Py_mod_exec). */
  readonly exec?: (module: PyModule, dict: PyDict) => void;
}

/** Built-in modules by name. A function gives each, because in some builds a module is loaded only when it is asked for. */
export type ModuleRegistry = Readonly<Record<string, () => ModuleSpec>>;

/** Declares a built-in module. */
export function defineModule(spec: ModuleSpec): ModuleSpec {
  return spec;
}

/** Raw argument passing, for implementations that bind by themselves (`tp_new`, `tp_init`, `tp_call`). */
export type RawArgs = readonly [args: PyValue[], kwnames: KwNames];
