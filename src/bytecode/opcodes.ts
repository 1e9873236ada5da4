/**
 * CPython 3.14's opcodes: one table, everything else is derived from it (Lib/_opcode_metadata.py, Lib/opcode.py,
 * Include/internal/pycore_opcode_metadata.h).
 *
 * A row is `[number, flags, effect, caches?]`, or for a specialized instruction `[number, flags, base name]`.
 * Flags: A takes an argument, C its argument indexes `co_consts`, N `co_names`, J a jump, F cells and free variables,
 * L fast locals, X an exception handler's target, B may check the eval breaker.
 * Effect: values popped and pushed; `n` is the argument, `b` its lowest bit, `x` UNPACK_EX's two counts.
 * A block-pushing pseudo instruction (X) has its effect only on the way to its handler.
 */
const TABLE = {
  CACHE: [0, "", "0 0"],
  BINARY_SLICE: [1, "", "3 1"],
  BUILD_TEMPLATE: [2, "", "2 1"],
  BINARY_OP_INPLACE_ADD_UNICODE: [3, "L", "BINARY_OP"],
  CALL_FUNCTION_EX: [4, "B", "4 1"],
  CHECK_EG_MATCH: [5, "", "2 2"],
  CHECK_EXC_MATCH: [6, "", "2 2"],
  CLEANUP_THROW: [7, "", "3 2"],
  DELETE_SUBSCR: [8, "", "2 0"],
  END_FOR: [9, "", "1 0"],
  END_SEND: [10, "", "2 1"],
  EXIT_INIT_CHECK: [11, "", "1 0"],
  FORMAT_SIMPLE: [12, "", "1 1"],
  FORMAT_WITH_SPEC: [13, "", "2 1"],
  GET_AITER: [14, "", "1 1"],
  GET_ANEXT: [15, "", "1 2"],
  GET_ITER: [16, "", "1 1"],
  RESERVED: [17, "", "0 0"],
  GET_LEN: [18, "", "1 2"],
  GET_YIELD_FROM_ITER: [19, "", "1 1"],
  INTERPRETER_EXIT: [20, "", "1 0"],
  LOAD_BUILD_CLASS: [21, "", "0 1"],
  LOAD_LOCALS: [22, "", "0 1"],
  MAKE_FUNCTION: [23, "", "1 1"],
  MATCH_KEYS: [24, "", "2 3"],
  MATCH_MAPPING: [25, "", "1 2"],
  MATCH_SEQUENCE: [26, "", "1 2"],
  NOP: [27, "", "0 0"],
  NOT_TAKEN: [28, "", "0 0"],
  POP_EXCEPT: [29, "", "1 0"],
  POP_ITER: [30, "", "1 0"],
  POP_TOP: [31, "", "1 0"],
  PUSH_EXC_INFO: [32, "", "1 2"],
  PUSH_NULL: [33, "", "0 1"],
  RETURN_GENERATOR: [34, "", "0 1"],
  RETURN_VALUE: [35, "", "1 1"],
  SETUP_ANNOTATIONS: [36, "", "0 0"],
  STORE_SLICE: [37, "", "4 0"],
  STORE_SUBSCR: [38, "", "3 0", 1],
  TO_BOOL: [39, "", "1 1", 3],
  UNARY_INVERT: [40, "", "1 1"],
  UNARY_NEGATIVE: [41, "", "1 1"],
  UNARY_NOT: [42, "", "1 1"],
  WITH_EXCEPT_START: [43, "", "5 6"],
  BINARY_OP: [44, "A", "2 1", 5],
  BUILD_INTERPOLATION: [45, "A", "2+b 1"],
  BUILD_LIST: [46, "A", "n 1"],
  BUILD_MAP: [47, "A", "2n 1"],
  BUILD_SET: [48, "A", "n 1"],
  BUILD_SLICE: [49, "A", "n 1"],
  BUILD_STRING: [50, "A", "n 1"],
  BUILD_TUPLE: [51, "A", "n 1"],
  CALL: [52, "AB", "2+n 1", 3],
  CALL_INTRINSIC_1: [53, "A", "1 1"],
  CALL_INTRINSIC_2: [54, "A", "2 1"],
  CALL_KW: [55, "A", "3+n 1", 3],
  COMPARE_OP: [56, "A", "2 1", 1],
  CONTAINS_OP: [57, "A", "2 1", 1],
  CONVERT_VALUE: [58, "A", "1 1"],
  COPY: [59, "A", "n 1+n"],
  COPY_FREE_VARS: [60, "A", "0 0"],
  DELETE_ATTR: [61, "AN", "1 0"],
  DELETE_DEREF: [62, "AF", "0 0"],
  DELETE_FAST: [63, "AL", "0 0"],
  DELETE_GLOBAL: [64, "AN", "0 0"],
  DELETE_NAME: [65, "AN", "0 0"],
  DICT_MERGE: [66, "A", "4+n 3+n"],
  DICT_UPDATE: [67, "A", "1+n n"],
  END_ASYNC_FOR: [68, "AJ", "2 0"],
  EXTENDED_ARG: [69, "A", "0 0"],
  FOR_ITER: [70, "AJ", "1 2", 1],
  GET_AWAITABLE: [71, "A", "1 1"],
  IMPORT_FROM: [72, "AN", "1 2"],
  IMPORT_NAME: [73, "AN", "2 1"],
  IS_OP: [74, "A", "2 1"],
  JUMP_BACKWARD: [75, "AJB", "0 0", 1],
  JUMP_BACKWARD_NO_INTERRUPT: [76, "AJ", "0 0"],
  JUMP_FORWARD: [77, "AJ", "0 0"],
  LIST_APPEND: [78, "A", "1+n n"],
  LIST_EXTEND: [79, "A", "1+n n"],
  LOAD_ATTR: [80, "AN", "1 1+b", 9],
  LOAD_COMMON_CONSTANT: [81, "A", "0 1"],
  LOAD_CONST: [82, "AC", "0 1"],
  LOAD_DEREF: [83, "AL", "0 1"],
  LOAD_FAST: [84, "AL", "0 1"],
  LOAD_FAST_AND_CLEAR: [85, "AL", "0 1"],
  LOAD_FAST_BORROW: [86, "AL", "0 1"],
  LOAD_FAST_BORROW_LOAD_FAST_BORROW: [87, "AL", "0 2"],
  LOAD_FAST_CHECK: [88, "AL", "0 1"],
  LOAD_FAST_LOAD_FAST: [89, "AL", "0 2"],
  LOAD_FROM_DICT_OR_DEREF: [90, "AF", "1 1"],
  LOAD_FROM_DICT_OR_GLOBALS: [91, "AN", "1 1"],
  LOAD_GLOBAL: [92, "AN", "0 1+b", 4],
  LOAD_NAME: [93, "AN", "0 1"],
  LOAD_SMALL_INT: [94, "A", "0 1"],
  LOAD_SPECIAL: [95, "A", "1 2"],
  LOAD_SUPER_ATTR: [96, "AN", "3 1+b", 1],
  MAKE_CELL: [97, "AF", "0 0"],
  MAP_ADD: [98, "A", "2+n n"],
  MATCH_CLASS: [99, "A", "3 1"],
  POP_JUMP_IF_FALSE: [100, "AJ", "1 0", 1],
  POP_JUMP_IF_NONE: [101, "AJ", "1 0", 1],
  POP_JUMP_IF_NOT_NONE: [102, "AJ", "1 0", 1],
  POP_JUMP_IF_TRUE: [103, "AJ", "1 0", 1],
  RAISE_VARARGS: [104, "A", "n 0"],
  RERAISE: [105, "A", "1+n n"],
  SEND: [106, "AJ", "2 2", 1],
  SET_ADD: [107, "A", "1+n n"],
  SET_FUNCTION_ATTRIBUTE: [108, "A", "2 1"],
  SET_UPDATE: [109, "A", "1+n n"],
  STORE_ATTR: [110, "AN", "2 0", 4],
  STORE_DEREF: [111, "AF", "1 0"],
  STORE_FAST: [112, "AL", "1 0"],
  STORE_FAST_LOAD_FAST: [113, "AL", "1 1"],
  STORE_FAST_STORE_FAST: [114, "AL", "2 0"],
  STORE_GLOBAL: [115, "AN", "1 0"],
  STORE_NAME: [116, "AN", "1 0"],
  SWAP: [117, "A", "n n"],
  UNPACK_EX: [118, "A", "1 1+x"],
  UNPACK_SEQUENCE: [119, "A", "1 n", 1],
  YIELD_VALUE: [120, "A", "1 1"],
  RESUME: [128, "AB", "0 0"],
  // Specialized and instrumented forms
  BINARY_OP_ADD_FLOAT: [129, "", "BINARY_OP"],
  BINARY_OP_ADD_INT: [130, "", "BINARY_OP"],
  BINARY_OP_ADD_UNICODE: [131, "", "BINARY_OP"],
  BINARY_OP_EXTEND: [132, "", "BINARY_OP"],
  BINARY_OP_MULTIPLY_FLOAT: [133, "", "BINARY_OP"],
  BINARY_OP_MULTIPLY_INT: [134, "", "BINARY_OP"],
  BINARY_OP_SUBSCR_DICT: [135, "", "BINARY_OP"],
  BINARY_OP_SUBSCR_GETITEM: [136, "", "BINARY_OP"],
  BINARY_OP_SUBSCR_LIST_INT: [137, "", "BINARY_OP"],
  BINARY_OP_SUBSCR_LIST_SLICE: [138, "", "BINARY_OP"],
  BINARY_OP_SUBSCR_STR_INT: [139, "", "BINARY_OP"],
  BINARY_OP_SUBSCR_TUPLE_INT: [140, "", "BINARY_OP"],
  BINARY_OP_SUBTRACT_FLOAT: [141, "", "BINARY_OP"],
  BINARY_OP_SUBTRACT_INT: [142, "", "BINARY_OP"],
  CALL_ALLOC_AND_ENTER_INIT: [143, "A", "CALL"],
  CALL_BOUND_METHOD_EXACT_ARGS: [144, "A", "CALL"],
  CALL_BOUND_METHOD_GENERAL: [145, "A", "CALL"],
  CALL_BUILTIN_CLASS: [146, "AB", "CALL"],
  CALL_BUILTIN_FAST: [147, "AB", "CALL"],
  CALL_BUILTIN_FAST_WITH_KEYWORDS: [148, "AB", "CALL"],
  CALL_BUILTIN_O: [149, "AB", "CALL"],
  CALL_ISINSTANCE: [150, "A", "CALL"],
  CALL_KW_BOUND_METHOD: [151, "A", "CALL_KW"],
  CALL_KW_NON_PY: [152, "AB", "CALL_KW"],
  CALL_KW_PY: [153, "A", "CALL_KW"],
  CALL_LEN: [154, "", "CALL"],
  CALL_LIST_APPEND: [155, "A", "CALL"],
  CALL_METHOD_DESCRIPTOR_FAST: [156, "AB", "CALL"],
  CALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS: [157, "AB", "CALL"],
  CALL_METHOD_DESCRIPTOR_NOARGS: [158, "AB", "CALL"],
  CALL_METHOD_DESCRIPTOR_O: [159, "AB", "CALL"],
  CALL_NON_PY_GENERAL: [160, "AB", "CALL"],
  CALL_PY_EXACT_ARGS: [161, "A", "CALL"],
  CALL_PY_GENERAL: [162, "A", "CALL"],
  CALL_STR_1: [163, "AB", "CALL"],
  CALL_TUPLE_1: [164, "AB", "CALL"],
  CALL_TYPE_1: [165, "A", "CALL"],
  COMPARE_OP_FLOAT: [166, "A", "COMPARE_OP"],
  COMPARE_OP_INT: [167, "A", "COMPARE_OP"],
  COMPARE_OP_STR: [168, "A", "COMPARE_OP"],
  CONTAINS_OP_DICT: [169, "A", "CONTAINS_OP"],
  CONTAINS_OP_SET: [170, "A", "CONTAINS_OP"],
  FOR_ITER_GEN: [171, "A", "FOR_ITER"],
  FOR_ITER_LIST: [172, "AJ", "FOR_ITER"],
  FOR_ITER_RANGE: [173, "AJ", "FOR_ITER"],
  FOR_ITER_TUPLE: [174, "AJ", "FOR_ITER"],
  JUMP_BACKWARD_JIT: [175, "AJB", "JUMP_BACKWARD"],
  JUMP_BACKWARD_NO_JIT: [176, "AJB", "JUMP_BACKWARD"],
  LOAD_ATTR_CLASS: [177, "A", "LOAD_ATTR"],
  LOAD_ATTR_CLASS_WITH_METACLASS_CHECK: [178, "A", "LOAD_ATTR"],
  LOAD_ATTR_GETATTRIBUTE_OVERRIDDEN: [179, "AN", "LOAD_ATTR"],
  LOAD_ATTR_INSTANCE_VALUE: [180, "A", "LOAD_ATTR"],
  LOAD_ATTR_METHOD_LAZY_DICT: [181, "A", "LOAD_ATTR"],
  LOAD_ATTR_METHOD_NO_DICT: [182, "A", "LOAD_ATTR"],
  LOAD_ATTR_METHOD_WITH_VALUES: [183, "A", "LOAD_ATTR"],
  LOAD_ATTR_MODULE: [184, "A", "LOAD_ATTR"],
  LOAD_ATTR_NONDESCRIPTOR_NO_DICT: [185, "A", "LOAD_ATTR"],
  LOAD_ATTR_NONDESCRIPTOR_WITH_VALUES: [186, "A", "LOAD_ATTR"],
  LOAD_ATTR_PROPERTY: [187, "A", "LOAD_ATTR"],
  LOAD_ATTR_SLOT: [188, "A", "LOAD_ATTR"],
  LOAD_ATTR_WITH_HINT: [189, "AN", "LOAD_ATTR"],
  LOAD_CONST_IMMORTAL: [190, "AC", "LOAD_CONST"],
  LOAD_CONST_MORTAL: [191, "AC", "LOAD_CONST"],
  LOAD_GLOBAL_BUILTIN: [192, "A", "LOAD_GLOBAL"],
  LOAD_GLOBAL_MODULE: [193, "A", "LOAD_GLOBAL"],
  LOAD_SUPER_ATTR_ATTR: [194, "AN", "LOAD_SUPER_ATTR"],
  LOAD_SUPER_ATTR_METHOD: [195, "AN", "LOAD_SUPER_ATTR"],
  RESUME_CHECK: [196, "", "RESUME"],
  SEND_GEN: [197, "A", "SEND"],
  STORE_ATTR_INSTANCE_VALUE: [198, "", "STORE_ATTR"],
  STORE_ATTR_SLOT: [199, "", "STORE_ATTR"],
  STORE_ATTR_WITH_HINT: [200, "AN", "STORE_ATTR"],
  STORE_SUBSCR_DICT: [201, "", "STORE_SUBSCR"],
  STORE_SUBSCR_LIST_INT: [202, "", "STORE_SUBSCR"],
  TO_BOOL_ALWAYS_TRUE: [203, "", "TO_BOOL"],
  TO_BOOL_BOOL: [204, "", "TO_BOOL"],
  TO_BOOL_INT: [205, "", "TO_BOOL"],
  TO_BOOL_LIST: [206, "", "TO_BOOL"],
  TO_BOOL_NONE: [207, "", "TO_BOOL"],
  TO_BOOL_STR: [208, "", "TO_BOOL"],
  UNPACK_SEQUENCE_LIST: [209, "A", "UNPACK_SEQUENCE"],
  UNPACK_SEQUENCE_TUPLE: [210, "A", "UNPACK_SEQUENCE"],
  UNPACK_SEQUENCE_TWO_TUPLE: [211, "A", "UNPACK_SEQUENCE"],
  INSTRUMENTED_END_FOR: [234, "", "2 1"],
  INSTRUMENTED_POP_ITER: [235, "", "1 0"],
  INSTRUMENTED_END_SEND: [236, "", "2 1"],
  INSTRUMENTED_FOR_ITER: [237, "AJ", "1 2", 1],
  INSTRUMENTED_INSTRUCTION: [238, "", "0 0"],
  INSTRUMENTED_JUMP_FORWARD: [239, "A", "0 0"],
  INSTRUMENTED_NOT_TAKEN: [240, "", "0 0"],
  INSTRUMENTED_POP_JUMP_IF_TRUE: [241, "A", "1 0", 1],
  INSTRUMENTED_POP_JUMP_IF_FALSE: [242, "A", "1 0", 1],
  INSTRUMENTED_POP_JUMP_IF_NONE: [243, "A", "1 0", 1],
  INSTRUMENTED_POP_JUMP_IF_NOT_NONE: [244, "A", "1 0", 1],
  INSTRUMENTED_RESUME: [245, "AB", "0 0"],
  INSTRUMENTED_RETURN_VALUE: [246, "", "1 1"],
  INSTRUMENTED_YIELD_VALUE: [247, "A", "1 1"],
  INSTRUMENTED_END_ASYNC_FOR: [248, "AJ", "2 0"],
  INSTRUMENTED_LOAD_SUPER_ATTR: [249, "AN", "3 1+b", 1],
  INSTRUMENTED_CALL: [250, "AB", "2+n 1", 3],
  INSTRUMENTED_CALL_KW: [251, "A", "3+n 1", 3],
  INSTRUMENTED_CALL_FUNCTION_EX: [252, "B", "4 1"],
  INSTRUMENTED_JUMP_BACKWARD: [253, "AB", "0 0", 1],
  INSTRUMENTED_LINE: [254, "", "0 0"],
  ENTER_EXECUTOR: [255, "A", "0 0"],
  // Pseudo instructions: the compiler's own, never in a code object
  ANNOTATIONS_PLACEHOLDER: [256, "", "0 0"],
  JUMP: [257, "AJB", "0 0"],
  JUMP_IF_FALSE: [258, "AJ", "1 1"],
  JUMP_IF_TRUE: [259, "AJ", "1 1"],
  JUMP_NO_INTERRUPT: [260, "AJ", "0 0"],
  LOAD_CLOSURE: [261, "AL", "0 1"],
  POP_BLOCK: [262, "", "0 0"],
  SETUP_CLEANUP: [263, "AX", "0 2"],
  SETUP_FINALLY: [264, "AX", "0 1"],
  SETUP_WITH: [265, "AX", "0 1"],
  STORE_FAST_MAYBE_NULL: [266, "AL", "1 0"],
} as const satisfies Record<string, readonly [number, string, string, number?]>;

