/**
 * The verifier: code objects that did not come from the compiler (out of .pyc files, from `code.replace()` or `types.CodeType`) are
 * proved harmless before their first run. CPython trusts them and may crash; here what cannot be proved is a SystemError.
 *
 * It interprets the code abstractly. A state says what every local variable and stack slot may hold (verify-rules.ts has the
 * kinds); states meet at jump targets and handlers by union, until nothing changes. Proved are: depth of the stack and types that
 * instructions rely on, bound variables where they are not checked, cells where cells are used, yields only in generators.
 * Ranges of arguments, jumps and exception table are checked by the decoder (code.ts).
 *
 * The layout of a state: whether the generator has been made, how many exceptions are being handled, then the local variables,
 * then the stack.
 */
import { CO, CO_FAST } from "../bytecode/codeflags.ts";
import type { CodeUnit } from "../bytecode/codeunit.ts";
import { INTRINSIC_1, INTRINSIC_2, MAKE_FUNCTION } from "../bytecode/opargs.ts";
import { numPopped, numPushed, OPCODE, opname } from "../bytecode/opcodes.ts";
import { systemError } from "../objects/errors.ts";
import {
  BRANCHES,
  countFree,
  ENDS,
  guardsOf,
  INTRINSIC_INPUTS,
  INTRINSIC_OUTPUTS,
  JUMPS,
  kindOfConst,
  meetingPoints,
  parameterCount,
  SILENT,
  type VerifiedCode,
} from "./verify-code.ts";
import {
  ANY_FUNCTION,
  ANY_TUPLE,
  demandOf,
  KIND,
  type Rule,
  ruleTables,
  VALUE,
  VALUE_OR_NULL,
} from "./verify-rules.ts";

/** Slots of states that may be kept and looked at: code that needs more cannot be verified. */
const MAX_SLOTS = 1 << 25;
const MAX_WORK = 1 << 28;
/** Deeper stacks are refused; no compiler makes them. */
const MAX_DEPTH = 1 << 20;
const NOT_GENERATOR = 1;
const GENERATOR = 2;
/** Where the local variables begin in a state. */
const LOCALS = 2;
/** Where the number of exceptions being handled stands. */
const HANDLED = 1;

/** Proves the code harmless, or throws SystemError; the greatest depth of its stack. */
export function verify(code: VerifiedCode): number {
  return new Verifier(code).run();
}

class Verifier {
  private readonly code: VerifiedCode;
  private readonly localCount: number;
  private readonly stackBase: number;
  private readonly limit: number;
  private readonly freeCount: number;
  /** Row of `handlers` that guards each instruction, or -1. */
  private readonly guards: Int32Array;
  /** The state at the beginning of each instruction where ways meet, and the end of its stack. */
  private readonly states: (Uint16Array | undefined)[];
  private readonly meets: Uint8Array;
  private readonly worklist: number[] = [];
  private readonly queued: Uint8Array;
  /** The state being interpreted, the end of its stack, the instruction. */
  private readonly now: Uint16Array;
  private sp = 0;
  private at = 0;
  private deepest = 0;
  private kept = 0;
  private work = 0;

  constructor(code: VerifiedCode) {
    const { unit, ops } = code;
    this.code = code;
    this.localCount = unit.localsplusnames.length;
    this.stackBase = LOCALS + this.localCount;
    this.limit = this.stackBase + Math.min(unit.stacksize, MAX_DEPTH);
    this.freeCount = countFree(unit);
    this.guards = guardsOf(code);
    this.states = new Array(ops.length + 1).fill(undefined);
    this.queued = new Uint8Array(ops.length + 1);
    this.meets = meetingPoints(code);
    this.now = new Uint16Array(this.limit + 2);
  }

