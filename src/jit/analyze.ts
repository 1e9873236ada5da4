/**
 * The forward type analysis: what is known of every variable and stack slot at the beginning of every block. It is the emitter with
 * nothing written, run over the blocks until nothing changes; along the way it finds which edges can be taken at all.
 */
import type { Block, Graph } from "./cfg.ts";
import { enterLoop } from "./emit/edges.ts";
import { type Emitter, objectType, type State, type Val } from "./emit/emitter.ts";
import { stateInHandler } from "./emit/raise.ts";
import { emitters } from "./emit/table.ts";
import { findHoists, type Hoists, loopKey, NO_HOISTS, type Touched, untouched } from "./hoist.ts";
import { ANY, isNoted, join, sameType, type Type } from "./types.ts";

export interface Analysis {
  /** By block; undefined where nothing leads to. */
  readonly states: readonly (State | undefined)[];
  /** Successors that can be reached, by block: indices into its `successors`. */
  readonly edges: readonly (readonly number[])[];
  /** Blocks to which a single edge leads: they go on in the state in which the block before them ends. */
  readonly follows: readonly boolean[];
  readonly hoists: Hoists;
  /** Whether something may be called, and the blocks that may call what calls others. */
  readonly calls: boolean;
  readonly paying: readonly number[];
}

/** Why code is left before a loop that is a piece of its own. */
export const ANOTHER_LOOP = "another loop begins";

/**
 * Runs one block through the emitter; calls `edge` for every successor that can follow, in the state of that edge. Of exceptions for
 * compiled handlers the emitter's `onThrow` is told.
 */
export function runBlock(e: Emitter, block: Block, lazyOps: ReadonlySet<number>, edge: (k: number) => void): void {
  if (block.leaves) {
    e.settle();
    e.begin(block.instructions[0]);
    e.exit(ANOTHER_LOOP);
    return;
  }
  const table = emitters();
  for (const instruction of block.instructions) {
    if (!lazyOps.has(instruction.generic)) e.settle();
    e.begin(instruction);
    const emit = table.get(instruction.generic);
    if (emit === undefined) e.exit("not compiled");
    else emit(e, instruction);
    if (e.ended) return;
  }
  const { branch } = e;
  if (branch === null) {
    e.settle();
    edge(0);
    return;
  }
  e.branch = null;
  const { condition, onTrue } = branch;
  if (condition === "false") {
    edge(1);
    return;
  }
  if (condition === "true") {
    onTrue?.();
    edge(0);
    return;
  }
  const state = e.snapshot();
  const { instruction } = e;
  e.open(`if (${condition}) {`);
  onTrue?.();
  edge(0);
  e.close();
  e.start(state);
  // The blocks of the first edge may have been written in between.
  e.begin(instruction);
  edge(1);
}

export function analyze(graph: Graph, e: Emitter, entry: State, lazyOps: ReadonlySet<number>): Analysis {
  const { blocks } = graph;
  const touched: (Touched | undefined)[] = blocks.map(() => undefined);
  const first = analyzeWith(NO_HOISTS, graph, e, entry, lazyOps, touched);
  const { generic } = e.unit.policy;
  const hoists = findHoists(graph, first.edges, touched, (header) => generic.has(loopKey(blocks[header].start)));
  return hoists.size === 0 ? first : analyzeWith(hoists, graph, e, entry, lazyOps, touched);
}

/** The analysis with guards before loops. `touched` is filled, by block. */
function analyzeWith(
  hoists: Hoists,
  graph: Graph,
  e: Emitter,
  entry: State,
  lazyOps: ReadonlySet<number>,
  touched: (Touched | undefined)[],
): Analysis {
  const { blocks } = graph;
  const { code } = e.unit;
  const follows = singleEdged(blocks);
  const states: (State | undefined)[] = blocks.map(() => undefined);
  const edges: Set<number>[] = blocks.map(() => new Set());
  /** By header of a loop: handlers, each with its entry of the exception table, that a jump back to it may end in. */
  const polled: Map<number, number>[] = blocks.map(() => new Map());
  states[0] = entry;
  const work = new Set<number>([0]);
  const arrive = (target: number, arriving: State): void => {
    const known = states[target];
    const joined = known === undefined ? arriving : joinStates(known, arriving);
    if (joined === known) return;
    states[target] = joined;
    work.add(target);
    for (const [handler, place] of polled[target]) arrive(handler, canonical(stateInHandler(code, place, joined)));
  };
  while (work.size > 0) {
    const id = Math.min(...work);
    work.delete(id);
    e.start(states[id]!);
    e.touched = untouched();
    touched[id] = e.touched;
    const block = blocks[id];
    const throwing = (place: number, target: number, state: State): void => {
      const k = block.handlers.get(place)!;
      edges[id].add(k);
      const handler = block.successors[k];
      if (target >= 0) polled[target].set(handler, place);
      arrive(handler, canonical(stateInHandler(code, place, state)));
    };
    e.onThrow = () => throwing(e.instruction.handler, -1, e.snapshot());
    runBlock(e, block, lazyOps, (k) => {
      edges[id].add(k);
      const target = block.successors[k];
      enterLoop(e, hoists, id, blocks[target]);
      if (follows[target]) {
        states[target] = e.snapshot();
        work.add(target);
        return;
      }
      arrive(target, canonical(e.snapshot()));
      // A jump back looks at signals, in the state that the loop begins with.
      const { handler } = e.instruction;
      if (target <= id && handler >= 0) throwing(handler, target, states[target]!);
    });
  }
  const calls = touched.some((block) => block?.calls === true);
  const paying = blocks.flatMap(({ id }) => (touched[id]?.pays === true ? [id] : []));
  return { states, edges: edges.map((set) => [...set].sort((a, b) => a - b)), follows, hoists, calls, paying };
}

function singleEdged(blocks: readonly Block[]): boolean[] {
  const counts = blocks.map(() => 0);
  // The entry comes from outside too.
  counts[0] = 1;
  for (const { successors, handlers } of blocks) {
    for (const target of successors) counts[target]++;
    // Exceptions come from many places.
    for (const k of handlers.values()) counts[successors[k]]++;
  }
  return counts.map((count) => count === 1);
}

/** The state with every stack slot in its own variable, as it is where edges meet. */
export function canonical({ locals, stack, facts }: State): State {
  return { locals, stack: stack.map((val, slot) => canonicalVal(slotType(objectType(val)), slot)), facts };
}

/** What is only noted down is made. */
function slotType(type: Type): Type {
  return isNoted(type) ? ANY : type;
}

function canonicalVal(type: Type, slot: number): Val {
  switch (type.kind) {
    case "float":
      return { type, text: `s${slot}$` };
    case "null":
      return { type, text: "undefined" };
    case "none":
      return { type, text: "null" };
    default:
      return { type, text: `s${slot}` };
  }
}

/** `known` itself when nothing new has come. */
function joinStates(known: State, arriving: State): State {
  if (known.stack.length !== arriving.stack.length) throw new Error("operand stacks of different depth meet");
  let changed = false;
  const merge = (a: Type, b: Type): Type => {
    const joined = join(a, b);
    if (!sameType(joined, a)) changed = true;
    return joined;
  };
  const locals = known.locals.map((type, i) => merge(type, arriving.locals[i]));
  const stack = known.stack.map((val, i) => canonicalVal(merge(val.type, arriving.stack[i].type), i));
  const facts = new Set([...known.facts].filter((fact) => arriving.facts.has(fact)));
  return changed || facts.size < known.facts.size ? { locals, stack, facts } : known;
}
