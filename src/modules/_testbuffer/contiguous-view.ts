/** A memoryview of contiguous memory: the object's own, or a copy that may only be read. Source: CPython Objects/memoryobject.c (PyMemoryView_GetContiguous). */
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { contiguousStrides, gather } from "../../objects/bytes/layout.ts";
import { makeMemoryView } from "../../objects/bytes/memoryview-hook.ts";
import { memoryView, type PyMemoryView } from "../../objects/bytes/memoryview-type.ts";
import { bufferError } from "../../objects/errors.ts";
import type { PyValue } from "../../objects/object.ts";
import type { Order } from "./structure.ts";

export function contiguousView(obj: PyValue, writable: boolean, order: Order): PyValue {
  const view = memoryView(obj);
  if (writable && view.readonly) throw bufferError("underlying buffer is not writable");
  if (fits(view, order)) return view;
  if (writable) throw bufferError("writable contiguous buffer requested for a non-contiguous object.");
  const kept = order === "F" ? "F" : "C";
  const { shape, itemsize, format } = view;
  const data = gather(view, kept);
  const strides = contiguousStrides(shape, itemsize, kept);
  return makeMemoryView({ obj: new PyBytes(data), data, readonly: true, itemsize, format, shape, strides });
}

function fits(view: PyMemoryView, order: Order): boolean {
  return order === "A" ? view.isContiguous("C") || view.isContiguous("F") : view.isContiguous(order);
}
