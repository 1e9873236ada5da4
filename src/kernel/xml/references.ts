/** Entities and what references to them stand for. */
import type { Dtd } from "./dtd.ts";
import { XML, XmlError } from "./errors.ts";
import { Scanner } from "./scanner.ts";

export const PREDEFINED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** Expansion that is taken for an attack: so many characters, and so many times the document. */
const EXPANSION_LIMIT = 8 * 1024 * 1024;
const EXPANSION_FACTOR = 100;

export class References {
  private readonly dtd: Dtd;
  /** Characters of the document, and of the entities' texts put into it. */
  total = 0;
  private expanded = 0;
  /** Whether the document says that it needs no other declarations. */
  standalone = false;

  constructor(dtd: Dtd) {
    this.dtd = dtd;
  }

  /** An attribute's value up to `end`: references replaced, white space made spaces. An unknown entity is an error at `at`. */
  attributeText(s: Scanner, end: number, at: number): string {
    let out = "";
    while (s.at < end) {
      const amp = s.text.indexOf("&", s.at);
      const stop = amp < 0 || amp > end ? end : amp;
      out += s.text.slice(s.at, stop).replace(/\r\n|[\r\n\t]/g, " ");
      s.at = stop;
      if (stop === end) break;
      s.at++;
      const found = s.reference();
      if ("char" in found) out += found.char;
      else if (found.entity in PREDEFINED) out += PREDEFINED[found.entity];
      else out += this.entityText(found.entity, at);
    }
    return out;
  }

  private entityText(name: string, at: number): string {
    const entity = this.dtd.entities.get(name);
    if (entity === undefined) {
      if (this.dtd.incomplete && !this.standalone) return "";
      throw new XmlError(XML.UNDEFINED_ENTITY, at);
    }
    if (entity.open) throw new XmlError(XML.RECURSIVE_ENTITY_REF, at);
    if (entity.notation !== null) throw new XmlError(XML.BINARY_ENTITY_REF, at);
    if (entity.value === null) throw new XmlError(XML.ATTRIBUTE_EXTERNAL_ENTITY_REF, at);
    if (entity.value.includes("<")) throw new XmlError(XML.INVALID_TOKEN, at);
    this.count(entity.value.length, at);
    entity.open = true;
    const text = this.attributeText(new Scanner(`${entity.value} `), entity.value.length, at);
    entity.open = false;
    return text;
  }

  count(length: number, at: number): void {
    this.expanded += length;
    if (this.expanded > EXPANSION_LIMIT && this.expanded + this.total > this.total * EXPANSION_FACTOR) {
      throw new XmlError(XML.AMPLIFICATION_LIMIT_BREACH, at);
    }
  }
}
