/**
 * Brings the grammar into the form that both outputs start from: keywords get token numbers, actions become functions,
 * and groups, repetitions and gathers become rules of their own, exactly where CPython's generator makes them, because
 * its limit of nesting counts those too (Tools/peg_generator/pegen/c_generator.py).
 */
import * as tokenTypes from "../../src/parser/tokenizer/token-types.ts";
import type { Alt, Item, NamedItem, Rule } from "./grammar.ts";

export interface Action {
  id: number;
  code: string;
  usesParser: boolean;
  usesExtent: boolean;
  params: { name: string; type: string }[];
}

export type Target =
  | { kind: "token"; type: number }
  | { kind: "soft"; text: string }
  | { kind: "NAME" }
  | { kind: "NUMBER" }
  | { kind: "SOFT_KEYWORD" }
  | { kind: "rule"; name: string };

export interface Step {
  mode: "plain" | "opt" | "ahead" | "not" | "cut" | "forced";
  target: Target;
  name: string | null;
}

export interface LoweredAlt {
  steps: Step[];
  action: Action | null;
  /** Only tried in the second pass. */
  invalid: boolean;
}

export interface LoweredRule {
  name: string;
  form: "plain" | "loop0" | "loop1" | "gather";
  type: string;
  memo: boolean;
  leftRecursive: boolean;
  alts: LoweredAlt[];
}

const numbers = tokenTypes as unknown as Record<string, number>;
const UNKNOWN = "unknown";

export const typeOfRule = (rule: Rule): string => (rule.type ?? UNKNOWN).replace(/\barguments\b/g, "arguments_");

export class Lowering {
  readonly rules = new Map<string, Rule>();
  readonly keywords = new Map<string, number>();
  readonly softKeywords = new Set<string>();
  readonly actions: Action[] = [];
  readonly lowered = new Map<string, LoweredRule>();
  private readonly actionIds = new Map<string, Action>();
  private counter = 0;

  constructor(rules: Rule[]) {
    for (const rule of rules) this.rules.set(rule.name, rule);
    const words = new Set<string>();
    for (const rule of rules) forEachItem(rule.alts, (item) => this.noteWord(item, words));
    for (const word of [...words].sort()) this.keywords.set(word, tokenTypes.N_TOKENS + 1 + this.keywords.size);
  }

  private noteWord(item: Item, words: Set<string>): void {
    if (item.kind !== "string" || !/^\w+$/.test(item.text)) return;
    (item.soft ? this.softKeywords : words).add(item.text);
  }

  /** What a leaf of the grammar stands for. */
  leaf(item: Item): Target {
    if (item.kind === "string") {
      if (/^\w+$/.test(item.text)) {
        return item.soft ? { kind: "soft", text: item.text } : { kind: "token", type: this.keywords.get(item.text)! };
      }
      const type = tokenTypes.EXACT_TOKEN_TYPES[item.text];
      if (type === undefined) throw new Error(`unknown operator ${item.text}`);
      return { kind: "token", type };
    }
    if (item.kind !== "name") throw new Error(`not a leaf: ${item.kind}`);
    if (item.name === "NAME" || item.name === "NUMBER" || item.name === "SOFT_KEYWORD") return { kind: item.name };
    if (this.rules.has(item.name)) return { kind: "rule", name: item.name };
    if (numbers[item.name] === undefined) throw new Error(`unknown rule or token ${item.name}`);
    return { kind: "token", type: numbers[item.name] };
  }

  /** The TypeScript type of an item's value, without the null of failure. */
  itemType(item: Item): string {
    switch (item.kind) {
      case "string":
      case "name": {
        const target = this.leaf(item);
        if (target.kind === "rule") return typeOfRule(this.rules.get(target.name)!);
        if (target.kind === "NUMBER") return "Constant";
        return target.kind === "token" ? "Token" : "Name";
      }
      case "group":
        return union(item.alts.map((alt) => this.altType(alt)));
      case "opt":
        return union([this.itemType(item.item), "null"]);
      case "loop":
      case "gather":
        return `${parenthesized(this.itemType(item.item))}[]`;
      default:
        return this.itemType((item as { item: Item }).item);
    }
  }

  altType(alt: Alt): string {
    const values = valued(alt.items);
    if (alt.action === null) return values.length === 1 ? this.namedType(values[0]) : "Name";
    const named = values.find((value) => value.name === alt.action);
    return named ? this.namedType(named) : UNKNOWN;
  }

  namedType(named: NamedItem): string {
    if (named.type === null) return this.itemType(named.item);
    return named.item.kind === "opt" ? `${named.type} | null` : named.type;
  }

  /** The function of an alternative's action; equal actions share one. */
  action(alt: Alt): Action | null {
    if (alt.action === null) return null;
    const params = valued(alt.items)
      .filter((value) => value.name !== null && new RegExp(`\\b${value.name}\\b`).test(alt.action!))
      .map((value) => ({ name: value.name!, type: this.namedType(value) }));
    const key = JSON.stringify([alt.action, params]);
    let action = this.actionIds.get(key);
    if (action === undefined) {
      action = {
        id: this.actions.length,
        code: alt.action,
        usesParser: /\bp\b/.test(alt.action),
        usesExtent: /\bEXTRA\b/.test(alt.action),
        params,
      };
      this.actions.push(action);
      this.actionIds.set(key, action);
    }
    return action;
  }

  /** Fills `lowered`. */
  lower(): void {
    const recursive = findLeftRecursive(this);
    for (const rule of this.rules.values()) {
      this.addRule(rule.name, "plain", typeOfRule(rule), rule.alts, rule.memo, recursive.has(rule.name));
    }
  }

