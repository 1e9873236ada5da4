/**
 * The assembler: instructions → bytecode, location table, exception table, code unit (Python/assemble.c).
 *
 * It gets jumps and handlers as instruction indices and replaces them by distances; an EXTENDED_ARG that a distance needs
 * makes other distances longer, so sizes are computed until nothing changes.
 */
import { ByteBuffer } from "../bytecode/byte-buffer.ts";
import { CO, CO_FAST } from "../bytecode/codeflags.ts";
import { CodeUnit } from "../bytecode/codeunit.ts";
import { HAS_JUMP_FLAG, OPCODE, opcodeCaches, opcodeFlags } from "../bytecode/opcodes.ts";
import { type Str, strFromJs } from "../kernel/str.ts";
import type { CodeUnitMetadata, FinishedUnit, NameTable } from "./code-unit-metadata.ts";
import type { ConstCache } from "./const-cache.ts";
import { type Block, cfgFromInstructionSequence, isTerminator } from "./flowgraph/cfg.ts";
import { linearize, optimizeCodeUnit } from "./flowgraph/optimize.ts";
import { type Instr, NO_LOCATION } from "./instruction-sequence.ts";
import { writeExceptionTable, writeLocationTable } from "./tables.ts";

const { END_ASYNC_FOR, EXTENDED_ARG, JUMP, JUMP_BACKWARD, JUMP_BACKWARD_NO_INTERRUPT, JUMP_FORWARD } = OPCODE;
const { JUMP_NO_INTERRUPT } = OPCODE;

/** From SEND to the END_SEND that monitoring looks for, in code units. */
const END_SEND_OFFSET = 5;

/** Lets a tool look at each code unit between the passes; inner units come first. */
export interface CompileObserver {
  /** The instructions as codegen wrote them. */
  generated?(unit: FinishedUnit): void;
  /** The optimized graph, just before it is assembled. */
  optimized?(unit: FinishedUnit, entry: Block): void;
}

/** compile.c's `optimize_and_assemble_code_unit`. */
export function optimizeAndAssemble(
  unit: FinishedUnit,
  cache: ConstCache,
  codeFlags: number,
  filename: Str,
  observe?: CompileObserver,
): CodeUnit {
  const metadata = unit.metadata;
  const consts = metadata.consts.list;
  observe?.generated?.(unit);
  const entry = cfgFromInstructionSequence(unit.instrs);
  optimizeCodeUnit(entry, consts, cache, metadata.varnames.size, unit.nparams);
  const { instrs, stackdepth, nlocalsplus } = linearize(entry, metadata, codeFlags);
  observe?.optimized?.(unit, entry);
  return assembleCode(metadata, cache, instrs.instrs, stackdepth, nlocalsplus, codeFlags, filename);
}

/** `_PyAssemble_MakeCodeObject` */
export function assembleCode(
  unit: CodeUnitMetadata,
  cache: ConstCache,
  instrs: Instr[],
  stackdepth: number,
  nlocalsplus: number,
  codeFlags: number,
  filename: Str,
): CodeUnit {
  resolveJumpOffsets(instrs);
  resolveNextLocations(instrs);
  const { names, kinds } = localsplus(unit, nlocalsplus, codeFlags);
  return new CodeUnit({
    argcount: unit.posonlyargcount + unit.argcount,
    posonlyargcount: unit.posonlyargcount,
    kwonlyargcount: unit.kwonlyargcount,
    // A code object has room for one value at least.
    stacksize: Math.max(stackdepth, 1),
    flags: codeFlags,
    code: cache.mergeBytes(emitCode(instrs)),
    consts: cache.mergeItems(unit.consts.list),
    names: cache.mergeItems(textsOf(unit.names)),
    localsplusnames: cache.mergeItems(names),
    localspluskinds: kinds,
    filename,
    name: strFromJs(unit.name),
    qualname: strFromJs(unit.qualname),
    firstlineno: unit.firstlineno,
    linetable: cache.mergeBytes(writeLocationTable(instrs, unit.firstlineno)),
    exceptiontable: cache.mergeBytes(writeExceptionTable(instrs)),
  });
}

function textsOf(names: NameTable): Str[] {
  const texts: Str[] = [];
  for (const name of names.keys()) texts.push(strFromJs(name));
  return texts;
}

/** Code units an instruction takes, with its EXTENDED_ARGs and caches (`_PyCompile_InstrSize`). */
export function instrSize(opcode: number, oparg: number): number {
  const args = oparg <= 0xff ? 1 : oparg <= 0xffff ? 2 : oparg <= 0xffffff ? 3 : 4;
  return args + opcodeCaches[opcode];
}

