/** _sre: what Lib/re compiles to. The matching itself is the kernel's. Source: CPython Modules/_sre/sre.c. */
import { lowerAscii } from "../../kernel/re/charset.ts";
import { CODESIZE, MAXGROUPS, MAXREPEAT, SRE_MAGIC } from "../../kernel/re/opcodes.ts";
import { strCodeAt, strFromCode } from "../../kernel/str.ts";
import { toUpper } from "../../kernel/unicode/case.ts";
import { simpleLower, simpleUpper } from "../../kernel/unicode/ctype.ts";
import { index } from "../../objects/abstract/number.ts";
import { cint, instanceOf, object, ssize } from "../../objects/converters.ts";
import { defineModule, fn, param, posOnly } from "../../objects/declare.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { dictType } from "../../objects/dict/type.ts";
import { overflowError } from "../../objects/errors.ts";
import type { PyList } from "../../objects/list/list.ts";
import { listType } from "../../objects/list/type.ts";
import type { PyValue } from "../../objects/object.ts";
import type { PyTuple } from "../../objects/tuple/tuple.ts";
import { tupleType } from "../../objects/tuple/type.ts";
import { PyPattern } from "./pattern.ts";
import { patternType } from "./pattern-type.ts";
import { makeTemplate } from "./template.ts";
// These types are linked although only instances of the others refer to them.
import "./scanner.ts";

const list = instanceOf<PyList>(() => listType);

export default defineModule({
  name: "_sre",
  doc: null,
  functions: {
    compile: fn(
      [
        param("pattern", object),
        param("flags", cint),
        param("code", list),
        param("groups", ssize),
        param(
          "groupindex",
          instanceOf<PyDict>(() => dictType),
        ),
        param(
          "indexgroup",
          instanceOf<PyTuple>(() => tupleType),
        ),
      ],
      null,
      compile,
    ),
    template: fn(
      [posOnly("pattern", object), posOnly("template", list)],
      "Make a template of literals and group numbers in turn.",
      makeTemplate,
    ),
    getcodesize: fn([], null, () => CODESIZE),
    ascii_iscased: fn([posOnly("character", cint)], null, (ch) => isAsciiLetter(ch)),
    unicode_iscased: fn([posOnly("character", cint)], null, (ch) => lower(ch) !== ch || upper(ch) !== ch),
    ascii_tolower: fn([posOnly("character", cint)], null, (ch) => lowerAscii(ch)),
    unicode_tolower: fn([posOnly("character", cint)], null, lower),
  },
  constants: () => ({
    MAGIC: SRE_MAGIC,
    CODESIZE,
    MAXREPEAT,
    MAXGROUPS,
    copyright: " SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB ",
  }),
});

const LAST_CODE = 0x10ffff;

function lower(ch: number): number {
  return ch < 0 || ch > LAST_CODE ? ch : simpleLower(ch);
}

/** The first character of the upper case, as Py_UNICODE_TOUPPER has it where there are several. */
function upper(ch: number): number {
  if (ch < 0 || ch > LAST_CODE) return ch;
  const simple = simpleUpper(ch);
  return simple !== ch ? simple : strCodeAt(toUpper(strFromCode(ch)), 0);
}

function isAsciiLetter(ch: number): boolean {
  return (ch >= 65 && ch <= 90) || (ch >= 97 && ch <= 122);
}

function compile(
  pattern: PyValue,
  flags: number,
  code: PyList,
  groups: number,
  groupindex: PyDict,
  indexgroup: PyTuple,
): PyValue {
  const words: number[] = [];
  for (const item of code.items) words.push(codeWord(item));
  const named = groupindex.size > 0;
  return new PyPattern(
    patternType,
    pattern,
    flags,
    words,
    groups,
    named ? groupindex : null,
    named && indexgroup.items.length > 0 ? indexgroup : null,
  );
}

function codeWord(item: PyValue): number {
  const word = index(item);
  if (word < 0) throw overflowError("can't convert negative value to unsigned int");
  if (word > 0xffffffff) throw overflowError("regular expression code size limit exceeded");
  return word as number;
}