export type OpcodeName = keyof typeof TABLE;

/** The opcode numbers by name, real, specialized, instrumented and pseudo alike. */
export const OPCODE = Object.fromEntries(Object.entries(TABLE).map(([name, row]) => [name, row[0]])) as {
  readonly [Name in OpcodeName]: (typeof TABLE)[Name][0];
};

/** Opcodes from here on (up to 254) are instrumented forms. */
export const MIN_INSTRUMENTED_OPCODE = 234;
/** Opcodes above this are pseudo instructions. */
export const MAX_REAL_OPCODE = 254;
/** Instructions with a number above this take an argument. */
export const HAVE_ARGUMENT = 43;
export const OPCODE_COUNT = 267;

export const HAS_ARG_FLAG = 1;
export const HAS_CONST_FLAG = 2;
export const HAS_NAME_FLAG = 4;
export const HAS_JUMP_FLAG = 8;
export const HAS_FREE_FLAG = 16;
export const HAS_LOCAL_FLAG = 32;
export const HAS_EVAL_BREAK_FLAG = 64;
/** The argument is an exception handler's target (`IS_BLOCK_PUSH_OPCODE`). */
export const IS_BLOCK_PUSH_FLAG = 1 << 16;

const FLAG_LETTERS: Record<string, number> = {
  A: HAS_ARG_FLAG,
  C: HAS_CONST_FLAG,
  N: HAS_NAME_FLAG,
  J: HAS_JUMP_FLAG,
  F: HAS_FREE_FLAG,
  L: HAS_LOCAL_FLAG,
  B: HAS_EVAL_BREAK_FLAG,
  X: IS_BLOCK_PUSH_FLAG,
};

