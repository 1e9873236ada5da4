/**
 * The JIT's policy: what is compiled when, what is compiled again because its guards fail, what is left to the interpreter for good.
 * The interpreter calls it through interpreter/compiled.ts.
 */
import { CO, makesGenerator } from "../bytecode/codeflags.ts";
import { returnSpecially } from "../interpreter/calls.ts";
import { type Executable, OP_BITS } from "../interpreter/code.ts";
import {
  COLD,
  CONTINUED,
  type CompiledTier,
  compiled,
  type Entered,
  endWith,
  NOT_ENTERED,
  places,
  STACK_BUDGET,
} from "../interpreter/compiled.ts";
import type { CompiledSite } from "../interpreter/compiled-sites.ts";
import { FRAME_COMPILED, FRAME_EXPOSED, type Frame } from "../interpreter/frame.ts";
import { mayHideLocals } from "../interpreter/frame-namespace.ts";
import { OP } from "../interpreter/generated/tables.ts";
import type { PyGenerator } from "../interpreter/generators/generator.ts";
import type { Slot } from "../interpreter/inst.ts";
import { isDeep } from "../interpreter/rerun.ts";
import { currentThread, type ThreadState } from "../interpreter/thread.ts";
import { strToJs } from "../kernel/str.ts";
import type { PyCell } from "../objects/cell.ts";
import type { PyFunction } from "../objects/function.ts";
import type { KwNames, PyValue } from "../objects/object.ts";
import { ANOTHER_LOOP } from "./analyze.ts";
import { Budget } from "./budget.ts";
import { type Compiled, compile, Refusal } from "./compile.ts";
import { callCompiled, resumeCompiledGenerator } from "./direct.ts";
import { drainCompiled } from "./drain.ts";
import { YIELD } from "./emit/generators.ts";
import { NOT_INT } from "./emit/guards.ts";
import { ANOTHER_SHAPE } from "./emit/shapes.ts";
import { NEVER_RAN } from "./emit/table.ts";
import { BEFORE_LOOP, loopKey } from "./hoist.ts";
import type { Options, Statistics } from "./install.ts";
import { generalize, generalizeInts, learn } from "./lessons.ts";
import {
  AGAIN,
  AWAITED,
  BIG_INTS,
  COLD_LIMIT,
  FAILING_TOO,
  FED,
  HEAT,
  heatOf,
  LENGTH_PER_EXIT,
  LESSONS,
  LONG_SOURCE,
  MAX_COMPILES,
  MISSED_HANDLERS,
  REVEALED,
  SHAPE_LIMIT,
  SITE_LIMIT,
} from "./limits.ts";
import {
  type Awaited,
  type CodeRecord,
  type Entry,
  entryTypes,
  joinTypes,
  MISMATCH,
  Piece,
  type Resume,
  recordOf,
  setUncompiledEntries,
} from "./record.ts";
import { watchAwaits } from "./runtime/awaited-calls.ts";
import { enterWith, interpret, watchCalls } from "./runtime/calls.ts";
import { provokeUnwinding, watchExits, watchHandlers } from "./runtime/exits.ts";
import { generatorEntry } from "./runtime/generate.ts";
import { watchSinks } from "./runtime/generators.ts";
import { ALWAYS, HELPERS } from "./runtime/helpers.ts";
import type { Site } from "./sites.ts";

class Tier implements CompiledTier {
  private readonly options: Options;
  private readonly statistics: Statistics;
  private readonly budget: Budget;

  constructor(options: Options, statistics: Statistics) {
    this.options = options;
    this.statistics = statistics;
    this.budget = new Budget(options.clock);
  }

  private heatOf(length: number): number {
    return heatOf(this.options.heat, length);
  }

  enter(thread: ThreadState, frame: Frame): Entered {
    const { code } = frame;
    const record = recordOf(code);
    const piece = this.pieceFor(record, frame);
    if (piece === null) return NOT_ENTERED;
    const { depth } = frame;
    if (compiled.used > STACK_BUDGET - 100 || depth > places.length - 100 || isDeep(thread)) return NOT_ENTERED;
    const outer = { limit: compiled.limit, start: compiled.start };
    compiled.start = depth;
    compiled.limit = Math.min(thread.recursionLimit, places.length - 8, depth + STACK_BUDGET - compiled.used);
    frame.flags |= FRAME_COMPILED;
    this.statistics.entered++;
    let result: Slot;
    try {
      result = run(piece, frame);
    } finally {
      compiled.depth = 0;
      compiled.limit = outer.limit;
      compiled.start = outer.start;
    }
    frame.flags &= ~FRAME_COMPILED;
    if (result === undefined) {
      return CONTINUED;
    }
    if (result === MISMATCH) {
      piece.mismatched(frame);
      return NOT_ENTERED;
    }
    return finish(thread, frame, result);
  }

