/** Namespaces in XML: prefixes and what they are bound to. Expanded names are expat's: URI, separator, local name, and maybe prefix. */
import { XML, XmlError } from "./errors.ts";

const XML_URI = "http://www.w3.org/XML/1998/namespace";
const XMLNS_URI = "http://www.w3.org/2000/xmlns/";

export class Namespaces {
  private readonly separator: string;
  private readonly bindings = new Map<string, string[]>([["xml", [XML_URI]]]);
  /** Whether expanded names end with the prefix. */
  withPrefix = false;

  constructor(separator: string) {
    this.separator = separator;
  }

  /** Binds a prefix ("" for the default); what it was bound to comes back with `unbind`. */
  bind(prefix: string, uri: string, at: number): void {
    if (prefix === "xmlns") throw new XmlError(XML.RESERVED_PREFIX_XMLNS, at);
    if ((prefix === "xml") !== (uri === XML_URI)) {
      throw new XmlError(prefix === "xml" ? XML.RESERVED_PREFIX_XML : XML.RESERVED_NAMESPACE_URI, at);
    }
    if (uri === XMLNS_URI) throw new XmlError(XML.RESERVED_NAMESPACE_URI, at);
    if (prefix !== "" && uri === "") throw new XmlError(XML.UNDECLARING_PREFIX, at);
    const stack = this.bindings.get(prefix);
    if (stack === undefined) this.bindings.set(prefix, [uri]);
    else stack.push(uri);
  }

  unbind(prefix: string): void {
    this.bindings.get(prefix)!.pop();
  }

  /** The expanded name of an element or attribute. */
  expand(name: string, attribute: boolean, at: number): string {
    const colon = name.indexOf(":");
    if (colon < 0 && attribute) return name;
    const prefix = colon < 0 ? "" : name.slice(0, colon);
    const local = name.slice(colon + 1);
    const stack = this.bindings.get(prefix);
    const uri = stack === undefined || stack.length === 0 ? undefined : stack[stack.length - 1];
    if (uri === undefined && prefix !== "") throw new XmlError(XML.UNBOUND_PREFIX, at);
    if (uri === undefined || uri === "") return name;
    const { separator } = this;
    return `${uri}${separator}${local}${this.withPrefix && prefix !== "" ? separator + prefix : ""}`;
  }
}
