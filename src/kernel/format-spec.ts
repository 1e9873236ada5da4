/**
 * The format mini-language: parsing `[[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type]`.
 * Behaviour and error texts: CPython Python/formatter_unicode.c (parse_internal_render_format_spec).
 */
import { valueError } from "./error.ts";
import { type Str, strCodeAt, strFromCode, strLength, strSlice, strToJs } from "./str.ts";
import { TextMemo } from "./text-memo.ts";
import { toDecimal } from "./unicode/decimal.ts";

/**
 * A parsed specifier, shared by all uses of its text. Characters are code points where any may stand, else one-letter texts; -1 means
 * "not given".
 */
export interface FormatSpec {
  readonly fill: Str;
  readonly align: string;
  readonly sign: string;
  readonly noNegativeZero: boolean;
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: "" | "," | "_";
  readonly precision: number;
  readonly fractionGrouping: "" | "," | "_";
  /** The presentation type: empty when none is given and the default is none. */
  readonly type: string;
  /** Whether a number's text stays as it is: no width, sign or grouping is asked for. */
  readonly bare: boolean;
}

const isAlign = (code: number): boolean => code === 60 || code === 62 || code === 61 || code === 94;

/** The largest value of a C int and of Py_ssize_t: beyond them digits are refused. */
const SSIZE_MAX = 9223372036854775807n;

class Reader {
  readonly text: Str;
  readonly end: number;
  pos = 0;
  constructor(text: Str) {
    this.text = text;
    this.end = strLength(text);
  }
  /** The code point at an offset, -1 beyond the end. */
  peek(offset = 0): number {
    return this.pos + offset < this.end ? strCodeAt(this.text, this.pos + offset) : -1;
  }
  /** Takes a character if it comes next. */
  take(code: number): boolean {
    if (this.peek() !== code) return false;
    this.pos++;
    return true;
  }
  /** Digits as a number, -1 if there are none. */
  integer(): number {
    let value = 0n;
    const start = this.pos;
    for (let digit = 0; (digit = this.pos < this.end ? toDecimal(this.peek()) : -1) >= 0; this.pos++) {
      value = value * 10n + BigInt(digit);
      if (value > SSIZE_MAX) throw valueError("Too many decimal digits in format string");
    }
    return this.pos === start ? -1 : Number(value);
  }
  /** A `,` or `_` that groups digits. */
  separator(): "" | "," | "_" {
    let found: "" | "," | "_" = "";
    if (this.take(44)) found = ",";
    if (this.peek() === 95) {
      if (found !== "") throw bothSeparators();
      this.pos++;
      found = "_";
    }
    if (found === "_" && this.peek() === 44) throw bothSeparators();
    return found;
  }
}

const bothSeparators = () => valueError("Cannot specify both ',' and '_'.");

/** How a presentation type is shown in errors. */
function showType(type: string): string {
  const code = type.codePointAt(0)!;
  return code > 32 && code < 128 ? type : `\\x${code.toString(16)}`;
}

export function unknownType(type: string, typeName: string): never {
  throw valueError(`Unknown format code '${showType(type)}' for object of type '${typeName}'`);
}

const GROUPED_BY_THREE = "defgEG%F";
const GROUPED_BY_FOUR = "boxX";

/** Reads the specifiers of one kind of values, remembering those in use. */
export class SpecParser {
  private readonly defaultType: string;
  private readonly defaultAlign: string;
  private readonly known: TextMemo<FormatSpec> = new TextMemo(512, 64);

  constructor(defaultType: string, defaultAlign: string) {
    this.defaultType = defaultType;
    this.defaultAlign = defaultAlign;
  }

  /** `typeName` is the type of the formatted object, for errors. */
  parse(text: Str, typeName: string): FormatSpec {
    return (
      this.known.find(text) ??
      this.known.keep(text, parseFormatSpec(text, typeName, this.defaultType, this.defaultAlign))
    );
  }
}

/** What CPython keeps as the type where none is given: written out it means the same. */
const NO_TYPE = "\0";

type Draft = { -readonly [K in keyof FormatSpec]: FormatSpec[K] };

function parseFormatSpec(text: Str, typeName: string, defaultType: string, defaultAlign: string): FormatSpec {
  const reader = new Reader(text);
  const spec: Draft = {
    fill: " ",
    align: defaultAlign,
    sign: "",
    noNegativeZero: false,
    alternate: false,
    width: -1,
    grouping: "",
    precision: -1,
    fractionGrouping: "",
    type: defaultType,
    bare: false,
  };
  let fillGiven = false;
  let alignGiven = false;
  if (isAlign(reader.peek(1))) {
    spec.fill = strFromCode(reader.peek());
    spec.align = String.fromCharCode(reader.peek(1));
    fillGiven = alignGiven = true;
    reader.pos += 2;
  } else if (isAlign(reader.peek())) {
    spec.align = String.fromCharCode(reader.peek());
    alignGiven = true;
    reader.pos++;
  }
  const sign = reader.peek();
  if (sign === 32 || sign === 43 || sign === 45) {
    spec.sign = String.fromCharCode(sign);
    reader.pos++;
  }
  spec.noNegativeZero = reader.take(122);
  spec.alternate = reader.take(35);
  if (!fillGiven && reader.take(48)) {
    spec.fill = "0";
    if (!alignGiven && defaultAlign === ">") spec.align = "=";
  }
  spec.width = reader.integer();
  spec.grouping = reader.separator();
  if (reader.take(46)) {
    spec.precision = reader.integer();
    spec.fractionGrouping = reader.separator();
    if (spec.precision < 0 && spec.fractionGrouping === "") throw valueError("Format specifier missing precision");
    if (spec.precision > 2147483647) throw valueError("Too many decimal digits in format string");
  }
  if (reader.end - reader.pos > 1) {
    throw valueError(`Invalid format specifier '${strToJs(text)}' for object of type '${typeName}'`);
  }
  if (reader.end > reader.pos) spec.type = strToJs(strSlice(text, reader.pos, reader.end));
  if (spec.type === NO_TYPE && defaultType === "") spec.type = "";
  checkGrouping(spec);
  spec.bare =
    spec.width < 0 && spec.sign === "" && spec.grouping === "" && spec.fractionGrouping === "" && spec.type !== "n";
  return spec;
}

function checkGrouping(spec: FormatSpec): void {
  const { grouping, type } = spec;
  if (grouping !== "" && type !== "" && !GROUPED_BY_THREE.includes(type)) {
    if (!(grouping === "_" && GROUPED_BY_FOUR.includes(type))) cannotGroup(grouping, type);
  }
  if (spec.fractionGrouping !== "" && type === "n") cannotGroup(spec.fractionGrouping, type);
}

function cannotGroup(separator: string, type: string): never {
  throw valueError(`Cannot specify '${separator}' with '${showType(type)}'.`);
}
