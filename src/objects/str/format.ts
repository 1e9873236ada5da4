/**
 * str.format, format_map and `%`. The replacement-field parser follows CPython Objects/stringlib/unicode_format.h; percent
 * formatting follows unicodeobject.c (PyUnicode_Format).
 */
import { formatStr } from "../../kernel/format-number.ts";
import { chargeFor } from "../../kernel/interrupt.ts";
import { type Str, strConcat, strFromJs, strToJs } from "../../kernel/str.ts";
import { getAttr } from "../abstract/attributes.ts";
import { getItem } from "../abstract/container.ts";
import { ascii, format, repr, str } from "../abstract/repr.ts";
import type { PyDict } from "../dict/dict.ts";
import { indexError, keyError, valueError } from "../errors.ts";
import type { PyValue } from "../object.ts";
import { NOT_IMPLEMENTED } from "../singletons.ts";
import { typeName } from "../typeof.ts";
import { type Field, type FieldStep, formatTemplate, parseMarkup, splitFieldName } from "./format-markup.ts";
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
  return new Formatter(args, kwargs).run(strToJs(asStr(self)!), 2);
}

export function strFormatMap(self: PyValue, mapping: PyValue): PyValue {
  return new Formatter(null, mapping).run(strToJs(asStr(self)!), 2);
}

class Formatter {
  private readonly args: PyValue[] | null;
  /** Keyword arguments, or the mapping of format_map(). */
  private readonly names: PyValue;
  /** Automatic numbering: undefined until the first field decides. */
  private automatic: boolean | undefined = undefined;
  private next = 0;

  constructor(args: PyValue[] | null, names: PyValue) {
    this.args = args;
    this.names = names;
  }

  run(text: string, depth: number): Str {
    chargeFor(text.length);
    if (depth === 0) throw valueError("Max string recursion exceeded");
    const template = formatTemplate(text);
    let out: Str = "";
    if (template !== null) {
      for (let i = 0; i < template.length; i++) out = this.add(out, template[i], depth);
      return out;
    }
    // An error in the string comes after what is before it has been formatted.
    for (const markup of parseMarkup(text)) {
      out = strConcat(out, strFromJs(markup.literal));
      if (markup.field === undefined) continue;
      const value = this.fetchReading(markup.field);
      out = strConcat(out, this.render(value, markup.conversion, strFromJs(markup.spec), markup.nested, depth));
    }
    return out;
  }

  private add(out: Str, field: Field, depth: number): Str {
    const before = field.literal === "" ? out : strConcat(out, field.literal);
    if (field.first === undefined) return before;
    const { steps } = field;
    let value = this.first(field.first);
    for (let i = 0; i < steps.length; i++) value = step(value, steps[i]);
    return strConcat(before, this.render(value, field.conversion, field.spec, field.nested, depth));
  }

  private render(value: PyValue, conversion: string | undefined, spec: Str, nested: boolean, depth: number): Str {
    if (conversion !== undefined) value = convert(value, conversion);
    if (nested) spec = this.run(strToJs(spec), depth - 1);
    const text = format(value, spec);
    return typeof text === "string" ? text : asStr(text)!;
  }

  /** The value of a field whose name is split as far as it goes without an error. */
  private fetchReading(name: string): PyValue {
    const { first, steps } = splitFieldName(name);
    let value = this.first(first);
    for (const each of steps) value = step(value, each);
    return value;
  }

  private byName(key: Str): PyValue {
    if (this.args === null) return getItem(this.names, key);
    const value = (this.names as PyDict).get(key);
    if (value === undefined) throw keyError(key);
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
    if (typeof key !== "number") return this.byName(key);
    if (this.args === null) throw valueError("Format string contains positional fields");
    if (key >= this.args.length) {
      throw indexError(`Replacement index ${key} out of range for positional args tuple`);
    }
    return this.args[key];
  }
}

function step(value: PyValue, { attribute, key }: FieldStep): PyValue {
  return attribute ? getAttr(value, key as Str) : getItem(value, key);
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
