/** unicodedata: the Unicode 16 database, and its version 3.2.0. Source: CPython Modules/unicodedata.c. */
import { type Str, strFromCode, strFromCodes, strToJs } from "../kernel/str.ts";
import { UNIDATA_VERSION, type UnicodeDatabase, ucd, ucd32 } from "../kernel/unicode/database.ts";
import { unicodeLookup, unicodeName } from "../kernel/unicode/names.ts";
import { isNormalized, type NormalForm, normalize } from "../kernel/unicode/normalize.ts";
import { namedSequence } from "../kernel/unicode/sequences.ts";
import { character, object, str } from "../objects/converters.ts";
import { type CallableSpec, defineModule, defineType, fn, getset, method, posOnly } from "../objects/declare.ts";
import { keyError, valueError } from "../objects/errors.ts";
import { PyFloat } from "../objects/float/float-object.ts";
import { PyObject, type PyValue } from "../objects/object.ts";
import type { PyType } from "../objects/type-object.ts";

type Impl = (database: UnicodeDatabase, ...args: never[]) => PyValue;

interface Row {
  readonly params: readonly ReturnType<typeof posOnly>[];
  readonly doc: string;
  readonly impl: Impl;
}

const CHR = posOnly("chr", character);
const DEFAULT = posOnly("default", object, undefined);

/** The functions of the module are the methods of a database object too. */
const FUNCTIONS: Readonly<Record<string, Row>> = {
  decimal: row(
    [CHR, DEFAULT],
    "Converts a Unicode character into its equivalent decimal value.",
    (db, code: number, fallback: PyValue | undefined) => orDefault(db.decimal(code), fallback, "not a decimal"),
  ),
  digit: row(
    [CHR, DEFAULT],
    "Converts a Unicode character into its equivalent digit value.",
    (db, code: number, fallback: PyValue | undefined) => orDefault(db.digit(code), fallback, "not a digit"),
  ),
  numeric: row([CHR, DEFAULT], "Converts a Unicode character into its equivalent numeric value.", numeric),
  category: row([CHR], "Returns the general category assigned to the character as string.", (db, code: number) =>
    db.category(code),
  ),
  bidirectional: row(
    [CHR],
    "Returns the bidirectional class assigned to the character as string.",
    (db, code: number) => db.bidirectional(code),
  ),
  combining: row(
    [CHR],
    "Returns the canonical combining class assigned to the character as integer.",
    (db, code: number) => db.combining(code),
  ),
  mirrored: row([CHR], "Returns the mirrored property assigned to the character as integer.", (db, code: number) =>
    db.mirrored(code),
  ),
  east_asian_width: row(
    [CHR],
    "Returns the east asian width assigned to the character as string.",
    (db, code: number) => db.eastAsianWidth(code),
  ),
  decomposition: row(
    [CHR],
    "Returns the character decomposition mapping assigned to the character as string.",
    (db, code: number) => db.decompositionText(code),
  ),
  name: row([CHR, DEFAULT], "Returns the name assigned to the character as a string.", name),
  lookup: row([posOnly("name", str)], "Look up character by name.", lookup),
  is_normalized: row(
    [posOnly("form", str), posOnly("unistr", str)],
    "Return whether the Unicode string is in the normal form.",
    (db, form: Str, text: Str) => isNormalized(formOf(form), text, db),
  ),
  normalize: row(
    [posOnly("form", str), posOnly("unistr", str)],
    "Return the normal form of the Unicode string.",
    (db, form: Str, text: Str) => normalize(formOf(form), text, db),
  ),
};

function row(
  params: readonly unknown[],
  doc: string,
  impl: (database: UnicodeDatabase, ...args: never[]) => PyValue,
): Row {
  return { params: params as Row["params"], doc, impl };
}

function orDefault(value: number | undefined, fallback: PyValue | undefined, message: string): PyValue {
  if (value !== undefined) return value;
  if (fallback === undefined) throw valueError(message);
  return fallback;
}

function numeric(db: UnicodeDatabase, code: number, fallback: PyValue | undefined): PyValue {
  const value = db.numeric(code);
  if (value !== undefined) return new PyFloat(value);
  if (fallback === undefined) throw valueError("not a numeric character");
  return fallback;
}

/** Characters that 3.2.0 did not assign have no name there. */
function name(db: UnicodeDatabase, code: number, fallback: PyValue | undefined): PyValue {
  const found = db.old && db.category(code) === "Cn" ? undefined : unicodeName(code);
  if (found !== undefined) return found;
  if (fallback === undefined) throw valueError("no such name");
  return fallback;
}

function lookup(db: UnicodeDatabase, text: Str): PyValue {
  const plain = strToJs(text);
  if (plain.length > 256) throw keyError("name too long");
  const code = unicodeLookup(plain);
  if (code >= 0 && !(db.old && db.category(code) === "Cn")) return strFromCode(code);
  const sequence = db.old ? undefined : namedSequence(plain);
  if (sequence !== undefined) return strFromCodes(sequence);
  throw keyError(`undefined character name '${plain}'`);
}

const FORMS: readonly string[] = ["NFC", "NFD", "NFKC", "NFKD"];

function formOf(form: Str): NormalForm {
  const text = strToJs(form);
  if (!FORMS.includes(text)) throw valueError("invalid normalization form");
  return text as NormalForm;
}

/** A database as an object: `ucd_3_2_0`. */
class Ucd extends PyObject {
  readonly database: UnicodeDatabase;
  constructor(database: UnicodeDatabase) {
    super(ucdType);
    this.database = database;
  }
}

const ucdType: PyType = defineType<Ucd>({
  name: "unicodedata.UCD",
  doc: null,
  flags: ["disallow_instantiation"],
  methods: Object.fromEntries(
    Object.entries(FUNCTIONS).map(([key, { params, doc, impl }]) => [
      key,
      method(params as never, doc, ((self: Ucd, ...args: never[]) =>
        impl(self.database, ...args)) as never) as CallableSpec,
    ]),
  ),
  getset: { unidata_version: getset((self: Ucd) => self.database.version, undefined, null) },
});

export default defineModule({
  name: "unicodedata",
  doc: "The Unicode Character Database.",
  functions: Object.fromEntries(
    Object.entries(FUNCTIONS).map(([key, { params, doc, impl }]) => [
      key,
      fn(params as never, doc, ((...args: never[]) => impl(ucd, ...args)) as never) as CallableSpec,
    ]),
  ),
  types: () => ({ UCD: ucdType }),
  constants: () => ({ unidata_version: UNIDATA_VERSION, ucd_3_2_0: new Ucd(ucd32) }),
});
