/** The `iterator` type: see seq-iter.ts for the representation. Source: CPython Objects/iterobject.c (seqiter). */

import { builtin } from "../abstract/builtin.ts";
import { getItem, length, sequenceGet } from "../abstract/container.ts";
import { asInt, PY_SSIZE_MAX } from "../abstract/number.ts";
import { object } from "../converters.ts";
import { defineType, method, posOnly } from "../declare.ts";
import { isException, overflowError } from "../errors.ts";
import { PyExc_IndexError, PyExc_StopIteration } from "../exceptions/types.ts";
import type { PyValue } from "../object.ts";
import { NOT_IMPLEMENTED } from "../singletons.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { typeOf } from "../typeof.ts";
import { reduceEmptyTuple, selfIter } from "./common.ts";
import type { SeqIter } from "./seq-iter.ts";
import { asSsize } from "./ssize.ts";

export const seqIterType: PyType = defineType<SeqIter>({
  name: "iterator",
  basicsize: 32,
  doc: null,
  flags: ["disallow_instantiation"],
  slots: { tp_iter: selfIter, tp_iternext: seqIterNext },
  methods: {
    __length_hint__: method([], "Return an estimate of how many items are left.", seqIterLengthHint),
    __reduce__: method([], "Return state information for pickling.", seqIterReduce),
    __setstate__: method([posOnly("object", object)], "Set state information for unpickling.", seqIterSetState),
  },
});

function seqIterNext(self: SeqIter): PyValue | undefined {
  if (self.sequence === undefined) return undefined;
  let item: PyValue;
  try {
    item = typeof self.index === "number" ? sequenceGet(self.sequence, self.index) : farItem(self.sequence, self.index);
  } catch (error) {
    if (!isException(error, PyExc_IndexError) && !isException(error, PyExc_StopIteration)) throw error;
    self.sequence = undefined;
    return undefined;
  }
  self.index = typeof self.index === "number" ? self.index + 1 : self.index + 1n;
  return item;
}

/** The item of an index that a number cannot tell exactly. */
function farItem(sequence: PyValue, index: bigint): PyValue {
  if (index >= PY_SSIZE_MAX) throw overflowError("iter index too large");
  return getItem(sequence, index);
}

function seqIterLengthHint(self: SeqIter): PyValue {
  if (self.sequence === undefined) return 0;
  const type = typeOf(self.sequence);
  if (type.sq_length === undefined && type.mp_length === undefined) return NOT_IMPLEMENTED;
  return Math.max(0, length(self.sequence) - Number(self.index));
}

function seqIterReduce(self: SeqIter): PyValue {
  const iter = builtin("iter"); // looked up first: the lookup may run code that exhausts the iterator
  if (self.sequence === undefined) return reduceEmptyTuple();
  return new PyTuple([iter, new PyTuple([self.sequence]), self.index]);
}

function seqIterSetState(self: SeqIter, state: PyValue): null {
  const index = asSsize(state);
  if (self.sequence !== undefined) self.index = index < 0 ? 0 : Number.isSafeInteger(index) ? index : asInt(state)!;
  return null;
}
