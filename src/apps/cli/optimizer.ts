/**
 * V8's optimizing compiler is off until the program turns out to be busy. What start-up and imports run a thousand times is over by the
 * time the optimized code is there; compiling it takes as long as all the rest.
 *
 * The loop of the interpreter is left out for longer: compiling it takes a quarter of a second, in which what became JavaScript waits for its
 * turn. Few programs stay in the loop (measured: a fifth of the time of programs of a second). It is the longest function by far, and told
 * by that: V8 would make the text of every function's name again and again to compare it (measured: 3 % of the time of the same programs).
 *
 * The space for new objects grows to its full size in two steps instead of four: most of what start-up makes stays, and is copied
 * at every collection of that space (measured: a tenth of the time of `taipan -c pass`).
 *
 * Arrays of one place in the program are not made among the old objects because earlier ones lived long, as V8 would do for good: whatever
 * dies there keeps the young objects that it holds alive until the next full collection. Lists of all of a Python program come from
 * a few places here, so no lifetime is theirs (measured: up to five times the time of a program with short slices).
 *
 * Functions are inlined that are longer than V8 would inline: most of what compiled Python is made of are ways out that are never taken, which
 * take no place in machine code (measured: a tenth to a fifth of the time of programs with small methods).
 *
 * A place in a program that has seen properties of more than a few kinds of objects looks them up in a table from then on, and V8 counts
 * texts as ten kinds: by the width of their characters, and by whether they are literals, made, parts, joined or moved. With more
 * told apart, all texts are one kind to it (measured with texts of six kinds: `str.split`, `partition` and `isidentifier` took half the time
 * or less, `translate` two thirds; all programs of the benchmarks 2 % less).
 *
 * Programs that use much of large libraries for a second or two run a little of everything. V8 optimizes what is hot for a moment, beside the
 * program and at its cost, and has thrown much of it away before it pays; so it is to wait for twice as much work (measured with eight
 * programs on libraries such as jinja, lark and pygments, of 0.7 to 2 s: 17 % less time; whole processes of twelve benchmarks: 2 % less; four
 * times as much does no better, and eight times worse).
 */
import { setFlagsFromString } from "node:v8";

/** Less than the bytes of V8's code for the generated loop that runs instructions, and more than for any function beside it. */
export const SHORTER_THAN_LOOP = 20_000;
/** V8's own limit. */
const LONGEST = 60 * 1024;

/**
 * Flags that hold as long as the process does: set before the program is loaded, so that its code caches are made and taken under them. V8's
 * optimizing compiler works beside the program and ends the process where the limits of inlining have fallen while it did.
 */
const LASTING_FLAGS = [
  "--no-allocation-site-pretenuring",
  // How many kinds of objects are told apart at one place: V8's own number of 4, and one above that of the kinds of texts.
  "--max-valid-polymorphic-map-count=12",
  // How many bytes of V8's code a function may have that is inlined, and all those together that are inlined into one: twice V8's own numbers.
  "--max-inlined-bytecode-size=920",
  "--max-inlined-bytecode-size-cumulative=1840",
  // How much of a function runs before V8 thinks of optimizing it: twice V8's own number.
  `--interrupt-budget=${264 * 1024}`,
];

/** V8's own values of the flags that change while the program runs. */
const USUAL_FLAGS = [
  "--opt",
  "--flush-bytecode",
  "--semi-space-growth-factor=2",
  `--max-optimized-bytecode-size=${LONGEST}`,
];

/** What has been set since, in that order. */
const changes: string[] = [];

function setFlags(flags: readonly string[]): void {
  for (const flag of flags) setFlagsFromString(flag);
}

function change(...flags: string[]): void {
  changes.push(...flags);
  setFlags(flags);
}

/** To be called before the program is loaded. */
export function setLastingFlags(): void {
  setFlags(LASTING_FLAGS);
}

export function optimizeLater(): void {
  change("--no-opt", "--semi-space-growth-factor=8");
}

/** Code that is to be kept for other processes stays, however long ago it ran. */
export function keepCode(): void {
  change("--no-flush-bytecode");
}

export function optimizeNow(): void {
  change("--opt", "--semi-space-growth-factor=2", `--max-optimized-bytecode-size=${SHORTER_THAN_LOOP}`);
}

export function optimizeLoop(): void {
  change(`--max-optimized-bytecode-size=${LONGEST}`);
}

/** Does something under the flags under which the program was loaded: code of a cache is taken only under those that it was made under. */
export function underFirstFlags<T>(action: () => T): T {
  if (changes.length === 0) return action();
  setFlags(USUAL_FLAGS);
  try {
    return action();
  } finally {
    setFlags(changes);
  }
}
