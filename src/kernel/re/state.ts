/** What a matching run works on, and the layout of its stack. */
import { KernelError, memoryError } from "../error.ts";
import { simpleLower } from "../unicode/ctype.ts";
import { type Codes, inCharset, lowerAscii, matchesOne } from "./charset.ts";
import * as op from "./opcodes.ts";

/** What one matching run needs and leaves. */
export class MatchState {
  readonly code: Uint32Array;
  readonly text: Codes;
  /** Where the run may look: 0 … end; a match begins at `start` or later. */
  readonly end: number;
  start: number;
  ptr: number;
  /** fullmatch: only a match that ends at `end` counts. */
  matchAll = false;
  /** After an empty match: the next one may not be empty at the same place. */
  mustAdvance = false;
  readonly marks: Int32Array;
  lastmark = -1;
  lastindex = -1;

  constructor(code: Uint32Array, groups: number, text: Codes, start: number, end: number) {
    this.code = code;
    this.text = text;
    this.start = start;
    this.ptr = start;
    this.end = end;
    this.marks = new Int32Array(groups * 2);
  }
}

// The words of a frame.
export const COUNT = 0;
export const REP = 1;
export const LASTMARK = 2;
export const LASTINDEX = 3;
export const PC = 4;
export const PTR = 5;
export const TOPLEVEL = 6;
export const JUMP = 7;
export const PREVIOUS = 8;
export const FRAME = 9;

// Steps that are no opcodes: returns, and where calls come back.
export const RETURN_FAILURE = 100;
export const RETURN_SUCCESS = 101;
export const BRANCH_NEXT = 102;
export const REPEAT_ONE_NEXT = 103;
export const MIN_REPEAT_ONE_NEXT = 104;
export const MAX_UNTIL_TAIL = 105;
export const POSSESSIVE_MIN = 106;
export const POSSESSIVE_MORE = 107;
export const POSSESSIVE_TAIL = 108;

export const JUMP_NONE = 0;
export const JUMP_MAX_UNTIL_1 = 1;
export const JUMP_MAX_UNTIL_2 = 2;
export const JUMP_MAX_UNTIL_3 = 3;
export const JUMP_MIN_UNTIL_1 = 4;
export const JUMP_MIN_UNTIL_2 = 5;
export const JUMP_MIN_UNTIL_3 = 6;
export const JUMP_REPEAT = 7;
export const JUMP_REPEAT_ONE = 8;
export const JUMP_MIN_REPEAT_ONE = 9;
export const JUMP_BRANCH = 10;
export const JUMP_ASSERT = 11;
export const JUMP_ASSERT_NOT = 12;
export const JUMP_POSSESSIVE_1 = 13;
export const JUMP_POSSESSIVE_2 = 14;
export const JUMP_ATOMIC = 15;

/** How many characters from `ptr` on, up to `max`, the one-character item at `at` matches. */
export function countOne(code: Uint32Array, at: number, text: Codes, ptr: number, end: number, max: number): number {
  if (max < end - ptr) end = ptr + max;
  let i = ptr;
  const operand = code[at + 1];
  switch (code[at]) {
    case op.ANY_ALL:
      return end - ptr;
    case op.ANY:
      while (i < end && text[i] !== 10) i++;
      break;
    case op.LITERAL:
      while (i < end && text[i] === operand) i++;
      break;
    case op.NOT_LITERAL:
      while (i < end && text[i] !== operand) i++;
      break;
    case op.IN:
      while (i < end && inCharset(code, at + 2, text[i])) i++;
      break;
    default:
      while (i < end && matchesOne(code, at, text[i])) i++;
  }
  return i - ptr;
}

/** Copies the marks up to `lastmark` to `sp`; answers the stack, which may be a larger one now. */
export function saveMarks(stack: Int32Array, sp: number, marks: Int32Array, lastmark: number): Int32Array {
  if (sp + lastmark + 2 > stack.length) stack = grow(stack, sp + lastmark + 2);
  for (let i = 0; i <= lastmark; i++) stack[sp + i] = marks[i];
  return stack;
}

/** Where a back reference that matches at `ptr` ends, or -1. */
export function matchReference(kind: number, text: Codes, from: number, to: number, ptr: number, end: number): number {
  if (to - from > end - ptr) return -1;
  for (; from < to; from++, ptr++) {
    const a = text[ptr];
    const b = text[from];
    if (a === b) continue;
    if (kind === op.GROUPREF) return -1;
    const same = kind === op.GROUPREF_UNI_IGNORE ? simpleLower(a) === simpleLower(b) : lowerAscii(a) === lowerAscii(b);
    if (!same) return -1;
  }
  return ptr;
}

export function grow(stack: Int32Array, need: number): Int32Array {
  if (need > 0x8000000) throw memoryError();
  const grown = new Int32Array(Math.max(stack.length * 2, need + FRAME));
  grown.set(stack);
  return grown;
}

export function illegal(): KernelError {
  return new KernelError("RuntimeError", "internal error in regular expression engine");
}

/** Words of a repeat context: count, code position of the item, enclosing context, position of the last item. */
export const REPEAT_WORDS = 4;

/** Writes a new context at `top` and gives the stack of contexts, which may have grown. */
export function pushRepeat(repeats: Int32Array, top: number, item: number, enclosing: number): Int32Array {
  let stack = repeats;
  if (top + REPEAT_WORDS > stack.length) {
    stack = new Int32Array(repeats.length * 2 + 16 * REPEAT_WORDS);
    stack.set(repeats);
  }
  stack[top] = -1;
  stack[top + 1] = item;
  stack[top + 2] = enclosing;
  stack[top + 3] = -1;
  return stack;
}