/** Names by number; a number without an instruction is written `<number>`, as `dis` does. */
export const opname: string[] = Array.from({ length: OPCODE_COUNT }, (_, op) => `<${op}>`);
/** HAS_* flags by number. */
export const opcodeFlags = new Int32Array(OPCODE_COUNT);
/** Inline cache entries (16-bit units) by number. */
export const opcodeCaches = new Uint8Array(OPCODE_COUNT);
/** The unspecialized, uninstrumented form by number (`_PyOpcode_Deopt`); itself for all others. */
export const opcodeDeopt = Uint16Array.from({ length: OPCODE_COUNT }, (_, op) => op);
/** Whether the number is an instruction of the table. */
export const opcodeValid = new Uint8Array(OPCODE_COUNT);
/** The specialized forms of each adaptive instruction. */
export const specializations: Partial<Record<OpcodeName, OpcodeName[]>> = {};

// Stack effects as sums: a constant, a multiple of the argument, its lowest bit; UNPACK_EX is apart.
const popped = {
  base: new Int8Array(OPCODE_COUNT),
  times: new Int8Array(OPCODE_COUNT),
  bit: new Int8Array(OPCODE_COUNT),
};
const pushed = {
  base: new Int8Array(OPCODE_COUNT),
  times: new Int8Array(OPCODE_COUNT),
  bit: new Int8Array(OPCODE_COUNT),
};

