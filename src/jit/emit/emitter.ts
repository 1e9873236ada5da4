/**
 * Emitter: writes the JavaScript of one block after the other while it interprets the bytecode abstractly. It knows the type of
 * every local variable and, for every slot of the operand stack, a type and the JavaScript expression that has its value; so what
 * bytecode pushes and pops costs nothing. The same emitter with nothing written is the forward type analysis (analyze.ts).
 *
 * Locals live in variables of their names (raw floats in `name$`), stack slots that outlive an instruction with consequences in `s0`, `s1` …
 */
import { FRAME_COMPILED, FRAME_SHELL } from "../../interpreter/frame.ts";
import type { PyFloat } from "../../objects/float/float-object.ts";
import type { PyFunction } from "../../objects/function.ts";
import type { PyValue } from "../../objects/object.ts";
import type { Instruction } from "../cfg.ts";
import { type Touching, untouched } from "../hoist.ts";
import {
  ANY,
  BOOL,
  FLOAT,
  INT,
  isFragile,
  isVirtual,
  iteratorParts,
  NATURAL,
  NONE,
  NULL,
  storedType,
  type Type,
  typeOfConstant,
} from "../types.ts";
import { type Finishing, OUT } from "./raise.ts";
import { isLiteral, isMade, isName, reads, recipeOf, renamed } from "./recipe.ts";
import { tagged } from "./tagged.ts";
import type { TextRecipe, Unit } from "./unit.ts";

/** A value on the abstract operand stack. */
export interface Val {
  readonly type: Type;
  readonly text: string;
  /** An expression without a name yet: only the very next instruction may use it as it is. */
  readonly lazy?: boolean;
  /** Of a raw float: a name for the PyFloat, if there is one. */
  readonly boxed?: string;
  /** Of a float object: a name for its double, if there is one. */
  readonly raw?: string;
  /** What is not made yet: a tuple's items, a slice's start, stop and step, a list's slice of another, a complex number's two doubles. */
  readonly parts?: readonly Val[];
  readonly constant?: PyValue; // the object itself, of which the type may say less
  /** The functions that it can be, when they are few. */
  readonly among?: readonly PyFunction[];
}

/** The type of a value where its identity is to be kept: a double in a variable has none. */
export function objectType({ type, raw }: Val): Type {
  return raw === undefined ? type : ANY;
}

export interface State {
  readonly locals: readonly Type[];
  readonly stack: readonly Val[];
  /** What is known of cells, classes and functions. */
  readonly facts: ReadonlySet<string>;
}

/** How a block ends, apart from going on: a condition decides between its two successors. */
export interface Branch {
  readonly condition: string;
  /** Written, and done to the state, when the condition holds: then the first successor follows. */
  readonly onTrue: (() => void) | null;
}

/** A fact: the generator's frame is in the thread's list. */
const LINKED = "linked";

export class Emitter {
  readonly unit: Unit;
  /** Whether there will be a text. The analysis wants to know the states alone. */
  private readonly writes: boolean;
  lines: string[] = [];
  private indent = "";
  locals: Type[] = [];
  stack: Val[] = [];
  /** The stack before the current instruction: what an exit restores. */
  private before: Val[] = [];
  instruction!: Instruction;
  /** Nothing follows in this block. */
  ended = false;
  /** Told of every place, by its site if one is written, from which an exception may go to a compiled handler. */
  onThrow: (site: number) => void = () => {};
  branch: Branch | null = null;
  /** The name of what an awaited call has given, until its SEND. */
  sent: string | null = null;
  /** What the block has done to variables so far. */
  touched: Touching = untouched();
  /** Results of operators on ints in this block, by their operands: names of what does not change, and of locals. */
  readonly computed: Map<string, string> = new Map();
  private temporaries = 0;
  /** What is known of class and function versions until the next call. */
  facts: Set<string> = new Set();

  constructor(unit: Unit, writes: boolean) {
    this.unit = unit;
    this.writes = writes;
  }

  // Text

  line(text: string): void {
    if (this.writes) this.lines.push(this.indent + text);
  }

  open(text: string): void {
    this.line(text);
    this.indent += "  ";
  }

  close(text = "}"): void {
    this.indent = this.indent.slice(2);
    this.line(text);
  }

  indentBy(levels: number): void {
    this.indent = "  ".repeat(levels);
  }

