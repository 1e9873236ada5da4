/** What an ndarray answers to a request for its buffer. Source: CPython Modules/_testbuffer.c (ndarray_getbuf). */
import {
  PyBUF_ANY_CONTIGUOUS,
  PyBUF_C_CONTIGUOUS,
  PyBUF_F_CONTIGUOUS,
  PyBUF_FORMAT,
  PyBUF_INDIRECT,
  PyBUF_ND,
  PyBUF_STRIDES,
  PyBUF_WRITABLE,
  type PyBuffer,
} from "../../objects/buffer.ts";
import { getBuffer } from "../../objects/bytes/bytes-like.ts";
import { bufferError } from "../../objects/errors.ts";
import { ND_C, ND_FORTRAN, ND_GETBUF_FAIL, ND_PIL, ND_REDIRECT } from "./flags.ts";
import type { PyNdArray } from "./ndarray-object.ts";
import type { NdBuffer } from "./structure.ts";

export function getNdBuffer(self: PyNdArray, flags: number): PyBuffer {
  const { head } = self;
  if (head.obj !== null && (head.flags & ND_REDIRECT) !== 0) return getBuffer(head.obj, flags);
  check(head, flags);
  head.exports++;
  const { data, at, len, readonly, full } = head;
  // What is contiguous is handed out without what lies around it.
  const place = (head.flags & ND_C) === 0 ? full : { ...full, data: data.subarray(at, at + len), offset: 0 };
  return { ...place, obj: self, readonly, format: formatFor(head, flags) };
}

function formatFor(head: NdBuffer, flags: number): string {
  return (flags & PyBUF_FORMAT) === 0 ? "B" : (head.format ?? "B");
}

function check(head: NdBuffer, flags: number): void {
  const wants = (flag: number): boolean => (flags & flag) === flag;
  const is = (flag: number): boolean => (head.flags & flag) !== 0;
  const unknown = (wants(PyBUF_ND) && head.shape === null) || (wants(PyBUF_STRIDES) && head.strides === null);
  if (head.ndim !== 0 && unknown) throw bufferError("re-exporter does not provide format, shape or strides");
  if (is(ND_GETBUF_FAIL)) throw bufferError("ND_GETBUF_FAIL: forced test exception");
  if (wants(PyBUF_WRITABLE) && head.readonly) throw bufferError("ndarray is not writable");
  if (wants(PyBUF_C_CONTIGUOUS) && !is(ND_C)) throw bufferError("ndarray is not C-contiguous");
  if (wants(PyBUF_F_CONTIGUOUS) && !is(ND_FORTRAN)) throw bufferError("ndarray is not Fortran contiguous");
  if (wants(PyBUF_ANY_CONTIGUOUS) && !is(ND_C | ND_FORTRAN)) throw bufferError("ndarray is not contiguous");
  if (!wants(PyBUF_INDIRECT) && is(ND_PIL)) throw bufferError("ndarray cannot be represented without suboffsets");
  if (!wants(PyBUF_STRIDES) && !is(ND_C)) throw bufferError("ndarray is not C-contiguous");
  if (!wants(PyBUF_ND) && wants(PyBUF_FORMAT)) {
    throw bufferError("ndarray: cannot cast to unsigned bytes if the format flag is present");
  }
}
