/**
 * Flow graphs as the assembler gets them: the blocks in their final order, each with its number, the depth of the stack on entry
 * and what it is (handler, cold), its instructions, and where an exception in them leads. The notation is our own.
 */
import type { FinishedUnit } from "../compiler/code-unit-metadata.ts";
import type { Block } from "../compiler/flowgraph/cfg.ts";
import { instructionLine, operandColumn } from "./instructions.ts";
import type { OperandTables } from "./operands.ts";

export function graphText(unit: FinishedUnit, entry: Block): string {
  const numbers = new Map<Block, number>();
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) numbers.set(block, numbers.size);
  const tables = finalTables(unit);
  const out = [`${unit.metadata.qualname}:`];
  for (const [block, number] of numbers) out.push(...blockLines(block, number, numbers, tables));
  return `${out.join("\n")}\n`;
}

function blockLines(
  block: Block,
  number: number,
  numbers: ReadonlyMap<Block, number>,
  tables: OperandTables,
): string[] {
  const facts = [`depth ${block.startDepth}`];
  if (block.exceptHandler) facts.push(block.preserveLasti ? "handler with lasti" : "handler");
  if (block.cold) facts.push("cold");
  const out = [`  B${number}: ${facts.join(", ")}`];
  let guard: Block | undefined;
  for (const instr of block.instrs) {
    const operand =
      instr.target === undefined ? operandColumn(instr.opcode, instr.oparg, tables) : `B${numbers.get(instr.target)}`;
    if (instr.except !== guard) {
      guard = instr.except;
      out.push(guard === undefined ? "        unguarded" : `        guarded by B${numbers.get(guard)}`);
    }
    out.push(instructionLine("", instr.loc, instr.opcode, operand));
  }
  if (block.hasFallthrough() && block.next !== undefined) out.push(`        falls into B${numbers.get(block.next)}`);
  return out;
}

/** After the prefix pass a cell that is a parameter lies where the parameter lay. */
function finalTables(unit: FinishedUnit): OperandTables {
  const { consts, names, varnames, cellvars, freevars } = unit.metadata;
  const locals = [...varnames.keys()];
  for (const cell of cellvars.keys()) if (!varnames.has(cell)) locals.push(cell);
  locals.push(...freevars.keys());
  return { const: (i) => consts.list[i], name: (i) => [...names.keys()][i], local: (i) => locals[i] };
}
