/** Binary and unary operators. Small ints and floats are computed in place; everything else calls the operator's function. */
import { NB } from "../../bytecode/opargs.ts";
import type { Executable } from "../../interpreter/code.ts";
import { OP } from "../../interpreter/generated/tables.ts";
import { isForInts } from "../../interpreter/specialize/binary-actions.ts";
import { ExtendCache } from "../../interpreter/specialize/operators.ts";
import type { Instruction } from "../cfg.ts";
import { ANY, BOOL, FLOAT, INT, NATURAL } from "../types.ts";
import { emitComplex, emitNegativeComplex } from "./complex.ts";
import type { Emitter, Val } from "./emitter.ts";
import { guardFloat, guardInt, guardStr, isFloat, isInt, isNatural } from "./guards.ts";
import { emitLowProduct, emitOnLowBits, isLowBits } from "./low-bits.ts";
import { emitBinaryMethod } from "./operators.ts";
import { emitPercent } from "./percent.ts";
import { answered } from "./raise.ts";
import { emitSubscript } from "./subscript.ts";
import type { Emit } from "./table.ts";
import { isCold, NEVER_RAN } from "./table.ts";

const MAX = "9007199254740991";

/** Each operator on raw doubles; those that can raise are not among them. */
const FLOATS: Readonly<Record<number, string>> = {
  [NB.ADD]: "+",
  [NB.SUBTRACT]: "-",
  [NB.MULTIPLY]: "*",
};

/** Whether the feedback, or what is known of the operands, says ints or floats. */
function numbersOf(
  e: Emitter,
  instruction: Instruction,
  left: Val,
  right: Val,
): "int" | "float" | "str" | "mixed" | null {
  const { op } = instruction;
  if (isInt(left) && isInt(right)) return "int";
  if (isFloat(left) && isFloat(right)) return "float";
  if ((isInt(left) && isFloat(right)) || (isFloat(left) && isInt(right))) return "mixed";
  if (left.type.kind === "str" && right.type.kind === "str") return "str";
  const withBool = isOperand(left) && isOperand(right) && (left.type.kind === "bool" || right.type.kind === "bool");
  // A bool counts as an int, but the bits of two bools are a bool.
  if (withBool && !e.generic && !BITS.has(instruction.arg % NB.INPLACE)) return "int";
  if (e.generic) return null;
  if (ON_INTS.has(op)) return "int";
  switch (op) {
    case OP.BINARY_OP_ADD_FLOAT:
    case OP.BINARY_OP_SUBTRACT_FLOAT:
    case OP.BINARY_OP_MULTIPLY_FLOAT:
      return "float";
    case OP.BINARY_OP_ADD_UNICODE:
      return "str";
    case OP.BINARY_OP_EXTEND:
      return extended(e, left, right);
    default:
      return null;
  }
}

/** Whether the interpreter has specialized the instruction, if it is an operator, for small ints. */
export function isOnInts({ plain, caches }: Executable, index: number): boolean {
  const cache = caches[index];
  return ON_INTS.has(plain[index]) || (cache instanceof ExtendCache && isForInts(cache.action));
}

const ON_INTS: ReadonlySet<number> = new Set([
  OP.BINARY_OP_ADD_INT,
  OP.BINARY_OP_SUBTRACT_INT,
  OP.BINARY_OP_MULTIPLY_INT,
]);

const BITS: ReadonlySet<number> = new Set([NB.AND, NB.OR, NB.XOR]);

/** What arithmetic with a bool is mostly done on. */
function isOperand({ type: { kind } }: Val): boolean {
  return kind === "int" || kind === "bool" || kind === "any";
}

function intOf(e: Emitter, val: Val): Val {
  return val.type.kind === "bool" ? { type: INT, text: e.temporary(`${val.text} ? 1 : 0`) } : val;
}

