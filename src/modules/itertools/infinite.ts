/** count, cycle, repeat. */

import { intAdd } from "../../kernel/int.ts";
import { checkpoint } from "../../kernel/interrupt.ts";
import { strToJs } from "../../kernel/str.ts";
import { genericGetAttr } from "../../objects/abstract/attributes.ts";
import { iter, iterNext } from "../../objects/abstract/iterate.ts";
import { add } from "../../objects/abstract/number.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { object, ssize } from "../../objects/converters.ts";
import { defineType, method, param, posOnly } from "../../objects/declare.ts";
import { typeError } from "../../objects/errors.ts";
import { selfIter } from "../../objects/iterators/common.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeOf } from "../../objects/typeof.ts";

class Count implements PyObject {
  static {
    inheritPyObject(Count);
  }
  type: PyType;
  value: PyValue = 0;
  step: PyValue = 1;

  constructor(type: PyType) {
    this.type = type;
  }
}

export const countType: PyType = defineType<Count>({
  name: "itertools.count",
  basicsize: 40,
  doc: "An endless iterator: start, start + step, start + 2 * step …",
  flags: ["basetype", "heaptype", "immutable"],
  alloc: (type) => new Count(type),
  slots: { tp_getattro: genericGetAttr, tp_iter: selfIter, tp_iternext: countNext, tp_repr: countRepr },
  new: method([param("start", object, 0), param("step", object, 1)], "", countNew),
});

function isNumber(value: PyValue): boolean {
  const type = typeOf(value);
  return (
    type.nb_index !== undefined || type.nb_int !== undefined || type.nb_float !== undefined || type.name === "complex"
  );
}

function countNew(type: PyType, start: PyValue, step: PyValue): PyValue {
  if (!isNumber(start) || !isNumber(step)) throw typeError("a number is required");
  const made = type.tp_alloc!(type) as Count;
  made.value = start;
  made.step = step;
  return made;
}

function countNext(self: Count): PyValue {
  checkpoint();
  const { value, step } = self;
  const exact = typeof value === "number" && typeof step === "number";
  self.value = exact ? intAdd(value, step) : add(value, step);
  return value;
}

function countRepr(self: Count): PyValue {
  const name = strToJs(self.type.name);
  if (self.step === 1) return `${name}(${reprJs(self.value)})`;
  return `${name}(${reprJs(self.value)}, ${reprJs(self.step)})`;
}

class Cycle implements PyObject {
  static {
    inheritPyObject(Cycle);
  }
  type: PyType;
  source: PyValue | undefined = undefined;
  readonly saved: PyValue[] = [];
  index = 0;

  constructor(type: PyType) {
    this.type = type;
  }
}

export const cycleType: PyType = defineType<Cycle>({
  name: "itertools.cycle",
  basicsize: 48,
  doc: "Return elements from the iterable until it is exhausted, then repeat them endlessly.",
  flags: ["basetype", "heaptype", "immutable"],
  alloc: (type) => new Cycle(type),
  slots: { tp_getattro: genericGetAttr, tp_iter: selfIter, tp_iternext: cycleNext },
  new: method([posOnly("iterable", object)], "", cycleNew),
});

function cycleNew(type: PyType, iterable: PyValue): PyValue {
  const source = iter(iterable);
  const made = type.tp_alloc!(type) as Cycle;
  made.source = source;
  return made;
}

function cycleNext(self: Cycle): PyValue | undefined {
  if (self.source !== undefined) {
    const item = iterNext(self.source);
    if (item !== undefined) {
      self.saved.push(item);
      return item;
    }
    self.source = undefined;
  }
  const { saved } = self;
  if (saved.length === 0) return undefined;
  checkpoint();
  const item = saved[self.index];
  self.index = (self.index + 1) % saved.length;
  return item;
}

class Repeat implements PyObject {
  static {
    inheritPyObject(Repeat);
  }
  type: PyType;
  element: PyValue = null;
  /** Repetitions left; -1: endless. */
  left = -1;

  constructor(type: PyType) {
    this.type = type;
  }
}

export const repeatType: PyType = defineType<Repeat>({
  name: "itertools.repeat",
  basicsize: 32,
  doc: "An iterator that returns the object the given number of times, or endlessly.",
  flags: ["basetype", "heaptype", "immutable"],
  alloc: (type) => new Repeat(type),
  slots: { tp_getattro: genericGetAttr, tp_iter: selfIter, tp_iternext: repeatNext, tp_repr: repeatRepr },
  new: method([param("object", object), param("times", ssize, undefined)], "", repeatNew, { signature: null }),
  methods: {
    __length_hint__: method([], "Private method returning an estimate of len(list(it)).", repeatHint, {
      signature: null,
    }),
  },
});

function repeatNew(type: PyType, element: PyValue, times: number | undefined): PyValue {
  const made = type.tp_alloc!(type) as Repeat;
  made.element = element;
  made.left = times === undefined ? -1 : Math.max(times, 0);
  return made;
}

function repeatNext(self: Repeat): PyValue | undefined {
  if (self.left === 0) return undefined;
  checkpoint();
  if (self.left > 0) self.left--;
  return self.element;
}

function repeatRepr(self: Repeat): PyValue {
  const name = strToJs(self.type.name);
  return self.left === -1 ? `${name}(${reprJs(self.element)})` : `${name}(${reprJs(self.element)}, ${self.left})`;
}

function repeatHint(self: Repeat): PyValue {
  if (self.left === -1) throw typeError("len() of unsized object");
  return self.left;
}
