/**
 * The preprocessed trees of every library file against CPython's `PyCF_OPTIMIZED_AST`, at levels 0 and 2; and the text of
 * their expressions against the strings that CPython makes of annotations.
 *
 *   npx tsx tools/parity/preprocess.ts [name-part]
 */
import { preprocess } from "../../src/compiler/preprocess/preprocess.ts";
import { strToJs } from "../../src/kernel/str.ts";
import type { mod } from "../../src/parser/generated/ast.ts";
import { parse } from "../../src/parser/parse.ts";
import { unparse } from "../../src/parser/unparse/unparse.ts";
import { dumpTree, SETUP } from "./ast.ts";
import { loadOracle } from "./pyodide.ts";
import { report } from "./report.ts";

const MORE = `
import zipfile
archive = zipfile.ZipFile("/lib/python314.zip")
def names():
    return json.dumps([n for n in archive.namelist() if n.endswith(".py")])
def read(name):
    return archive.read(name).hex()
def optimized(name, level):
    tree = compile(archive.read(name), name, "exec", ast.PyCF_OPTIMIZED_AST, dont_inherit=True, optimize=level)
    out = []
    dump(tree, out)
    return "".join(out)
FORBIDDEN = (ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr)
def texts(name):
    source = archive.read(name).decode()
    found = {}
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.expr) or isinstance(node, (ast.Name, ast.Slice)) or len(found) >= 400:
            continue
        if isinstance(node, ast.Constant) and not isinstance(node.value, (str, bytes, float, complex)):
            continue
        if node.end_lineno - node.lineno > 6 or any(isinstance(n, FORBIDDEN) for n in ast.walk(node)):
            continue
        text = ast.get_source_segment(source, node)
        if not text or text in found or "await" in text or "async" in text:
            continue
        try:
            code = compile("from __future__ import annotations\\nx: (" + text + "\\n)", "f", "exec", dont_inherit=True)
            found[text] = annotation(code)
        except SyntaxError:
            pass
    return json.dumps(list(found.items()))
def annotation(code):
    names = {"__annotations__": {}}
    exec(code, names)
    return names["__annotations__"]["x"]
`;

function hasFutureAnnotations(tree: mod): boolean {
  return (
    tree.kind === "Module" &&
    tree.body.some(
      (node) =>
        node.kind === "ImportFrom" &&
        node.module === "__future__" &&
        node.names.some((alias) => alias.name === "annotations"),
    )
  );
}

async function main(): Promise<void> {
  const oracle = await loadOracle();
  oracle.run(SETUP + MORE);
  const read = oracle.callable<[string], string>("read");
  const optimized = oracle.callable<[string, number], string>("optimized");
  const texts = oracle.callable<[string], string>("texts");
  const names: string[] = JSON.parse(oracle.callable<[], string>("names")());
  const counts = { trees: 0, treesDiffer: 0, texts: 0, textsDiffer: 0 };
  for (const name of names.filter((name) => name.includes(process.argv[2] ?? ""))) {
    const data = Uint8Array.from(Buffer.from(read(name), "hex"));
    for (const optimize of [0, 2]) {
      const tree = parse(data, { filename: name, mode: "exec" });
      const futureAnnotations = hasFutureAnnotations(tree);
      preprocess(tree, { filename: name, optimize, futureAnnotations, syntaxCheckOnly: false, warn: null });
      const out: string[] = [];
      dumpTree(tree, out);
      const ours = out.join("");
      const theirs = optimized(name, optimize);
      counts.trees++;
      if (ours === theirs) continue;
      counts.treesDiffer++;
      let at = 0;
      while (ours[at] === theirs[at]) at++;
      console.log(
        `${name} -O${optimize}\n  CPython ${theirs.slice(at - 60, at + 60)}\n  ours    ${ours.slice(at - 60, at + 60)}`,
      );
    }
    for (const [text, want] of JSON.parse(texts(name)) as [string, string][]) {
      const tree = parse(`(${text}\n)`, { filename: name, mode: "eval" });
      if (tree.kind !== "Expression") continue;
      const got = strToJs(unparse(tree.body));
      counts.texts++;
      if (got === want) continue;
      counts.textsDiffer++;
      console.log(`${name} ${JSON.stringify(text)}\n  CPython ${want}\n  ours    ${got}`);
    }
  }
  report("optimized syntax trees of the library, -O0 and -O2", counts.trees, counts.treesDiffer);
  report("texts of the library's expressions", counts.texts, counts.textsDiffer);
}

await main();
