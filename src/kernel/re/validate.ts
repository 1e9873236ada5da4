/**
 * Checks that a code array is one that the compiler could have made, so that the matcher need not.
 * Behaviour: CPython Modules/_sre/sre.c (_validate, _validate_inner, _validate_charset).
 */
import { KernelError } from "../error.ts";
import { unitLength } from "./charset.ts";
import * as op from "./opcodes.ts";

/** Thrown inside, turned into the answer false. */
const INVALID = Symbol("invalid");

function require(condition: boolean): void {
  if (!condition) throw INVALID;
}

class Validator {
  private readonly code: ArrayLike<number>;
  private readonly groups: number;

  constructor(code: ArrayLike<number>, groups: number) {
    this.code = code;
    this.groups = groups;
  }

  /** The word at `at`, which must lie before `end`. */
  private word(at: number, end: number): number {
    require(at < end);
    return this.code[at];
  }

  /** The place that the skip at `at` leads to; it must not pass `end`. */
  private skip(at: number, end: number): number {
    const target = at + this.word(at, end);
    require(target > at && target <= end);
    return target;
  }

  /** The whole pattern: it ends with SUCCESS. */
  pattern(): void {
    const end = this.code.length;
    require(this.groups >= 0 && this.groups <= op.MAXGROUPS);
    require(end > 0 && this.code[end - 1] === op.SUCCESS);
    let at = 0;
    if (this.code[0] === op.INFO) at = this.info(1, end);
    this.sequence(at, end - 1);
  }

  private info(at: number, end: number): number {
    const next = this.skip(at, end);
    const flags = this.word(at + 1, next);
    require(at + 4 <= next && (flags & ~7) === 0);
    require(!(flags & op.INFO_PREFIX && flags & op.INFO_CHARSET));
    require(!(flags & op.INFO_LITERAL) || (flags & op.INFO_PREFIX) !== 0);
    if (flags & op.INFO_PREFIX) {
      const length = this.word(at + 4, next);
      const skip = this.word(at + 5, next);
      require(length > 0 && skip <= length && next === at + 6 + length * 2);
      const overlap = at + 6 + length;
      for (let i = 0; i < length; i++) require(this.code[overlap + i] < length);
    } else if (flags & op.INFO_CHARSET) {
      this.charset(at + 4, next);
    }
    return next;
  }

  private charset(at: number, end: number): void {
    while (at < end) {
      switch (this.code[at++]) {
        case op.NEGATE:
          break;
        case op.LITERAL:
        case op.CATEGORY:
          require(this.code[at - 1] === op.LITERAL || this.word(at, end) < 18);
          at++;
          break;
        case op.RANGE:
        case op.RANGE_UNI_IGNORE:
          at += 2;
          break;
        case op.CHARSET:
          at += 8;
          break;
        case op.BIGCHARSET: {
          const blocks = this.word(at, end);
          require(at + 65 <= end);
          for (let i = 0; i < 256; i++) {
            require(((this.code[at + 1 + (i >> 2)] >>> ((i & 3) * 8)) & 255) < blocks);
          }
          at += 65 + blocks * 8;
          break;
        }
        case op.FAILURE:
          require(at === end);
          return;
        default:
          throw INVALID;
      }
      require(at <= end);
    }
    // Every set ends with FAILURE.
    throw INVALID;
  }

  private sequence(at: number, end: number): void {
    while (at < end) at = this.item(at, end);
    require(at === end);
  }

