/** The repr of constants, as far as the front end shows them. */
import {
  type Const,
  ConstBytes,
  ConstComplex,
  ConstFloat,
  ConstFrozenSet,
  ConstTuple,
  ELLIPSIS,
} from "../../bytecode/constants.ts";
import { complexRepr } from "../../kernel/complex.ts";
import { floatRepr } from "../../kernel/float.ts";
import { strToJs, WideStr } from "../../kernel/str.ts";
import { bytesRepr, strRepr } from "../../kernel/str-repr.ts";
import { SourceFailure } from "../errors.ts";

/** What `repr` answers; `maxStrDigits` is `sys.get_int_max_str_digits()`. */
export function constRepr(value: Const, maxStrDigits: number): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return String(value);
  if (typeof value === "bigint") return bigintRepr(value, maxStrDigits);
  if (typeof value === "string" || value instanceof WideStr) return strToJs(strRepr(value));
  if (value instanceof ConstFloat) return floatRepr(value.value);
  if (value instanceof ConstComplex) return complexRepr({ re: value.real, im: value.imag });
  if (value instanceof ConstBytes) return bytesRepr(value.data);
  if (value instanceof ConstTuple) {
    const items = value.items.map((item) => constRepr(item, maxStrDigits)).join(", ");
    return value.items.length === 1 ? `(${items},)` : `(${items})`;
  }
  if (value instanceof ConstFrozenSet) {
    if (value.items.length === 0) return "frozenset()";
    return `frozenset({${value.items.map((item) => constRepr(item, maxStrDigits)).join(", ")}})`;
  }
  if (value === ELLIPSIS) return "Ellipsis";
  throw new SourceFailure("SystemError", "constant without a literal form");
}

function bigintRepr(value: bigint, maxStrDigits: number): string {
  const text = value.toString();
  const digits = text.length - (value < 0n ? 1 : 0);
  if (maxStrDigits === 0 || digits <= maxStrDigits) return text;
  throw new SourceFailure("ValueError", `Exceeds the limit (${maxStrDigits} digits) for integer string conversion`);
}
