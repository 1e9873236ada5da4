/** cell: the box of a variable shared between scopes. Source: CPython Objects/cellobject.c. */
import { richCompare } from "./abstract/compare.ts";
import { reprAddress } from "./address.ts";
import { object } from "./converters.ts";
import { defineType, getset, method, posOnly } from "./declare.ts";
import { valueError } from "./errors.ts";
import { inheritPyObject, type PyObject, type PyValue } from "./object.ts";
import { NOT_IMPLEMENTED } from "./singletons.ts";
import { type CompareOp, Py_EQ, Py_GE, Py_GT, Py_LE, Py_LT } from "./slots.ts";
import type { PyType } from "./type-object.ts";
import { typeName } from "./typeof.ts";

export class PyCell implements PyObject {
  static {
    inheritPyObject(PyCell);
  }
  type: PyType;
  /** The variable's value; undefined when unbound. */
  v: PyValue | undefined;
  constructor(v: PyValue | undefined) {
    this.type = cellType;
    this.v = v;
  }
}

export const cellType = defineType<PyCell>({
  name: "cell",
  basicsize: 24,
  flags: ["gc"],
  signature: "([contents])",
  doc: "Create a new cell that holds the given contents, or nothing.",
  slots: { tp_repr: cellRepr, tp_richcompare: cellCompare, tp_hash: null },
  new: method(
    [posOnly("contents", object, undefined, "<unrepresentable>")],
    "",
    (_type: PyType, contents: PyValue | undefined) => new PyCell(contents),
    { signature: null },
  ),
  getset: { cell_contents: getset((self: PyCell) => cellGet(self), cellSet, null) },
});

function cellGet(self: PyCell): PyValue {
  if (self.v === undefined) throw valueError("Cell is empty");
  return self.v;
}

function cellSet(self: PyCell, value: PyValue | undefined): void {
  self.v = value;
}

function cellRepr(self: PyCell): PyValue {
  if (self.v === undefined) return `<cell at ${reprAddress(self)}: empty>`;
  return `<cell at ${reprAddress(self)}: ${typeName(self.v)} object at ${reprAddress(self.v)}>`;
}

/** Cells compare by contents; an empty cell is less than any other. */
function cellCompare(a: PyCell, b: PyValue, op: CompareOp): PyValue {
  if (!(b instanceof PyCell)) return NOT_IMPLEMENTED;
  if (a.v !== undefined && b.v !== undefined) return richCompare(a.v, b.v, op);
  const order = Number(a.v !== undefined) - Number(b.v !== undefined);
  switch (op) {
    case Py_LT:
      return order < 0;
    case Py_LE:
      return order <= 0;
    case Py_EQ:
      return order === 0;
    case Py_GT:
      return order > 0;
    case Py_GE:
      return order >= 0;
    default:
      return order !== 0;
  }
}
