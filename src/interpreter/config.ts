/**
 * How an interpreter is to be set up: the fields of CPython's `PyConfig` (Python/initconfig.c) that mean something here, under
 * their names, and Taipan's own. Command line, environment and embedder each fill one; `sys.flags` and friends are read from it.
 */

/** What runs first. */
export type RunTarget =
  | { readonly kind: "interactive" }
  | { readonly kind: "stdin" }
  | { readonly kind: "command"; readonly source: string }
  | { readonly kind: "module"; readonly name: string }
  | { readonly kind: "file"; readonly path: string };

/** Which engine runs bytecode. */
export type Tier = "reference" | "interpreter" | "jit";

export interface Config {
  run: RunTarget;
  /** `sys.argv`. */
  argv: string[];
  /** `sys.orig_argv`. */
  orig_argv: string[];
  /** The name in messages and usage, as the C program's `argv[0]`. */
  program_name: string;
  isolated: boolean;
  use_environment: boolean;
  dev_mode: boolean;
  parser_debug: number;
  inspect: number;
  interactive: number;
  optimization_level: number;
  write_bytecode: boolean;
  user_site_directory: boolean;
  site_import: boolean;
  safe_path: boolean;
  bytes_warning: number;
  verbose: number;
  quiet: number;
  buffered_stdio: boolean;
  skip_source_first_line: boolean;
  /** False: hashes of strings get a random seed; true: `hash_seed` is it. */
  use_hash_seed: boolean;
  hash_seed: number;
  warnoptions: string[];
  xoptions: Map<string, string | true>;
  utf8_mode: boolean;
  stdio_encoding: string;
  stdio_errors: string;
  /** 0, 1, or 2 for modules that were loaded before as well. */
  import_time: number;
  faulthandler: boolean;
  /** How many frames each trace of an allocation holds; 0 is off. */
  tracemalloc: number;
  use_frozen_modules: boolean;
  code_debug_ranges: boolean;
  int_max_str_digits: number;
  warn_default_encoding: boolean;
  thread_inherit_context: boolean;
  context_aware_warnings: boolean;
  show_ref_count: boolean;
  malloc_stats: boolean;
  /** What `os.cpu_count()` says; -1 for the truth. */
  cpu_count: number;
  pycache_prefix: string | null;
  check_hash_pycs_mode: "default" | "always" | "never";
  /** The raw `PYTHONPATH`; null when it does not count. */
  pythonpath_env: string | null;
  platlibdir: string;
  /** `PYTHONHOME`; null when it does not count. */
  home: string | null;

  /** `sys.implementation.name`: another one for programs that ask for it by name. */
  implementation: string;
  /** Stages of the compiler to print instead of running: tokens, ast, symtable … */
  dump: string[];
  /** What to log while running: opcodes, calls, specialize, jit, exits. */
  trace: string[];
  tier: Tier;
  /** Ways of provoking rare events: jit-now, jit-soon, exit-often, suspend-often, hash-collisions. */
  stress: string[];
  /** Print what the engines did when the program ends. */
  stats: boolean;
}

/** The configuration of `python` without options and without an environment. */
export function defaultConfig(): Config {
  return {
    run: { kind: "interactive" },
    argv: [""],
    orig_argv: [],
    program_name: "taipan",
    isolated: false,
    use_environment: true,
    dev_mode: false,
    parser_debug: 0,
    inspect: 0,
    interactive: 0,
    optimization_level: 0,
    write_bytecode: true,
    user_site_directory: true,
    site_import: true,
    safe_path: false,
    bytes_warning: 0,
    verbose: 0,
    quiet: 0,
    buffered_stdio: true,
    skip_source_first_line: false,
    use_hash_seed: false,
    hash_seed: 0,
    warnoptions: [],
    xoptions: new Map(),
    utf8_mode: false,
    stdio_encoding: "utf-8",
    stdio_errors: "strict",
    import_time: 0,
    faulthandler: false,
    tracemalloc: 0,
    use_frozen_modules: true,
    code_debug_ranges: true,
    int_max_str_digits: 4300,
    warn_default_encoding: false,
    thread_inherit_context: false,
    context_aware_warnings: false,
    show_ref_count: false,
    malloc_stats: false,
    cpu_count: -1,
    pycache_prefix: null,
    check_hash_pycs_mode: "default",
    pythonpath_env: null,
    platlibdir: "lib",
    home: null,
    implementation: "taipan",
    dump: [],
    trace: [],
    tier: "jit",
    stress: [],
    stats: false,
  };
}

/** The configuration of an embedded interpreter: nothing is taken from outside (PyConfig_InitIsolatedConfig). */
export function isolatedConfig(): Config {
  return {
    ...defaultConfig(),
    isolated: true,
    use_environment: false,
    user_site_directory: false,
    site_import: false,
    safe_path: true,
    write_bytecode: false,
    utf8_mode: true,
  };
}
