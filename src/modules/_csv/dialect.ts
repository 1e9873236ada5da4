/** _csv.Dialect: how rows are written, checked once. Source: CPython Modules/_csv.c. */
import { type Str, strCodeAt, strCodes, strFromCode, strFromJs, strLength, strToJs } from "../../kernel/str.ts";
import { lookupAttr } from "../../objects/abstract/attributes.ts";
import { call } from "../../objects/abstract/call.ts";
import { isTrue } from "../../objects/abstract/compare.ts";
import { asCInt } from "../../objects/abstract/number.ts";
import { defineType, getset, member, method, varArgs } from "../../objects/declare.ts";
import { newException, typeError, valueError } from "../../objects/errors.ts";
import { toPyException } from "../../objects/exceptions/convert.ts";
import { PyExc_Exception } from "../../objects/exceptions/types.ts";
import { type KwNames, PyObject, type PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { csvState } from "./state.ts";

export const QUOTE_MINIMAL = 0;
export const QUOTE_ALL = 1;
export const QUOTE_NONNUMERIC = 2;
export const QUOTE_NONE = 3;
export const QUOTE_STRINGS = 4;
export const QUOTE_NOTNULL = 5;

/** A character that is not set; no code point equals it. */
export const NOT_SET = -1;

export const errorType: PyType = defineType({
  name: "_csv.Error",
  doc: null,
  flags: ["basetype", "heaptype"],
  base: () => PyExc_Exception,
});

export function csvError(message: string): PyValue {
  return newException(errorType, strFromJs(message));
}

export class PyDialect extends PyObject {
  /** Code points, or NOT_SET. */
  delimiter = 44;
  quotechar = 34;
  escapechar = NOT_SET;
  lineterminator: PyValue = "\r\n";
  /** Code points of the line terminator. */
  terminator: ArrayLike<number> = [13, 10];
  quoting = QUOTE_MINIMAL;
  doublequote = true;
  skipinitialspace = false;
  strict = false;
}

const OPTIONS = [
  "delimiter",
  "doublequote",
  "escapechar",
  "lineterminator",
  "quotechar",
  "quoting",
  "skipinitialspace",
  "strict",
] as const;
type Option = (typeof OPTIONS)[number];
type Given = Partial<Record<Option, PyValue>>;

export const dialectType: PyType = defineType<PyDialect>({
  name: "_csv.Dialect",
  basicsize: 48,
  doc: "CSV dialect\n\nThe Dialect type records CSV parsing and generation options.",
  flags: ["basetype", "heaptype", "immutable"],
  alloc: (type) => new PyDialect(type),
  slots: { tp_new: dialectNew },
  methods: {
    __reduce__: method([], "", cannotPickle, { signature: null }),
    __reduce_ex__: method([varArgs("args")], "", cannotPickle, { signature: null }),
  },
  members: {
    skipinitialspace: member("skipinitialspace"),
    doublequote: member("doublequote"),
    strict: member("strict"),
  },
  getset: {
    delimiter: getset((self: PyDialect) => charValue(self.delimiter), undefined, null),
    escapechar: getset((self: PyDialect) => charValue(self.escapechar), undefined, null),
    lineterminator: getset((self: PyDialect) => self.lineterminator, undefined, null),
    quotechar: getset((self: PyDialect) => charValue(self.quotechar), undefined, null),
    quoting: getset((self: PyDialect) => self.quoting, undefined, null),
  },
});

function cannotPickle(self: PyDialect): PyValue {
  throw typeError(`cannot pickle '${typeName(self).replace(/^.*\./, "")}' instances`);
}

function charValue(code: number): PyValue {
  return code === NOT_SET ? null : strFromCode(code);
}

/** The dialect that a reader or writer is to use: of that name or object, changed by the options. */
export function callDialect(dialect: PyValue | undefined, options: readonly (readonly [Str, PyValue])[]): PyDialect {
  const args = options.map(([, value]) => value);
  if (dialect !== undefined) args.unshift(dialect);
  const names = options.map(([name]) => name);
  return call(dialectType, args, names.length === 0 ? null : names) as PyDialect;
}

function dialectNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  const [source, given] = bind(args, kwnames);
  const named = source === undefined ? undefined : asStr(source);
  const base = named === undefined ? source : getDialect(source as PyValue);
  if (base instanceof PyDialect && Object.keys(given).length === 0) return base;
  if (base !== undefined) {
    for (const option of OPTIONS) given[option] ??= attributeOf(base, option);
  }
  const self = type.tp_alloc!(type) as PyDialect;
  fill(self, given);
  check(self);
  return self;
}

