/**
 * What instruction arguments encode: binary operators, comparisons, intrinsics, special methods, common constants
 * (Include/opcode.h, pycore_intrinsics.h, pycore_opcode_utils.h of CPython 3.14). Arrays are in argument order.
 */

/** BINARY_OP's arguments: name and the operator's text. */
export const NB_OPS = [
  ["NB_ADD", "+"],
  ["NB_AND", "&"],
  ["NB_FLOOR_DIVIDE", "//"],
  ["NB_LSHIFT", "<<"],
  ["NB_MATRIX_MULTIPLY", "@"],
  ["NB_MULTIPLY", "*"],
  ["NB_REMAINDER", "%"],
  ["NB_OR", "|"],
  ["NB_POWER", "**"],
  ["NB_RSHIFT", ">>"],
  ["NB_SUBTRACT", "-"],
  ["NB_TRUE_DIVIDE", "/"],
  ["NB_XOR", "^"],
  ["NB_INPLACE_ADD", "+="],
  ["NB_INPLACE_AND", "&="],
  ["NB_INPLACE_FLOOR_DIVIDE", "//="],
  ["NB_INPLACE_LSHIFT", "<<="],
  ["NB_INPLACE_MATRIX_MULTIPLY", "@="],
  ["NB_INPLACE_MULTIPLY", "*="],
  ["NB_INPLACE_REMAINDER", "%="],
  ["NB_INPLACE_OR", "|="],
  ["NB_INPLACE_POWER", "**="],
  ["NB_INPLACE_RSHIFT", ">>="],
  ["NB_INPLACE_SUBTRACT", "-="],
  ["NB_INPLACE_TRUE_DIVIDE", "/="],
  ["NB_INPLACE_XOR", "^="],
  ["NB_SUBSCR", "[]"],
] as const;

/** BINARY_OP's arguments by name. */
export const NB = {
  ADD: 0,
  AND: 1,
  FLOOR_DIVIDE: 2,
  LSHIFT: 3,
  MATRIX_MULTIPLY: 4,
  MULTIPLY: 5,
  REMAINDER: 6,
  OR: 7,
  POWER: 8,
  RSHIFT: 9,
  SUBTRACT: 10,
  TRUE_DIVIDE: 11,
  XOR: 12,
  /** Added to an operator's number for its in-place form. */
  INPLACE: 13,
  SUBSCR: 26,
} as const;

/** Rich comparisons in the order of Py_LT … Py_GE. */
export const CMP_OP = ["<", "<=", "==", "!=", ">", ">="] as const;
export const CMP = { LT: 0, LE: 1, EQ: 2, NE: 3, GT: 4, GE: 5 } as const;
/** Added to COMPARE_OP's argument when the result must be a bool. */
export const COMPARE_TO_BOOL = 16;

// The low four bits say which outcomes mean true: unordered 1, less 2, greater 4, equal 8.
const COMPARE_MASKS = [2, 2 | 8, 8, 1 | 2 | 4, 4, 4 | 8] as const;

/** COMPARE_OP's argument for a comparison (without COMPARE_TO_BOOL). */
export function compareOparg(cmp: number): number {
  return (cmp << 5) | COMPARE_MASKS[cmp];
}

/** CALL_INTRINSIC_1's functions. */
export const INTRINSIC_1_NAMES = [
  "INTRINSIC_1_INVALID",
  "INTRINSIC_PRINT",
  "INTRINSIC_IMPORT_STAR",
  "INTRINSIC_STOPITERATION_ERROR",
  "INTRINSIC_ASYNC_GEN_WRAP",
  "INTRINSIC_UNARY_POSITIVE",
  "INTRINSIC_LIST_TO_TUPLE",
  "INTRINSIC_TYPEVAR",
  "INTRINSIC_PARAMSPEC",
  "INTRINSIC_TYPEVARTUPLE",
  "INTRINSIC_SUBSCRIPT_GENERIC",
  "INTRINSIC_TYPEALIAS",
] as const;

export const INTRINSIC_1 = {
  PRINT: 1,
  IMPORT_STAR: 2,
  STOPITERATION_ERROR: 3,
  ASYNC_GEN_WRAP: 4,
  UNARY_POSITIVE: 5,
  LIST_TO_TUPLE: 6,
  TYPEVAR: 7,
  PARAMSPEC: 8,
  TYPEVARTUPLE: 9,
  SUBSCRIPT_GENERIC: 10,
  TYPEALIAS: 11,
} as const;

/** CALL_INTRINSIC_2's functions. */
export const INTRINSIC_2_NAMES = [
  "INTRINSIC_2_INVALID",
  "INTRINSIC_PREP_RERAISE_STAR",
  "INTRINSIC_TYPEVAR_WITH_BOUND",
  "INTRINSIC_TYPEVAR_WITH_CONSTRAINTS",
  "INTRINSIC_SET_FUNCTION_TYPE_PARAMS",
  "INTRINSIC_SET_TYPEPARAM_DEFAULT",
] as const;

export const INTRINSIC_2 = {
  PREP_RERAISE_STAR: 1,
  TYPEVAR_WITH_BOUND: 2,
  TYPEVAR_WITH_CONSTRAINTS: 3,
  SET_FUNCTION_TYPE_PARAMS: 4,
  SET_TYPEPARAM_DEFAULT: 5,
} as const;

/** LOAD_SPECIAL's methods. */
export const SPECIAL_METHODS = ["__enter__", "__exit__", "__aenter__", "__aexit__"] as const;
export const SPECIAL = { ENTER: 0, EXIT: 1, AENTER: 2, AEXIT: 3 } as const;

/** LOAD_COMMON_CONSTANT's objects, by their names in `builtins`. */
export const COMMON_CONSTANTS = ["AssertionError", "NotImplementedError", "tuple", "all", "any"] as const;
export const COMMON_CONSTANT = {
  ASSERTION_ERROR: 0,
  NOT_IMPLEMENTED_ERROR: 1,
  BUILTIN_TUPLE: 2,
  BUILTIN_ALL: 3,
  BUILTIN_ANY: 4,
} as const;

/** CONVERT_VALUE's conversions (`FVC_*`). */
export const CONVERSIONS = ["", "str", "repr", "ascii"] as const;
export const FVC = { NONE: 0, STR: 1, REPR: 2, ASCII: 3 } as const;

/** SET_FUNCTION_ATTRIBUTE's argument. */
export const MAKE_FUNCTION = { DEFAULTS: 1, KWDEFAULTS: 2, ANNOTATIONS: 4, CLOSURE: 8, ANNOTATE: 16 } as const;

/** RESUME's argument: where execution resumes, plus whether an `except` of depth 1 is around it. */
export const RESUME = {
  AT_FUNC_START: 0,
  AFTER_YIELD: 1,
  AFTER_YIELD_FROM: 2,
  AFTER_AWAIT: 3,
  LOCATION_MASK: 3,
  DEPTH1_MASK: 4,
} as const;

/** LOAD_SMALL_INT holds the ints below this bound (`_PY_NSMALLPOSINTS` limited by the 8-bit argument). */
export const SMALL_INT_LIMIT = 256;

/** The first two bytes of a `.pyc` file as a little-endian number; CR and LF follow. */
export const MAGIC_NUMBER = 3627;
