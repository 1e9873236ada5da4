/**
 * What the compiler knows about a value at a point of the program: a small lattice. A value's type also says how it is represented:
 * a FLOAT is a raw JavaScript number in a variable of its own, a virtual iterator is two variables and no object, everything else
 * is the Python value itself.
 */

import { beginsLow } from "../kernel/str.ts";
import { PyComplex } from "../objects/complex/complex-object.ts";
import { complexType } from "../objects/complex/type.ts";
import { PyDict } from "../objects/dict/dict.ts";
import { dictType } from "../objects/dict/type.ts";
import { PyFloat } from "../objects/float/float-object.ts";
import { floatType } from "../objects/float/type.ts";
import { PyFunction } from "../objects/function.ts";
import { ListIter } from "../objects/list/iterators.ts";
import { PyList } from "../objects/list/list.ts";
import { listType } from "../objects/list/type.ts";
import type { PyValue } from "../objects/object.ts";
import { RangeIter } from "../objects/range/iterators.ts";
import { PySet } from "../objects/set/set.ts";
import { setType } from "../objects/set/type.ts";
import type { Shape } from "../objects/shape.ts";
import { TupleIter } from "../objects/tuple/iterator.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import { tupleType } from "../objects/tuple/type.ts";
import type { PyType } from "../objects/type-object.ts";

export type Kind =
  | "any"
  /** Any value, or unbound. */
  | "maybe"
  | "unbound"
  /** The operand stack's NULL. */
  | "null"
  | "none"
  | "bool"
  /** An int that is a JavaScript number. */
  | "int"
  /** A raw double. */
  | "float"
  /** A raw double, or unbound: then the tagged variable is undefined. */
  | "maybe_float"
  /** A PyFloat of exactly that class. */
  | "boxed"
  /** Of exactly that class; one that is not made yet has its two parts. */
  | "complex"
  /** A str that is a JavaScript string. */
  | "str"
  | "list"
  | "tuple"
  | "dict"
  | "set"
  /** A slice object; one that is not made yet has its three parts. */
  | "slice"
  /** An instance whose shape was checked; `shape`. */
  | "instance"
  /** An instance of exactly the class `owner`. */
  | "object"
  /** Exactly this value; `value`. */
  | "const"
  /** The result of calling `range`; start, end, and a step that is not constant are variables. */
  | "range"
  /** The result of calling `enumerate` with a list, which is about to be iterated over. */
  | "enumerate"
  /** Virtual iterators. */
  | "range_iter"
  | "list_iter"
  | "enumerate_iter"
  | "tuple_iter"
  /** Iterator objects. */
  | "range_iter_object"
  | "list_iter_object"
  | "tuple_iter_object";

export interface Type {
  readonly kind: Kind;
  readonly shape?: Shape;
  readonly value?: PyValue;
  readonly owner?: PyType;
  /** Ranges: the step, if it is constant. */
  readonly step?: number;
  /** Ints, and what a range yields: never negative. */
  readonly natural?: boolean;
  /** Texts: whether no low surrogate stands at the beginning, so that whatever comes before needs no look at it. */
  readonly plain?: boolean;
}

function simple(kind: Kind): Type {
  return { kind };
}

export const ANY: Type = simple("any");
export const MAYBE: Type = simple("maybe");
export const UNBOUND: Type = simple("unbound");
export const NULL: Type = simple("null");
export const NONE: Type = simple("none");
export const BOOL: Type = simple("bool");
export const INT: Type = simple("int");
export const NATURAL: Type = { kind: "int", natural: true };
/** An int of which only the lowest 32 bits are what they should be. */
export const LOW_BITS: Type = simple("int");
export const FLOAT: Type = simple("float");
export const MAYBE_FLOAT: Type = simple("maybe_float");
export const BOXED: Type = simple("boxed");
export const COMPLEX: Type = simple("complex");
export const STR: Type = simple("str");
export const PLAIN: Type = { kind: "str", plain: true };
export const LIST: Type = simple("list");
export const TUPLE: Type = simple("tuple");
export const DICT: Type = simple("dict");
export const SET: Type = simple("set");
export const SLICE: Type = simple("slice");
export const LIST_ITER: Type = simple("list_iter");
export const ENUMERATE_ITER: Type = simple("enumerate_iter");
export const TUPLE_ITER: Type = simple("tuple_iter");
export const RANGE_ITER_OBJECT: Type = simple("range_iter_object");
export const LIST_ITER_OBJECT: Type = simple("list_iter_object");
export const TUPLE_ITER_OBJECT: Type = simple("tuple_iter_object");

export function constant(value: PyValue): Type {
  return { kind: "const", value };
}

export function instance(shape: Shape): Type {
  return { kind: "instance", shape };
}

/** An instance of exactly the class. */
export function objectOf(owner: PyType): Type {
  return { kind: "object", owner };
}

