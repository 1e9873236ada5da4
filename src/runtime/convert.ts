/** Values between JavaScript and Python at the embedding boundary. Plain data is converted, Python objects are handed out as `PyProxy`. */
import { strFromJs, strToJs, WideStr } from "../kernel/str.ts";
import { getAttr, lookupAttr, setAttr } from "../objects/abstract/attributes.ts";
import { toArray } from "../objects/abstract/iterate.ts";
import { asInt } from "../objects/abstract/number.ts";
import { reprJs, strJs } from "../objects/abstract/repr.ts";
import { Builtin } from "../objects/binder.ts";
import { PyBuiltinFunction } from "../objects/builtin-function.ts";
import { PyBytes } from "../objects/bytes/bytes-object.ts";
import { fn, varArgs } from "../objects/declare.ts";
import { PyDict } from "../objects/dict/dict.ts";
import { dictType } from "../objects/dict/type.ts";
import { runtimeError, typeError } from "../objects/errors.ts";
import { PyBaseException } from "../objects/exceptions/base.ts";
import { PyFloat } from "../objects/float/float-object.ts";
import { PyList } from "../objects/list/list.ts";
import { listType } from "../objects/list/type.ts";
import { suspend } from "../objects/machine.ts";
import type { PyObject, PyValue } from "../objects/object.ts";
import { PySet } from "../objects/set/set.ts";
import { asStr } from "../objects/str/str-object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import { tupleType } from "../objects/tuple/type.ts";

/** What a host function receives and what results are: plain data, or a proxy of a Python object that has no plain form. */
export type JsValue =
  | null
  | undefined
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | JsValue[]
  | Map<JsValue, JsValue>
  | Set<JsValue>
  | { [name: string]: JsValue }
  | HostFunction
  | PyProxy;

// biome-ignore lint/suspicious/noExplicitAny: a host function declares its own parameters
export type HostFunction = (...args: any[]) => unknown;

/** How a proxy gets back into its interpreter. */
export interface Caller {
  call(callable: PyValue, args: PyValue[], names: readonly string[] | null): unknown;
  callAsync(callable: PyValue, args: PyValue[], names: readonly string[] | null): Promise<unknown>;
  /** Runs with the interpreter current and its exceptions as JavaScript errors. */
  enter<T>(run: () => T): T;
}

const targets: WeakMap<PyProxy, PyObject> = new WeakMap();

/** A Python object as JavaScript holds it. */
export class PyProxy {
  readonly #caller: Caller;
  constructor(target: PyObject, caller: Caller) {
    targets.set(this, target);
    this.#caller = caller;
  }

  /** The name of the object's type. */
  get type(): string {
    return strToJs(targets.get(this)!.type.name);
  }

  /** `getattr(object, name)`. */
  get(name: string): JsValue {
    return this.#caller.enter(() => toJs(getAttr(targets.get(this)!, strFromJs(name)), this.#caller));
  }

  /** `setattr(object, name, value)`. */
  set(name: string, value: unknown): void {
    this.#caller.enter(() => setAttr(targets.get(this)!, strFromJs(name), toPython(value)));
  }

  /** Whether the object has the attribute. */
  has(name: string): boolean {
    return this.#caller.enter(() => lookupAttr(targets.get(this)!, strFromJs(name)) !== undefined);
  }

  /** Calls the object. */
  call(...args: unknown[]): JsValue {
    return this.#caller.call(targets.get(this)!, args.map(toPython), null) as JsValue;
  }

  /** Calls the object with keyword arguments. */
  callKw(args: readonly unknown[], kwargs: Readonly<Record<string, unknown>>): JsValue {
    const names = Object.keys(kwargs);
    const values = [...args, ...names.map((name) => kwargs[name])].map(toPython);
    return this.#caller.call(targets.get(this)!, values, names) as JsValue;
  }

  /** Calls the object; a program that waits lets JavaScript go on meanwhile. A coroutine that comes back is awaited. */
  callAsync(...args: unknown[]): Promise<JsValue> {
    return this.#caller.callAsync(targets.get(this)!, args.map(toPython), null) as Promise<JsValue>;
  }

  /** `repr(object)`. */
  repr(): string {
    return this.#caller.enter(() => reprJs(targets.get(this)!));
  }

  /** `str(object)`. */
  toString(): string {
    return this.#caller.enter(() => strJs(targets.get(this)!));
  }

  /** The values of an iterable. */
  *[Symbol.iterator](): Iterator<JsValue> {
    const items = this.#caller.enter(() => toArray(targets.get(this)!).map((item) => toJs(item, this.#caller)));
    yield* items;
  }
}

