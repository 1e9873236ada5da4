/** Formats in compiled code: what is left to be done when the format has been read. */
import { formatFloatBy, formatInt, formatIntBy, formatStr } from "../../kernel/format-number.ts";
import { finishNumber, finishText, type PercentItem, percentFloat, percentInt } from "../../kernel/percent.ts";
import { beginsLow, type Str } from "../../kernel/str.ts";
import { repr } from "../../objects/abstract/repr.ts";
import type { PyValue } from "../../objects/object.ts";

export { formatFloatBy, formatIntBy };

/** Whether it is a str that can come behind any other without a look at both. */
export function isPlainStr(value: PyValue | Str): value is string {
  return typeof value === "string" && !beginsLow(value);
}

/** Such a str, or an int that `+` makes one of. */
export function isPlain(value: PyValue): boolean {
  return typeof value === "number" || (typeof value === "string" && !beginsLow(value));
}

/** `repr` of a value for which `isPlain` holds. */
export function reprOf(value: string | number): Str {
  return repr(value);
}

/** `format` of a value for which `isPlain` holds. */
export function formatted(value: string | number, spec: string): Str {
  return typeof value === "number" ? formatInt(value, spec, "int", 0) : formatStr(value, spec, "str");
}

export function percentOfInt(value: number, item: PercentItem): string {
  return finishNumber(percentInt(value, item, 0), item);
}

export function percentOfFloat(value: number, item: PercentItem): string {
  return finishNumber(percentFloat(value, item), item);
}

export function percentOfText(value: string | number, item: PercentItem): Str {
  return finishText(String(value), item);
}
