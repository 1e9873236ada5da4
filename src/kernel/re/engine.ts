/**
 * The backtracking matcher: runs the code arrays that Lib/re/_compiler.py makes, over code points or bytes.
 *
 * It is a transcription of the state machine of CPython's Modules/_sre/sre_lib.h, SRE(match): what is a recursive call
 * there is a frame on an explicit stack here, and so it is in CPython. A frame has nine words; saved marks and repeat
 * positions lie on the same stack above the frame that saved them. `step` is the opcode to run next; numbers from 100 on
 * are the places inside an opcode where a called sub-pattern comes back. Every 4096 backtracking calls the interrupt hook
 * is polled.
 */
import { KernelError, memoryError } from "../error.ts";
import { interrupt } from "../interrupt.ts";
import { simpleLower } from "../unicode/ctype.ts";
import { atPosition, type Codes, inCategory, inCharset, inCharsetLocale, lowerAscii, matchesOne } from "./charset.ts";
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
const COUNT = 0;
const REP = 1;
const LASTMARK = 2;
const LASTINDEX = 3;
const PC = 4;
const PTR = 5;
const TOPLEVEL = 6;
const JUMP = 7;
const PREVIOUS = 8;
const FRAME = 9;

// Steps that are no opcodes: returns, and where calls come back.
const RETURN_FAILURE = 100;
const RETURN_SUCCESS = 101;
const BRANCH_NEXT = 102;
const REPEAT_ONE_NEXT = 103;
const MIN_REPEAT_ONE_NEXT = 104;
const MAX_UNTIL_TAIL = 105;
const POSSESSIVE_MIN = 106;
const POSSESSIVE_MORE = 107;
const POSSESSIVE_TAIL = 108;

const JUMP_NONE = 0;
const JUMP_MAX_UNTIL_1 = 1;
const JUMP_MAX_UNTIL_2 = 2;
const JUMP_MAX_UNTIL_3 = 3;
const JUMP_MIN_UNTIL_1 = 4;
const JUMP_MIN_UNTIL_2 = 5;
const JUMP_MIN_UNTIL_3 = 6;
const JUMP_REPEAT = 7;
const JUMP_REPEAT_ONE = 8;
const JUMP_MIN_REPEAT_ONE = 9;
const JUMP_BRANCH = 10;
const JUMP_ASSERT = 11;
const JUMP_ASSERT_NOT = 12;
const JUMP_POSSESSIVE_1 = 13;
const JUMP_POSSESSIVE_2 = 14;
const JUMP_ATOMIC = 15;

/** A stack kept for the next run; a run inside a run (an interrupt handler that matches) makes its own. */
let spareStack: Int32Array | undefined;

/** The stack of repeat contexts: count, code position, enclosing context, position of the last item. */
const REPEAT_WORDS = 4;

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

