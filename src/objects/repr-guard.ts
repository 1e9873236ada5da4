/** Repr of containers: the guard against containers that hold themselves, and the text builder. Source: CPython Objects/object.c (Py_ReprEnter). */
import { checkpoint } from "../kernel/interrupt.ts";
import { type Str, strFromJs, strToJs } from "../kernel/str.ts";
import { repr } from "./abstract/repr.ts";
import { machine, type ThreadView } from "./machine.ts";
import type { PyObject, PyValue } from "./object.ts";

const active: WeakMap<ThreadView, PyObject[]> = new WeakMap();

/** `show(object)`, or `recursive` when this thread is already in the middle of showing the same object. */
export function guardedRepr<T extends PyObject>(object: T, recursive: string, show: (object: T) => Str): Str {
  const thread = machine.thread;
  let stack = active.get(thread);
  if (stack === undefined) active.set(thread, (stack = []));
  if (stack.includes(object)) return recursive;
  stack.push(object);
  try {
    return show(object);
  } finally {
    const at = stack.lastIndexOf(object);
    stack.splice(at, 1);
  }
}

/** Collects a text from pieces; surrogates of neighbouring pieces must be kept apart by other text, as separators do. */
export class TextBuilder {
  private text = "";
  private wide = false;

  add(piece: Str): void {
    if (typeof piece === "string") this.text += piece;
    else {
      this.text += strToJs(piece);
      this.wide = true;
    }
  }

  finish(): Str {
    return this.wide ? strFromJs(this.text) : this.text;
  }
}

/** The reprs of `items` between `open` and `close`, separated by ", ". `items` may change while it is read. */
export function reprItems(open: string, items: readonly PyValue[], close: string): Str {
  const text = new TextBuilder();
  text.add(open);
  for (let i = 0; i < items.length; i++) {
    checkpoint();
    if (i > 0) text.add(", ");
    text.add(repr(items[i]));
  }
  text.add(close);
  return text.finish();
}
