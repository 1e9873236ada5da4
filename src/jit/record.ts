/**
 * Record: everything the JIT knows of one code object: the JavaScript function that calls of it enter, the pieces compiled for other entry
 * points, and how they fared.
 */
import { CO, makesGenerator } from "../bytecode/codeflags.ts";
import { type Executable, OP_BITS } from "../interpreter/code.ts";
import type { SiteBlock } from "../interpreter/compiled-sites.ts";
import type { Frame } from "../interpreter/frame.ts";
import { OP } from "../interpreter/generated/tables.ts";
import { hasCleanup } from "../interpreter/generators/cleanup.ts";
import type { Slot } from "../interpreter/inst.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import type { PyFunction } from "../objects/function.ts";
import { Orders } from "../objects/keyword-order.ts";
import type { QuickSink } from "../objects/machine.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import { LENGTH_PER_MISMATCH, MISMATCH_LIMIT, WARM } from "./limits.ts";
import { join, type Type, typeOfValue } from "./types.ts";

/**
 * Arguments are one value for each parameter; `depth` is that of the new activation. Undefined: it has raised an exception, which is
 * `compiled.error`; what the interpreter runs throws instead. An activation whose frame the interpreter has always throws, and answers
 * with undefined when the frame has been brought up to date and is not finished.
 */
export type Entry = (fn: PyFunction, depth: number, ...args: Slot[]) => Slot;

/**
 * Runs a frame from the piece's entry on; undefined as for `Entry`, or MISMATCH. `sent`: what the delegation that the piece begins with has
 * returned, if it has been seen to already.
 */
export type Resume = (fn: PyFunction, depth: number, frame: Frame, sink: QuickSink | null, sent?: Slot) => Slot;

/** A piece begins with passing on what it is resumed with, by a SEND. */
export class Delegation {
  readonly index: number;
  readonly site: number;
  /** Where it goes on when that has returned. */
  readonly behind: number;
  /** Whether something is left to be done should nobody go on with it. */
  readonly isWatched: boolean;
  constructor(func: PyFunction, code: Executable, index: number, site: number) {
    this.index = index;
    this.site = site;
    this.behind = code.words[index] >> OP_BITS;
    this.isWatched = yieldsWatched(func, code, index + 1);
  }
}

/** Whether the estate of what yields there is to be looked after. */
export function yieldsWatched(func: PyFunction, code: Executable, index: number): boolean {
  return (code.flags & CO.ASYNC_GENERATOR) !== 0 || hasCleanup(func, code, index);
}

/** Awaits a coroutine that is not made yet, from the one whose frame is `outer`; undefined as for `Entry`. */
export type Awaited = (fn: PyFunction, depth: number, outer: Frame, ...args: Slot[]) => Slot;

/** One compiled function: from the start of the code, or from an instruction in its midst. */
export class Piece {
  readonly record: CodeRecord;
  readonly entryIndex: number;
  /** How often each site was left through. */
  readonly exits: Map<number, number> = new Map();
  exitCount = 0;
  /** Instructions that it does not speculate at: those that the record named when it was made. */
  generic: ReadonlySet<number> = new Set();
  /** Whether what it calls can throw through it. */
  catches = false;
  /** Whether it may call something. */
  calls = true;
  /** Exceptions for handlers that are not compiled. */
  missedHandlers = 0;
  /** How often frames for its activations have been asked for, and whether it looks after them. */
  revealed = 0;
  shows = false;
  /** Set when the piece is to be entered no more. */
  retired = false;
  resume: Resume | null = null;
  delegation: Delegation | null = null;
  /** Types of the variables and stack that an entry in the midst is made for, and of those that it has been refused. */
  types: Type[] = [];
  /** Entries that found other types. */
  private mismatches = 0;
  source = "";
  /** Of a generator: the form of the piece that feeds a sink, and how often there was a sink without it. */
  feeder: Piece | null = null;
  sinks = 0;
  constructor(record: CodeRecord, entryIndex: number) {
    this.record = record;
    this.entryIndex = entryIndex;
  }

  /** The frame's variables were not of the types that the piece was made for; what comes in its place takes them too. */
  mismatched(frame: Frame): void {
    this.types = entryTypes(frame, this.types);
    const { length } = this.record.code.words;
    if (++this.mismatches > MISMATCH_LIMIT + Math.floor(length / LENGTH_PER_MISMATCH)) this.retired = true;
  }
}

/** Types of the variables and stack of a frame; those known before stay possible. */
export function entryTypes(frame: Frame, before: readonly Type[]): Type[] {
  const { stack, base, sp, code } = frame;
  const types: Type[] = [];
  for (let at = base; at < sp; at++) {
    const local = at - base < code.localCount;
    const value = stack[at];
    const type: Type = !local && value === undefined ? { kind: "null" } : typeOfValue(value);
    const known = before[at - base];
    types.push(withoutPairs(known === undefined ? type : join(known, type)));
  }
  return types;
}

/** What the variables and the stack of two frames of the same code at the same place can be. */
export function joinTypes(a: readonly Type[], b: readonly Type[]): Type[] {
  return a.map((type, i) => withoutPairs(join(type, b[i])));
}

