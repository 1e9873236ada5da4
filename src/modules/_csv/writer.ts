/** csv.writer: from rows to lines. Source: CPython Modules/_csv.c (join_append_data, csv_writerow). */
import { type Str, strCodes, strConcat, strFromCode, strFromCodes, strLength } from "../../kernel/str.ts";
import { lookupAttr } from "../../objects/abstract/attributes.ts";
import { call1, isCallable } from "../../objects/abstract/call.ts";
import { isIterable, iter, iterNext } from "../../objects/abstract/iterate.ts";
import { str } from "../../objects/abstract/repr.ts";
import { object } from "../../objects/converters.ts";
import { defineType, member, method, posOnly } from "../../objects/declare.ts";
import { typeError } from "../../objects/errors.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName, typeOf } from "../../objects/typeof.ts";
import {
  csvError,
  NOT_SET,
  type PyDialect,
  QUOTE_ALL,
  QUOTE_NONE,
  QUOTE_NONNUMERIC,
  QUOTE_NOTNULL,
  QUOTE_STRINGS,
} from "./dialect.ts";

export class PyWriter extends PyObject {
  readonly write: PyValue;
  readonly dialect: PyDialect;
  /** Code points that make quoting or escaping necessary. */
  readonly special: ReadonlySet<number>;
  constructor(write: PyValue, dialect: PyDialect) {
    super(writerType);
    this.write = write;
    this.dialect = dialect;
    const { delimiter, escapechar, quotechar, terminator } = dialect;
    this.special = new Set([delimiter, escapechar, quotechar, 10, 13, ...Array.from(terminator)]);
  }
}

export const writerType: PyType = defineType<PyWriter>({
  name: "_csv.writer",
  basicsize: 72,
  doc: "CSV writer\n\nWriter objects are responsible for generating tabular data\nin CSV format from sequence input.\n",
  flags: ["disallow_instantiation", "heaptype", "immutable"],
  methods: {
    writerow: method(
      [posOnly("row", object)],
      "Write the fields of an iterable as one row; what is not a string is converted.",
      writeRow,
    ),
    writerows: method([posOnly("rows", object)], "Write a row for each item of an iterable.", writeRows),
  },
  members: { dialect: member("dialect") },
});

export function newWriter(file: PyValue, dialect: () => PyDialect): PyWriter {
  const write = lookupAttr(file, "write");
  if (write === undefined || !isCallable(write)) throw typeError('argument 1 must have a "write" method');
  return new PyWriter(write, dialect());
}

function writeRows(self: PyWriter, rows: PyValue): PyValue {
  const iterator = iter(rows);
  for (let row = iterNext(iterator); row !== undefined; row = iterNext(iterator)) writeRow(self, row);
  return null;
}

function writeRow(self: PyWriter, row: PyValue): PyValue {
  if (!isIterable(row)) throw csvError(`iterable expected, not ${typeName(row)}`);
  const { dialect } = self;
  const { quoting } = dialect;
  const delimiter = strFromCode(dialect.delimiter);
  const iterator = iter(row);
  let line: Str = "";
  let count = 0;
  let nullField = false;
  for (let field = iterNext(iterator); field !== undefined; field = iterNext(iterator)) {
    nullField = field === null;
    const text = nullField ? "" : (asStr(field) ?? str(field));
    if (count > 0) line = strConcat(line, delimiter);
    line = strConcat(line, joinField(self, text, nullField, wantsQuotes(quoting, field)));
    count++;
  }
  if (count > 0 && strLength(line) === 0) {
    if (quoting === QUOTE_NONE || (nullField && (quoting === QUOTE_STRINGS || quoting === QUOTE_NOTNULL))) {
      throw csvError("single empty field record must be quoted");
    }
    line = joinField(self, "", true, true);
  }
  return call1(self.write, strConcat(line, dialect.lineterminator as Str));
}

function wantsQuotes(quoting: number, field: PyValue): boolean {
  switch (quoting) {
    case QUOTE_NONNUMERIC:
      return !isNumber(field);
    case QUOTE_ALL:
      return true;
    case QUOTE_STRINGS:
      return asStr(field) !== undefined;
    case QUOTE_NOTNULL:
      return field !== null;
    default:
      return false;
  }
}

/** PyNumber_Check. */
function isNumber(value: PyValue): boolean {
  if (typeof value === "number" || typeof value === "bigint") return true;
  const type = typeOf(value);
  return (
    type.nb_index !== undefined || type.nb_int !== undefined || type.nb_float !== undefined || type.name === "complex"
  );
}

/** A field as it stands in the line. */
function joinField(self: PyWriter, text: Str, isNull: boolean, wanted: boolean): Str {
  const { dialect, special } = self;
  let quoted = wanted;
  if (strLength(text) === 0 && dialect.delimiter === 32 && dialect.skipinitialspace) {
    const { quoting } = dialect;
    if (quoting === QUOTE_NONE || (isNull && (quoting === QUOTE_STRINGS || quoting === QUOTE_NOTNULL))) {
      throw csvError("empty field must be quoted if delimiter is a space and skipinitialspace is true");
    }
    quoted = true;
  }
  let plain = true;
  if (typeof text === "string") {
    for (let i = 0; i < text.length && plain; i++) plain = !special.has(text.charCodeAt(i));
  } else {
    for (let i = 0; i < text.codes.length && plain; i++) plain = !special.has(text.codes[i]);
  }
  let body = text;
  if (!plain) {
    const [safe, needsQuotes] = escaped(self, text);
    body = safe;
    quoted ||= needsQuotes;
  }
  if (!quoted) return body;
  const quote = strFromCode(dialect.quotechar);
  return strConcat(strConcat(quote, body), quote);
}

/** The text with quotes doubled and characters escaped, and whether it has to be quoted. */
function escaped(self: PyWriter, text: Str): [Str, boolean] {
  const { quotechar, escapechar, quoting, doublequote } = self.dialect;
  const codes = strCodes(text);
  const out: number[] = [];
  let quoted = false;
  for (let i = 0; i < codes.length; i++) {
    const c = codes[i];
    if (self.special.has(c)) {
      let prefixed = false;
      if (quoting === QUOTE_NONE) prefixed = true;
      else if (c === quotechar) {
        if (doublequote) out.push(quotechar);
        else prefixed = true;
      } else if (c === escapechar) prefixed = true;
      if (prefixed) {
        if (escapechar === NOT_SET) throw csvError("need to escape, but no escapechar set");
        out.push(escapechar);
      } else quoted = true;
    }
    out.push(c);
  }
  return [strFromCodes(out), quoted];
}
