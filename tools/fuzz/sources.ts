/**
 * Sources that are mostly wrong: pieces of the repository's programs and its snippets, damaged. What compile() makes of them, code, warnings or an exception
 * with all its positions, must be what real CPython (Pyodide) makes of them.
 */
import { readdirSync, readFileSync } from "node:fs";
import { Python } from "../../src/apps/embed/node.ts";
import { loadOracle } from "../parity/pyodide.ts";
import type { Difference } from "./expressions.ts";
import { Random } from "./random.ts";
import { damage } from "./sources-mutate.ts";

/** Runs on both sides. */
const DRIVER = `
import types, warnings, zlib

def flat(code):
    yield (code.co_code, code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars, code.co_flags, code.co_linetable,
           code.co_exceptiontable, code.co_stacksize, code.co_qualname)
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            yield from flat(const)
        else:
            yield type(const).__name__, const if not isinstance(const, (frozenset, str)) else len(const)

def outcome(source, mode):
    try:
        code = compile(source, "<fuzz>", mode, dont_inherit=True)
        return "code %08x" % zlib.crc32(repr(list(flat(code))).encode("utf-8", "surrogatepass"))
    except SyntaxError as error:
        return repr((type(error).__name__, error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset, error.text, error.print_file_and_line))
    except BaseException as error:
        return type(error).__name__ + ": " + str(error)

def answer(source):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        texts = [outcome(source, mode) for mode in ("exec", "single", "eval")]
    return ascii((texts, [(w.category.__name__, str(w.message), w.lineno) for w in caught]))

def answers(sources):
    return "\\x03".join(map(answer, sources.split("\\x03")))
`;
const SEPARATOR = "\x03";
const FOLDERS = ["test/programs", "examples"];
const SNIPPETS = "test/corpus/snippets";
/** Longest piece of a program, in lines. */
const PIECE = 12;

export class SourceFuzzer {
  private readonly python = new Python();
  private readonly pieces: readonly string[] = FOLDERS.flatMap(piecesOf);
  private readonly snippets: readonly string[] = readSnippets();
  private readonly oracle: (sources: string) => string;

  static async make(): Promise<SourceFuzzer> {
    const oracle = await loadOracle();
    oracle.run(DRIVER);
    return new SourceFuzzer(oracle.callable<[string], string>("answers"));
  }

  private constructor(oracle: (sources: string) => string) {
    this.oracle = oracle;
    this.python.run(DRIVER);
  }

  /** The sources of cases `from` up to `to`. */
  sources(seed: number, from: number, to: number): string[] {
    return Array.from({ length: to - from }, (_, i) => {
      const random = new Random(seed * 1_000_003 + from + i);
      for (let k = 0; k < 8; k++) random.next();
      return damage(random.pick(random.chance(0.5) ? this.snippets : this.pieces), random);
    });
  }

  compare(sources: readonly string[]): Difference[] {
    const joined = sources.join(SEPARATOR);
    const expected = this.oracle(joined).split(SEPARATOR);
    this.python.globals.set("sources", joined);
    const given = (this.python.run("answers(sources)") as string).split(SEPARATOR);
    return sources.flatMap((source, i) =>
      given[i] === expected[i] ? [] : [{ source, taipan: given[i], cpython: expected[i] }],
    );
  }

  /** A source with fewer lines that differs too. */
  reduce(difference: Difference): Difference {
    let smallest = difference;
    for (let at = 0; at < smallest.source.split("\n").length; ) {
      const lines = smallest.source.split("\n");
      if (lines.length === 1) break;
      lines.splice(at, 1);
      const [found] = this.compare([lines.join("\n")]);
      if (found === undefined) at++;
      else smallest = found;
    }
    return smallest;
  }
}

function readSnippets(): string[] {
  return readdirSync(SNIPPETS).flatMap((name) => readFileSync(`${SNIPPETS}/${name}`, "utf8").split("#---\n"));
}

/** Neighbouring statements of a folder's programs, as many as make a piece. */
function piecesOf(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".py"))
    .sort()
    .flatMap((name) => {
      const lines = readFileSync(`${folder}/${name}`, "utf8").split("\n");
      const starts = lines.flatMap((line, i) => (/^[^\s#)\]}]/.test(line) ? [i] : []));
      const end = (start: number) =>
        starts.findLast((other) => other > start && other <= start + PIECE) ??
        starts.find((other) => other > start) ??
        lines.length;
      return starts.map((start) => `${lines.slice(start, end(start)).join("\n").trimEnd()}\n`);
    });
}
