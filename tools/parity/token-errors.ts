/**
 * Malformed sources against CPython: `compile`'s SyntaxError where the tokenizer makes it, and both modes of `_tokenize`.
 *
 *   npx tsx tools/parity/token-errors.ts            compares
 *   npx tsx tools/parity/token-errors.ts --record   writes compile's errors to test/corpus/token-errors.expected.json
 */
import { readFileSync, writeFileSync } from "node:fs";
import { strFromJs, strToJs } from "../../src/kernel/str.ts";
import { SourceError } from "../../src/parser/errors.ts";
import { sourceFromText } from "../../src/parser/source/decoded.ts";
import { tokenizerError } from "../../src/parser/tokenizer/errors.ts";
import { ENDMARKER, ERRORTOKEN } from "../../src/parser/tokenizer/token-types.ts";
import { Tokenizer } from "../../src/parser/tokenizer/tokenizer.ts";
import { loadOracle } from "./pyodide.ts";
import { report } from "./report.ts";
import { ourStream } from "./tokens.ts";

const SETUP = `
import _tokenize, io, json, warnings
def compile_error(text):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(text, "<corpus>", "exec")
            error = None
        except SyntaxError as e:
            error = [type(e).__name__, e.msg, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset]
        except Exception as e:
            error = [type(e).__name__, str(e)]
    return json.dumps([error, [[w.category.__name__, str(w.message), w.lineno] for w in caught]])
def stream(text, extra):
    out = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            for t in _tokenize.TokenizerIter(io.StringIO(text, newline="").readline, extra_tokens=extra):
                out.append([t[0], t[1], *t[2], *t[3], t[4]])
        except SyntaxError as e:
            out.append([type(e).__name__, *map(str, (e.msg, e.lineno, e.offset, e.text))])
        except Exception as e:
            out.append([type(e).__name__, str(e)])
    return json.dumps(out)
`;

type Fields = (string | number | null)[];

/** The first error of tokenizing alone, without a parser. */
export function tokenizeError(text: string): Fields | null {
  const tok = new Tokenizer(sourceFromText(strFromJs(text), true), { filename: "<corpus>", warn: () => true });
  try {
    for (;;) {
      const token = tok.next();
      if (token.type === ENDMARKER) return null;
      if (token.type === ERRORTOKEN) throw tokenizerError(tok, token);
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const shown = error.text === null ? null : strToJs(error.text);
    return [error.type, error.msg, error.lineno, error.offset, shown, error.endLineno, error.endOffset];
  }
}

/** Whether CPython ran into the MemoryError of test/differences/template-tokens.md where the streams agree so far. */
function gaveUp(want: readonly Fields[], got: readonly Fields[]): boolean {
  const last = want.length - 1;
  return (
    want[last]?.[0] === "MemoryError" && JSON.stringify(want.slice(0, last)) === JSON.stringify(got.slice(0, last))
  );
}

async function main(): Promise<void> {
  const folder = new URL("../../test/corpus/", import.meta.url);
  const sources: string[] = JSON.parse(readFileSync(new URL("token-errors.json", folder), "utf8"));
  const oracle = await loadOracle();
  oracle.run(SETUP);
  const compileError = oracle.callable<[string], string>("compile_error");
  const stream = oracle.callable<[string, boolean], string>("stream");
  const results = sources.map((text) => JSON.parse(compileError(text)) as [Fields | null, Fields[]]);
  if (process.argv.includes("--record")) {
    const rows = sources.map((text, i) =>
      JSON.stringify({ source: text, error: results[i][0], warnings: results[i][1] }),
    );
    writeFileSync(new URL("token-errors.expected.json", folder), `[\n${rows.join(",\n")}\n]\n`);
  }
  const verbose = process.argv.includes("--verbose");
  const counts = { equal: 0, parser: 0, differs: 0, streams: 0, streamsDiffer: 0 };
  sources.forEach((text, i) => {
    const theirs = results[i][0];
    const ours = tokenizeError(text);
    if (JSON.stringify(ours) === JSON.stringify(theirs)) counts.equal++;
    else if (theirs?.[1] !== ours?.[1]) {
      counts.parser++;
      if (verbose)
        console.log(
          `parser's: ${JSON.stringify(text)}\n  CPython ${JSON.stringify(theirs)}\n  ours    ${JSON.stringify(ours)}`,
        );
    } else {
      counts.differs++;
      console.log(`${JSON.stringify(text)}\n  CPython ${JSON.stringify(theirs)}\n  ours    ${JSON.stringify(ours)}`);
    }
    for (const extra of [false, true]) {
      const want = JSON.parse(stream(text, extra)) as Fields[];
      const got = ourStream(text, extra);
      counts.streams++;
      if (JSON.stringify(want) === JSON.stringify(got) || gaveUp(want, got)) continue;
      counts.streamsDiffer++;
      const at = want.findIndex((row, k) => JSON.stringify(row) !== JSON.stringify(got[k]));
      console.log(
        `stream extra=${extra} ${JSON.stringify(text)}\n  CPython ${JSON.stringify(want[at])}\n  ours    ${JSON.stringify(got[at])}`,
      );
    }
  });
  console.log(counts);
  report("malformed sources: errors", sources.length, counts.differs);
  report("malformed sources: token streams", counts.streams, counts.streamsDiffer);
}

if (process.argv[1]?.endsWith("token-errors.ts")) await main();
