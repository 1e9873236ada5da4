/** The help texts, set from the tables in options.ts. */
import { ENVIRONMENT, LONG_OPTIONS, type LongOption, OWN_OPTIONS, SHORT_OPTIONS, X_OPTIONS } from "./options.ts";

const WIDTH = 79;
const INDENT = 9;

export function usageLine(program: string): string {
  return `usage: ${program} [option] ... [-c cmd | -m mod | file | -] [arg] ...\n`;
}

/** What follows the complaint about a bad command line. */
export function usageError(program: string): string {
  return `${usageLine(program)}Try \`python -h' for more information.\n`;
}

export function usage(program: string): string {
  const short = SHORT_OPTIONS.map(({ letter, argument, help, env }) =>
    entry(`-${letter}${argument ? ` ${argument}` : ""}`, env ? `${help}; also ${env}` : help),
  );
  return [
    usageLine(program),
    "Options (and corresponding environment variables):\n",
    ...short,
    ...LONG_OPTIONS.map(longEntry),
    "\nOptions of Taipan's own:\n",
    ...OWN_OPTIONS.map(longEntry),
    "\nArguments:\n",
    entry("file", "the program"),
    entry("-", "read the program from standard input (the default; interactive at a terminal)"),
    entry("arg ...", "what the program finds in sys.argv[1:]"),
  ].join("");
}

export function helpEnvironment(): string {
  const switches = SHORT_OPTIONS.filter(({ env }) => env !== undefined).map(
    ({ letter, env, help }) => [env!.replace(/=.*/, ""), `${help} (-${letter})`] as const,
  );
  const options = X_OPTIONS.filter(([, , env]) => env !== "").map(
    ([option, help, env]) => [env, `${help} (-X ${option.replace(/[[=].*/, "")})`] as const,
  );
  return [
    "Environment variables that change behavior:\n",
    ...ENVIRONMENT.map(([name, help]) => entry(name, help)),
    "\nThese variables have equivalent command-line options (see --help for details):\n",
    ...[...switches, ...options].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, help]) => entry(name, help)),
  ].join("");
}

export function helpXOptions(): string {
  return [
    "The following implementation-specific options are available:\n",
    ...X_OPTIONS.map(([option, help, env]) => entry(`-X ${option}`, env ? `${help}; also ${env}` : help)),
  ].join("");
}

export function helpAll(program: string): string {
  return `${usage(program)}\n${helpEnvironment()}\n${helpXOptions()}`;
}

function longEntry({ name, argument, joined, help }: LongOption): string {
  return entry(`--${name}${argument ? `${joined ? "=" : " "}${argument}` : ""}`, help);
}

/** One line of help, folded so that what follows the name stays in its column. */
function entry(name: string, help: string): string {
  let line = name.length < INDENT - 2 ? `${name.padEnd(INDENT - 2)}:` : `${name}:`;
  let text = "";
  for (const word of help.split(" ")) {
    if (line.length + 1 + word.length > WIDTH) {
      text += `${line}\n`;
      line = " ".repeat(INDENT - 1);
    }
    line += ` ${word}`;
  }
  return `${text}${line}\n`;
}
