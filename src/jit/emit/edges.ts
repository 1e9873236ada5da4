/** Edges of the flow graph: what turns the state that a block ends with into the one that the next begins with. */
import type { Block } from "../cfg.ts";
import { BEFORE_LOOP, entersLoop, type Hoists } from "../hoist.ts";
import { FLOAT, isVirtual, iteratorParts, MAYBE, type Type } from "../types.ts";
import type { Emitter, State, Val } from "./emitter.ts";
import { guard } from "./guards.ts";

/** The text of what turns a state into another. */
export function conversion(e: Emitter, from: State, to: State): string {
  const { lines } = e;
  e.lines = [];
  e.start(from);
  moveTo(e, to);
  const text = e.lines.join("\n");
  e.lines = lines;
  return text;
}

/** On the way from a block into a loop: tests what each of the loop's iterations would test. */
export function enterLoop(e: Emitter, hoists: Hoists, source: number, { id, instructions }: Block): void {
  const wanted = hoists.get(id);
  if (wanted === undefined || !entersLoop(source, id)) return;
  e.begin(instructions[0]);
  wanted.forEach((type, local) => {
    const { kind } = e.locals[local];
    if (kind !== "any" && kind !== "maybe") return;
    // Whether it is bound is asked in the loop, where it is loaded.
    const { text } = e.local(local);
    guard(e, { type: MAYBE, text }, type.kind === "boxed" ? FLOAT : type, BEFORE_LOOP);
  });
}

/** Spends fuel, at the beginning of a block, for what is called from there on. */
export function pay(e: Emitter, { instructions }: Block): void {
  e.settle();
  e.begin(instructions[0]);
  const aside = e.placeAside(instructions[0].index);
  e.line(`if (--J.fuel < 0) { ${aside}${e.helper("poll")}(d); }`);
}

/** Writes what turns the current state into the one that a block begins with. */
export function moveTo(e: Emitter, target: State): void {
  target.locals.forEach((type, i) => convertLocal(e, i, type));
  const moves: [string, string][] = [];
  target.stack.forEach((wanted, slot) => stackMoves(e, e.stack[slot], wanted, slot, moves));
  assignAll(e, moves);
}

function convertLocal(e: Emitter, index: number, type: Type): void {
  const from = e.locals[index];
  const name = e.unit.localNames[index];
  const isRaw = from.kind === "float" || from.kind === "maybe_float";
  if (type.kind === "float") {
    if (from.kind === "boxed") e.line(`${e.unit.variable(`${name}$`)} = ${name}.v;`);
  } else if (type.kind === "maybe_float") {
    e.unit.variable(`${name}$`);
    e.unit.variable(name);
    if (from.kind === "boxed") e.line(`${name}$ = ${name}.v;`);
    if (from.kind === "float") e.line(`${name} = null;`);
    if (from.kind === "unbound") e.line(`${name} = undefined;`);
  } else if (isRaw && type.kind !== "unbound") {
    e.unit.variable(name);
    const val: Val = { type: from, text: `${name}$` };
    e.line(`${name} = ${e.tagged(val)};`);
  } else if (from.kind === "unbound" && type.kind !== "unbound") {
    e.line(`${e.unit.variable(name)} = undefined;`);
  }
}

function stackMoves(e: Emitter, val: Val, wanted: Val, slot: number, moves: [string, string][]): void {
  const { kind } = wanted.type;
  if (isVirtual(wanted.type)) return;
  const name = e.unit.variable(`s${slot}`);
  const parts = iteratorParts(wanted.type);
  if (kind === "float") {
    moves.push([e.unit.variable(`${name}$`), e.double(val)]);
  } else if (parts !== null) {
    for (const part of parts) moves.push([e.unit.variable(name + part), val.text + part]);
  } else {
    moves.push([name, e.tagged(val)]);
  }
}

/** Writes assignments that happen as if all at once. */
function assignAll(e: Emitter, moves: [string, string][]): void {
  const needed = moves.filter(([to, from]) => to !== from);
  needed.forEach(([to, from], i) => {
    for (let k = i + 1; k < needed.length; k++) {
      if (!new RegExp(`(^|[^\\w$])${to.replace("$", "\\$")}($|[^\\w$])`).test(needed[k][1])) continue;
      const old = e.temporary(to);
      for (let j = k; j < needed.length; j++) if (needed[j][1] === to) needed[j][1] = old;
    }
    e.line(`${to} = ${from};`);
  });
}
