/**
 * V8's optimizing compiler is off until the program turns out to be busy. What start-up and imports run a thousand times is over by the
 * time the optimized code is there; compiling it takes as long as all the rest. Node's own modules are to be loaded before: V8 takes
 * compiled code only under the flags that it was compiled with.
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
 */
import { setFlagsFromString } from "node:v8";

/** Less than the bytes of V8's code for the generated loop that runs instructions, and more than for any function beside it. */
export const SHORTER_THAN_LOOP = 20_000;
/** V8's own limit. */
const LONGEST = 60 * 1024;

/** How many bytes of V8's code a function may have that it inlines, and all of those together that it inlines into one. */
interface Inlining {
  readonly each: number;
  readonly all: number;
}

/** How many kinds of objects V8 tells apart at one place: its own number, and one above that of the kinds of texts. */
const USUAL_KINDS = 4;
const KINDS = 12;

/** The others of V8's own flags that are changed here. */
const USUAL_FLAGS = [
  "--opt",
  "--flush-bytecode",
  "--allocation-site-pretenuring",
  "--semi-space-growth-factor=2",
  `--max-optimized-bytecode-size=${LONGEST}`,
];

const USUAL: Inlining = { each: 460, all: 920 };
const GENEROUS: Inlining = { each: 920, all: 1840 };

function inlineUpTo({ each, all }: Inlining): void {
  setFlagsFromString(`--max-inlined-bytecode-size=${each}`);
  setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${all}`);
}

function tellApart(kinds: number): void {
  setFlagsFromString(`--max-valid-polymorphic-map-count=${kinds}`);
}

/** What has been changed of V8's flags, in that order. */
const changes: (() => void)[] = [];

function change(set: () => void): void {
  changes.push(set);
  set();
}

export function optimizeLater(): void {
  change(() => {
    tellApart(KINDS);
    setFlagsFromString("--no-opt");
    setFlagsFromString("--semi-space-growth-factor=8");
    setFlagsFromString("--no-allocation-site-pretenuring");
  });
}

/** Code that is to be kept for other processes stays, however long ago it ran. */
export function keepCode(): void {
  change(() => setFlagsFromString("--no-flush-bytecode"));
}

export function optimizeNow(): void {
  change(() => {
    setFlagsFromString("--opt");
    inlineUpTo(GENEROUS);
    setFlagsFromString("--semi-space-growth-factor=2");
    setFlagsFromString(`--max-optimized-bytecode-size=${SHORTER_THAN_LOOP}`);
  });
}

export function optimizeLoop(): void {
  change(() => setFlagsFromString(`--max-optimized-bytecode-size=${LONGEST}`));
}

/** Does something under V8's own flags: those under which it takes code from a cache that was made under them. */
export function underUsualFlags<T>(action: () => T): T {
  if (changes.length === 0) return action();
  tellApart(USUAL_KINDS);
  inlineUpTo(USUAL);
  for (const flag of USUAL_FLAGS) setFlagsFromString(flag);
  try {
    return action();
  } finally {
    for (const set of changes) set();
  }
}
