/**
 * gc: memory belongs to the JavaScript collector, so the thresholds and generations only answer; collect() asks the host for a
 * collection where it can. Source: CPython Modules/gcmodule.c.
 */

import { runPendingCalls } from "../interpreter/signals.ts";
import { dropStale } from "../interpreter/stale.ts";
import { currentThread } from "../interpreter/thread.ts";
import { type Str, WideStr } from "../kernel/str.ts";
import { asCInt, hasIndex, ssizeIndex } from "../objects/abstract/number.ts";
import { audit } from "../objects/audit.ts";
import { cint, object } from "../objects/converters.ts";
import { defineModule, fn, param, posOnly, varArgs } from "../objects/declare.ts";
import { PyDict } from "../objects/dict/dict.ts";
import { typeError, valueError } from "../objects/errors.ts";
import { PyList } from "../objects/list/list.ts";
import { activate, type CallRequest, entering, machine, suspend } from "../objects/machine.ts";
import { PyObject, type PyValue } from "../objects/object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import { tupleType } from "../objects/tuple/type.ts";
import { PyType, TPFLAGS } from "../objects/type-object.ts";
import { typeName } from "../objects/typeof.ts";
import { writeUnraisable } from "../objects/unraisable.ts";

interface State {
  enabled: boolean;
  debug: number;
  thresholds: number[];
  /** How often each generation was collected. */
  readonly collections: number[];
  readonly callbacks: PyList;
  readonly garbage: PyList;
}

const KEY = {};

function state(): State {
  return machine.interp.state<State>(KEY, () => ({
    enabled: true,
    debug: 0,
    thresholds: [2000, 10, 0],
    collections: [0, 0, 0],
    callbacks: new PyList([]),
    garbage: new PyList([]),
  }));
}

const DEBUG = { DEBUG_STATS: 1, DEBUG_COLLECTABLE: 2, DEBUG_UNCOLLECTABLE: 4, DEBUG_SAVEALL: 32, DEBUG_LEAK: 38 };

export default defineModule({
  name: "gc",
  doc: "Interface to the garbage collector, which is JavaScript's own.",
  functions: {
    enable: fn([], "Enable automatic garbage collection.", () => setEnabled(true)),
    disable: fn([], "Disable automatic garbage collection: only remembered, the host goes on collecting.", () =>
      setEnabled(false),
    ),
    isenabled: fn([], "Whether garbage is collected of itself.", () => state().enabled),
    collect: fn(
      [param("generation", cint, 2)],
      "Run the garbage collector, where the host lets programs do so. Returns 0.",
      collect,
    ),
    set_debug: fn([posOnly("flags", cint)], "Set the garbage collection debugging flags.", (flags) => {
      state().debug = flags;
      return null;
    }),
    get_debug: fn([], "Get the garbage collection debugging flags.", () => state().debug),
    set_threshold: fn([varArgs("thresholds")], "Set the collection thresholds.", setThreshold, { signature: null }),
    get_threshold: fn([], "Return the current collection thresholds.", () => new PyTuple([...state().thresholds])),
    get_count: fn([], "Return the counters of the three generations.", () => new PyTuple([0, 0, 0])),
    get_objects: fn(
      [param("generation", object, null)],
      "Return a list of objects tracked by the collector: JavaScript does not tell which there are, so it is empty.",
      getObjects,
    ),
    get_stats: fn([], "Return a dict of figures for each generation.", getStats),
    is_tracked: fn(
      [posOnly("obj", object)],
      "Returns true if the object is tracked by the garbage collector.",
      isTracked,
    ),
    is_finalized: fn(
      [posOnly("obj", object)],
      "Whether the object's finalizer has run.",
      (obj) => obj instanceof PyObject && machine.interp.estates.survivors.has(obj),
    ),
    get_referrers: fn(
      [varArgs("objs")],
      "Return the list of objects that directly refer to any of objs: unknown here, so it is empty.",
      (objs) => {
        audit("gc.get_referrers", new PyTuple(objs));
        return new PyList([]);
      },
      { signature: "($module, /, *objs)" },
    ),
    get_referents: fn([varArgs("objs")], "Return what the objects refer to themselves.", getReferents, {
      signature: "($module, /, *objs)",
    }),
    freeze: fn([], "Freeze all current tracked objects.", () => null),
    unfreeze: fn([], "Unfreeze all objects in the permanent generation.", () => null),
    get_freeze_count: fn([], "Return how many objects freeze() has set aside.", () => 0),
  },
  constants: () => ({ ...DEBUG, callbacks: state().callbacks, garbage: state().garbage }),
});

function setEnabled(enabled: boolean): PyValue {
  state().enabled = enabled;
  return null;
}

