/**
 * Writes the generated parser: a function for each rule that programs without errors need.
 *
 * It accepts what the grammar accepts, and builds the same nodes, but takes shorter ways: invalid_ alternatives are left
 * out; alternatives are skipped when they cannot start with the token at hand; what consecutive alternatives start with
 * is parsed once; left recursion becomes a loop. A function that fails leaves the mark where it was.
 */

import * as tokenTypes from "../../src/parser/tokenizer/token-types.ts";
import { First } from "./first.ts";
import type { Alt, Item, NamedItem, Rule } from "./grammar.ts";
import { type Lowering, typeOfRule, valued } from "./lower.ts";
import { reachable, startsWith } from "./select.ts";
import { DEPTHS, FORGETTING, MAX_DEPTH, REMEMBERED } from "./shortcuts.ts";

/** An alternative with the items that are still to be parsed. */
interface Path {
  alt: Alt;
  items: NamedItem[];
  /** Variables of the values so far, in order, with the names that the alternative gives them. */
  values: { name: string | null; variable: string }[];
}

/** How a piece of code goes on. */
interface Exits {
  /** A statement that leaves on failure. */
  fail: string;
  /** The statements for a match with this value. */
  match: (value: string) => string[];
  /** What a committed alternative does instead of `fail`. */
  cut: string;
  /** The variable with the mark where the rule started. */
  start: string;
}

export function emitParser(lowering: Lowering): string {
  return new Emitter(lowering).emit();
}

class Emitter {
  private readonly lowering: Lowering;
  private readonly rules: Map<string, Rule>;
  private readonly first: First;
  private readonly functions: string[] = [];
  private readonly helpers = new Map<string, string>();
  private readonly sets = new Map<string, string>();
  private lines: string[] = [];
  private counter = 0;

  constructor(lowering: Lowering) {
    this.lowering = lowering;
    this.rules = reachable(lowering);
    this.first = new First(lowering, this.rules);
  }

  emit(): string {
    for (const rule of this.rules.values()) this.emitRule(rule);
    const sets = [...this.sets].map(([tokens, name]) => `const ${name} = tokenSet([${tokens}]);`);
    return `/** Token types as an array of flags. */
function tokenSet(types: readonly number[]): Uint8Array {
  const set = new Uint8Array(128);
  for (const type of types) set[type] = 1;
  return set;
}

${sets.join("\n")}

const MAX_DEPTH = ${MAX_DEPTH};

/** Thrown when no alternative can match any more, and when the program is too deep for this parser. */
export class Abandoned extends Error {}

function abandon(): never {
  throw new Abandoned();
}

${this.functions.join("\n")}`;
  }

  private fresh(prefix: string): string {
    return `${prefix}${++this.counter}`;
  }

  /** Emits a function around the lines that `body` writes. */
  private define(name: string, type: string, exported: boolean, body: () => void): void {
    const [lines, counter] = [this.lines, this.counter];
    this.lines = [];
    this.counter = 0;
    body();
    const head = `${exported ? "export " : ""}function ${name}(p: Parser): ${type} | null {`;
    this.functions.push([head, ...this.lines, "}", ""].join("\n"));
    [this.lines, this.counter] = [lines, counter];
  }

  private emitRule(rule: Rule): void {
    const type = typeOfRule(rule);
    const memo = REMEMBERED.indexOf(rule.name);
    const exported = rule.name === "file" || rule.name === "eval";
    const name = `${rule.name}_rule`;
    if (memo >= 0) this.emitRemembering(rule, name, type, memo);
    this.define(memo >= 0 ? `${rule.name}_raw` : name, type, exported, () => {
      if (FORGETTING.has(rule.name)) this.lines.push("p.startStatement();");
      this.lines.push("const start = p.mark;");
      const recursive = rule.alts.filter((alt) => startsWith(alt, rule.name));
      if (recursive.length > 0) this.emitGrowing(rule, type, recursive);
      else {
        this.emitPaths(pathsOf(rule.alts), {
          fail: "",
          match: (value) => [`return ${value};`],
          cut: "{ p.mark = start; return null; }",
          start: "start",
        });
        this.lines.push("p.mark = start;", "return null;");
      }
    });
  }

