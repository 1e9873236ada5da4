/**
 * csv.reader: from lines to rows. The states are CPython's; runs of ordinary characters are taken at once.
 * Source: CPython Modules/_csv.c (parse_process_char).
 */
import { type Str, strConcat, strFromCode, strLength, strSlice } from "../../kernel/str.ts";
import { iter, iterNext } from "../../objects/abstract/iterate.ts";
import { toFloat } from "../../objects/abstract/number.ts";
import { defineType, member } from "../../objects/declare.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { selfIter } from "../../objects/iterators/common.ts";
import { PyList } from "../../objects/list/list.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import {
  csvError,
  NOT_SET,
  type PyDialect,
  QUOTE_NONE,
  QUOTE_NONNUMERIC,
  QUOTE_NOTNULL,
  QUOTE_STRINGS,
} from "./dialect.ts";
import { csvState } from "./state.ts";

const START_RECORD = 0;
const START_FIELD = 1;
const ESCAPED_CHAR = 2;
const IN_FIELD = 3;
const IN_QUOTED_FIELD = 4;
const ESCAPE_IN_QUOTED_FIELD = 5;
const QUOTE_IN_QUOTED_FIELD = 6;
const EAT_CRNL = 7;
const AFTER_ESCAPED_CRNL = 8;

/** Stands for the end of a line; no character is equal to it, nor to NOT_SET. */
const EOL = -2;
const LF = 10;
const CR = 13;
const SPACE = 32;

export class PyReader extends PyObject {
  readonly input: PyValue;
  readonly dialect: PyDialect;
  line_num = 0;
  /** The row so far; null once it has been handed out. */
  fields: PyValue[] | null = [];
  field: Str = "";
  state = START_RECORD;
  unquoted = false;
  constructor(input: PyValue, dialect: PyDialect) {
    super(readerType);
    this.input = input;
    this.dialect = dialect;
  }
}

export const readerType: PyType = defineType<PyReader>({
  name: "_csv.reader",
  basicsize: 88,
  doc: "CSV reader\n\nReader objects are responsible for reading and parsing tabular data\nin CSV format.\n",
  flags: ["disallow_instantiation", "heaptype", "immutable"],
  slots: { tp_iter: selfIter, tp_iternext: nextRow },
  members: { dialect: member("dialect"), line_num: member("line_num") },
});

export function newReader(lines: PyValue, dialect: () => PyDialect): PyReader {
  const input = iter(lines);
  return new PyReader(input, dialect());
}

function nextRow(self: PyReader): PyValue | undefined {
  self.fields = [];
  self.field = "";
  self.state = START_RECORD;
  self.unquoted = false;
  do {
    const line = iterNext(self.input);
    if (line === undefined) {
      if (strLength(self.field) === 0 && self.state !== IN_QUOTED_FIELD) return undefined;
      if (self.dialect.strict) throw csvError("unexpected end of data");
      saveField(self);
      break;
    }
    const text = asStr(line);
    if (text === undefined) {
      throw csvError(`iterator should return strings, not ${typeName(line)} (the file should be opened in text mode)`);
    }
    if (self.fields === null) throw csvError("iterator has already advanced the reader");
    self.line_num++;
    parseLine(self, text);
  } while (self.state !== START_RECORD);
  const fields = self.fields as PyValue[];
  self.fields = null;
  return new PyList(fields);
}

/** parse_save_field: the text collected becomes a field, a float or None as the quoting demands. */
function saveField(self: PyReader): void {
  const { field, unquoted, dialect } = self;
  const { quoting } = dialect;
  self.field = "";
  let value: PyValue = field;
  if (unquoted && quoting !== 0) {
    const empty = strLength(field) === 0;
    if (empty && (quoting === QUOTE_NOTNULL || quoting === QUOTE_STRINGS)) value = null;
    else if (!empty && (quoting === QUOTE_NONNUMERIC || quoting === QUOTE_STRINGS)) value = new PyFloat(toFloat(field));
  }
  self.fields!.push(value);
}

function addText(self: PyReader, text: Str): void {
  const { fieldLimit } = csvState();
  const joined = self.field === "" ? text : strConcat(self.field, text);
  if (strLength(joined) > fieldLimit) throw csvError(`field larger than field limit (${fieldLimit})`);
  self.field = joined;
}

function parseLine(self: PyReader, line: Str): void {
  const codes = typeof line === "string" ? null : line.codes;
  const text = typeof line === "string" ? line : "";
  const size = codes === null ? text.length : codes.length;
  let at = 0;
  while (at < size) {
    if (self.state === IN_FIELD || self.state === IN_QUOTED_FIELD) {
      const end = codes === null ? runEndText(self, text, at) : runEndCodes(self, codes, at);
      if (end > at) {
        addText(self, strSlice(line, at, end));
        at = end;
        continue;
      }
    }
    processChar(self, codes === null ? text.charCodeAt(at) : codes[at]);
    at++;
  }
  processChar(self, EOL);
}

