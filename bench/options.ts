/** The command line of the benchmarks. */
import { parseArgs } from "node:util";

export const USAGE = `npm run bench -- [options] [word ...]

Runs programs of bench/programs whose names contain a word (all without words) under several implementations.

  --suite NAME      programs (default), startup, compile, micro, all
  --with NAMES      implementations, separated by commas (taipan,cpython,pyodide,javascript)
  --python PATH     native CPython to compare with (default: pyenv's newest, else python3)
  --taipan OPTIONS  options for taipan, such as --tier=interpreter
  --clock NAME      wall (default), or cpu: the time of all of a process's threads, for machines that others use too
  --seconds N       how long each program repeats (default 2)
  --rounds N        how often the implementations take turns (default 1)
  --whole N         whole processes call a program as often as CPython does in N seconds (default 1; 0: leave them out)
  --json FILE       also write all figures as JSON
`;

export interface Options {
  readonly suite: string;
  readonly words: readonly string[];
  readonly with: readonly string[];
  readonly python: string | undefined;
  readonly taipan: readonly string[];
  readonly clock: string;
  readonly seconds: number;
  readonly rounds: number;
  readonly whole: number;
  readonly json: string | undefined;
}

export function readOptions(args: readonly string[]): Options | undefined {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      suite: { type: "string", default: "programs" },
      with: { type: "string", default: "taipan,cpython,pyodide,javascript" },
      python: { type: "string" },
      taipan: { type: "string", default: "" },
      clock: { type: "string", default: "wall" },
      seconds: { type: "string", default: "2" },
      rounds: { type: "string", default: "1" },
      whole: { type: "string", default: "1" },
      json: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return undefined;
  return {
    suite: values.suite,
    words: positionals,
    with: values.with.split(","),
    python: values.python,
    taipan: values.taipan.split(" ").filter(Boolean),
    clock: values.clock,
    seconds: Number(values.seconds),
    rounds: Number(values.rounds),
    whole: Number(values.whole),
    json: values.json,
  };
}
