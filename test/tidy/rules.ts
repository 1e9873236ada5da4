/** The rules that the tidy tests enforce, and every exception with its reason. */

/** The ladder: a folder imports from itself or from a lower rung, types included. */
export const RUNGS: Readonly<Record<string, number>> = {
  "src/kernel": 0,
  "src/host": 0,
  "src/bytecode": 1,
  "src/parser": 2,
  "src/compiler": 3,
  "src/objects": 4,
  "src/interpreter": 5,
  "src/jit": 6,
  "src/modules": 6,
  "src/runtime": 7,
  "src/inspect": 8,
  "src/apps": 9,
};

/** `[importing file, imported file, reason]`; a pattern may end in "*". */
export const LADDER_EXCEPTIONS: readonly (readonly [string, string, string])[] = [];

/** Module folders and files that other modules may use, with the reason. */
export const SHARED_MODULES: readonly (readonly [string, string])[] = [
  ["src/modules/_datetime/*", "_zoneinfo builds on dates and time zones, in CPython through datetime's C interface"],
];

/** Packages that are bundled: pure JavaScript that runs wherever JavaScript does. `[import, what it is there for]` */
export const PURE_PACKAGES: readonly (readonly [string, string])[] = [
  ["pako", "zlib's algorithms and its very bytes"],
  ["@noble/hashes/*", "the hash functions of hashlib"],
];

/** Longest hand-written file. */
export const MAX_LINES = 500;

/** Files that are longer, how long they may be, and why. The numbers only go down. */
export const LONG_FILES: Readonly<Record<string, readonly [number, string]>> = {
  "src/kernel/re/engine.ts": [650, "one loop over one stack: its cases share a dozen local variables"],
  "src/kernel/decimal/transcendental.ts": [520, "exp, ln, log10 and power share their guard digits and error bounds"],
};

/** Files that only pass on what others export: entries of the package. */
export const BARRELS: Readonly<Record<string, string>> = {};

/** Words that have no place in the tree, with the reason. */
export const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/\b(TODO|FIXME|HACK)\b/, "unfinished work belongs into an issue"],
  [/\bnot (yet )?implemented\b/i, "there are no stubs"],
  [/\/work\//, "a path of somebody's machine"],
  [/\bdebugger;/, "left over from debugging"],
];

/** `[file pattern, what may stand there, reason]` */
export const FORBIDDEN_EXCEPTIONS: readonly (readonly [RegExp, RegExp, string])[] = [
  [/^test\/tidy\//, /./, "the rules name what they forbid"],
  [/^src\/objects\/bytes\/memoryview/, /not implemented/i, "CPython's messages"],
  [/^src\/host\/errno\.ts$/, /not implemented/i, "the text of ENOSYS"],
];

/** Where reachability starts, besides tests, tools and benchmarks. */
export const ENTRIES: readonly string[] = [
  "src/apps/script.ts",
  "src/apps/cli/launch.ts",
  "src/apps/embed/launch.ts",
  "src/apps/embed/node.ts",
  "src/apps/embed/browser.ts",
];

/** Source files that nothing imports, with the reason. */
export const UNREACHABLE: Readonly<Record<string, string>> = {
  "src/apps/parts.ts": "tools/parts.mjs writes the imports of it",
};
