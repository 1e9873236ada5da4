/** From events of the XML parser to calls of Python handlers, and the arguments these get. Source: CPython Modules/pyexpat.c. */

import { strFromJs } from "../../kernel/str.ts";
import type { Declaration, Model } from "../../kernel/xml/dtd.ts";
import type { Argument } from "../../kernel/xml/parser.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { PyList } from "../../objects/list/list.ts";
import type { PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";

/** The events by the names of their handlers without "Handler". */
export const EVENTS = [
  "StartElement",
  "EndElement",
  "ProcessingInstruction",
  "CharacterData",
  "UnparsedEntityDecl",
  "NotationDecl",
  "StartNamespaceDecl",
  "EndNamespaceDecl",
  "Comment",
  "StartCdataSection",
  "EndCdataSection",
  "Default",
  "DefaultHandlerExpand",
  "NotStandalone",
  "ExternalEntityRef",
  "StartDoctypeDecl",
  "EndDoctypeDecl",
  "EntityDecl",
  "XmlDecl",
  "ElementDecl",
  "AttlistDecl",
  "SkippedEntity",
] as const;

export function text(value: string | null): PyValue {
  return value === null ? null : strFromJs(value);
}

function plain(value: Argument): PyValue {
  return typeof value === "string" ? strFromJs(value) : (value as number | null);
}

/** What a handler is called with; `base` is the parser's base for system identifiers. */
export function handlerArguments(event: string, args: Argument[], base: PyValue, ordered: boolean): PyValue[] {
  switch (event) {
    case "StartElement": {
      const flat = args[1] as string[];
      if (ordered) return [plain(args[0]), new PyList(flat.map(strFromJs))];
      const attributes = new PyDict();
      for (let i = 0; i < flat.length; i += 2) attributes.set(strFromJs(flat[i]), strFromJs(flat[i + 1]));
      return [plain(args[0]), attributes];
    }
    case "ExternalEntityRef":
      return [plain(args[0]), base, plain(args[1]), plain(args[2])];
    case "EntityDecl":
    case "UnparsedEntityDecl":
    case "NotationDecl":
    case "AttlistDecl":
    case "ElementDecl":
      return declarationArguments(event, args[0] as Declaration, base);
    default:
      return args.map(plain);
  }
}

function declarationArguments(event: string, declaration: Declaration, base: PyValue): PyValue[] {
  switch (declaration.kind) {
    case "entity": {
      const { value, systemId, publicId, notation } = declaration.entity;
      const name = strFromJs(declaration.name);
      const ids = [base, text(systemId), text(publicId), text(notation)];
      return event === "EntityDecl" ? [name, declaration.parameter ? 1 : 0, text(value), ...ids] : [name, ...ids];
    }
    case "notation":
      return [strFromJs(declaration.name), base, text(declaration.systemId), text(declaration.publicId)];
    case "attlist": {
      const { name, type, value, required } = declaration.rule;
      return [strFromJs(declaration.element), strFromJs(name), strFromJs(type), text(value), required ? 1 : 0];
    }
    case "element":
      return [strFromJs(declaration.name), modelValue(declaration.model)];
    default:
      return [];
  }
}

function modelValue({ type, quantifier, name, children }: Model): PyValue {
  return new PyTuple([type, quantifier, text(name), new PyTuple(children.map(modelValue))]);
}
