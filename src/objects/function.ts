/** function: a Python function. Source: CPython Objects/funcobject.c; its type's table is function-type.ts. */
import type { Str } from "../kernel/str.ts";
import type { PyCell } from "./cell.ts";
import type { PyCode } from "./code.ts";
import type { PyDict } from "./dict/dict.ts";
import { functionType } from "./function-type.ts";
import { inheritPyObject, type PyObject, type PyValue } from "./object.ts";
import type { PyTuple } from "./tuple/tuple.ts";
import type { PyType } from "./type-object.ts";

let nextVersion = 1;

export class PyFunction implements PyObject {
  static {
    inheritPyObject(PyFunction);
  }
  type: PyType;
  code: PyCode;
  readonly globals: PyDict;
  readonly builtins: PyDict;
  name: Str;
  qualname: Str;
  defaults: PyTuple | null;
  kwdefaults: PyDict | null;
  /** Cells of the code's free variables; null when it has none. */
  readonly closure: readonly PyCell[] | null;
  doc: PyValue;
  module: PyValue;
  dict: PyDict | null;
  annotations: PyDict | null;
  /** `__annotate__`: a callable or None. */
  annotate: PyValue;
  typeParams: PyTuple | null;
  /** Changes when code or defaults change: what call-site caches compare. */
  version: number;

  constructor(
    code: PyCode,
    globals: PyDict,
    builtins: PyDict,
    closure: readonly PyCell[] | null,
    doc: PyValue,
    module: PyValue,
  ) {
    this.type = functionType;
    this.defaults = null;
    this.kwdefaults = null;
    this.dict = null;
    this.annotations = null;
    this.annotate = null;
    this.typeParams = null;
    this.version = nextVersion++;
    this.code = code;
    this.globals = globals;
    this.builtins = builtins;
    this.name = code.name;
    this.qualname = code.qualname;
    this.closure = closure;
    this.doc = doc;
    this.module = module;
  }
}

/** Tells call-site caches that the function changed. */
export function functionChanged(fn: PyFunction): void {
  fn.version = nextVersion++;
}
