/** re.Pattern: the table. Source: CPython Modules/_sre/sre.c (pattern_*). */
import { hashBytes } from "../../kernel/hash.ts";
import { intXor } from "../../kernel/int.ts";
import { checkpoint } from "../../kernel/interrupt.ts";
import type { ReMode } from "../../kernel/re/program.ts";
import { strFromJs } from "../../kernel/str.ts";
import { strContains } from "../../kernel/str-search.ts";
import { getAttr } from "../../objects/abstract/attributes.ts";
import { call1, isCallable } from "../../objects/abstract/call.ts";
import { equal, hash } from "../../objects/abstract/compare.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { bytesIfLike } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { object, ssize } from "../../objects/converters.ts";
import { defineType, getset, member, method, param, posOnly } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { genericAlias } from "../../objects/generic-alias.ts";
import { CallableIter } from "../../objects/iterators/callable-iter.ts";
import { PyList } from "../../objects/list/list.ts";
import { PyMappingProxy } from "../../objects/mappingproxy.ts";
import type { Int, PyValue } from "../../objects/object.ts";
import { NOT_IMPLEMENTED } from "../../objects/singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "../../objects/slots.ts";
import { joinStrings } from "../../objects/str/join.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { PyMatch } from "./match.ts";
import { clamp, PyPattern, slice, subjectOf, TEXT } from "./pattern.ts";
import { PyScanner } from "./scanner.ts";
import { compileTemplate, expandTemplate, joinBytes, PyTemplate } from "./template.ts";

const MAX = Number.MAX_SAFE_INTEGER;
const RANGE = [param("string", object), param("pos", ssize, 0), param("endpos", ssize, MAX, "sys.maxsize")] as const;
const REPLACE = [param("repl", object), param("string", object), param("count", ssize, 0)] as const;

export const patternType: PyType = defineType<PyPattern>({
  name: "re.Pattern",
  basicsize: 96,
  itemsize: 4,
  doc: "A compiled regular expression.",
  flags: ["disallow_instantiation", "heaptype", "immutable", "weakref"],
  slots: { tp_repr: patternRepr, tp_hash: patternHash, tp_richcompare: patternCompare },
  methods: {
    match: method(RANGE, "Match at the start of the range.", runner("match")),
    fullmatch: method(RANGE, "Match all of the range.", runner("fullmatch")),
    search: method(RANGE, "Find the first match in the range.", runner("search")),
    sub: method(
      REPLACE,
      "Return the string with non-overlapping matches replaced.",
      (self: PyPattern, repl, string, n) => substitute(self, repl, string, n).text,
    ),
    subn: method(REPLACE, "Return the string with matches replaced, and how many there were.", patternSubn),
    findall: method(RANGE, "Return a list of all non-overlapping matches.", patternFindAll),
    split: method(
      [param("string", object), param("maxsplit", ssize, 0)],
      "Split a string by the matches of the pattern.",
      patternSplit,
    ),
    finditer: method(
      RANGE,
      "Return an iterator over all non-overlapping matches.",
      (self: PyPattern, string, pos, end) =>
        new CallableIter(getAttr(new PyScanner(self, string, pos, end), "search"), null),
    ),
    scanner: method(RANGE, null, (self: PyPattern, string, pos, end) => new PyScanner(self, string, pos, end)),
    __copy__: method([], null, (self: PyPattern) => self),
    __deepcopy__: method([posOnly("memo", object)], null, (self: PyPattern) => self),
  },
  classMethods: {
    __class_getitem__: method(
      [posOnly("object", object)],
      "See PEP 585",
      (type: PyType, item) => genericAlias(type, item),
      {
        signature: null,
      },
    ),
  },
  members: {
    pattern: member("pattern", { doc: "The pattern string from which the RE object was compiled." }),
    flags: member("flags", { doc: "The regex matching flags." }),
    groups: member("groups", { doc: "The number of capturing groups in the pattern." }),
  },
  getset: {
    groupindex: getset(
      (self: PyPattern) => (self.groupindex === null ? new PyDict() : new PyMappingProxy(self.groupindex)),
      undefined,
      "A dictionary mapping group names to group numbers.",
    ),
  },
});

function runner(mode: ReMode): (self: PyPattern, string: PyValue, pos: number, endpos: number) => PyValue {
  return (self, string, pos, endpos) => {
    const subject = subjectOf(self, string);
    const { length } = subject;
    const start = clamp(pos, length);
    const end = clamp(endpos, length);
    const found = self.program.run(subject, start, end, mode);
    return found === null ? null : new PyMatch(self, string, start, end, found);
  };
}

function patternFindAll(self: PyPattern, string: PyValue, pos: number, endpos: number): PyValue {
  const subject = subjectOf(self, string);
  const end = clamp(endpos, subject.length);
  let start = clamp(pos, subject.length);
  const { program, groups } = self;
  const empty: PyValue = subject.bytes === undefined ? "" : new PyBytes(new Uint8Array(0));
  const items: PyValue[] = [];
  let mustAdvance = false;
  while (start <= end) {
    checkpoint();
    const found = program.run(subject, start, end, "search", mustAdvance);
    if (found === null) break;
    if (groups === 0) items.push(slice(subject, string, found.start, found.end));
    else if (groups === 1) items.push(wrap(found.group(1), empty));
    else {
      const parts: PyValue[] = [];
      for (let i = 1; i <= groups; i++) parts.push(wrap(found.group(i), empty));
      items.push(new PyTuple(parts));
    }
    mustAdvance = found.end === found.start;
    start = found.end;
  }
  return new PyList(items);
}

