/** Turns a definition's body into the statements of a `case` of the eval loop. */
import type { Definition, Node } from "./definitions.ts";

/** Members of `frame` that are variables of the loop. */
const REGISTERS: Record<string, string> = {
  stack: "stack",
  sp: "sp",
  base: "base",
  pc: "pc",
  code: "code",
  thread: "thread",
  caches: "code.caches",
  consts: "consts",
  names: "code.names",
};

/** Functions that neither raise nor look at frames: an instruction that calls only these need not write `pc` back. */
const PURE = new Set([
  "guard",
  "flush",
  "reload",
  "exit",
  "fail",
  "addInt",
  "subtractInt",
  "multiplyInt",
  "concatStrings",
  "getField",
  "setField",
  "strIteratorNext",
  "typeOf",
  "receiverType",
]);

export const RELOAD =
  "frame = thread.top; code = frame.code; words = code.words; consts = code.consts; stack = frame.stack; base = frame.base; sp = frame.sp; pc = frame.pc;";

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function inlineBody(definition: Definition, familyId: number | null): string {
  return new Inliner(definition, familyId).run();
}

/** A body as part `k` of a superinstruction: inputs are expressions, outputs the variables `rk_0`, `rk_1` …. */
export function inlinePart(
  definition: Definition,
  k: number,
  ahead: number,
  inputs: string[],
  failed: string,
  raw: boolean,
): string {
  return new Inliner(definition, null, { k, ahead, inputs, failed, raw }).run();
}

/** Whether the body jumps, may raise or may be looked at, so that `pc` must be true. */
export function needsPc(definition: Definition): boolean {
  let needs = false;
  walk(definition.body, (node) => {
    if (node.type === "ThrowStatement") needs = true;
    if (node.type !== "AssignmentExpression" || node.left.type !== "MemberExpression") return;
    if (node.left.object.name === "frame" && node.left.property.name === "pc") needs = true;
  });
  return needs || new Inliner(definition, null).writesPc();
}

interface Part {
  readonly k: number;
  /** How far the part's own `pc` is ahead of the variable. */
  readonly ahead: number;
  readonly inputs: readonly string[];
  /** What a failed guard does. */
  readonly failed: string;
  readonly raw: boolean;
}

/** Names of the imports that a body uses. */
export function usedNames(body: Node): Set<string> {
  const names = new Set<string>();
  walk(body, (node, parent) => {
    if (node.type !== "Identifier") return;
    if (parent?.type === "MemberExpression" && parent.property === node && !parent.computed) return;
    if (parent?.type === "Property" && parent.key === node && parent.value !== node) return;
    names.add(node.name);
  });
  return names;
}

class Inliner {
  readonly definition: Definition;
  readonly familyId: number | null;
  readonly edits: Edit[] = [];
  readonly part: Part | null;

  constructor(definition: Definition, familyId: number | null, part: Part | null = null) {
    this.definition = definition;
    this.familyId = familyId;
    this.part = part;
  }

  run(): string {
    const { definition } = this;
    const { body } = definition;
    const lines: string[] = [];
    const block = body.type === "BlockStatement";
    this.collect(body);
    if (this.writesPc()) lines.push("frame.pc = pc;");
    lines.push(...this.inputs());
    if (!block) {
      lines.push(this.result(body));
      return this.wrapped(lines);
    }
    const last = body.body.at(-1);
    for (const statement of body.body) {
      if (statement === last && statement.type === "ReturnStatement") {
        lines.push(this.returned(statement, true));
      } else {
        lines.push(this.text(statement.start, statement.end));
      }
    }
    const ends = last?.type === "ReturnStatement" || last?.type === "ThrowStatement";
    if (!ends && !definition.raw) lines.push(this.drop());
    return this.wrapped(lines);
  }

  /** A part is a block of its own, which its returns leave; its results are declared before it. */
  private wrapped(lines: string[]): string {
    const text = lines.filter((line) => line !== "").join("\n");
    if (this.part === null) return text;
    const { k, raw } = this.part;
    const results = raw ? [] : this.definition.outputs.map((_, i) => `r${k}_${i}`);
    const declared = results.length === 0 ? "" : `let ${results.join(", ")};\n`;
    return `${declared}p${k}: {\n${text}\n}`;
  }

