/** The numbers that the module shows: flags of an ndarray, and of requests for buffers. */
import {
  PyBUF_ANY_CONTIGUOUS,
  PyBUF_C_CONTIGUOUS,
  PyBUF_CONTIG,
  PyBUF_CONTIG_RO,
  PyBUF_F_CONTIGUOUS,
  PyBUF_FORMAT,
  PyBUF_FULL_RO,
  PyBUF_INDIRECT,
  PyBUF_ND,
  PyBUF_READ,
  PyBUF_SIMPLE,
  PyBUF_STRIDES,
  PyBUF_WRITABLE,
  PyBUF_WRITE,
} from "../../objects/buffer.ts";

export const ND_MAX_NDIM = 128;

/** The structure may change while buffers are exported. */
export const ND_VAREXPORT = 0x1;
export const ND_WRITABLE = 0x2;
export const ND_FORTRAN = 0x4;
export const ND_SCALAR = 0x8;
/** Rows are reached through pointers, as in the Python Imaging Library. */
export const ND_PIL = 0x10;
/** Requests go on to the exporter that this one consumes. */
export const ND_REDIRECT = 0x20;
export const ND_GETBUF_FAIL = 0x40;
export const ND_GETBUF_UNDEFINED = 0x80;
export const ND_C = 0x100;
/** What a slice has: arrays of its own, other than its exporter's. */
export const ND_OWN_ARRAYS = 0x200;

export const FLAGS: Readonly<Record<string, number>> = {
  ND_MAX_NDIM,
  ND_VAREXPORT,
  ND_WRITABLE,
  ND_FORTRAN,
  ND_SCALAR,
  ND_PIL,
  ND_GETBUF_FAIL,
  ND_GETBUF_UNDEFINED,
  ND_REDIRECT,
  PyBUF_SIMPLE,
  PyBUF_WRITABLE,
  PyBUF_FORMAT,
  PyBUF_ND,
  PyBUF_STRIDES,
  PyBUF_INDIRECT,
  PyBUF_C_CONTIGUOUS,
  PyBUF_F_CONTIGUOUS,
  PyBUF_ANY_CONTIGUOUS,
  PyBUF_FULL: PyBUF_FULL_RO | PyBUF_WRITABLE,
  PyBUF_FULL_RO,
  PyBUF_RECORDS: PyBUF_STRIDES | PyBUF_WRITABLE | PyBUF_FORMAT,
  PyBUF_RECORDS_RO: PyBUF_STRIDES | PyBUF_FORMAT,
  PyBUF_STRIDED: PyBUF_STRIDES | PyBUF_WRITABLE,
  PyBUF_STRIDED_RO: PyBUF_STRIDES,
  PyBUF_CONTIG,
  PyBUF_CONTIG_RO,
  PyBUF_READ,
  PyBUF_WRITE,
};
