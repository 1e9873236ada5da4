/**
 * An XML parser that takes a document piece by piece and reports what it finds, with expat's events, errors and positions.
 * A token is read whole before anything is reported, so that a piece may end anywhere. Behaviour: expat's xmlparse.c, xmltok_impl.c.
 */
import { comment, type Declaration, Dtd, type Entity, instruction, unknownDeclaration } from "./dtd.ts";
import { NeedInput, XML, XmlError } from "./errors.ts";
import type { Namespaces } from "./namespaces.ts";
import { PREDEFINED, References } from "./references.ts";
import { forbiddenAt, isNameChar, isNameStart, isSpace, normalizeLines, Scanner } from "./scanner.ts";

export type Argument = string | number | null | string[] | Declaration;

/** Who is told: `has` says whether an event is wanted, the default handler ("Default") gets the text of what is not. */
export interface Listener {
  has(event: string): boolean;
  /** The answer matters for ExternalEntityRef and NotStandalone: false ends the parse. */
  call(event: string, args: Argument[]): boolean;
}

interface OpenElement {
  readonly raw: string;
  readonly name: string;
  readonly prefixes: string[];
}

/** The pieces of a document type declaration that the default handler gets. */
const DOCTYPE_PARTS = /<!DOCTYPE|\s+|"[^"]*"|'[^']*'|\[|>|[^\s"'[>]+/g;
const RUN = /[^<&\n\r\]]+/y;
export class XmlParser {
  private state: "start" | "prolog" | "content" | "epilog" = "start";
  private buffer = "";
  private readonly stack: OpenElement[] = [];
  private dtd = new Dtd();
  private inCdata = false;
  /** Whether this reads an external entity: content without a single root. */
  private isExternal = false;
  private hadDoctype = false;
  // The position of the buffer's part that has been counted.
  private counted = 0;
  private line = 1;
  private column = 0;
  private bytes = 0;
  private event = 0;
  private references = new References(this.dtd);
  readonly listener: Listener;
  readonly namespaces: Namespaces | null;
  /** Attributes of the current start tag that were not defaults, names and values. */
  specified = -1;

  constructor(listener: Listener, namespaces: Namespaces | null) {
    this.listener = listener;
    this.namespaces = namespaces;
  }

  /** A document that has declarations somewhere else, whatever it says itself. */
  set foreignDtd(use: boolean) {
    this.dtd.incomplete = use;
  }

  /** Whether parameter entities are read. */
  set parameterEntities(read: boolean) {
    this.dtd.expandParameters = read;
  }

  /** Reads an external entity of another parser's document. */
  beExternal(parent: XmlParser): void {
    this.dtd = parent.dtd;
    this.references = parent.references;
    this.isExternal = true;
    this.state = "content";
  }

  /** Takes a piece of the document. Throws XmlError. */
  feed(text: string, final: boolean): void {
    this.position();
    this.buffer = this.buffer.slice(this.event) + text;
    this.counted = 0;
    this.event = 0;
    this.references.total += text.length;
    const s = new Scanner(this.buffer);
    try {
      while (s.at < s.text.length) {
        this.event = s.at;
        // The second half of a line end may follow.
        if (!final && s.text[s.at] === "\r" && s.at + 1 === s.text.length) return;
        this.token(s, 0);
      }
      this.event = s.at;
    } catch (caught) {
      if (!(caught instanceof NeedInput)) {
        if (caught instanceof XmlError) this.event = caught.at;
        throw caught;
      }
      if (!final) return;
      if (!this.inCdata) throw new XmlError(XML.UNCLOSED_TOKEN, this.event);
      this.event = s.text.length;
      throw new XmlError(XML.UNCLOSED_CDATA_SECTION, this.event);
    }
    if (!final) return;
    if (this.inCdata) throw new XmlError(XML.UNCLOSED_CDATA_SECTION, this.event);
    if (this.isExternal && this.stack.length > 0) throw new XmlError(XML.ASYNC_ENTITY, this.event);
    if (!this.isExternal && this.state !== "epilog") throw new XmlError(XML.NO_ELEMENTS, this.event);
  }

