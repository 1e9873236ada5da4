/** Direct functions for operand types that have no instruction of their own: what BINARY_OP_EXTEND runs. */
import { NB } from "../../bytecode/opargs.ts";
import { ordinaryPow } from "../../kernel/float.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { floatType } from "../../objects/float/type.ts";
import type { PyValue } from "../../objects/object.ts";

type Action = (left: PyValue, right: PyValue) => PyValue | undefined;

const SMALL = 0x3fffffff;

/** A JavaScript number for a float, or for an int that a double holds exactly; NaN for anything else is told apart by `isNumeric`. */
function isNumeric(value: PyValue): boolean {
  return typeof value === "number" || (value instanceof PyFloat && value.type === floatType);
}

function isSmall(value: PyValue): value is number {
  return typeof value === "number" && value >= -SMALL && value <= SMALL;
}

const bitAnd: Action = (a, b) => (isSmall(a) && isSmall(b) ? a & b : undefined);
const bitOr: Action = (a, b) => (isSmall(a) && isSmall(b) ? a | b : undefined);
const bitXor: Action = (a, b) => (isSmall(a) && isSmall(b) ? a ^ b : undefined);
const shiftRight: Action = (a, b) => (isSmall(a) && typeof b === "number" && b >= 0 ? a >> Math.min(b, 31) : undefined);
const shiftLeft: Action = (a, b) => {
  if (typeof a !== "number" || typeof b !== "number" || b < 0 || b > 30) return undefined;
  const shifted = a * (1 << b);
  return shifted <= Number.MAX_SAFE_INTEGER && shifted >= -Number.MAX_SAFE_INTEGER ? shifted : undefined;
};
const floorDivide: Action = (a, b) => {
  if (typeof a !== "number" || typeof b !== "number" || b === 0) return undefined;
  // The quotient of doubles is exact enough only while both are small.
  return isSmall(a) ? Math.floor(a / b) + 0 : undefined;
};
const modulo: Action = (a, b) => {
  if (typeof a !== "number" || typeof b !== "number" || b === 0) return undefined;
  const rest = a % b;
  return (rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest) + 0;
};
const divideInts: Action = (a, b) =>
  typeof a === "number" && typeof b === "number" && b !== 0 ? new PyFloat(a / b) : undefined;

/** Powers that are ordinary: what raises or is complex is left to the general way. */
const powerFloats: Action = (left, right) => {
  if (!(left instanceof PyFloat) || left.type !== floatType) return undefined;
  const exponent =
    right instanceof PyFloat && right.type === floatType ? right.v : typeof right === "number" ? right : Number.NaN;
  const power = ordinaryPow(left.v, exponent);
  return power === undefined ? undefined : new PyFloat(power);
};

const addMixed = mixed((a, b) => a + b);
const subtractMixed = mixed((a, b) => a - b);
const multiplyMixed = mixed((a, b) => a * b);
const divideMixed = mixed((a, b) => a / b, true);

/** An operator on a float and a float or int. */
function mixed(apply: (a: number, b: number) => number, division = false): Action {
  return (left, right) => {
    let a: number;
    let b: number;
    if (left instanceof PyFloat && left.type === floatType) a = left.v;
    else if (typeof left === "number") a = left;
    else return undefined;
    if (right instanceof PyFloat && right.type === floatType) b = right.v;
    else if (typeof right === "number" && left instanceof PyFloat) b = right;
    else return undefined;
    if (division && b === 0) return undefined;
    return new PyFloat(apply(a, b));
  };
}

const ON_INTS: Readonly<Record<number, Action>> = {
  [NB.AND]: bitAnd,
  [NB.OR]: bitOr,
  [NB.XOR]: bitXor,
  [NB.RSHIFT]: shiftRight,
  [NB.LSHIFT]: shiftLeft,
  [NB.FLOOR_DIVIDE]: floorDivide,
  [NB.REMAINDER]: modulo,
  [NB.TRUE_DIVIDE]: divideInts,
};

const ON_FLOATS: Readonly<Record<number, Action>> = {
  [NB.ADD]: addMixed,
  [NB.SUBTRACT]: subtractMixed,
  [NB.MULTIPLY]: multiplyMixed,
  [NB.TRUE_DIVIDE]: divideMixed,
  [NB.POWER]: powerFloats,
};

/** The function for these operands, if there is one and it applies. */
export function extendAction(oparg: number, left: PyValue, right: PyValue): Action | undefined {
  if (oparg >= NB.SUBSCR) return undefined;
  const operator = oparg >= NB.INPLACE ? oparg - NB.INPLACE : oparg;
  const ints = typeof left === "number" && typeof right === "number";
  const table = ints ? ON_INTS : isNumeric(left) && isNumeric(right) ? ON_FLOATS : undefined;
  const action = table?.[operator];
  return action !== undefined && action(left, right) !== undefined ? action : undefined;
}

/** Whether an action is one of those for two ints. */
export function isForInts(action: Action): boolean {
  return Object.values(ON_INTS).includes(action);
}
