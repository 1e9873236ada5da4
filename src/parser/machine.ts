/**
 * A parser that runs the grammar's tables on a stack of its own: exactly CPython's parser, step by step.
 *
 * It finds out what is wrong with a program, in two passes, and parses what is nested too deeply for JavaScript's stack.
 * What it must share with CPython, because messages depend on it: the order in which alternatives are tried, which
 * results are remembered (also those of rules that ran without their invalid_ alternatives), which tokens have been read
 * when an error is raised, how deep rules may nest, and that an action that yields null fails its rule at once, without
 * trying the other alternatives. CPython: what Tools/peg_generator/pegen/c_generator.py generates.
 */

import { RAISE_SYNTAX_ERROR_KNOWN_LOCATION } from "./actions/raise.ts";
import { DUMMY_NAME, seq_insert_in_front } from "./actions/sequences.ts";
import { SourceFailure } from "./errors.ts";
import { SOFT_KEYWORDS } from "./generated/keywords.ts";
import {
  FORM_GATHER,
  FORM_LOOP0,
  FORM_LOOP1,
  FORM_PLAIN,
  KIND_NAME,
  KIND_NUMBER,
  KIND_RULE,
  KIND_SOFT,
  KIND_SOFT_KEYWORD,
  KIND_TOKEN,
  MODE_AHEAD,
  MODE_CUT,
  MODE_FORCED,
  MODE_NOT,
  MODE_OPT,
  START_RULES,
} from "./generated/tables.ts";
import type { Parser, StartRule } from "./parser.ts";
import { type AltTable, type RuleTable, ruleTables } from "./rules.ts";
import { EXACT_TOKEN_TYPES } from "./tokenizer/token-types.ts";

/** How deep rules may nest (`MAXSTACK`). */
const MAX_LEVEL = 6000;

/** A result remembered at a token; `next` is another rule's. */
interface Memo {
  readonly index: number;
  node: unknown;
  mark: number;
  readonly next: Memo | null;
}

const NO_CHILDREN: unknown[] = [];

/** A rule in progress. A left-recursive rule has two frames: one that grows the result, one that parses once. */
class Frame {
  rule: RuleTable;
  index: number;
  mark: number;
  /** The frame of a left-recursive rule that repeats the other one. */
  growing: boolean;
  alt = -1;
  step = 0;
  cut = false;
  values: unknown[] = [];
  children = NO_CHILDREN;
  /** Where the mark was before the step in progress. */
  stepMark = 0;
  result: unknown = null;
  resultMark: number;
  previousInvalid = false;

  constructor(rule: RuleTable, index: number, mark: number, growing: boolean) {
    this.rule = rule;
    this.index = index;
    this.mark = mark;
    this.growing = growing;
    this.resultMark = mark;
  }
}

export class Machine {
  private readonly p: Parser;
  private readonly rules = ruleTables();
  private readonly stack: Frame[] = [];
  private memos: (Memo | null)[] = [];
  /** The value that the rule that ended last has left. */
  private returned: unknown = null;

  constructor(p: Parser) {
    this.p = p;
  }

  /** Parses from the first token; null when the grammar does not match. */
  run(start: StartRule): unknown {
    this.p.mark = 0;
    this.memos = [];
    this.stack.length = 0;
    const { stack } = this;
    if (this.enter(START_RULES[start])) this.advance(stack[0]);
    while (stack.length > 0) this.advance(stack[stack.length - 1]);
    return this.returned;
  }

  /** Starts a rule. Answers false when its result is known already and has been left in `returned`. */
  private enter(index: number): boolean {
    const { p } = this;
    const rule = this.rules[index];
    if (this.stack.length >= MAX_LEVEL) throw tooComplex();
    if (rule.memo || rule.leftRecursive) {
      p.peek();
      while (this.memos.length < p.fill) this.memos.push(null);
      const memo = this.remembered(index, p.mark);
      if (memo !== null) {
        p.mark = memo.mark;
        this.returned = memo.node;
        return false;
      }
    }
    const frame = new Frame(rule, index, p.mark, rule.leftRecursive);
    this.stack.push(frame);
    if (rule.leftRecursive) this.grow(frame);
    else this.begin(frame);
    return true;
  }

  private remembered(index: number, mark: number): Memo | null {
    let memo = this.memos[mark];
    while (memo !== null && memo.index !== index) memo = memo.next;
    return memo;
  }

  private memoize(frame: Frame, node: unknown): void {
    const { memos, p } = this;
    const known = this.remembered(frame.index, frame.mark);
    if (known === null) {
      memos[frame.mark] = { index: frame.index, node, mark: p.mark, next: memos[frame.mark] };
    } else {
      known.node = node;
      known.mark = p.mark;
    }
  }

  /** Parses a left-recursive rule once more, with the result so far as the result of its recursion. */
  private grow(frame: Frame): void {
    this.memoize(frame, frame.result);
    this.p.mark = frame.mark;
    if (this.stack.length >= MAX_LEVEL) throw tooComplex();
    const once = new Frame(frame.rule, frame.index, frame.mark, false);
    this.stack.push(once);
    this.begin(once);
  }

  private begin(frame: Frame): void {
    const { p } = this;
    if (frame.rule.withoutInvalid) {
      frame.previousInvalid = p.callInvalidRules;
      p.callInvalidRules = false;
    }
    if (frame.rule.extent) p.peek();
    this.nextAlt(frame);
  }

