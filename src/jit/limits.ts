/**
 * The numbers of the JIT's policy (tier.ts, record.ts): what is compiled when, and when again. docs/jit.md shows them as a table.
 */

export interface Heat {
  readonly least: number;
  readonly perInstruction: number;
}

/**
 * Entries and back edges before a code object is compiled: the longer it is, the more, because that is what compiling costs. (With 400
 * for all, importing asyncio spent half of its time on compiling re's parser, of 1,500 instructions, four times.)
 */
export const HEAT: Heat = { least: 150, perInstruction: 3 };
/** The same under --stress=jit-soon: instructions have just been specialized. */
export const SOON: Heat = { least: 12, perInstruction: 0 };
/** The same under --stress=jit-now. */
export const NOW: Heat = { least: 0, perInstruction: 0 };
/** What code of so many instructions needs. */
export function heatOf({ least, perInstruction }: Heat, length: number): number {
  return least + perInstruction * length;
}

/** The part of that which code needs that is to be compiled again. */
export const AGAIN = 0.5;
/**
 * Characters of JavaScript that are made as soon as code is hot enough: at first, and for every second from then on. Beyond that, code has to
 * be hotter by as much again for every so many characters (budget.ts).
 */
export const FREE_CHARACTERS = 150_000;
export const CHARACTERS_PER_SECOND = 75_000;
export const CHARACTERS_PER_HEAT = 10_000;
/** Exits through one site before its instruction stops speculating: the longer the code, the more, because it is compiled again. */
export const SITE_LIMIT = 12;
export const LENGTH_PER_EXIT = 16;
/** The part of that after which another instruction of the same piece stops with it. */
export const FAILING_TOO = 0.25;
/** The same for a shape that is not among those known: they are tried one after the other next time. */
export const SHAPE_LIMIT = 3;
/** The same for an instruction that was not expected to run: the interpreter has specialized it by then. */
export const COLD_LIMIT = 2;
/** So many sites that got something else than small ints, and the code's others are expected to: it works on big ints. */
export const BIG_INTS = 4;
/** So many times that is learned from exits through one site what it meets, before its instruction stops speculating. */
export const LESSONS = 3;
/** Compilations of one code object. */
export const MAX_COMPILES = 24;
/** So many exceptions for handlers that are not compiled, and the piece is compiled again with them. */
export const MISSED_HANDLERS = 3;
/** Characters of a piece whose bytecode may be as long as the loop's (mostly half as long), from which the JavaScript engine is kept at first. */
export const LONG_SOURCE = 30_000;
/** So many times that somebody asks for an activation's frame, and the piece is compiled again so that it can go on all the same. */
export const REVEALED = 3;
/** Values that go to a sink one by one, before the piece that yields them is compiled so that it feeds the sink by itself. */
export const FED = 40;

/** Coroutines that are made where they are awaited, before the call is compiled so that it does without. */
export const AWAITED = 40;

/** Of the heat that code needs to be compiled, the part that another entry of it needs. */
export const WARM = 0.1;

/** Entries that found other types than those the piece was made for, before it is made anew: the longer the code, the more. */
export const MISMATCH_LIMIT = 4;
export const LENGTH_PER_MISMATCH = 32;
