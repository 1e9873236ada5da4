/**
 * str: the table. Case and tests: classify.ts; searching: search.ts; splitting and padding: split.ts; joining: join.ts; formatting: format.ts;
 * encoding: encode.ts. Behaviour: CPython Objects/unicodeobject.c.
 */
import { hashStr } from "../../kernel/hash.ts";
import { type Str, strCompare, strConcat, strEqual } from "../../kernel/str.ts";
import { strRepr } from "../../kernel/str-repr.ts";
import { strContains } from "../../kernel/str-search.ts";
import { strRepeat } from "../../kernel/str-split.ts";
import { compareResult } from "../abstract/compare.ts";
import { cint, cstring, object, ssize, str as text } from "../converters.ts";
import { defineType, fn, method, param, posOnly, varArgs, varKw } from "../declare.ts";
import { typeError } from "../errors.ts";
import type { PyValue } from "../object.ts";
import { NOT_IMPLEMENTED } from "../singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "../slots.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { typeName } from "../typeof.ts";
import * as classify from "./classify.ts";
import { strEncode } from "./encode.ts";
import * as format from "./format.ts";
import { strIterator } from "./iterator.ts";
import { strJoinMethod } from "./join.ts";
import { strNew } from "./new.ts";
import * as search from "./search.ts";
import * as split from "./split.ts";
import { asStr, PyStrSub } from "./str-object.ts";
import { strItem, strLen, strSubscript } from "./subscript.ts";
import { strMakeTrans, strTranslateMethod } from "./translate.ts";

export const strType: PyType = defineType<PyValue>({
  name: "str",
  basicsize: 64,
  doc: "Text made from any object, or decoded from bytes when an encoding or an error handler is given.",
  flags: ["basetype", "match_self"],
  alloc: (type) => new PyStrSub("", type),
  slots: {
    tp_repr: (self) => strRepr(value(self)),
    tp_str: (self) => value(self),
    tp_hash: (self) => hashStr(value(self)),
    tp_richcompare: strRichCompare,
    tp_iter: strIterator,
    tp_new: strNew,
    nb_remainder: format.strModulo,
    sq_length: strLen,
    sq_concat: strConcatSlot,
    sq_repeat: (self, count) => strRepeat(value(self), count),
    sq_item: strItem,
    sq_contains: strContainsSlot,
    mp_length: strLen,
    mp_subscript: strSubscript,
  },
  methods: {
    encode: method(
      [param("encoding", cstring, "utf-8"), param("errors", cstring, "strict")],
      "Encode the string with a codec.",
      strEncode,
    ),
    replace: method(
      [posOnly("old", text), posOnly("new", text), param("count", ssize, -1)],
      "Replace occurrences of a substring, the first count of them or all.",
      search.strReplaceMethod,
    ),
    split: method(
      [param("sep", object, null), param("maxsplit", ssize, -1)],
      "List of the words between separators, splitting from the left at most maxsplit times.",
      split.strSplitMethod,
    ),
    rsplit: method(
      [param("sep", object, null), param("maxsplit", ssize, -1)],
      "List of the words between separators, splitting from the right at most maxsplit times.",
      split.strRSplitMethod,
    ),
    join: method([posOnly("iterable", object)], "Concatenate strings, with this one between them.", strJoinMethod),
    capitalize: noArgs("Copy with the first character titlecased and the rest lowercased.", classify.capitalizeText),
    casefold: noArgs("Copy for caseless comparison.", classify.casefoldText),
    title: noArgs("Copy with each word titlecased.", classify.titleText),
    center: method(
      [posOnly("width", ssize), posOnly("fillchar", split.fillChar, " ")],
      "Center in a field of the given width.",
      split.strCenterMethod,
    ),
    count: method(
      [posOnly("sub", text), posOnly("start", object, null), posOnly("end", object, null)],
      "Number of non-overlapping occurrences of a substring.",
      search.strCountMethod,
      { signature: "($self, sub[, start[, end]], /)" },
    ),
    expandtabs: method([param("tabsize", cint, 8)], "Copy with tabs replaced by spaces.", split.strExpandTabsMethod),
    find: method(
      [posOnly("sub", text), posOnly("start", object, null), posOnly("end", object, null)],
      "Lowest index of a substring, or -1.",
      search.strFindMethod,
      { signature: "($self, sub[, start[, end]], /)" },
    ),
    partition: method(
      [posOnly("sep", separator)],
      "Split at the first separator into three parts.",
      search.strPartitionMethod,
    ),
    index: method(
      [posOnly("sub", text), posOnly("start", object, null), posOnly("end", object, null)],
      "Lowest index of a substring; ValueError when absent.",
      search.strIndexMethod,
      { signature: "($self, sub[, start[, end]], /)" },
    ),
    ljust: method(
      [posOnly("width", ssize), posOnly("fillchar", split.fillChar, " ")],
      "Left-justify in a field of the given width.",
      split.strLJust,
    ),
    lower: noArgs("Copy in lower case.", classify.lowerText),
    lstrip: method(
      [posOnly("chars", split.stripChars, null)],
      "Copy without leading characters (white space by default).",
      split.strLStrip,
    ),
    rfind: method(
      [posOnly("sub", text), posOnly("start", object, null), posOnly("end", object, null)],
      "Highest index of a substring, or -1.",
      search.strRFindMethod,
      { signature: "($self, sub[, start[, end]], /)" },
    ),
    rindex: method(
      [posOnly("sub", text), posOnly("start", object, null), posOnly("end", object, null)],
      "Highest index of a substring; ValueError when absent.",
      search.strRIndexMethod,
      { signature: "($self, sub[, start[, end]], /)" },
    ),
    rjust: method(
      [posOnly("width", ssize), posOnly("fillchar", split.fillChar, " ")],
      "Right-justify in a field of the given width.",
      split.strRJust,
    ),
    rstrip: method(
      [posOnly("chars", split.stripChars, null)],
      "Copy without trailing characters (white space by default).",
      split.strRStrip,
    ),
    rpartition: method(
      [posOnly("sep", separator)],
      "Split at the last separator into three parts.",
      search.strRPartitionMethod,
    ),
    splitlines: method([param("keepends", object, false)], "List of the lines.", split.strSplitLinesMethod),
    strip: method(
      [posOnly("chars", split.stripChars, null)],
      "Copy without leading and trailing characters (white space by default).",
      split.strStripMethod,
    ),
    swapcase: noArgs("Copy with upper case and lower case exchanged.", classify.swapcaseText),
    translate: method(
      [posOnly("table", object)],
      "Replace each character by what the table gives for its code point.",
      strTranslateMethod,
    ),
    upper: noArgs("Copy in upper case.", classify.upperText),
    startswith: method(
      [posOnly("prefix", object), posOnly("start", object, null), posOnly("end", object, null)],
      "Whether the string starts with a prefix, or one of a tuple of prefixes.",
      search.strStartsWith,
      { signature: "($self, prefix[, start[, end]], /)" },
    ),
    endswith: method(
      [posOnly("suffix", object), posOnly("start", object, null), posOnly("end", object, null)],
      "Whether the string ends with a suffix, or one of a tuple of suffixes.",
      search.strEndsWith,
      { signature: "($self, suffix[, start[, end]], /)" },
    ),
    removeprefix: method([posOnly("prefix", text)], "Copy without the prefix, if it is there.", search.strRemovePrefix),
    removesuffix: method([posOnly("suffix", text)], "Copy without the suffix, if it is there.", search.strRemoveSuffix),
    isascii: noArgs("Whether all characters are ASCII.", classify.isAsciiText),
    islower: noArgs("Whether all cased characters are lower case, and there is one.", classify.isLowerCase),
    isupper: noArgs("Whether all cased characters are upper case, and there is one.", classify.isUpperCase),
    istitle: noArgs("Whether the string is titlecased.", classify.isTitleCase),
    isspace: noArgs("Whether all characters are white space, and there is one.", classify.isSpaceText),
    isdecimal: noArgs("Whether all characters are decimal digits, and there is one.", classify.isDecimalText),
    isdigit: noArgs("Whether all characters are digits, and there is one.", classify.isDigitText),
    isnumeric: noArgs("Whether all characters are numeric, and there is one.", classify.isNumericText),
    isalpha: noArgs("Whether all characters are letters, and there is one.", classify.isAlphaText),
    isalnum: noArgs("Whether all characters are letters or numbers, and there is one.", classify.isAlnumText),
    isidentifier: noArgs("Whether the string is a valid identifier.", classify.isIdentifierText),
    isprintable: noArgs("Whether all characters are printable.", classify.isPrintableText),
    zfill: method([posOnly("width", ssize)], "Pad with zeros on the left, after a sign.", split.strZFill),
    format: method([varArgs("args"), varKw("kwargs")], "Format with replacement fields.", format.strFormat, {
      signature: "($self, /, *args, **kwargs)",
    }),
    format_map: method(
      [posOnly("mapping", object)],
      "Format with replacement fields taken from a mapping.",
      format.strFormatMap,
    ),
    __format__: method([posOnly("format_spec", text)], "Format by a format specification.", format.strDunderFormat),
    __sizeof__: method([], "Size of the string in memory, in bytes.", (self: PyValue) => strSizeOf(value(self))),
    __getnewargs__: method([], null, (self: PyValue) => new PyTuple([value(self)]), {
      signature: null,
    }),
  },
  staticMethods: {
    maketrans: fn(
      [posOnly("x", object), posOnly("y", text, undefined), posOnly("z", text, undefined)],
      "Make a translation table for str.translate().",
      strMakeTrans,
    ),
  },
});

