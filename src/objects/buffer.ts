/** The buffer protocol (PEP 3118): what an exporter hands to a consumer. Source: CPython Objects/abstract.c, Include/cpython/object.h. */
import type { Exports } from "./bytes/exports.ts";
import type { PyValue } from "./object.ts";

/** Request flags, CPython's PyBUF_*. */
export const PyBUF_SIMPLE = 0;
export const PyBUF_WRITABLE = 1;
export const PyBUF_FORMAT = 4;
export const PyBUF_ND = 8;
export const PyBUF_STRIDES = 0x10 | PyBUF_ND;
export const PyBUF_C_CONTIGUOUS = 0x20 | PyBUF_STRIDES;
export const PyBUF_F_CONTIGUOUS = 0x40 | PyBUF_STRIDES;
export const PyBUF_ANY_CONTIGUOUS = 0x80 | PyBUF_STRIDES;
export const PyBUF_INDIRECT = 0x100 | PyBUF_STRIDES;
export const PyBUF_CONTIG = PyBUF_ND | PyBUF_WRITABLE;
export const PyBUF_CONTIG_RO = PyBUF_ND;
export const PyBUF_FULL_RO = PyBUF_INDIRECT | PyBUF_FORMAT;
export const PyBUF_READ = 0x100;
export const PyBUF_WRITE = 0x200;

/** A view of an exporter's memory; released through `bf_releasebuffer` of the exporter's type. */
export interface PyBuffer {
  /** The exporter. */
  readonly obj: PyValue;
  /** The bytes the view spans, as a live view of the exporter's memory. */
  readonly data: Uint8Array;
  /** Where the first item lies in `data`; 0 when absent. Other than 0 only for strided views. */
  readonly offset?: number;
  readonly readonly: boolean;
  readonly itemsize: number;
  /** struct-module format of an item. */
  readonly format: string;
  readonly shape: readonly number[];
  /** Byte strides of each dimension. */
  readonly strides: readonly number[];
  /** For arrays of pointers: what is added where a dimension's pointer leads, or negative where it has none; absent for all others. */
  readonly suboffsets?: readonly number[];
  /** The exporter's count of buffers, where its size can change. */
  readonly counted?: Exports;
}