/** A float that is perhaps not there is loaded as an object. */
function withoutPairs(type: Type): Type {
  return type.kind === "maybe_float" ? { kind: "maybe" } : type;
}

/** The answer of a piece that was not made for the frame's variables; nothing has happened. */
export const MISMATCH: PyTuple = new PyTuple([]);

export class CodeRecord {
  readonly code: Executable;
  /** The globals that compiled code assumes; null until something is compiled or called. */
  globals: PyDict | null = null;
  /** What calls enter: compiled code, or the way into the interpreter. */
  entry: Entry;
  /** The piece that `entry` is, if it is compiled. */
  start: Piece | null = null;
  /** Of a coroutine function: what a call that is awaited at once enters, if it is compiled, and the piece that it is. */
  awaited: Awaited | null = null;
  awaitedPiece: Piece | null = null;
  /** The heat beyond what is usual that it had without being compiled. */
  waited = 0;
  /** How often its coroutines were made for that. */
  coroutines = 0;
  /** Other pieces by their entry; without gaps, see `put`. */
  readonly pieces: (Piece | undefined)[] = [];
  /** Instructions that do not speculate any more. */
  readonly generic: Set<number> = new Set();
  /** By instruction: how often code was compiled again because it met something new. */
  readonly lessons: Map<number, number> = new Map();
  /** How many of them because something was no small int. */
  beyondInts = 0;
  /** Entries that are not worth compiling, with the reason. */
  readonly refused: Map<number, string> = new Map();
  /** How many instructions put variables into cells before the code proper begins. */
  readonly prefix: number;
  /** Sites of all pieces, for as long as one of their activations may run. */
  readonly sites: SiteBlock[] = [];
  compiles = 0;
  /** Calls of it from compiled code that went to the interpreter. */
  interpreted = 0;
  /** Whether frames for its activations are asked for again and again. */
  shows = false;
  /** Which arguments its parameters get in calls with keywords that are bound when they are made. */
  readonly orders = new Orders();

  /** How often other entries were reached since the code became hot. */
  private readonly reached: Map<number, number> = new Map();
  /** How often each entry was compiled. */
  private readonly made: Map<number, number> = new Map();

  constructor(code: Executable, entry: Entry) {
    this.code = code;
    this.entry = entry;
    let at = 0;
    while (code.plain[at] === OP.MAKE_CELL || code.plain[at] === OP.COPY_FREE_VARS) at++;
    this.prefix = at;
  }

  /** Whether its calls are compiled and call nothing. */
  get isLeaf(): boolean {
    return this.start !== null && !this.start.calls;
  }

  /** The piece is what calls enter from now on: of coroutine functions, those that are awaited at once. */
  beginWith(piece: Piece, entry: Entry & Awaited): void {
    if (makesGenerator(this.code)) {
      this.awaitedPiece = piece;
      this.awaited = entry;
    } else {
      this.start = piece;
      this.entry = entry;
    }
  }

  /**
   * The piece that begins at another entry. An array with a far gap would become a table, and the first array that does makes V8 throw away
   * all code that knows arrays, the interpreter's loop first of all.
   */
  put(entry: number, piece: Piece): void {
    const { pieces } = this;
    while (pieces.length <= entry) pieces.push(undefined);
    pieces[entry] = piece;
  }

  /** Whether code that has had its heat, and was never compiled, needs so many times as much; it is asked again after once more of it. */
  mustWait(heat: number, times: number): boolean {
    if (this.waited >= heat * (times - 1)) return false;
    this.waited += heat;
    return true;
  }

  /** Counts an entry; the one that made the code hot is hot itself. Each time an entry is compiled again it needs to be hotter. */
  isWarm(entry: number, heat: number): boolean {
    if (this.compiles === 0 && this.reached.size === 0) return true;
    const count = (this.reached.get(entry) ?? 0) + 1;
    this.reached.set(entry, count);
    return count > heat * WARM * (1 + (this.made.get(entry) ?? 0));
  }

  /** The entry is compiled. */
  makes(entry: number): void {
    this.made.set(entry, (this.made.get(entry) ?? 0) + 1);
    this.reached.set(entry, 0);
  }

  /** Whether what is compiled is right for this function. */
  accepts(func: PyFunction): boolean {
    this.globals ??= func.globals;
    return this.globals === func.globals && func.code.decoded === this.code;
  }

  /** Whether `entry` may be called for this function: the body is not a module's or class's. */
  mayEnter(func: PyFunction): boolean {
    return (this.code.flags & CO.OPTIMIZED) !== 0 && this.accepts(func);
  }
}

let interpretEntry: Entry;
let generatorEntry: (parameters: number) => Entry;

/** How a code object that is not compiled is entered, and how that of a generator is, whose call runs nothing. */
export function setUncompiledEntries(interpreting: Entry, generating: typeof generatorEntry): void {
  interpretEntry = interpreting;
  generatorEntry = generating;
}

export function recordOf(code: Executable): CodeRecord {
  return (code.compiled as CodeRecord | null) ?? makeRecord(code);
}

function makeRecord(code: Executable): CodeRecord {
  const record = new CodeRecord(code, makesGenerator(code) ? generatorEntry(code.parameterCount) : interpretEntry);
  code.compiled = record;
  return record;
}