  private emitRemembering(rule: Rule, name: string, type: string, memo: number): void {
    const depth = DEPTHS[rule.name];
    this.define(name, type, false, () => {
      this.lines.push(
        `const key = (p.mark - p.memoBase) * MEMO_RULES + ${memo};`,
        "const known = p.memoMarks[key];",
        `if (known !== 0) { p.mark = known - 1; return p.memoNodes[key] as ${type} | null; }`,
      );
      if (depth !== undefined) this.lines.push(`if ((p.depth += ${depth}) > MAX_DEPTH) abandon();`);
      this.lines.push(`const node = ${rule.name}_raw(p);`);
      if (depth !== undefined) this.lines.push(`p.depth -= ${depth};`);
      this.lines.push("p.remember(key, node);", "return node;");
    });
  }

  /** A left-recursive rule: what it can start with, then, as long as possible, what can follow itself. */
  private emitGrowing(rule: Rule, type: string, recursive: Alt[]): void {
    const base = rule.alts.filter((alt) => !recursive.includes(alt));
    const baseItem: Item =
      base.length === 1 && base[0].items.length === 1 && base[0].action === null
        ? base[0].items[0].item
        : { kind: "group", alts: base };
    const seed = this.emitValue(baseItem, "{ p.mark = start; return null; }", true);
    this.lines.push(`let left: ${type} = ${seed};`, "grow: for (;;) {", "const mark = p.mark;");
    const paths = recursive.map((alt) => ({
      alt,
      items: alt.items.slice(1),
      values: [{ name: alt.items[0].name, variable: "left" }],
    }));
    this.emitPaths(
      paths,
      {
        fail: "",
        match: (value) => [`left = ${value};`, "continue grow;"],
        cut: "",
        start: "start",
      },
      "mark",
    );
    this.lines.push("p.mark = mark;", "return left;", "}");
  }

  /** Tries the paths in order; code after it runs when none has matched. \`mark\` holds where they start. */
  private emitPaths(paths: Path[], exits: Exits, mark = exits.start): void {
    const groups = shared(paths);
    groups.forEach((group, i) => {
      const label = this.fresh("try");
      const inner: Exits = { ...exits, fail: `break ${label};` };
      this.lines.push(`${label}: {`);
      if (groups.length > 1) this.emitGuard(group[0].items, inner.fail);
      if (group.length === 1) this.emitPath(group[0], inner);
      else this.emitShared(group, inner);
      this.lines.push("}");
      const [only, more] = group[0].items;
      const consumes = more !== undefined || only?.item.kind === "group";
      if (i < groups.length - 1 && consumes) this.lines.push(`p.mark = ${mark};`);
    });
  }

  /** Alternatives that start alike: that part once, then the rest of each. */
  private emitShared(group: Path[], exits: Exits): void {
    const [first] = group;
    const named = group.map((path) => path.items[0]).find((item) => item.name !== null) ?? first.items[0];
    const needed = isValued(named.item) && group.some((path) => needsValue(path));
    const variable = this.emitItem(named, exits, needed);
    const mark = this.fresh("mark");
    this.lines.push(`const ${mark} = p.mark;`);
    const rest = group.map((path) => ({
      alt: path.alt,
      items: path.items.slice(1),
      values: isValued(named.item) ? [...path.values, { name: path.items[0].name, variable }] : path.values,
    }));
    this.emitPaths(rest, exits, mark);
  }

  private emitPath(path: Path, exits: Exits): void {
    const values = [...path.values];
    let current = exits;
    for (const named of path.items) {
      if (named.item.kind === "cut") {
        current = { ...current, fail: exits.cut };
        continue;
      }
      const variable = this.emitItem(named, current, isValued(named.item) && isUsed(path.alt, named));
      if (isValued(named.item)) values.push({ name: named.name, variable });
      // Only a block is indented: if it does not end well, nothing else can match here.
      if (named.item.kind === "name" && named.item.name === "INDENT") current = { ...current, fail: "abandon();" };
    }
    this.lines.push(...exits.match(this.valueOf(path.alt, values, exits)));
  }

