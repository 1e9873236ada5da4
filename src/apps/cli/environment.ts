/** The environment's and the -X options' share of a `Config` (Python/initconfig.c: config_read and what it calls). */
import type { Config } from "../../interpreter/config.ts";
import { fatal } from "./exit.ts";

/** A variable that counts: set and not empty. */
type Lookup = (name: string) => string | undefined;

/**
 * Completes a configuration. `env` is what PYTHON* variables are read from (empty under -E), `surroundings` the whole
 * environment, which the locale comes from.
 */
export function readEnvironment(
  config: Config,
  env: ReadonlyMap<string, string>,
  surroundings: ReadonlyMap<string, string>,
  cmdlineWarnings: readonly string[],
): void {
  const variable: Lookup = (name) => env.get(name) || undefined;
  readFlags(config, variable);
  readXOptions(config, variable);
  readHashSeed(config, variable);
  readEncodings(config, variable, surroundings);
  readWarnings(config, variable, cmdlineWarnings);
  config.pythonpath_env = variable("PYTHONPATH") ?? null;
  config.platlibdir = variable("PYTHONPLATLIBDIR") ?? config.platlibdir;
  config.home = variable("PYTHONHOME") ?? null;
}

/** `_Py_get_env_flag`: text and negative numbers mean 1, and an option is never weakened. */
function flag(value: string | undefined): number {
  if (value === undefined) return 0;
  const number = parseInteger(value);
  return number === null || number < 0 ? 1 : number;
}

function readFlags(config: Config, variable: Lookup): void {
  config.parser_debug = Math.max(config.parser_debug, flag(variable("PYTHONDEBUG")));
  config.verbose = Math.max(config.verbose, flag(variable("PYTHONVERBOSE")));
  config.optimization_level = Math.max(config.optimization_level, flag(variable("PYTHONOPTIMIZE")));
  if (config.inspect === 0 && variable("PYTHONINSPECT") !== undefined) config.inspect = 1;
  if (flag(variable("PYTHONDONTWRITEBYTECODE")) > 0) config.write_bytecode = false;
  if (flag(variable("PYTHONNOUSERSITE")) > 0) config.user_site_directory = false;
  if (flag(variable("PYTHONUNBUFFERED")) > 0) config.buffered_stdio = false;
  if (variable("PYTHONSAFEPATH") !== undefined) config.safe_path = true;
  if (variable("PYTHONMALLOCSTATS") !== undefined) config.malloc_stats = true;
}

function readXOptions(config: Config, variable: Lookup): void {
  const x = config.xoptions;
  const on = (option: string, name: string): boolean => x.has(option) || variable(name) !== undefined;
  config.dev_mode = on("dev", "PYTHONDEVMODE");
  config.faulthandler = config.dev_mode || on("faulthandler", "PYTHONFAULTHANDLER");
  config.code_debug_ranges = !on("no_debug_ranges", "PYTHONNODEBUGRANGES");
  config.warn_default_encoding = on("warn_default_encoding", "PYTHONWARNDEFAULTENCODING");
  config.show_ref_count = x.has("showrefcount");
  config.import_time = importTime(x.get("importtime"), variable("PYTHONPROFILEIMPORTTIME"));
  config.tracemalloc = traceFrames(x.get("tracemalloc"), variable("PYTHONTRACEMALLOC"));
  config.int_max_str_digits = maxStrDigits(x.get("int_max_str_digits"), variable("PYTHONINTMAXSTRDIGITS"));
  config.cpu_count = cpuCount(x.get("cpu_count"), variable("PYTHON_CPU_COUNT"));
  config.use_frozen_modules = frozenModules(x.get("frozen_modules"), variable("PYTHON_FROZEN_MODULES"));
  const implementation = x.get("implementation");
  if (typeof implementation === "string" && implementation !== "") config.implementation = implementation;
  const prefix = x.get("pycache_prefix") ?? variable("PYTHONPYCACHEPREFIX");
  config.pycache_prefix = typeof prefix === "string" && prefix !== "" ? prefix : null;
  for (const name of ["thread_inherit_context", "context_aware_warnings"] as const) {
    config[name] = zeroOrOne(name, x.get(name), variable(`PYTHON_${name.toUpperCase()}`));
  }
  checkGil(x.get("gil"), variable("PYTHON_GIL"));
}

function importTime(option: string | true | undefined, value: string | undefined): number {
  const text = option ?? value;
  if (text === undefined) return 0;
  if (text === true || text === "1") return 1;
  if (text === "2") return 2;
  if (option === undefined) return 1;
  fatal("config_init_import_time", "-X importtime: values other than 1 and 2 are reserved for future use.");
}

function traceFrames(option: string | true | undefined, value: string | undefined): number {
  const frames = (text: string, message: string): number => {
    const number = parseInteger(text);
    if (number === null || number < 0 || number > 2147483647) fatal("config_init_tracemalloc", message);
    return number;
  };
  if (option === true) return 1;
  if (option !== undefined) return frames(option, "-X tracemalloc=NFRAME: invalid number of frames");
  return value === undefined ? 0 : frames(value, "PYTHONTRACEMALLOC: invalid number of frames");
}

