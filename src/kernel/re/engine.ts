/**
 * The backtracking matcher: runs the code arrays that Lib/re/_compiler.py makes, over code points or bytes.
 *
 * It is the state machine of CPython's Modules/_sre/sre_lib.h, SRE(match): what is a recursive call
 * there is a frame on an explicit stack here, and so it is in CPython. A frame has nine words; saved marks and repeat
 * positions lie on the same stack above the frame that saved them. `step` is the opcode to run next; numbers from 100 on
 * are the places inside an opcode where a called sub-pattern comes back. Calls, and the characters that repeats take, are
 * checkpoints. The cases are literal numbers, which become a jump table; opcodes.ts and state.ts name them.
 */
import { checkpoint, checkpointFor } from "../interrupt.ts";
import { atPosition, inCharset, matchesOne } from "./charset.ts";
import * as op from "./opcodes.ts";
import {
  BRANCH_NEXT,
  COUNT,
  countOne,
  FRAME,
  grow,
  illegal,
  JUMP,
  JUMP_ASSERT,
  JUMP_ASSERT_NOT,
  JUMP_ATOMIC,
  JUMP_BRANCH,
  JUMP_MAX_UNTIL_1,
  JUMP_MAX_UNTIL_2,
  JUMP_MAX_UNTIL_3,
  JUMP_MIN_REPEAT_ONE,
  JUMP_MIN_UNTIL_1,
  JUMP_MIN_UNTIL_2,
  JUMP_MIN_UNTIL_3,
  JUMP_NONE,
  JUMP_POSSESSIVE_1,
  JUMP_POSSESSIVE_2,
  JUMP_REPEAT,
  JUMP_REPEAT_ONE,
  LASTINDEX,
  LASTMARK,
  MAX_UNTIL_TAIL,
  type MatchState,
  MIN_REPEAT_ONE_NEXT,
  matchReference,
  PC,
  POSSESSIVE_MIN,
  POSSESSIVE_MORE,
  POSSESSIVE_TAIL,
  PREVIOUS,
  PTR,
  pushRepeat,
  REP,
  REPEAT_ONE_NEXT,
  REPEAT_WORDS,
  RETURN_FAILURE,
  RETURN_SUCCESS,
  saveMarks,
  TOPLEVEL,
} from "./state.ts";

/** A stack kept for the next run; a run inside a run (an interrupt handler that matches) makes its own. */
let spareStack: Int32Array | undefined;

const NO_REPEATS = new Int32Array(0);