  call(thread: ThreadState, func: PyFunction, args: readonly PyValue[], kwnames: KwNames): Slot {
    return callCompiled(thread, func, args, kwnames);
  }

  resume(thread: ThreadState, generator: PyGenerator, value: PyValue): Slot {
    return resumeCompiledGenerator(thread, generator, value);
  }

  drain(thread: ThreadState, frame: Frame): void {
    drainCompiled(thread, frame);
  }

  /** The piece to continue the frame with, compiled if need be; null when there is none. */
  private pieceFor(record: CodeRecord, frame: Frame): Piece | null {
    const entry = frame.pc;
    if ((frame.flags & (FRAME_COMPILED | FRAME_EXPOSED)) !== 0 || !record.accepts(frame.func)) return null;
    const atStart = isStart(record, entry);
    const known = atStart ? record.start : record.pieces[entry];
    if (known !== undefined && known !== null && !known.retired) return known;
    if (record.refused.has(entry)) {
      this.cool(record);
      return null;
    }
    if (!this.options.now && !this.isHot(record, entry)) return null;
    return this.make(record, frame.func, frame, atStart ? 0 : entry);
  }

  /** Whether the entry is hot enough, as much as has been compiled lately. */
  private isHot(record: CodeRecord, entry: number): boolean {
    const heat = this.heatOf(record.code.words.length);
    const thrift = this.budget.thrift();
    if (record.compiles > 0) return record.isWarm(entry, heat * thrift);
    if (!record.mustWait(heat, thrift)) return record.isWarm(entry, heat);
    record.code.heat = heat;
    return false;
  }

  /** Nothing to compile here: the code is looked at again much later, for other entries. */
  private cool(record: CodeRecord): void {
    record.code.heat =
      record.start === null && record.pieces.length === 0 ? COLD : this.heatOf(record.code.words.length) + 100;
  }

  /** A function that compiled code calls through the interpreter, which does not lead to its start being compiled. */
  called(record: CodeRecord, func: PyFunction): void {
    if (record.start !== null || record.refused.has(0)) return;
    const heat = this.heatOf(record.code.words.length);
    if (record.mayEnter(func) && !record.mustWait(heat, this.budget.thrift())) this.make(record, func, null, 0);
  }

  /** A coroutine is made where it is awaited, which can do without. */
  awaits(record: CodeRecord, func: PyFunction): void {
    if (record.awaited !== null || ++record.coroutines < (this.options.now ? 1 : AWAITED)) return;
    record.coroutines = 0;
    this.called(record, func);
  }

  /** A generator that waits at the piece feeds a sink, to which it could yield without being left. */
  fed(piece: Piece, func: PyFunction): void {
    if (++piece.sinks < (this.options.now ? 1 : FED) || piece.record.compiles >= MAX_COMPILES) return;
    piece.sinks = 0;
    const feeder = new Piece(piece.record, piece.entryIndex);
    feeder.types = piece.feeder === null ? piece.types : joinTypes(piece.types, piece.feeder.types);
    const linked = this.build(feeder, func, { isModule: false, feeds: true });
    if (linked === null) return;
    feeder.resume = linked as Resume;
    piece.feeder = feeder;
  }

  /** Compiles from an instruction on: 0 is the start of the function. */
  private make(record: CodeRecord, func: PyFunction, frame: Frame | null, entry: number): Piece | null {
    const { code } = record;
    const index = frame === null ? 0 : frame.pc;
    if (record.compiles >= MAX_COMPILES) {
      record.refused.set(index, "compiled too often");
      this.cool(record);
      return null;
    }
    const piece = new Piece(record, index);
    if (entry !== 0 && frame !== null) piece.types = entryTypes(frame, record.pieces[entry]?.types ?? []);
    const isModule = frame !== null && frame.namespace !== null && frame.namespace === func.globals;
    record.makes(index);
    const linked = this.build(piece, func, { isModule, feeds: false }, entry);
    if (linked === null) return null;
    if (entry === 0) record.beginWith(piece, linked as Entry & Awaited);
    else {
      piece.resume = linked as Resume;
      record.put(entry, piece);
    }
    if (frame !== null) code.heat = -1;
    return piece;
  }

