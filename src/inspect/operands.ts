/** What an instruction's argument means, in the words of CPython's `dis`. */
import { CodeUnit } from "../bytecode/codeunit.ts";
import { type Const, ConstFrozenSet, ConstSlice, ConstTuple } from "../bytecode/constants.ts";
import {
  CMP_OP,
  COMMON_CONSTANTS,
  COMPARE_TO_BOOL,
  CONVERSIONS,
  INTRINSIC_1_NAMES,
  INTRINSIC_2_NAMES,
  NB_OPS,
  SPECIAL_METHODS,
} from "../bytecode/opargs.ts";
import {
  HAS_CONST_FLAG,
  HAS_FREE_FLAG,
  HAS_LOCAL_FLAG,
  HAS_NAME_FLAG,
  OPCODE,
  opcodeFlags,
} from "../bytecode/opcodes.ts";
import { strToJs } from "../kernel/str.ts";
import { constRepr } from "../parser/unparse/constants.ts";

/** The tables that arguments index. */
export interface OperandTables {
  const(index: number): Const | undefined;
  name(index: number): string | undefined;
  local(index: number): string | undefined;
}

const FUNCTION_ATTRIBUTES = ["defaults", "kwdefaults", "annotations", "closure", "annotate"];

/** The text in parentheses, or "" when the number says it all. Jumps are the caller's. */
export function operandText(op: number, arg: number, tables: OperandTables): string {
  const flags = opcodeFlags[op];
  if ((flags & HAS_CONST_FLAG) !== 0) {
    const value = tables.const(arg);
    return value === undefined ? "" : constText(value);
  }
  if ((flags & HAS_NAME_FLAG) !== 0) return nameText(op, arg, tables);
  switch (op) {
    case OPCODE.LOAD_FAST_LOAD_FAST:
    case OPCODE.LOAD_FAST_BORROW_LOAD_FAST_BORROW:
    case OPCODE.STORE_FAST_LOAD_FAST:
    case OPCODE.STORE_FAST_STORE_FAST:
      return `${tables.local(arg >> 4)}, ${tables.local(arg & 15)}`;
    case OPCODE.COMPARE_OP:
      return (arg & COMPARE_TO_BOOL) !== 0 ? `bool(${CMP_OP[arg >> 5]})` : CMP_OP[arg >> 5];
    case OPCODE.CONVERT_VALUE:
      return CONVERSIONS[arg];
    case OPCODE.SET_FUNCTION_ATTRIBUTE:
      return FUNCTION_ATTRIBUTES.filter((_, i) => (arg & (1 << i)) !== 0).join(", ");
    case OPCODE.BINARY_OP:
      return NB_OPS[arg][1];
    case OPCODE.CALL_INTRINSIC_1:
      return INTRINSIC_1_NAMES[arg];
    case OPCODE.CALL_INTRINSIC_2:
      return INTRINSIC_2_NAMES[arg];
    case OPCODE.LOAD_COMMON_CONSTANT:
      return commonConstant(arg);
    case OPCODE.LOAD_SPECIAL:
      return SPECIAL_METHODS[arg];
    case OPCODE.IS_OP:
      return arg !== 0 ? "is not" : "is";
    case OPCODE.CONTAINS_OP:
      return arg !== 0 ? "not in" : "in";
  }
  return (flags & (HAS_LOCAL_FLAG | HAS_FREE_FLAG)) !== 0 ? (tables.local(arg) ?? "") : "";
}

function nameText(op: number, arg: number, tables: OperandTables): string {
  if (op === OPCODE.LOAD_GLOBAL) return `${tables.name(arg >> 1)}${(arg & 1) !== 0 ? " + NULL" : ""}`;
  if (op === OPCODE.LOAD_ATTR) return `${tables.name(arg >> 1)}${(arg & 1) !== 0 ? " + NULL|self" : ""}`;
  if (op === OPCODE.LOAD_SUPER_ATTR) return `${tables.name(arg >> 2)}${(arg & 1) !== 0 ? " + NULL|self" : ""}`;
  return tables.name(arg) ?? "";
}

/** Functions show their repr, types their name. */
function commonConstant(arg: number): string {
  const name = COMMON_CONSTANTS[arg];
  return name === "all" || name === "any" ? `<built-in function ${name}>` : name;
}

/** `repr` of a constant; code objects without their address. */
export function constText(value: Const): string {
  if (value instanceof CodeUnit) {
    const { name, filename, firstlineno } = value;
    return `<code object ${strToJs(name)}, file "${strToJs(filename)}", line ${firstlineno}>`;
  }
  if (value instanceof ConstSlice) {
    return `slice(${constText(value.start)}, ${constText(value.stop)}, ${constText(value.step)})`;
  }
  if (value instanceof ConstTuple) {
    return value.items.length === 1 ? `(${constText(value.items[0])},)` : `(${value.items.map(constText).join(", ")})`;
  }
  if (value instanceof ConstFrozenSet && value.items.length > 0) {
    return `frozenset({${value.items.map(constText).join(", ")}})`;
  }
  return constRepr(value, 0);
}