const STR_DIGITS_THRESHOLD = 640;

function maxStrDigits(option: string | true | undefined, value: string | undefined): number {
  const limit = (text: string | true, name: string): number => {
    const number = text === true ? null : parseInteger(text);
    if (number === null || number < 0 || (number > 0 && number < STR_DIGITS_THRESHOLD)) {
      fatal(
        "config_init_int_max_str_digits",
        `${name}: invalid limit; must be >= ${STR_DIGITS_THRESHOLD} or 0 for unlimited.`,
      );
    }
    return number;
  };
  const fromEnvironment = value === undefined ? 4300 : limit(value, "PYTHONINTMAXSTRDIGITS");
  return option === undefined ? fromEnvironment : limit(option, "-X int_max_str_digits");
}

function cpuCount(option: string | true | undefined, value: string | undefined): number {
  const text = option ?? value;
  if (text === undefined || text === "default") return -1;
  const number = text === true ? null : parseInteger(text);
  if (number === null || number < 1) {
    fatal(
      "config_init_cpu_count",
      "-X cpu_count=n option: n is missing or an invalid number, n must be greater than 0",
    );
  }
  return number;
}

function frozenModules(option: string | true | undefined, value: string | undefined): boolean {
  const text = option ?? value;
  if (text === undefined || text === true || text === "on") return true;
  if (text === "off") return false;
  const source = option === undefined ? "PYTHON_FROZEN_MODULES" : "option -X frozen_modules";
  fatal("", `bad value for ${source} (expected "on" or "off")`);
}

function zeroOrOne(name: string, option: string | true | undefined, value: string | undefined): boolean {
  if (value !== undefined && value !== "0" && value !== "1") {
    fatal(`config_init_${name}`, `PYTHON_${name.toUpperCase()}=N: N is missing or invalid`);
  }
  if (option === undefined) return value === "1";
  if (option !== "0" && option !== "1") fatal(`config_init_${name}`, `-X ${name}=n: n is missing or invalid`);
  return option === "1";
}

function checkGil(option: string | true | undefined, value: string | undefined): void {
  for (const [text, name] of [
    [value, "PYTHON_GIL"],
    [option, "-X gil"],
  ] as const) {
    if (text === undefined || text === "1") continue;
    if (text === "0") fatal("config_read_gil", "Disabling the GIL is not supported by this build");
    fatal("config_read_gil", `${name} must be "0" or "1"`);
  }
}

function readHashSeed(config: Config, variable: Lookup): void {
  const text = variable("PYTHONHASHSEED");
  if (text === undefined || text === "random") return;
  const seed = /^\s*\+?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(seed <= 4294967295)) {
    fatal("config_init_hash_seed", 'PYTHONHASHSEED must be "random" or an integer in range [0; 4294967295]');
  }
  config.use_hash_seed = true;
  config.hash_seed = seed;
}

function readEncodings(config: Config, variable: Lookup, surroundings: ReadonlyMap<string, string>): void {
  const locale = surroundings.get("LC_ALL") || surroundings.get("LC_CTYPE") || surroundings.get("LANG") || "C";
  const isC = locale === "C" || locale === "POSIX";
  const option = config.xoptions.get("utf8");
  const value = variable("PYTHONUTF8");
  if (option !== undefined) {
    if (option !== true && option !== "0" && option !== "1") {
      fatal("preconfig_init_utf8_mode", "invalid -X utf8 option value", "preinitializing");
    }
    config.utf8_mode = option !== "0";
  } else if (value !== undefined) {
    if (value !== "0" && value !== "1") {
      fatal("preconfig_init_utf8_mode", "invalid PYTHONUTF8 environment variable value", "preinitializing");
    }
    config.utf8_mode = value === "1";
  } else config.utf8_mode = isC;
  config.stdio_encoding = "utf-8";
  config.stdio_errors = config.utf8_mode || isC || locale === "C.UTF-8" ? "surrogateescape" : "strict";
  const io = variable("PYTHONIOENCODING");
  if (io === undefined) return;
  const [encoding, errors] = io.split(":", 2) as [string, string | undefined];
  if (encoding !== "") config.stdio_encoding = encoding;
  if (errors) config.stdio_errors = errors;
  else if (encoding !== "") config.stdio_errors = "strict";
}

/** config_init_warnings: the later a filter stands, the more it counts; a repeated one keeps its first place. */
function readWarnings(config: Config, variable: Lookup, cmdline: readonly string[]): void {
  const options = [
    ...(config.dev_mode ? ["default"] : []),
    ...(variable("PYTHONWARNINGS")
      ?.split(",")
      .filter((part) => part !== "") ?? []),
    ...cmdline,
    ...(config.bytes_warning > 1 ? ["error::BytesWarning"] : config.bytes_warning > 0 ? ["default::BytesWarning"] : []),
  ];
  config.warnoptions = [...new Set(options)];
}

/** An integer as C's `strtol` with base 10 reads it when nothing may follow. */
function parseInteger(text: string): number | null {
  return /^\s*[+-]?\d+$/.test(text) ? Number(text) : null;
}
