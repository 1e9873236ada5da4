/** Reads the opcode definitions of src/interpreter/instructions: types are stripped by esbuild, the rest is parsed by acorn. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as acorn from "acorn";
import { transformSync } from "esbuild";

// biome-ignore lint/suspicious/noExplicitAny: syntax trees are walked generically
export type Node = any;

/** One input or output of a stack effect: `name` or `name[size]`. */
export interface Operand {
  readonly name: string;
  readonly size: string | null;
}

export interface Definition {
  readonly name: string;
  /** Instruction file without its extension. */
  readonly file: string;
  readonly doc: string;
  readonly inputs: readonly Operand[];
  readonly outputs: readonly Operand[];
  readonly effect: string;
  readonly family: string | null;
  readonly raw: boolean;
  readonly cold: boolean;
  readonly fuses: readonly string[] | null;
  /** CPython's name for it, where it is not the same. */
  readonly shows: string | null;
  /** Whether the body looks at its argument. */
  readonly usesOparg: boolean;
  /** Names of the body's parameters. */
  readonly params: readonly string[];
  readonly body: Node;
  /** JavaScript text the body's positions refer to. */
  readonly code: string;
}

export interface Instructions {
  readonly definitions: Definition[];
  /** Imported names that bodies may use: local name → [module, imported name]. */
  readonly imports: Map<string, readonly [module: string, imported: string]>;
}

export const FOLDER = "src/interpreter/instructions";

export function readInstructions(root: string): Instructions {
  const definitions: Definition[] = [];
  const imports: Instructions["imports"] = new Map();
  for (const name of readdirSync(join(root, FOLDER)).sort()) {
    if (!name.endsWith(".ts")) continue;
    const source = readFileSync(join(root, FOLDER, name), "utf8");
    readFile(name.slice(0, -3), source, definitions, imports);
  }
  return { definitions, imports };
}

function readFile(file: string, source: string, into: Definition[], imports: Instructions["imports"]): void {
  const { code } = transformSync(source, { loader: "ts", target: "es2022", tsconfigRaw: "{}" });
  const tree = acorn.parse(code, { ecmaVersion: 2022, sourceType: "module" }) as Node;
  for (const statement of tree.body) {
    if (statement.type === "ImportDeclaration") {
      for (const specifier of statement.specifiers) {
        const known = imports.get(specifier.local.name);
        const entry = [statement.source.value, specifier.imported.name] as const;
        if (known !== undefined && (known[0] !== entry[0] || known[1] !== entry[1])) {
          throw new Error(`${file}: ${specifier.local.name} means different imports in different files`);
        }
        imports.set(specifier.local.name, entry);
      }
      continue;
    }
    const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declaration?.type !== "VariableDeclaration") continue;
    for (const { id, init } of declaration.declarations) {
      if (init?.type !== "CallExpression" || init.callee.name !== "inst") continue;
      into.push(define(file, id.name, init, code, docOf(source, id.name)));
    }
  }
}

/** The doc comment above a definition in the TypeScript source. */
function docOf(source: string, name: string): string {
  const at = source.indexOf(`export const ${name} =`);
  const before = source.slice(0, at).trimEnd();
  if (!before.endsWith("*/")) return "";
  const text = before.slice(before.lastIndexOf("/**") + 3, -2);
  return text.replace(/\s*\n\s*\*\s?/g, " ").trim();
}

function define(file: string, name: string, call: Node, code: string, doc: string): Definition {
  const [specNode, arrow] = call.arguments;
  // biome-ignore lint/security/noGlobalEval: a literal from our own source
  const spec = (0, eval)(`(${code.slice(specNode.start, specNode.end)})`);
  const [inputs, outputs] = spec.stack.split("--").map(operands);
  return {
    name,
    file,
    doc,
    inputs,
    outputs,
    effect: spec.stack,
    family: spec.family ?? null,
    raw: spec.raw ?? false,
    cold: spec.cold ?? false,
    fuses: spec.fuses ?? null,
    shows: spec.shows ?? null,
    usesOparg: new RegExp(`\\b${arrow.params[1]?.name ?? "_oparg"}\\b`).test(
      code.slice(arrow.body.start, arrow.body.end),
    ),
    params: arrow.params.map((param: Node) => param.name),
    body: arrow.body,
    code,
  };
}

function operands(text: string): Operand[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const match = /^([^[]+)\[(.+)\]$/.exec(part);
      return match === null ? { name: part, size: null } : { name: match[1], size: match[2] };
    });
}
