/**
 * Compilation of one piece of a code object: bytecode and feedback in, the source of a JavaScript function and its side tables out.
 * The passes: flow graph (cfg.ts), types (analyze.ts), structured control flow (structure.ts), text (emit/).
 */
import { makesGenerator } from "../bytecode/codeflags.ts";
import { type Executable, OP_BITS } from "../interpreter/code.ts";
import type { SiteTable } from "../interpreter/compiled-sites.ts";
import { GENERIC, OP } from "../interpreter/generated/tables.ts";
import type { PyFunction } from "../objects/function.ts";
import { type Analysis, analyze, canonical, runBlock } from "./analyze.ts";
import { type Block, buildGraph, type Graph } from "./cfg.ts";
import { isLoopEnd } from "./emit/async-for.ts";
import { conversion, enterLoop, moveTo, pay } from "./emit/edges.ts";
import { Emitter, type State } from "./emit/emitter.ts";
import { handlerLabel, OUT, stateInHandler } from "./emit/raise.ts";
import { leaves } from "./emit/table.ts";
import { isVariable, type Policy, Unit } from "./emit/unit.ts";
import { withoutOtherLoops } from "./loops.ts";
import { NONE_PAYS, payingBlocks } from "./paying.ts";
import { Delegation } from "./record.ts";
import { type Node, structure } from "./structure.ts";
import { ANY, type Type, UNBOUND } from "./types.ts";
import { withoutUnchanged } from "./unchanged.ts";

export interface Request {
  readonly code: Executable;
  readonly func: PyFunction;
  /** Instruction to begin at; 0: the start of the function, called with its arguments. */
  readonly entry: number;
  /** For an entry in the midst: the types of locals and stack that the piece is made for. */
  readonly locals: readonly Type[];
  readonly stack: readonly Type[];
  readonly isModule: boolean;
  /** Of a generator: what it yields goes to a sink, and the piece goes on, for as long as that takes it. */
  readonly feeds: boolean;
  readonly policy: Policy;
  readonly piece: object;
}

export interface Compiled {
  /** The body of a function whose parameters are `parameters` and which answers with the compiled function. */
  readonly source: string;
  readonly helpers: readonly string[];
  readonly constants: readonly [name: string, value: unknown][];
  readonly sites: SiteTable;
  /** Whether what it calls can throw through it. */
  readonly catches: boolean;
  readonly delegation: Delegation | null;
  /** Whether it may call something. */
  readonly calls: boolean;
}

/** Longest code worth compiling, in instructions. */
const MAX_INSTRUCTIONS = 4000;
const MAX_SOURCE = 200_000;

