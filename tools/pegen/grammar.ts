/**
 * Reads grammar/python.gram into rules, alternatives and items. The file's own header explains the notation.
 */

export type Item =
  | { kind: "string"; text: string; soft: boolean }
  | { kind: "name"; name: string }
  | { kind: "group"; alts: Alt[] }
  | { kind: "opt"; item: Item }
  | { kind: "loop"; item: Item; atLeastOne: boolean }
  | { kind: "gather"; separator: Item; item: Item }
  | { kind: "ahead"; item: Item; positive: boolean }
  | { kind: "shortcut"; item: Item }
  | { kind: "forced"; item: Item }
  | { kind: "cut" };

export interface NamedItem {
  name: string | null;
  type: string | null;
  item: Item;
}

export interface Alt {
  items: NamedItem[];
  action: string | null;
  line: number;
}

export interface Rule {
  name: string;
  type: string | null;
  memo: boolean;
  alts: Alt[];
}

class Reader {
  pos = 0;
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }

  fail(message: string): never {
    throw new Error(`python.gram:${this.line()}: ${message}`);
  }

  line(): number {
    return this.text.slice(0, this.pos).split("\n").length;
  }

  /** Skips blanks and comments, over line ends as well. */
  skip(): void {
    const blank = /(?:\s|#[^\n]*)*/y;
    blank.lastIndex = this.pos;
    blank.exec(this.text);
    this.pos = blank.lastIndex;
  }

  match(pattern: RegExp): RegExpExecArray | null {
    this.skip();
    const sticky = new RegExp(pattern.source, "y");
    sticky.lastIndex = this.pos;
    const found = sticky.exec(this.text);
    if (found) this.pos = sticky.lastIndex;
    return found;
  }

  peek(pattern: RegExp): boolean {
    const pos = this.pos;
    const found = this.match(pattern) !== null;
    this.pos = pos;
    return found;
  }

  take(text: string): boolean {
    this.skip();
    if (!this.text.startsWith(text, this.pos)) return false;
    this.pos += text.length;
    return true;
  }

  expect(text: string): void {
    if (!this.take(text)) this.fail(`expected ${text}`);
  }

  /** The text up to the bracket that closes the one just read; strings inside may hold brackets. */
  balanced(open: string, close: string): string {
    const start = this.pos;
    let depth = 1;
    while (this.pos < this.text.length) {
      const char = this.text[this.pos++];
      if (char === open) depth++;
      else if (char === close && --depth === 0) return this.text.slice(start, this.pos - 1).trim();
      else if (char === '"' || char === "'") this.skipString(char);
    }
    this.fail(`unclosed ${open}`);
  }

  private skipString(quote: string): void {
    while (this.text[this.pos++] !== quote) if (this.pos >= this.text.length) this.fail("unclosed string");
  }
}

/** A rule starts in the first column. */
const RULE_START = /(?<=^|\n)\w+(?=[[ (:])/;

export function parseGrammar(text: string): Rule[] {
  const reader = new Reader(text);
  const rules: Rule[] = [];
  reader.skip();
  while (reader.pos < text.length) {
    rules.push(parseRule(reader));
    reader.skip();
  }
  return rules;
}

function parseRule(reader: Reader): Rule {
  const name = reader.match(RULE_START)?.[0] ?? reader.fail("expected a rule");
  const type = reader.take("[") ? reader.balanced("[", "]") : null;
  const memo = reader.take("(memo)");
  reader.expect(":");
  return { name, type, memo, alts: parseAlts(reader) };
}

function parseAlts(reader: Reader): Alt[] {
  reader.take("|");
  const alts = [parseAlt(reader)];
  while (reader.take("|")) alts.push(parseAlt(reader));
  return alts;
}

function parseAlt(reader: Reader): Alt {
  const items: NamedItem[] = [];
  const line = reader.line();
  while (!atAltEnd(reader)) items.push(parseNamed(reader));
  const action = reader.take("{") ? reader.balanced("{", "}").replace(/\s*\n\s*/g, " ") : null;
  return { items, action, line };
}

function atAltEnd(reader: Reader): boolean {
  reader.skip();
  return reader.pos >= reader.text.length || reader.peek(/[|){\]]/) || reader.peek(RULE_START);
}

function parseNamed(reader: Reader): NamedItem {
  const plain = reader.match(/(\w+)=(?!=)/);
  if (plain) return { name: plain[1], type: null, item: parseItem(reader) };
  const typed = reader.match(/(\w+)\[(\w+(?:\[\])?)\]=/);
  if (typed) return { name: typed[1], type: typed[2], item: parseItem(reader) };
  return { name: null, type: null, item: parseItem(reader) };
}

function parseItem(reader: Reader): Item {
  if (reader.take("&&")) return { kind: "forced", item: parseAtom(reader) };
  if (reader.take("&")) return { kind: "ahead", item: parseAtom(reader), positive: true };
  if (reader.take("!")) return { kind: "ahead", item: parseAtom(reader), positive: false };
  if (reader.take("%")) return { kind: "shortcut", item: parseAtom(reader) };
  if (reader.take("~")) return { kind: "cut" };
  const item = parseAtom(reader);
  // A suffix follows without a blank.
  const suffix = /[?*+.]/y;
  suffix.lastIndex = reader.pos;
  const mark = suffix.exec(reader.text)?.[0];
  if (mark === undefined) return item;
  reader.pos++;
  if (mark === "?") return { kind: "opt", item };
  if (mark === "*") return { kind: "loop", item, atLeastOne: false };
  if (mark === "+") return { kind: "loop", item, atLeastOne: true };
  const element = parseAtom(reader);
  reader.expect("+");
  return { kind: "gather", separator: item, item: element };
}

function parseAtom(reader: Reader): Item {
  if (reader.take("(")) {
    const alts = parseAlts(reader);
    reader.expect(")");
    return { kind: "group", alts };
  }
  if (reader.take("[")) {
    const alts = parseAlts(reader);
    reader.expect("]");
    return { kind: "opt", item: { kind: "group", alts } };
  }
  const string = reader.match(/'([^']+)'|"([^"]+)"/);
  if (string) return { kind: "string", text: string[1] ?? string[2], soft: string[2] !== undefined };
  const name = reader.match(/\w+/);
  if (name) return { kind: "name", name: name[0] };
  reader.fail("expected an item");
}
