/** _random: the generator under random.Random. Source: CPython Modules/_randommodule.c. */
import { type Int, intAbs } from "../kernel/int.ts";
import { MersenneTwister } from "../kernel/random.ts";
import { hash } from "../objects/abstract/compare.ts";
import { asInt, index } from "../objects/abstract/number.ts";
import { object } from "../objects/converters.ts";
import { defineModule, defineType, method, posOnly } from "../objects/declare.ts";
import { memoryError, overflowError, typeError, valueError } from "../objects/errors.ts";
import { PyFloat } from "../objects/float/float-object.ts";
import { machine } from "../objects/machine.ts";
import { noKeywords } from "../objects/new-helpers.ts";
import { type KwNames, PyObject, type PyValue } from "../objects/object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import type { PyType } from "../objects/type-object.ts";

class PyRandom extends PyObject {
  readonly generator = new MersenneTwister();
}

export const randomType: PyType = defineType<PyRandom>({
  name: "_random.Random",
  basicsize: 2520,
  doc: "A generator of random numbers with a state of its own.",
  flags: ["basetype", "heaptype"],
  alloc: (type) => new PyRandom(type),
  slots: { tp_new: (type) => type.tp_alloc!(type), tp_init: init },
  methods: {
    random: method([], "A random float from 0 on, below 1.", (self: PyRandom) => new PyFloat(self.generator.random())),
    seed: method(
      [posOnly("n", object, null)],
      "Set the state from an int or a hash; from the system without one.",
      seed,
    ),
    getstate: method([], "A tuple with the state.", (self: PyRandom) => new PyTuple(self.generator.getState())),
    setstate: method([posOnly("state", object)], "Restore a state that getstate() gave.", setState),
    getrandbits: method([posOnly("k", object)], "An int with k random bits.", getRandBits),
  },
});

export default defineModule({
  name: "_random",
  doc: "The Mersenne Twister generator.",
  types: () => ({ Random: randomType }),
});

function init(self: PyRandom, args: PyValue[], kwnames: KwNames): void {
  if (self.type === randomType) noKeywords("Random", kwnames);
  if (args.length - (kwnames?.length ?? 0) > 1) throw typeError("Random() requires 0 or 1 argument");
  seed(self, args.length > 0 ? args[0] : null);
}

function seed(self: PyRandom, source: PyValue): PyValue {
  if (source === null) {
    const bytes = machine.interp.host.getrandom(624 * 4);
    self.generator.initByArray(new Uint32Array(bytes.slice().buffer));
    return null;
  }
  const int = asInt(source);
  self.generator.seed(int === undefined ? unsigned(hash(source)) : intAbs(int));
  return null;
}

/** A hash as the unsigned number with the same bits. */
function unsigned(hashed: Int): Int {
  return hashed < 0 ? BigInt.asUintN(64, BigInt(hashed)) : hashed;
}

function setState(self: PyRandom, state: PyValue): PyValue {
  if (!(state instanceof PyTuple)) throw typeError("state vector must be a tuple");
  if (state.items.length !== 625) throw valueError("state vector is the wrong size");
  const words: number[] = [];
  for (const item of state.items) {
    const word = asInt(item);
    if (word === undefined) throw typeError("an integer is required");
    if (words.length === 624 && (word < 0 || word > 624)) throw valueError("invalid state");
    if (word < 0) throw overflowError("can't convert negative value to unsigned int");
    words.push(Number(BigInt.asUintN(32, BigInt(word))));
  }
  self.generator.setState(words);
  return null;
}

function getRandBits(self: PyRandom, count: PyValue): PyValue {
  if (typeof count === "number" && count >= 0 && count <= 32) return self.generator.getrandbits(count);
  const bits = index(count);
  if (bits < 0) throw valueError("Cannot convert negative int");
  if (bits > 0xffffffffffffffffn) throw overflowError("Python int too large for C uint64_t");
  if (bits > 0x40000000) throw memoryError();
  return self.generator.getrandbits(bits as number);
}