/** What BINARY_OP_EXTEND's function, which is chosen by the operands' types, says of them. */
function extended(e: Emitter, left: Val, right: Val): "int" | "float" | "mixed" | null {
  const cache = e.unit.code.caches[e.instruction.index];
  if (!(cache instanceof ExtendCache)) return null;
  if (isForInts(cache.action)) return "int";
  return isInt(left) || isInt(right) ? "mixed" : "float";
}

const binaryOp: Emit = (e, instruction) => {
  const { arg } = instruction;
  if (arg === NB.SUBSCR) {
    emitSubscript(e, instruction);
    return;
  }
  const operator = arg >= NB.INPLACE ? arg - NB.INPLACE : arg;
  const right = e.peek(1);
  const left = e.peek(2);
  if (isLowBits(left) || isLowBits(right)) return emitOnLowBits(e, operator);
  if (isCold(e)) return e.exit(NEVER_RAN);
  if (operator === NB.MULTIPLY && emitLowProduct(e, instruction)) return;
  if (operator === NB.REMAINDER && right.parts !== undefined) {
    e.popMany(2);
    return emitPercent(e, left, right.parts, arg);
  }
  if (emitComplex(e, operator, left, right)) return;
  switch (numbersOf(e, instruction, left, right)) {
    case "int":
      if (emitInts(e, operator, intOf(e, left), intOf(e, right))) return;
      break;
    case "float":
      if (emitFloats(e, operator, guardFloat(e, left), right)) return;
      break;
    case "mixed":
      if (emitFloats(e, operator, isInt(left) ? left : guardFloat(e, left), right)) return;
      break;
    case "str":
      if (operator === NB.ADD) return emitConcat(e, left, right);
      break;
    default:
  }
  if (!emitBinaryMethod(e, arg)) emitGeneric(e, instruction, operator);
};

function emitConcat(e: Emitter, left: Val, right: Val): void {
  const a = guardStr(e, left);
  const b = guardStr(e, right);
  if (e.ended) return;
  e.popMany(2);
  if (b.type.plain === true) e.pushNew(a.type, `${a.text} + ${b.text}`);
  // The result is wide when a pair of surrogates comes together.
  else e.pushNew(ANY, `${e.helper("concatStrings")}(${a.text}, ${b.text})`);
}

/** Operators on raw doubles. False when this one is better called. */
function emitFloats(e: Emitter, operator: number, left: Val, rightVal: Val): boolean {
  if (e.ended) return true;
  const symbol = FLOATS[operator];
  if (symbol === undefined && e.generic) return false;
  if (symbol === undefined && operator !== NB.TRUE_DIVIDE && operator !== NB.POWER) return false;
  const right = isInt(rightVal) ? rightVal : guardFloat(e, rightVal);
  if (e.ended) return true;
  const a = e.double(left);
  const b = e.double(right);
  if (symbol !== undefined) {
    e.popMany(2);
    e.pushNew(FLOAT, `${a} ${symbol} ${b}`);
    return true;
  }
  if (operator === NB.POWER) return emitPower(e, a, b);
  e.exitIf(`${b} === 0`, "division by zero");
  e.popMany(2);
  e.pushNew(FLOAT, `${a} / ${b}`);
  return true;
}

function emitPower(e: Emitter, a: string, b: string): boolean {
  if (b === "2" || b === "2.0") {
    const square = e.temporary(`${a} * ${a}`);
    e.exitIf(`${square} === Infinity`, "power out of range");
    e.popMany(2);
    e.push(FLOAT, square);
    return true;
  }
  if (b === "0.5") {
    e.exitIf(`!(${a} > 0 && ${a} < Infinity)`, "root of what is not ordinary");
    e.popMany(2);
    e.pushNew(FLOAT, `Math.sqrt(${a})`);
    return true;
  }
  const power = e.temporary(`${e.helper("ordinaryPow")}(${a}, ${b})`);
  e.exitIf(`${power} === undefined`, "power out of range");
  e.popMany(2);
  e.push(FLOAT, power);
  return true;
}