/** Why something is not compiled. */
export class Refusal {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/** These read the expression on top of the stack where it is pushed. */
const LAZY_OPS: ReadonlySet<number> = new Set([OP.TO_BOOL, OP.UNARY_NOT, OP.POP_JUMP_IF_FALSE, OP.POP_JUMP_IF_TRUE]);

export function compile(request: Request): Compiled {
  const { code, entry } = request;
  if (code.words.length > MAX_INSTRUCTIONS) throw new Refusal("too long");
  const { speculateCold } = request.policy;
  // A handler to which no exception has come yet is not expected to get one.
  const whole = buildGraph(
    code,
    entry,
    leaves,
    (handler) => !speculateCold || code.hasHandled(handler),
    (op) => request.feeds && op === OP.YIELD_VALUE,
  );
  // A generator's code is in pieces already, from one yield to the next.
  const graph = entry === 0 || makesGenerator(code) ? whole : withoutOtherLoops(whole);
  const start = entryState(request);
  // The analysis works on a unit of its own: what it notes is not used, but for the names of constants.
  let scratch: Unit;
  let analysis: Analysis;
  do {
    scratch = newUnit(request, new Map());
    analysis = analyze(graph, new Emitter(scratch, false), start, LAZY_OPS);
  } while (scratch.claimFields());
  const unit = newUnit(request, scratch.constants);
  const { tree, ids } = structured(graph, analysis);
  unit.handles = handlersOf(graph, ids).size > 0;
  const e = new Emitter(unit, true);
  e.indentBy(2);
  // The first block may be a loop's: what its back edges bring can ask for another representation than the entry has.
  e.start(start);
  moveTo(e, analysis.states[0]!);
  const pays = entry === 0 && !unit.awaited ? payingBlocks(graph, analysis) : NONE_PAYS;
  const printer: Printer = { e, graph, analysis, ids, pays, thrown: new Map(), around: [] };
  e.onThrow = (site) => noteThrow(printer, site);
  printNodes(printer, tree);
  const body = unit.resumes && !unit.awaited ? withoutUnchanged(e.lines, unit.localNames, start) : e.lines;
  const source = finish(request, unit, body, start, pays.has(0));
  return {
    source,
    helpers: [...unit.helpers],
    constants: [...unit.constants].map(([value, name]) => [name, value] as [string, unknown]),
    sites: unit.sites,
    catches: unit.needsCatch,
    calls: analysis.calls,
    delegation:
      unit.delegates < 0
        ? null
        : new Delegation(unit.known, code, unit.delegates, unit.delegation(start.stack.length - 1)),
  };
}

function newUnit(request: Request, constants: Map<unknown, string>): Unit {
  const unit = new Unit(request.code, request.func, request.policy, request.piece, constants);
  unit.isModule = request.isModule;
  unit.resumes = makesGenerator(request.code);
  unit.awaited = unit.resumes && request.entry === 0;
  unit.hasFrame = unit.resumes || request.entry !== 0;
  unit.feeds = request.feeds;
  if (unit.resumes && !unit.feeds) unit.delegates = delegationAt(request.code, request.entry);
  return unit;
}

/** The SEND to which the instruction jumps back; -1: it does not. */
function delegationAt({ plain, words }: Executable, entry: number): number {
  const target = words[entry] >> OP_BITS;
  return plain[entry] === OP.JUMP_BACKWARD_NO_INTERRUPT && GENERIC[plain[target]] === OP.SEND ? target : -1;
}

function entryState(request: Request): State {
  const { code, entry } = request;
  if (entry === 0) {
    const parameters = code.parameterCount;
    const locals = code.unit.localsplusnames.map((_, i) => (i < parameters ? ANY : UNBOUND));
    return { locals, stack: [], facts: new Set() };
  }
  const stack = request.stack.map((type) => ({ type, text: "" }));
  return canonical({ locals: request.locals, stack, facts: new Set() });
}

/** The structured form of the graph without the blocks and edges that nothing leads to. */
function structured(graph: Graph, analysis: Analysis): { tree: Node[]; ids: number[] } {
  const ids: number[] = [];
  const renumbered = new Map<number, number>();
  for (const { id } of graph.blocks) {
    if (analysis.states[id] === undefined) continue;
    renumbered.set(id, ids.length);
    ids.push(id);
  }
  const successors = ids.map((id) => analysis.edges[id].map((k) => renumbered.get(graph.blocks[id].successors[k])!));
  const tree = structure(successors, handlersOf(graph, ids));
  if (tree === undefined) throw new Refusal("irreducible control flow");
  return { tree, ids };
}

/** Which of the blocks, by their places among those that are reached, are exception handlers. */
function handlersOf(graph: Graph, ids: readonly number[]): Set<number> {
  const handlers = new Set<number>();
  for (const { successors, handlers: own } of graph.blocks) {
    for (const k of own.values()) {
      const place = ids.indexOf(successors[k]);
      if (place >= 0) handlers.add(place);
    }
  }
  return handlers;
}

/** A place from which an exception may come to a handler. */
interface Thrown {
  readonly site: number;
  readonly state: State;
}

interface Printer {
  readonly e: Emitter;
  readonly graph: Graph;
  readonly analysis: Analysis;
  /** Blocks by their number in the structured form. */
  readonly ids: readonly number[];
  /** Blocks that spend fuel; the first does so before anything else. */
  readonly pays: ReadonlySet<number>;
  /** By the instruction that a handler begins with. */
  readonly thrown: Map<number, Thrown[]>;
  /** The handlers, by the same, in whose scopes is what is being printed. */
  readonly around: number[];
}

function noteThrow({ e, thrown }: Printer, site: number): void {
  const { handlers } = e.unit.code;
  const place = e.instruction.handler;
  const start = handlers[place + 2];
  if (!thrown.has(start)) thrown.set(start, []);
  thrown.get(start)!.push({ site, state: stateInHandler(e.unit.code, place, e.snapshot()) });
}

function printNodes(printer: Printer, nodes: readonly Node[]): void {
  const { e, graph, ids } = printer;
  for (const node of nodes) {
    switch (node.kind) {
      case "loop":
        e.open(`L${node.header}: for (;;) {`);
        printNodes(printer, node.body);
        e.close();
        break;
      case "scope":
        e.open(`B${node.target}: {`);
        if (node.catches) printTry(printer, graph.blocks[ids[node.target]], node.body);
        else printNodes(printer, node.body);
        e.close();
        break;
      case "block":
        printBlock(printer, node);
        break;
    }
  }
}

/** The scope of a handler. Exceptions come behind its `try`; from there on the variables are what the handler begins with. */
function printTry(printer: Printer, { id, start }: Block, body: readonly Node[]): void {
  const { e, analysis, around, thrown } = printer;
  e.open(`${handlerLabel(start)}: try {`);
  around.push(start);
  printNodes(printer, body);
  around.pop();
  e.close();
  e.open("catch (e) {");
  e.line(`const h = ${e.helper("handlerOf")}(J.error = e, d);`);
  e.open(`if (h !== ${start}) {`);
  for (const outer of around) e.line(`if (h === ${outer}) break ${handlerLabel(outer)};`);
  e.line(`break ${OUT};`);
  e.close();
  e.close();
  const unless = isLoopEnd(e.unit.code.plain, start) ? `if (J.error !== ${e.helper("LOOP_ENDED")}) ` : "";
  e.line(`${unless}shown = ${e.helper("take")}(${e.unit.self}, d);`);
  const byText = new Map<string, number[]>();
  for (const { site, state } of thrown.get(start) ?? []) {
    const text = conversion(e, state, analysis.states[id]!);
    if (byText.has(text)) byText.get(text)!.push(site);
    else byText.set(text, [site]);
  }
  if (byText.size === 1) {
    for (const text of byText.keys()) e.lines.push(text);
    return;
  }
  e.open("switch (S[d]) {");
  for (const [text, places] of byText) {
    e.line(`${places.map((site) => `case ${site}:`).join(" ")} {`);
    e.lines.push(text);
    e.line("break; }");
  }
  e.close();
}

function printBlock(printer: Printer, node: Extract<Node, { kind: "block" }>): void {
  const { e, graph, analysis, ids } = printer;
  const id = ids[node.block];
  const block = graph.blocks[id];
  if (analysis.follows[id]) e.go();
  else e.start(analysis.states[id]!);
  if (id !== 0 && printer.pays.has(id)) pay(e, block);
  runBlock(e, block, LAZY_OPS, (k) => {
    const edge = node.edges[analysis.edges[id].indexOf(k)];
    const target = ids[edge.target];
    enterLoop(e, analysis.hoists, id, graph.blocks[target]);
    if (!analysis.follows[target]) moveTo(e, analysis.states[target]!);
    if (edge.how === "inline") {
      printNodes(printer, edge.body);
      return;
    }
    if (edge.how === "continue") {
      e.start(analysis.states[target]!);
      e.poll(graph.blocks[target].start);
    }
    e.line(edge.how === "continue" ? `continue L${edge.target};` : `break B${edge.target};`);
  });
}

/** Names of variables that hold numbers alone: raw floats, the places and ends of iterators that are no objects. */
const NUMBER = /\$$|^s\d+[ces]$/;

/** The parameters of every function; nothing is read from them. */
const OWN = ["fn", "d"] as const;

/**
 * Numbers that the first local variables have to be. V8 keeps one record of the classes that `x.name` has met for all places where `x` is the
 * same variable, and takes a parameter and a local variable of the same number for one.
 */
function numbersFirst(parameters: readonly string[], lines: readonly string[]): number {
  const isOwner = (name: string, i: number): boolean =>
    i >= OWN.length && lines.some((line) => line.includes(`${name}.`));
  return parameters.findLastIndex(isOwner) + 1;
}

/** The text of the function. `pays`: it begins by spending fuel. */
function finish(request: Request, unit: Unit, body: string[], start: State, pays: boolean): string {
  const { code, entry } = request;
  const caught = unit.finish();
  const loads = entry === 0 ? [] : prologue(request, unit, start);
  const lines: string[] = [];
  const parameters: string[] = [...OWN];
  if (entry === 0) {
    if (unit.awaited) parameters.push("outer");
    for (let i = 0; i < code.parameterCount; i++) parameters.push(unit.localNames[i]);
    lines.push(`function ${functionName(code)}(${parameters.join(", ")}) {`);
    if (unit.awaited) lines.push("  let frame = null;");
    else lines.push(`  if (${pays ? "--J.fuel < 0 || " : ""}d > J.limit) SLOW(${parameters.join(", ")});`);
  } else {
    parameters.push("frame");
    if (request.feeds || unit.delegates >= 0) parameters.push("sink");
    if (unit.delegates >= 0) parameters.push("sent");
    lines.push(`function ${functionName(code)}_${entry}(${parameters.join(", ")}) {`);
    lines.push("  const { stack, base } = frame;");
  }
  const variables = new Set([...unit.variables, ...caught.filter(isVariable)]);
  const declared = [...variables].filter((name) => !parameters.includes(name)).sort();
  const numbers = declared.filter((name) => NUMBER.test(name)).map((name) => `${name} = 0`);
  if (unit.handles) numbers.push("shown = false");
  const first = numbersFirst(parameters, body);
  while (numbers.length < first) numbers.push(`p${numbers.length} = 0`);
  const known = [...numbers, ...declared.filter((name) => !NUMBER.test(name))];
  if (known.length > 0) lines.push(`  let ${known.join(", ")};`);
  lines.push(...loads);
  if (unit.needsEnd) {
    if (unit.needsCatch) lines.push(`  ${OUT}: try {`, ...body, "  } catch (e) {", "    J.error = e;", "  }");
    else lines.push(`  ${OUT}: {`, ...body, "  }");
    const end = unit.resumes
      ? `${unit.helper(unit.awaited ? "caughtAwaited" : "caughtResumed")}(${unit.frame}`
      : "C(fn";
    lines.push(`  return ${end}, d, [${caught.join(", ")}]);`, "}");
  } else {
    lines.push(...body, "}");
  }
  const source = lines.join("\n");
  if (source.length > MAX_SOURCE) throw new Refusal("too much code");
  return source;
}

/** Loads the variables of a frame that is already running, if they are of the types that the piece was made for. */
function prologue(request: Request, unit: Unit, start: State): string[] {
  const lines: string[] = [];
  const check = (text: string, type: Type): string | null => {
    switch (type.kind) {
      case "int":
        return `typeof ${text} !== "number"`;
      case "str":
        return `typeof ${text} !== "string"`;
      case "bool":
        return `typeof ${text} !== "boolean"`;
      case "float":
      case "complex":
      case "list":
      case "tuple":
      case "dict":
      case "set":
        return `${text}?.type !== ${unit.helper(`${type.kind}Type`)}`;
      case "range_iter_object":
        return `${text}?.type !== ${unit.helper("rangeIterType")}`;
      case "list_iter_object":
        return `${text}?.type !== ${unit.helper("listIterType")}`;
      case "tuple_iter_object":
        return `${text}?.type !== ${unit.helper("tupleIterType")}`;
      case "unbound":
      case "null":
        return `${text} !== undefined`;
      case "maybe":
        return null;
      default:
        return `${text} === undefined`;
    }
  };
  const load = (name: string, type: Type, at: string): void => {
    lines.push(`  const e${lines.length} = stack[base${at}];`);
    const text = `e${lines.length - 1}`;
    const wrong = check(text, type);
    if (wrong !== null) lines[lines.length - 1] += ` if (${wrong}) return MISMATCH;`;
    if (type.kind === "float") lines[lines.length - 1] += ` ${name}$ = ${text}.v;`;
    else if (type.kind !== "unbound" && type.kind !== "null") lines[lines.length - 1] += ` ${name} = ${text};`;
  };
  start.locals.forEach((type, i) => {
    declare(unit, unit.localNames[i], type);
    load(unit.localNames[i], type, ` + ${i}`);
  });
  start.stack.forEach(({ type }, i) => {
    declare(unit, `s${i}`, type);
    load(`s${i}`, type, ` + ${request.code.localCount + i}`);
  });
  return lines;
}

function declare(unit: Unit, name: string, type: Type): void {
  if (type.kind !== "unbound" && type.kind !== "null") unit.variable(type.kind === "float" ? `${name}$` : name);
}

function functionName(code: Executable): string {
  const name = String(code.unit.name);
  return /^[A-Za-z_]\w*$/.test(name) ? `py_${name}` : "py_code";
}
