/**
 * The control flow graph: basic blocks of pseudo instructions (Python/flowgraph.c, "CFG construction and modification").
 *
 * Blocks form a list through `next`, in the order in which they will be laid out; only the last instruction of a block may
 * jump or leave the scope. A block without instructions is allowed everywhere and means its successor. Instructions are
 * mutable, belong to exactly one block and are copied when a block is.
 */
import { HAS_EVAL_BREAK_FLAG, HAS_JUMP_FLAG, IS_BLOCK_PUSH_FLAG, OPCODE, opcodeFlags } from "../../bytecode/opcodes.ts";
import { SourceFailure } from "../../parser/errors.ts";
import { Instr, type InstructionSequence, type Location, NO_LOCATION } from "../instruction-sequence.ts";

const { ANNOTATIONS_PLACEHOLDER, NOP, RETURN_VALUE, RAISE_VARARGS, RERAISE } = OPCODE;
const { JUMP, JUMP_NO_INTERRUPT, POP_JUMP_IF_FALSE, POP_JUMP_IF_NONE, POP_JUMP_IF_NOT_NONE, POP_JUMP_IF_TRUE } = OPCODE;

/** A pseudo instruction inside a block. */
export class CfgInstr {
  opcode: number;
  oparg: number;
  loc: Location;
  /** The block a jump or a block-pushing instruction leads to. */
  target: Block | undefined;
  /** The handler that gets this instruction's exceptions. */
  except: Block | undefined;
  constructor(opcode: number, oparg: number, loc: Location, target: Block | undefined) {
    this.opcode = opcode;
    this.oparg = oparg;
    this.loc = loc;
    this.target = target;
    this.except = undefined;
  }

  copy(): CfgInstr {
    const copy = new CfgInstr(this.opcode, this.oparg, this.loc, this.target);
    copy.except = this.except;
    return copy;
  }

  setOp(opcode: number, oparg: number): void {
    this.opcode = opcode;
    this.oparg = oparg;
  }

  setNop(): void {
    this.opcode = NOP;
    this.oparg = 0;
  }
}

export class Block {
  /** Identifies a jump target; -1 when nothing jumps here. */
  label = -1;
  instrs: CfgInstr[] = [];
  next: Block | undefined = undefined;
  /** The handlers around the block's start, outermost first; only while exception targets are being labelled. */
  exceptStack: Block[] | undefined = undefined;
  predecessors = 0;
  /** Stack depth on entry; negative while unknown. */
  startDepth = -1;
  /** An exception handler that needs `lasti` pushed. */
  preserveLasti = false;
  visited = false;
  exceptHandler = false;
  cold = false;
  warm = false;
  /** Two 32-bit halves of the mask of locals that may be unbound on entry. */
  unsafeLow = 0;
  unsafeHigh = 0;

  /** What `truncate` left behind: the handlers of removed instructions, by their index. */
  private removedExcepts: (Block | undefined)[] | undefined = undefined;

  last(): CfgInstr | undefined {
    return this.instrs[this.instrs.length - 1];
  }

  /** Drops the instructions from `count` on. */
  truncate(count: number): void {
    const instrs = this.instrs;
    for (let i = count; i < instrs.length; i++) {
      const except = instrs[i].except;
      if (except !== undefined) (this.removedExcepts ??= [])[i] = except;
      else if (this.removedExcepts !== undefined) this.removedExcepts[i] = undefined;
    }
    instrs.length = count;
  }

  /**
   * Appends an instruction (`basicblock_addop`). As in CPython, whose arrays keep their removed elements, it gets the
   * handler of the instruction that was removed from its place, if one was: exception tables depend on it.
   */
  addop(opcode: number, oparg: number, loc: Location, target: Block | undefined): void {
    const instr = new CfgInstr(opcode, oparg, loc, target);
    const removed = this.removedExcepts;
    if (removed !== undefined) instr.except = removed[this.instrs.length];
    this.instrs.push(instr);
  }

  hasFallthrough(): boolean {
    const count = this.instrs.length;
    if (count === 0) return true;
    const opcode = this.instrs[count - 1].opcode;
    return !(isScopeExit(opcode) || isUnconditionalJump(opcode));
  }

  exitsScope(): boolean {
    const count = this.instrs.length;
    return count > 0 && isScopeExit(this.instrs[count - 1].opcode);
  }

  hasNoLineno(): boolean {
    const instrs = this.instrs;
    for (let i = 0; i < instrs.length; i++) {
      if (instrs[i].loc.lineno >= 0) return false;
    }
    return true;
  }

  hasEvalBreak(): boolean {
    const instrs = this.instrs;
    for (let i = 0; i < instrs.length; i++) {
      if ((opcodeFlags[instrs[i].opcode] & HAS_EVAL_BREAK_FLAG) !== 0) return true;
    }
    return false;
  }
}

export function isScopeExit(opcode: number): boolean {
  return opcode === RETURN_VALUE || opcode === RAISE_VARARGS || opcode === RERAISE;
}