  temporary(text: string): string {
    const name = `t${this.temporaries++}`;
    this.line(`const ${name} = ${text};`);
    return name;
  }

  freshName(): string {
    return `t${this.temporaries++}`;
  }

  helper(name: string): string {
    return this.unit.helper(name);
  }

  constant(value: unknown): string {
    return this.unit.constant(value);
  }

  // State

  start(state: State): void {
    this.locals = state.locals.slice();
    this.stack = state.stack.map((val) =>
      val.type.kind === "const" ? { type: val.type, text: this.constant(val.type.value) } : val,
    );
    this.facts = new Set(state.facts);
    this.go();
  }

  /** Another block begins, in the state in which the one before it has ended. */
  go(): void {
    this.ended = false;
    this.branch = null;
    this.computed.clear();
  }

  snapshot(): State {
    return { locals: this.locals.slice(), stack: this.stack.slice(), facts: new Set(this.facts) };
  }

  begin(instruction: Instruction): void {
    this.instruction = instruction;
    this.before = this.stack.slice();
  }

  get generic(): boolean {
    return this.unit.policy.generic.has(this.instruction.index);
  }

  // Operand stack

  push(type: Type, text: string): void {
    this.stack.push({ type, text });
  }

  /** Pushes the value of an expression that is evaluated here. */
  pushNew(type: Type, expression: string): void {
    this.push(type, this.temporary(expression));
  }

  pushLazy(type: Type, expression: string): void {
    this.stack.push({ type, text: expression, lazy: true });
  }

  pushConstant(value: PyValue): void {
    this.stack.push(this.constantVal(value));
  }

  constantVal(value: PyValue): Val {
    const type = typeOfConstant(value);
    switch (type.kind) {
      case "int":
        return (value as number) < 0 ? { type: INT, text: `(${value})` } : { type: NATURAL, text: String(value) };
      case "str":
        return { type, text: JSON.stringify(value) };
      case "bool":
        return { type: BOOL, text: String(value) };
      case "none":
        return { type: NONE, text: "null" };
      case "float": {
        const { v } = value as PyFloat;
        const text = Object.is(v, -0) ? "(-0)" : v < 0 ? `(${v})` : String(v);
        return { type: FLOAT, text, boxed: this.constant(value) };
      }
      default:
        return { type, text: this.constant(value), constant: value };
    }
  }

  pushNull(): void {
    this.push(NULL, "undefined");
  }

  pop(): Val {
    const val = this.stack.pop();
    if (val === undefined) throw new Error(`operand stack underflow at ${this.instruction.index}`);
    return val;
  }

  /** Pops `count` values, bottom first. */
  popMany(count: number): Val[] {
    return count === 0 ? [] : this.stack.splice(this.stack.length - count, count);
  }

  peek(depth = 1): Val {
    return this.stack[this.stack.length - depth];
  }

  /** The expression of the Python value. */
  tagged(val: Val): string {
    return tagged(this.unit, val);
  }

  /** The Python value under a name that can be used again. */
  named(val: Val): string {
    const text = this.tagged(val);
    return isName(text) || isLiteral(text) ? text : this.temporary(text);
  }

  /** The raw double of a value whose type is FLOAT, BOXED or INT. */
  double(val: Val): string {
    return val.type.kind === "boxed" ? (val.raw ?? `${val.text}.v`) : val.text;
  }

  /** A value that is used more than once. */
  reusable(val: Val): Val {
    return val.lazy === true ? { type: val.type, text: this.temporary(val.text) } : val;
  }

  // Types

  /** The value under `text` is now known to be of `type`. */
  refine(text: string, type: Type): void {
    if (!isName(text)) return;
    const better = (val: Val): Val => (val.text === text && !val.lazy ? { ...val, type } : val);
    this.stack = this.stack.map(better);
    this.before = this.before.map(better);
    const local = this.unit.localNames.indexOf(text);
    if (local >= 0 && this.locals[local].kind !== "float" && this.locals[local].kind !== "maybe_float") {
      this.locals[local] = type;
    }
  }

  /** The value under `text` has been tested, and is of `type`. */
  found(text: string, type: Type): void {
    const local = this.unit.localNames.indexOf(text);
    if (local >= 0) this.touched.guarded.set(local, type);
    this.refine(text, type);
  }

  knows(fact: string): boolean {
    if (this.facts.has(fact)) return true;
    this.facts.add(fact);
    return false;
  }

