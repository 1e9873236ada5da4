/** re.Match. Source: CPython Modules/_sre/sre.c (match_*). */

import type { ReMatch } from "../../kernel/re/program.ts";
import { strFromJs } from "../../kernel/str.ts";
import { clampIndex, hasIndex } from "../../objects/abstract/number.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { bytesOf } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { object } from "../../objects/converters.ts";
import { defineType, getset, member, method, param, posOnly, varArgs } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { indexError } from "../../objects/errors.ts";
import { genericAlias } from "../../objects/generic-alias.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { type PyPattern, slice } from "./pattern.ts";
import { compileTemplate, expandTemplate } from "./template.ts";

export class PyMatch implements PyObject {
  static {
    inheritPyObject(PyMatch);
  }
  type: PyType;
  readonly re: PyPattern;
  readonly string: PyValue;
  readonly pos: number;
  readonly endpos: number;
  readonly match: ReMatch;
  regs: PyTuple | null = null;

  constructor(re: PyPattern, string: PyValue, pos: number, endpos: number, match: ReMatch) {
    this.type = matchType;
    this.re = re;
    this.string = string;
    this.pos = pos;
    this.endpos = endpos;
    this.match = match;
  }

  /** The text of a group, or `fallback` if it took no part. */
  group(group: number, fallback: PyValue): PyValue {
    const { match } = this;
    // Mutable memory is read as it is now.
    if (match.subject.bytes !== undefined && !(this.string instanceof PyBytes)) return this.liveGroup(group, fallback);
    if (group === 0) return slice(match.subject, this.string, match.start, match.end);
    const found = match.group(group);
    if (found === undefined) return fallback;
    return found instanceof Uint8Array ? new PyBytes(found) : found;
  }

  private liveGroup(group: number, fallback: PyValue): PyValue {
    const start = this.match.groupStart(group);
    return start < 0 ? fallback : new PyBytes(bytesOf(this.string).slice(start, this.match.groupEnd(group)));
  }

  /** The number of a group given by number or name. */
  index(key: PyValue): number {
    let i = -1;
    if (typeof key === "number") i = key;
    else if (hasIndex(key)) i = clampIndex(key);
    else if (this.re.groupindex !== null) {
      const found = this.re.groupindex.get(key);
      if (typeof found === "number") i = found;
    }
    if (i < 0 || i > this.re.groups) throw indexError("no such group");
    return i;
  }

  span(group: number): PyTuple {
    return new PyTuple([this.match.groupStart(group), this.match.groupEnd(group)]);
  }
}

export const matchType: PyType = defineType<PyMatch>({
  name: "re.Match",
  basicsize: 88,
  itemsize: 8,
  doc: "The result of a successful match or search; its truth value is always True.",
  flags: ["disallow_instantiation", "heaptype", "immutable"],
  slots: { tp_repr: matchRepr, mp_subscript: (self, key) => self.group(self.index(key), null) },
  methods: {
    group: method(
      [varArgs("args")],
      "Return subgroups of the match by numbers or names; the whole match for 0 or no argument.",
      matchGroup,
      { signature: null },
    ),
    start: method(
      [posOnly("group", object, 0)],
      "Return index of the start of the substring matched by group.",
      (self: PyMatch, key) => self.match.groupStart(self.index(key)),
    ),
    end: method(
      [posOnly("group", object, 0)],
      "Return index of the end of the substring matched by group.",
      (self: PyMatch, key) => self.match.groupEnd(self.index(key)),
    ),
    span: method([posOnly("group", object, 0)], "Return start and end of a group as a pair.", (self: PyMatch, key) =>
      self.span(self.index(key)),
    ),
    groups: method(
      [param("default", object, null)],
      "Return a tuple of all subgroups from 1 on; `default` stands for those that took no part.",
      matchGroups,
    ),
    groupdict: method(
      [param("default", object, null)],
      "Return a dictionary of all named subgroups; `default` stands for those that took no part.",
      matchGroupDict,
    ),
    expand: method(
      [param("template", object)],
      "Return the template with its backslash references replaced, as sub() does.",
      (self: PyMatch, template) => expandTemplate(compileTemplate(self.re, template), self),
    ),
    __copy__: method([], null, (self: PyMatch) => self),
    __deepcopy__: method([posOnly("memo", object)], null, (self: PyMatch) => self),
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
    string: member("string", { doc: "The string passed to match() or search()." }),
    re: member("re", { doc: "The regular expression object." }),
    pos: member("pos", { doc: "The index into the string at which the engine started looking for a match." }),
    endpos: member("endpos", { doc: "The index into the string beyond which the engine did not go." }),
  },
  getset: {
    lastindex: getset(
      (self: PyMatch) => (self.match.lastindex < 0 ? null : self.match.lastindex),
      undefined,
      "The integer index of the last matched capturing group.",
    ),
    lastgroup: getset(lastGroup, undefined, "The name of the last matched capturing group."),
    regs: getset(matchRegs, undefined, null),
  },
});

function matchGroup(self: PyMatch, keys: PyValue[]): PyValue {
  if (keys.length === 0) return self.group(0, null);
  if (keys.length === 1) return self.group(self.index(keys[0]), null);
  const items: PyValue[] = [];
  for (let i = 0; i < keys.length; i++) items.push(self.group(self.index(keys[i]), null));
  return new PyTuple(items);
}

function matchGroups(self: PyMatch, fallback: PyValue): PyValue {
  const items: PyValue[] = [];
  for (let i = 1; i <= self.re.groups; i++) items.push(self.group(i, fallback));
  return new PyTuple(items);
}

function matchGroupDict(self: PyMatch, fallback: PyValue): PyValue {
  const result = new PyDict();
  for (const name of self.re.groupindex?.keysArray() ?? []) result.set(name, self.group(self.index(name), fallback));
  return result;
}

function lastGroup(self: PyMatch): PyValue {
  const { lastindex } = self.match;
  return lastindex < 0 ? null : (self.re.indexgroup?.items[lastindex] ?? null);
}

function matchRegs(self: PyMatch): PyValue {
  if (self.regs === null) {
    const spans: PyValue[] = [];
    for (let i = 0; i <= self.re.groups; i++) spans.push(self.span(i));
    self.regs = new PyTuple(spans);
  }
  return self.regs;
}

function matchRepr(self: PyMatch): PyValue {
  const { start, end } = self.match;
  const shown = [...reprJs(self.group(0, null))].slice(0, 50).join("");
  return strFromJs(`<re.Match object; span=(${start}, ${end}), match=${shown}>`);
}
