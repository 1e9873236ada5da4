/**
 * Syntax trees against CPython: every node, field and position of `ast.parse`.
 *
 *   npx tsx tools/parity/ast.ts [--cache DIR] [FILE|FOLDER…]    compares them, or the library; CPython's answers are kept in DIR
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConstBytes, ConstComplex, ConstFloat, ELLIPSIS } from "../../src/bytecode/constants.ts";
import { strToJs, WideStr } from "../../src/kernel/str.ts";
import { SourceError } from "../../src/parser/errors.ts";
import { AST_TYPES, type AstNode } from "../../src/parser/generated/ast.ts";
import { type ParseOptions, parse } from "../../src/parser/parse.ts";
import { libraryFiles, type SourceFile } from "./library.ts";
import { loadOracle } from "./pyodide.ts";
import { report } from "./report.ts";

export const SETUP = `
import ast, json, struct, sys, warnings
warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)
bits = lambda x: struct.pack("<d", x).hex()
SPAN = ("lineno", "col_offset", "end_lineno", "end_col_offset")
def value(v):
    if v is None or v is True or v is False: return repr(v)
    if v is ...: return "Ellipsis"
    t = type(v)
    if t is str: return json.dumps(v)
    if t is int: return hex(v)
    if t is bytes: return "b" + v.hex()
    if t is float: return "f" + bits(v)
    if t is complex: return "c" + bits(v.real) + bits(v.imag)
    raise TypeError(t)
def dump(node, out):
    if isinstance(node, ast.AST):
        name = type(node).__name__
        if not node._fields and not node._attributes:
            out.append(json.dumps(name))
            return
        out.append(name + "(")
        for f in node._fields:
            out.append(f + "=")
            dump(getattr(node, f), out)
            out.append(" ")
        if node._attributes:
            out.append("@%d:%d-%d:%d" % tuple(getattr(node, a) for a in SPAN))
        out.append(")")
    elif isinstance(node, list):
        out.append("[")
        for item in node:
            dump(item, out)
            out.append(" ")
        out.append("]")
    else:
        out.append(value(node))
def dump_source(source, mode, type_comments):
    try:
        tree = ast.parse(source, "<corpus>", mode, type_comments=type_comments)
    except SyntaxError as e:
        return "%s: %s %s" % (type(e).__name__, e.msg, [e.lineno, e.offset, e.end_lineno, e.end_offset])
    out = []
    dump(tree, out)
    return "".join(out)
def dump_bytes(data, mode, type_comments):
    return dump_source(data.to_bytes(), mode, type_comments)
`;

const NODES = new Map(AST_TYPES.flatMap((type) => type.nodes.map((node) => [node.name, { node, type }] as const)));
const view = new DataView(new ArrayBuffer(8));

function bits(value: number): string {
  view.setFloat64(0, value, true);
  return Array.from(new Uint8Array(view.buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** As json.dumps writes it: everything outside ASCII escaped. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(/[\x7f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

function hexInt(value: number | bigint): string {
  const big = BigInt(value);
  return big < 0n ? `-0x${(-big).toString(16)}` : `0x${big.toString(16)}`;
}

function dumpValue(value: unknown): string {
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (value === ELLIPSIS) return "Ellipsis";
  if (typeof value === "string") return quoted(value);
  if (value instanceof WideStr) return quoted(strToJs(value));
  if (typeof value === "number" || typeof value === "bigint") return hexInt(value);
  if (value instanceof ConstBytes) return `b${Buffer.from(value.data).toString("hex")}`;
  if (value instanceof ConstFloat) return `f${bits(value.value)}`;
  if (value instanceof ConstComplex) return `c${bits(value.real)}${bits(value.imag)}`;
  throw new Error(`no constant: ${String(value)}`);
}

/** The tree in the notation of the Python side. */
export function dumpTree(node: unknown, out: string[]): void {
  if (Array.isArray(node)) {
    out.push("[");
    for (const item of node) {
      dumpTree(item, out);
      out.push(" ");
    }
    out.push("]");
    return;
  }
  if (node === null || typeof node !== "object" || !("kind" in node)) {
    out.push(dumpValue(node));
    return;
  }
  const tree = node as AstNode & Record<string, unknown>;
  const info = NODES.get(tree.kind);
  if (info === undefined) throw new Error(`unknown node ${tree.kind}`);
  out.push(`${tree.kind}(`);
  for (const field of info.node.fields) {
    out.push(`${field.name}=`);
    dumpTree(tree[field.key], out);
    out.push(" ");
  }
  if (info.type.span !== "none") {
    out.push(`@${tree.lineno}:${tree.col_offset}-${tree.end_lineno}:${tree.end_col_offset}`);
  }
  out.push(")");
}

export function dumpOurs(source: string | Uint8Array, options: ParseOptions): string {
  try {
    const out: string[] = [];
    dumpTree(parse(source, options), out);
    return out.join("");
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const { type, msg, lineno, offset, endLineno, endOffset } = error;
    return `${type}: ${msg} [${[lineno, offset, endLineno, endOffset].map((n) => n ?? "None").join(", ")}]`;
  }
}

function* pythonFiles(path: string): Generator<string> {
  if (!statSync(path).isDirectory()) yield path;
  else
    for (const name of readdirSync(path).sort())
      if (statSync(join(path, name)).isDirectory() || name.endsWith(".py")) yield* pythonFiles(join(path, name));
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const cacheAt = args.indexOf("--cache");
  const cache = cacheAt >= 0 ? args.splice(cacheAt, 2)[1] : null;
  if (cache !== null) mkdirSync(cache, { recursive: true });
  let theirs: ((data: Uint8Array, mode: string, types: boolean) => string) | null = null;
  const oracleDump = async (data: Uint8Array): Promise<string> => {
    if (theirs === null) {
      const oracle = await loadOracle();
      oracle.run(SETUP);
      theirs = oracle.callable("dump_bytes");
    }
    return theirs(data, "exec", false);
  };
  const counts = { equal: 0, differs: 0, crashed: 0 };
  const given = args.flatMap((path) => [...pythonFiles(path)]);
  const read = (name: string): SourceFile => ({ name, data: readFileSync(name) });
  for (const { name: file, data: bytes } of given.length > 0 ? given.map(read) : libraryFiles()) {
    const data = new Uint8Array(bytes);
    const key = cache === null ? null : join(cache, createHash("sha1").update(data).digest("hex"));
    let want: string;
    if (key !== null && existsSync(key)) want = readFileSync(key, "utf8");
    else {
      want = await oracleDump(data);
      if (key !== null) writeFileSync(key, want);
    }
    let got: string;
    try {
      got = dumpOurs(data, { filename: "<corpus>", mode: "exec" });
    } catch (error) {
      counts.crashed++;
      console.log(`${file}: ${error instanceof Error ? error.stack : error}`);
      continue;
    }
    if (want === got) counts.equal++;
    else {
      counts.differs++;
      let at = 0;
      while (want[at] === got[at]) at++;
      const from = Math.max(0, at - 100);
      console.log(`${file}\n  CPython …${want.slice(from, at + 100)}\n  ours    …${got.slice(from, at + 100)}`);
    }
  }
  const { equal, differs, crashed } = counts;
  report("syntax trees", equal + differs + crashed, differs + crashed);
}

if (process.argv[1]?.endsWith("ast.ts")) await main();
