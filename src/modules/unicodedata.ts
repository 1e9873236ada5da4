/** unicodedata: the character database, current and as of Unicode 3.2.0. The data: kernel/unicode. Source: CPython Modules/unicodedata.c. */

import { type Str, strFromCode, strFromCodes, strToJs } from "../kernel/str.ts";
import { UNIDATA_VERSION, type UnicodeDatabase, ucd, ucd32 } from "../kernel/unicode/database.ts";
import { unicodeLookup, unicodeName } from "../kernel/unicode/names.ts";
import { isNormalized, type NormalForm, normalize } from "../kernel/unicode/normalize.ts";
import { namedSequence } from "../kernel/unicode/sequences.ts";
import { genericGetAttr } from "../objects/abstract/attributes.ts";
import { character, object, str } from "../objects/converters.ts";
import { type CallableSpec, defineModule, defineType, member, posOnly } from "../objects/declare.ts";
import { keyError, valueError } from "../objects/errors.ts";
import { PyFloat } from "../objects/float/float-object.ts";
import { PyObject, type PyValue } from "../objects/object.ts";
import type { PyType } from "../objects/type-object.ts";

/** A version of the database as an object; the module itself stands for the current one. */
class PyUCD extends PyObject {
  readonly database: UnicodeDatabase;
  readonly unidata_version: string;
  constructor(database: UnicodeDatabase) {
    super(ucdType);
    this.database = database;
    this.unidata_version = database.version;
  }
}

export const ucdType: PyType = defineType<PyUCD>({
  name: "unicodedata.UCD",
  basicsize: 40,
  slots: { tp_getattro: genericGetAttr },
  doc: null,
  flags: ["disallow_instantiation", "heaptype", "immutable"],
  methods: functions(),
  members: { unidata_version: member("unidata_version") },
});

export default defineModule({
  name: "unicodedata",
  doc: "The properties of characters that the Unicode Character Database records.",
  functions: functions(),
  types: () => ({ UCD: ucdType }),
  constants: () => ({ unidata_version: UNIDATA_VERSION, ucd_3_2_0: new PyUCD(ucd32) }),
});

function databaseOf(self: PyValue): UnicodeDatabase {
  return self instanceof PyUCD ? self.database : ucd;
}

const FORMS: readonly string[] = ["NFC", "NFD", "NFKC", "NFKD"];

/** The functions of the module, which are the methods of UCD too. */
function functions(): Record<string, CallableSpec> {
  const spec = (
    params: CallableSpec["params"],
    signature: string,
    doc: string,
    impl: (self: PyValue, ...args: never[]) => PyValue,
  ): CallableSpec => ({
    params,
    doc,
    impl: impl as unknown as CallableSpec["impl"],
    takesSelf: true,
    signature,
  });
  const one = posOnly("chr", character);
  const withDefault = [one, posOnly("default", object, undefined)] as CallableSpec["params"];
  const DEFAULT = "($self, chr, default=<unrepresentable>, /)";
  const property = (doc: string, get: (database: UnicodeDatabase, code: number) => PyValue): CallableSpec =>
    spec([one] as CallableSpec["params"], "($self, chr, /)", doc, (self: PyValue, code: number) =>
      get(databaseOf(self), code),
    );
  const value = (
    doc: string,
    missing: string,
    get: (database: UnicodeDatabase, code: number) => PyValue | undefined,
  ): CallableSpec =>
    spec(withDefault, DEFAULT, doc, (self: PyValue, code: number, fallback: PyValue | undefined) => {
      const found = get(databaseOf(self), code);
      if (found !== undefined) return found;
      if (fallback === undefined) throw valueError(missing);
      return fallback;
    });
  return {
    decimal: value("The character's value as a decimal digit.", "not a decimal", (database, code) =>
      database.decimal(code),
    ),
    digit: value("The character's value as a digit.", "not a digit", (database, code) => database.digit(code)),
    numeric: value("The character's value as a number.", "not a numeric character", (database, code) => {
      const number = database.numeric(code);
      return number === undefined ? undefined : new PyFloat(number);
    }),
    category: property("The general category.", (database, code) => database.category(code)),
    bidirectional: property("The bidirectional class.", (database, code) => database.bidirectional(code)),
    combining: property("The canonical combining class.", (database, code) => database.combining(code)),
    mirrored: property("1 for a character that is mirrored in bidirectional text, else 0.", (database, code) =>
      database.mirrored(code),
    ),
    east_asian_width: property("The East Asian width.", (database, code) => database.eastAsianWidth(code)),
    decomposition: property("The decomposition mapping, as text.", (database, code) =>
      database.decompositionText(code),
    ),
    name: value("The character's name.", "no such name", (database, code) => {
      if (database.old && database.category(code) === "Cn") return undefined;
      return unicodeName(code);
    }),
    lookup: spec(
      [posOnly("name", str)] as CallableSpec["params"],
      "($self, name, /)",
      "The character (or sequence) of a name.",
      (self: PyValue, name: Str) => lookup(databaseOf(self), strToJs(name)),
    ),
    is_normalized: spec(
      [posOnly("form", str), posOnly("unistr", str)] as CallableSpec["params"],
      "($self, form, unistr, /)",
      "Whether the text is in a normal form.",
      (self: PyValue, form: Str, text: Str) => isNormalized(formOf(form), text, databaseOf(self)),
    ),
    normalize: spec(
      [posOnly("form", str), posOnly("unistr", str)] as CallableSpec["params"],
      "($self, form, unistr, /)",
      "The text in a normal form.",
      (self: PyValue, form: Str, text: Str) => normalize(formOf(form), text, databaseOf(self)),
    ),
  };
}

function formOf(form: Str): NormalForm {
  if (typeof form !== "string" || !FORMS.includes(form)) throw valueError("invalid normalization form");
  return form as NormalForm;
}

/** Unicode 3.2 has neither later characters nor aliases. */
function hasOldName(database: UnicodeDatabase, code: number, name: string): boolean {
  return database.category(code) !== "Cn" && unicodeName(code) === name.toUpperCase();
}

function lookup(database: UnicodeDatabase, name: string): PyValue {
  const code = unicodeLookup(name);
  if (code >= 0 && (!database.old || hasOldName(database, code, name))) return strFromCode(code);
  const sequence = database.old ? undefined : namedSequence(name);
  if (sequence !== undefined) return strFromCodes(sequence);
  throw keyError(`undefined character name '${name}'`);
}