/** The Python value of a JavaScript value. */
export function toPython(value: unknown): PyValue {
  switch (typeof value) {
    case "undefined":
      return null;
    case "boolean":
      return value;
    case "string":
      return strFromJs(value);
    case "bigint":
      return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
    case "number":
      if (Number.isSafeInteger(value) && !Object.is(value, -0)) return value;
      return new PyFloat(value);
    case "function":
      return hostFunction(value.name || "<lambda>", value as HostFunction);
    case "symbol":
      throw typeError("a JavaScript symbol has no Python form");
    default:
      return value === null ? null : objectToPython(value as object);
  }
}

function objectToPython(value: object): PyValue {
  if (value instanceof PyProxy) return targets.get(value)!;
  if (Array.isArray(value)) return new PyList(value.map(toPython));
  if (value instanceof Uint8Array) return new PyBytes(value.slice());
  if (value instanceof Map) {
    const dict = new PyDict();
    for (const [key, item] of value) dict.set(toPython(key), toPython(item));
    return dict;
  }
  if (value instanceof Set) {
    const set = new PySet();
    for (const item of value) set.add(toPython(item));
    return set;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw typeError("only plain JavaScript data and functions have a Python form");
  }
  const dict = new PyDict();
  for (const [name, item] of Object.entries(value)) dict.set(strFromJs(name), toPython(item));
  return dict;
}

/** A Python callable for a JavaScript function; a promise that it returns suspends the calling program. */
export function hostFunction(name: string, run: HostFunction, caller: Caller | null = null): PyValue {
  const impl = (args: PyValue[]): PyValue => {
    let result: unknown;
    try {
      result = run(...args.map((arg) => toJs(arg, caller)));
    } catch (error) {
      throw hostException(error);
    }
    if (isThenable(result)) {
      return suspend(
        Promise.resolve(result).then(toPython, (error) => {
          throw hostException(error);
        }),
      );
    }
    return toPython(result);
  };
  const spec = fn([varArgs("args")], `JavaScript function ${name}.`, impl);
  return new PyBuiltinFunction(new Builtin(name, name, spec), undefined, null);
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && typeof (value as PromiseLike<unknown>).then === "function";
}

/** What a host function threw: Python exceptions stay what they are, JavaScript errors become RuntimeError. */
export function hostException(error: unknown): unknown {
  const carried = typeof error === "object" && error !== null ? exceptionOf(error) : undefined;
  if (carried !== undefined) return carried;
  if (error instanceof PyBaseException) return error;
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return runtimeError(strFromJs(text));
}

const carriers: WeakMap<object, PyBaseException> = new WeakMap();

/** Remembers which Python exception a JavaScript error stands for. */
export function carry(error: object, exception: PyBaseException): void {
  carriers.set(error, exception);
}

export function exceptionOf(error: object): PyBaseException | undefined {
  return carriers.get(error);
}

/** The JavaScript form of a Python value. Exact lists, tuples, dicts and sets are copied; other objects become proxies. */
export function toJs(value: PyValue, caller: Caller | null): JsValue {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof WideStr) return strToJs(value);
  if (value instanceof PyFloat) return value.v;
  if (value instanceof PyBytes) return value.data.slice();
  if (value instanceof PyList && value.type === listType) return value.items.map((item) => toJs(item, caller));
  if (value instanceof PyTuple && value.type === tupleType) return value.items.map((item) => toJs(item, caller));
  if (value instanceof PyDict && value.type === dictType) return dictToJs(value, caller);
  if (value instanceof PySet) return new Set(toArray(value).map((item) => toJs(item, caller)));
  const text = asStr(value);
  if (text !== undefined) return strToJs(text);
  const int = asInt(value);
  if (int !== undefined) return int;
  if (caller === null) throw runtimeError("this object cannot leave its interpreter");
  return new PyProxy(value, caller);
}

/** A dict with text keys is an object, any other a Map. */
function dictToJs(dict: PyDict, caller: Caller | null): JsValue {
  const keys = dict.keysArray();
  if (keys.every((key) => typeof key === "string")) {
    const object: { [name: string]: JsValue } = {};
    for (const key of keys) {
      const item = toJs(dict.get(key)!, caller);
      Object.defineProperty(object, key as string, {
        value: item,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return object;
  }
  return new Map(keys.map((key) => [toJs(key, caller), toJs(dict.get(key)!, caller)]));
}