function collect(generation: number): PyValue {
  if (generation < 0 || generation > 2) throw valueError("invalid generation");
  return activate(collectSteps(generation));
}

/** Outside of all JavaScript that may hold a reference; what the objects that are gone have left is done before it returns. */
function* collectSteps(generation: number): Generator<CallRequest, PyValue, PyValue> {
  const gc = state();
  const { estates } = machine.interp;
  yield* notify(gc, "start", generation);
  estates.register();
  // What a finalizer has let go of is collected in turn, with what it has to do; what it has made anew is not.
  const known = estates.registered;
  do {
    estates.oldestFinalized = Number.POSITIVE_INFINITY;
    dropStale(currentThread.interp);
    yield entering(() => suspend(collectOutside(), undefined, collectNow));
    runPendingCalls(currentThread.interp);
    estates.finalizeDue();
  } while (estates.oldestFinalized <= known);
  // CPython 3.14 counts no collections of the middle generation.
  if (generation !== 1) gc.collections[generation]++;
  yield* notify(gc, "stop", generation);
  return 0;
}

function collectNow(): PyValue {
  machine.interp.host.collectGarbage?.();
  return null;
}

/** Weak references hold until the running job ends, and finalizers are told of in jobs of their own. */
async function collectOutside(): Promise<PyValue> {
  const { host } = machine.interp;
  if (host.collectGarbage === undefined) return null;
  await host.loop.yield();
  host.collectGarbage();
  await host.loop.yield();
  await host.loop.yield();
  return null;
}

function* notify(gc: State, phase: string, generation: number): Generator<CallRequest, void, PyValue> {
  for (const callback of gc.callbacks.items.slice()) {
    const info = new PyDict();
    info.set("generation", generation);
    info.set("collected", 0);
    info.set("uncollectable", 0);
    try {
      yield { callable: callback, args: [phase, info], kwnames: null };
    } catch (caught) {
      writeUnraisable(caught, "Exception ignored while calling GC callback", callback);
    }
  }
}

function setThreshold(args: PyValue[]): PyValue {
  if (args.length < 1 || args.length > 3) {
    throw typeError(
      `set_threshold expected ${args.length < 1 ? "at least 1 argument" : "at most 3 arguments"}, got ${args.length}`,
    );
  }
  const gc = state();
  args.forEach((arg, i) => {
    gc.thresholds[i] = asCInt(arg);
  });
  return null;
}

function getObjects(generation: PyValue): PyValue {
  audit("gc.get_objects", generation ?? -1);
  if (generation === null) return new PyList([]);
  if (!hasIndex(generation)) throw typeError(`argument should be integer or None, not '${typeName(generation)}'`);
  const at = ssizeIndex(generation, valueError);
  if (at >= state().collections.length) {
    throw valueError("generation parameter must be less than the number of available generations (3)");
  }
  // -1 stands for all of them, as in C.
  if (at < -1) throw valueError("generation parameter cannot be negative");
  return new PyList([]);
}

function getStats(): PyValue {
  const generations = state().collections.map((collections) => {
    const stats = new PyDict();
    stats.set("collections", collections);
    stats.set("collected", 0);
    stats.set("uncollectable", 0);
    return stats;
  });
  return new PyList(generations);
}

/** Built-in types whose instances refer to nothing that could refer back; instances of their subclasses are tracked. */
const ATOMS: ReadonlySet<Str> = new Set([
  "bytearray",
  "bytes",
  "code",
  "complex",
  "datetime.date",
  "datetime.datetime",
  "datetime.time",
  "datetime.timedelta",
  "datetime.timezone",
  "ellipsis",
  "float",
  "NotImplementedType",
  "object",
  "range",
  "range_iterator",
]);

/** Atoms are not tracked; containers are, but for tuples of what is not tracked, as CPython's collector leaves them. */
function isTracked(value: PyValue): boolean {
  if (!(value instanceof PyObject) || value instanceof WideStr) return false;
  if (value instanceof PyTuple && value.type === tupleType) return value.items.some(isTracked);
  if (value instanceof PyType) return (value.flags & TPFLAGS.HEAPTYPE) !== 0;
  return value.type.spec === null || !ATOMS.has(value.type.tp_name);
}

function getReferents(objs: PyValue[]): PyValue {
  audit("gc.get_referents", new PyTuple(objs));
  const found: PyValue[] = [];
  for (const value of objs) {
    if (value instanceof PyList || value instanceof PyTuple) found.push(...value.items);
    else if (value instanceof PyDict) found.push(...value.keysArray(), ...value.valuesArray());
  }
  return new PyList(found);
}
