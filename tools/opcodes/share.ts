/**
 * Gives the variables that the cases of the loop declare to a few variables of the whole function: V8 reserves a register for every
 * declared variable, and a frame of thousands of bytes would make nested runs of the loop overflow the JavaScript stack.
 */
import * as acorn from "acorn";
import type { Node } from "./definitions.ts";
import { walk } from "./inline.ts";

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const BEFORE = "function f() { loop: for (;;) { sw: { un: { rl: switch (op) { case 0: {\n";
const AFTER = "\n} } } } } }";

/** The case's text without declarations, and how many shared variables `v0`, `v1` … it uses. */
export function shareVariables(text: string): { text: string; count: number } {
  const source = BEFORE + text + AFTER;
  const tree = acorn.parse(source, { ecmaVersion: 2022, sourceType: "script" }) as Node;
  const names = new Map<string, string>();
  const edits: Edit[] = [];
  walk(tree, (node, parent) => {
    if (node.type !== "VariableDeclaration") return;
    const assignments = node.declarations.flatMap((declaration: Node) => {
      const init = declaration.init === null ? null : source.slice(declaration.init.start, declaration.init.end);
      if (declaration.id.type === "ObjectPattern") {
        return declaration.id.properties.map((property: Node) => {
          share(names, property.value.name);
          return { name: property.value.name, value: `${init}.${property.key.name}`, at: declaration };
        });
      }
      share(names, declaration.id.name);
      return init === null ? [] : [{ name: declaration.id.name, value: init, at: declaration }];
    });
    const inFor = parent?.type === "ForStatement";
    edits.push({
      start: node.start,
      end: node.end,
      text:
        assignments
          .map(({ name, value }: { name: string; value: string }) => `${name} = ${value}`)
          .join(inFor ? ", " : "; ") + (inFor ? "" : ";"),
    });
  });
  let body = apply(source, edits);
  if (names.size === 0) return { text, count: 0 };
  const again = acorn.parse(body, { ecmaVersion: 2022, sourceType: "script" }) as Node;
  const renames: Edit[] = [];
  walk(again, (node, parent) => {
    if (node.type !== "Identifier" || !names.has(node.name)) return;
    if (parent?.type === "MemberExpression" && parent.property === node && !parent.computed) return;
    if (parent?.type === "Property" && parent.key === node) {
      throw new Error(`object literal with ${node.name}`);
    }
    renames.push({ start: node.start, end: node.end, text: names.get(node.name)! });
  });
  body = apply(body, renames);
  return { text: body.slice(BEFORE.length, body.length - AFTER.length), count: names.size };
}

function share(names: Map<string, string>, name: string): void {
  if (!names.has(name)) names.set(name, `v${names.size}`);
}

function apply(source: string, edits: readonly Edit[]): string {
  let out = "";
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    if (edit.start < at) continue;
    out += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + source.slice(at);
}
