/** What `_sre.compile` makes, and the subjects it runs over. Source: CPython Modules/_sre/sre.c (getstring, state_init, getslice). */
import { ReProgram, ReSubject } from "../../kernel/re/program.ts";
import { PyBUF_SIMPLE, type PyBuffer } from "../../objects/buffer.ts";
import { contiguous } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { typeError } from "../../objects/errors.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import type { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName, typeOf } from "../../objects/typeof.ts";

/** Kind of strings a pattern accepts. */
export const ANY_STRING = -1;
export const TEXT = 0;
export const BYTES = 1;

export class PyPattern extends PyObject {
  readonly pattern: PyValue;
  readonly flags: number;
  readonly groups: number;
  /** Names to numbers; null when no group has a name. */
  readonly groupindex: PyDict | null;
  readonly indexgroup: PyTuple | null;
  readonly kind: number;
  readonly program: ReProgram;

  constructor(
    type: PyType,
    pattern: PyValue,
    flags: number,
    code: readonly number[],
    groups: number,
    groupindex: PyDict | null,
    indexgroup: PyTuple | null,
  ) {
    super(type);
    this.pattern = pattern;
    this.flags = flags;
    this.groups = groups;
    this.groupindex = groupindex;
    this.indexgroup = indexgroup;
    this.kind = pattern === null ? ANY_STRING : kindOf(pattern);
    this.program = new ReProgram(code, groups);
  }
}

function noString(value: PyValue): PyObject {
  return typeError(`expected string or bytes-like object, got '${typeName(value)}'`);
}

function kindOf(value: PyValue): number {
  if (asStr(value) !== undefined) return TEXT;
  if (value instanceof PyBytes || typeOf(value).bf_getbuffer !== undefined) return BYTES;
  throw noString(value);
}

/** The latest bytes objects that were searched: loops match against one object again and again. */
const recent: PyBytes[] = [];
const recentSubjects: ReSubject[] = [];
let nextRecent = 0;

function bytesSubject(value: PyBytes): ReSubject {
  if (value.data.length <= 32) return ReSubject.ofBytes(value.data);
  for (let i = 0; i < recent.length; i++) if (recent[i] === value) return recentSubjects[i];
  const subject = ReSubject.ofBytes(value.data);
  recent[nextRecent] = value;
  recentSubjects[nextRecent] = subject;
  nextRecent = (nextRecent + 1) & 3;
  return subject;
}

/** The subject for a string or bytes-like object, checked against the pattern's kind; mutable memory is copied. */
export function subjectOf(pattern: PyPattern, string: PyValue): ReSubject {
  if (typeof string === "string") {
    if (pattern.kind === BYTES) throw typeError("cannot use a bytes pattern on a string-like object");
    return ReSubject.ofStr(string);
  }
  const text = asStr(string);
  if (text !== undefined) {
    if (pattern.kind === BYTES) throw typeError("cannot use a bytes pattern on a string-like object");
    return ReSubject.ofStr(text);
  }
  if (string instanceof PyBytes) {
    if (pattern.kind === TEXT) throw typeError("cannot use a string pattern on a bytes-like object");
    return bytesSubject(string);
  }
  const buffer = exportOf(string);
  if (buffer === null) throw noString(string);
  const data = contiguous(buffer).slice();
  releaseExport(buffer);
  if (pattern.kind === TEXT) throw typeError("cannot use a string pattern on a bytes-like object");
  return ReSubject.ofBytes(data);
}

/** The buffer of an object that is neither str nor bytes; null when it has none. While it is held, the object cannot change size. */
export function exportOf(value: PyValue): PyBuffer | null {
  if (value instanceof PyBytes) return null;
  const type = typeOf(value);
  return type.bf_getbuffer === undefined ? null : type.bf_getbuffer(value, PyBUF_SIMPLE);
}

export function releaseExport(buffer: PyBuffer): void {
  typeOf(buffer.obj).bf_releasebuffer?.(buffer.obj, buffer);
}

/** `string[start:end]` as str or bytes. */
export function slice(subject: ReSubject, string: PyValue, start: number, end: number): PyValue {
  if (subject.bytes === undefined) return subject.slice(start, end) as PyValue;
  if (start === 0 && end === subject.length && string instanceof PyBytes && string.type.spec !== null) return string;
  return new PyBytes(subject.slice(start, end) as Uint8Array);
}

/** A position given by the caller, brought into range. */
export function clamp(position: number, length: number): number {
  return position < 0 ? 0 : Math.min(position, length);
}
