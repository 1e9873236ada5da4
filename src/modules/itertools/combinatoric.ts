/** product, permutations, combinations, combinations_with_replacement: each keeps pools and a vector of indices. */
import { checkpoint } from "../../kernel/interrupt.ts";
import { genericGetAttr } from "../../objects/abstract/attributes.ts";
import { toArray } from "../../objects/abstract/iterate.ts";
import { asInt, ssizeIndex } from "../../objects/abstract/number.ts";
import { object, ssize } from "../../objects/converters.ts";
import { defineType, method, param } from "../../objects/declare.ts";
import { overflowError, typeError, valueError } from "../../objects/errors.ts";
import { selfIter } from "../../objects/iterators/common.ts";
import { inheritPyObject, type KwNames, type PyObject, type PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";

class Combinatoric implements PyObject {
  static {
    inheritPyObject(Combinatoric);
  }
  type: PyType;
  pools: PyValue[][] = [];
  indices: number[] = [];
  cycles: number[] = [];
  started = false;
  stopped = false;
  template: PyValue[] | null = null;

  constructor(type: PyType) {
    this.type = type;
  }
}

/** An array for so many items: a copy of one has room for no more, unlike one that grows. */
function arrayOf(self: Combinatoric, size: number): PyValue[] {
  if (self.template === null) {
    self.template = [];
    for (let i = 0; i < size; i++) self.template.push(null);
  }
  return self.template.slice();
}

type Advance = (self: Combinatoric) => boolean;

/** The next tuple: the first one as the indices stand, then each after `advance` found another. */
function stepper(advance: Advance): (self: Combinatoric) => PyValue | undefined {
  return (self) => {
    if (self.stopped) return undefined;
    if (!self.started) self.started = true;
    else if (!advance(self)) {
      self.stopped = true;
      return undefined;
    }
    const { pools, indices } = self;
    // A product has a pool for each index, the others one pool for all.
    const shared = pools.length === 1 ? pools[0] : null;
    const items = arrayOf(self, indices.length);
    for (let i = 0; i < indices.length; i++) items[i] = (shared ?? pools[i])[indices[i]];
    return new PyTuple(items);
  };
}

const FLAGS = ["basetype", "heaptype", "immutable"] as const;

/** `__sizeof__`, which tells what C's structure takes. */
function sizeofMethod(size: (self: Combinatoric) => number) {
  return { __sizeof__: method([], "Size in memory, in bytes.", size, { signature: null }) };
}

export const productType: PyType = defineType<Combinatoric>({
  name: "itertools.product",
  basicsize: 48,
  signature: "(*iterables, repeat=1)",
  doc: "Cartesian product of input iterables, as nested for-loops would yield it.",
  flags: FLAGS,
  alloc: (type) => new Combinatoric(type),
  slots: { tp_getattro: genericGetAttr, tp_iter: selfIter, tp_iternext: stepper(advanceProduct), tp_new: productNew },
  methods: sizeofMethod((self) => 48 + 8 * self.indices.length),
});

function productNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  let repeat = 1;
  const positional = args.length - (kwnames?.length ?? 0);
  if (kwnames !== null && kwnames.length > 0) {
    if (kwnames.length > 1) throw typeError(`product() takes at most 1 keyword argument (${kwnames.length} given)`);
    if (kwnames[0] !== "repeat")
      throw typeError(`product() got an unexpected keyword argument '${String(kwnames[0])}'`);
    repeat = ssizeIndex(args[positional]);
    if (repeat < 0) throw valueError("repeat argument cannot be negative");
  }
  if (positional * repeat > 0x7fffffff) throw overflowError("repeat argument too large");
  const base = repeat === 0 ? [] : args.slice(0, positional).map((arg) => toArray(arg));
  const pools: PyValue[][] = [];
  for (let i = 0; i < repeat; i++) pools.push(...base);
  const made = type.tp_alloc!(type) as Combinatoric;
  made.pools = pools;
  made.indices = pools.map(() => 0);
  made.stopped = pools.some((pool) => pool.length === 0);
  return made;
}

function advanceProduct(self: Combinatoric): boolean {
  const { pools, indices } = self;
  for (let i = pools.length - 1; i >= 0; i--) {
    if (++indices[i] < pools[i].length) return true;
    indices[i] = 0;
  }
  return false;
}

function makeFromPool(type: PyType, iterable: PyValue, size: (n: number) => number): Combinatoric {
  const pool = toArray(iterable);
  const r = size(pool.length);
  const made = type.tp_alloc!(type) as Combinatoric;
  made.pools = [pool];
  made.indices = Array.from({ length: Math.min(r, 0xffffff) }, (_, i) => i);
  return made;
}

