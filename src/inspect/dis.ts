/** Code objects as `python -m dis` prints them (Lib/dis.py of CPython), without memory addresses. */
import { CodeUnit } from "../bytecode/codeunit.ts";
import { type ExceptionEntry, exceptionEntries } from "../bytecode/exception-table.ts";
import { codeLines } from "../bytecode/location-table.ts";
import {
  HAS_ARG_FLAG,
  HAS_JUMP_FLAG,
  OPCODE,
  opcodeCaches,
  opcodeDeopt,
  opcodeFlags,
  opname,
} from "../bytecode/opcodes.ts";
import { strToJs } from "../kernel/str.ts";
import { constText, type OperandTables, operandText } from "./operands.ts";

/** One instruction as it stands in `co_code`. */
export interface Decoded {
  readonly op: number;
  /** Undefined where the instruction takes none. */
  readonly arg: number | undefined;
  readonly offset: number;
  /** Byte offset that a jump leads to; -1 for other instructions. */
  readonly target: number;
}

const BACKWARD = new Set<number>([OPCODE.JUMP_BACKWARD, OPCODE.JUMP_BACKWARD_NO_INTERRUPT, OPCODE.END_ASYNC_FOR]);

/** The instructions of a code unit, EXTENDED_ARG among them, inline caches left out. */
export function decodeInstructions(code: Uint8Array): Decoded[] {
  const out: Decoded[] = [];
  let extended = 0;
  for (let offset = 0; offset + 1 < code.length; ) {
    const op = code[offset];
    const base = opcodeDeopt[op];
    const hasArg = (opcodeFlags[base] & HAS_ARG_FLAG) !== 0;
    const arg = hasArg ? extended | code[offset + 1] : undefined;
    extended = base === OPCODE.EXTENDED_ARG ? arg! << 8 : 0;
    const next = offset + 2 + 2 * opcodeCaches[base];
    const jumps = (opcodeFlags[base] & HAS_JUMP_FLAG) !== 0;
    const target = jumps ? next + 2 * (BACKWARD.has(base) ? -arg! : arg!) : -1;
    out.push({ op, arg, offset, target });
    offset = next;
  }
  return out;
}

/** A code object and, after it, those among its constants. */
export function dumpCode(unit: CodeUnit): string {
  let text = disassemble(unit);
  for (const value of unit.consts) {
    if (value instanceof CodeUnit) text += `\nDisassembly of ${constText(value)}:\n${dumpCode(value)}`;
  }
  return text;
}

const NO_LINE = "  --";

function disassemble(unit: CodeUnit): string {
  const instructions = decodeInstructions(unit.code);
  const entries = exceptionEntries(unit.exceptiontable);
  const labels = labelsOf(instructions, entries);
  const lineStarts = new Map(codeLines(unit.linetable, unit.firstlineno).map(({ start, line }) => [start, line]));
  const lineWidth = lineNumberWidth([...lineStarts.values()]);
  const labelWidth = 4 + String(labels.size).length;
  const tables: OperandTables = {
    const: (i) => unit.consts[i],
    name: (i) => strToJs(unit.names[i]),
    local: (i) => strToJs(unit.localsplusnames[i]),
  };
  const out: string[] = [];
  for (const { op, arg, offset, target } of instructions) {
    const fields: string[] = [];
    const line = lineStarts.get(offset);
    if (lineWidth > 0) {
      if (line !== undefined && offset > 0) out.push("");
      const shown = line === undefined ? "" : line < 0 ? NO_LINE : String(line);
      fields.push(shown.padStart(lineWidth));
    }
    const label = labels.get(offset);
    fields.push((label === undefined ? "" : `L${label}:`).padStart(labelWidth), "   ", opname[op].padEnd(20));
    if (arg !== undefined) {
      fields.push(String(arg).padStart(5 - Math.max(0, opname[op].length - 20)));
      const preposition = opcodeDeopt[op] === OPCODE.END_ASYNC_FOR ? "from" : "to";
      const text = target >= 0 ? `${preposition} L${labels.get(target)}` : operandText(opcodeDeopt[op], arg, tables);
      if (text !== "") fields.push(`(${text})`);
    }
    out.push(fields.join(" ").trimEnd());
  }
  if (entries.length > 0) out.push("ExceptionTable:");
  for (const { start, end, target, depth, lasti } of entries) {
    const names = [start, end, target].map((offset) => `L${labels.get(offset)}`);
    out.push(`  ${names[0]} to ${names[1]} -> ${names[2]} [${depth}]${lasti ? " lasti" : ""}`);
  }
  return `${out.join("\n")}\n`;
}

/** Label numbers by offset: jump targets and the bounds of guarded ranges, in order. */
function labelsOf(instructions: readonly Decoded[], entries: readonly ExceptionEntry[]): Map<number, number> {
  const offsets = new Set<number>();
  for (const { target } of instructions) if (target >= 0) offsets.add(target);
  for (const { start, end, target } of entries) offsets.add(start).add(end).add(target);
  return new Map([...offsets].sort((a, b) => a - b).map((offset, i) => [offset, i + 1]));
}

function lineNumberWidth(lines: readonly number[]): number {
  const highest = Math.max(-1, ...lines.filter((line) => line > 0));
  if (highest < 0) return 0;
  const width = Math.max(3, String(highest).length);
  return lines.some((line) => line < 0) ? Math.max(width, NO_LINE.length) : width;
}
