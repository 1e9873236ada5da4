/** _queue: SimpleQueue, a queue without bounds between threads. Source: CPython Modules/_queuemodule.c. */
import { isTrue } from "../objects/abstract/compare.ts";
import { toFloat } from "../objects/abstract/number.ts";
import { object } from "../objects/converters.ts";
import { defineModule, defineType, method, param, posOnly } from "../objects/declare.ts";
import { newException, overflowError, typeError, valueError } from "../objects/errors.ts";
import { PyExc_Exception } from "../objects/exceptions/types.ts";
import { PyFloat } from "../objects/float/float-object.ts";
import { genericAlias } from "../objects/generic-alias.ts";
import { machine, waitUntil } from "../objects/machine.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../objects/object.ts";
import type { PyType } from "../objects/type-object.ts";
import { typeName } from "../objects/typeof.ts";

const NANOSECONDS = 1e9;
/** Longest time in nanoseconds that 64 bits hold. */
const TIME_MAX = 2 ** 63;

/** Items lie from `head` on; the front is dropped now and then. */
class PySimpleQueue implements PyObject {
  static {
    inheritPyObject(PySimpleQueue);
  }
  type: PyType;
  items: PyValue[] = [];
  head = 0;

  constructor(type: PyType) {
    this.type = type;
  }

  get size(): number {
    return this.items.length - this.head;
  }

  /** The oldest item, or undefined. */
  take(): PyValue | undefined {
    if (this.head === this.items.length) return undefined;
    const item = this.items[this.head];
    this.items[this.head++] = null;
    if (this.head > 64 && this.head * 2 > this.items.length) {
      this.items = this.items.slice(this.head);
      this.head = 0;
    }
    return item;
  }
}

export const emptyType: PyType = defineType({
  name: "_queue.Empty",
  doc: "Nothing is in the queue, and the caller would not wait.",
  flags: ["basetype", "dict", "weakref", "heaptype"],
  base: () => PyExc_Exception,
});

export const simpleQueueType: PyType = defineType<PySimpleQueue>({
  name: "_queue.SimpleQueue",
  basicsize: 72,
  doc: "A queue between threads that takes any number of items; first in, first out.",
  flags: ["basetype", "weakref", "heaptype", "immutable"],
  alloc: (type) => new PySimpleQueue(type),
  new: method([], "", (type: PyType) => type.tp_alloc!(type)),
  methods: {
    empty: method(
      [],
      "Return whether the queue is empty; it may change at once.",
      (self: PySimpleQueue) => self.size === 0,
    ),
    get: method(
      [param("block", object, true), param("timeout", object, null)],
      "Take the oldest item, and wait for one if block is true: without end, or for timeout seconds.\n\nRaises Empty when there is none.",
      get,
    ),
    get_nowait: method([], "Take the oldest item, or raise Empty at once.", (self: PySimpleQueue) => {
      const item = self.take();
      if (item === undefined) throw newException(emptyType);
      return item;
    }),
    put: method(
      [param("item", object), param("block", object, true), param("timeout", object, null)],
      "Add an item; it never waits, block and timeout are there for the sake of Queue.put().",
      (self: PySimpleQueue, item) => put(self, item),
    ),
    put_nowait: method([param("item", object)], "Add an item.", (self: PySimpleQueue, item) => put(self, item)),
    qsize: method([], "Return how many items there are; it may change at once.", (self: PySimpleQueue) => self.size),
  },
  classMethods: {
    __class_getitem__: method([posOnly("object", object)], "See PEP 585", (type: PyType, item) =>
      genericAlias(type, item),
    ),
  },
});

export default defineModule({
  name: "_queue",
  doc: "A queue in machine code.\nFor internal use only.",
  types: () => ({ SimpleQueue: simpleQueueType, Empty: emptyType }),
});

function put(self: PySimpleQueue, item: PyValue): PyValue {
  self.items.push(item);
  return null;
}

function get(self: PySimpleQueue, block: PyValue, timeout: PyValue): PyValue {
  const limit = isTrue(block) ? limitOf(timeout) : 0n;
  const item = self.take();
  if (item !== undefined) return item;
  if (limit === 0n) throw newException(emptyType);
  if (limit === null) return waitUntil(() => self.take());
  const { clock } = machine.interp.host;
  const deadline = clock.monotonic() + limit;
  return waitUntil(() => {
    const late = self.take();
    if (late === undefined && clock.monotonic() >= deadline) throw newException(emptyType);
    return late;
  }, deadline);
}

/** How long to wait, in nanoseconds; null: without end. */
function limitOf(timeout: PyValue): bigint | null {
  if (timeout === null) return null;
  if (!(timeout instanceof PyFloat) && typeof timeout !== "number" && typeof timeout !== "bigint") {
    if (typeof timeout !== "boolean") {
      throw typeError(`'${typeName(timeout)}' object cannot be interpreted as an integer or float`);
    }
  }
  const seconds = toFloat(timeout);
  if (Number.isNaN(seconds)) throw valueError("Invalid value NaN (not a number)");
  if (Math.abs(seconds * NANOSECONDS) >= TIME_MAX) throw overflowError("timestamp out of range for platform time_t");
  if (seconds < 0) throw valueError("'timeout' must be a non-negative number");
  return BigInt(Math.ceil(seconds * NANOSECONDS));
}
