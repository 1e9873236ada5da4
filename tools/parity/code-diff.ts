/** The first difference between two code units, in words: field, place, and the instructions around it. */
import type { CodeUnit } from "../../src/bytecode/codeunit.ts";
import { CodeUnit as Code } from "../../src/bytecode/codeunit.ts";
import {
  type Const,
  ConstBytes,
  ConstComplex,
  ConstFloat,
  ConstFrozenSet,
  ConstSlice,
  ConstTuple,
} from "../../src/bytecode/constants.ts";
import { exceptionEntries } from "../../src/bytecode/exception-table.ts";
import { codePositions } from "../../src/bytecode/location-table.ts";
import { dumpConst } from "../../src/bytecode/marshal.ts";
import { OPCODE, opcodeCaches, opname } from "../../src/bytecode/opcodes.ts";
import { type Str, strToJs, WideStr } from "../../src/kernel/str.ts";
import { stripRefs } from "./marshal.ts";

export interface Difference {
  /** What differs, for counting: a field, or a pair of instructions. */
  readonly kind: string;
  readonly text: string;
}

const show = (value: Const): string => {
  if (typeof value === "string" || value instanceof WideStr) return JSON.stringify(strToJs(value)).slice(0, 60);
  if (value instanceof Code) return `<code ${strToJs(value.qualname)}>`;
  if (value instanceof ConstTuple) return `(${value.items.map(show).join(", ")})`;
  if (value instanceof ConstFrozenSet) return `{${value.items.map(show).join(", ")}}`;
  if (value instanceof ConstSlice) return `slice(${show(value.start)}, ${show(value.stop)}, ${show(value.step)})`;
  if (value instanceof ConstFloat) return `${Object.is(value.value, -0) ? "-0" : value.value}f`;
  if (value instanceof ConstComplex) return `${value.real}+${value.imag}j`;
  if (value instanceof ConstBytes) return `b${JSON.stringify(Buffer.from(value.data).toString("latin1")).slice(0, 60)}`;
  return typeof value === "object" && value !== null ? "..." : String(value);
};

const names = (list: readonly Str[]): string => list.map(strToJs).join(" ");

/** Code objects inside constants, in order. */
function nested(value: Const): CodeUnit[] {
  if (value instanceof Code) return [value];
  if (value instanceof ConstTuple || value instanceof ConstFrozenSet) return value.items.flatMap(nested);
  return [];
}

/** A constant without its code objects, as comparable bytes. */
function constKey(value: Const): string {
  if (value instanceof Code) return "code";
  if (value instanceof ConstTuple) return `(${value.items.map(constKey).join()})`;
  return Buffer.from(stripRefs(dumpConst(value))).toString("latin1");
}

/** One line for each instruction, at the index of its code unit. */
export function disassemble(unit: CodeUnit): string[] {
  const lines: string[] = [];
  const { code } = unit;
  let extended = 0;
  for (let at = 0; at < code.length; at += 2) {
    const op = code[at];
    const arg = extended | code[at + 1];
    extended = op === OPCODE.EXTENDED_ARG ? arg << 8 : 0;
    let text = `${opname[op]} ${arg}`;
    if (op === OPCODE.LOAD_CONST && arg < unit.consts.length) text += ` (${show(unit.consts[arg])})`;
    lines[at / 2] = text;
    at += opcodeCaches[op] * 2;
  }
  return lines;
}

/** Both listings from a little before the first place where they differ. */
function sideBySide(ours: readonly string[], theirs: readonly string[], at: number): string {
  const rows: string[] = [];
  for (let i = Math.max(0, at - 14); i < at + 12; i++) {
    if (ours[i] === undefined && theirs[i] === undefined) continue;
    rows.push(`${i === at ? ">" : " "} ${String(i).padStart(4)} ${(ours[i] ?? "").padEnd(58)} | ${theirs[i] ?? ""}`);
  }
  return rows.join("\n");
}

function firstDifference(a: readonly unknown[], b: readonly unknown[]): number {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) {
    if (a[i] !== b[i]) return i;
  }
  return -1;
}

