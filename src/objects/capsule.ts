/** PyCapsule: what C extensions reach a module's C interface through; none can here, so it holds only its name. Source: CPython Objects/capsule.c. */
import { reprAddress } from "./address.ts";
import { defineType } from "./declare.ts";
import { PyObject } from "./object.ts";
import type { PyType } from "./type-object.ts";

export class PyCapsule extends PyObject {
  readonly label: string;
  /** Whether what it holds has references that CPython's collector follows. */
  readonly isTracked: boolean;
  constructor(label: string, isTracked = false) {
    super(capsuleType);
    this.label = label;
    this.isTracked = isTracked;
  }
}

export const capsuleType: PyType = defineType<PyCapsule>({
  name: "PyCapsule",
  basicsize: 64,
  doc: 'Capsule objects let you wrap a C "void *" pointer in a Python object.\nThey are how extension modules hand their C interface to each other.',
  flags: ["disallow_instantiation"],
  slots: { tp_repr: (self) => `<capsule object "${self.label}" at ${reprAddress(self)}>` },
});
