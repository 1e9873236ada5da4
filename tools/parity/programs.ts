/**
 * Random functions for the compiler: every statement and most expressions, nested where they may be. They are not meant to
 * be run. The same seed gives the same program.
 */

type Kind = "def" | "generator" | "async" | "class" | "inner";

const NAMES = ["a", "b", "c", "d", "e", "f1", "g", "x", "y", "z"];
const CONSTANTS = [
  ..."0 1 255 256 (-1) 1.5 0.0 (-0.0) None True False ... b'x' () (1,2) '' 1j (3+4) ('a'*3) (not\u00a01) (~5)".split(
    " ",
  ),
  ..."'s' (10**20) (1,)[0] [1,2,3] {1,2,3} __debug__ (1<<3) 'a\u00a0string'".split(" "),
].map((text) => text.replaceAll("\u00a0", " "));
const OPERATORS = ["+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "@"];
const COMPARISONS = ["<", "<=", "==", "!=", "is", "is not", "in", "not in"];

export class ProgramGenerator {
  private state: number;
  private readonly kinds: Kind[] = [];
  constructor(seed: number) {
    this.state = (seed * 2654435761) >>> 0;
  }

  /** A whole function. */
  program(): string {
    return this.functionDef("", 0);
  }

  /** A number below `limit` (mulberry32). */
  private below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  }

  private pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)];
  }

  private chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  private name(): string {
    return this.pick(NAMES);
  }

  private many(least: number, most: number, make: () => string): string {
    return Array.from({ length: least + this.below(most - least + 1) }, make).join(", ");
  }

  private kind(): Kind {
    return this.kinds[this.kinds.length - 1];
  }

  private within<T>(kind: Kind, make: () => T): T {
    this.kinds.push(kind);
    const made = make();
    this.kinds.pop();
    return made;
  }

  private expr(depth = 0): string {
    const e = (): string => this.expr(depth + 1);
    if (depth > 3 || this.chance(25)) return this.name();
    const forms: (() => string)[] = [
      () => this.pick(CONSTANTS),
      () => this.pick(CONSTANTS),
      () => `(${e()} ${this.pick(OPERATORS)} ${e()})`,
      () => `(${e()} ${this.pick(["and", "or"])} ${e()})`,
      () => `(not ${e()})`,
      () => `(${e()} ${this.pick(COMPARISONS)} ${this.pick([e(), "None", "(1,2,3)", "[1,2]", "{1,2}"])})`,
      () => `(${e()} < ${e()} <= ${e()})`,
      () => `(${e()} if ${e()} else ${e()})`,
      () => `${this.name()}(${this.many(0, 3, e)})`,
      () => `${this.name()}(${e()}, *${e()}, k=${e()})`,
      () => `${this.name()}.${this.name()}(${e()})`,
      () => `${this.name()}[${this.pick([e(), "1:2", `${e()}:`, ":"])}]`,
      () => this.within("inner", () => `[${e()} for ${this.name()} in ${e()} if ${e()}]`),
      () => this.within("inner", () => `{${e()}: ${e()} for ${this.name()} in ${e()}}`),
      () => this.within("inner", () => `(lambda ${this.name()}: ${e()})`),
      () => (this.kinds.includes("inner") ? e() : `(${this.name()} := ${e()})`),
      () => `(${this.many(1, 4, e)},)`,
      () => `[${this.many(0, 4, e)}]`,
      () => `{${this.many(1, 4, e)}}`,
      () => `f'{${this.name()}!r:>{${this.name()}}} t {${this.name()}}'`,
      () => (this.kind() === "generator" ? `(yield ${e()})` : e()),
      () => (this.kind() === "async" ? `(await ${e()})` : e()),
    ];
    return this.pick(forms)();
  }

  private target(): string {
    const n = (): string => this.name();
    return this.pick([
      n(),
      n(),
      n(),
      `${n()}.attr`,
      `${n()}[${this.expr(3)}]`,
      `${n()}, ${n()}`,
      `${n()}, *${n()}, ${n()}`,
    ]);
  }

  private pattern(depth = 0): string {
    const inner = (): string => (this.chance(30) ? "_" : this.pattern(depth + 1));
    const literal = this.pick(["1", "'s'", "None", "-1.5", "a.b"]);
    if (depth > 2 || this.chance(35)) return literal;
    return this.pick([
      `[${this.many(0, 2, inner)}]`,
      `C(${inner()}, k=${inner()})`,
      `{'k': ${inner()}}`,
      `(${literal} | 2)`,
    ]);
  }

  private body(indent: string, depth: number, loop: boolean): string {
    return Array.from({ length: 1 + this.below(3) }, () => this.statement(`${indent} `, depth + 1, loop)).join("");
  }

  private functionDef(indent: string, depth: number): string {
    const kind = this.pick<Kind>(["def", "generator", "async"]);
    return this.within(kind, () => {
      const parameters = NAMES.filter(() => this.chance(15));
      const head = `${indent}${kind === "async" ? "async " : ""}def ${this.name()}(${parameters.join(", ")}):\n`;
      const free = NAMES.filter((name) => !parameters.includes(name));
      const scope = this.chance(20) ? `${indent} global ${this.pick(free)}\n` : "";
      const first = kind === "generator" ? `${indent} yield ${this.expr()}\n` : "";
      return head + scope + first + this.body(indent, depth, false);
    });
  }

  private statement(indent: string, depth: number, loop: boolean): string {
    const line = (text: string): string => `${indent}${text}\n`;
    const block = (head: string, inLoop = loop): string => line(`${head}:`) + this.body(indent, depth, inLoop);
    const maybe = (percent: number, make: () => string): string => (this.chance(percent) ? make() : "");
    const e = (): string => this.expr();
    const simple: (() => string)[] = [
      () => line(`${this.target()} = ${e()}`),
      () => line(`${this.target()} = ${e()}`),
      () => line(e()),
      () => line(`${this.name()} += ${e()}`),
      () => line(`del ${this.name()}`),
      () => line(this.kind() === "class" ? "pass" : `return ${e()}`),
      () => line(`raise ${e()}`),
      () => line(`assert ${e()}, ${e()}`),
      () => line(loop ? this.pick(["break", "continue"]) : "pass"),
    ];
    if (depth > 4 || this.chance(40)) return this.pick(simple)();
    const prefix = (): string => (this.kind() === "async" && this.chance(50) ? "async " : "");
    const compound: (() => string)[] = [
      () => block(`if ${e()}`) + maybe(30, () => block(`elif ${e()}`)) + maybe(50, () => block("else")),
      () => block(`while ${this.pick([e(), "True", "1", "0"])}`, true) + maybe(30, () => block("else")),
      () => block(`${prefix()}for ${this.target()} in ${e()}`, true) + maybe(30, () => block("else")),
      () => block("try") + block("finally"),
      () =>
        block("try") +
        block(`except ${this.name()}${this.pick(["", " as e"])}`) +
        maybe(30, () => block("except")) +
        maybe(30, () => block("else")) +
        maybe(30, () => block("finally")),
      () =>
        `${line("try:") + this.body(indent, depth, loop) + line(`except* ${this.name()} as e:`)}${indent} x = ${e()}\n`,
      () => block(`${prefix()}with ${e()} as ${this.name()}${this.pick(["", `, ${e()}`])}`),
      () => line(`match ${e()}:`) + this.cases(`${indent} `, depth, loop),
      () => this.functionDef(indent, depth),
      () => line(`class ${this.name()}:`) + this.within("class", () => this.body(indent, depth, false)),
    ];
    return this.pick(compound)();
  }

  private cases(indent: string, depth: number, loop: boolean): string {
    const one = (): string => {
      const guard = this.chance(50) ? ` if ${this.expr()}` : "";
      return `${indent}case ${this.pattern()}${guard}:\n${this.body(indent, depth, loop)}`;
    };
    return Array.from({ length: 1 + this.below(3) }, one).join("");
  }
}