  /** The JavaScript function for a piece; null when there is none. */
  private build(
    piece: Piece,
    func: PyFunction,
    form: { readonly isModule: boolean; readonly feeds: boolean },
    entry = piece.entryIndex,
  ): unknown {
    const { record } = piece;
    const { code } = record;
    piece.generic = new Set(record.generic);
    const started = this.options.clock();
    let made: Compiled;
    try {
      made = compile({
        code,
        func,
        entry,
        locals: piece.types.slice(0, code.localCount),
        stack: piece.types.slice(code.localCount),
        ...form,
        policy: {
          generic: piece.generic,
          speculateCold: !this.options.now,
          exitOften: this.options.exitOften,
          shows: record.shows,
        },
        piece,
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.statistics.refused++;
      if (this.options.traceCompiles)
        this.options.log(`jit: ${nameOf(code)} at ${piece.entryIndex}: not compiled: ${error.reason}`);
      if (form.feeds) return null;
      record.refused.set(piece.entryIndex, error.reason);
      this.cool(record);
      return null;
    }
    const linked = link(made);
    record.sites.push(...made.sites.blocks);
    record.compiles++;
    piece.source = made.source;
    piece.catches = made.catches;
    piece.delegation = made.delegation;
    piece.calls = made.calls;
    piece.shows = record.shows;
    this.statistics.pieces++;
    this.statistics.sourceLength += made.source.length;
    // Under stress everything is compiled.
    if (this.options.heat === HEAT) this.budget.spend(made.source.length);
    this.statistics.compileTime += this.options.clock() - started;
    if (made.source.length > LONG_SOURCE) currentThread.interp.busyness.madeLong();
    this.report(code, piece, made);
    return linked;
  }

  private report(code: Executable, piece: Piece, made: Compiled): void {
    const { options } = this;
    if (options.traceCompiles) {
      options.log(
        `jit: ${nameOf(code)} at ${piece.entryIndex}: ${made.source.length} characters, ${made.sites.size} sites`,
      );
    }
    if (options.dump) options.log(`// ${nameOf(code)}, from instruction ${piece.entryIndex}\n${made.source}\n`);
  }

  /** A site was left through. */
  exited(site: Site): void {
    const piece = site.piece as Piece;
    if (this.options.traceExits) {
      this.options.log(
        `exit: ${nameOf(site.code)} line ${site.code.lineOf(site.index)} at ${site.index}: ${site.reason}`,
      );
    }
    if (site.reason === YIELD || site.reason === ANOTHER_LOOP) return;
    this.statistics.exits++;
    if (this.options.exitOften) return;
    // The guards before a loop are not its first instruction's.
    const place = site.reason === BEFORE_LOOP ? loopKey(site.index) : site.index;
    const count = (piece.exits.get(place) ?? 0) + 1;
    piece.exits.set(place, count);
    // The interpreter learns at once what it was that compiled code did not expect.
    learn(site.code, site.index);
    const { record } = piece;
    const most = SITE_LIMIT + Math.floor(site.code.words.length / LENGTH_PER_EXIT);
    const limit = site.reason === ANOTHER_SHAPE ? SHAPE_LIMIT : site.reason === NEVER_RAN ? COLD_LIMIT : most;
    if (limit < most && count === limit && !piece.retired && !record.generic.has(place)) {
      const lessons = (record.lessons.get(place) ?? 0) + 1;
      record.lessons.set(place, lessons);
      if (lessons === LESSONS) generalize(record, place);
      this.retire(piece);
      return;
    }
    if (count < most || piece.retired) return;
    if (piece.generic.has(place)) {
      this.giveUp(piece, site);
      return;
    }
    const isNew = !record.generic.has(place);
    for (const [other, times] of piece.exits) if (times >= most * FAILING_TOO) record.generic.add(other);
    if (isNew && site.reason === NOT_INT && ++record.beyondInts === BIG_INTS) generalizeInts(record);
    this.retire(piece);
  }

  /** An exception came to a handler that is not part of the piece. */
  missed(site: Site): void {
    const piece = site.piece as Piece;
    if (!piece.retired && ++piece.missedHandlers === MISSED_HANDLERS) this.retire(piece);
  }

  heeds(site: CompiledSite): boolean {
    const piece = (site as Site).piece as Piece;
    if (piece.shows) return true;
    if (mayHideLocals(piece.record.code)) return false;
    if (!piece.retired && ++piece.revealed >= (this.options.now ? 1 : REVEALED)) {
      piece.record.shows = true;
      this.retire(piece);
    }
    return false;
  }

  /** The next entry compiles anew. */
  private retire(piece: Piece): void {
    piece.retired = true;
    const { record } = piece;
    if (record.awaitedPiece === piece) record.awaited = null;
    if (record.start !== piece) return;
    record.start = null;
    record.entry = interpret;
    record.code.heat = Math.floor(this.heatOf(record.code.words.length) * AGAIN * record.compiles);
  }

  /** An instruction that compiled code does not know, and that is always reached: the interpreter runs all of it. */
  private giveUp(piece: Piece, site: Site): void {
    const { record } = piece;
    const { reason } = site;
    this.retire(piece);
    record.refused.set(piece.entryIndex, `${reason} at ${site.index}`);
    if (piece.resume === null) record.refused.set(0, reason);
    if (this.options.traceCompiles) {
      this.options.log(`jit: ${nameOf(record.code)} at ${piece.entryIndex}: given up: ${reason}`);
    }
    this.cool(record);
  }
}

/** Whether an entry is that of the function: behind its RESUME, with nothing done before but putting variables into cells. */
function isStart({ code, prefix }: CodeRecord, entry: number): boolean {
  return (
    entry === prefix + 1 &&
    code.plain[prefix] === OP.RESUME &&
    (code.flags & CO.OPTIMIZED) !== 0 &&
    !makesGenerator(code)
  );
}

function run(piece: Piece, frame: Frame): Slot {
  const { func, depth, stack, base } = frame;
  if (piece.resume !== null) return piece.resume(func, depth, frame, null);
  const { record } = piece;
  const { code } = record;
  switch (code.parameterCount) {
    case 0:
      return record.entry(func, depth);
    case 1:
      if (record.prefix === 0) return record.entry(func, depth, stack[base]);
      break;
    case 2:
      if (record.prefix === 0) return record.entry(func, depth, stack[base], stack[base + 1]);
      break;
    default:
  }
  const values = stack.slice(base, base + code.parameterCount);
  for (let pc = 0; pc < record.prefix; pc++) {
    const local = code.words[pc] >> OP_BITS;
    // Nobody has seen the new cell yet: the entry makes its own.
    if (code.plain[pc] === OP.MAKE_CELL && local < values.length) values[local] = (values[local] as PyCell).v;
  }
  return enterWith(record, func, depth, values);
}

/** The frame has returned: what RETURN_VALUE does. */
function finish(thread: ThreadState, frame: Frame, result: Slot): Entered {
  const caller = frame.previous as Frame;
  thread.top = caller;
  if (frame.flags === 0) {
    caller.stack[caller.sp++] = result;
    return CONTINUED;
  }
  if (!returnSpecially(thread, frame, caller, result!)) return CONTINUED;
  return endWith(result);
}

/** Makes the JavaScript function. */
function link(made: Compiled): unknown {
  const names = [...Object.keys(ALWAYS), ...made.helpers, ...made.constants.map(([name]) => name)];
  const given = [
    ...Object.values(ALWAYS),
    ...made.helpers.map((name) => HELPERS[name]),
    ...made.constants.map(([, value]) => value),
  ];
  for (const name of made.helpers) if (HELPERS[name] === undefined) throw new Error(`no helper ${name}`);
  // In parentheses, so that V8 compiles the function at once, instead of reading it twice.
  return new Function(...names, `"use strict";\nreturn (${made.source});`)(...given);
}

function nameOf(code: Executable): string {
  return strToJs(code.unit.qualname);
}

/** Starts the JIT. */
export function startTier(options: Options, statistics: Statistics): CompiledTier {
  const tier = new Tier(options, statistics);
  setUncompiledEntries(interpret, generatorEntry);
  provokeUnwinding(options.unwindOften);
  watchCalls((record, func) => tier.called(record, func));
  watchAwaits((record, func) => tier.awaits(record, func));
  watchSinks((piece, func) => tier.fed(piece, func));
  watchHandlers((site) => tier.missed(site));
  watchExits((site) => tier.exited(site));
  return tier;
}
