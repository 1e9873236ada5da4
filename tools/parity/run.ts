/**
 * Runs all parity tools one after the other and prints what they compared with CPython, and how much of it differs.
 *
 *   npm run parity [-- TOOL …]      TOOL: code, pyc, exchange, ast, preprocess, tokens, symtable, snippets, syntax-errors, token-errors, builtins, mutated
 *
 * Each tool can be run by itself too (npx tsx tools/parity/TOOL.ts); it then shows the differences.
 */
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Row, rowsOf } from "./report.ts";

const TOOLS: Readonly<Record<string, readonly string[]>> = {
  code: ["code.ts"],
  random: ["code.ts", "--random=1000"],
  pyc: ["pyc.ts"],
  exchange: ["exchange.ts"],
  ast: ["ast.ts"],
  preprocess: ["preprocess.ts"],
  tokens: ["tokens.ts"],
  symtable: ["symtable.ts"],
  snippets: ["snippets.ts"],
  "syntax-errors": ["syntax-errors.ts"],
  "token-errors": ["token-errors.ts"],
  builtins: ["builtins/compare.ts"],
  mutated: ["syntax-errors.ts", "--mutate", "10000"],
};

const here = dirname(fileURLToPath(import.meta.url));

/** The tool's results; a tool that ends without one counts as a difference. */
function run(name: string, [file, ...args]: readonly string[]): Promise<Row[]> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--import", "tsx", join(here, file), ...args], { cwd: join(here, "../..") });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.on("close", () => {
      const rows = rowsOf(output);
      if (rows.length === 0 || rows.some((row) => row.different > 0)) console.log(output.slice(0, 4000));
      resolve(rows.length > 0 ? rows : [{ what: `${name}: no result`, compared: 0, different: 1 }]);
    });
  });
}

const wanted = process.argv.slice(2);
const line = (what: string, compared: string, different: string, seconds: string): void =>
  console.log(`${what.padEnd(62)}${compared.padStart(9)}${different.padStart(9)}${seconds.padStart(9)}`);
line("", "compared", "differ", "seconds");
for (const [name, command] of Object.entries(TOOLS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const start = performance.now();
  const rows = await run(name, command);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  rows.forEach(({ what, compared, different }, i) => {
    line(what, String(compared), String(different), i === 0 ? seconds : "");
    if (different > 0) process.exitCode = 1;
  });
}