  /** Number of stack slots the inputs take, as an expression. */
  private inputCount(): string {
    const { inputs } = this.definition;
    const fixed = inputs.filter((input) => input.size === null).length;
    const sizes = inputs.filter((input) => input.size !== null).map((input) => input.size!);
    if (sizes.length === 0) return String(fixed);
    return fixed === 0 ? sizes.join(" + ") : `${sizes.join(" + ")} + ${fixed}`;
  }

  private inputs(): string[] {
    const { definition } = this;
    if (definition.raw) return [];
    if (this.part !== null) return this.partInputs(this.part);
    const used = usedNames(definition.body);
    const lines: string[] = [];
    let above = definition.inputs.length;
    definition.inputs.forEach((input, i) => {
      const param = definition.params[i + 2];
      if (input.size !== null) {
        if (definition.inputs.length !== 1) throw new Error(`${definition.name}: an array must be the only input`);
        lines.push(`const ${param} = stack.slice(sp - (${input.size}), sp);`);
      } else {
        if (param !== undefined && used.has(param)) lines.push(`const ${param} = stack[sp - ${above}];`);
        above--;
      }
    });
    return lines;
  }

  private partInputs(part: Part): string[] {
    const used = usedNames(this.definition.body);
    const lines: string[] = [];
    part.inputs.forEach((input, i) => {
      const param = this.definition.params[i + 2];
      if (param !== undefined && used.has(param)) lines.push(`const ${param} = ${input};`);
    });
    return lines;
  }

  private register(name: string): string | undefined {
    const ahead = this.part?.ahead ?? 0;
    return name === "pc" && ahead > 0 ? `(pc + ${ahead})` : REGISTERS[name];
  }

  private drop(): string {
    if (this.part !== null) return "";
    const count = this.inputCount();
    return count === "0" ? "" : `sp -= ${count};`;
  }

  /** Stores a result expression and moves `sp`. */
  private result(expression: Node): string {
    const { definition } = this;
    const text = this.text(expression.start, expression.end);
    const { outputs } = definition;
    const count = this.inputCount();
    if (definition.raw) return `${text};`;
    if (this.part !== null) return this.partResult(this.part, expression, text);
    if (outputs.length === 0) return `${text}; ${this.drop()}`;
    if (outputs.length === 1) {
      if (count === "0") return `stack[sp++] = ${text};`;
      if (count === "1") return `stack[sp - 1] = ${text};`;
      if (/^\d+$/.test(count)) return `stack[sp - ${count}] = ${text}; sp -= ${Number(count) - 1};`;
      return `{ const result = ${text}; sp -= ${count}; stack[sp++] = result; }`;
    }
    if (expression.type !== "ArrayExpression")
      throw new Error(`${definition.name}: several outputs need an array literal`);
    const parts = expression.elements.map((element: Node, i: number) => {
      return `const result${i} = ${this.text(element.start, element.end)};`;
    });
    const stores = outputs.map((_, i) => `stack[sp${offset(i - Number(count))}] = result${i};`);
    return `{ ${parts.join(" ")} ${stores.join(" ")} sp += ${outputs.length - Number(count)}; }`;
  }

  private partResult(part: Part, expression: Node, text: string): string {
    const { outputs } = this.definition;
    if (outputs.length === 0) return `${text};`;
    if (outputs.length === 1) return `r${part.k}_0 = ${text};`;
    return expression.elements
      .map(
        (element: Node, i: number) =>
          `r${part.k}_${i} = ${element === null ? "undefined" : this.text(element.start, element.end)};`,
      )
      .join(" ");
  }