  /** The value of an alternative whose items have matched. */
  private valueOf(alt: Alt, values: Path["values"], exits: Exits): string {
    const action = this.lowering.action(alt);
    if (action === null) return values.length === 1 ? values[0].variable : "DUMMY_NAME";
    const simple = values.find((value) => value.name === action.code);
    if (simple) return simple.variable;
    const args = [
      ...(action.usesParser ? ["p"] : []),
      ...(action.usesExtent ? [`p.tokens[${exits.start}]`, "p.lastNonWhitespaceToken()"] : []),
      ...action.params.map((param) => values.find((value) => value.name === param.name)!.variable),
    ];
    return `actions.action${action.id}(${args.join(", ")})`;
  }

  /** Leaves unless the token at the mark is one with which \`items\` can start. */
  private emitGuard(items: NamedItem[], fail: string): void {
    const list = items.map(({ item }) => item);
    const leading = list[0];
    if (leading === undefined || (this.first.oneToken(leading) !== null && leading.kind !== "ahead")) return;
    const tokens = this.first.ofItems(list);
    if (tokens !== null) this.lines.push(`if (!(${this.oneOf(tokens)})) ${fail}`);
  }

  /** A condition: the token at the mark is one of \`tokens\`. */
  private oneOf(tokens: number[]): string {
    if (tokens.length <= 3) return tokens.map((type) => `p.types[p.mark] === ${type}`).join(" || ");
    const key = tokens.join(", ");
    let name = this.sets.get(key);
    if (name === undefined) this.sets.set(key, (name = `SET_${this.sets.size}`));
    return `${name}[p.types[p.mark]] !== 0`;
  }

  /** Parses an item of an alternative; the variable with its value, where one is wanted. */
  private emitItem({ item, type }: NamedItem, exits: Exits, wanted: boolean): string {
    switch (item.kind) {
      case "ahead":
        this.emitLookahead(item.item, item.positive, exits.fail);
        return "";
      case "shortcut":
        this.emitLookahead(item.item, true, exits.fail);
        return "";
      case "forced":
        return this.emitValue(item.item, exits.fail, wanted);
      case "opt":
        return this.emitOptional(item.item, wanted, type);
      case "loop":
        return this.emitLoop(item.item, item.atLeastOne, exits.fail);
      case "gather":
        return this.emitGather(item.separator, item.item, exits.fail);
      default:
        return this.emitValue(item, exits.fail, wanted);
    }
  }

  /** Parses a token, a rule or a group, or leaves with \`fail\`. */
  private emitValue(item: Item, fail: string, wanted: boolean): string {
    const tokens = this.first.oneToken(item);
    if (tokens !== null) return this.emitToken(item, tokens, fail, wanted);
    if (item.kind === "string" || item.kind === "name") {
      const target = this.lowering.leaf(item);
      if (target.kind === "soft") {
        this.lines.push(`if (!(${softTest(target.text)})) ${fail}`);
        return this.take("p.takeName()", wanted);
      }
      if (target.kind !== "rule") throw new Error(`no token: ${target.kind}`);
      return this.emitCall(`${target.name}_rule`, DEPTHS[target.name], REMEMBERED.includes(target.name), fail);
    }
    if (item.kind !== "group") throw new Error(`no value: ${item.kind}`);
    if (item.alts.length > 1) return this.emitCall(this.helper(item), undefined, false, fail);
    return this.emitInline(item.alts[0], fail, wanted);
  }

  private emitToken(item: Item, tokens: number[], fail: string, wanted: boolean): string {
    this.lines.push(`if (!(${this.oneOf(tokens)})) ${fail}`);
    if (item.kind === "name" && item.name === "NAME") return this.take("p.takeName()", wanted);
    if (item.kind === "name" && item.name === "NUMBER") return this.take("p.takeNumber()", wanted);
    const variable = wanted ? this.fresh("v") : "";
    if (wanted) this.lines.push(`const ${variable} = p.tokens[p.mark];`);
    this.lines.push(tokens[0] === tokenTypes.ENDMARKER ? "p.mark++;" : "p.advance();");
    return variable;
  }