  run(): number {
    const { unit, ops } = this.code;
    this.checkUnit(unit);
    if (ops.length === 0) throw this.fault("there are no instructions");
    this.now[0] = NOT_GENERATOR;
    const parameters = parameterCount(unit);
    for (let i = 0; i < this.localCount; i++) this.now[LOCALS + i] = i < parameters ? KIND.OTHER : KIND.NULL;
    this.sp = this.stackBase;
    this.meet(0);
    while (this.worklist.length > 0) {
      const start = this.worklist.pop()!;
      this.queued[start] = 0;
      const state = this.states[start]!;
      this.now.set(state);
      this.sp = state.length;
      this.straight(start);
    }
    return this.deepest - this.stackBase;
  }

  private checkUnit(unit: CodeUnit): void {
    const { localspluskinds: kinds } = unit;
    if (parameterCount(unit) > this.localCount) throw this.fault("more parameters than variables");
    for (let i = 0; i < kinds.length; i++) {
      const isFree = (kinds[i] & CO_FAST.FREE) !== 0;
      if (isFree !== i >= kinds.length - this.freeCount) throw this.fault("free variables are not the last ones");
    }
  }

  /** Interprets from `start` to where the way ends or meets another. */
  private straight(start: number): void {
    const { ops, args, handlers } = this.code;
    let guarding = -1;
    for (let at = start; ; at++) {
      this.at = at;
      this.work++;
      if (at >= ops.length) throw this.fault("the code runs off its end");
      if (at !== start && this.meets[at] !== 0) {
        this.meet(at);
        return;
      }
      const op = ops[at];
      const guard = this.guards[at];
      if (!SILENT.has(op)) {
        if (guard >= 0) {
          // Instructions change the state little by little; the handler must be ready for every one of them.
          if (guard !== guarding || this.changed) this.meetHandler(guard);
          this.changed = this.sp - numPopped(op, args[at]) < this.stackBase + (handlers[guard + 3] >> 1);
        } else if (this.now[HANDLED] !== 0) {
          // What leaves the frame would leave the exception behind.
          throw this.fault("an exception is handled without guard");
        }
        guarding = guard;
      }
      this.execute(op, args[at]);
      if (this.sp > this.deepest) this.deepest = this.sp;
      if (ENDS.has(op)) return;
      if (JUMPS.has(op)) {
        this.meet(args[at]);
        return;
      }
      if (BRANCHES.has(op)) this.meet(args[at]);
    }
  }

  /** Whether something that a handler can see has changed since it was last told. */
  private changed = true;

  /** Joins the present state into that of an instruction where ways meet. */
  private meet(target: number): void {
    const known = this.states[target];
    const { now, sp } = this;
    this.work += sp;
    if (this.work > MAX_WORK) throw this.fault("the code is too intricate");
    if (known === undefined) {
      this.kept += sp;
      if (this.kept > MAX_SLOTS) throw this.fault("the code is too big");
      this.states[target] = now.slice(0, sp);
    } else {
      if (known.length !== sp) throw this.fault(`the stack at ${this.offset(target)} has different depths`);
      if (known[HANDLED] !== now[HANDLED])
        throw this.fault(`at ${this.offset(target)} different exceptions are handled`);
      let grown = false;
      for (let i = 0; i < sp; i++) {
        const joined = known[i] | now[i];
        if (joined !== known[i]) {
          known[i] = joined;
          grown = true;
        }
      }
      if (!grown) return;
    }
    if (this.queued[target] !== 0) return;
    this.queued[target] = 1;
    this.worklist.push(target);
  }

  private meetHandler(guard: number): void {
    const { handlers } = this.code;
    const { now, sp } = this;
    const flags = handlers[guard + 3];
    const end = this.stackBase + (flags >> 1);
    if (end > sp) throw this.fault("the stack is shallower than its exception handler expects");
    const saved = now.slice(end, end + 2);
    this.sp = end;
    if ((flags & 1) !== 0) this.push(KIND.OTHER);
    this.push(KIND.EXCEPTION);
    if (this.sp > this.deepest) this.deepest = this.sp;
    this.meet(handlers[guard + 2]);
    now.set(saved, end);
    this.sp = sp;
  }

