/** xxsubtype: subtypes of list and dict with a number of their own, which CPython's tests of classes use. Source: CPython Modules/xxsubtype.c. */
import type { Str } from "../kernel/str.ts";
import { getAttr } from "../objects/abstract/attributes.ts";
import { cint, object, str } from "../objects/converters.ts";
import { defineModule, defineType, fn, getset, member, method, posOnly, varArgs, varKw } from "../objects/declare.ts";
import { PyDict } from "../objects/dict/dict.ts";
import { dictType } from "../objects/dict/type.ts";
import { PyFloat } from "../objects/float/float-object.ts";
import { PyList } from "../objects/list/list.ts";
import { listType } from "../objects/list/type.ts";
import { machine } from "../objects/machine.ts";
import type { PyValue } from "../objects/object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import type { PyType } from "../objects/type-object.ts";

const STATE_DOC = "an int variable for demonstration purposes";

class SpamList extends PyList {
  state = 0;
}

class SpamDict extends PyDict {
  state = 0;
}

const stateMethods = {
  getstate: method([], "getstate() -> state", (self: SpamList | SpamDict) => self.state, {
    signature: null,
    varargs: true,
    parsed: "named",
  }),
  setstate: method(
    [posOnly("state", cint)],
    "setstate(state)",
    (self: SpamList | SpamDict, state) => {
      self.state = state;
      return null;
    },
    { signature: null, varargs: true, parsed: "named" },
  ),
};

const spamListType: PyType = defineType<SpamList>({
  name: "xxsubtype.spamlist",
  doc: null,
  flags: ["basetype", "sequence"],
  base: () => listType,
  alloc: (type) => new SpamList([], type),
  slots: { tp_init: (...call) => listType.tp_init!(...call) },
  methods: stateMethods,
  classMethods: {
    classmeth: method([varArgs("args"), varKw("kwargs")], "classmeth(*args, **kw)", echo, { signature: null }),
  },
  staticMethods: {
    staticmeth: fn(
      [varArgs("args"), varKw("kwargs")],
      "staticmeth(*args, **kw)",
      (args, kwargs) => echo(null, args, kwargs),
      { signature: null },
    ),
  },
  getset: { state: getset((self: SpamList) => self.state, undefined, STATE_DOC) },
});

const spamDictType: PyType = defineType<SpamDict>({
  name: "xxsubtype.spamdict",
  doc: null,
  flags: ["basetype", "mapping"],
  base: () => dictType,
  alloc: (type) => new SpamDict(type),
  slots: { tp_init: (...call) => dictType.tp_init!(...call) },
  methods: stateMethods,
  members: { state: member((self: SpamDict) => self.state, { doc: STATE_DOC }) },
});

export default defineModule({
  name: "xxsubtype",
  doc: "Subtypes of built-in types for tests.",
  functions: {
    bench: fn([posOnly("object", object), posOnly("name", str), posOnly("n", cint, 1000)], null, bench, {
      signature: null,
      varargs: true,
      parsed: "unnamed",
    }),
  },
  types: () => ({ spamlist: spamListType, spamdict: spamDictType }),
});

/** How long it takes to get an attribute `n` times, in seconds. */
function bench(owner: PyValue, name: Str, n: number): PyValue {
  const { clock } = machine.interp.host;
  const start = clock.monotonic();
  for (let i = 0; i < n; i++) getAttr(owner, name);
  return new PyFloat(Number(clock.monotonic() - start) / 1e9);
}

/** What the class method and the static method were called with. */
function echo(cls: PyValue, args: PyValue[], kwargs: PyDict): PyValue {
  return new PyTuple([cls, new PyTuple(args), kwargs]);
}
