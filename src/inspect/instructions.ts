/**
 * Instructions as codegen writes them, before the flow graph: one line each, with the source range and, at jump targets, a
 * label (the instruction's index). Pseudo instructions are still there. The notation is our own: CPython has no printer.
 */
import { HAS_ARG_FLAG, opcodeFlags, opname } from "../bytecode/opcodes.ts";
import type { FinishedUnit } from "../compiler/code-unit-metadata.ts";
import { hasTarget } from "../compiler/flowgraph/cfg.ts";
import type { Location } from "../compiler/instruction-sequence.ts";
import { type OperandTables, operandText } from "./operands.ts";

export function sequenceText(unit: FinishedUnit): string {
  const { instrs: seq } = unit;
  seq.applyLabelMap(hasTarget);
  const targets = new Set<number>();
  for (const instr of seq.instrs) if (hasTarget(instr.opcode)) targets.add(instr.oparg);
  const tables = tablesOf(unit);
  const out = [`${unit.metadata.qualname}:`];
  seq.instrs.forEach(({ opcode, oparg, loc }, i) => {
    const label = targets.has(i) ? `L${i}:` : "";
    const operand = hasTarget(opcode) ? `L${oparg}` : operandColumn(opcode, oparg, tables);
    out.push(instructionLine(label, loc, opcode, operand));
  });
  return `${out.join("\n")}\n`;
}

/** `label  lines and columns  OPNAME  operand`. */
export function instructionLine(label: string, loc: Location, opcode: number, operand: string): string {
  return `${label.padStart(7)} ${locationText(loc).padEnd(14)} ${opname[opcode].padEnd(26)} ${operand}`.trimEnd();
}

/** The argument's number and what it means. */
export function operandColumn(opcode: number, oparg: number, tables: OperandTables): string {
  if ((opcodeFlags[opcode] & HAS_ARG_FLAG) === 0) return "";
  const text = operandText(opcode, oparg, tables);
  return text === "" ? String(oparg) : `${oparg} (${text})`;
}

/** `line:column-line:column`; the second line number only where it differs. */
function locationText({ lineno, endLineno, col, endCol }: Location): string {
  if (lineno === -2) return "next";
  if (lineno < 0) return "-";
  const end = endLineno === lineno ? String(endCol) : `${endLineno}:${endCol}`;
  return `${lineno}:${col}-${end}`;
}

/** Codegen's own tables. Until the prefix pass cells and free variables are numbered after the locals, each by itself. */
export function tablesOf(unit: FinishedUnit): OperandTables {
  const { consts, names, varnames, cellvars, freevars } = unit.metadata;
  const locals = [...varnames.keys()];
  const cells = [...cellvars.keys(), ...freevars.keys()];
  return {
    const: (i) => consts.list[i],
    name: (i) => [...names.keys()][i],
    local: (i) => locals[i] ?? cells[i - locals.length],
  };
}
