/** function: a Python function. Source: CPython Objects/funcobject.c; its type's table is function-type.ts. */
import type { Str } from "../kernel/str.ts";
import type { PyCell } from "./cell.ts";
import type { PyCode } from "./code.ts";
import type { PyDict } from "./dict/dict.ts";
import { functionType } from "./function-type.ts";
import { PyObject, type PyValue } from "./object.ts";
import type { PyTuple } from "./tuple/tuple.ts";

let nextVersion = 1;

export class PyFunction extends PyObject {
  code: PyCode;
  readonly globals: PyDict;
  readonly builtins: PyDict;
  name: Str;
  qualname: Str;
  defaults: PyTuple | null = null;
  kwdefaults: PyDict | null = null;
  /** Cells of the code's free variables; null when it has none. */
  readonly closure: readonly PyCell[] | null;
  doc: PyValue;
  module: PyValue;
  dict: PyDict | null = null;
  annotations: PyDict | null = null;
  /** `__annotate__`: a callable or None. */
  annotate: PyValue = null;
  typeParams: PyTuple | null = null;
  /** Changes when code or defaults change: what call-site caches compare. */
  version: number = nextVersion++;

  constructor(
    code: PyCode,
    globals: PyDict,
    builtins: PyDict,
    closure: readonly PyCell[] | null,
    doc: PyValue,
    module: PyValue,
  ) {
    super(functionType);
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
