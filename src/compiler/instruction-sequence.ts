/**
 * The instruction sequence: what codegen writes and the flow graph reads (CPython's Python/instruction_sequence.c).
 *
 * A jump's `oparg` is a label number until `applyLabelMap` replaces it by the index of the labelled instruction. Labels
 * are plain numbers; several may mark one instruction. Locations are immutable and may be shared between instructions.
 */

/** A source range; columns are UTF-8 byte offsets, all four are -1 where CPython has NO_LOCATION. */
export class Location {
  readonly lineno: number;
  readonly endLineno: number;
  readonly col: number;
  readonly endCol: number;
  constructor(lineno: number, endLineno: number, col: number, endCol: number) {
    this.lineno = lineno;
    this.endLineno = endLineno;
    this.col = col;
    this.endCol = endCol;
  }
}

export const NO_LOCATION = new Location(-1, -1, -1, -1);
/** Stands for the location of the instruction that follows. */
export const NEXT_LOCATION = new Location(-2, -2, -2, -2);

/** CPython's `same_location`. */
export function sameLocation(a: Location, b: Location): boolean {
  return a === b || (a.lineno === b.lineno && a.endLineno === b.endLineno && a.col === b.col && a.endCol === b.endCol);
}

/** One pseudo-instruction. The last four fields belong to the assembler. */
export class Instr {
  opcode: number;
  oparg: number;
  loc: Location;
  /** Whether a jump leads here; set by `applyLabelMap`'s user. */
  isTarget: boolean;
  /** The handler's label, or -1 outside every exception table entry. */
  handlerLabel: number;
  handlerStartDepth: number;
  handlerPreserveLasti: boolean;
  offset: number;
  constructor(opcode: number, oparg: number, loc: Location) {
    this.opcode = opcode;
    this.oparg = oparg;
    this.loc = loc;
    this.isTarget = false;
    this.handlerLabel = -1;
    this.handlerStartDepth = 0;
    this.handlerPreserveLasti = false;
    this.offset = 0;
  }
}

export class InstructionSequence {
  readonly instrs: Instr[] = [];
  /** Label number → index in `instrs`; undefined once applied. */
  labelMap: number[] | undefined = undefined;
  private nextLabel = 0;
  /** Sequences of nested code units, kept only where a tool asks for them. */
  nested: InstructionSequence[] | undefined = undefined;
  /** Code of the unit's conditional annotations, to be placed at ANNOTATIONS_PLACEHOLDER. */
  annotationsCode: InstructionSequence | undefined = undefined;

  newLabel(): number {
    return ++this.nextLabel;
  }

  /** Marks the next instruction to be added with `label`. */
  useLabel(label: number): void {
    const map = (this.labelMap ??= []);
    while (map.length <= label) map.push(-111);
    map[label] = this.instrs.length;
  }

  addop(opcode: number, oparg: number, loc: Location): void {
    this.instrs.push(new Instr(opcode, oparg, loc));
  }

  insertInstruction(pos: number, opcode: number, oparg: number, loc: Location): void {
    this.instrs.splice(pos, 0, new Instr(opcode, oparg, loc));
    const map = this.labelMap;
    if (map === undefined) return;
    for (let label = 0; label < map.length; label++) {
      if (map[label] >= pos) map[label]++;
    }
  }

  /** `_PyInstructionSequence_SetAnnotationsCode`. */
  setAnnotationsCode(annotations: InstructionSequence): void {
    this.annotationsCode = annotations;
  }

  addNested(nested: InstructionSequence): void {
    (this.nested ??= []).push(nested);
  }

  /**
   * Replaces label numbers by instruction indices, in jumps and handlers (`_PyInstructionSequence_ApplyLabelMap`).
   * Idempotent, as in CPython: the label map is gone afterwards.
   */
  applyLabelMap(hasTarget: (opcode: number) => boolean): void {
    const map = this.labelMap;
    if (map === undefined) return;
    for (const instr of this.instrs) {
      if (hasTarget(instr.opcode)) instr.oparg = map[instr.oparg];
      if (instr.handlerLabel >= 0) instr.handlerLabel = map[instr.handlerLabel];
    }
    this.labelMap = undefined;
  }
}