  private push(kind: number): void {
    if (this.sp >= this.limit) throw this.fault("the stack overflows");
    this.now[this.sp++] = kind;
  }

  private pop(demand: number): number {
    if (this.sp <= this.stackBase) throw this.fault("the stack underflows");
    const kind = this.now[--this.sp];
    if ((kind & ~demand) !== 0) throw this.fault("an operand has the wrong type");
    return kind;
  }

  /** The kind of the operand `depth` below the top (1 is the top). */
  private peek(depth: number, demand: number): number {
    if (depth < 1 || this.sp - depth < this.stackBase) throw this.fault("the stack underflows");
    const kind = this.now[this.sp - depth];
    if ((kind & ~demand) !== 0) throw this.fault("an operand has the wrong type");
    return kind;
  }

  private local(index: number, demand: number): number {
    if (index >= this.localCount) throw this.fault("argument out of range");
    const kind = this.now[LOCALS + index];
    if ((kind & ~demand) !== 0) {
      throw this.fault((kind & KIND.NULL) !== 0 ? "a variable may be unbound" : "a variable has the wrong type");
    }
    return kind;
  }

  /** What is stored may be replaced through f_locals, so nothing is known of it but whether it is there. */
  private setLocal(index: number, kind: number): void {
    if (index >= this.localCount) throw this.fault("argument out of range");
    const stored = kind === KIND.CELL || kind === KIND.NULL ? kind : (kind & KIND.NULL) | KIND.OTHER;
    if (this.now[LOCALS + index] === stored) return;
    this.now[LOCALS + index] = stored;
    this.changed = true;
  }

