/**
 * Nothing is used at start-up before it has its value. Modules import each other in circles, and a bundle runs their top levels in
 * some order: what a top level computes from another module's constant may find it undefined, without an error.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { type Identifier, type Node, parse } from "acorn";
import { build } from "esbuild";
import { root } from "./tree.ts";

const ENTRIES = [
  "src/apps/script.ts",
  "src/apps/cli/launch.ts",
  "src/apps/embed/launch.ts",
  "src/apps/embed/node.ts",
  "src/apps/embed/browser.ts",
];

for (const entry of ENTRIES) {
  test(`${entry} uses nothing before it has its value`, async () => {
    const { outputFiles } = await build({
      entryPoints: [join(root, entry)],
      bundle: true,
      format: "esm",
      platform: "node",
      target: "es2022",
      write: false,
    });
    assert.deepEqual(usedTooEarly(outputFiles[0].text), []);
  });
}

test("the check finds such uses, and no others", () => {
  const code = "var a = b + 1, f = () => b; var b = a; class C { static x = d; y = d; m() { d } } var { d: [d] } = C;";
  assert.deepEqual(usedTooEarly(code), [`b: ${code}`, `d: ${code}`]);
});

/** Top-level variables and classes that are read before they are defined, each with the line in which that happens. */
function usedTooEarly(code: string): string[] {
  const { body } = parse(code, { ecmaVersion: 2022, sourceType: "module" });
  const defined = new Map<string, number>();
  for (const statement of body) {
    if (statement.type === "ClassDeclaration") defined.set(statement.id.name, statement.end);
    if (statement.type !== "VariableDeclaration") continue;
    for (const { id, end } of statement.declarations) eachName(id, (name) => defined.set(name, end));
  }
  const found: string[] = [];
  for (const statement of body) {
    eachName(statement, (name, at) => {
      if ((defined.get(name) ?? 0) > at + name.length) found.push(`${name}: ${lineAt(code, at)}`);
    });
  }
  return found;
}

/** The names that a part of the program reads or defines when it is run: not in functions, nor in fields of instances. */
function eachName(node: Node, report: (name: string, at: number) => void): void {
  const { type, computed, static: ofClass } = node as Node & { computed?: boolean; static?: boolean };
  if (/Function/.test(type)) return;
  if (type === "Identifier") report((node as Identifier).name, node.start);
  for (const [role, part] of Object.entries(node)) {
    const isName = (role === "key" || role === "property" || role === "id") && !computed;
    if (isName || (type === "PropertyDefinition" && role === "value" && !ofClass)) continue;
    for (const child of Array.isArray(part) ? part : [part]) if (isNode(child)) eachName(child, report);
  }
}

function isNode(part: unknown): part is Node {
  return typeof (part as Node | null)?.type === "string";
}

function lineAt(code: string, at: number): string {
  return code.slice(code.lastIndexOf("\n", at) + 1, `${code}\n`.indexOf("\n", at)).trim();
}