  private addRule(
    name: string,
    form: LoweredRule["form"],
    type: string,
    alts: Alt[],
    memo = false,
    leftRecursive = false,
  ): void {
    const rule: LoweredRule = { name, form, type, memo, leftRecursive, alts: [] };
    this.lowered.set(name, rule);
    for (const alt of alts) {
      const steps = alt.items.filter(({ item }) => item.kind !== "shortcut").map((named) => this.step(named));
      const only = alt.items.length === 1 ? alt.items[0].item : null;
      const invalid = only !== null && only.kind === "name" && only.name.startsWith("invalid_");
      rule.alts.push({ steps, action: this.action(alt), invalid });
    }
  }

  private step({ item, name }: NamedItem): Step {
    switch (item.kind) {
      case "cut":
        return { mode: "cut", target: { kind: "token", type: 0 }, name: null };
      case "opt":
        return { mode: "opt", target: this.target(item.item), name };
      case "ahead":
        return { mode: item.positive ? "ahead" : "not", target: this.target(item.item), name: null };
      case "forced":
        return { mode: "forced", target: this.target(item.item), name };
      default:
        return { mode: "plain", target: this.target(item), name };
    }
  }

  private target(item: Item): Target {
    switch (item.kind) {
      case "group": {
        const [alt] = item.alts;
        const items = alt.items.filter((named) => named.item.kind !== "shortcut");
        if (item.alts.length === 1 && items.length === 1 && alt.action === null) return this.target(items[0].item);
        return this.artificial("_tmp", "plain", item.alts, this.itemType(item));
      }
      case "loop":
        return this.artificial(
          item.atLeastOne ? "_loop1" : "_loop0",
          item.atLeastOne ? "loop1" : "loop0",
          [{ items: [{ name: null, type: null, item: item.item }], action: null, line: 0 }],
          this.itemType(item),
        );
      case "gather": {
        const elem: NamedItem = { name: "elem", type: this.itemType(item.item), item: item.item };
        const rest: Alt = { items: [{ name: null, type: null, item: item.separator }, elem], action: "elem", line: 0 };
        const name = `_gather_${++this.counter}`;
        const loop = this.artificial("_loop0", "loop0", [rest], this.itemType(item));
        this.addRule(name, "gather", this.itemType(item), [{ items: [elem], action: null, line: 0 }]);
        this.lowered.get(name)!.alts[0].steps.push({ mode: "plain", target: loop, name: null });
        return { kind: "rule", name };
      }
      default:
        return this.leaf(item);
    }
  }

  private artificial(prefix: string, form: LoweredRule["form"], alts: Alt[], type: string): Target {
    const name = `${prefix}_${++this.counter}`;
    this.addRule(name, form, type, alts);
    return { kind: "rule", name };
  }
}

/** The items that contribute a value. */
export function valued(items: NamedItem[]): NamedItem[] {
  return items.filter(({ item }) => item.kind !== "ahead" && item.kind !== "cut" && item.kind !== "shortcut");
}

export function forEachItem(alts: Alt[], visit: (item: Item) => void): void {
  const walk = (item: Item): void => {
    visit(item);
    if (item.kind === "group") forEachItem(item.alts, visit);
    else if (item.kind === "gather") {
      walk(item.separator);
      walk(item.item);
    } else if ("item" in item) walk(item.item);
  };
  for (const alt of alts) for (const { item } of alt.items) walk(item);
}

function union(types: string[]): string {
  const parts = new Set(types.flatMap((type) => type.split(" | ")));
  return parts.has(UNKNOWN) ? UNKNOWN : [...parts].join(" | ");
}

const parenthesized = (type: string): string => (type.includes("|") ? `(${type})` : type);

/**
 * The rules that start with themselves. Of rules that do so through each other, the first by name leads: it grows its
 * result, the others are ordinary (`compute_left_recursives`).
 */
function findLeftRecursive(lowering: Lowering): Set<string> {
  const starts = new Map<string, Set<string>>();
  for (const rule of lowering.rules.values()) {
    const names = new Set<string>();
    for (const alt of rule.alts) addInitialNames(lowering, alt, names);
    starts.set(rule.name, names);
  }
  const reaches = (from: string, to: string): boolean => {
    const seen = new Set<string>();
    const todo = [from];
    for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
      for (const next of starts.get(name) ?? []) {
        if (next === to) return true;
        if (!seen.has(next)) {
          seen.add(next);
          todo.push(next);
        }
      }
    }
    return false;
  };
  const result = new Set<string>();
  const cyclic = [...lowering.rules.keys()].filter((name) => reaches(name, name)).sort();
  for (const name of cyclic) {
    if (![...result].some((leader) => reaches(leader, name) && reaches(name, leader))) result.add(name);
  }
  return result;
}

function addInitialNames(lowering: Lowering, alt: Alt, names: Set<string>): void {
  for (const { item } of alt.items) {
    if (item.kind === "cut" || item.kind === "ahead" || item.kind === "shortcut") continue;
    addInitialItem(lowering, item, names);
    if (item.kind !== "opt" && !(item.kind === "loop" && !item.atLeastOne)) return;
  }
}

function addInitialItem(lowering: Lowering, item: Item, names: Set<string>): void {
  if (item.kind === "name" && lowering.rules.has(item.name)) names.add(item.name);
  else if (item.kind === "group") for (const alt of item.alts) addInitialNames(lowering, alt, names);
  else if ("item" in item) addInitialItem(lowering, item.item, names);
}
