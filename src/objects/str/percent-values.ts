/** Hands out the values on the right of `%`, in order or by key; shared by str and bytes. Source: CPython Objects/unicodeobject.c (unicode_format_getnextarg). */
import { getItem } from "../abstract/container.ts";
import { asInt } from "../abstract/number.ts";
import { overflowError, typeError } from "../errors.ts";
import type { PyValue } from "../object.ts";
import { PyTuple } from "../tuple/tuple.ts";

export class PercentValues {
  private readonly right: PyValue;
  private readonly items: readonly PyValue[] | null;
  private readonly mapping: boolean;
  private readonly what: string;
  private next = 0;
  private taken = false;
  /** The value last looked up by key: the next argument of the item. */
  private keyed: PyValue | undefined = undefined;

  /** `mapping`: whether the value counts as one if it is no tuple; `what` is formatted: "string" or "bytes". */
  constructor(right: PyValue, mapping: boolean, what: string) {
    this.right = right;
    this.items = right instanceof PyTuple ? right.items : null;
    this.mapping = mapping && this.items === null;
    this.what = what;
  }

  byKey(key: PyValue): void {
    if (!this.mapping) throw typeError("format requires a mapping");
    this.keyed = getItem(this.right, key);
    this.taken = true;
  }

  take(): PyValue {
    if (this.keyed !== undefined) {
      const value = this.keyed;
      this.keyed = undefined;
      return value;
    }
    if (this.items !== null) {
      if (this.next < this.items.length) return this.items[this.next++];
    } else if (!this.taken) {
      this.taken = true;
      return this.right;
    }
    throw typeError("not enough arguments for format string");
  }

  star(type: "ssize_t" | "int"): number {
    const value = this.take();
    const int = asInt(value);
    if (int === undefined) throw typeError("* wants int");
    const bits = type === "int" ? 32 : 64;
    if (BigInt.asIntN(bits, BigInt(int)) !== BigInt(int)) {
      throw overflowError(`Python int too large to convert to C ${type}`);
    }
    return Number(int);
  }

  finish(): void {
    const left = this.items === null ? !this.taken && !this.mapping : this.next < this.items.length;
    if (left) throw typeError(`not all arguments converted during ${this.what} formatting`);
  }
}
