/**
 * Compares what the compiler makes of short programs with real CPython: code, warnings, errors and their positions, at all
 * optimization levels, with warnings shown and with warnings as errors.
 *
 *   npx tsx tools/parity/snippets.ts [--verbose=5] [FILE…]      default: test/corpus/snippets/*.txt
 *
 * A file holds programs, each after a line `#---`, which may say `mode=eval|single` and `flags=NUMBER`.
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { CodeUnit } from "../../src/bytecode/codeunit.ts";
import { loadConst } from "../../src/bytecode/marshal.ts";
import { compile } from "../../src/compiler/compile.ts";
import { strFromJs } from "../../src/kernel/str.ts";
import { SourceError, SourceFailure, type WarningSink } from "../../src/parser/errors.ts";
import { type ParseMode, parse } from "../../src/parser/parse.ts";
import { compareUnits } from "./code-diff.ts";
import { loadOracle } from "./pyodide.ts";
import { report } from "./report.ts";

export interface Snippet {
  readonly where: string;
  readonly source: string;
  readonly mode: ParseMode;
  readonly flags: number;
}

/** What a compiler says: an error with its position, or code; and the warnings up to there. */
interface Answer {
  readonly error?: readonly (string | number | null)[];
  readonly code?: string;
  readonly warnings: readonly (string | number)[][];
}

const SETUP = `
import json, marshal, warnings
def answer(source, mode, flags, optimize, fatal):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("error" if fatal else "always")
        result = {}
        try:
            code = compile(source, "<snippet>", mode, flags, True, optimize)
            result["code"] = marshal.dumps(code).hex()
        except SyntaxError as e:
            result["error"] = [type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset]
        except Exception as e:
            result["error"] = [type(e).__name__, str(e)]
    result["warnings"] = [[w.category.__name__, str(w.message), w.lineno] for w in caught]
    return json.dumps(result)
`;

export function readSnippets(path: string): Snippet[] {
  const snippets: Snippet[] = [];
  let lineno = 1;
  for (const part of readFileSync(path, "utf8").split(/^#---/m)) {
    const end = part.indexOf("\n");
    const source = part.slice(end + 1);
    if (lineno > 1 || part.trim() !== "") {
      const mode = /mode=(\w+)/.exec(part.slice(0, end))?.[1] ?? "exec";
      const flags = Number(/flags=(\w+)/.exec(part.slice(0, end))?.[1] ?? 0);
      snippets.push({ where: `${basename(path)}:${lineno}`, source, mode: mode as ParseMode, flags });
    }
    lineno += part.split("\n").length - 1;
  }
  return snippets;
}

function ourAnswer({ source, mode, flags }: Snippet, optimize: number, fatal: boolean): [Answer, CodeUnit | undefined] {
  const warnings: (string | number)[][] = [];
  const warn: WarningSink = (category, message, _filename, lineno) => {
    if (!fatal) warnings.push([category, message, lineno]);
    return !fatal;
  };
  try {
    const tree = parse(strFromJs(source), { filename: "<snippet>", mode, flags, warn });
    const unit = compile(tree, { filename: "<snippet>", flags, optimize, warn });
    return [{ warnings }, unit];
  } catch (error) {
    if (error instanceof SourceError) {
      const { type, msg, lineno, offset, endLineno, endOffset } = error;
      return [{ error: [type, msg, lineno, offset, endLineno, endOffset], warnings }, undefined];
    }
    if (error instanceof SourceFailure) return [{ error: [error.type, error.message], warnings }, undefined];
    return [{ error: [`internal error: ${(error as Error).stack}`], warnings }, undefined];
  }
}

export type AnswerOf = (source: string, mode: string, flags: number, optimize: number, fatal: boolean) => string;

export async function snippetOracle(): Promise<AnswerOf> {
  const oracle = await loadOracle();
  oracle.run(SETUP);
  return oracle.callable("answer");
}

/** The first way in which we differ from CPython, or undefined. */
export function compareSnippet(snippet: Snippet, oracle: AnswerOf): string | undefined {
  for (const optimize of [0, 1, 2]) {
    for (const fatal of [false, true]) {
      const { source, mode, flags } = snippet;
      const theirs: Answer = JSON.parse(oracle(source, mode, flags, optimize, fatal));
      const [ours, unit] = ourAnswer(snippet, optimize, fatal);
      const at = `optimize=${optimize} fatal=${fatal}`;
      for (const key of ["error", "warnings"] as const) {
        const [a, b] = [JSON.stringify(ours[key]), JSON.stringify(theirs[key])];
        if (a !== b) return `${at} ${key}\n  ours   ${a}\n  theirs ${b}`;
      }
      if (unit === undefined || theirs.code === undefined) continue;
      const difference = compareUnits(unit, loadConst(Buffer.from(theirs.code, "hex")) as CodeUnit);
      if (difference !== undefined) return `${at} ${difference.kind}\n${difference.text}`;
    }
  }
  return undefined;
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const verbose = Number(args.find((text) => text.startsWith("--verbose="))?.slice(10) ?? 5);
  const folder = "test/corpus/snippets";
  const given = args.filter((text) => !text.startsWith("--"));
  const files = given.length > 0 ? given : readdirSync(folder).map((name) => join(folder, name));
  const oracle = await snippetOracle();
  const snippets = files.flatMap(readSnippets);
  let wrong = 0;
  for (const snippet of snippets) {
    const difference = compareSnippet(snippet, oracle);
    if (difference === undefined) continue;
    if (wrong++ < verbose) console.log(`\n${snippet.where}\n${snippet.source}${difference}`);
  }
  report("short programs: code, warnings, errors at all levels", snippets.length, wrong);
}

if (process.argv[1]?.endsWith("snippets.ts")) await main();