export function isUnconditionalJump(opcode: number): boolean {
  return opcode === JUMP || opcode === JUMP_NO_INTERRUPT;
}

export function isConditionalJump(opcode: number): boolean {
  return (
    opcode === POP_JUMP_IF_FALSE ||
    opcode === POP_JUMP_IF_TRUE ||
    opcode === POP_JUMP_IF_NONE ||
    opcode === POP_JUMP_IF_NOT_NONE
  );
}

export function isJump(opcode: number): boolean {
  return (opcodeFlags[opcode] & HAS_JUMP_FLAG) !== 0;
}

/** SETUP_FINALLY and its kin. */
export function isBlockPush(opcode: number): boolean {
  return (opcodeFlags[opcode] & IS_BLOCK_PUSH_FLAG) !== 0;
}

export function hasTarget(opcode: number): boolean {
  return (opcodeFlags[opcode] & (HAS_JUMP_FLAG | IS_BLOCK_PUSH_FLAG)) !== 0;
}

/** Whether a block must end after the instruction. */
export function isTerminator(opcode: number): boolean {
  return isJump(opcode) || isScopeExit(opcode);
}

/** The block itself, or the first one after it that has instructions. */
export function nextNonemptyBlock(block: Block | undefined): Block | undefined {
  while (block !== undefined && block.instrs.length === 0) block = block.next;
  return block;
}

/** Marks every block as not visited; passes that walk the graph start so. */
export function clearVisited(entry: Block): void {
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) block.visited = false;
}

export function maxLabel(entry: Block): number {
  let label = -1;
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
    if (block.label > label) label = block.label;
  }
  return label;
}

/** Builds the graph's blocks from a sequence and returns the first; jump targets are still labels (`oparg`). */
export function cfgFromInstructionSequence(seq: InstructionSequence): Block {
  seq.applyLabelMap(hasTarget);
  const instrs = seq.instrs;
  const isTarget = new Uint8Array(instrs.length + 1);
  for (let i = 0; i < instrs.length; i++) {
    if (hasTarget(instrs[i].opcode)) isTarget[instrs[i].oparg] = 1;
  }
  const entry = new Block();
  let block = entry;
  let terminated = false;
  const add = (instr: Instr): void => {
    if (terminated) block = block.next = new Block();
    block.instrs.push(new CfgInstr(instr.opcode, instr.oparg, instr.loc, undefined));
    terminated = isTerminator(instr.opcode);
  };
  for (let i = 0; i < instrs.length; i++) {
    const instr = instrs[i];
    if (instr.opcode === ANNOTATIONS_PLACEHOLDER) {
      // Deferred annotations have no jumps, so they fit into the current block.
      const annotations = seq.annotationsCode;
      if (annotations !== undefined) annotations.instrs.forEach(add);
      continue;
    }
    if (isTarget[i] === 1) {
      if (block.instrs.length > 0 || block.label >= 0) block = block.next = new Block();
      block.label = i;
      terminated = false;
    }
    add(instr);
  }
  return entry;
}

/** Writes the blocks as a sequence whose jumps and handlers are instruction indices (`_PyCfg_ToInstructionSequence`). */
export function cfgToInstructionSequence(entry: Block, seq: InstructionSequence): void {
  let start = 0;
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
    block.label = start;
    start += block.instrs.length;
  }
  const out = seq.instrs;
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
    const instrs = block.instrs;
    for (let i = 0; i < instrs.length; i++) {
      const instr = instrs[i];
      const oparg = hasTarget(instr.opcode) ? instr.target!.label : instr.oparg;
      const written = new Instr(instr.opcode, oparg, instr.loc);
      const handler = instr.except;
      if (handler !== undefined) {
        written.handlerLabel = handler.label;
        written.handlerStartDepth = handler.startDepth;
        written.handlerPreserveLasti = handler.preserveLasti;
      }
      out.push(written);
    }
  }
}

/** Turns label numbers into target blocks (`translate_jump_labels_to_targets`). */
export function translateLabelsToTargets(entry: Block): void {
  const blocks: Block[] = [];
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
    if (block.label >= 0) blocks[block.label] = block;
  }
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
    const instrs = block.instrs;
    for (let i = 0; i < instrs.length; i++) {
      if (hasTarget(instrs[i].opcode)) instrs[i].target = blocks[instrs[i].oparg];
    }
  }
}

/** The compiler's internal consistency check (`check_cfg`). */
export function checkCfg(entry: Block): void {
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
    for (let i = 0; i < block.instrs.length - 1; i++) {
      if (isTerminator(block.instrs[i].opcode)) throw new SourceFailure("SystemError", "malformed control flow graph.");
    }
  }
}

/** A copy of a block that cannot fall through. */
export function copyBlock(block: Block): Block {
  const copy = new Block();
  copy.instrs = block.instrs.map((instr) => instr.copy());
  return copy;
}

export { NO_LOCATION };