/** Runs the code from `pc` at `state.ptr`. True sets `state.ptr` to the end of the match. */
export function runMatch(state: MatchState, pc: number, toplevel: boolean): boolean {
  const code = state.code;
  const text = state.text;
  const end = state.end;
  const marks = state.marks;
  let stack = spareStack ?? new Int32Array(4096);
  spareStack = undefined;
  let repeats = new Int32Array(64 * REPEAT_WORDS);
  let repeatTop = 0;
  /** The innermost active repeat context (its offset), or -1. */
  let repeat = -1;
  let polls = 0;

  let ctx = 0;
  let sp = FRAME;
  stack[JUMP] = JUMP_NONE;
  stack[TOPLEVEL] = toplevel ? 1 : 0;
  stack[PREVIOUS] = -1;
  let ptr = state.ptr;
  if (code[pc] === op.INFO) {
    if (code[pc + 3] !== 0 && end - ptr < code[pc + 3]) {
      spareStack = stack;
      return false;
    }
    pc += code[pc + 1] + 1;
  }
  let step = code[pc++];
  // Set before `step = CALL`: where the sub-pattern starts and how it comes back.
  let callPc = 0;
  let callJump = 0;
  let callTop = 0;
  /** Whether a call is to be made after the switch. */
  let call = false;

  for (;;) {
    switch (step) {
      case op.MARK: {
        const i = code[pc++];
        if (i & 1) state.lastindex = (i >> 1) + 1;
        if (i > state.lastmark) {
          for (let j = state.lastmark + 1; j < i; j++) marks[j] = -1;
          state.lastmark = i;
        }
        marks[i] = ptr;
        step = code[pc++];
        continue;
      }
      case op.LITERAL:
        if (ptr >= end || text[ptr] !== code[pc]) {
          step = RETURN_FAILURE;
          continue;
        }
        ptr++;
        step = code[pc + 1];
        pc += 2;
        continue;
      case op.NOT_LITERAL:
        if (ptr >= end || text[ptr] === code[pc]) {
          step = RETURN_FAILURE;
          continue;
        }
        ptr++;
        step = code[pc + 1];
        pc += 2;
        continue;
      case op.SUCCESS:
        if (
          stack[ctx + TOPLEVEL] === 1 &&
          ((state.matchAll && ptr !== end) || (state.mustAdvance && ptr === state.start))
        ) {
          step = RETURN_FAILURE;
          continue;
        }
        state.ptr = ptr;
        step = RETURN_SUCCESS;
        continue;
      case op.AT:
        if (!atPosition(code[pc], text, ptr, end)) {
          step = RETURN_FAILURE;
          continue;
        }
        step = code[pc + 1];
        pc += 2;
        continue;
      case op.CATEGORY:
        if (ptr >= end || !inCategory(code[pc], text[ptr])) {
          step = RETURN_FAILURE;
          continue;
        }
        ptr++;
        step = code[pc + 1];
        pc += 2;
        continue;
      case op.ANY:
        if (ptr >= end || text[ptr] === 10) {
          step = RETURN_FAILURE;
          continue;
        }
        ptr++;
        step = code[pc++];
        continue;
      case op.ANY_ALL:
        if (ptr >= end) {
          step = RETURN_FAILURE;
          continue;
        }
        ptr++;
        step = code[pc++];
        continue;
      case op.IN:
        if (ptr >= end || !inCharset(code, pc + 1, text[ptr])) {
          step = RETURN_FAILURE;
          continue;
        }
        ptr++;
        pc += code[pc];
        step = code[pc++];
        continue;
      case op.LITERAL_IGNORE:
      case op.NOT_LITERAL_IGNORE:
      case op.LITERAL_UNI_IGNORE:
      case op.NOT_LITERAL_UNI_IGNORE:
      case op.LITERAL_LOC_IGNORE:
      case op.NOT_LITERAL_LOC_IGNORE:
        if (ptr >= end || !matchesOne(code, pc - 1, text[ptr])) {
          step = RETURN_FAILURE;
          continue;
        }
        ptr++;
        step = code[pc + 1];
        pc += 2;
        continue;
      case op.IN_IGNORE:
        if (ptr >= end || !inCharset(code, pc + 1, lowerAscii(text[ptr]))) {
          step = RETURN_FAILURE;
          continue;
        }
        ptr++;
        pc += code[pc];
        step = code[pc++];
        continue;
      case op.IN_UNI_IGNORE:
        if (ptr >= end || !inCharset(code, pc + 1, simpleLower(text[ptr]))) {
          step = RETURN_FAILURE;
          continue;
        }
        ptr++;
        pc += code[pc];
        step = code[pc++];
        continue;
      case op.IN_LOC_IGNORE:
        if (ptr >= end || !inCharsetLocale(code, pc + 1, text[ptr])) {
          step = RETURN_FAILURE;
          continue;
        }
        ptr++;
        pc += code[pc];
        step = code[pc++];
        continue;
      case op.JUMP:
      case op.INFO:
        pc += code[pc];
        step = code[pc++];
        continue;

      case op.BRANCH:
        // <BRANCH> <0=skip> code <JUMP> ... <NULL>
        stack[ctx + LASTMARK] = state.lastmark;
        stack[ctx + LASTINDEX] = state.lastindex;
        if (repeat >= 0) {
          if (sp + state.lastmark + 1 > stack.length) stack = grow(stack, sp + state.lastmark + 1);
          for (let i = 0; i <= state.lastmark; i++) stack[sp++] = marks[i];
        }
        step = BRANCH_NEXT;
        continue;
      case BRANCH_NEXT:
        for (; code[pc] !== 0; pc += code[pc]) {
          if (code[pc + 1] === op.LITERAL && (ptr >= end || text[ptr] !== code[pc + 2])) continue;
          if (code[pc + 1] === op.IN && (ptr >= end || !inCharset(code, pc + 3, text[ptr]))) continue;
          break;
        }
        if (code[pc] === 0) {
          if (repeat >= 0) sp -= stack[ctx + LASTMARK] + 1;
          step = RETURN_FAILURE;
          continue;
        }
        state.ptr = ptr;
        callPc = pc + 1;
        callJump = JUMP_BRANCH;
        callTop = stack[ctx + TOPLEVEL];
        call = true;
        break;

      case op.REPEAT_ONE: {
        // <REPEAT_ONE> <skip> <1=min> <2=max> item <SUCCESS> tail
        const min = code[pc + 1];
        if (min > end - ptr) {
          step = RETURN_FAILURE;
          continue;
        }
        const count = countOne(code, pc + 3, text, ptr, end, code[pc + 2]);
        ptr += count;
        if (count < min) {
          step = RETURN_FAILURE;
          continue;
        }
        if (
          code[pc + code[pc]] === op.SUCCESS &&
          ptr === end &&
          !(stack[ctx + TOPLEVEL] === 1 && state.mustAdvance && ptr === state.start)
        ) {
          state.ptr = ptr;
          step = RETURN_SUCCESS;
          continue;
        }
        stack[ctx + COUNT] = count;
        stack[ctx + LASTMARK] = state.lastmark;
        stack[ctx + LASTINDEX] = state.lastindex;
        if (repeat >= 0) {
          if (sp + state.lastmark + 1 > stack.length) stack = grow(stack, sp + state.lastmark + 1);
          for (let i = 0; i <= state.lastmark; i++) stack[sp++] = marks[i];
        }
        step = REPEAT_ONE_NEXT;
        continue;
      }
      case REPEAT_ONE_NEXT: {
        const min = code[pc + 1];
        const tail = pc + code[pc];
        let count = stack[ctx + COUNT];
        if (code[tail] === op.LITERAL) {
          // Skip the positions where the tail cannot match.
          const first = code[tail + 1];
          while (count >= min && (ptr >= end || text[ptr] !== first)) {
            ptr--;
            count--;
          }
          stack[ctx + COUNT] = count;
        }
        if (count < min) {
          if (repeat >= 0) sp -= stack[ctx + LASTMARK] + 1;
          step = RETURN_FAILURE;
          continue;
        }
        state.ptr = ptr;
        callPc = tail;
        callJump = JUMP_REPEAT_ONE;
        callTop = stack[ctx + TOPLEVEL];
        call = true;
        break;
      }

      case op.MIN_REPEAT_ONE: {
        const min = code[pc + 1];
        if (min > end - ptr) {
          step = RETURN_FAILURE;
          continue;
        }
        let count = 0;
        if (min > 0) {
          count = countOne(code, pc + 3, text, ptr, end, min);
          if (count < min) {
            step = RETURN_FAILURE;
            continue;
          }
          ptr += count;
        }
        if (
          code[pc + code[pc]] === op.SUCCESS &&
          !(
            stack[ctx + TOPLEVEL] === 1 &&
            ((state.matchAll && ptr !== end) || (state.mustAdvance && ptr === state.start))
          )
        ) {
          state.ptr = ptr;
          step = RETURN_SUCCESS;
          continue;
        }
        stack[ctx + COUNT] = count;
        stack[ctx + LASTMARK] = state.lastmark;
        stack[ctx + LASTINDEX] = state.lastindex;
        if (repeat >= 0) {
          if (sp + state.lastmark + 1 > stack.length) stack = grow(stack, sp + state.lastmark + 1);
          for (let i = 0; i <= state.lastmark; i++) stack[sp++] = marks[i];
        }
        step = MIN_REPEAT_ONE_NEXT;
        continue;
      }
      case MIN_REPEAT_ONE_NEXT:
        if (code[pc + 2] !== op.MAXREPEAT && stack[ctx + COUNT] > code[pc + 2]) {
          if (repeat >= 0) sp -= stack[ctx + LASTMARK] + 1;
          step = RETURN_FAILURE;
          continue;
        }
        state.ptr = ptr;
        callPc = pc + code[pc];
        callJump = JUMP_MIN_REPEAT_ONE;
        callTop = stack[ctx + TOPLEVEL];
        call = true;
        break;

      case op.POSSESSIVE_REPEAT_ONE: {
        const min = code[pc + 1];
        if (min > end - ptr) {
          step = RETURN_FAILURE;
          continue;
        }
        const count = countOne(code, pc + 3, text, ptr, end, code[pc + 2]);
        ptr += count;
        if (count < min) {
          step = RETURN_FAILURE;
          continue;
        }
        pc += code[pc];
        step = code[pc++];
        continue;
      }

      case op.REPEAT: {
        // <REPEAT> <skip> <1=min> <2=max> item <UNTIL> tail
        if (repeatTop + REPEAT_WORDS > repeats.length) {
          const grown = new Int32Array(repeats.length * 2);
          grown.set(repeats);
          repeats = grown;
        }
        repeats[repeatTop] = -1;
        repeats[repeatTop + 1] = pc;
        repeats[repeatTop + 2] = repeat;
        repeats[repeatTop + 3] = -1;
        stack[ctx + REP] = repeat = repeatTop;
        repeatTop += REPEAT_WORDS;
        state.ptr = ptr;
        callPc = pc + code[pc];
        callJump = JUMP_REPEAT;
        callTop = stack[ctx + TOPLEVEL];
        call = true;
        break;
      }
      case op.MAX_UNTIL: {
        if (repeat < 0) throw illegal();
        stack[ctx + REP] = repeat;
        state.ptr = ptr;
        const item = repeats[repeat + 1];
        const count = repeats[repeat] + 1;
        stack[ctx + COUNT] = count;
        if (count < code[item + 1]) {
          repeats[repeat] = count;
          callPc = item + 3;
          callJump = JUMP_MAX_UNTIL_1;
          callTop = stack[ctx + TOPLEVEL];
          call = true;
          break;
        }
        if ((count < code[item + 2] || code[item + 2] === op.MAXREPEAT) && ptr !== repeats[repeat + 3]) {
          repeats[repeat] = count;
          stack[ctx + LASTMARK] = state.lastmark;
          stack[ctx + LASTINDEX] = state.lastindex;
          if (sp + state.lastmark + 2 > stack.length) stack = grow(stack, sp + state.lastmark + 2);
          for (let i = 0; i <= state.lastmark; i++) stack[sp++] = marks[i];
          // Against loops over nothing: remember where this item began.
          stack[sp++] = repeats[repeat + 3];
          repeats[repeat + 3] = ptr;
          callPc = item + 3;
          callJump = JUMP_MAX_UNTIL_2;
          callTop = stack[ctx + TOPLEVEL];
          call = true;
          break;
        }
        step = MAX_UNTIL_TAIL;
        continue;
      }
      case MAX_UNTIL_TAIL:
        repeat = repeats[stack[ctx + REP] + 2];
        state.ptr = ptr;
        callPc = pc;
        callJump = JUMP_MAX_UNTIL_3;
        callTop = stack[ctx + TOPLEVEL];
        call = true;
        break;
      case op.MIN_UNTIL: {
        if (repeat < 0) throw illegal();
        stack[ctx + REP] = repeat;
        state.ptr = ptr;
        const item = repeats[repeat + 1];
        const count = repeats[repeat] + 1;
        stack[ctx + COUNT] = count;
        if (count < code[item + 1]) {
          repeats[repeat] = count;
          callPc = item + 3;
          callJump = JUMP_MIN_UNTIL_1;
          callTop = stack[ctx + TOPLEVEL];
          call = true;
          break;
        }
        repeat = repeats[repeat + 2];
        stack[ctx + LASTMARK] = state.lastmark;
        stack[ctx + LASTINDEX] = state.lastindex;
        if (repeat >= 0) {
          if (sp + state.lastmark + 1 > stack.length) stack = grow(stack, sp + state.lastmark + 1);
          for (let i = 0; i <= state.lastmark; i++) stack[sp++] = marks[i];
        }
        callPc = pc;
        callJump = JUMP_MIN_UNTIL_2;
        callTop = stack[ctx + TOPLEVEL];
        call = true;
        break;
      }

      case op.POSSESSIVE_REPEAT:
        state.ptr = ptr;
        stack[ctx + COUNT] = 0;
        step = POSSESSIVE_MIN;
        continue;
      case POSSESSIVE_MIN:
        if (stack[ctx + COUNT] < code[pc + 1]) {
          callPc = pc + 3;
          callJump = JUMP_POSSESSIVE_1;
          callTop = 0;
          call = true;
          break;
        }
        // No position equals this, so the first optional round is always tried.
        ptr = -1;
        step = POSSESSIVE_MORE;
        continue;
      case POSSESSIVE_MORE:
        if ((stack[ctx + COUNT] < code[pc + 2] || code[pc + 2] === op.MAXREPEAT) && state.ptr !== ptr) {
          stack[ctx + LASTMARK] = state.lastmark;
          stack[ctx + LASTINDEX] = state.lastindex;
          if (sp + state.lastmark + 1 > stack.length) stack = grow(stack, sp + state.lastmark + 1);
          for (let i = 0; i <= state.lastmark; i++) stack[sp++] = marks[i];
          ptr = state.ptr;
          callPc = pc + 3;
          callJump = JUMP_POSSESSIVE_2;
          callTop = 0;
          call = true;
          break;
        }
        step = POSSESSIVE_TAIL;
        continue;
      case POSSESSIVE_TAIL:
        pc += code[pc] + 1;
        ptr = state.ptr;
        step = code[pc++];
        continue;
      case op.ATOMIC_GROUP:
        state.ptr = ptr;
        callPc = pc + 1;
        callJump = JUMP_ATOMIC;
        callTop = 0;
        call = true;
        break;

      case op.GROUPREF:
      case op.GROUPREF_IGNORE:
      case op.GROUPREF_UNI_IGNORE:
      case op.GROUPREF_LOC_IGNORE: {
        const group = code[pc] * 2;
        if (group >= state.lastmark || marks[group] < 0 || marks[group + 1] < marks[group]) {
          step = RETURN_FAILURE;
          continue;
        }
        ptr = matchReference(step, text, marks[group], marks[group + 1], ptr, end);
        if (ptr < 0) {
          step = RETURN_FAILURE;
          continue;
        }
        step = code[pc + 1];
        pc += 2;
        continue;
      }
      case op.GROUPREF_EXISTS: {
        // <GROUPREF_EXISTS> <group> <skip> codeyes <JUMP> codeno ...
        const group = code[pc] * 2;
        if (group >= state.lastmark || marks[group] < 0 || marks[group + 1] < marks[group]) pc += code[pc + 1];
        else pc += 2;
        step = code[pc++];
        continue;
      }
      case op.ASSERT:
        // <ASSERT> <skip> <back> <pattern>
        if (ptr < code[pc + 1]) {
          step = RETURN_FAILURE;
          continue;
        }
        state.ptr = ptr - code[pc + 1];
        callPc = pc + 2;
        callJump = JUMP_ASSERT;
        callTop = 0;
        call = true;
        break;
      case op.ASSERT_NOT:
        if (ptr < code[pc + 1]) {
          pc += code[pc];
          step = code[pc++];
          continue;
        }
        state.ptr = ptr - code[pc + 1];
        stack[ctx + LASTMARK] = state.lastmark;
        stack[ctx + LASTINDEX] = state.lastindex;
        if (repeat >= 0) {
          if (sp + state.lastmark + 1 > stack.length) stack = grow(stack, sp + state.lastmark + 1);
          for (let i = 0; i <= state.lastmark; i++) stack[sp++] = marks[i];
        }
        callPc = pc + 2;
        callJump = JUMP_ASSERT_NOT;
        callTop = 0;
        call = true;
        break;
      case op.FAILURE:
        step = RETURN_FAILURE;
        continue;

      case RETURN_FAILURE:
      case RETURN_SUCCESS: {
        const ok = step === RETURN_SUCCESS;
        const jump = stack[ctx + JUMP];
        // The frame goes, and whatever it had pushed is gone already.
        sp = ctx;
        ctx = stack[ctx + PREVIOUS];
        if (ctx < 0) {
          spareStack = stack;
          return ok;
        }
        pc = stack[ctx + PC];
        ptr = stack[ctx + PTR];
        switch (jump) {
          case JUMP_BRANCH:
          case JUMP_REPEAT_ONE:
          case JUMP_MIN_REPEAT_ONE: {
            const saved = stack[ctx + LASTMARK];
            if (ok) {
              if (repeat >= 0) sp -= saved + 1;
              step = RETURN_SUCCESS;
              continue;
            }
            if (repeat >= 0) for (let i = 0; i <= saved; i++) marks[i] = stack[sp - saved - 1 + i];
            state.lastmark = saved;
            state.lastindex = stack[ctx + LASTINDEX];
            if (jump === JUMP_BRANCH) {
              pc += code[pc];
              step = BRANCH_NEXT;
            } else if (jump === JUMP_REPEAT_ONE) {
              ptr--;
              stack[ctx + COUNT]--;
              step = REPEAT_ONE_NEXT;
            } else if (ptr < end && matchesOne(code, pc + 3, text[ptr])) {
              ptr++;
              stack[ctx + COUNT]++;
              step = MIN_REPEAT_ONE_NEXT;
            } else {
              if (repeat >= 0) sp -= saved + 1;
              step = RETURN_FAILURE;
            }
            continue;
          }
          case JUMP_REPEAT:
            repeat = repeats[stack[ctx + REP] + 2];
            repeatTop -= REPEAT_WORDS;
            continue;
          case JUMP_MAX_UNTIL_1:
          case JUMP_MIN_UNTIL_1:
            if (!ok) {
              repeats[stack[ctx + REP]] = stack[ctx + COUNT] - 1;
              state.ptr = ptr;
            }
            continue;
          case JUMP_MAX_UNTIL_2: {
            const saved = stack[ctx + LASTMARK];
            const own = stack[ctx + REP];
            repeats[own + 3] = stack[--sp];
            sp -= saved + 1;
            if (ok) continue;
            for (let i = 0; i <= saved; i++) marks[i] = stack[sp + i];
            state.lastmark = saved;
            state.lastindex = stack[ctx + LASTINDEX];
            repeats[own] = stack[ctx + COUNT] - 1;
            step = MAX_UNTIL_TAIL;
            continue;
          }
          case JUMP_MAX_UNTIL_3:
            repeat = stack[ctx + REP];
            if (!ok) state.ptr = ptr;
            continue;
          case JUMP_MIN_UNTIL_2: {
            const saved = stack[ctx + LASTMARK];
            const own = stack[ctx + REP];
            const outer = repeat;
            repeat = own;
            if (outer >= 0) sp -= saved + 1;
            if (ok) continue;
            if (outer >= 0) for (let i = 0; i <= saved; i++) marks[i] = stack[sp + i];
            state.lastmark = saved;
            state.lastindex = stack[ctx + LASTINDEX];
            state.ptr = ptr;
            const item = repeats[own + 1];
            const count = stack[ctx + COUNT];
            if ((count >= code[item + 2] && code[item + 2] !== op.MAXREPEAT) || ptr === repeats[own + 3]) {
              step = RETURN_FAILURE;
              continue;
            }
            repeats[own] = count;
            if (sp + 1 > stack.length) stack = grow(stack, sp + 1);
            stack[sp++] = repeats[own + 3];
            repeats[own + 3] = ptr;
            callPc = item + 3;
            callJump = JUMP_MIN_UNTIL_3;
            callTop = stack[ctx + TOPLEVEL];
            call = true;
            break;
          }
          case JUMP_MIN_UNTIL_3: {
            const own = stack[ctx + REP];
            repeats[own + 3] = stack[--sp];
            if (!ok) {
              repeats[own] = stack[ctx + COUNT] - 1;
              state.ptr = ptr;
            }
            continue;
          }
          case JUMP_ASSERT:
            if (!ok) continue;
            pc += code[pc];
            step = code[pc++];
            continue;
          case JUMP_ASSERT_NOT: {
            const saved = stack[ctx + LASTMARK];
            if (repeat >= 0) sp -= saved + 1;
            if (ok) {
              step = RETURN_FAILURE;
              continue;
            }
            if (repeat >= 0) for (let i = 0; i <= saved; i++) marks[i] = stack[sp + i];
            state.lastmark = saved;
            state.lastindex = stack[ctx + LASTINDEX];
            pc += code[pc];
            step = code[pc++];
            continue;
          }
          case JUMP_POSSESSIVE_1:
            if (!ok) {
              state.ptr = ptr;
              continue;
            }
            stack[ctx + COUNT]++;
            step = POSSESSIVE_MIN;
            continue;
          case JUMP_POSSESSIVE_2: {
            const saved = stack[ctx + LASTMARK];
            sp -= saved + 1;
            if (ok) {
              stack[ctx + COUNT]++;
              step = POSSESSIVE_MORE;
              continue;
            }
            for (let i = 0; i <= saved; i++) marks[i] = stack[sp + i];
            state.lastmark = saved;
            state.lastindex = stack[ctx + LASTINDEX];
            state.ptr = ptr;
            step = POSSESSIVE_TAIL;
            continue;
          }
          case JUMP_ATOMIC:
            if (!ok) {
              state.ptr = ptr;
              continue;
            }
            pc += code[pc];
            ptr = state.ptr;
            step = code[pc++];
            continue;
          default:
            throw illegal();
        }
        break;
      }
      default:
        throw illegal();
    }
    if (call) {
      // Enter a sub-pattern at state.ptr with a frame of its own.
      call = false;
      if ((++polls & 0xfff) === 0) interrupt.poll();
      stack[ctx + PC] = pc;
      stack[ctx + PTR] = ptr;
      if (sp + FRAME > stack.length) stack = grow(stack, sp + FRAME);
      stack[sp + TOPLEVEL] = callTop;
      stack[sp + JUMP] = callJump;
      stack[sp + PREVIOUS] = ctx;
      ctx = sp;
      sp += FRAME;
      ptr = state.ptr;
      pc = callPc;
      step = code[pc++];
    }
  }
}

/** Where a back reference that matches at `ptr` ends, or -1. */
function matchReference(kind: number, text: Codes, from: number, to: number, ptr: number, end: number): number {
  if (to - from > end - ptr) return -1;
  for (; from < to; from++, ptr++) {
    const a = text[ptr];
    const b = text[from];
    if (a === b) continue;
    if (kind === op.GROUPREF) return -1;
    if (kind === op.GROUPREF_UNI_IGNORE ? simpleLower(a) !== simpleLower(b) : lowerAscii(a) !== lowerAscii(b))
      return -1;
  }
  return ptr;
}

function grow(stack: Int32Array, need: number): Int32Array {
  if (need > 0x8000000) throw memoryError();
  const grown = new Int32Array(Math.max(stack.length * 2, need + FRAME));
  grown.set(stack);
  return grown;
}

function illegal(): KernelError {
  return new KernelError("RuntimeError", "internal error in regular expression engine");
}
