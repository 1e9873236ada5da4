/**
 * From command line and environment to a `Config`, as CPython's Python/initconfig.c and Python/preconfig.c: the same precedence,
 * the same complaints, the same exit codes.
 */
import { type Config, defaultConfig, type Tier } from "../../interpreter/config.ts";
import { readEnvironment } from "./environment.ts";
import { type Exit, ExitRequest } from "./exit.ts";
import { OptionReader } from "./getopt.ts";
import { helpAll, helpEnvironment, helpXOptions, usage, usageError } from "./help.ts";
import { OWN_VALUES } from "./options.ts";

/** What `-V` and `-VV` print. */
export interface Versions {
  readonly short: string;
  readonly long: string;
}

/** Reads a command line (without the program's name) and an environment. */
export function configure(
  args: readonly string[],
  env: ReadonlyMap<string, string>,
  versions: Versions,
  program = "taipan",
): Config | Exit {
  try {
    const config = defaultConfig();
    config.program_name = program;
    config.orig_argv = [program, ...args];
    const cmdlineWarnings = readCommandLine(config, args, versions);
    readEnvironment(config, config.use_environment ? env : new Map(), env, cmdlineWarnings);
    return config;
  } catch (error) {
    if (error instanceof ExitRequest) return error.exit;
    throw error;
  }
}

type Action = (config: Config, argument: string) => void;

/** What each plain option does. */
const ACTIONS: Readonly<Record<string, Action>> = {
  b: (config) => config.bytes_warning++,
  B: (config) => (config.write_bytecode = false),
  d: (config) => config.parser_debug++,
  E: (config) => (config.use_environment = false),
  i: (config) => {
    config.inspect++;
    config.interactive++;
  },
  I: (config) => {
    config.isolated = true;
    config.use_environment = false;
    config.user_site_directory = false;
    config.safe_path = true;
  },
  O: (config) => config.optimization_level++,
  P: (config) => (config.safe_path = true),
  q: (config) => config.quiet++,
  R: () => {},
  s: (config) => (config.user_site_directory = false),
  S: (config) => (config.site_import = false),
  t: () => {},
  u: (config) => (config.buffered_stdio = false),
  v: (config) => config.verbose++,
  x: (config) => (config.skip_source_first_line = true),
  X: (config, argument) => {
    const equals = argument.indexOf("=");
    if (equals < 0) config.xoptions.set(argument, true);
    else config.xoptions.set(argument.slice(0, equals), argument.slice(equals + 1));
  },
  "--check-hash-based-pycs": (config, argument) => {
    if (argument !== "always" && argument !== "never" && argument !== "default") {
      misuse(config, "--check-hash-based-pycs must be one of 'default', 'always', or 'never'\n");
    }
    config.check_hash_pycs_mode = argument;
  },
  "--help-all": (config) => show(helpAll(config.program_name)),
  "--help-env": () => show(helpEnvironment()),
  "--help-xoptions": () => show(helpXOptions()),
  "--dump": (config, argument) => (config.dump = words(config, "dump", argument)),
  "--trace": (config, argument) => (config.trace = words(config, "trace", argument)),
  "--stress": (config, argument) => (config.stress = words(config, "stress", argument)),
  "--tier": (config, argument) => (config.tier = words(config, "tier", argument).at(-1) as Tier),
  "--stats": (config) => (config.stats = true),
};

/** Applies the options and finds out what runs; gives the arguments of -W. */
function readCommandLine(config: Config, args: readonly string[], versions: Versions): string[] {
  const reader = new OptionReader(args);
  const warnings: string[] = [];
  let help = false;
  let version = 0;
  for (;;) {
    const option = reader.next();
    if (option.kind === "end") break;
    if (option.kind === "error") misuse(config, option.message);
    const { name, argument } = option;
    if (name === "c") {
      config.run = { kind: "command", source: `${argument}\n` };
      config.argv = ["-c", ...args.slice(reader.index)];
      break;
    }
    if (name === "m") {
      config.run = { kind: "module", name: argument };
      config.argv = ["-m", ...args.slice(reader.index)];
      break;
    }
    if (name === "h" || name === "?") help = true;
    else if (name === "V") version++;
    else if (name === "W") warnings.push(argument);
    else ACTIONS[name]!(config, argument);
  }
  if (help) show(usage(config.program_name));
  if (version > 0) show(`Python ${version > 1 ? versions.long : versions.short}\n`);
  const rest = args.slice(reader.index);
  if (config.run.kind === "interactive" && rest.length > 0) {
    config.run = rest[0] === "-" ? { kind: "stdin" } : { kind: "file", path: rest[0]! };
    config.argv = rest;
  }
  return warnings;
}

function show(text: string): never {
  throw new ExitRequest(0, text, "");
}

function misuse(config: Config, message: string): never {
  throw new ExitRequest(2, "", message + usageError(config.program_name));
}

function words(config: Config, option: string, argument: string): string[] {
  const values = argument.split(",");
  for (const value of values) {
    if (!OWN_VALUES[option]!.includes(value)) misuse(config, `--${option} takes ${OWN_VALUES[option]!.join(", ")}\n`);
  }
  return values;
}
