/** Making functions. */

import { MAKE_FUNCTION as ATTRIBUTE } from "../../bytecode/opargs.ts";
import type { PyCell } from "../../objects/cell.ts";
import type { PyCode } from "../../objects/code.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { systemError } from "../../objects/errors.ts";
import { PyFunction } from "../../objects/function.ts";
import { docOf } from "../../objects/function-type.ts";
import type { PyObject, PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { typeName } from "../../objects/typeof.ts";
import { inst } from "../inst.ts";

export const MAKE_FUNCTION = inst({ stack: "codeobj_st -- func", cold: true }, (frame, _oparg, code: PyValue) => {
  const unit = code as PyCode;
  const { globals, builtins } = frame.func;
  return new PyFunction(unit, globals, builtins, null, docOf(unit), globals.getStr("__name__") ?? null);
});

export const SET_FUNCTION_ATTRIBUTE = inst(
  { stack: "attr_st, func_in -- func_out", cold: true },
  (_frame, oparg, attr: PyValue, value: PyValue) => {
    const func = value as PyFunction;
    switch (oparg) {
      case ATTRIBUTE.DEFAULTS:
        if (!(attr instanceof PyTuple)) throw badDefaults(attr);
        func.defaults = attr;
        break;
      case ATTRIBUTE.KWDEFAULTS:
        if (!(attr instanceof PyDict)) throw badDefaults(attr);
        func.kwdefaults = attr;
        break;
      case ATTRIBUTE.ANNOTATIONS:
        func.annotations = annotationDict(attr);
        break;
      case ATTRIBUTE.CLOSURE:
        (func as { closure: readonly PyCell[] }).closure = (attr as PyTuple).items as PyCell[];
        break;
      case ATTRIBUTE.ANNOTATE:
        func.annotate = attr;
        break;
      default:
    }
    return func;
  },
);

/** Only bytecode that no compiler has made comes here. */
function badDefaults(attr: PyValue): PyObject {
  return systemError(`malformed code object: defaults are of type '${typeName(attr)}'`);
}

/** Annotations come as a dict or as a flat tuple of names and values. */
function annotationDict(attr: PyValue): PyDict {
  if (attr instanceof PyDict) return attr;
  const dict = new PyDict();
  const { items } = attr as PyTuple;
  for (let i = 0; i + 1 < items.length; i += 2) dict.set(items[i], items[i + 1]);
  return dict;
}
