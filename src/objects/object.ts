/**
 * The value model: which JavaScript value stands for which Python object.
 *
 * | Python                     | JavaScript                                                       |
 * |----------------------------|------------------------------------------------------------------|
 * | None, True, False          | null, true, false                                                |
 * | int                        | number when a safe integer (never -0), else bigint               |
 * | str                        | string, or WideStr when a code point is beyond the BMP           |
 * | float, bytes, list, …      | one subclass of PyObject each (PyFloat, PyBytes, PyList, …)      |
 * | instance of a Python class | PyInstance; a subclass of a built-in is that built-in's JS class |
 * | (absent, unbound)          | undefined: CPython's NULL, never a Python value                  |
 *
 * This file is a leaf: it imports types only, so that every class can extend PyObject whatever the import order.
 */
import type { Str, WideStr } from "../kernel/str.ts";
import type { PyDict } from "./dict/dict.ts";
import type { Shape } from "./shape.ts";
import type { PyType } from "./type-object.ts";

/** Any Python object. */
export type PyValue = null | boolean | number | bigint | string | WideStr | PyObject;

/** The value of an exact `int`. */
export type Int = number | bigint;

/** Names of the keyword arguments that end an argument array, or null when there are none. */
export type KwNames = readonly Str[] | null;

/** Base of every Python object that is not a bare JavaScript value. */
export class PyObject {
  /** The object's class; `__class__` assignment writes it. */
  type: PyType;
  constructor(type: PyType) {
    this.type = type;
  }
}

/**
 * Makes a class's instances Python objects without `extends`. For the classes that hot code makes instances of: V8 takes two to five times as
 * long for a constructor that calls `super`, and inlines a third as many of them. Such a class declares and sets `type` itself, first.
 */
export function inheritPyObject({ prototype }: { readonly prototype: PyObject }): void {
  Object.setPrototypeOf(prototype, PyObject.prototype);
}

/**
 * What an instance of a Python subclass of a built-in carries besides the built-in's own data; the allocator adds the
 * fields to that instance only. `dict` is null until the first attribute is stored.
 */
export interface SubclassState {
  dict?: PyDict | null;
  slots?: (PyValue | undefined)[];
}

/** How many attribute values an instance holds as its own fields: of a class whose instances seem to have few, or of any other. */
export const FEW_FIELDS = 4;
export const MANY_FIELDS = 8;

/**
 * Instance of a class whose built-in base is `object`. The first values live in fields of their own (`PyType.ownFields` says how many),
 * the others in `more`; `shape` tells which attribute (or `__slots__` member) lies where. When `dict` is set, `__dict__` was asked for
 * and holds the attributes from then on (the fields keep only the `__slots__` members).
 */
export class PyInstance implements PyObject {
  static {
    inheritPyObject(PyInstance);
  }
  type: PyType;
  shape: Shape;
  dict: PyDict | null;
  more: (PyValue | undefined)[] | null;
  f0: PyValue | undefined;
  f1: PyValue | undefined;
  f2: PyValue | undefined;
  f3: PyValue | undefined;

  constructor(type: PyType, shape: Shape) {
    this.type = type;
    this.shape = shape;
    this.dict = null;
    this.more = null;
    this.f0 = undefined;
    this.f1 = undefined;
    this.f2 = undefined;
    this.f3 = undefined;
  }
}

/** An instance with more fields of its own. A class that calls no `super`, for the same reason as those of `inheritPyObject`. */
export class PyWideInstance implements PyInstance {
  static {
    Object.setPrototypeOf(PyWideInstance.prototype, PyInstance.prototype);
  }
  type: PyType;
  shape: Shape;
  dict: PyDict | null;
  more: (PyValue | undefined)[] | null;
  f0: PyValue | undefined;
  f1: PyValue | undefined;
  f2: PyValue | undefined;
  f3: PyValue | undefined;
  f4: PyValue | undefined;
  f5: PyValue | undefined;
  f6: PyValue | undefined;
  f7: PyValue | undefined;

  constructor(type: PyType, shape: Shape) {
    this.type = type;
    this.shape = shape;
    this.dict = null;
    this.more = null;
    this.f0 = undefined;
    this.f1 = undefined;
    this.f2 = undefined;
    this.f3 = undefined;
    this.f4 = undefined;
    this.f5 = undefined;
    this.f6 = undefined;
    this.f7 = undefined;
  }
}

/** A new instance without attributes. */
export function newInstance(type: PyType, shape: Shape = type.rootShape): PyInstance {
  return type.ownFields === FEW_FIELDS ? new PyInstance(type, shape) : new PyWideInstance(type, shape);
}

/** The value in field `index` of an instance. */
export function getField(object: PyInstance, index: number): PyValue | undefined {
  const { floatFields } = object.shape.owner;
  return floatFields === null ? fieldAt(object, index) : floatFields.release(fieldAt(object, index));
}

function fieldAt(object: PyInstance, index: number): PyValue | undefined {
  switch (index) {
    case 0:
      return object.f0;
    case 1:
      return object.f1;
    case 2:
      return object.f2;
    case 3:
      return object.f3;
    default:
      return furtherField(object, index);
  }
}

function furtherField(object: PyInstance, index: number): PyValue | undefined {
  const { ownFields } = object.shape.owner;
  if (index >= ownFields) return object.more === null ? undefined : object.more[index - ownFields];
  const { f4, f5, f6, f7 } = object as PyWideInstance;
  return index === 4 ? f4 : index === 5 ? f5 : index === 6 ? f6 : f7;
}

/** Stores into field `index` of an instance; undefined unbinds it. */
export function setField(object: PyInstance, index: number, value: PyValue | undefined): void {
  switch (index) {
    case 0:
      object.f0 = value;
      break;
    case 1:
      object.f1 = value;
      break;
    case 2:
      object.f2 = value;
      break;
    case 3:
      object.f3 = value;
      break;
    default:
      setFurtherField(object, index, value);
  }
}

function setFurtherField(object: PyInstance, index: number, value: PyValue | undefined): void {
  const { ownFields } = object.shape.owner;
  const wide = object as PyWideInstance;
  if (index >= ownFields) {
    object.more ??= [];
    while (object.more.length < index - ownFields) object.more.push(undefined);
    object.more[index - ownFields] = value;
  } else if (index === 4) wide.f4 = value;
  else if (index === 5) wide.f5 = value;
  else if (index === 6) wide.f6 = value;
  else wide.f7 = value;
}