  private execute(op: number, oparg: number): void {
    const { rules, limits, minima } = ruleTables();
    if (oparg >= limits[op] || oparg < minima[op]) throw this.fault("argument out of range");
    switch (op) {
      case OPCODE.LOAD_CONST:
        return this.push(kindOfConst(this.code.consts[oparg]));
      case OPCODE.LOAD_FAST:
      case OPCODE.LOAD_FAST_BORROW:
        return this.push(this.local(oparg, VALUE));
      case OPCODE.LOAD_FAST_CHECK:
        // From here on it is bound.
        this.setLocal(oparg, this.local(oparg, VALUE_OR_NULL) & ~KIND.NULL || KIND.OTHER);
        return this.push(this.local(oparg, VALUE));
      case OPCODE.LOAD_FAST_AND_CLEAR:
        this.push(this.local(oparg, VALUE_OR_NULL));
        return this.setLocal(oparg, KIND.NULL);
      case OPCODE.LOAD_FAST_LOAD_FAST:
      case OPCODE.LOAD_FAST_BORROW_LOAD_FAST_BORROW:
        this.push(this.local(oparg >> 4, VALUE));
        return this.push(this.local(oparg & 15, VALUE));
      case OPCODE.STORE_FAST:
        return this.setLocal(oparg, this.pop(VALUE_OR_NULL));
      case OPCODE.STORE_FAST_LOAD_FAST:
        this.setLocal(oparg >> 4, this.pop(VALUE_OR_NULL));
        return this.push(this.local(oparg & 15, VALUE));
      case OPCODE.STORE_FAST_STORE_FAST:
        this.setLocal(oparg >> 4, this.pop(VALUE_OR_NULL));
        return this.setLocal(oparg & 15, this.pop(VALUE_OR_NULL));
      case OPCODE.DELETE_FAST:
        this.local(oparg, VALUE_OR_NULL);
        return this.setLocal(oparg, KIND.NULL);
      case OPCODE.MAKE_CELL:
        // A free variable too: that of an inlined comprehension may share its slot with one of the function around it.
        if ((this.code.unit.localspluskinds[oparg] & (CO_FAST.CELL | CO_FAST.FREE)) === 0) {
          throw this.fault("the variable is no cell");
        }
        this.local(oparg, VALUE_OR_NULL);
        return this.setLocal(oparg, KIND.CELL);
      case OPCODE.COPY_FREE_VARS:
        if (oparg !== this.freeCount) throw this.fault("argument out of range");
        for (let i = this.localCount - oparg; i < this.localCount; i++) this.setLocal(i, KIND.CELL);
        return;
      case OPCODE.STORE_DEREF:
        this.pop(VALUE);
        this.local(oparg, KIND.CELL);
        return;
      case OPCODE.DELETE_DEREF:
        this.local(oparg, KIND.CELL);
        return;
      case OPCODE.LOAD_DEREF:
        this.local(oparg, KIND.CELL);
        return this.push(KIND.OTHER);
      case OPCODE.LOAD_FROM_DICT_OR_DEREF:
        this.local(oparg, KIND.CELL);
        break;
      case OPCODE.COPY:
        return this.push(this.peek(oparg, VALUE_OR_NULL | KIND.OPEN_FUNCTION));
      case OPCODE.SWAP: {
        const below = this.peek(oparg, VALUE_OR_NULL | KIND.OPEN_FUNCTION);
        const { now, sp } = this;
        now[sp - oparg] = now[sp - 1];
        now[sp - 1] = below;
        this.changed = true;
        return;
      }
      case OPCODE.BUILD_TUPLE:
        return this.buildTuple(oparg);
      case OPCODE.LIST_APPEND:
      case OPCODE.LIST_EXTEND:
        return this.addTo(oparg, 1, KIND.LIST);
      case OPCODE.SET_ADD:
        return this.addTo(oparg, 1, VALUE);
      case OPCODE.SET_UPDATE:
        return this.addTo(oparg, 1, KIND.SET);
      case OPCODE.DICT_UPDATE:
        return this.addTo(oparg, 1, KIND.DICT);
      case OPCODE.DICT_MERGE:
        this.addTo(oparg, 1, KIND.DICT);
        this.peek(oparg + 3, VALUE);
        return;
      case OPCODE.MAP_ADD:
        return this.addTo(oparg, 2, KIND.DICT);
      case OPCODE.MAKE_FUNCTION:
        return this.push(
          (this.pop(KIND.CODE | KIND.OPEN_CODE) & KIND.OPEN_CODE) !== 0 ? KIND.OPEN_FUNCTION : KIND.FUNCTION,
        );
      case OPCODE.SET_FUNCTION_ATTRIBUTE:
        return this.setFunctionAttribute(oparg);
      case OPCODE.PUSH_EXC_INFO:
        this.now[HANDLED]++;
        this.changed = true;
        break;
      case OPCODE.POP_EXCEPT:
        if (this.now[HANDLED] === 0) throw this.fault("no exception is handled");
        this.now[HANDLED]--;
        this.changed = true;
        break;
      case OPCODE.RETURN_VALUE:
        if (this.now[HANDLED] !== 0) throw this.fault("an exception is handled at the end");
        break;
      case OPCODE.WITH_EXCEPT_START:
        this.peek(1, KIND.EXCEPTION);
        this.peek(4, VALUE_OR_NULL);
        this.peek(5, VALUE);
        return this.push(KIND.OTHER);
      case OPCODE.RERAISE:
        this.pop(KIND.EXCEPTION | KIND.OTHER | KIND.NONE);
        if (oparg > 0) this.peek(oparg, VALUE);
        return;
      case OPCODE.CALL_INTRINSIC_1:
      case OPCODE.CALL_INTRINSIC_2:
        return this.intrinsic(op, oparg);
      case OPCODE.RETURN_GENERATOR:
        if (this.now[0] !== NOT_GENERATOR) throw this.fault("the generator may have been made already");
        if ((this.code.unit.flags & (CO.GENERATOR | CO.COROUTINE | CO.ASYNC_GENERATOR)) === 0) {
          throw this.fault("the code is no generator");
        }
        this.now[0] = GENERATOR;
        this.changed = true;
        return this.push(KIND.OTHER);
      case OPCODE.YIELD_VALUE:
        if (this.now[0] !== GENERATOR) throw this.fault("no generator has been made");
        break;
      case OPCODE.FOR_ITER:
        if (this.code.ops[this.code.args[this.at]] !== OPCODE.END_FOR) throw this.fault("FOR_ITER without END_FOR");
        break;
      default:
    }
    this.apply(rules[op], op, oparg);
  }