  /** Unknown code ran: shapes and versions may be others now. `isLeaf`: it calls nothing itself. */
  forget(isLeaf = false): void {
    this.touched.calls = true;
    if (!isLeaf) this.touched.pays = true;
    this.facts = new Set(this.facts.has(LINKED) ? [LINKED] : []);
    this.forgetShapes();
  }

  forgetShapes(): void {
    this.locals = this.locals.map((type) => (isFragile(type) ? ANY : type));
    this.stack = this.stack.map((val) => (isFragile(val.type) ? { ...val, type: ANY } : val));
  }

  // Locals

  local(index: number): Val {
    const type = this.locals[index];
    const name = this.unit.localNames[index];
    if (type.kind === "float") return { type, text: `${name}$` };
    if (type.kind === "maybe_float") return { type: FLOAT, text: `${name}$` };
    if (type.kind === "maybe") return { type: ANY, text: name };
    if (type.kind === "const") return { type, text: this.constant(type.value) };
    return { type, text: name };
  }

  storeLocal(index: number, val: Val): void {
    const name = this.unit.localNames[index];
    this.touched.assigned.add(index);
    this.computed.clear();
    this.save(name);
    this.save(`${name}$`);
    if (val.type.kind === "float") {
      this.unit.variable(`${name}$`);
      if (val.text !== `${name}$`) this.line(`${name}$ = ${val.text};`);
      this.locals[index] = FLOAT;
      return;
    }
    this.unit.variable(name);
    const text = this.tagged(val);
    if (text !== name) this.line(`${name} = ${text};`);
    this.locals[index] = val.type.kind === "null" ? { kind: "unbound" } : storedType(objectType(val));
  }

  /** Gives stack values that are read from a variable a name of their own, before it is assigned. */
  private save(variable: string): void {
    if (!this.stack.some((val) => reads(val, variable))) return;
    const name = this.temporary(variable);
    this.stack = this.stack.map((val) => (reads(val, variable) ? renamed(val, variable, name) : val));
  }

  /** Gives the value on top a name, if it has none. */
  settle(): void {
    const top = this.stack[this.stack.length - 1];
    if (top !== undefined) this.stack[this.stack.length - 1] = this.reusable(top);
  }

  // Guards, exits and consequences

  /** Leaves compiled code before the current instruction when the condition holds. */
  exitIf(condition: string, reason: string): void {
    if (condition === "false" || !this.writes) return;
    const failing = this.unit.policy.exitOften ? `${condition} || ${this.helper("badLuck")}()` : condition;
    this.line(`if (${failing}) ${this.leaving(reason)}`);
  }

  exit(reason: string): void {
    this.exitHere(reason);
    this.ended = true;
  }

  /** Leaves where a condition that is written already has failed. */
  exitHere(reason: string): void {
    if (this.writes) this.line(this.leaving(reason));
  }

  /** The statement that leaves before the current instruction. */
  private leaving(reason: string): string {
    const { unit } = this;
    if (!unit.leavesAtEnd) return `return ${unit.leave}(${this.exitArguments(reason)});`;
    const { index } = this.instruction;
    return `{ ${unit.exitAtEnd(index, unit.localRecipes(this.locals), this.stackRecipes(), reason)}; break ${OUT}; }`;
  }

  /** Of a call that is told all of the state before the instruction. */
  exitArguments(reason: string): string {
    const { unit, instruction } = this;
    return unit.exit(instruction.index, unit.localRecipes(this.locals), this.stackRecipes(), reason);
  }

  /** Of the stack before the instruction. */
  private stackRecipes(): TextRecipe[] {
    return this.before.map((val) => (isMade(val) ? recipeOf(val) : { make: "value", from: this.tagged(val) }));
  }

  /**
   * Says where the activation is, before something that may raise or run other code. The operands are off the stack, the result is
   * not yet on it.
   */
  place(resume = this.instruction.index + 1, finish: Finishing | null = null): void {
    this.note(resume, finish);
    if (this.unit.resumes && !this.knows(LINKED)) {
      const unborn = this.unit.awaited ? "frame === null || " : "";
      this.line(`if (${unborn}(frame.flags & ${FRAME_COMPILED | FRAME_SHELL}) === 0) ${this.unit.self};`);
    }
  }

  /** As `place`, before what may raise, but runs no other code and looks at no frames. */
  placeRaising(resume = this.instruction.index + 1, finish: Finishing | null = null): void {
    this.note(resume, finish);
  }

