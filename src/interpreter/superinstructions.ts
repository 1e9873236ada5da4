/**
 * Sequences that the generator fuses into one instruction each (tools/opcodes). Only the last of a sequence may do more than compute,
 * and only before it may guards stand: when one fails, the sequence starts over unfused. The list is short on purpose: the loop
 * must stay small enough for V8 to optimize it soon.
 */
const LOAD = "LOAD_FAST_BORROW";
const LOAD_TWO = "LOAD_FAST_BORROW_LOAD_FAST_BORROW";
const FLOATS = ["BINARY_OP_ADD_FLOAT", "BINARY_OP_SUBTRACT_FLOAT", "BINARY_OP_MULTIPLY_FLOAT"];
const INTS = ["BINARY_OP_ADD_INT", "BINARY_OP_SUBTRACT_INT"];

export const SUPERINSTRUCTIONS: readonly (readonly string[])[] = [
  [LOAD, "LOAD_SMALL_INT"],
  [LOAD, "LOAD_CONST"],
  [LOAD, LOAD],
  [LOAD, "LOAD_ATTR_INSTANCE_VALUE"],
  [LOAD, "LOAD_ATTR_METHOD_WITH_VALUES"],
  [LOAD, "LOAD_ATTR_METHOD_NO_DICT"],
  [LOAD, "STORE_ATTR_INSTANCE_VALUE"],
  [LOAD, "POP_JUMP_IF_NONE"],
  [LOAD, "POP_JUMP_IF_NOT_NONE"],
  [LOAD, "RETURN_VALUE"],
  ["LOAD_GLOBAL_MODULE_NULL", LOAD],
  [LOAD_TWO, "STORE_ATTR_INSTANCE_VALUE"],
  [LOAD_TWO, "BINARY_OP_SUBSCR_LIST_INT"],
  [LOAD_TWO, "COMPARE_OP_INT", "POP_JUMP_IF_FALSE"],
  [LOAD, "LOAD_SMALL_INT", "COMPARE_OP_INT", "POP_JUMP_IF_FALSE"],
  ["COMPARE_OP_INT", "POP_JUMP_IF_FALSE"],
  ["TO_BOOL_BOOL", "POP_JUMP_IF_FALSE"],
  ["TO_BOOL_BOOL", "POP_JUMP_IF_TRUE"],
  ...FLOATS.map((op) => [LOAD_TWO, op]),
  ...FLOATS.map((op) => [LOAD, op]),
  ...FLOATS.map((op) => [op, "STORE_FAST"]),
  [LOAD_TWO, "BINARY_OP_MULTIPLY_FLOAT", "BINARY_OP_ADD_FLOAT"],
  [LOAD, "BINARY_OP_MULTIPLY_FLOAT", "BINARY_OP_ADD_FLOAT"],
  ...INTS.map((op) => [LOAD_TWO, op]),
  ...INTS.map((op) => ["LOAD_SMALL_INT", op]),
  ...INTS.map((op) => [LOAD, "LOAD_SMALL_INT", op]),
  ...INTS.map((op) => [op, "STORE_FAST"]),
  [LOAD, "LOAD_SMALL_INT", "BINARY_OP_ADD_INT", "STORE_FAST"],
  ["CALL_LIST_APPEND", "POP_TOP"],
  ["STORE_FAST", "JUMP_BACKWARD"],
  ["STORE_FAST", LOAD],
];
