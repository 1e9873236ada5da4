/**
 * Searching: where a match may begin is found with the pattern's literal prefix or first set where the INFO block gives
 * one, then `runMatch` decides. Behaviour: CPython Modules/_sre/sre_lib.h, SRE(search).
 */
import { checkpoint } from "../interrupt.ts";
import { inCharset } from "./charset.ts";
import { runMatch } from "./engine.ts";
import * as op from "./opcodes.ts";
import type { MatchState } from "./state.ts";

/** Finds the first match from `state.start` on; sets `state.start` and `state.ptr`. */
export function runSearch(state: MatchState): boolean {
  const { code, text } = state;
  const end = state.end;
  let pc = 0;
  let last = end;
  let ptr = state.start;
  if (ptr > end) return false;
  let prefix = 0;
  let prefixLength = 0;
  let prefixSkip = 0;
  let charset = 0;
  let flags = 0;
  if (code[0] === op.INFO) {
    flags = code[2];
    const min = code[3];
    if (min > 0 && end - ptr < min) return false;
    if (min > 1) last = Math.max(end - min + 1, ptr);
    if (flags & op.INFO_PREFIX) {
      prefixLength = code[5];
      prefixSkip = code[6];
      prefix = 7;
    } else if (flags & op.INFO_CHARSET) {
      charset = 5;
    }
    pc = 1 + code[1];
  }
  if (prefixLength > 0) {
    state.mustAdvance = false;
    const first = code[prefix];
    for (; ; ptr++) {
      ptr = (text as Uint16Array).indexOf(first, ptr);
      if (ptr < 0 || ptr + prefixLength > end) return false;
      let i = 1;
      while (i < prefixLength && text[ptr + i] === code[prefix + i]) i++;
      if (i < prefixLength) continue;
      state.start = ptr;
      state.ptr = ptr + prefixSkip;
      if (flags & op.INFO_LITERAL) return true;
      if (runMatch(state, pc + 2 * prefixSkip, false)) return true;
      state.lastmark = state.lastindex = -1;
    }
  }
  if (charset > 0) {
    state.mustAdvance = false;
    for (; ; ptr++) {
      while (ptr < end && !inCharset(code, charset, text[ptr])) ptr++;
      if (ptr >= end) return false;
      state.start = state.ptr = ptr;
      if (runMatch(state, pc, false)) return true;
      state.lastmark = state.lastindex = -1;
    }
  }
  state.start = state.ptr = ptr;
  let found = runMatch(state, pc, true);
  state.mustAdvance = false;
  if (!found && code[pc] === op.AT && (code[pc + 1] === op.AT_BEGINNING || code[pc + 1] === op.AT_BEGINNING_STRING)) {
    state.start = state.ptr = end;
    return false;
  }
  while (!found && ptr < last) {
    ptr++;
    checkpoint();
    state.lastmark = state.lastindex = -1;
    state.start = state.ptr = ptr;
    found = runMatch(state, pc, false);
  }
  return found;
}