/** Where the run of characters that are just part of the field ends. */
function runEndText(self: PyReader, text: string, from: number): number {
  const { delimiter, escapechar, quotechar } = self.dialect;
  let i = from;
  if (self.state === IN_FIELD) {
    for (; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c === delimiter || c === LF || c === CR || c === escapechar) break;
    }
  } else {
    for (; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c === quotechar || c === escapechar) break;
    }
  }
  return i;
}

function runEndCodes(self: PyReader, codes: ArrayLike<number>, from: number): number {
  const { delimiter, escapechar, quotechar } = self.dialect;
  const inField = self.state === IN_FIELD;
  let i = from;
  for (; i < codes.length; i++) {
    const c = codes[i];
    if (c === escapechar || (inField ? c === delimiter || c === LF || c === CR : c === quotechar)) break;
  }
  return i;
}

const isEnd = (c: number): boolean => c === LF || c === CR || c === EOL;
const isNewline = (c: number): boolean => c === LF || c === CR;

function endRecord(self: PyReader, c: number): void {
  saveField(self);
  self.state = c === EOL ? START_RECORD : EAT_CRNL;
}

function processChar(self: PyReader, c: number): void {
  switch (self.state) {
    case START_RECORD:
      if (c === EOL) return;
      if (isNewline(c)) {
        self.state = EAT_CRNL;
        return;
      }
      self.state = START_FIELD;
      startField(self, c);
      return;
    case START_FIELD:
      startField(self, c);
      return;
    case ESCAPED_CHAR:
      addText(self, c === EOL ? "\n" : strFromCode(c));
      self.state = isNewline(c) ? AFTER_ESCAPED_CRNL : IN_FIELD;
      return;
    case AFTER_ESCAPED_CRNL:
      if (c !== EOL) inField(self, c);
      return;
    case IN_FIELD:
      inField(self, c);
      return;
    case IN_QUOTED_FIELD:
      inQuotedField(self, c);
      return;
    case ESCAPE_IN_QUOTED_FIELD:
      addText(self, c === EOL ? "\n" : strFromCode(c));
      self.state = IN_QUOTED_FIELD;
      return;
    case QUOTE_IN_QUOTED_FIELD:
      afterQuote(self, c);
      return;
    case EAT_CRNL:
      if (c === EOL) self.state = START_RECORD;
      else if (!isNewline(c)) {
        throw csvError("new-line character seen in unquoted field - do you need to open the file with newline=''?");
      }
  }
}

function startField(self: PyReader, c: number): void {
  const { delimiter, escapechar, quotechar, quoting, skipinitialspace } = self.dialect;
  self.unquoted = true;
  if (isEnd(c)) {
    endRecord(self, c);
  } else if (c === quotechar && quoting !== QUOTE_NONE) {
    self.unquoted = false;
    self.state = IN_QUOTED_FIELD;
  } else if (c === escapechar) {
    self.state = ESCAPED_CHAR;
  } else if (c === SPACE && skipinitialspace) {
    return;
  } else if (c === delimiter) {
    saveField(self);
  } else {
    addText(self, strFromCode(c));
    self.state = IN_FIELD;
  }
}

function inField(self: PyReader, c: number): void {
  const { delimiter, escapechar } = self.dialect;
  if (isEnd(c)) {
    endRecord(self, c);
  } else if (c === escapechar) {
    self.state = ESCAPED_CHAR;
  } else if (c === delimiter) {
    saveField(self);
    self.state = START_FIELD;
  } else {
    addText(self, strFromCode(c));
    self.state = IN_FIELD;
  }
}

function inQuotedField(self: PyReader, c: number): void {
  const { escapechar, quotechar, quoting, doublequote } = self.dialect;
  if (c === EOL) return;
  if (c === escapechar) self.state = ESCAPE_IN_QUOTED_FIELD;
  else if (c === quotechar && quoting !== QUOTE_NONE) self.state = doublequote ? QUOTE_IN_QUOTED_FIELD : IN_FIELD;
  else addText(self, strFromCode(c));
}

function afterQuote(self: PyReader, c: number): void {
  const { delimiter, quotechar, quoting, strict } = self.dialect;
  if (quoting !== QUOTE_NONE && c === quotechar) {
    addText(self, strFromCode(c));
    self.state = IN_QUOTED_FIELD;
  } else if (c === delimiter) {
    saveField(self);
    self.state = START_FIELD;
  } else if (isEnd(c)) {
    endRecord(self, c);
  } else if (!strict) {
    addText(self, strFromCode(c));
    self.state = IN_FIELD;
  } else {
    const shown = (code: number): string => (code === NOT_SET ? "" : String.fromCodePoint(code));
    throw csvError(`'${shown(delimiter)}' expected after '${shown(quotechar)}'`);
  }
}
