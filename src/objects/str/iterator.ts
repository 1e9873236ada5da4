/** str_iterator. Source: CPython Objects/unicodeobject.c (unicodeiter_*). */
import { chargeFor } from "../../kernel/interrupt.ts";
import { type Str, strFromCode, strLength } from "../../kernel/str.ts";
import { builtin } from "../abstract/builtin.ts";
import { object } from "../converters.ts";
import { defineType, method, posOnly } from "../declare.ts";
import { asSsize } from "../iterators/ssize.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { asStr } from "./str-object.ts";

export class PyStrIterator implements PyObject {
  static {
    inheritPyObject(PyStrIterator);
  }
  type: PyType;
  /** null once exhausted. */
  text: Str | null;
  index = 0;
  constructor(text: Str) {
    this.type = strIteratorType;
    this.text = text;
  }
}

export const strIteratorType = defineType<PyStrIterator>({
  name: "str_iterator",
  basicsize: 32,
  doc: null,
  flags: ["disallow_instantiation", "gc"],
  slots: { tp_iter: (self) => self, tp_iternext: strIteratorNext },
  rest,
  methods: {
    __length_hint__: method([], "Private method returning an estimate of len(list(it)).", lengthHint, {
      signature: null,
    }),
    __reduce__: method([], "Return state information for pickling.", reduce, { signature: null }),
    __setstate__: method([posOnly("state", object)], "Set state information for unpickling.", setState, {
      signature: null,
    }),
  },
});

/** `iter(text)`. */
export function strIterator(self: PyValue): PyValue {
  return new PyStrIterator(asStr(self)!);
}

/** The next character, or undefined at the end. */
export function strIteratorNext(self: PyStrIterator): PyValue | undefined {
  const { text } = self;
  if (text === null) return undefined;
  const i = self.index;
  if (typeof text === "string") {
    if (i < text.length) {
      self.index = i + 1;
      return text[i];
    }
  } else if (i < text.codes.length) {
    self.index = i + 1;
    return strFromCode(text.codes[i]);
  }
  self.text = null;
  return undefined;
}

function rest(self: PyStrIterator): PyValue[] | undefined {
  const { text, index } = self;
  if (typeof text !== "string") return undefined;
  self.text = null;
  chargeFor(text.length - index);
  return text.slice(index).split("");
}

function lengthHint(self: PyStrIterator): PyValue {
  return self.text === null ? 0 : strLength(self.text) - self.index;
}

function reduce(self: PyStrIterator): PyValue {
  const iter = builtin("iter");
  if (self.text === null) return new PyTuple([iter, new PyTuple([""])]);
  return new PyTuple([iter, new PyTuple([self.text]), self.index]);
}

function setState(self: PyStrIterator, state: PyValue): PyValue {
  const index = asSsize(state);
  if (self.text !== null) self.index = Math.min(Math.max(index, 0), strLength(self.text));
  return null;
}