/** Operators on small ints: the result is small too, or compiled code is left. False when this one is better called. */
function emitInts(e: Emitter, operator: number, leftVal: Val, rightVal: Val): boolean {
  const known = [
    NB.ADD,
    NB.SUBTRACT,
    NB.MULTIPLY,
    NB.AND,
    NB.OR,
    NB.XOR,
    NB.LSHIFT,
    NB.RSHIFT,
    NB.FLOOR_DIVIDE,
  ] as number[];
  if (!known.includes(operator) && operator !== NB.REMAINDER && operator !== NB.TRUE_DIVIDE) return false;
  if (e.generic) return operator === NB.RSHIFT && emitWideShift(e, leftVal, rightVal);
  const left = guardInt(e, leftVal);
  const right = guardInt(e, rightVal);
  if (e.ended) return true;
  const operation = `${left.text} ${operator} ${right.text}`;
  const result = e.computed.get(operation) ?? intResult(e, operator, left, right);
  if (!/\bs\d/.test(operation)) e.computed.set(operation, result);
  e.popMany(2);
  e.push(operator === NB.TRUE_DIVIDE ? FLOAT : staysNatural(operator, left, right) ? NATURAL : INT, result);
  return true;
}

/** A constant shift that has met more than 32 bits: a division by a power of two, which is exact. */
function emitWideShift(e: Emitter, left: Val, right: Val): boolean {
  if (!isInt(left) || !isInt(right) || !/^\d+$/.test(right.text) || Number(right.text) >= MANTISSA_BITS) return false;
  e.popMany(2);
  e.push(isNatural(left) ? NATURAL : INT, e.temporary(`Math.floor(${left.text} / ${2 ** Number(right.text)})`));
  return true;
}

const MANTISSA_BITS = 53;

/** Operators that make nothing negative of operands that are not. */
const NATURAL_RESULTS: ReadonlySet<number> = new Set([NB.ADD, NB.MULTIPLY, NB.OR, NB.XOR, NB.LSHIFT, NB.FLOOR_DIVIDE]);

/** Whether the result is never negative: of some operators one operand decides that. */
function staysNatural(operator: number, left: Val, right: Val): boolean {
  if (operator === NB.AND) return isNatural(left) || isNatural(right);
  if (operator === NB.RSHIFT) return isNatural(left);
  if (operator === NB.REMAINDER) return isNatural(right);
  return NATURAL_RESULTS.has(operator) && isNatural(left) && isNatural(right);
}

function intResult(e: Emitter, operator: number, left: Val, right: Val): string {
  const [a, b] = [left.text, right.text];
  const [aNatural, bNatural] = [isNatural(left), isNatural(right)];
  const natural = aNatural && bNatural;
  // What takes a product or quotient of zero for one without a sign.
  const plus0 = natural ? "" : " + 0";
  switch (operator) {
    case NB.ADD:
      return checked(e, e.temporary(`${a} + ${b}`), aNatural || bNatural ? "above" : "both");
    case NB.SUBTRACT: {
      const difference = e.temporary(`${a} - ${b}`);
      if (natural) return difference;
      return checked(e, difference, bNatural ? "below" : aNatural ? "above" : "both");
    }
    case NB.MULTIPLY:
      return checked(e, e.temporary(`${a} * ${b}${plus0}`), natural ? "above" : "both");
    case NB.AND:
      if (isMask(a) || isMask(b)) return e.temporary(`${a} & ${b}`);
      return bitwise(e, a, b, "&");
    case NB.OR:
      return bitwise(e, a, b, "|");
    case NB.XOR:
      return bitwise(e, a, b, "^");
    case NB.RSHIFT: {
      e.exitIf(`(${a} | 0) !== ${a}${isSmallShift(b) ? "" : ` || ${b} < 0 || ${b} > 31`}`, "shift of a big int");
      return e.temporary(`${a} >> ${b}`);
    }
    case NB.LSHIFT: {
      if (!isSmallShift(b)) e.exitIf(`${b} < 0 || ${b} > 30`, "shift out of range");
      return checked(e, e.temporary(`${a} * (1 << ${b})`), aNatural ? "above" : "both");
    }
    case NB.FLOOR_DIVIDE: {
      const tests = [`${a} > 4503599627370495`];
      if (!isPositive(b)) tests.unshift(`${b} === 0`);
      if (!aNatural) tests.push(`${a} < -4503599627370495`);
      e.exitIf(tests.join(" || "), "division of big ints");
      return e.temporary(`Math.floor(${a} / ${b})${plus0}`);
    }
    case NB.REMAINDER:
      return remainder(e, a, b, natural);
    default:
      if (!isPositive(b)) e.exitIf(`${b} === 0`, "division by zero");
      return e.temporary(`${a} / ${b}`);
  }
}