  /** Takes a token that has been tested: as a node, or just past it. */
  private take(code: string, wanted: boolean): string {
    if (!wanted) {
      this.lines.push("p.advance();");
      return "";
    }
    const variable = this.fresh("v");
    this.lines.push(`const ${variable} = ${code};`);
    return variable;
  }

  private emitCall(name: string, depth: number | undefined, counted: boolean, fail: string): string {
    const variable = this.fresh("v");
    // A rule with which another one starts does not nest by that.
    const counts = depth !== undefined && !counted && this.lines.includes("p.advance();");
    if (counts) this.lines.push(`if ((p.depth += ${depth}) > MAX_DEPTH) abandon();`);
    this.lines.push(`const ${variable} = ${name}(p);`);
    if (counts) this.lines.push(`p.depth -= ${depth};`);
    this.lines.push(`if (${variable} === null) ${fail}`);
    return variable;
  }

  /** A group of one alternative, as part of the alternative around it. */
  private emitInline(alt: Alt, fail: string, wanted: boolean): string {
    const start = this.fresh("mark");
    const action = this.lowering.action(alt);
    if (action?.usesExtent) this.lines.push(`const ${start} = p.mark;`);
    const values: Path["values"] = [];
    const exits: Exits = { fail, match: () => [], cut: fail, start };
    for (const named of alt.items) {
      const variable = this.emitItem(
        named,
        exits,
        isValued(named.item) && isUsed(alt, named) && (wanted || action !== null),
      );
      if (isValued(named.item)) values.push({ name: named.name, variable });
    }
    if (!wanted && action === null) return "";
    const value = this.valueOf(alt, values, exits);
    if (!value.includes("(")) return value;
    const variable = this.fresh("v");
    this.lines.push(`const ${variable} = ${value};`, `if (${variable} === null) ${fail}`);
    return variable;
  }

  private emitOptional(item: Item, wanted: boolean, declared: string | null): string {
    const tokens = this.first.oneToken(item);
    const starts = this.first.ofItems([item]);
    if (item.kind === "name" && this.rules.has(item.name) && tokens === null) {
      const variable = this.fresh("v");
      const call = `${item.name}_rule(p)`;
      const guarded = starts !== null ? `${this.oneOf(starts)} ? ${call} : null` : call;
      this.lines.push(wanted ? `const ${variable} = ${guarded};` : `${guarded};`);
      return variable;
    }
    const variable = this.fresh("v");
    const label = this.fresh("opt");
    const mark = this.fresh("mark");
    if (wanted) this.lines.push(`let ${variable}: ${declared ?? this.lowering.itemType(item)} | null = null;`);
    const single = tokens !== null;
    if (!single) this.lines.push(`const ${mark} = p.mark;`);
    this.lines.push(`${label}: {`);
    const fail = single ? `break ${label};` : `{ p.mark = ${mark}; break ${label}; }`;
    const value = this.emitValue(item, fail, wanted);
    if (wanted) this.lines.push(`${variable} = ${value};`);
    this.lines.push("}");
    return variable;
  }

  private emitLoop(item: Item, atLeastOne: boolean, fail: string): string {
    const variable = this.fresh("v");
    this.lines.push(`const ${variable}: (${this.lowering.itemType(item)})[] = [];`);
    this.emitRepetition(variable, item, null);
    if (atLeastOne) this.lines.push(`if (${variable}.length === 0) ${fail}`);
    return variable;
  }

  private emitGather(separator: Item, item: Item, fail: string): string {
    const first = this.emitValue(item, fail, true);
    const variable = this.fresh("v");
    this.lines.push(`const ${variable}: (${this.lowering.itemType(item)})[] = [${first}];`);
    this.emitRepetition(variable, item, separator);
    return variable;
  }

