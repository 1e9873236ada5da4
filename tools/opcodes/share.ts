/**
 * Gives the variables that the cases of the loop declare to a few variables of the whole function: V8 reserves a register for every
 * declared variable, and a frame of thousands of bytes would make nested runs of the loop overflow the JavaScript stack.
 *
 * V8 has one inline cache for all places of a function that read the same property of the same variable. So two instructions have the
 * same variable only if they read no property in common: else `type` of lists, floats and caches would be one megamorphic access.
 */
import * as acorn from "acorn";
import type { Node } from "./definitions.ts";
import { walk } from "./inline.ts";

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A variable that a case declares. */
interface Local {
  /** The instruction that declares it, and its name there. */
  readonly owner: string;
  readonly properties: Set<string>;
}

const BEFORE = "function f() { loop: for (;;) { sw: { un: { rl: switch (op) { case 0: {\n";
const AFTER = "\n} } } } } }";

/** The variables of the whole function: `v0`, `v1` …. */
export class SharedVariables {
  /** Whose properties every variable has: property → owner. */
  private readonly owners: Map<string, string>[] = [];

  get names(): string[] {
    return this.owners.map((_, i) => `v${i}`);
  }

  /** A case's text without declarations; `parts` are the instructions that it consists of. */
  share(text: string, parts: readonly string[]): string {
    const { source, locals } = assigned(BEFORE + text + AFTER, parts);
    if (locals.size === 0) return text;
    const renames: Edit[] = [];
    const uses: Node[] = [];
    walk(parse(source), (node, parent) => {
      const local = node.type === "Identifier" ? locals.get(node.name) : undefined;
      if (local === undefined || isKey(node, parent)) return;
      uses.push(node);
      if (parent?.type === "MemberExpression" && parent.object === node && !parent.computed)
        local.properties.add(parent.property.name);
    });
    const names = this.give(locals);
    for (const { start, end, name } of uses) renames.push({ start, end, text: names.get(name)! });
    const body = apply(source, renames);
    return body.slice(BEFORE.length, body.length - AFTER.length);
  }

  private give(locals: ReadonlyMap<string, Local>): Map<string, string> {
    const names = new Map<string, string>();
    const taken = new Set<number>();
    for (const [name, { owner, properties }] of locals) {
      let at = 0;
      while (taken.has(at) || this.clashes(at, owner, properties)) at++;
      if (at === this.owners.length) this.owners.push(new Map());
      for (const property of properties) this.owners[at]!.set(property, owner);
      taken.add(at);
      names.set(name, `v${at}`);
    }
    return names;
  }

  private clashes(at: number, owner: string, properties: ReadonlySet<string>): boolean {
    const owners = this.owners[at];
    return owners !== undefined && [...properties].some((property) => (owners.get(property) ?? owner) !== owner);
  }
}

/** The source with assignments for declarations, and what was declared. */
function assigned(source: string, parts: readonly string[]): { source: string; locals: Map<string, Local> } {
  const locals = new Map<string, Local>();
  const edits: Edit[] = [];
  let part = 0;
  const declare = (name: string): void => {
    if (!locals.has(name)) locals.set(name, { owner: `${parts[part]}.${name}`, properties: new Set() });
  };
  walk(parse(source), (node, parent) => {
    if (node.type === "LabeledStatement") part = Number(/^p(\d+)$/.exec(node.label.name)?.[1] ?? part);
    if (node.type !== "VariableDeclaration") return;
    const assignments = node.declarations.flatMap((declaration: Node) => {
      const init = declaration.init === null ? null : source.slice(declaration.init.start, declaration.init.end);
      if (declaration.id.type === "ObjectPattern") {
        return declaration.id.properties.map((property: Node) => {
          declare(property.value.name);
          return `${property.value.name} = ${init}.${property.key.name}`;
        });
      }
      declare(declaration.id.name);
      return init === null ? [] : [`${declaration.id.name} = ${init}`];
    });
    const inFor = parent?.type === "ForStatement";
    edits.push({
      start: node.start,
      end: node.end,
      text: inFor ? assignments.join(", ") : `${assignments.join("; ")};`,
    });
  });
  return { source: apply(source, edits), locals };
}

function isKey(node: Node, parent: Node): boolean {
  if (parent?.type === "Property" && parent.key === node) throw new Error(`object literal with ${node.name}`);
  return parent?.type === "MemberExpression" && parent.property === node && !parent.computed;
}

function parse(source: string): Node {
  return acorn.parse(source, { ecmaVersion: 2022, sourceType: "script" });
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