/** A constant above zero. */
function isPositive(text: string): boolean {
  return /^[1-9]\d*$/.test(text);
}

/** `a % b` with the sign of `b`. */
function remainder(e: Emitter, a: string, b: string, natural: boolean): string {
  if (!isPositive(b)) e.exitIf(`${b} === 0`, "division by zero");
  if (natural) return e.temporary(`${a} % ${b}`);
  if (isPositive(b)) {
    const rest = e.temporary(`${a} % ${b}`);
    return e.temporary(`${rest} < 0 ? ${rest} + ${b} : ${rest} + 0`);
  }
  const rest = e.temporary(`${a} % ${b}`);
  return e.temporary(`${rest} !== 0 && ${rest} < 0 !== ${b} < 0 ? ${rest} + ${b} : ${rest} + 0`);
}

/** Leaves when the result is out of the safe range, on the side or sides where it can be. */
function checked(e: Emitter, result: string, side: "above" | "below" | "both" = "both"): string {
  const tests = { above: `${result} > ${MAX}`, below: `${result} < -${MAX}` };
  e.exitIf(side === "both" ? `${tests.above} || ${tests.below}` : tests[side], "int overflow");
  return result;
}

function bitwise(e: Emitter, a: string, b: string, symbol: string): string {
  const tests: string[] = [];
  for (const operand of [a, b]) if (!isMask(operand)) tests.push(`(${operand} | 0) !== ${operand}`);
  if (tests.length > 0) e.exitIf(tests.join(" || "), "bits of a big int");
  return e.temporary(`${a} ${symbol} ${b}`);
}

/** A constant that fits in 31 bits: `&` with it is exact for every small int. */
function isMask(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) <= 0x7fffffff;
}

function isSmallShift(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) <= 30;
}

const QUICK: Readonly<Record<number, string>> = {
  [NB.ADD]: "add",
  [NB.SUBTRACT]: "subtract",
  [NB.MULTIPLY]: "multiply",
};

/** The operator's function; ints and floats are tried first where that pays. */
function emitGeneric(e: Emitter, { arg }: Instruction, operator: number): void {
  const [left, right] = e.popMany(2);
  const a = e.named(left);
  const b = e.named(right);
  e.placeDeep();
  const quick = QUICK[operator];
  e.push(ANY, answered(e, `${e.helper(quick ?? "binaryFast")}(d, ${arg}, ${a}, ${b})`));
}

const unaryNegative: Emit = (e) => {
  const val = e.peek();
  if (isFloat(val)) {
    e.pop();
    e.pushNew(FLOAT, `-${e.double(val)}`);
    return;
  }
  if (isInt(val)) {
    e.pop();
    e.pushNew(INT, `0 - ${val.text}`);
    return;
  }
  if (val.type.kind === "complex") return emitNegativeComplex(e, val);
  e.pop();
  const text = e.named(val);
  e.placeDeep();
  e.push(ANY, e.called(`${e.helper("negativeOf")}(${text})`));
};

const unaryNot: Emit = (e) => {
  const val = e.pop();
  e.pushLazy(BOOL, `!(${val.text})`);
};

export const ARITHMETIC: readonly (readonly [number, Emit])[] = [
  [OP.BINARY_OP, binaryOp],
  [OP.UNARY_NEGATIVE, unaryNegative],
  [OP.UNARY_NOT, unaryNot],
];