/** Runs the code from `pc` at `state.ptr`. True sets `state.ptr` to the end of the match. */
export function runMatch(state: MatchState, pc: number, toplevel: boolean): boolean {
  const code = state.code;
  const text = state.text;
  const end = state.end;
  const marks = state.marks;
  let stack = spareStack ?? new Int32Array(4096);
  spareStack = undefined;
  let repeats: Int32Array = NO_REPEATS;
  let repeatTop = 0;
  /** The innermost active repeat context (its offset), or -1. */
  let repeat = -1;

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
  // A case that breaks fails, unless it has set these: where a sub-pattern starts and how it comes back.
  let callPc = 0;
  let callJump = JUMP_NONE;

  for (;;) {
    switch (step) {
      case 17: {
        // MARK
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
      case 16: // LITERAL
        if (ptr >= end || text[ptr] !== code[pc]) break;
        ptr++;
        step = code[pc + 1];
        pc += 2;
        continue;
      case 1: // SUCCESS
        if (
          stack[ctx + TOPLEVEL] === 1 &&
          ((state.matchAll && ptr !== end) || (state.mustAdvance && ptr === state.start))
        )
          break;
        state.ptr = ptr;
        step = RETURN_SUCCESS;
        continue;
      case 6: // AT
        if (!atPosition(code[pc], text, ptr, end)) break;
        step = code[pc + 1];
        pc += 2;
        continue;
      case 2: // ANY
        if (ptr >= end || text[ptr] === 10) break;
        ptr++;
        step = code[pc++];
        continue;
      case 3: // ANY_ALL
        if (ptr >= end) break;
        ptr++;
        step = code[pc++];
        continue;
      case 13: // IN
        if (ptr >= end || !inCharset(code, pc + 1, text[ptr])) break;
        ptr++;
        pc += code[pc];
        step = code[pc++];
        continue;
      case 20: // NOT_LITERAL
      case 8: // CATEGORY
      case 32: // LITERAL_IGNORE
      case 33: // NOT_LITERAL_IGNORE
      case 40: // LITERAL_UNI_IGNORE
      case 41: // NOT_LITERAL_UNI_IGNORE
      case 36: // LITERAL_LOC_IGNORE
      case 37: // NOT_LITERAL_LOC_IGNORE
        if (ptr >= end || !matchesOne(code, pc - 1, text[ptr])) break;
        ptr++;
        step = code[pc + 1];
        pc += 2;
        continue;
      case 31: // IN_IGNORE
      case 39: // IN_UNI_IGNORE
      case 35: // IN_LOC_IGNORE
        if (ptr >= end || !matchesOne(code, pc - 1, text[ptr])) break;
        ptr++;
        pc += code[pc];
        step = code[pc++];
        continue;
      case 15: // JUMP
      case 14: // INFO
        pc += code[pc];
        step = code[pc++];
        continue;

      case 7: // BRANCH
        // <BRANCH> <0=skip> code <JUMP> ... <NULL>
        stack[ctx + LASTMARK] = state.lastmark;
        stack[ctx + LASTINDEX] = state.lastindex;
        if (repeat >= 0) {
          stack = saveMarks(stack, sp, marks, state.lastmark);
          sp += state.lastmark + 1;
        }
        step = BRANCH_NEXT;
        continue;
      case 102: // BRANCH_NEXT
        for (; code[pc] !== 0; pc += code[pc]) {
          if (code[pc + 1] === op.LITERAL && (ptr >= end || text[ptr] !== code[pc + 2])) continue;
          if (code[pc + 1] === op.IN && (ptr >= end || !inCharset(code, pc + 3, text[ptr]))) continue;
          break;
        }
        if (code[pc] === 0) {
          if (repeat >= 0) sp -= stack[ctx + LASTMARK] + 1;
          break;
        }
        state.ptr = ptr;
        callPc = pc + 1;
        callJump = JUMP_BRANCH;
        break;

      case 24: {
        // REPEAT_ONE
        // <REPEAT_ONE> <skip> <1=min> <2=max> item <SUCCESS> tail
        const min = code[pc + 1];
        if (min > end - ptr) break;
        const count = countOne(code, pc + 3, text, ptr, end, code[pc + 2]);
        checkpointFor(count);
        ptr += count;
        if (count < min) break;
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
          stack = saveMarks(stack, sp, marks, state.lastmark);
          sp += state.lastmark + 1;
        }
        step = REPEAT_ONE_NEXT;
        continue;
      }
      case 103: {
        // REPEAT_ONE_NEXT
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
          break;
        }
        state.ptr = ptr;
        callPc = tail;
        callJump = JUMP_REPEAT_ONE;
        break;
      }

      case 26: {
        // MIN_REPEAT_ONE
        const min = code[pc + 1];
        if (min > end - ptr) break;
        let count = 0;
        if (min > 0) {
          count = countOne(code, pc + 3, text, ptr, end, min);
          if (count < min) break;
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
          stack = saveMarks(stack, sp, marks, state.lastmark);
          sp += state.lastmark + 1;
        }
        step = MIN_REPEAT_ONE_NEXT;
        continue;
      }
      case 104: // MIN_REPEAT_ONE_NEXT
        if (code[pc + 2] !== op.MAXREPEAT && stack[ctx + COUNT] > code[pc + 2]) {
          if (repeat >= 0) sp -= stack[ctx + LASTMARK] + 1;
          break;
        }
        state.ptr = ptr;
        callPc = pc + code[pc];
        callJump = JUMP_MIN_REPEAT_ONE;
        break;

      case 29: {
        // POSSESSIVE_REPEAT_ONE
        const min = code[pc + 1];
        if (min > end - ptr) break;
        const count = countOne(code, pc + 3, text, ptr, end, code[pc + 2]);
        ptr += count;
        if (count < min) break;
        pc += code[pc];
        step = code[pc++];
        continue;
      }

      case 23: {
        // REPEAT
        // <REPEAT> <skip> <1=min> <2=max> item <UNTIL> tail
        repeats = pushRepeat(repeats, repeatTop, pc, repeat);
        stack[ctx + REP] = repeat = repeatTop;
        repeatTop += REPEAT_WORDS;
        state.ptr = ptr;
        callPc = pc + code[pc];
        callJump = JUMP_REPEAT;
        break;
      }
      case 18: {
        // MAX_UNTIL
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
          break;
        }
        if ((count < code[item + 2] || code[item + 2] === op.MAXREPEAT) && ptr !== repeats[repeat + 3]) {
          repeats[repeat] = count;
          stack[ctx + LASTMARK] = state.lastmark;
          stack[ctx + LASTINDEX] = state.lastindex;
          stack = saveMarks(stack, sp, marks, state.lastmark);
          sp += state.lastmark + 1;
          // Against loops over nothing: remember where this item began.
          stack[sp++] = repeats[repeat + 3];
          repeats[repeat + 3] = ptr;
          callPc = item + 3;
          callJump = JUMP_MAX_UNTIL_2;
          break;
        }
        step = MAX_UNTIL_TAIL;
        continue;
      }
      case 105: // MAX_UNTIL_TAIL
        repeat = repeats[stack[ctx + REP] + 2];
        state.ptr = ptr;
        callPc = pc;
        callJump = JUMP_MAX_UNTIL_3;
        break;
      case 19: {
        // MIN_UNTIL
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
          break;
        }
        repeat = repeats[repeat + 2];
        stack[ctx + LASTMARK] = state.lastmark;
        stack[ctx + LASTINDEX] = state.lastindex;
        if (repeat >= 0) {
          stack = saveMarks(stack, sp, marks, state.lastmark);
          sp += state.lastmark + 1;
        }
        callPc = pc;
        callJump = JUMP_MIN_UNTIL_2;
        break;
      }

      case 28: // POSSESSIVE_REPEAT
        // A repeat context without an item: groups inside are saved and restored as in any repeat.
        repeats = pushRepeat(repeats, repeatTop, -1, repeat);
        stack[ctx + REP] = repeat = repeatTop;
        repeatTop += REPEAT_WORDS;
        state.ptr = ptr;
        stack[ctx + COUNT] = 0;
        step = POSSESSIVE_MIN;
        continue;
      case 106: // POSSESSIVE_MIN
        if (stack[ctx + COUNT] < code[pc + 1]) {
          callPc = pc + 3;
          callJump = JUMP_POSSESSIVE_1;
          break;
        }
        // No position equals this, so the first optional round is always tried.
        ptr = -1;
        step = POSSESSIVE_MORE;
        continue;
      case 107: // POSSESSIVE_MORE
        if ((stack[ctx + COUNT] < code[pc + 2] || code[pc + 2] === op.MAXREPEAT) && state.ptr !== ptr) {
          stack[ctx + LASTMARK] = state.lastmark;
          stack[ctx + LASTINDEX] = state.lastindex;
          stack = saveMarks(stack, sp, marks, state.lastmark);
          sp += state.lastmark + 1;
          ptr = state.ptr;
          callPc = pc + 3;
          callJump = JUMP_POSSESSIVE_2;
          break;
        }
        step = POSSESSIVE_TAIL;
        continue;
      case 108: // POSSESSIVE_TAIL
        repeat = repeats[stack[ctx + REP] + 2];
        repeatTop -= REPEAT_WORDS;
        pc += code[pc] + 1;
        ptr = state.ptr;
        step = code[pc++];
        continue;
      case 27: // ATOMIC_GROUP
        state.ptr = ptr;
        callPc = pc + 1;
        callJump = JUMP_ATOMIC;
        break;

      case 11: // GROUPREF
      case 30: // GROUPREF_IGNORE
      case 38: // GROUPREF_UNI_IGNORE
      case 34: {
        // GROUPREF_LOC_IGNORE
        const group = code[pc] * 2;
        if (group >= state.lastmark || marks[group] < 0 || marks[group + 1] < marks[group]) break;
        ptr = matchReference(step, text, marks[group], marks[group + 1], ptr, end);
        if (ptr < 0) break;
        step = code[pc + 1];
        pc += 2;
        continue;
      }
      case 12: {
        // GROUPREF_EXISTS
        // <GROUPREF_EXISTS> <group> <skip> codeyes <JUMP> codeno ...
        const group = code[pc] * 2;
        if (group >= state.lastmark || marks[group] < 0 || marks[group + 1] < marks[group]) pc += code[pc + 1];
        else pc += 2;
        step = code[pc++];
        continue;
      }
      case 4: // ASSERT
        // <ASSERT> <skip> <back> <pattern>
        if (ptr < code[pc + 1]) break;
        state.ptr = ptr - code[pc + 1];
        callPc = pc + 2;
        callJump = JUMP_ASSERT;
        break;
      case 5: // ASSERT_NOT
        if (ptr < code[pc + 1]) {
          pc += code[pc];
          step = code[pc++];
          continue;
        }
        state.ptr = ptr - code[pc + 1];
        stack[ctx + LASTMARK] = state.lastmark;
        stack[ctx + LASTINDEX] = state.lastindex;
        if (repeat >= 0) {
          stack = saveMarks(stack, sp, marks, state.lastmark);
          sp += state.lastmark + 1;
        }
        callPc = pc + 2;
        callJump = JUMP_ASSERT_NOT;
        break;
      case 0: // FAILURE
        break;

      case 100: // RETURN_FAILURE
      case 101: {
        // RETURN_SUCCESS
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
            if ((count >= code[item + 2] && code[item + 2] !== op.MAXREPEAT) || ptr === repeats[own + 3]) break;
            repeats[own] = count;
            if (sp + 1 > stack.length) stack = grow(stack, sp + 1);
            stack[sp++] = repeats[own + 3];
            repeats[own + 3] = ptr;
            callPc = item + 3;
            callJump = JUMP_MIN_UNTIL_3;
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
            if (ok) break;
            if (repeat >= 0) for (let i = 0; i <= saved; i++) marks[i] = stack[sp + i];
            state.lastmark = saved;
            state.lastindex = stack[ctx + LASTINDEX];
            pc += code[pc];
            step = code[pc++];
            continue;
          }
          case JUMP_POSSESSIVE_1:
            if (!ok) {
              repeat = repeats[stack[ctx + REP] + 2];
              repeatTop -= REPEAT_WORDS;
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
    if (callJump === JUMP_NONE) {
      step = RETURN_FAILURE;
      continue;
    }
    // Enter a sub-pattern at state.ptr with a frame of its own; what an assertion or atomic group holds is not top level.
    checkpoint();
    stack[ctx + PC] = pc;
    stack[ctx + PTR] = ptr;
    if (sp + FRAME > stack.length) stack = grow(stack, sp + FRAME);
    stack[sp + TOPLEVEL] = callJump >= JUMP_ASSERT ? 0 : stack[ctx + TOPLEVEL];
    stack[sp + JUMP] = callJump;
    stack[sp + PREVIOUS] = ctx;
    ctx = sp;
    sp += FRAME;
    ptr = state.ptr;
    pc = callPc;
    step = code[pc++];
    callJump = JUMP_NONE;
  }
}
