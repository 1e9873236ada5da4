/**
 * _heapq: priority queues in lists. A function and its `_max` twin share one body, told by `order`, which says whether an item
 * belongs above another. A comparison that changes the list's size is an error. Source: CPython Modules/_heapqmodule.c.
 */
import { charge } from "../kernel/interrupt.ts";
import { richCompareBool } from "../objects/abstract/compare.ts";
import { instanceOf, object } from "../objects/converters.ts";
import { type CallableSpec, defineModule, fn, posOnly } from "../objects/declare.ts";
import { indexError, runtimeError } from "../objects/errors.ts";
import type { PyList } from "../objects/list/list.ts";
import { listType } from "../objects/list/type.ts";
import type { PyValue } from "../objects/object.ts";
import { Py_LT } from "../objects/slots.ts";
import { plainOrder, UNKNOWN } from "../objects/tuple/order.ts";

const heapParam = posOnly(
  "heap",
  instanceOf<PyList>(() => listType),
);

/** Whether `a` belongs above `b`. */
type Order = (a: PyValue, b: PyValue) => boolean;

const below: Order = (a, b) => {
  const order = plainOrder(a, b);
  return order === UNKNOWN ? richCompareBool(a, b, Py_LT) : order < 0;
};
const above: Order = (a, b) => below(b, a);

function pusher(order: Order, kind: string): CallableSpec {
  return fn([heapParam, posOnly("item", object)], `Push item onto ${kind}, keeping its order.`, (heap, item) => {
    heap.items.push(item);
    siftDown(heap, 0, heap.items.length - 1, order);
    return null;
  });
}

function popper(order: Order, kind: string, word: string): CallableSpec {
  return fn([heapParam], `Pop the ${word} item off ${kind}, keeping its order.`, (heap) => {
    const { items } = heap;
    if (items.length === 0) throw indexError("index out of range");
    const last = items.pop()!;
    if (items.length === 0) return last;
    const first = items[0];
    items[0] = last;
    siftUp(heap, 0, order);
    return first;
  });
}

function replacer(order: Order, word: string): CallableSpec {
  return fn(
    [heapParam, posOnly("item", object)],
    `Pop and return the current ${word} value, and add the new item.`,
    (heap, item) => {
      const { items } = heap;
      if (items.length === 0) throw indexError("index out of range");
      const first = items[0];
      items[0] = item;
      siftUp(heap, 0, order);
      return first;
    },
  );
}

function pushPopper(order: Order, word: string): CallableSpec {
  return fn(
    [heapParam, posOnly("item", object)],
    `Push item on the heap, then pop and return the ${word} item.`,
    (heap, item) => {
      const { items } = heap;
      if (items.length === 0) return item;
      const top = items[0];
      if (!order(top, item)) return item;
      // The comparison may have emptied the list.
      const now = heap.items;
      if (now.length === 0) throw indexError("index out of range");
      const first = now[0];
      now[0] = item;
      siftUp(heap, 0, order);
      return first;
    },
  );
}

function heapifier(order: Order, kind: string): CallableSpec {
  return fn([heapParam], `Transform list into ${kind}, in place, in linear time.`, (heap) => {
    charge(heap.items.length);
    for (let i = (heap.items.length >> 1) - 1; i >= 0; i--) siftUp(heap, i, order);
    return null;
  });
}

export default defineModule({
  name: "_heapq",
  doc: "Heap queue algorithm: priority queues kept in lists.",
  functions: {
    heappush: pusher(below, "heap"),
    heappushpop: pushPopper(below, "smallest"),
    heappop: popper(below, "heap", "smallest"),
    heapreplace: replacer(below, "smallest"),
    heapify: heapifier(below, "a heap"),
    heappush_max: pusher(above, "max heap"),
    heappop_max: popper(above, "max heap", "largest"),
    heapify_max: heapifier(above, "a max heap"),
    heapreplace_max: replacer(above, "largest"),
    heappushpop_max: pushPopper(above, "largest"),
  },
  constants: () => ({
    __about__: "A heap is a list in which no item is less than its parent, item (k-1)//2; so the smallest comes first.",
  }),
});

function changed(): PyValue {
  return runtimeError("list changed size during iteration");
}

/** Moves the item at `at` towards the root until its parent belongs above it. */
function siftDown(heap: PyList, start: number, at: number, order: Order): void {
  let { items } = heap;
  const size = items.length;
  let position = at;
  while (position > start) {
    const parent = (position - 1) >> 1;
    const before = order(items[position], items[parent]);
    items = heap.items;
    if (items.length !== size) throw changed();
    if (!before) break;
    const held = items[parent];
    items[parent] = items[position];
    items[position] = held;
    position = parent;
  }
}

/** Moves the item at `at` down to a leaf along the smaller children, then up to its place. */
function siftUp(heap: PyList, at: number, order: Order): void {
  let { items } = heap;
  const size = items.length;
  const limit = size >> 1;
  let position = at;
  while (position < limit) {
    let child = 2 * position + 1;
    if (child + 1 < size) {
      if (!order(items[child], items[child + 1])) child++;
      items = heap.items;
      if (items.length !== size) throw changed();
    }
    const held = items[child];
    items[child] = items[position];
    items[position] = held;
    position = child;
  }
  siftDown(heap, at, position, order);
}
