/** The document type declaration and its internal subset. Everything is read before anything is reported. */
import { XML, XmlError } from "./errors.ts";
import { isSpace, normalizeLines, Scanner } from "./scanner.ts";

export interface Entity {
  /** Replacement text, or null for an external entity. */
  readonly value: string | null;
  readonly systemId: string | null;
  readonly publicId: string | null;
  readonly notation: string | null;
  open: boolean;
}

export interface AttributeRule {
  readonly name: string;
  readonly type: string;
  readonly value: string | null;
  readonly required: boolean;
}

/** A content model as expat reports it: type, quantifier, name, children. */
export interface Model {
  type: number;
  quantifier: number;
  readonly name: string | null;
  readonly children: Model[];
}

/** Something in the internal subset, and how it is written there. */
export type Declaration = { raw: string } & DeclarationContent;

type DeclarationContent =
  | { kind: "other" }
  | { kind: "entity"; name: string; parameter: boolean; entity: Entity }
  | { kind: "notation"; name: string; systemId: string | null; publicId: string | null }
  | { kind: "attlist"; element: string; rule: AttributeRule }
  | { kind: "element"; name: string; model: Model }
  | { kind: "comment"; text: string }
  | { kind: "pi"; target: string; data: string };

export interface Doctype {
  readonly name: string;
  readonly systemId: string | null;
  readonly publicId: string | null;
  readonly hasInternal: boolean;
  readonly declarations: Declaration[];
}

const [TYPE_EMPTY, TYPE_ANY, TYPE_MIXED, TYPE_NAME, TYPE_CHOICE, TYPE_SEQ] = [1, 2, 3, 4, 5, 6];
const QUANTIFIERS: Readonly<Record<string, number>> = { "?": 1, "*": 2, "+": 3 };

export class Dtd {
  readonly entities = new Map<string, Entity>();
  readonly parameters = new Map<string, Entity>();
  readonly rules = new Map<string, AttributeRule[]>();
  /** Whether there are declarations that were not read, so that an unknown entity may be declared there. */
  incomplete = false;
  /** Whether parameter entities are read where they are referred to. */
  expandParameters = false;

  /** Reads from after "<!DOCTYPE" to the closing ">". */
  read(s: Scanner): Doctype {
    s.needSpace();
    const name = s.name();
    s.space();
    const [publicId, systemId] = externalId(s);
    s.space();
    const declarations: Declaration[] = [];
    const hasInternal = s.peek() === "[";
    if (systemId !== null) this.incomplete = true;
    if (hasInternal) {
      s.at++;
      this.subset(s, declarations, "]");
      s.at++;
      s.space();
    }
    s.expect(">");
    return { name, systemId, publicId, hasInternal, declarations };
  }

  /** Declarations up to a mark, or to the end of a parameter entity's text. */
  private subset(s: Scanner, out: Declaration[], mark: string): void {
    for (;;) {
      const blank = s.at;
      if (s.space()) out.push({ kind: "other", raw: s.text.slice(blank, s.at) });
      if (mark === "" && s.at >= s.text.length) return;
      const char = s.peek();
      if (char === mark) return;
      const start = s.at;
      const before = out.length;
      if (char === "%") this.parameterReference(s, out);
      else if (char !== "<") throw new XmlError(XML.SYNTAX, s.at);
      else if (s.startsWith("<?")) this.instruction(s, out);
      else if (s.startsWith("<!--")) out.push({ kind: "comment", text: comment(s), raw: "" });
      else this.declaration(s, out);
      // The first of what was declared stands for its text.
      const raw = s.text.slice(start, s.at);
      if (char === "%" || out.length === before) out.splice(before, 0, { kind: "other", raw });
      else out[before].raw = raw;
    }
  }

  private parameterReference(s: Scanner, out: Declaration[]): void {
    const start = s.at++;
    const name = s.name();
    s.expect(";");
    const entity = this.parameters.get(name);
    if (entity === undefined || entity.value === null || !this.expandParameters) {
      this.incomplete = true;
      return;
    }
    if (entity.open) throw new XmlError(XML.RECURSIVE_ENTITY_REF, start);
    entity.open = true;
    this.subset(new Scanner(entity.value), out, "");
    entity.open = false;
  }

  private instruction(s: Scanner, out: Declaration[]): void {
    s.at += 2;
    const [target, data] = instruction(s);
    out.push({ kind: "pi", target, data, raw: "" });
  }

  private declaration(s: Scanner, out: Declaration[]): void {
    const start = s.at;
    if (s.startsWith("<!ENTITY")) this.entity(s, out);
    else if (s.startsWith("<!ATTLIST")) this.attlist(s, out);
    else if (s.startsWith("<!ELEMENT")) element(s, out);
    else if (s.startsWith("<!NOTATION")) notation(s, out);
    else throw new XmlError(XML.SYNTAX, start);
    s.space();
    s.expect(">");
  }

  private entity(s: Scanner, out: Declaration[]): void {
    s.at += "<!ENTITY".length;
    s.needSpace();
    const parameter = s.peek() === "%";
    if (parameter) {
      s.at++;
      s.needSpace();
    }
    const name = s.name();
    s.needSpace();
    const quote = s.peek();
    let entity: Entity;
    if (quote === '"' || quote === "'") {
      const value = characterReferences(normalizeLines(s.literal()));
      entity = { value, systemId: null, publicId: null, notation: null, open: false };
    } else {
      const [publicId, systemId] = externalId(s);
      if (systemId === null) throw new XmlError(XML.SYNTAX, s.at);
      let notationName: string | null = null;
      if (s.space() && s.peek() === "N") {
        s.expect("NDATA");
        s.needSpace();
        notationName = s.name();
      }
      entity = { value: null, systemId, publicId, notation: notationName, open: false };
    }
    const known = parameter ? this.parameters : this.entities;
    // The first declaration counts.
    if (known.has(name)) return;
    known.set(name, entity);
    out.push({ kind: "entity", name, parameter, entity, raw: "" });
  }