/** The arguments by name; the words are those of a parser that does not know the function's name. */
function bind(args: PyValue[], kwnames: KwNames): [PyValue | undefined, Given] {
  const names = ["dialect", ...OPTIONS];
  const positional = args.length - (kwnames?.length ?? 0);
  if (args.length > names.length) {
    const kind = kwnames === null ? "" : "keyword ";
    throw typeError(`function takes at most ${names.length} ${kind}arguments (${args.length} given)`);
  }
  const given: Record<string, PyValue> = {};
  for (let i = 0; i < positional; i++) given[names[i]] = args[i];
  kwnames?.forEach((key, i) => {
    const name = strToJs(key);
    const at = names.indexOf(name);
    if (at < 0) throw typeError(strFromJs(`this function got an unexpected keyword argument '${name}'`));
    if (at < positional) {
      throw typeError(`argument for function given by name ('${name}') and position (${at + 1})`);
    }
    given[name] = args[positional + i];
  });
  const { dialect, ...options } = given;
  return [dialect, options as Given];
}

/** An attribute of an object that describes a dialect; any failure to get it counts as not there. */
function attributeOf(dialect: PyValue, name: string): PyValue | undefined {
  try {
    return lookupAttr(dialect, name);
  } catch (caught) {
    if (toPyException(caught) === undefined) throw caught;
    return undefined;
  }
}

function fill(self: PyDialect, given: Given): void {
  if (given.delimiter !== undefined) self.delimiter = charOf("delimiter", given.delimiter, false);
  if (given.doublequote !== undefined) self.doublequote = isTrue(given.doublequote);
  if (given.escapechar !== undefined) self.escapechar = charOf("escapechar", given.escapechar, true);
  if (given.lineterminator !== undefined) {
    const text = asStr(given.lineterminator);
    if (text === undefined) {
      throw typeError(`"lineterminator" must be a string, not ${typeName(given.lineterminator)}`);
    }
    self.lineterminator = text;
    self.terminator = strCodes(text);
  }
  if (given.quotechar !== undefined) self.quotechar = charOf("quotechar", given.quotechar, true);
  if (given.quoting !== undefined) {
    if (typeof given.quoting !== "number" && typeof given.quoting !== "bigint") {
      throw typeError(`"quoting" must be an integer, not ${typeName(given.quoting)}`);
    }
    self.quoting = asCInt(given.quoting);
  }
  if (given.skipinitialspace !== undefined) self.skipinitialspace = isTrue(given.skipinitialspace);
  if (given.strict !== undefined) self.strict = isTrue(given.strict);
  if (given.quotechar === null && given.quoting === undefined) self.quoting = QUOTE_NONE;
}

function charOf(name: string, value: PyValue, orNone: boolean): number {
  if (orNone && value === null) return NOT_SET;
  const text = asStr(value);
  const expected = `"${name}" must be a unicode character${orNone ? " or None" : ""}, not`;
  if (text === undefined) throw typeError(`${expected} ${typeName(value)}`);
  const size = strLength(text);
  if (size !== 1) throw typeError(`${expected} a string of length ${size}`);
  return strCodeAt(text, 0);
}

function check(self: PyDialect): void {
  const { delimiter, quotechar, escapechar, quoting, skipinitialspace } = self;
  if (quoting < QUOTE_MINIMAL || quoting > QUOTE_NOTNULL) throw typeError('bad "quoting" value');
  if (quoting !== QUOTE_NONE && quotechar === NOT_SET) throw typeError("quotechar must be set if quoting enabled");
  checkChar(self, "delimiter", delimiter, true);
  checkChar(self, "escapechar", escapechar, !skipinitialspace);
  checkChar(self, "quotechar", quotechar, !skipinitialspace);
  checkPair("delimiter", delimiter, "escapechar", escapechar);
  checkPair("delimiter", delimiter, "quotechar", quotechar);
  checkPair("escapechar", escapechar, "quotechar", quotechar);
}

function checkChar(self: PyDialect, name: string, code: number, allowSpace: boolean): void {
  if (code === 13 || code === 10 || (code === 32 && !allowSpace)) throw valueError(`bad ${name} value`);
  if (Array.prototype.includes.call(self.terminator, code)) throw valueError(`bad ${name} or lineterminator value`);
}

function checkPair(first: string, a: number, second: string, b: number): void {
  if (a === b && a !== NOT_SET) throw valueError(`bad ${first} or ${second} value`);
}

/** The registered dialect of that name. */
export function getDialect(name: PyValue): PyValue {
  const dialect = csvState().dialects.get(name);
  if (dialect === undefined) throw csvError("unknown dialect");
  return dialect;
}
