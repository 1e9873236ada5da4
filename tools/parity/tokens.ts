/**
 * Compares the token streams of every library file with CPython's `_tokenize.TokenizerIter`, in both of its modes.
 *
 *   npx tsx tools/parity/tokens.ts [name-part]
 */
import { strFromJs, strToJs } from "../../src/kernel/str.ts";
import { SourceError } from "../../src/parser/errors.ts";
import { TokenizerIter } from "../../src/parser/tokenizer/iter.ts";
import { loadOracle } from "./pyodide.ts";
import { report } from "./report.ts";

export const STREAM_SETUP = `
import _tokenize, io, json, tokenize, zipfile, warnings
warnings.simplefilter("ignore")
archive = zipfile.ZipFile("/lib/python314.zip")
def names():
    return json.dumps([n for n in archive.namelist() if n.endswith(".py")])
def source(name):
    data = archive.read(name)
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    return data.decode(encoding)
def stream(text, extra):
    out = []
    try:
        for t in _tokenize.TokenizerIter(io.StringIO(text, newline="").readline, extra_tokens=extra):
            out.append([t[0], t[1], *t[2], *t[3], t[4]])
    except SyntaxError as e:
        out.append([type(e).__name__, *map(str, (e.msg, e.lineno, e.offset, e.text))])
    except Exception as e:
        out.append([type(e).__name__, str(e)])
    return json.dumps(out)
`;

type Row = (string | number)[];

/** Splits as \`io.StringIO\` with universal newlines left alone does: at \\n, \\r\\n and \\r. */
function lineReader(text: string): () => string {
  const lines = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  let i = 0;
  return () => lines[i++] ?? "";
}

export function ourStream(text: string, extra: boolean): Row[] {
  const out: Row[] = [];
  const iter = new TokenizerIter(lineReader(text), extra, () => true);
  try {
    for (let t = iter.next(); t !== null; t = iter.next()) {
      out.push([t.type, strToJs(t.string), t.lineno, t.column, t.endLineno, t.endColumn, strToJs(t.line)]);
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const text = error.text === null ? "None" : strToJs(error.text);
    out.push([error.type, error.msg, String(error.lineno), String(error.offset), text]);
  }
  return out;
}

async function main(): Promise<void> {
  const oracle = await loadOracle();
  oracle.run(STREAM_SETUP);
  const stream = oracle.callable<[string, boolean], string>("stream");
  const source = oracle.callable<[string], string>("source");
  const names: string[] = JSON.parse(oracle.callable<[], string>("names")());
  let tokens = 0;
  let bad = 0;
  const wanted = names.filter((name) => name.includes(process.argv[2] ?? ""));
  for (const name of wanted) {
    const text = source(name);
    for (const extra of [false, true]) {
      const theirs: Row[] = JSON.parse(stream(text, extra));
      const ours = ourStream(strToJs(strFromJs(text)), extra);
      tokens += theirs.length;
      const at = theirs.findIndex((row, i) => JSON.stringify(row) !== JSON.stringify(ours[i]));
      if (at < 0 && ours.length === theirs.length) continue;
      bad++;
      const i = at < 0 ? theirs.length : at;
      console.log(
        `${name} extra=${extra} token ${i}\n  CPython ${JSON.stringify(theirs[i])}\n  ours    ${JSON.stringify(ours[i])}`,
      );
    }
  }
  console.log(`${tokens} tokens`);
  report("token streams of the library, in both modes", 2 * wanted.length, bad);
}

if (process.argv[1]?.endsWith("tokens.ts")) await main();