function wrap(group: PyValue | Uint8Array | undefined, absent: PyValue): PyValue {
  if (group === undefined) return absent;
  return group instanceof Uint8Array ? new PyBytes(group) : group;
}

function patternSplit(self: PyPattern, string: PyValue, maxsplit: number): PyValue {
  const subject = subjectOf(self, string);
  const { program, groups } = self;
  const items: PyValue[] = [];
  let last = 0;
  let mustAdvance = false;
  for (let n = 0; maxsplit === 0 || n < maxsplit; n++) {
    checkpoint();
    const found = program.run(subject, last, subject.length, "search", mustAdvance);
    if (found === null) break;
    items.push(slice(subject, string, last, found.start));
    for (let i = 1; i <= groups; i++) items.push(wrap(found.group(i), null));
    mustAdvance = found.end === found.start;
    last = found.end;
  }
  items.push(slice(subject, string, last, subject.length));
  return new PyList(items);
}

/** Whether a replacement holds no backslash and so stands for itself; what is no string is left to the template compiler. */
function isLiteral(repl: PyValue): boolean {
  const text = asStr(repl);
  if (text !== undefined) return !strContains(text, "\\");
  const data = repl instanceof PyBytes ? repl.data : bytesIfLike(repl);
  return data !== undefined && !data.includes(92);
}

function substitute(self: PyPattern, repl: PyValue, string: PyValue, count: number): { text: PyValue; count: number } {
  let filter: PyValue = repl;
  const callable = isCallable(repl);
  if (!callable && !isLiteral(repl)) {
    const template = compileTemplate(self, repl);
    filter = template.groups.length === 0 ? template.literal : template;
  }
  const subject = subjectOf(self, string);
  const { program } = self;
  const { length } = subject;
  const parts: PyValue[] = [];
  let n = 0;
  let last = 0;
  let mustAdvance = false;
  for (; count === 0 || n < count; n++) {
    checkpoint();
    const found = program.run(subject, last, length, "search", mustAdvance);
    if (found === null) break;
    if (last < found.start) parts.push(slice(subject, string, last, found.start));
    let item: PyValue = filter;
    if (callable) item = call1(filter, new PyMatch(self, string, 0, length, found));
    else if (filter instanceof PyTemplate) {
      item = expandTemplate(filter, new PyMatch(self, string, 0, length, found));
    }
    if (item !== null) parts.push(item);
    mustAdvance = found.end === found.start;
    last = found.end;
  }
  if (last < length) parts.push(slice(subject, string, last, length));
  if (parts.length === 0) return { text: slice(subject, string, 0, 0), count: n };
  return { text: subject.bytes === undefined ? joinStrings("", parts) : joinBytes(parts), count: n };
}

function patternSubn(self: PyPattern, repl: PyValue, string: PyValue, count: number): PyValue {
  const done = substitute(self, repl, string, count);
  return new PyTuple([done.text, done.count]);
}

const FLAG_NAMES: readonly (readonly [string, number])[] = [
  ["re.IGNORECASE", 2],
  ["re.LOCALE", 4],
  ["re.MULTILINE", 8],
  ["re.DOTALL", 16],
  ["re.UNICODE", 32],
  ["re.VERBOSE", 64],
  ["re.DEBUG", 128],
  ["re.ASCII", 256],
];
const CHARSET_FLAGS = 4 | 32 | 256;

function patternRepr(self: PyPattern): PyValue {
  let { flags } = self;
  // UNICODE is what a str pattern has anyway.
  if (self.kind === TEXT && (flags & CHARSET_FLAGS) === 32) flags &= ~32;
  const names: string[] = [];
  for (const [name, bit] of FLAG_NAMES) {
    if ((flags & bit) !== 0) names.push(name);
    flags &= ~bit;
  }
  if (flags !== 0) names.push(`0x${(flags >>> 0).toString(16)}`);
  const shown = [...reprJs(self.pattern)].slice(0, 200).join("");
  return strFromJs(`re.compile(${shown}${names.length > 0 ? `, ${names.join("|")}` : ""})`);
}

function patternHash(self: PyPattern): Int {
  const { code } = self.program;
  const ofCode = hashBytes(new Uint8Array(code.buffer, code.byteOffset, code.byteLength));
  const mixed = intXor(intXor(hash(self.pattern), ofCode), self.flags ^ self.kind ^ code.length);
  return mixed === -1 ? -2 : mixed;
}

function patternCompare(self: PyPattern, other: PyValue, op: CompareOp): PyValue {
  if ((op !== Py_EQ && op !== Py_NE) || !(other instanceof PyPattern)) return NOT_IMPLEMENTED;
  return samePattern(self, other) === (op === Py_EQ);
}

function samePattern(a: PyPattern, b: PyPattern): boolean {
  if (a === b) return true;
  const x = a.program.code;
  const y = b.program.code;
  if (a.flags !== b.flags || a.kind !== b.kind || x.length !== y.length) return false;
  for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return false;
  return equal(a.pattern, b.pattern);
}
