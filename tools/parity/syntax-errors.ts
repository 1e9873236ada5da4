/**
 * Syntax errors against CPython: type, message, both positions, text and `_metadata` of what `compile` raises.
 *
 *   npx tsx tools/parity/syntax-errors.ts                     compares the programs of test/corpus/syntax-errors.txt
 *   npx tsx tools/parity/syntax-errors.ts --record            writes CPython's answers next to them
 *   npx tsx tools/parity/syntax-errors.ts --doctests FILE…    compares the examples of doctests
 *   npx tsx tools/parity/syntax-errors.ts --mutate N [--seed S] [FOLDER…]   compares N damaged pieces of the library, or of other programs
 *
 * `--mode single` and `--flags N` parse otherwise than as a module without flags.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strFromJs, strToJs } from "../../src/kernel/str.ts";
import { SourceError, SourceFailure } from "../../src/parser/errors.ts";
import { type ParseMode, parse } from "../../src/parser/parse.ts";
import { libraryFiles } from "./library.ts";
import { mutate, pieces, random } from "./mutate.ts";
import { loadOracle } from "./pyodide.ts";
import { report } from "./report.ts";

const SETUP = `
import ast, json, sys, warnings
def error_of(text, flags, mode):
    try:
        compile(text, "<corpus>", mode, flags, True)
        return None
    except SyntaxError as e:
        return [type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text, list(e._metadata[:2]) if e._metadata else None]
    except Exception as e:
        return [type(e).__name__, str(e)]
def errors_of(texts, mode, flags):
    out = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for text in json.loads(texts):
            parser = error_of(text, ast.PyCF_ONLY_AST | flags, mode)
            if parser and parser[-1] is None and parser[-2] is None:
                parser = None  # not the parser's: compile also looks at future imports
            out.append([parser, None if parser else error_of(text, flags, mode)])
    return json.dumps(out)
`;

type Fields = unknown[] | null;

/** What our parser raises, in the order of the Python side. */
export function parserError(source: string, mode: ParseMode = "exec", flags = 0): Fields {
  try {
    parse(strFromJs(source), { filename: "<corpus>", mode, flags });
    return null;
  } catch (error) {
    if (error instanceof SourceFailure) return [error.type, error.message];
    if (!(error instanceof SourceError)) return ["JavaScript", String(error instanceof Error ? error.stack : error)];
    const { type, msg, lineno, offset, endLineno, endOffset, text, metadata } = error;
    const place = metadata === null ? null : [metadata.lineno, metadata.colOffset];
    return [type, msg, lineno, offset, endLineno, endOffset, text === null ? null : strToJs(text), place];
  }
}

/** The corpus: a program on each line, `¶` for a line end; each also stands in a function, after a statement. */
export function corpusPrograms(text: string): string[] {
  const programs: string[] = [];
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("## ")) continue;
    const program = line.replaceAll("¶", "\n");
    programs.push(program, `x = 1\ndef f():\n    y = 2\n${program.replace(/^(?=.)/gm, "    ")}\n`);
  }
  return programs;
}

function doctestExamples(text: string): string[] {
  const examples: string[] = [];
  let example: string[] | null = null;
  for (const line of text.split("\n")) {
    const first = /^\s*>>> (.*)$/.exec(line);
    const next = /^\s*\.\.\.(?: (.*))?$/.exec(line);
    if (first) {
      if (example) examples.push(example.join("\n"));
      example = [first[1]];
    } else if (next && example) {
      example.push(next[1] ?? "");
    } else if (example) {
      examples.push(example.join("\n"));
      example = null;
    }
  }
  return examples.map((source) => source.replaceAll("\\\\", "\\"));
}

function pythonFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return path.endsWith(".py") ? [path] : [];
  return readdirSync(path)
    .sort()
    .flatMap((name) => pythonFiles(join(path, name)));
}

function option(args: string[], name: string): string | null {
  const at = args.indexOf(name);
  return at < 0 ? null : args.splice(at, 2)[1];
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const corpus = new URL("../../test/corpus/syntax-errors.txt", import.meta.url);
  const recorded = new URL("../../test/corpus/syntax-errors.expected.json", import.meta.url);
  const count = Number(option(args, "--mutate") ?? 0);
  const seed = Number(option(args, "--seed") ?? 1);
  const mode = (option(args, "--mode") ?? "exec") as ParseMode;
  const flags = Number(option(args, "--flags") ?? 0);
  const record = args.includes("--record");
  const doctests = args.includes("--doctests");
  const files = args.filter((arg) => !arg.startsWith("--")).flatMap(pythonFiles);
  let programs: string[];
  if (count > 0) {
    const next = random(seed);
    const sources = files.length > 0 ? files.map((file) => readFileSync(file)) : libraryFiles().map(({ data }) => data);
    const all = sources.flatMap((data) => pieces(Buffer.from(data).toString()));
    programs = Array.from({ length: count }, () => mutate(all[Math.floor(next() * all.length)], next));
  } else if (doctests) programs = files.flatMap((file) => doctestExamples(readFileSync(file, "utf8")));
  else programs = corpusPrograms(readFileSync(corpus, "utf8"));

  const oracle = await loadOracle();
  oracle.run(SETUP);
  const errorsOf = oracle.callable<[string, string, number], string>("errors_of");
  const answers: [Fields, Fields][] = [];
  for (let i = 0; i < programs.length; i += 500) {
    answers.push(
      ...(JSON.parse(errorsOf(JSON.stringify(programs.slice(i, i + 500)), mode, flags)) as [Fields, Fields][]),
    );
  }
  if (record) {
    const rows = programs.map((source, i) =>
      JSON.stringify({ source, parser: answers[i][0], compiler: answers[i][1] }),
    );
    writeFileSync(recorded, `[\n${rows.join(",\n")}\n]\n`);
  }
  const counts = { equal: 0, differs: 0, valid: 0, compiler: 0 };
  programs.forEach((source, i) => {
    const [want, later] = answers[i];
    const got = parserError(source, mode, flags);
    if (JSON.stringify(want) === JSON.stringify(got)) {
      if (want !== null) counts.equal++;
      else if (later !== null) counts.compiler++;
      else counts.valid++;
      return;
    }
    counts.differs++;
    if (counts.differs <= 40) {
      console.log(`${JSON.stringify(source)}\n  CPython ${JSON.stringify(want)}\n  ours    ${JSON.stringify(got)}`);
    }
  });
  console.log(counts);
  report(count > 0 ? "mutated programs: errors" : "invalid programs: errors", programs.length, counts.differs);
}

if (process.argv[1]?.endsWith("syntax-errors.ts")) await main();