  /** Line, column and byte of the current event. */
  position(): { line: number; column: number; byte: number } {
    const { buffer, event } = this;
    for (let i = this.counted; i < event; i++) {
      const code = buffer.charCodeAt(i);
      if (code === 10 || (code === 13 && buffer.charCodeAt(i + 1) !== 10)) {
        this.line++;
        this.column = 0;
      } else if (code < 0xdc00 || code > 0xdfff) {
        if (code !== 13) this.column++;
      }
      this.bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xd800 && code <= 0xdfff ? 2 : 3;
    }
    this.counted = Math.max(this.counted, event);
    return { line: this.line, column: this.column, byte: this.bytes };
  }

  private report(event: string, raw: string, args: Argument[]): void {
    const { listener } = this;
    if (listener.has(event)) listener.call(event, args);
    else this.other(raw);
  }

  private other(raw: string): void {
    if (raw !== "" && this.listener.has("Default")) this.listener.call("Default", [raw]);
  }

  private token(s: Scanner, base: number): void {
    if (this.state === "content") this.content(s, base);
    else if (this.state === "epilog") this.epilog(s);
    else this.prolog(s);
  }

  private prolog(s: Scanner): void {
    const start = s.at;
    if (this.state === "start") {
      if (s.startsWith("<?xml") && (s.text.length <= 5 || isSpace(s.text[start + 5]) || s.text[start + 5] === "?")) {
        if (s.text.length <= start + 5) throw new NeedInput(start);
        this.declaration(s);
        this.state = "prolog";
        return;
      }
      this.state = "prolog";
    }
    if (this.misc(s)) return;
    if (s.peek() !== "<") throw this.misplaced(s, XML.SYNTAX);
    if (s.startsWith("<!DOCTYPE")) {
      if (this.hadDoctype) throw new XmlError(XML.SYNTAX, start);
      this.doctype(s);
      return;
    }
    if (s.text.length <= start + 1) throw new NeedInput(start);
    if (s.text[start + 1] === "!") throw unknownDeclaration(s);
    if (!isNameStart(s.text[start + 1])) throw s.invalid(start + 1);
    this.state = "content";
    this.content(s, 0);
  }

  private epilog(s: Scanner): void {
    const start = s.at;
    if (this.misc(s)) return;
    if (s.peek() === "<") {
      if (s.text.length <= start + 1) throw new NeedInput(start);
      const next = s.text[start + 1];
      if (next !== "/" && !isNameStart(next) && next !== "!") throw s.invalid(start + 1);
      if (next === "/") throw s.invalid(start + 1);
      throw new XmlError(XML.JUNK_AFTER_DOC_ELEMENT, start);
    }
    throw this.misplaced(s, XML.JUNK_AFTER_DOC_ELEMENT);
  }

  /** What text outside elements is wrong as: tokens of declarations are read whole first. */
  private misplaced(s: Scanner, code: number): XmlError {
    const char = s.peek();
    if (char === "%" && s.at + 1 >= s.text.length) throw new NeedInput(s.at);
    if (isNameChar(char) || "[](),|>%+?*\"'#".includes(char)) return new XmlError(code, s.at);
    return s.invalid();
  }

  /** Space, comments and processing instructions outside elements. */
  private misc(s: Scanner): boolean {
    const start = s.at;
    if (s.space()) {
      this.other(s.text.slice(start, s.at));
      return true;
    }
    if (s.peek() !== "<") return false;
    if (s.startsWith("<!--")) {
      const text = comment(s);
      this.report("Comment", s.text.slice(start, s.at), [text]);
      return true;
    }
    if (!s.startsWith("<?")) return false;
    s.at += 2;
    const [target, data] = instruction(s);
    this.report("ProcessingInstruction", s.text.slice(start, s.at), [target, data]);
    return true;
  }