  private apply(rule: Rule, op: number, oparg: number): void {
    const { outputs } = rule;
    const inputs = numPopped(op, oparg);
    if (this.sp - inputs < this.stackBase) throw this.fault("the stack underflows");
    for (let i = inputs - 1; i >= 0; i--) this.pop(demandOf(rule, i, inputs));
    const count = numPushed(op, oparg);
    if (this.sp + count > this.limit) throw this.fault("the stack overflows");
    for (let i = 0; i < count; i++) this.push(outputs === null ? KIND.OTHER : outputs[i]);
  }

  private buildTuple(count: number): void {
    let kinds = 0;
    if (this.sp - count < this.stackBase) throw this.fault("the stack underflows");
    for (let i = 0; i < count; i++) kinds |= this.pop(VALUE);
    this.push(kinds === KIND.CELL ? KIND.CLOSURE : KIND.TUPLE);
  }

  /** Takes values and adds them to the collection that lies `depth` below what remains. */
  private addTo(depth: number, values: number, demand: number): void {
    for (let i = 0; i < values; i++) this.pop(VALUE);
    this.peek(depth, demand);
  }

  private setFunctionAttribute(oparg: number): void {
    let func = this.pop(ANY_FUNCTION);
    switch (oparg) {
      // Generic functions get their defaults as arguments, whose types only the instruction sees.
      case MAKE_FUNCTION.DEFAULTS:
      case MAKE_FUNCTION.KWDEFAULTS:
        this.pop(VALUE);
        break;
      case MAKE_FUNCTION.ANNOTATIONS:
        this.pop(ANY_TUPLE | KIND.DICT);
        break;
      case MAKE_FUNCTION.CLOSURE:
        this.pop(KIND.CLOSURE);
        func = KIND.FUNCTION;
        break;
      case MAKE_FUNCTION.ANNOTATE:
        this.pop(VALUE);
        break;
      default:
        throw this.fault("argument out of range");
    }
    this.push(func);
  }

  private intrinsic(op: number, which: number): void {
    if (op === OPCODE.CALL_INTRINSIC_1) {
      if (which < INTRINSIC_1.PRINT || which > INTRINSIC_1.TYPEALIAS) throw this.fault("argument out of range");
      const demand = INTRINSIC_INPUTS[which] ?? VALUE;
      this.pop(demand);
      this.push(INTRINSIC_OUTPUTS[which] ?? KIND.OTHER);
      return;
    }
    if (which < INTRINSIC_2.PREP_RERAISE_STAR || which > INTRINSIC_2.SET_TYPEPARAM_DEFAULT) {
      throw this.fault("argument out of range");
    }
    this.pop(which === INTRINSIC_2.PREP_RERAISE_STAR ? KIND.LIST : VALUE);
    const first = this.pop(which === INTRINSIC_2.SET_FUNCTION_TYPE_PARAMS ? KIND.FUNCTION : VALUE);
    this.push(which === INTRINSIC_2.SET_FUNCTION_TYPE_PARAMS ? first : KIND.OTHER);
  }

  private offset(index: number): number {
    return this.code.offsets[index];
  }

  private fault(what: string): unknown {
    const { ops, unit } = this.code;
    const where = this.at < ops.length ? ` at ${this.offset(this.at)} ${opname[ops[this.at]]}` : "";
    return systemError(`malformed code object '${String(unit.name)}'${where}: ${what}`);
  }
}