  /** Goes to the next alternative; ends the rule after the last one. */
  private nextAlt(frame: Frame): void {
    const { p } = this;
    const { alts, form } = frame.rule;
    p.mark = frame.mark;
    frame.step = 0;
    frame.values.length = 0;
    do {
      frame.alt++;
    } while (frame.alt < alts.length && alts[frame.alt].invalid && !p.callInvalidRules);
    if (frame.alt < alts.length) return;
    if (form === FORM_LOOP0 || (form === FORM_LOOP1 && frame.children.length > 0))
      this.leave(frame, frame.children === NO_CHILDREN ? [] : frame.children);
    else this.leave(frame, null);
  }

  /** Runs the steps of the frame on top until a rule is entered or the frame's rule ends. */
  private advance(frame: Frame): void {
    const { stack } = this;
    // The rule that was entered last has ended: its value belongs to the step in progress.
    if (frame.growing) {
      this.grown(frame);
      return;
    }
    if (frame.step > 0 && this.pending) {
      this.pending = false;
      if (!this.take(frame, this.returned)) return;
    }
    while (stack[stack.length - 1] === frame) {
      const alt = frame.rule.alts[frame.alt];
      if (frame.step === alt.steps.length) {
        this.finishAlt(frame, alt);
        continue;
      }
      const { mode, kind, argument } = alt.steps[frame.step++];
      frame.stepMark = this.p.mark;
      if (mode === MODE_CUT) {
        frame.cut = true;
        continue;
      }
      let value: unknown;
      if (kind === KIND_RULE) {
        if (this.enter(argument)) {
          this.pending = true;
          return;
        }
        value = this.returned;
      } else {
        value = this.leaf(kind, argument);
      }
      if (!this.take(frame, value)) return;
    }
  }

  /** Whether the frame below the top waits for the value of a rule. */
  private pending = false;

  private leaf(kind: number, argument: number): unknown {
    const { p } = this;
    switch (kind) {
      case KIND_TOKEN:
        return p.expect(argument);
      case KIND_NAME:
        return p.nameToken();
      case KIND_NUMBER:
        return p.numberToken();
      case KIND_SOFT:
        return p.softKeyword(SOFT_KEYWORDS[argument]);
      case KIND_SOFT_KEYWORD:
        return p.anySoftKeyword();
      default:
        throw new Error("unknown step");
    }
  }

  /** Gives the step in progress its value. Answers false when the frame has ended. */
  private take(frame: Frame, value: unknown): boolean {
    const { p } = this;
    const step = frame.rule.alts[frame.alt].steps[frame.step - 1];
    switch (step.mode) {
      case MODE_OPT:
        frame.values.push(value);
        return true;
      case MODE_AHEAD:
        p.mark = frame.stepMark;
        return value !== null || this.failAlt(frame);
      case MODE_NOT:
        p.mark = frame.stepMark;
        return value === null || this.failAlt(frame);
      case MODE_FORCED:
        if (value === null) {
          const text = operatorText(step.argument);
          RAISE_SYNTAX_ERROR_KNOWN_LOCATION(p, p.tokens[p.mark], `expected '${text}'`);
        }
        frame.values.push(value);
        return true;
      default:
        if (value === null) return this.failAlt(frame);
        frame.values.push(value);
        return true;
    }
  }

  /** The alternative does not match. Answers whether the frame is still there. */
  private failAlt(frame: Frame): boolean {
    if (frame.cut) {
      // A committed rule fails without being remembered.
      this.p.mark = frame.mark;
      this.unwind(frame, null);
      return false;
    }
    this.nextAlt(frame);
    return this.stack[this.stack.length - 1] === frame;
  }

  private finishAlt(frame: Frame, alt: AltTable): void {
    const { p } = this;
    const { form } = frame.rule;
    const value = this.valueOf(frame, alt);
    if (form === FORM_PLAIN) {
      this.leave(frame, value);
    } else if (form === FORM_GATHER) {
      const [first, rest] = frame.values;
      this.leave(frame, seq_insert_in_front(first, rest as unknown[]));
    } else {
      if (frame.children === NO_CHILDREN) frame.children = [value];
      else frame.children.push(value);
      frame.mark = p.mark;
      frame.alt = -1;
      this.nextAlt(frame);
    }
  }

  private valueOf(frame: Frame, alt: AltTable): unknown {
    const { p } = this;
    const { values } = frame;
    if (alt.action === null) return values.length === 1 ? values[0] : DUMMY_NAME;
    const args: unknown[] = [];
    if (alt.takesParser) args.push(p);
    if (alt.takesExtent) args.push(p.tokens[frame.mark], p.lastNonWhitespaceToken());
    for (const index of alt.args) args.push(values[index]);
    return alt.action(...(args as never[]));
  }

  private leave(frame: Frame, value: unknown): void {
    if (frame.rule.memo && !frame.rule.leftRecursive) this.memoize(frame, value);
    this.unwind(frame, value);
  }

  private unwind(frame: Frame, value: unknown): void {
    if (frame.rule.withoutInvalid) this.p.callInvalidRules = frame.previousInvalid;
    this.stack.pop();
    this.returned = value;
    this.pending = true;
  }

  /** A left-recursive rule has been parsed once more: did that consume more than before? */
  private grown(frame: Frame): void {
    const { p } = this;
    this.pending = false;
    if (this.returned !== null && p.mark > frame.resultMark) {
      frame.resultMark = p.mark;
      frame.result = this.returned;
      this.grow(frame);
      return;
    }
    p.mark = frame.resultMark;
    this.stack.pop();
    this.returned = frame.result;
    this.pending = true;
  }
}

function operatorText(type: number): string {
  for (const text in EXACT_TOKEN_TYPES) if (EXACT_TOKEN_TYPES[text] === type) return text;
  return "";
}

const tooComplex = (): SourceFailure =>
  new SourceFailure("MemoryError", "Parser stack overflowed - Python source too complex to parse");
