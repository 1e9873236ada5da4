/** memoryview.cast: another format or shape for C-contiguous memory. Source: CPython Objects/memoryobject.c (memoryview_cast_impl). */
import { type Str, strToJs } from "../../kernel/str.ts";
import { asInt, PY_SSIZE_MAX } from "../abstract/number.ts";
import { overflowError, typeError, valueError } from "../errors.ts";
import { PyList } from "../list/list.ts";
import type { PyValue } from "../object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { nativeChar, nativeSize } from "./item.ts";
import { contiguousStrides } from "./layout.ts";
import { MAX_NDIM, type PyMemoryView } from "./memoryview-object.ts";

export function viewCast(self: PyMemoryView, format: Str, shape: PyValue | undefined): PyValue {
  self.check();
  if (!self.isContiguous("C")) throw typeError("memoryview: casts are restricted to C-contiguous views");
  const ndim = self.shape.length;
  if ((shape !== undefined || ndim !== 1) && self.shape.includes(0)) {
    throw typeError("memoryview: cannot cast view with zeros in shape or strides");
  }
  let dims: readonly PyValue[] | null = null;
  if (shape !== undefined) {
    if (!(shape instanceof PyList) && !(shape instanceof PyTuple)) throw typeError("shape must be a list or a tuple");
    dims = shape.items;
    if (dims.length > MAX_NDIM) throw valueError(`memoryview: number of dimensions must not exceed ${MAX_NDIM}`);
    if (ndim !== 1 && dims.length !== 1) throw typeError("memoryview: cast must be 1D -> ND or ND -> 1D");
  }
  const itemsize = castItemSize(self, strToJs(format));
  const sizes = dims === null ? [self.nbytes / itemsize] : castShape(dims, itemsize, self.nbytes);
  return self.derive({ format: strToJs(format), itemsize, shape: sizes, strides: contiguousStrides(sizes, itemsize) });
}

/** cast_to_1D's checks. */
function castItemSize(self: PyMemoryView, format: string): number {
  const target = nativeChar(format);
  if (target === "") {
    throw valueError(
      "memoryview: destination format must be a native single character format prefixed with an optional '@'",
    );
  }
  const isByte = (code: string): boolean => code === "b" || code === "B" || code === "c";
  if (!isByte(nativeChar(self.format)) && !isByte(target)) {
    throw typeError("memoryview: cannot cast between two non-byte formats");
  }
  const size = nativeSize(target);
  if (self.nbytes % size !== 0) throw typeError("memoryview: length is not a multiple of itemsize");
  return size;
}

/** cast_to_ND's checks. */
function castShape(dims: readonly PyValue[], itemsize: number, nbytes: number): number[] {
  let product = BigInt(itemsize);
  const sizes = dims.map((item) => {
    const size = asInt(item);
    if (size === undefined) throw typeError("memoryview.cast(): elements of shape must be integers");
    if (size <= 0) throw valueError("memoryview.cast(): elements of shape must be integers > 0");
    if (typeof size === "bigint" && size > PY_SSIZE_MAX) {
      throw overflowError("Python int too large to convert to C ssize_t");
    }
    product *= BigInt(size);
    if (product > PY_SSIZE_MAX) throw valueError("memoryview.cast(): product(shape) > SSIZE_MAX");
    return Number(size);
  });
  if (product !== BigInt(nbytes)) throw typeError("memoryview: product(shape) * itemsize != buffer size");
  return sizes;
}