export const combinationsType: PyType = defineType<Combinatoric>({
  name: "itertools.combinations",
  basicsize: 56,
  doc: "Return successive r-length combinations of elements in the iterable.",
  flags: FLAGS,
  alloc: (type) => new Combinatoric(type),
  slots: { tp_getattro: genericGetAttr, tp_iter: selfIter, tp_iternext: stepper(advanceCombinations) },
  methods: sizeofMethod((self) => 56 + 8 * self.indices.length),
  new: method([param("iterable", object), param("r", ssize)], "", combinationsNew),
});

function combinationsNew(type: PyType, iterable: PyValue, r: number): PyValue {
  const made = makeFromPool(type, iterable, () => Math.max(r, 0));
  if (r < 0) throw valueError("r must be non-negative");
  made.stopped = r > made.pools[0].length;
  return made;
}

function advanceCombinations(self: Combinatoric): boolean {
  const { indices } = self;
  const n = self.pools[0].length;
  const r = indices.length;
  let i = r - 1;
  while (i >= 0 && indices[i] === i + n - r) i--;
  if (i < 0) return false;
  indices[i]++;
  for (let j = i + 1; j < r; j++) indices[j] = indices[j - 1] + 1;
  return true;
}

export const cwrType: PyType = defineType<Combinatoric>({
  name: "itertools.combinations_with_replacement",
  basicsize: 56,
  doc: "Return successive r-length combinations of elements in the iterable allowing individual elements to repeat.",
  flags: FLAGS,
  alloc: (type) => new Combinatoric(type),
  slots: { tp_getattro: genericGetAttr, tp_iter: selfIter, tp_iternext: stepper(advanceCwr) },
  methods: sizeofMethod((self) => 56 + 8 * self.indices.length),
  new: method([param("iterable", object), param("r", ssize)], "", cwrNew),
});

function cwrNew(type: PyType, iterable: PyValue, r: number): PyValue {
  const made = makeFromPool(type, iterable, () => Math.max(r, 0));
  if (r < 0) throw valueError("r must be non-negative");
  made.indices.fill(0);
  made.stopped = made.pools[0].length === 0 && r > 0;
  return made;
}

function advanceCwr(self: Combinatoric): boolean {
  const { indices } = self;
  const last = self.pools[0].length - 1;
  let i = indices.length - 1;
  while (i >= 0 && indices[i] === last) i--;
  if (i < 0) return false;
  indices.fill(indices[i] + 1, i);
  return true;
}

export const permutationsType: PyType = defineType<Combinatoric>({
  name: "itertools.permutations",
  basicsize: 64,
  doc: "Return successive r-length permutations of elements in the iterable.",
  flags: FLAGS,
  alloc: (type) => new Combinatoric(type),
  slots: { tp_getattro: genericGetAttr, tp_iter: selfIter, tp_iternext: permutationsNext },
  methods: sizeofMethod((self) => 64 + 8 * self.indices.length + 8 * self.cycles.length),
  new: method([param("iterable", object), param("r", object, null)], "", permutationsNew),
});

function permutationsNew(type: PyType, iterable: PyValue, r: PyValue): PyValue {
  const made = makeFromPool(type, iterable, (n) => n);
  const n = made.pools[0].length;
  let size = n;
  if (r !== null) {
    if (asInt(r) === undefined) throw typeError("Expected int as r");
    size = ssizeIndex(r);
    if (size < 0) throw valueError("r must be non-negative");
  }
  made.cycles = Array.from({ length: Math.min(size, n) }, (_, i) => n - i);
  made.stopped = size > n;
  return made;
}

function permutationsNext(self: Combinatoric): PyValue | undefined {
  checkpoint();
  if (self.stopped) return undefined;
  const { indices, cycles } = self;
  const pool = self.pools[0];
  if (!self.started) self.started = true;
  else if (!advancePermutations(indices, cycles)) {
    self.stopped = true;
    return undefined;
  }
  const items = arrayOf(self, cycles.length);
  for (let i = 0; i < cycles.length; i++) items[i] = pool[indices[i]];
  return new PyTuple(items);
}

function advancePermutations(indices: number[], cycles: number[]): boolean {
  const n = indices.length;
  for (let i = cycles.length - 1; i >= 0; i--) {
    if (--cycles[i] === 0) {
      const first = indices[i];
      for (let j = i; j < n - 1; j++) indices[j] = indices[j + 1];
      indices[n - 1] = first;
      cycles[i] = n - i;
    } else {
      const j = n - cycles[i];
      [indices[i], indices[j]] = [indices[j], indices[i]];
      return true;
    }
  }
  return false;
}
