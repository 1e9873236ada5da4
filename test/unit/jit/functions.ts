/** Functions for tests of the compiler's passes: Python source in, a function with what specialization has learnt of it out. */
import assert from "node:assert/strict";
import { Python } from "../../../src/apps/embed/node.ts";
import { type Executable, executableOf } from "../../../src/interpreter/code.ts";
import { GENERIC, OP } from "../../../src/interpreter/generated/tables.ts";
import { currentThread } from "../../../src/interpreter/thread.ts";
import { type Analysis, analyze, runBlock } from "../../../src/jit/analyze.ts";
import { buildGraph, type Graph } from "../../../src/jit/cfg.ts";
import { Emitter, type State } from "../../../src/jit/emit/emitter.ts";
import { leaves } from "../../../src/jit/emit/table.ts";
import { Unit } from "../../../src/jit/emit/unit.ts";
import { loopKey } from "../../../src/jit/hoist.ts";
import { ANY, UNBOUND } from "../../../src/jit/types.ts";
import { PyFunction } from "../../../src/objects/function.ts";
import type { PyModule } from "../../../src/objects/module.ts";

/** Runs a program and gives the function `f` that it defines. */
export function functionOf(source: string): PyFunction {
  let found: unknown;
  const python = new Python();
  const look = (): void => {
    const main = currentThread.interp.modules.getStr("__main__") as PyModule;
    found = main.dict?.getStr("f");
  };
  python.registerModule("lens", { look });
  python.run(`${source}\nimport lens; lens.look()`);
  assert.ok(found instanceof PyFunction);
  return found;
}

export function codeOf(source: string): Executable {
  return executableOf(functionOf(source).code);
}

/** The flow graph from an instruction on, by default of all of the function with its handlers. */
export function graphOf(code: Executable, entry = 0, compiles: (handler: number) => boolean = () => true): Graph {
  return buildGraph(code, entry, leaves, compiles);
}

/** An emitter for the function, and the state in which it begins. */
export function emitterOf(func: PyFunction, generic: ReadonlySet<number> = new Set()): { e: Emitter; entry: State } {
  const code = executableOf(func.code);
  const policy = { generic, speculateCold: false, exitOften: false, shows: false };
  const locals = code.unit.localsplusnames.map((_, i) => (i < code.parameterCount ? ANY : UNBOUND));
  const entry = { locals, stack: [], facts: new Set<string>() };
  return { e: new Emitter(new Unit(code, func, policy, {}, new Map()), true), entry };
}

/** What is known of a function's blocks. */
export function analysisOf(func: PyFunction): { analysis: Analysis; graph: Graph; code: Executable } {
  const code = executableOf(func.code);
  const graph = graphOf(code);
  const { e, entry } = emitterOf(func);
  return { analysis: analyze(graph, e, entry, new Set()), graph, code };
}

/** The first instruction of `code` with that name. */
export function find(code: Executable, name: keyof typeof OP): number {
  const index = code.plain.findIndex((op) => GENERIC[op] === OP[name]);
  assert.ok(index >= 0, `no ${name}`);
  return index;
}

const NAMES = new Map<number, string>(Object.entries(OP).map(([name, op]) => [op, name]));

/** A line for each block: its number, its last instruction, its successors, those of them that are handlers with an `!`. */
export function show({ blocks }: Graph): string[] {
  return blocks.map(({ id, instructions, successors, handlers }) => {
    const exceptional = new Set(handlers.values());
    const after = successors.map((target, k) => (exceptional.has(k) ? `!${target}` : String(target)));
    return [id, NAMES.get(instructions[instructions.length - 1].generic), ...after].join(" ");
  });
}

export { analyze, loopKey, OP, runBlock };
