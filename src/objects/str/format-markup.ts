/** How format strings read: literals, fields, and the parts of field names. Source: CPython Objects/stringlib/unicode_format.h. */
import { type Str, strFromJs } from "../../kernel/str.ts";
import { TextMemo } from "../../kernel/text-memo.ts";
import { swallow, valueError } from "../errors.ts";
import { PyExc_ValueError } from "../exceptions/types.ts";

/** One markup of a format string: literal text, then perhaps a field. */
export interface Markup {
  literal: string;
  /** undefined: no field follows. */
  field: string | undefined;
  spec: string;
  conversion: string | undefined;
  /** Whether the specification holds fields of its own. */
  nested: boolean;
}

/** MarkupIterator: splits a format string into literals and fields. */
export function* parseMarkup(text: string): Generator<Markup> {
  let i = 0;
  const end = text.length;
  while (i < end) {
    let literal = "";
    let markup = false;
    while (i < end) {
      const c = text[i++];
      if (c === "{" || c === "}") {
        if (i < end && text[i] === c) {
          literal += c;
          i++;
          // An escaped brace ends a chunk, as in CPython.
          yield { literal, field: undefined, spec: "", conversion: undefined, nested: false };
          literal = "";
          continue;
        }
        if (c === "}") throw valueError("Single '}' encountered in format string");
        if (i >= end) throw valueError("Single '{' encountered in format string");
        markup = true;
        break;
      }
      literal += c;
    }
    if (!markup) {
      if (literal !== "") yield { literal, field: undefined, spec: "", conversion: undefined, nested: false };
      return;
    }
    const [parsed, next] = parseField(text, i);
    i = next;
    yield { ...parsed, literal };
  }
}

/** parse_field: from behind the opening brace to behind the closing one. */
function parseField(text: string, start: number): [Omit<Markup, "literal">, number] {
  let i = start;
  let bracket = false;
  let c = "";
  for (; i < text.length; i++) {
    c = text[i];
    if (c === "[") bracket = true;
    else if (c === "]") bracket = false;
    else if (bracket) continue;
    else if (c === "{") throw valueError("unexpected '{' in field name");
    else if (c === "}" || c === ":" || c === "!") break;
  }
  if (i >= text.length) throw valueError("expected '}' before end of string");
  const field = text.slice(start, i);
  let conversion: string | undefined;
  if (c === "!") {
    i++;
    if (i >= text.length) throw valueError("end of string while looking for conversion specifier");
    conversion = String.fromCodePoint(text.codePointAt(i)!);
    i += conversion.length;
    if (i >= text.length) throw valueError("unmatched '{' in format spec");
    c = text[i];
    if (c !== ":" && c !== "}") throw valueError("expected ':' after conversion specifier");
  }
  if (c === "}") return [{ field, spec: "", conversion, nested: false }, i + 1];
  const specStart = ++i;
  let depth = 1;
  let nested = false;
  for (; i < text.length; i++) {
    if (text[i] === "{") {
      depth++;
      nested = true;
    } else if (text[i] === "}" && --depth === 0) break;
  }
  if (i >= text.length) throw valueError("unmatched '{' in format spec");
  return [{ field, spec: text.slice(specStart, i), conversion, nested }, i + 1];
}

/** A step of a field name after its first part. */
export type FieldStep = { readonly attribute: boolean; readonly key: Str | number };

/** A field name's index as an int, or -1 when it is not one (get_integer). */
function integer(text: string): number {
  if (!/^[0-9]+$/.test(text)) return -1;
  const value = Number(text);
  if (value > Number.MAX_SAFE_INTEGER) throw valueError("Too many decimal digits in format string");
  return value;
}

/** field_name_split: the first part, then attribute and item steps. */
export function splitFieldName(name: string): { first: Str | number; steps: Generator<FieldStep> } {
  const end = name.search(/[.[]/);
  const head = end < 0 ? name : name.slice(0, end);
  const number = integer(head);
  return { first: number >= 0 ? number : strFromJs(head), steps: fieldSteps(name, end < 0 ? name.length : end) };
}

/** The steps from `start` on; errors come when a step is asked for. */
function* fieldSteps(name: string, start: number): Generator<FieldStep> {
  let i = start;
  while (i < name.length) {
    const c = name[i++];
    if (c === ".") {
      const from = i;
      while (i < name.length && name[i] !== "." && name[i] !== "[") i++;
      if (i === from) throw valueError("Empty attribute in format string");
      yield { attribute: true, key: strFromJs(name.slice(from, i)) };
    } else if (c === "[") {
      const close = name.indexOf("]", i);
      if (close < 0) throw valueError("Missing ']' in format string");
      const key = name.slice(i, close);
      if (key === "") throw valueError("Empty attribute in format string");
      const int = integer(key);
      yield { attribute: false, key: int >= 0 ? int : strFromJs(key) };
      i = close + 1;
    } else throw valueError("Only '.' or '[' may follow ']' in format field specifier");
  }
}

/** A markup whose field name is split too. */
export interface Field {
  readonly literal: Str;
  /** The first part of the field's name; undefined: no field follows the literal. */
  readonly first: Str | number | undefined;
  readonly steps: readonly FieldStep[];
  readonly conversion: string | undefined;
  readonly spec: Str;
  /** Whether the specification holds fields of its own. */
  readonly nested: boolean;
}

const templates: TextMemo<readonly Field[] | null> = new TextMemo(512, 256);

/** The fields of a short format string that was read to its end; null where an error in it has to wait for what comes before. */
export function formatTemplate(text: string): readonly Field[] | null {
  if (text.length > templates.longest) return null;
  const known = templates.find(text);
  return known !== undefined ? known : templates.keep(text, readTemplate(text));
}

function readTemplate(text: string): readonly Field[] | null {
  const fields: Field[] = [];
  try {
    for (const markup of parseMarkup(text)) fields.push(readField(markup));
  } catch (caught) {
    swallow(caught, PyExc_ValueError);
    return null;
  }
  return fields;
}

/** Splits what a markup holds to the end. */
function readField({ literal, field, spec, conversion, nested }: Markup): Field {
  const name = field === undefined ? undefined : splitFieldName(field);
  return {
    literal: strFromJs(literal),
    first: name?.first,
    steps: name === undefined ? [] : [...name.steps],
    conversion,
    spec: strFromJs(spec),
    nested,
  };
}
