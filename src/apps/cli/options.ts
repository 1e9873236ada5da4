/** The command line's vocabulary: every option with its argument and its line of help. Numbers and names are CPython 3.14's. */

export interface ShortOption {
  readonly letter: string;
  /** What its argument is called in the help; absent for a plain switch. */
  readonly argument?: string;
  readonly help: string;
  readonly env?: string;
}

export const SHORT_OPTIONS: readonly ShortOption[] = [
  { letter: "b", help: "warn where bytes are compared with str or int, or turned into str (-bb: raise)" },
  { letter: "B", help: "write no .pyc files", env: "PYTHONDONTWRITEBYTECODE=x" },
  { letter: "c", argument: "cmd", help: "run this program text; all that follows are its arguments" },
  { letter: "d", help: "debug the parser (debug builds of CPython only)", env: "PYTHONDEBUG=x" },
  { letter: "E", help: "take nothing from PYTHON* environment variables" },
  { letter: "h", help: "show this help and exit (also -? or --help)" },
  {
    letter: "i",
    help: "go on interactively after the program, prompting even without a terminal",
    env: "PYTHONINSPECT=x",
  },
  { letter: "I", help: "isolate from the user's surroundings (implies -E, -P and -s)" },
  { letter: "m", argument: "mod", help: "run a library module as the program; all that follows are its arguments" },
  { letter: "O", help: "drop assert and `if __debug__` (.opt-1.pyc)", env: "PYTHONOPTIMIZE=x" },
  { letter: "OO", help: "as -O, and drop docstrings (.opt-2.pyc)" },
  { letter: "P", help: "put no unsafe path in front of sys.path", env: "PYTHONSAFEPATH" },
  { letter: "q", help: "start interactively without version and copyright" },
  { letter: "s", help: "leave the user's site directory out of sys.path", env: "PYTHONNOUSERSITE=x" },
  { letter: "S", help: "do not import site at the start" },
  { letter: "u", help: "do not buffer standard output and error", env: "PYTHONUNBUFFERED=x" },
  { letter: "v", help: "report imports; more often, report more", env: "PYTHONVERBOSE=x" },
  { letter: "V", help: "show the version and exit (also --version; twice: more about the build)" },
  {
    letter: "W",
    argument: "arg",
    help: "filter warnings: action:message:category:module:lineno",
    env: "PYTHONWARNINGS=arg",
  },
  { letter: "x", help: "skip the first line of the source" },
  { letter: "X", argument: "opt", help: "set an option of the implementation" },
];

/** Accepted without help: -R (hash randomization is the default), -t (ignored), -? (as -h). */
const SILENT_LETTERS = "Rt?";

export const SHORT_LETTERS: ReadonlyMap<string, boolean> = new Map([
  ...SHORT_OPTIONS.filter(({ letter }) => letter.length === 1).map(
    ({ letter, argument }) => [letter, argument !== undefined] as const,
  ),
  ...[...SILENT_LETTERS].map((letter) => [letter, false] as const),
]);

export interface LongOption {
  readonly name: string;
  readonly argument?: string;
  /** The argument may only be joined with "=": Taipan's own options. */
  readonly joined?: boolean;
  readonly help: string;
}

export const LONG_OPTIONS: readonly LongOption[] = [
  {
    name: "check-hash-based-pycs",
    argument: "always|default|never",
    help: "when to compare hash-based .pyc files with their source",
  },
  { name: "help-env", help: "show the environment variables and exit" },
  { name: "help-xoptions", help: "show the -X options and exit" },
  { name: "help-all", help: "show all of this help and exit" },
];

