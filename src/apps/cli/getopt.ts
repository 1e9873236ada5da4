/** Splits the command line into options as CPython does (Python/getopt.c): its own rules, not those of GNU. */
import { LONG_OPTIONS, OWN_OPTIONS, SHORT_LETTERS } from "./options.ts";

/** An option with its argument; a complaint; or the end of the options. */
export type Option =
  | { readonly kind: "option"; readonly name: string; readonly argument: string }
  | { readonly kind: "error"; readonly message: string }
  | { readonly kind: "end" };

const END: Option = { kind: "end" };

export class OptionReader {
  /** The index of the first argument that has not been read. */
  index = 0;
  private readonly args: readonly string[];
  private letters = "";

  constructor(args: readonly string[]) {
    this.args = args;
  }

  next(): Option {
    if (this.letters === "") {
      const arg = this.args[this.index];
      if (arg === undefined || !arg.startsWith("-") || arg === "-") return END;
      this.index++;
      if (arg === "--") return END;
      if (arg === "--help") return option("h");
      if (arg === "--version") return option("V");
      if (arg.startsWith("--")) return this.long(arg);
      this.letters = arg.slice(1);
    }
    const letter = String.fromCodePoint(this.letters.codePointAt(0)!);
    this.letters = this.letters.slice(letter.length);
    // Only a "-" that stands first begins a long option; elsewhere CPython looks for one in the rest, too.
    if (letter === "-") {
      const rest = this.letters;
      this.letters = "";
      return rest === "" ? this.complain("Expected long option") : this.long(`--${rest}`, this.args[this.index - 1]!);
    }
    const takesArgument = SHORT_LETTERS.get(letter);
    if (takesArgument === undefined) return this.complain(`Unknown option: -${letter}`);
    if (!takesArgument) return option(letter);
    if (this.letters !== "") {
      const argument = this.letters;
      this.letters = "";
      return option(letter, argument);
    }
    if (this.index >= this.args.length) return this.complain(`Argument expected for the -${letter} option`);
    return option(letter, this.args[this.index++]!);
  }

  private long(arg: string, shown = arg): Option {
    const equals = arg.indexOf("=");
    const own = OWN_OPTIONS.find(({ name }) => name === arg.slice(2, equals < 0 ? undefined : equals));
    if (own !== undefined && (own.argument !== undefined) === equals > 0) {
      return option(`--${own.name}`, equals < 0 ? "" : arg.slice(equals + 1));
    }
    const known = LONG_OPTIONS.find(({ name }) => name === arg.slice(2));
    if (known === undefined) return this.complain(`Unknown option: ${shown}`);
    if (known.argument === undefined) return option(`--${known.name}`);
    if (this.index >= this.args.length) return this.complain(`Argument expected for the ${shown} options`);
    return option(`--${known.name}`, this.args[this.index++]!);
  }

  private complain(message: string): Option {
    return { kind: "error", message: `${message}\n` };
  }
}

function option(name: string, argument = ""): Option {
  return { kind: "option", name, argument };
}