function compareCode(ours: CodeUnit, theirs: CodeUnit): Difference | undefined {
  if (Buffer.compare(ours.code, theirs.code) === 0) return undefined;
  const [a, b] = [disassemble(ours), disassemble(theirs)];
  // Names of constants are ignored first: what differs in the instructions says more.
  const bare = (lines: string[]): string[] => Array.from(lines, (line) => (line ?? "").replace(/ .*/, ""));
  let at = firstDifference(bare(a), bare(b));
  if (at < 0) at = firstDifference(Array.from(a), Array.from(b));
  return { kind: `code ${bare(a)[at]} | ${bare(b)[at]}`, text: sideBySide(a, b, at) };
}

function compareLines(ours: CodeUnit, theirs: CodeUnit): Difference | undefined {
  if (Buffer.compare(ours.linetable, theirs.linetable) === 0) return undefined;
  const list = (unit: CodeUnit): string[] =>
    codePositions(unit.linetable, unit.firstlineno).map((p) => `${p.line}:${p.column}-${p.endLine}:${p.endColumn}`);
  const [a, b] = [list(ours), list(theirs)];
  const at = firstDifference(a, b);
  const code = disassemble(ours);
  const label = (lines: string[]): string[] => lines.map((line, i) => `${line} ${code[i] ?? ""}`);
  const instruction = code.slice(0, at + 1).findLast((line) => line !== undefined) ?? "";
  return { kind: `linetable ${instruction.replace(/ .*/, "")}`, text: sideBySide(label(a), label(b), at) };
}

/** Compares everything, nested units included; `path` leads to the unit. */
export function compareUnits(ours: CodeUnit, theirs: CodeUnit, path = ""): Difference | undefined {
  const here = `${path}/${strToJs(theirs.name)}:${theirs.firstlineno}`;
  const differ = (kind: string, text: string): Difference => ({ kind, text: `${here}\n${text}` });
  const code = compareCode(ours, theirs);
  if (code !== undefined) return differ(code.kind, code.text);
  const ourConsts = ours.consts.map(constKey);
  const at = firstDifference(ourConsts, theirs.consts.map(constKey));
  if (at >= 0) {
    const [a, b] = [ours.consts.map(show), theirs.consts.map(show)];
    return differ("consts", `const ${at}: ${a[at]} | ${b[at]}\nours   ${a.join(", ")}\ntheirs ${b.join(", ")}`);
  }
  for (const field of ["names", "localsplusnames"] as const) {
    const [a, b] = [names(ours[field]), names(theirs[field])];
    if (a !== b) return differ(field, `ours   ${a}\ntheirs ${b}`);
  }
  for (const field of ["argcount", "posonlyargcount", "kwonlyargcount", "stacksize", "flags", "firstlineno"] as const) {
    if (ours[field] !== theirs[field]) return differ(field, `${ours[field]} | ${theirs[field]}`);
  }
  for (const field of ["filename", "name", "qualname"] as const) {
    const [a, b] = [strToJs(ours[field]), strToJs(theirs[field])];
    if (a !== b) return differ(field, `${a} | ${b}`);
  }
  const lines = compareLines(ours, theirs);
  if (lines !== undefined) return differ(lines.kind, lines.text);
  if (Buffer.compare(ours.exceptiontable, theirs.exceptiontable) !== 0) {
    const list = (unit: CodeUnit): string[] =>
      exceptionEntries(unit.exceptiontable).map((entry) => JSON.stringify(entry));
    const [a, b] = [list(ours), list(theirs)];
    return differ("exceptiontable", sideBySide(a, b, firstDifference(a, b)));
  }
  if (Buffer.compare(ours.localspluskinds, theirs.localspluskinds) !== 0) {
    return differ("localspluskinds", `${ours.localspluskinds.join()} | ${theirs.localspluskinds.join()}`);
  }
  const [inner, outer] = [ours.consts.flatMap(nested), theirs.consts.flatMap(nested)];
  for (let i = 0; i < inner.length; i++) {
    const difference = compareUnits(inner[i], outer[i], here);
    if (difference !== undefined) return difference;
  }
  return undefined;
}
