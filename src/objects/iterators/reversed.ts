/** reversed: the generic iterator over a sequence from its end. Source: CPython Objects/enumobject.c (reversed_*). */
import { lookupSpecial } from "../abstract/attributes.ts";
import { call0 } from "../abstract/call.ts";
import { isSequence, length, sequenceGet } from "../abstract/container.ts";
import { object } from "../converters.ts";
import { defineType, method, posOnly } from "../declare.ts";
import { isException, typeError } from "../errors.ts";
import { PyExc_IndexError, PyExc_StopIteration } from "../exceptions/types.ts";
import { noKeywordsFor } from "../new-helpers.ts";
import { inheritPyObject, type KwNames, type PyObject, type PyValue } from "../object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { typeName } from "../typeof.ts";
import { selfIter } from "./common.ts";
import { asSsize } from "./ssize.ts";

export class PyReversed implements PyObject {
  static {
    inheritPyObject(PyReversed);
  }
  type: PyType;
  /** The sequence; undefined once exhausted. */
  sequence: PyValue | undefined = undefined;
  index = -1;

  constructor(type: PyType) {
    this.type = type;
  }
}

export const reversedType: PyType = defineType<PyReversed>({
  name: "reversed",
  basicsize: 32,
  signature: "(sequence, /)",
  doc: "reversed(sequence, /)\n--\n\nReturn a reverse iterator over the values of the given sequence.",
  flags: ["basetype", "gc"],
  alloc: (type) => new PyReversed(type),
  slots: { tp_iter: selfIter, tp_iternext: reversedNext, tp_new: reversedNew },
  methods: {
    __length_hint__: method([], "Return an estimate of how many items are left.", reversedLengthHint),
    __reduce__: method([], "Return state information for pickling.", (self: PyReversed) =>
      self.sequence === undefined || self.index < 0
        ? new PyTuple([self.type, new PyTuple([new PyTuple([])])])
        : new PyTuple([self.type, new PyTuple([self.sequence]), self.index]),
    ),
    __setstate__: method([posOnly("object", object)], "Set state information for unpickling.", reversedSetState),
  },
});

function reversedNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  noKeywordsFor(reversedType, type, kwnames);
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  if (positional !== 1) throw typeError(`reversed expected 1 argument, got ${positional}`);
  const sequence = args[0];
  const own = lookupSpecial(sequence, "__reversed__");
  if (own === null || (own === undefined && !isSequence(sequence))) {
    throw typeError(`'${typeName(sequence)}' object is not reversible`);
  }
  if (own !== undefined) return call0(own);
  const size = length(sequence);
  const made = type.tp_alloc!(type) as PyReversed;
  made.index = size - 1;
  made.sequence = sequence;
  return made;
}

function reversedNext(self: PyReversed): PyValue | undefined {
  const { sequence, index } = self;
  if (sequence !== undefined && index >= 0) {
    try {
      const item = sequenceGet(sequence, index);
      self.index--;
      return item;
    } catch (error) {
      if (!isException(error, PyExc_IndexError) && !isException(error, PyExc_StopIteration)) throw error;
    }
  }
  self.index = -1;
  self.sequence = undefined;
  return undefined;
}

function reversedLengthHint(self: PyReversed): number {
  if (self.sequence === undefined) return 0;
  const left = self.index + 1;
  return length(self.sequence) < left ? 0 : left;
}

function reversedSetState(self: PyReversed, state: PyValue): null {
  const index = asSsize(state);
  if (self.sequence !== undefined) {
    const last = length(self.sequence) - 1;
    self.index = Math.min(Math.max(-1, index), last);
  }
  return null;
}