  private returned(statement: Node, last: boolean): string {
    const out = this.part === null || this.part.raw ? "sw" : `p${this.part.k}`;
    const leave = last ? "" : ` break ${out};`;
    const { argument } = statement;
    if (argument === null) return `${this.definition.raw ? "" : this.drop()}${leave}`;
    if (argument.type === "CallExpression" && argument.callee.name === "reload") return "break rl;";
    if (argument.type === "CallExpression" && argument.callee.name === "exit") {
      const value = argument.arguments[1];
      return `return ${this.text(value.start, value.end)};`;
    }
    if (argument.type === "CallExpression" && argument.callee.name === "fail") {
      const error = argument.arguments[1];
      return `thread.caught = ${this.text(error.start, error.end)}; return RAISED;`;
    }
    return `${this.result(argument)}${leave}`;
  }

  writesPc(): boolean {
    let escapes = false;
    let flushed = false;
    walk(this.definition.body, (node) => {
      if (node.type === "CallExpression") {
        if (node.callee.name === "flush") flushed = true;
        if (node.callee.type !== "Identifier" || !PURE.has(node.callee.name)) {
          if (!isPureMethod(node.callee)) escapes = true;
        }
      }
    });
    return escapes && !flushed;
  }

  /** Notes what is to be rewritten inside the body; returns are edited where they stand. */
  private collect(body: Node): void {
    walk(body, (node) => {
      if (node.type === "MemberExpression" && node.object.type === "Identifier" && node.object.name === "frame") {
        const register = this.register(node.property.name);
        if (register !== undefined && !node.computed)
          this.edits.push({ start: node.start, end: node.end, text: register });
      } else if (node.type === "ExpressionStatement" && node.expression.type === "CallExpression") {
        this.collectCall(node);
      }
    });
    if (body.type !== "BlockStatement") return;
    const last = body.body.at(-1);
    walk(body, (node) => {
      if (node.type !== "ReturnStatement" || node === last) return;
      this.edits.push({ start: node.start, end: node.end, text: "\u0000" });
    });
    // The text of nested returns needs the other edits to be known first.
    const nested = this.edits.filter((edit) => edit.text === "\u0000");
    for (const edit of nested) this.edits.splice(this.edits.indexOf(edit), 1);
    const finished: Edit[] = [];
    walk(body, (node) => {
      if (node.type !== "ReturnStatement" || node === last) return;
      finished.push({ start: node.start, end: node.end, text: `{ ${this.returned(node, false)} }` });
    });
    this.edits.push(...finished);
  }

  private collectCall(statement: Node): void {
    const { callee, arguments: args } = statement.expression;
    if (callee.name === "flush") {
      this.edits.push({ start: statement.start, end: statement.end, text: "frame.pc = pc; frame.sp = sp;" });
    } else if (callee.name === "guard") {
      const failed = this.part === null ? `{ op = ${this.familyId}; continue loop; }` : this.part.failed;
      if (this.part === null && this.familyId === null)
        throw new Error(`${this.definition.name}: a guard needs a family`);
      this.edits.push({ start: callee.start, end: callee.end, text: "if (!" });
      this.edits.push({
        start: args[0].end,
        end: statement.end,
        text: `)) ${failed}`,
      });
    }
  }

  /** Source text of a range with the edits applied; an edit inside a larger one is part of it. */
  private text(start: number, end: number): string {
    const inside = this.edits
      .filter((edit) => edit.start >= start && edit.end <= end)
      .sort((a, b) => a.start - b.start || b.end - a.end);
    let out = "";
    let at = start;
    for (const edit of inside) {
      if (edit.start < at) continue;
      out += this.definition.code.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    return out + this.definition.code.slice(at, end);
  }
}

function isPureMethod(callee: Node): boolean {
  return callee.type === "MemberExpression" && (callee.object.name === "Math" || callee.property.name === "push");
}

function offset(n: number): string {
  if (n === 0) return "";
  return n < 0 ? ` - ${-n}` : ` + ${n}`;
}

export function walk(node: Node, visit: (node: Node, parent: Node | null) => void, parent: Node | null = null): void {
  visit(node, parent);
  for (const key of Object.keys(node)) {
    const child = node[key];
    if (Array.isArray(child)) {
      for (const item of child)
        if (item !== null && typeof item === "object" && "type" in item) walk(item, visit, node);
    } else if (child !== null && typeof child === "object" && "type" in child) {
      walk(child, visit, node);
    }
  }
}
