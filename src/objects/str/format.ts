/**
 * str.format, format_map and `%`. The replacement-field parser follows CPython Objects/stringlib/unicode_format.h; percent
 * formatting follows unicodeobject.c (PyUnicode_Format).
 */
import { formatStr } from "../../kernel/format-number.ts";
import { type Str, strFromJs, strToJs } from "../../kernel/str.ts";
import { strJoin } from "../../kernel/str-split.ts";
import { getAttr } from "../abstract/attributes.ts";
import { getItem } from "../abstract/container.ts";
import { ascii, format, repr, str } from "../abstract/repr.ts";
import type { PyDict } from "../dict/dict.ts";
import { indexError, keyError, valueError } from "../errors.ts";
import type { PyValue } from "../object.ts";
import { NOT_IMPLEMENTED } from "../singletons.ts";
import { typeName } from "../typeof.ts";
import { percentFormat } from "./percent.ts";
import { asStr, isExactStr } from "./str-object.ts";

export function strModulo(left: PyValue, right: PyValue): PyValue {
  const text = asStr(left);
  return text === undefined ? NOT_IMPLEMENTED : percentFormat(text, right);
}

export function strDunderFormat(self: PyValue, spec: Str): PyValue {
  const text = asStr(self)!;
  if (spec === "") return isExactStr(self) ? self : str(self);
  return formatStr(text, spec, typeName(self));
}

export function strFormat(self: PyValue, args: PyValue[], kwargs: PyDict): PyValue {
  return new Formatter(args, (key) => {
    const value = kwargs.get(key);
    if (value === undefined) throw keyError(key);
    return value;
  }).run(strToJs(asStr(self)!));
}

export function strFormatMap(self: PyValue, mapping: PyValue): PyValue {
  return new Formatter(null, (key) => getItem(mapping, key)).run(strToJs(asStr(self)!));
}

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

/** The markups of format strings that were split to their end. */
const splitBefore: Map<string, readonly Markup[]> = new Map();
const MOST_REMEMBERED = 256;
const LONGEST_REMEMBERED = 256;

function remember(text: string, markups: readonly Markup[]): void {
  if (text.length > LONGEST_REMEMBERED) return;
  if (splitBefore.size >= MOST_REMEMBERED) splitBefore.clear();
  splitBefore.set(text, markups);
}

class Formatter {
  private readonly args: PyValue[] | null;
  private readonly lookup: (key: Str) => PyValue;
  /** Automatic numbering: undefined until the first field decides. */
  private automatic: boolean | undefined = undefined;
  private next = 0;

  constructor(args: PyValue[] | null, lookup: (key: Str) => PyValue) {
    this.args = args;
    this.lookup = lookup;
  }

  run(text: string, depth = 2): Str {
    if (depth === 0) throw valueError("Max string recursion exceeded");
    const parts: Str[] = [];
    const known = splitBefore.get(text);
    if (known !== undefined) {
      for (let i = 0; i < known.length; i++) this.add(parts, known[i], depth);
    } else {
      // An error in the string comes after what is before it has been formatted.
      const markups: Markup[] = [];
      for (const markup of parseMarkup(text)) {
        markups.push(markup);
        this.add(parts, markup, depth);
      }
      remember(text, markups);
    }
    return parts.length === 1 ? parts[0] : strJoin("", parts);
  }

  private add(parts: Str[], markup: Markup, depth: number): void {
    if (markup.literal !== "") parts.push(strFromJs(markup.literal));
    if (markup.field !== undefined) parts.push(this.render(markup, depth));
  }

  private render(markup: Markup, depth: number): Str {
    let value = this.fetch(markup.field!);
    if (markup.conversion !== undefined) value = convert(value, markup.conversion);
    const spec = markup.nested ? this.run(markup.spec, depth - 1) : strFromJs(markup.spec);
    return asStr(format(value, spec))!;
  }

  private fetch(name: string): PyValue {
    if (name === "") return this.first(name);
    const { first, steps } = splitFieldName(name);
    let value = this.first(first);
    for (const { attribute, key } of steps) value = attribute ? getAttr(value, key as Str) : getItem(value, key);
    return value;
  }

  private first(first: Str | number): PyValue {
    let key = first;
    if (key === "" || typeof key === "number") {
      const automatic = key === "";
      if (this.automatic === undefined) this.automatic = automatic;
      else if (this.automatic !== automatic) {
        throw valueError(
          automatic
            ? "cannot switch from manual field specification to automatic field numbering"
            : "cannot switch from automatic field numbering to manual field specification",
        );
      }
      if (automatic) key = this.next++;
    }
    if (typeof key !== "number") return this.lookup(key);
    if (this.args === null) throw valueError("Format string contains positional fields");
    if (key >= this.args.length) {
      throw indexError(`Replacement index ${key} out of range for positional args tuple`);
    }
    return this.args[key];
  }
}

function convert(value: PyValue, conversion: string): PyValue {
  switch (conversion) {
    case "r":
      return repr(value);
    case "s":
      return str(value);
    case "a":
      return ascii(value);
    default: {
      const code = conversion.codePointAt(0)!;
      if (code > 32 && code < 127) throw valueError(`Unknown conversion specifier ${conversion}`);
      throw valueError(`Unknown conversion specifier \\x${code.toString(16)}`);
    }
  }
}