  private declaration(s: Scanner): void {
    const start = s.at;
    const end = s.text.indexOf("?>", start);
    if (end < 0) throw new NeedInput(start);
    const raw = s.text.slice(start, end + 2);
    const found =
      /^<\?xml\s+version\s*=\s*(["'])([-\w.:]+)\1(?:\s+encoding\s*=\s*(["'])([A-Za-z][-\w.]*)\3)?(?:\s+standalone\s*=\s*(["'])(yes|no)\5)?\s*\?>$/.exec(
        raw,
      );
    if (found === null) throw new XmlError(XML.XML_DECL, start + 5);
    s.at = end + 2;
    this.references.standalone = found[6] === "yes";
    const standalone = found[6] === undefined ? -1 : found[6] === "yes" ? 1 : 0;
    this.report("XmlDecl", raw, [found[2], found[4] ?? null, standalone]);
  }

  private doctype(s: Scanner): void {
    const start = s.at;
    s.at += "<!DOCTYPE".length;
    const found = this.dtd.read(s);
    const raw = s.text.slice(start, s.at);
    this.hadDoctype = true;
    const { listener } = this;
    if (this.dtd.incomplete && !this.references.standalone && listener.has("NotStandalone")) {
      if (!listener.call("NotStandalone", [])) throw new XmlError(XML.NOT_STANDALONE, start);
    }
    const told = listener.has("StartDoctypeDecl");
    if (told) {
      listener.call("StartDoctypeDecl", [found.name, found.systemId, found.publicId, found.hasInternal ? 1 : 0]);
    }
    const open = found.hasInternal ? raw.indexOf("[") + 1 : raw.length;
    if (!told) for (const part of raw.slice(0, open).match(DOCTYPE_PARTS)!) this.other(part);
    for (const declaration of found.declarations) this.reportDeclaration(declaration);
    if (!told && found.hasInternal)
      for (const part of raw.slice(raw.lastIndexOf("]")).match(/\s+|\S/g)!) this.other(part);
    if (listener.has("EndDoctypeDecl")) listener.call("EndDoctypeDecl", []);
  }

  private reportDeclaration(declaration: Declaration): void {
    const { kind, raw } = declaration;
    if (kind === "comment") this.report("Comment", raw, [declaration.text]);
    else if (kind === "pi") this.report("ProcessingInstruction", raw, [declaration.target, declaration.data]);
    else if (kind === "other") this.other(raw);
    else if (kind === "entity") {
      const unparsed = declaration.entity.notation !== null && this.listener.has("UnparsedEntityDecl");
      this.report(unparsed ? "UnparsedEntityDecl" : "EntityDecl", raw, [declaration]);
    } else {
      const event = { notation: "NotationDecl", attlist: "AttlistDecl", element: "ElementDecl" }[kind];
      this.report(event, raw, [declaration]);
    }
  }

  private content(s: Scanner, base: number): void {
    const start = s.at;
    if (this.inCdata) {
      this.cdata(s);
      return;
    }
    const char = s.peek();
    if (char === "<") this.markup(s, base);
    else if (char === "&") this.reference(s);
    else if (char === "\n" || char === "\r") {
      s.at += char === "\r" && s.text[start + 1] === "\n" ? 2 : 1;
      this.report("CharacterData", s.text.slice(start, s.at), ["\n"]);
    } else if (char === "]") this.bracket(s);
    else {
      RUN.lastIndex = start;
      const run = RUN.exec(s.text)![0];
      const bad = forbiddenAt(run);
      const text = bad < 0 ? run : run.slice(0, bad);
      s.at += text.length;
      if (text !== "") this.report("CharacterData", text, [text]);
      if (bad >= 0) throw s.invalid();
    }
  }

  /** "]" is text unless it starts "]]>". */
  private bracket(s: Scanner): void {
    if (s.text.startsWith("]]>", s.at)) throw s.invalid(s.at + 2);
    s.at++;
    this.report("CharacterData", "]", ["]"]);
  }

  private cdata(s: Scanner): void {
    const end = s.text.indexOf("]]>", s.at);
    if (end === s.at) {
      s.at += 3;
      this.inCdata = false;
      this.report("EndCdataSection", "]]>", []);
      return;
    }
    // What may be the start of the mark waits for more.
    const limit = end < 0 ? Math.max(s.at, s.text.length - 2) : end;
    if (limit === s.at) throw new NeedInput(s.at);
    const raw = s.text.slice(s.at, limit);
    const bad = forbiddenAt(raw);
    if (bad >= 0) throw s.invalid(s.at + bad);
    s.at = limit;
    for (const line of normalizeLines(raw).split(/(\n)/)) if (line !== "") this.report("CharacterData", line, [line]);
  }

  private markup(s: Scanner, base: number): void {
    const start = s.at;
    if (start + 1 >= s.text.length) throw new NeedInput(start);
    const next = s.text[start + 1];
    if (next === "/") this.endTag(s, base);
    else if (next === "?") this.misc(s);
    else if (next === "!") {
      if (s.startsWith("<!--")) this.misc(s);
      else if (s.startsWith("<![CDATA[")) {
        s.at += 9;
        this.inCdata = true;
        this.report("StartCdataSection", "<![CDATA[", []);
      } else throw s.invalid(start + 2);
    } else this.startTag(s);
  }

  private startTag(s: Scanner): void {
    const start = s.at++;
    const raw = s.name();
    const found: [string, string, number][] = [];
    let empty = false;
    for (;;) {
      const spaced = s.space();
      const char = s.peek();
      if (char === ">") break;
      if (char === "/") {
        s.at++;
        if (s.peek() !== ">") throw s.invalid();
        empty = true;
        break;
      }
      if (!spaced) throw s.invalid();
      found.push(this.attribute(s, raw, start));
    }
    s.at++;
    for (let i = 1; i < found.length; i++) {
      if (found.slice(0, i).some(([name]) => name === found[i][0])) {
        throw new XmlError(XML.DUPLICATE_ATTRIBUTE, found[i][2]);
      }
    }
    const given = found.length;
    for (const rule of this.dtd.rules.get(raw) ?? []) {
      if (rule.value === null || found.some(([name]) => name === rule.name)) continue;
      found.push([rule.name, this.references.attributeText(new Scanner(rule.value), rule.value.length, start), start]);
    }
    this.open(raw, found, given, s.text.slice(start, s.at), start);
    if (empty) {
      // The end of an empty element is behind its tag, where a start was reported before it.
      if (s.text === this.buffer && this.listener.has("StartElement")) this.event = s.at;
      this.close("");
    }
    if (this.stack.length === 0 && !this.isExternal) this.state = "epilog";
  }

  private attribute(s: Scanner, element: string, tag: number): [string, string, number] {
    const at = s.at;
    const name = s.name();
    s.space();
    if (s.peek() !== "=") throw s.invalid();
    s.at++;
    s.space();
    const quote = s.peek();
    if (quote !== '"' && quote !== "'") throw s.invalid();
    s.at++;
    const end = s.text.indexOf(quote, s.at);
    const limit = end < 0 ? s.text.length : end;
    const wrong = s.text.slice(s.at, limit).indexOf("<");
    if (wrong >= 0) throw s.invalid(s.at + wrong);
    const bad = forbiddenAt(s.text.slice(s.at, limit));
    if (bad >= 0) throw s.invalid(s.at + bad);
    if (end < 0) throw new NeedInput(s.at);
    let value = this.references.attributeText(s, end, tag);
    s.at = end + 1;
    const rule = this.dtd.rules.get(element)?.find((other) => other.name === name);
    if (rule !== undefined && rule.type !== "CDATA") value = value.replace(/ +/g, " ").replace(/^ | $/g, "");
    return [name, value, at];
  }

  private open(raw: string, found: [string, string, number][], given: number, text: string, at: number): void {
    const { namespaces, listener } = this;
    const prefixes: string[] = [];
    let attributes = found;
    let count = given;
    if (namespaces !== null) {
      attributes = [];
      found.forEach(([name, value, place], i) => {
        const declares = name === "xmlns" || name.startsWith("xmlns:");
        if (!declares) {
          attributes.push([name, value, place]);
          return;
        }
        if (i < given) count--;
        const prefix = name.slice(6);
        namespaces.bind(prefix, value, at);
        prefixes.push(prefix);
        if (listener.has("StartNamespaceDecl")) {
          listener.call("StartNamespaceDecl", [prefix === "" ? null : prefix, value === "" ? null : value]);
        }
      });
    }
    const flat: string[] = [];
    for (const [name, value] of attributes) {
      const expanded = namespaces === null ? name : namespaces.expand(name, true, at);
      if (namespaces !== null && name.includes(":")) {
        for (let i = 0; i < flat.length; i += 2) {
          if (flat[i] === expanded) throw new XmlError(XML.DUPLICATE_ATTRIBUTE, at);
        }
      }
      flat.push(expanded, value);
    }
    const name = namespaces === null ? raw : namespaces.expand(raw, false, at);
    this.stack.push({ raw, name, prefixes });
    this.specified = count * 2;
    this.report("StartElement", text, [name, flat]);
  }

  private close(text: string): void {
    const { name, prefixes } = this.stack.pop()!;
    if (this.listener.has("EndElement")) this.listener.call("EndElement", [name]);
    else if (text !== "") this.other(text);
    for (let i = prefixes.length - 1; i >= 0; i--) {
      const prefix = prefixes[i];
      if (this.listener.has("EndNamespaceDecl")) {
        this.listener.call("EndNamespaceDecl", [prefix === "" ? null : prefix]);
      }
      this.namespaces!.unbind(prefix);
    }
  }

  private endTag(s: Scanner, base: number): void {
    const start = s.at;
    s.at += 2;
    const name = s.name();
    const nameEnd = s.at;
    s.space();
    if (s.peek() !== ">") throw s.invalid();
    s.at++;
    if (this.stack.length === base) throw new XmlError(XML.ASYNC_ENTITY, start);
    if (this.stack[this.stack.length - 1].raw !== name) throw new XmlError(XML.TAG_MISMATCH, nameEnd - name.length);
    this.close(s.text.slice(start, s.at));
    if (this.stack.length === 0 && !this.isExternal) this.state = "epilog";
  }

  private reference(s: Scanner): void {
    const start = s.at++;
    const found = s.reference();
    const raw = s.text.slice(start, s.at);
    if ("char" in found) {
      this.report("CharacterData", raw, [found.char]);
      return;
    }
    const { entity: name } = found;
    if (name in PREDEFINED) {
      this.report("CharacterData", raw, [PREDEFINED[name]]);
      return;
    }
    const entity = this.dtd.entities.get(name);
    if (entity === undefined) {
      if (!this.dtd.incomplete || this.references.standalone) throw new XmlError(XML.UNDEFINED_ENTITY, start);
      if (this.listener.has("SkippedEntity")) this.listener.call("SkippedEntity", [name, 0]);
      else this.other(raw);
      return;
    }
    if (entity.open) throw new XmlError(XML.RECURSIVE_ENTITY_REF, start);
    if (entity.notation !== null) throw new XmlError(XML.BINARY_ENTITY_REF, start);
    if (entity.value === null) this.external(name, entity, raw, start);
    else if (this.listener.has("Unexpanded")) this.other(raw);
    else this.expand(entity, entity.value, start);
  }

  private external(name: string, entity: Entity, raw: string, start: number): void {
    if (!this.listener.has("ExternalEntityRef")) {
      this.other(raw);
      return;
    }
    if (!this.listener.call("ExternalEntityRef", [name, entity.systemId, entity.publicId])) {
      throw new XmlError(XML.EXTERNAL_ENTITY_HANDLING, start);
    }
  }

  /** Reads an entity's replacement text in its place; errors in it are where the reference is. */
  private expand(entity: Entity, value: string, start: number): void {
    this.references.count(value.length, start);
    const inner = new Scanner(value);
    const base = this.stack.length;
    entity.open = true;
    try {
      while (inner.at < value.length) this.content(inner, base);
    } catch (caught) {
      if (caught instanceof NeedInput) throw new XmlError(XML.UNCLOSED_TOKEN, start);
      throw caught instanceof XmlError ? new XmlError(caught.code, start) : caught;
    }
    entity.open = false;
    if (this.stack.length !== base) throw new XmlError(XML.ASYNC_ENTITY, start);
  }
}