  private emitRepetition(list: string, item: Item, separator: Item | null): void {
    const starts = this.first.ofItems([separator ?? item]);
    const simple = separator === null && (item.kind === "name" || this.first.oneToken(item) !== null);
    const mark = this.fresh("mark");
    this.lines.push(starts === null ? "for (;;) {" : `while (${this.oneOf(starts)}) {`);
    if (!simple) this.lines.push(`const ${mark} = p.mark;`);
    const leave = simple ? "break;" : `{ p.mark = ${mark}; break; }`;
    if (separator !== null) this.emitValue(separator, leave, false);
    const value = this.emitValue(item, leave, true);
    this.lines.push(`${list}.push(${value || "DUMMY_NAME"});`, "}");
  }

  private emitLookahead(item: Item, positive: boolean, fail: string): void {
    const tokens = this.first.oneToken(item);
    if (tokens !== null) {
      const test = this.oneOf(tokens);
      this.lines.push(positive ? `if (!(${test})) ${fail}` : `if (${test}) ${fail}`);
      return;
    }
    if (item.kind === "string") {
      const test = softTest(item.text);
      this.lines.push(positive ? `if (!(${test})) ${fail}` : `if (${test}) ${fail}`);
      return;
    }
    const mark = this.fresh("mark");
    const variable = this.fresh("v");
    const name = item.kind === "name" ? `${item.name}_rule` : this.helper(item);
    this.lines.push(`const ${mark} = p.mark;`, `const ${variable} = ${name}(p);`, `p.mark = ${mark};`);
    this.lines.push(`if (${variable} ${positive ? "===" : "!=="} null) ${fail}`);
  }

  /** The function of a group. */
  private helper(item: Item): string {
    const key = JSON.stringify(item, (name, value) => (name === "line" ? undefined : value));
    const existing = this.helpers.get(key);
    if (existing !== undefined) return existing;
    const name = `group_${this.helpers.size + 1}`;
    this.helpers.set(key, name);
    const alts =
      item.kind === "group" ? item.alts : [{ items: [{ name: null, type: null, item }], action: null, line: 0 }];
    const type = this.lowering.itemType(item);
    this.define(name, type === "unknown" ? "Name" : type, false, () => {
      this.lines.push("const start = p.mark;");
      this.emitPaths(pathsOf(alts), {
        fail: "",
        match: (value) => [`return ${value};`],
        cut: "{ p.mark = start; return null; }",
        start: "start",
      });
      this.lines.push("p.mark = start;", "return null;");
    });
    return name;
  }
}

const softTest = (text: string): string =>
  `p.types[p.mark] === ${tokenTypes.NAME} && p.tokens[p.mark].string === ${JSON.stringify(text)}`;

const pathsOf = (alts: Alt[]): Path[] => alts.map((alt) => ({ alt, items: alt.items, values: [] }));

const isValued = (item: Item): boolean => item.kind !== "ahead" && item.kind !== "cut" && item.kind !== "shortcut";

/** Whether an alternative's value is made of this item. */
function isUsed(alt: Alt, named: NamedItem): boolean {
  if (alt.action === null) return valued(alt.items).length === 1;
  return named.name !== null && new RegExp(`\\b${named.name}\\b`).test(alt.action);
}

const needsValue = (path: Path): boolean => isUsed(path.alt, path.items[0]);

/** Groups consecutive paths that start with the same item. */
function shared(paths: Path[]): Path[][] {
  const groups: Path[][] = [];
  for (const path of paths) {
    const last = groups[groups.length - 1];
    if (last !== undefined && sameStart(last[0], path)) last.push(path);
    else groups.push([path]);
  }
  return groups;
}

function sameStart(a: Path, b: Path): boolean {
  if (a.items.length === 0 || b.items.length === 0) return false;
  const key = (path: Path): string =>
    JSON.stringify(path.items[0].item, (name, value) => (name === "line" ? undefined : value));
  return a.items[0].item.kind !== "cut" && key(a) === key(b);
}