  private attlist(s: Scanner, out: Declaration[]): void {
    s.at += "<!ATTLIST".length;
    s.needSpace();
    const owner = s.name();
    for (;;) {
      if (!s.space() || s.peek() === ">") return;
      const name = s.name();
      s.needSpace();
      const type = attributeType(s);
      s.needSpace();
      let value: string | null = null;
      let required = false;
      if (s.peek() === "#") {
        const start = s.at++;
        const word = s.name();
        if (word === "REQUIRED") required = true;
        else if (word === "FIXED") {
          required = true;
          s.needSpace();
          value = s.literal();
        } else if (word !== "IMPLIED") throw new XmlError(XML.SYNTAX, start);
      } else value = s.literal();
      const rule: AttributeRule = { name, type, value, required };
      const rules = this.rules.get(owner) ?? [];
      this.rules.set(owner, rules);
      if (rules.some((other) => other.name === name)) continue;
      rules.push(rule);
      out.push({ kind: "attlist", element: owner, rule, raw: "" });
    }
  }
}

function characterReferences(text: string): string {
  return text.replace(/&#(?:x([0-9a-fA-F]+)|([0-9]+));/g, (_, hex: string, decimal: string) =>
    String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
  );
}

/** `[publicId, systemId]` where there is an external identifier. */
function externalId(s: Scanner): [string | null, string | null] {
  const char = s.peek();
  if (char === "S") {
    s.expect("SYSTEM");
    s.needSpace();
    return [null, s.literal()];
  }
  if (char !== "P") return [null, null];
  s.expect("PUBLIC");
  s.needSpace();
  const publicId = s.literal().trim().replace(/\s+/g, " ");
  s.space();
  const quote = s.peek();
  return [publicId, quote === '"' || quote === "'" ? s.literal() : null];
}

function attributeType(s: Scanner): string {
  let prefix = "";
  if (s.peek() !== "(") {
    const word = s.name();
    if (word !== "NOTATION") return word;
    prefix = "NOTATION";
    s.space();
  }
  return `${prefix}${s.until(")").replace(/\s+/g, "")})`;
}

function notation(s: Scanner, out: Declaration[]): void {
  s.at += "<!NOTATION".length;
  s.needSpace();
  const name = s.name();
  s.needSpace();
  const [publicId, systemId] = externalId(s);
  out.push({ kind: "notation", name, systemId, publicId, raw: "" });
}

function element(s: Scanner, out: Declaration[]): void {
  s.at += "<!ELEMENT".length;
  s.needSpace();
  const name = s.name();
  s.needSpace();
  const leaf = (type: number): Model => ({ type, quantifier: 0, name: null, children: [] });
  let model: Model;
  if (s.peek() === "(") model = group(s);
  else {
    const start = s.at;
    const word = s.name();
    if (word !== "EMPTY" && word !== "ANY") throw new XmlError(XML.SYNTAX, start);
    model = leaf(word === "EMPTY" ? TYPE_EMPTY : TYPE_ANY);
  }
  out.push({ kind: "element", name, model, raw: "" });
}

function quantifier(s: Scanner): number {
  const found = QUANTIFIERS[s.peek()] ?? 0;
  if (found > 0) s.at++;
  return found;
}

/** A parenthesized part of a content model. */
function group(s: Scanner): Model {
  const model: Model = { type: TYPE_SEQ, quantifier: 0, name: null, children: [] };
  let separator = "";
  s.at++;
  for (;;) {
    s.space();
    const char = s.peek();
    if (char === "(") model.children.push(group(s));
    else if (char === "#") {
      s.expect("#PCDATA");
      model.type = TYPE_MIXED;
    } else {
      const name = s.name();
      model.children.push({ type: TYPE_NAME, quantifier: quantifier(s), name, children: [] });
    }
    s.space();
    const next = s.peek();
    s.at++;
    if (next === ")") break;
    if ((next !== "|" && next !== ",") || (separator !== "" && next !== separator)) {
      throw new XmlError(XML.SYNTAX, s.at - 1);
    }
    separator = next;
    if (next === "|" && model.type !== TYPE_MIXED) model.type = TYPE_CHOICE;
  }
  model.quantifier = quantifier(s);
  return model;
}

/** A comment from its "<!--" on. */
export function comment(s: Scanner): string {
  s.at += 4;
  const text = s.until("--");
  if (s.peek() !== ">") throw s.invalid();
  s.at++;
  return normalizeLines(text);
}

/** A processing instruction from after "<?" on. */
export function instruction(s: Scanner): [string, string] {
  const start = s.at;
  const target = s.name();
  if (target.toLowerCase() === "xml")
    throw target === "xml" ? new XmlError(XML.MISPLACED_XML_PI, start - 2) : s.invalid(start);
  if (s.startsWith("?>")) {
    s.at += 2;
    return [target, ""];
  }
  s.needSpace();
  return [target, normalizeLines(s.until("?>"))];
}

/** "<!" with a word that is none of XML's is an error after the word. */
export function unknownDeclaration(s: Scanner): XmlError {
  const start = s.at;
  s.at += 2;
  while (/[A-Za-z]/.test(s.peek())) s.at++;
  return s.at > start + 2 && isSpace(s.peek()) ? new XmlError(XML.SYNTAX, start) : s.invalid();
}
