/** Benchmarks: several implementations of Python side by side in one session, compared by ratios. `npm run bench -- --help`. */
import { writeFileSync } from "node:fs";
import { compileSuite } from "./compile.ts";
import { type Implementation, implementations } from "./implementations.ts";
import { microSuite } from "./micro.ts";
import { type Options, readOptions, USAGE } from "./options.ts";
import { runPrograms } from "./programs.ts";
import { startupSuite } from "./startup.ts";

type Suite = (words: readonly string[], chosen: readonly Implementation[], options: Options) => unknown;

const SUITES: Readonly<Record<string, Suite>> = {
  startup: startupSuite,
  compile: compileSuite,
  micro: microSuite,
  programs: runPrograms,
};

const options = readOptions(process.argv.slice(2));
if (options === undefined) console.log(USAGE);
else {
  const chosen = implementations(options.with, options.taipan, options.python);
  const suites = options.suite === "all" ? Object.keys(SUITES) : [options.suite];
  const results: Record<string, unknown> = {};
  for (const suite of suites) results[suite] = SUITES[suite]!(options.words, chosen, options);
  if (options.json !== undefined) {
    const implementationsUsed = Object.fromEntries(chosen.map(({ name, python }) => [name, python ?? ["node"]]));
    writeFileSync(
      options.json,
      `${JSON.stringify({ node: process.version, implementationsUsed, results }, null, 1)}\n`,
    );
  }
}
