/** _csv: the table. Dialects: dialect.ts; reading: reader.ts; writing: writer.ts. Source: CPython Modules/_csv.c. */
import type { Str } from "../../kernel/str.ts";
import { asInt } from "../../objects/abstract/number.ts";
import { object } from "../../objects/converters.ts";
import { defineModule, fn, param, varArgs, varKw } from "../../objects/declare.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { overflowError, typeError } from "../../objects/errors.ts";
import { PyList } from "../../objects/list/list.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import {
  callDialect,
  csvError,
  dialectType,
  errorType,
  getDialect,
  type PyDialect,
  QUOTE_ALL,
  QUOTE_MINIMAL,
  QUOTE_NONE,
  QUOTE_NONNUMERIC,
  QUOTE_NOTNULL,
  QUOTE_STRINGS,
} from "./dialect.ts";
import { newReader, readerType } from "./reader.ts";
import { csvState } from "./state.ts";
import { newWriter, writerType } from "./writer.ts";

const LIMIT_MAX = 0x7fffffffffffffffn;

export default defineModule({
  name: "_csv",
  doc: "CSV parsing and writing.\n",
  functions: {
    reader: fn(
      [varArgs("args"), varKw("fmtparams")],
      "Return a reader that gives the rows of the lines of an iterable.\n\nThe dialect can be named or described; keyword arguments change it.",
      (args, options) => {
        const [lines, dialect] = unpack("reader", args);
        return newReader(lines, () => makeDialect(dialect, options));
      },
      { signature: "($module, iterable, /, dialect='excel', **fmtparams)" },
    ),
    writer: fn(
      [varArgs("args"), varKw("fmtparams")],
      "Return a writer that writes rows to an object with a write() method.\n\nThe dialect can be named or described; keyword arguments change it.",
      (args, options) => {
        const [file, dialect] = unpack("writer", args);
        return newWriter(file, () => makeDialect(dialect, options));
      },
      { signature: "($module, fileobj, /, dialect='excel', **fmtparams)" },
    ),
    list_dialects: fn(
      [],
      "Return a list of the names of all dialects.",
      () => new PyList(csvState().dialects.keysArray()),
    ),
    register_dialect: fn(
      [varArgs("args"), varKw("fmtparams")],
      "Give a dialect a name.",
      (args, options) => {
        const [name, dialect] = unpack("register_dialect", args);
        if (asStr(name) === undefined) throw typeError("dialect name must be a string");
        csvState().dialects.set(name, makeDialect(dialect, options));
        return null;
      },
      { signature: "($module, name, /, dialect='excel', **fmtparams)" },
    ),
    unregister_dialect: fn([param("name", object)], "Delete the name of a dialect.", (name) => {
      if (!csvState().dialects.delete(name)) throw csvError("unknown dialect");
      return null;
    }),
    get_dialect: fn([param("name", object)], "Return the dialect of that name.", getDialect),
    field_size_limit: fn(
      [param("new_limit", object, undefined, "<unrepresentable>")],
      "Set the longest field a reader accepts, and return what it was.",
      fieldSizeLimit,
    ),
  },
  types: () => ({ Dialect: dialectType, Reader: readerType, Writer: writerType, Error: errorType }),
  constants: () => ({
    _dialects: csvState().dialects,
    QUOTE_MINIMAL,
    QUOTE_ALL,
    QUOTE_NONNUMERIC,
    QUOTE_NONE,
    QUOTE_STRINGS,
    QUOTE_NOTNULL,
  }),
});

/** PyArg_UnpackTuple with one or two arguments. */
function unpack(name: string, args: PyValue[]): [PyValue, PyValue | undefined] {
  if (args.length < 1) throw typeError(`${name} expected at least 1 argument, got 0`);
  if (args.length > 2) throw typeError(`${name} expected at most 2 arguments, got ${args.length}`);
  return [args[0], args[1]];
}

function makeDialect(dialect: PyValue | undefined, options: PyDict): PyDialect {
  const pairs = options.keysArray().map((key) => [key as Str, options.get(key) as PyValue] as const);
  return callDialect(dialect, pairs);
}

function fieldSizeLimit(limit: PyValue | undefined): PyValue {
  const state = csvState();
  const old = state.fieldLimit;
  if (limit !== undefined) {
    if (typeof limit !== "number" && typeof limit !== "bigint") throw typeError("limit must be an integer");
    const value = asInt(limit)!;
    if (value > LIMIT_MAX || value < -LIMIT_MAX - 1n) {
      throw overflowError("Python int too large to convert to C ssize_t");
    }
    state.fieldLimit = Number(value);
  }
  return old;
}