/** The class that a value is known to be an instance of. */
export function classOf(type: Type): PyType | null {
  return type.kind === "instance" ? type.shape!.owner : (type.owner ?? null);
}

/** Whether both say the same. */
export function sameType(a: Type, b: Type): boolean {
  return (
    a === b ||
    (a.kind === b.kind &&
      a.shape === b.shape &&
      a.value === b.value &&
      a.owner === b.owner &&
      a.step === b.step &&
      a.plain === b.plain &&
      a.natural === b.natural)
  );
}

/** The most that is true of both; what only one representation has keeps it. */
export function join(a: Type, b: Type): Type {
  if (sameType(a, b)) return a;
  const left = a.kind;
  const right = b.kind;
  if (isFloatLike(left) && isFloatLike(right)) {
    return left === "float" || left === "boxed"
      ? right === "float" || right === "boxed"
        ? FLOAT
        : MAYBE_FLOAT
      : MAYBE_FLOAT;
  }
  if (left === "str" && right === "str") return STR;
  if (left === "int" && right === "int") return INT;
  if (left === "range_iter" && right === "range_iter" && a.step === b.step) return { kind: left, step: a.step };
  if (left === "unbound" || left === "maybe" || right === "unbound" || right === "maybe") return MAYBE;
  if (left === "null" || right === "null") return MAYBE;
  if (right === ITERATOR_OBJECTS[left]) return b;
  if (left === ITERATOR_OBJECTS[right]) return a;
  const owner = classOf(a);
  if (owner !== null && owner === classOf(b)) return objectOf(owner);
  if (left === "const" && right === "const" && a.value === null && b.value === null) return NONE;
  return ANY;
}

/** Of iterators that are no objects: what they are as objects. */
const ITERATOR_OBJECTS: Partial<Record<Kind, Kind>> = {
  range_iter: "range_iter_object",
  list_iter: "list_iter_object",
  tuple_iter: "tuple_iter_object",
};

/** Kinds that a raw double in a variable can stand for, unbound among them. */
function isFloatLike(kind: Kind): boolean {
  return kind === "float" || kind === "boxed" || kind === "maybe_float" || kind === "unbound";
}

/** Whether calls of unknown code may change what the type says. */
export function isFragile(type: Type): boolean {
  return type.kind === "instance" || type.kind === "object";
}

/** The type of a value that is there: what entry in the middle of a running function starts from. */
export function typeOfValue(value: PyValue | undefined): Type {
  if (value === undefined) return UNBOUND;
  if (typeof value === "number") return INT;
  if (typeof value === "string") return STR;
  if (typeof value === "boolean") return BOOL;
  if (value instanceof PyFloat && value.type === floatType) return FLOAT;
  if (value instanceof PyComplex && value.type === complexType) return COMPLEX;
  if (value instanceof PyList && value.type === listType) return LIST;
  if (value instanceof PyTuple && value.type === tupleType) return TUPLE;
  if (value instanceof PyDict && value.type === dictType) return DICT;
  if (value instanceof PySet && value.type === setType) return SET;
  if (value instanceof RangeIter) return RANGE_ITER_OBJECT;
  if (value instanceof ListIter) return LIST_ITER_OBJECT;
  if (value instanceof TupleIter) return TUPLE_ITER_OBJECT;
  return ANY;
}

/** A constant of the code as the compiler sees it. */
export function typeOfConstant(value: PyValue): Type {
  if (value === null) return NONE;
  if (typeof value === "string") return beginsLow(value) ? STR : PLAIN;
  const type = typeOfValue(value);
  return type === ANY ? constant(value) : type === FLOAT ? FLOAT : type;
}

/** The function that a value is known to be. */
export function knownFunction(type: Type): PyFunction | null {
  return type.kind === "const" && type.value instanceof PyFunction ? type.value : null;
}

/** Whether the value needs no variable. */
export function isVirtual(type: Type): boolean {
  return type.kind === "null" || type.kind === "unbound" || type.kind === "none" || type.kind === "const";
}

/** Whether the value is only noted down so far: whoever wants to keep it has to make it. */
export function isNoted(type: Type): boolean {
  return type.kind === "range" || type.kind === "enumerate";
}

/** What is appended to an iterator's name for each of the variables that it consists of; null for anything else. */
export function iteratorParts(type: Type): readonly string[] | null {
  switch (type.kind) {
    case "range_iter":
      return type.step === undefined ? ["c", "e", "s"] : ["c", "e"];
    case "list_iter":
    case "tuple_iter":
    case "enumerate_iter":
      return ["", "c"];
    default:
      return null;
  }
}

/** The type a local has after being assigned. */
export function storedType(type: Type): Type {
  return isNoted(type) || iteratorParts(type) !== null ? ANY : type;
}
