/** f-strings and t-strings. */

import { FVC } from "../../bytecode/opargs.ts";
import { WideStr } from "../../kernel/str.ts";
import { ascii, format, repr, str } from "../../objects/abstract/repr.ts";
import type { PyValue } from "../../objects/object.ts";
import { strType } from "../../objects/str/str-object.ts";
import { makeInterpolation, PyTemplate } from "../../objects/template/template.ts";
import type { PyTuple } from "../../objects/tuple/tuple.ts";
import { typeOf } from "../../objects/typeof.ts";
import { inst } from "../inst.ts";
import { joinStrings } from "../strings.ts";

export const FORMAT_SIMPLE = inst({ stack: "value -- res", cold: true }, (_frame, _oparg, value: PyValue) => {
  if (typeof value === "string") return value;
  if (value instanceof WideStr && typeOf(value) === strType) return value;
  return format(value, "");
});

export const FORMAT_WITH_SPEC = inst(
  { stack: "value, fmt_spec -- res", cold: true },
  (_frame, _oparg, value: PyValue, spec: PyValue) => format(value, spec),
);

export const CONVERT_VALUE = inst({ stack: "value -- result", cold: true }, (_frame, oparg, value: PyValue) => {
  if (oparg === FVC.STR) return str(value);
  if (oparg === FVC.REPR) return repr(value);
  return ascii(value);
});

export const BUILD_STRING = inst({ stack: "pieces[oparg] -- str", cold: true }, (_frame, _oparg, pieces: PyValue[]) =>
  joinStrings(pieces),
);

/** An Interpolation; the low bit of oparg says whether a format specification lies on the stack, the rest is the conversion. */
export const BUILD_INTERPOLATION = inst(
  { stack: "parts[2 + (oparg & 1)] -- interpolation" },
  (_frame, oparg, parts: PyValue[]) => makeInterpolation(parts, oparg >> 2),
);

export const BUILD_TEMPLATE = inst(
  { stack: "strings, interpolations -- template" },
  (_frame, _oparg, strings: PyValue, interpolations: PyValue) =>
    new PyTemplate(strings as PyTuple, interpolations as PyTuple),
);