  /** Checks one item; answers where the next begins. */
  private item(at: number, end: number): number {
    const code = this.code;
    const opcode = code[at];
    switch (opcode) {
      case op.MARK:
        require(this.word(at + 1, end) < 2 * this.groups);
        return at + 2;
      case op.SUCCESS:
      case op.FAILURE:
        return at + 1;
      case op.AT:
        require(this.word(at + 1, end) <= op.AT_UNI_NON_BOUNDARY);
        return at + 2;
      case op.IN:
      case op.IN_IGNORE:
      case op.IN_LOC_IGNORE:
      case op.IN_UNI_IGNORE: {
        const next = this.skip(at + 1, end);
        this.charset(at + 2, next);
        return next;
      }
      case op.BRANCH:
        return this.branch(at + 1, end);
      case op.REPEAT_ONE:
      case op.MIN_REPEAT_ONE:
      case op.POSSESSIVE_REPEAT_ONE: {
        const next = this.skip(at + 1, end);
        this.bounds(at + 2, next);
        require(unitLength(code as Uint32Array, at + 4) === next - at - 5);
        this.sequence(at + 4, next - 1);
        require(code[next - 1] === op.SUCCESS);
        return next;
      }
      case op.REPEAT:
      case op.POSSESSIVE_REPEAT: {
        const until = this.skip(at + 1, end);
        this.bounds(at + 2, until);
        this.sequence(at + 4, until);
        const last = this.word(until, end);
        if (opcode === op.REPEAT) require(last === op.MAX_UNTIL || last === op.MIN_UNTIL);
        else require(last === op.SUCCESS);
        return until + 1;
      }
      case op.ATOMIC_GROUP: {
        const next = this.skip(at + 1, end);
        this.sequence(at + 2, next - 1);
        require(code[next - 1] === op.SUCCESS);
        return next;
      }
      case op.GROUPREF:
      case op.GROUPREF_IGNORE:
      case op.GROUPREF_LOC_IGNORE:
      case op.GROUPREF_UNI_IGNORE:
        require(this.word(at + 1, end) < this.groups);
        return at + 2;
      case op.GROUPREF_EXISTS:
        return this.conditional(at + 1, end);
      case op.ASSERT:
      case op.ASSERT_NOT: {
        const next = this.skip(at + 1, end);
        require(this.word(at + 2, next) < 0x80000000);
        this.sequence(at + 3, next - 1);
        require(code[next - 1] === op.SUCCESS);
        return next;
      }
      default: {
        const length = unitLength(code as Uint32Array, at);
        require(length > 0 && at + length <= end);
        return at + length;
      }
    }
  }

  private bounds(at: number, end: number): void {
    require(this.word(at, end) <= this.word(at + 1, end));
    require(this.code[at + 1] <= op.MAXREPEAT);
  }

  private branch(at: number, end: number): number {
    let target = -1;
    for (;;) {
      if (this.word(at, end) === 0) {
        require(target === at + 1 || target === -1);
        return at + 1;
      }
      const next = this.skip(at, end);
      const jump = next - 2;
      require(jump > at && this.code[jump] === op.JUMP);
      this.sequence(at + 1, jump);
      const to = this.skip(jump + 1, end);
      require(target === -1 || to === target);
      target = to;
      at = next;
    }
  }

  /** <group> <skip> codeyes, and either the end at the skip or <JUMP> codeno before it. */
  private conditional(at: number, end: number): number {
    require(this.word(at, end) < this.groups);
    // The skip counts from the group's word.
    const skip = this.word(at + 1, end);
    const otherwise = at + skip;
    require(skip >= 2 && otherwise <= end);
    let part = at + 2;
    while (part < otherwise) {
      // Only an item of its own is a jump, not a word of one.
      if (part === otherwise - 2 && this.code[part] === op.JUMP) {
        const next = otherwise - 1 + this.code[otherwise - 1];
        require(next >= otherwise && next <= end);
        this.sequence(otherwise, next);
        return next;
      }
      part = this.item(part, otherwise);
    }
    require(part === otherwise);
    return otherwise;
  }
}

/** Throws CPython's RuntimeError for a code array that no compiler made. */
export function validateCode(code: ArrayLike<number>, groups: number): void {
  try {
    new Validator(code, groups).pattern();
  } catch (error) {
    if (error === INVALID) throw new KernelError("RuntimeError", "invalid SRE code");
    throw error;
  }
}