/** Gives unconditional jumps their direction, sets offsets and makes jump arguments relative (`resolve_jump_offsets`). */
function resolveJumpOffsets(instrs: Instr[]): void {
  const jumps: Instr[] = [];
  const targets: Instr[] = [];
  for (let i = 0; i < instrs.length; i++) {
    const instr = instrs[i];
    const opcode = instr.opcode;
    if ((opcodeFlags[opcode] & HAS_JUMP_FLAG) === 0) continue;
    if (opcode === JUMP) instr.opcode = instr.oparg > i ? JUMP_FORWARD : JUMP_BACKWARD;
    else if (opcode === JUMP_NO_INTERRUPT) instr.opcode = instr.oparg > i ? JUMP_FORWARD : JUMP_BACKWARD_NO_INTERRUPT;
    jumps.push(instr);
    targets.push(instrs[instr.oparg]);
  }
  for (let again = true; again; ) {
    again = false;
    let offset = 0;
    for (let i = 0; i < instrs.length; i++) {
      instrs[i].offset = offset;
      offset += instrSize(instrs[i].opcode, instrs[i].oparg);
    }
    for (let i = 0; i < jumps.length; i++) {
      const jump = jumps[i];
      const size = instrSize(jump.opcode, jump.oparg);
      const after = jump.offset + size;
      const target = targets[i].offset;
      if (jump.opcode === END_ASYNC_FOR) jump.oparg = after - target - END_SEND_OFFSET;
      else jump.oparg = target < after ? after - target : target - after;
      if (instrSize(jump.opcode, jump.oparg) !== size) again = true;
    }
  }
}

/** NEXT_LOCATION means the following instruction's. */
function resolveNextLocations(instrs: Instr[]): void {
  for (let i = instrs.length - 1; i >= 0; i--) {
    if (instrs[i].loc.lineno !== -2) continue;
    instrs[i].loc = isTerminator(instrs[i].opcode) ? NO_LOCATION : instrs[i + 1].loc;
  }
}

const codeBuffer = new ByteBuffer();

function emitCode(instrs: readonly Instr[]): Uint8Array {
  const out = codeBuffer;
  out.reset();
  for (let i = 0; i < instrs.length; i++) {
    const { opcode, oparg } = instrs[i];
    if (oparg > 0xff) {
      if (oparg > 0xffffff) out.pair(EXTENDED_ARG, oparg >>> 24);
      if (oparg > 0xffff) out.pair(EXTENDED_ARG, (oparg >>> 16) & 0xff);
      out.pair(EXTENDED_ARG, (oparg >>> 8) & 0xff);
    }
    out.pair(opcode, oparg & 0xff);
    for (let caches = opcodeCaches[opcode]; caches > 0; caches--) out.pair(0, 0);
  }
  return out.take();
}

/** `compute_localsplus_info`: arguments by kind, other locals, cells that are no locals, free variables. */
function localsplus(unit: CodeUnitMetadata, count: number, codeFlags: number): { names: Str[]; kinds: Uint8Array } {
  const names: Str[] = new Array(count);
  const kinds = new Uint8Array(count);
  const positional = unit.posonlyargcount;
  const keyword = positional + unit.argcount;
  const keywordOnly = keyword + unit.kwonlyargcount;
  const varArgs = keywordOnly + ((codeFlags & CO.VARARGS) !== 0 ? 1 : 0);
  const varKeywords = varArgs + ((codeFlags & CO.VARKEYWORDS) !== 0 ? 1 : 0);
  let position = 0;
  for (const [name, index] of unit.varnames) {
    let kind: number = CO_FAST.LOCAL;
    if (position < positional) kind |= CO_FAST.ARG_POS;
    else if (position < keyword) kind |= CO_FAST.ARG_POS | CO_FAST.ARG_KW;
    else if (position < keywordOnly) kind |= CO_FAST.ARG_KW;
    else if (position < varArgs) kind |= CO_FAST.ARG_VAR | CO_FAST.ARG_POS;
    else if (position < varKeywords) kind |= CO_FAST.ARG_VAR | CO_FAST.ARG_KW;
    position++;
    if (unit.fasthidden.has(name)) kind |= CO_FAST.HIDDEN;
    if (unit.cellvars.has(name)) kind |= CO_FAST.CELL;
    names[index] = strFromJs(name);
    kinds[index] = kind;
  }
  let base = unit.varnames.size;
  for (const [name, index] of unit.cellvars) {
    if (unit.varnames.has(name)) {
      base--;
      continue;
    }
    names[base + index] = strFromJs(name);
    kinds[base + index] = CO_FAST.CELL;
  }
  for (const [name, index] of unit.freevars) {
    names[base + index] = strFromJs(name);
    kinds[base + index] = CO_FAST.FREE;
  }
  return { names, kinds };
}