export const OWN_OPTIONS: readonly LongOption[] = [
  {
    name: "dump",
    argument: "STAGES",
    joined: true,
    help: "print stages of compilation: tokens,ast,symtable,instructions,cfg,dis,js",
  },
  { name: "trace", argument: "EVENTS", joined: true, help: "log events: opcodes,calls,specialize,jit,exits" },
  { name: "tier", argument: "TIER", joined: true, help: "run on one engine: reference, interpreter or jit" },
  {
    name: "stress",
    argument: "WAYS",
    joined: true,
    help: "provoke rare events: jit-now,exit-often,suspend-often,hash-collisions",
  },
  { name: "stats", help: "print what the engines did when the program ends" },
];

/** The words that Taipan's own options take. */
export const OWN_VALUES: Readonly<Record<string, readonly string[]>> = {
  dump: ["tokens", "ast", "symtable", "instructions", "cfg", "dis", "js"],
  trace: ["opcodes", "calls", "specialize", "jit", "exits"],
  tier: ["reference", "interpreter", "jit"],
  stress: ["jit-now", "jit-soon", "exit-often", "suspend-often", "rerun-often", "hash-collisions"],
};

/** `[option, help, environment variable]` */
export const X_OPTIONS: readonly (readonly [string, string, string])[] = [
  ["cpu_count=N", "let os.cpu_count() say N (default: the truth)", "PYTHON_CPU_COUNT"],
  ["dev", "development mode: more checks and warnings", "PYTHONDEVMODE"],
  ["faulthandler", "show the traceback on fatal errors", "PYTHONFAULTHANDLER"],
  ["frozen_modules=[on|off]", "use the modules that are part of the executable", "PYTHON_FROZEN_MODULES"],
  ["implementation=NAME", "what sys.implementation.name says (default: taipan)", ""],
  ["importtime[=2]", "show how long imports take (2: of loaded modules too)", "PYTHONPROFILEIMPORTTIME"],
  ["int_max_str_digits=N", "limit conversions between int and str; 0 for no limit", "PYTHONINTMAXSTRDIGITS"],
  ["no_debug_ranges", "keep only line numbers in code objects", "PYTHONNODEBUGRANGES"],
  ["pycache_prefix=PATH", "write .pyc files to a tree of their own", "PYTHONPYCACHEPREFIX"],
  ["showrefcount", "show reference counts (debug builds of CPython only)", ""],
  ["thread_inherit_context=[0|1]", "let threads start with their creator's context", "PYTHON_THREAD_INHERIT_CONTEXT"],
  ["context_aware_warnings=[0|1]", "keep warning filters in the context", "PYTHON_CONTEXT_AWARE_WARNINGS"],
  ["tracemalloc[=N]", "trace allocations, N frames each (default: 1)", "PYTHONTRACEMALLOC"],
  ["utf8[=0|1]", "switch UTF-8 mode", "PYTHONUTF8"],
  ["warn_default_encoding", "warn where the encoding of a file is left open", "PYTHONWARNDEFAULTENCODING"],
];

/** Environment variables without an option of the same effect. */
export const ENVIRONMENT: readonly (readonly [string, string])[] = [
  ["PYTHONSTARTUP", "a file to run when starting interactively"],
  ["PYTHONPATH", "directories to put in front of the module search path, separated by ':'"],
  ["PYTHONHOME", "the installation prefix (or prefix:exec_prefix)"],
  ["PYTHONPLATLIBDIR", "sys.platlibdir"],
  ["PYTHONIOENCODING", "encoding[:errors] of the standard streams"],
  ["PYTHONHASHSEED", "the seed of str and bytes hashes: random, or 0 to 4294967295"],
  ["PYTHONMALLOCSTATS", "show statistics of the memory allocator"],
  ["PYTHONBREAKPOINT", "what breakpoint() calls; 0 for nothing"],
  ["PYTHON_COLORS", "1 to colour output, 0 not to"],
  ["PYTHON_HISTORY", "where the interactive history is kept"],
  ["PYTHONASYNCIODEBUG", "debug asyncio"],
  ["PYTHONUSERBASE", "the user's base directory (site.USER_BASE)"],
  ["PYTHON_BASIC_REPL", "use the simple interactive prompt"],
];