/** ensure_unicode: partition() takes any object and complains in words of its own. */
function separator(value: PyValue): Str {
  const sep = asStr(value);
  if (sep === undefined) throw typeError(`must be str, not ${typeName(value)}`);
  return sep;
}

function noArgs(doc: string, impl: (self: Str) => PyValue) {
  return method([], doc, (self: PyValue) => impl(value(self)));
}

/** What CPython's representation takes: 1, 2 or 4 bytes a character behind a header. */
function strSizeOf(text: Str): number {
  if (typeof text !== "string") return 56 + 4 * (text.codes.length + 1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  if (!/[^\x00-\x7f]/.test(text)) return 41 + text.length;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of Latin-1
  return 56 + (text.length + 1) * (/[^\x00-\xff]/.test(text) ? 2 : 1);
}

/** The text of a str object of any class. */
function value(self: PyValue): Str {
  return typeof self === "string" ? self : asStr(self)!;
}

function strRichCompare(self: PyValue, other: PyValue, op: CompareOp): PyValue {
  const b = asStr(other);
  if (b === undefined) return NOT_IMPLEMENTED;
  const a = value(self);
  if (op === Py_EQ) return strEqual(a, b);
  if (op === Py_NE) return !strEqual(a, b);
  return compareResult(strCompare(a, b), op);
}

function strConcatSlot(self: PyValue, other: PyValue): PyValue {
  const b = asStr(other);
  if (b === undefined) throw typeError(`can only concatenate str (not "${typeName(other)}") to str`);
  return strConcat(value(self), b);
}

function strContainsSlot(self: PyValue, item: PyValue): boolean {
  const needle = asStr(item);
  if (needle === undefined) {
    throw typeError(`'in <string>' requires string as left operand, not ${typeName(item)}`);
  }
  return strContains(value(self), needle);
}
