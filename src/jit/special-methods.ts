/**
 * Which Python function an operator on instances of known classes calls first, found at compile time: what the slots of those classes
 * (objects/type/dispatchers.ts) and the protocols above them (objects/abstract) would find as long as the classes' versions hold.
 */
import { NB } from "../bytecode/opargs.ts";
import { executableOf } from "../interpreter/code.ts";
import { typeLookup } from "../objects/abstract/attributes.ts";
import { BINARY_OPS } from "../objects/abstract/number.ts";
import { complexType } from "../objects/complex/type.ts";
import { floatType } from "../objects/float/type.ts";
import { PyFunction } from "../objects/function.ts";
import { boolType } from "../objects/int/bool.ts";
import { intType } from "../objects/int/type.ts";
import { objectType } from "../objects/object-type.ts";
import { type CompareOp, Py_EQ, Py_NE, type SlotName } from "../objects/slots.ts";
import { COMPARE_NAMES, slotRichCompare } from "../objects/type/dispatchers.ts";
import { slotDefsBySlot } from "../objects/type/slotdefs.ts";
import { isSubtype, type PyType } from "../objects/type-object.ts";
import type { AfterLeft } from "./runtime/operators.ts";

/** The function that a class has as a special method; null when it is something else, or data that is replaced now and then. */
export function specialMethod(type: PyType, name: string): PyFunction | null {
  if (type.spec !== null) return null;
  const found = typeLookup(type, name);
  return found instanceof PyFunction ? found : null;
}

/** Whether the function takes so many positional arguments as its parameters, one by one. */
export function takes(func: PyFunction, count: number): boolean {
  const { simple, argcount } = executableOf(func.code);
  return simple && argcount === count;
}

export interface BinaryMethod {
  readonly func: PyFunction;
  /** It is a method of the right operand. */
  readonly reflected: boolean;
  readonly after: AfterLeft;
}

/** What BINARY_OP with the argument calls. */
export function binaryMethod(oparg: number, left: PyType, right: PyType): BinaryMethod | null {
  const isInplace = oparg >= NB.INPLACE;
  const [slot, inplaceSlot] = BINARY_OPS[isInplace ? oparg - NB.INPLACE : oparg];
  if (isInplace && left[inplaceSlot] !== undefined) {
    const [{ name, dispatcher }] = slotDefsBySlot(inplaceSlot);
    const func = left[inplaceSlot] === dispatcher ? specialMethod(left, name) : null;
    return func === null ? null : { func, reflected: false, after: true };
  }
  const [plain, reflected] = slotDefsBySlot(slot);
  const own = left[slot] as unknown;
  const other = right[slot] as unknown;
  if (left !== right && isSubtype(right, left)) return null;
  if (own === plain.dispatcher) {
    const func = specialMethod(left, plain.name);
    if (func === null) return null;
    const after = left === right || other === undefined ? null : other === own ? reflected.name : (other as AfterLeft);
    return { func, reflected: false, after };
  }
  // The slots of numbers have nothing to say of what is none; to what comes from another number's class they may have.
  const numbers = NUMBERS();
  if (own !== undefined && (!numbers.includes(left) || numbers.some((type) => isSubtype(right, type)))) return null;
  const func = other === plain.dispatcher ? specialMethod(right, reflected.name) : null;
  return func === null ? null : { func, reflected: true, after: null };
}

const NUMBERS = (): readonly PyType[] => [intType, boolType, floatType, complexType];

export interface CompareMethod {
  readonly func: PyFunction;
  /** It is `__eq__` for `!=`, as `object.__ne__` calls it. */
  readonly negated: boolean;
}

/** What a comparison calls first. */
export function compareMethod(op: CompareOp, left: PyType, right: PyType): CompareMethod | null {
  if (left.tp_richcompare !== slotRichCompare || (left !== right && isSubtype(right, left))) return null;
  const func = specialMethod(left, COMPARE_NAMES[op]);
  if (func !== null) return { func, negated: false };
  if (op !== Py_NE || typeLookup(left, "__ne__") !== typeLookup(objectType, "__ne__")) return null;
  const equal = specialMethod(left, COMPARE_NAMES[Py_EQ]);
  return equal === null ? null : { func: equal, negated: true };
}

/** What a slot with a single method calls. */
export function slotMethod(type: PyType, slot: SlotName): PyFunction | null {
  const [{ name, dispatcher }] = slotDefsBySlot(slot);
  return (type[slot] as unknown) === dispatcher ? specialMethod(type, name) : null;
}
