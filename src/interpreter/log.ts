/**
 * What `--trace` logs of the interpreter, to standard error, a line each: `opcodes`, every instruction before it runs; `calls`, frames
 * that are entered and left, indented by their depth; `specialize`, instructions that are rewritten into another form.
 */
import { encodeUtf8 } from "../bytecode/utf8.ts";
import { strFromJs, strToJs } from "../kernel/str.ts";
import { type Executable, OP_BITS } from "./code.ts";
import { type Frame, frameName } from "./frame.ts";
import { OP } from "./generated/tables.ts";
import type { Slot } from "./inst.ts";
import { step } from "./reference.ts";
import { onRewrite } from "./specialize/common.ts";
import { currentThread, type ThreadState } from "./thread.ts";
import { entryFrame, takeInjected, unwind } from "./unwind.ts";

const STANDARD_ERROR = 2;

let names: Map<number, string> | null = null;

function nameOf(op: number): string {
  names ??= new Map(Object.entries(OP).map(([name, number]) => [number, name]));
  return names.get(op) ?? `<${op}>`;
}

function write(text: string): void {
  currentThread.interp.host.fs.write(STANDARD_ERROR, encodeUtf8(strFromJs(`${text}\n`)));
}

function place(frame: Frame): string {
  return `${frameName(frame)}:${frame.code.lineOf(frame.pc) ?? "?"}`;
}

/** As the reference loop, telling of instructions or of calls. */
export function loggedLoop(thread: ThreadState): Slot {
  const { trace } = thread.interp.config;
  const opcodes = trace.includes("opcodes");
  const calls = trace.includes("calls");
  const entry = entryFrame(thread);
  for (;;) {
    try {
      if (thread.injected !== undefined) throw takeInjected(thread);
      for (;;) {
        const frame = thread.top!;
        if (calls && frame.pc === 0) logEnter(frame);
        if (opcodes) logInstruction(frame);
        step(frame);
        if (calls && thread.top !== frame && isReturn(thread, frame)) logLeave(frame);
        if (thread.exited) {
          thread.exited = false;
          return thread.exitValue;
        }
      }
    } catch (caught) {
      if (calls && thread.top !== null) logRaise(thread.top);
      unwind(thread, caught, entry);
    }
  }
}

function isReturn(thread: ThreadState, frame: Frame): boolean {
  return thread.top === frame.previous || thread.top === null;
}

function indent(frame: Frame): string {
  return "  ".repeat(Math.max(frame.depth - 1, 0));
}

function logEnter(frame: Frame): void {
  if (!frame.code.internal)
    write(
      `${indent(frame)}-> ${frameName(frame)} (${strToJs(frame.code.unit.filename)}:${frame.code.unit.firstlineno})`,
    );
}

function logLeave(frame: Frame): void {
  if (!frame.code.internal) write(`${indent(frame)}<- ${frameName(frame)}`);
}

function logRaise(frame: Frame): void {
  if (!frame.code.internal) write(`${indent(frame)}!! ${place(frame)}`);
}

function logInstruction(frame: Frame): void {
  const { code, pc } = frame;
  if (code.internal) return;
  const oparg = code.words[pc] >> OP_BITS;
  const where = `${indent(frame)}${place(frame)}`.padEnd(32);
  write(`${where} ${String(code.offsets[pc]).padStart(5)} ${nameOf(code.plain[pc]).padEnd(28)} ${oparg}`);
}

function logRewrite(code: Executable, index: number, from: number, to: number): void {
  write(
    `specialize ${strToJs(code.unit.qualname)}:${code.lineOf(index) ?? "?"} ${code.offsets[index]} ${nameOf(from)} -> ${nameOf(to)}`,
  );
}

/** `--trace=specialize`. */
export function logSpecialization(): void {
  onRewrite(logRewrite);
}