  /** As `placeDeep`, before the resumption of a generator, which links this one's frame where need be. */
  placeResuming(): void {
    this.placeRaising();
    this.line("J.depth = d;");
  }

  private note(resume: number, finish: Finishing | null): void {
    this.spill();
    const { index, handler } = this.instruction;
    let number = -1;
    if (this.writes) {
      const locals = this.unit.localRecipes(this.locals);
      const finishing = finish === null ? null : { by: finish.by, from: finish.from.map(recipeOf) };
      number = this.unit.place(index, resume, locals, this.stack.map(recipeOf), finishing);
      this.line(`S[d] = ${number};`);
    }
    if (handler >= 0) this.onThrow(number);
  }

  /** A back edge: spends fuel. The state is that of the loop's first block, which begins at `header`. */
  poll(header: number): void {
    const locals = this.unit.localRecipes(this.locals);
    const number = this.unit.place(this.instruction.index, header, locals, this.stack.map(recipeOf));
    const before = this.unit.resumes ? `${this.unit.self}; ` : "";
    this.line(`if (--J.fuel < 0) { S[d] = ${number}; ${before}${this.helper("poll")}(d); }`);
    if (this.instruction.handler >= 0) this.onThrow(number);
  }

  /** As `place`, on the way of a conditional expression that is seldom taken: the text that comes before what may raise. */
  placeAside(resume = this.instruction.index + 1): string {
    const { lines, indent, stack } = this;
    this.lines = [];
    this.indent = "";
    this.stack = stack.slice();
    this.placeRaising(resume);
    const text = this.lines.map((line) => line.replace(/;$/, ", ")).join("");
    this.lines = lines;
    this.indent = indent;
    this.stack = stack;
    return text;
  }

  /** As `place`, for code that runs Python or looks at frames by itself. */
  placeDeep(): void {
    this.place();
    this.line("J.depth = d;");
  }

  /** The result of something that may have run Python code. Pushes nothing. */
  called(expression: string): string {
    const result = this.temporary(expression);
    this.line(`if (J.observed) throw ${this.helper("returned")}(${result});`);
    this.forget();
    return result;
  }

  calledVoid(expression: string): void {
    this.line(`${expression};`);
    this.line(`if (J.observed) throw ${this.helper("returned")}(undefined);`);
    this.forget();
  }

  /** Moves what the stack holds into variables that the function's catch can see. */
  spill(): void {
    for (let slot = 0; slot < this.stack.length; slot++) this.stack[slot] = this.kept(this.stack[slot], slot);
  }

  /** The value in variables that the function's catch can see: those of a slot, which nothing else is in, unless it has others. */
  kept(val: Val, slot: number): Val {
    if (isVirtual(val.type) || isLiteral(val.text) || this.isStable(val.text)) return val;
    const parts = iteratorParts(val.type);
    if (val.type.kind === "float") {
      const name = this.unit.variable(`s${slot}$`);
      this.line(`${name} = ${val.text};`);
      return { type: FLOAT, text: name };
    }
    if (parts !== null) {
      for (const part of parts) this.line(`${this.unit.variable(`s${slot}${part}`)} = ${val.text}${part};`);
      return { type: val.type, text: `s${slot}` };
    }
    const name = this.unit.variable(`s${slot}`);
    this.line(`${name} = ${this.tagged(val)};`);
    return { type: storedType(val.type), text: name };
  }

  /** A variable that the catch can see. A slot's variable is only ever used by a value in that slot. */
  private isStable(text: string): boolean {
    return /^s\d+\$?$/.test(text) || this.unit.localNames.includes(text.replace(/\$$/, ""));
  }

  /** The value, no longer in its slot's variables: so that it can move to another slot. */
  moved(val: Val): Val {
    const parts = iteratorParts(val.type);
    if (parts === null) return this.detached(val);
    const name = this.freshName();
    this.line(`let ${parts.map((part) => `${name}${part} = ${val.text}${part}`).join(", ")};`);
    return { type: val.type, text: name };
  }

  /** The value, no longer in its slot's variable: so that another slot can have it too. */
  detached(val: Val): Val {
    if (iteratorParts(val.type) !== null) return { type: ANY, text: this.temporary(this.tagged(val)) };
    return /^s\d+\$?$/.test(val.text) ? { ...val, text: this.temporary(val.text) } : val;
  }
}
