/** Which tokens a piece of the grammar can start with. */
import * as tokenTypes from "../../src/parser/tokenizer/token-types.ts";
import type { Alt, Item, Rule } from "./grammar.ts";
import type { Lowering } from "./lower.ts";

export class First {
  private readonly lowering: Lowering;
  private readonly rules: Map<string, Rule>;
  private readonly sets = new Map<string, Set<number>>();
  private readonly empty = new Set<string>();

  /** `rules` are the rules as they will be generated. */
  constructor(lowering: Lowering, rules: Map<string, Rule>) {
    this.lowering = lowering;
    this.rules = rules;
    for (const name of rules.keys()) this.sets.set(name, new Set());
    for (let grown = true; grown; ) {
      grown = false;
      for (const rule of rules.values()) {
        const set = this.sets.get(rule.name)!;
        const before = set.size + (this.empty.has(rule.name) ? 1 : 0);
        for (const alt of rule.alts) if (this.addAlt(alt, set)) this.empty.add(rule.name);
        if (set.size + (this.empty.has(rule.name) ? 1 : 0) !== before) grown = true;
      }
    }
  }

  /** The tokens that `items` can start with, sorted; null when they can be empty. */
  ofItems(items: readonly Item[]): number[] | null {
    const set = new Set<number>();
    return this.addItems(items, set) ? null : [...set].sort((a, b) => a - b);
  }

  /** The tokens of which `item` is exactly one, or null when it is more than a choice of tokens. */
  oneToken(item: Item): number[] | null {
    if (item.kind === "string" || item.kind === "name") {
      const target = this.lowering.leaf(item);
      if (target.kind === "token") return [target.type];
      if (target.kind === "NAME") return [tokenTypes.NAME];
      if (target.kind === "NUMBER") return [tokenTypes.NUMBER];
      return target.kind === "rule" ? this.choice(this.rules.get(target.name)!.alts) : null;
    }
    return item.kind === "group" ? this.choice(item.alts) : null;
  }

  private choice(alts: Alt[]): number[] | null {
    const all: number[] = [];
    for (const alt of alts) {
      if (alt.items.length !== 1 || alt.action !== null) return null;
      const { item } = alt.items[0];
      if (item.kind === "name" && this.rules.has(item.name) && this.rules.get(item.name)!.memo) return null;
      const tokens = this.oneToken(item);
      if (tokens === null) return null;
      all.push(...tokens);
    }
    return all;
  }

  /** Adds what `alt` can start with; answers whether it can be empty. */
  private addAlt(alt: Alt, set: Set<number>): boolean {
    return this.addItems(
      alt.items.map(({ item }) => item),
      set,
    );
  }

  private addItems(items: readonly Item[], set: Set<number>): boolean {
    for (const item of items) {
      if (item.kind === "cut" || item.kind === "shortcut" || (item.kind === "ahead" && !item.positive)) continue;
      if (item.kind === "ahead") {
        // What must follow is at most what the lookahead allows.
        if (!this.addItem(item.item, set)) return false;
        continue;
      }
      if (!this.addItem(item, set)) return false;
    }
    return true;
  }

  private addItem(item: Item, set: Set<number>): boolean {
    switch (item.kind) {
      case "string":
      case "name": {
        const target = this.lowering.leaf(item);
        if (target.kind === "token") set.add(target.type);
        else if (target.kind === "NUMBER") set.add(tokenTypes.NUMBER);
        else if (target.kind !== "rule") set.add(tokenTypes.NAME);
        else {
          for (const type of this.sets.get(target.name) ?? []) set.add(type);
          return this.empty.has(target.name);
        }
        return false;
      }
      case "group": {
        let empty = false;
        for (const alt of item.alts) if (this.addAlt(alt, set)) empty = true;
        return empty;
      }
      case "opt":
        this.addItem(item.item, set);
        return true;
      case "loop":
        return this.addItem(item.item, set) || !item.atLeastOne;
      case "gather":
      case "forced":
        return this.addItem(item.item, set);
      default:
        throw new Error(`no token starts with ${item.kind}`);
    }
  }
}
