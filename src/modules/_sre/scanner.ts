/** The scanner behind finditer: matches one after another. Source: CPython Modules/_sre/sre.c (scanner_*). */
import type { ReMode, ReSubject } from "../../kernel/re/program.ts";
import type { PyBuffer } from "../../objects/buffer.ts";
import { defineType, member, method } from "../../objects/declare.ts";
import { valueError } from "../../objects/errors.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { PyMatch } from "./match.ts";
import { clamp, exportOf, type PyPattern, releaseExport, subjectOf } from "./pattern.ts";

export class PyScanner implements PyObject {
  static {
    inheritPyObject(PyScanner);
  }
  type: PyType;
  readonly pattern: PyPattern;
  private readonly string: PyValue;
  private readonly subject: ReSubject;
  private readonly pos: number;
  private readonly end: number;
  /** Where to go on; -1 once nothing more was found. */
  private start: number;
  private mustAdvance = false;
  private executing = false;
  /** Keeps a mutable subject from changing its size while it is scanned. */
  private held: PyBuffer | null;

  constructor(pattern: PyPattern, string: PyValue, pos: number, endpos: number) {
    this.type = scannerType;
    this.pattern = pattern;
    this.string = string;
    this.subject = subjectOf(pattern, string);
    this.held = asStr(string) === undefined ? exportOf(string) : null;
    this.pos = clamp(pos, this.subject.length);
    this.end = clamp(endpos, this.subject.length);
    this.start = this.pos;
  }

  next(mode: ReMode): PyValue {
    if (this.executing) throw valueError("regular expression scanner already executing");
    if (this.start < 0) return null;
    this.executing = true;
    try {
      const found = this.pattern.program.run(this.subject, this.start, this.end, mode, this.mustAdvance);
      if (found === null) {
        this.start = -1;
        if (this.held !== null) releaseExport(this.held);
        this.held = null;
        return null;
      }
      this.mustAdvance = found.end === found.start;
      this.start = found.end;
      return new PyMatch(this.pattern, this.string, this.pos, this.end, found);
    } finally {
      this.executing = false;
    }
  }
}

export const scannerType: PyType = defineType<PyScanner>({
  name: "_sre.SRE_Scanner",
  basicsize: 248,
  doc: null,
  flags: ["disallow_instantiation", "heaptype", "immutable"],
  methods: {
    match: method([], null, (self: PyScanner) => self.next("match")),
    search: method([], null, (self: PyScanner) => self.next("search")),
  },
  members: { pattern: member("pattern") },
});
