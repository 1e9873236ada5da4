/** str.join. Source: CPython Objects/unicodeobject.c (PyUnicode_Join). */
import type { Str } from "../../kernel/str.ts";
import { joinPlain, strJoin } from "../../kernel/str-join.ts";
import { exactItems, iterOr, toArray } from "../abstract/iterate.ts";
import { Slicing } from "../collect.ts";
import { typeError } from "../errors.ts";
import { PyList } from "../list/list.ts";
import { machine } from "../machine.ts";
import type { PyValue } from "../object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { typeName } from "../typeof.ts";
import { asStr } from "./str-object.ts";

export function strJoinMethod(self: PyValue, iterable: PyValue): PyValue {
  const separator = asStr(self)!;
  const items = exactItems(iterable);
  if (items !== undefined) return joinPlain(separator, items) ?? joinStrings(separator, items.slice());
  if (iterable instanceof PyList || iterable instanceof PyTuple) return joinStrings(separator, toArray(iterable));
  const iterator = iterOr(iterable, "can only join an iterable");
  if (machine.runsPython(iterator)) return machine.drain(iterator, new Joining(separator));
  return joinStrings(separator, toArray(iterator));
}

/** `separator.join(items)`, where `before` items are in front of them; may replace items of `items` by their text. */
export function joinStrings(separator: Str, items: PyValue[], before = 0): Str {
  if (items.length === 1 && typeof items[0] === "string") return items[0];
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (typeof item === "string") continue;
    const text = asStr(item);
    if (text === undefined)
      throw typeError(`sequence item ${before + i}: expected str instance, ${typeName(item)} found`);
    items[i] = text;
  }
  return strJoin(separator, items as Str[]);
}

/** What Python code yields becomes text slice by slice. */
class Joining extends Slicing {
  private readonly separator: Str;
  private readonly texts: Str[] = [];
  /** What is wrong with an item, which is said after all have been taken. */
  private failure: { readonly error: unknown } | null = null;
  constructor(separator: Str) {
    super();
    this.separator = separator;
  }
  protected endSlice(items: PyValue[]): void {
    if (this.failure !== null) return;
    try {
      this.texts.push(joinStrings(this.separator, items, this.before - items.length));
    } catch (error) {
      this.failure = { error };
    }
  }
  result(): PyValue {
    const { separator, texts, items, before } = this;
    if (this.failure !== null) throw this.failure.error;
    const last = joinStrings(separator, items, before);
    if (texts.length === 0) return last;
    if (items.length > 0) texts.push(last);
    return strJoin(separator, texts);
  }
}