function setEffect(into: typeof popped, op: number, sum: string): void {
  for (const term of sum.split("+")) {
    if (term.endsWith("n")) into.times[op] = term === "n" ? 1 : Number(term.slice(0, -1));
    else if (term === "b") into.bit[op] = 1;
    else if (term !== "x") into.base[op] = Number(term);
  }
}

for (const [name, row] of Object.entries(TABLE) as [OpcodeName, readonly [number, string, string, number?]][]) {
  const [op, letters, what, caches] = row;
  const base = what in TABLE ? (what as OpcodeName) : undefined;
  const [number, , effect, ownCaches] = base === undefined ? [op, "", what, caches] : (TABLE[base] as typeof row);
  opname[op] = name;
  opcodeValid[op] = 1;
  for (const letter of letters) opcodeFlags[op] |= FLAG_LETTERS[letter];
  opcodeCaches[op] = ownCaches ?? 0;
  const [pops, pushes] = effect.split(" ");
  setEffect(popped, op, pops);
  setEffect(pushed, op, pushes);
  if (base !== undefined) {
    opcodeDeopt[op] = number;
    (specializations[base] ??= []).push(name);
  } else if (name.startsWith("INSTRUMENTED_") && name.slice(13) in TABLE) {
    opcodeDeopt[op] = TABLE[name.slice(13) as OpcodeName][0];
  }
}

/** How many values the instruction takes from the stack (`_PyOpcode_num_popped`). */
export function numPopped(op: number, oparg: number): number {
  return popped.base[op] + popped.times[op] * oparg + (popped.bit[op] & oparg);
}

/** How many values the instruction leaves on the stack (`_PyOpcode_num_pushed`). */
export function numPushed(op: number, oparg: number): number {
  if (op === OPCODE.UNPACK_EX) return 1 + (oparg & 0xff) + (oparg >> 8);
  return pushed.base[op] + pushed.times[op] * oparg + (pushed.bit[op] & oparg);
}

/** The change of stack depth; `jump` asks for the way along the instruction's jump or to its handler. */
export function stackEffect(op: number, oparg: number, jump: boolean): number {
  if (!jump && (opcodeFlags[op] & IS_BLOCK_PUSH_FLAG) !== 0) return 0;
  return numPushed(op, oparg) - numPopped(op, oparg);
}
