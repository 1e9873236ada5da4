/**
 * gc: memory belongs to the JavaScript collector, so the thresholds and generations only answer; collect() asks the host for a
 * collection where it can. Source: CPython Modules/gcmodule.c.
 */

import { runPendingCalls } from "../interpreter/signals.ts";
import { dropStale } from "../interpreter/stale.ts";
import { currentThread } from "../interpreter/thread.ts";
import { callMethod } from "../objects/abstract/call.ts";
import { asCInt, hasIndex, ssizeIndex } from "../objects/abstract/number.ts";
import { audit } from "../objects/audit.ts";
import { isTracked, referentsOf, trackedObjects } from "../objects/census.ts";
import { cint, object } from "../objects/converters.ts";
import { restore, standIns } from "../objects/cycles.ts";
import { defineModule, fn, param, posOnly, varArgs } from "../objects/declare.ts";
import { PyDict } from "../objects/dict/dict.ts";
import { typeError, valueError } from "../objects/errors.ts";
import { PyList } from "../objects/list/list.ts";
import { activate, type CallRequest, entering, machine, suspend } from "../objects/machine.ts";
import { PyObject, type PyValue } from "../objects/object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import { typeName } from "../objects/typeof.ts";
import { writeUnraisable } from "../objects/unraisable.ts";

interface State {
  enabled: boolean;
  debug: number;
  thresholds: number[];
  /** How often each generation was collected. */
  readonly collections: number[];
  /** What get_count() answers. */
  readonly counts: number[];
  /** How many collections there were. */
  epoch: number;
  /** At which epoch get_objects() saw an object first. */
  readonly births: WeakMap<PyObject, number>;
  frozen: WeakSet<PyObject> | null;
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
    counts: [0, 0, 0],
    epoch: 0,
    births: new WeakMap(),
    frozen: null,
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
    get_count: fn(
      [],
      "Return how many objects are new, which is not counted here, and how often only such were collected.",
      () => new PyTuple([...state().counts]),
    ),
    get_objects: fn(
      [param("generation", object, null)],
      "Return a list of objects tracked by the collector; empty where the host cannot tell.",
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
      "Return the list of objects that directly refer to any of objs; empty where the host cannot tell.",
      getReferrers,
      { signature: "($module, /, *objs)" },
    ),
    get_referents: fn([varArgs("objs")], "Return what the objects refer to themselves.", getReferents, {
      signature: "($module, /, *objs)",
    }),
    freeze: fn([], "Freeze all current tracked objects.", freeze),
    unfreeze: fn([], "Unfreeze all objects in the permanent generation.", () => {
      state().frozen = null;
      return null;
    }),
    get_freeze_count: fn([], "Return how many objects freeze() has set aside.", freezeCount),
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
  const began = machine.interp.host.clock.monotonic();
  yield* notify(gc, "start", generation);
  if ((gc.debug & DEBUG.DEBUG_STATS) !== 0) reportBefore(gc, generation);
  estates.register();
  // What a finalizer has let go of is collected in turn, with what it has to do; what it has made anew is not.
  const known = estates.registered;
  for (let isProbe = false; ; ) {
    estates.oldestFinalized = Number.POSITIVE_INFINITY;
    dropStale(currentThread.interp);
    const cases = isProbe ? standIns(estates.waiting()) : [];
    if (!isProbe || cases.length > 0) yield entering(() => suspend(collectOutside(), undefined, collectNow));
    restore(cases);
    runPendingCalls(currentThread.interp);
    estates.finalizeDue();
    // When nothing more is found, what only its own estate refers to is looked for.
    if (estates.oldestFinalized <= known) isProbe = false;
    else if (!isProbe) isProbe = true;
    else break;
  }
  // CPython 3.14 counts no collections of the middle generation.
  if (generation !== 1) gc.collections[generation]++;
  noteCollection(gc, generation);
  if ((gc.debug & DEBUG.DEBUG_STATS) !== 0) {
    const seconds = Number(machine.interp.host.clock.monotonic() - began) / 1e9;
    log(`gc: done, 0 unreachable, 0 uncollectable, ${seconds.toFixed(4)}s elapsed\n`);
  }
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

/** CPython 3.14 has young objects and old ones, and counts how often the young ones alone were collected since all were. */
function noteCollection(gc: State, generation: number): void {
  gc.epoch++;
  if (generation === 0) gc.counts[1]++;
  else if (generation === 2) gc.counts[1] = 0;
}

/** Objects are young until a collection after somebody has asked for them; there is no generation 1. */
function generationOf({ epoch, births }: State, object: PyObject): number {
  const birth = births.get(object);
  if (birth === undefined) births.set(object, epoch);
  return birth === undefined || birth === epoch ? 0 : 2;
}

function freeze(): PyValue {
  state().frozen = new WeakSet(trackedObjects());
  return null;
}

function freezeCount(): PyValue {
  const { frozen } = state();
  return frozen === null ? 0 : (trackedObjects() ?? []).filter((object) => frozen.has(object)).length;
}

/** The objects of one generation, or of all but the frozen ones. */
function livingObjects(generation: number): PyObject[] {
  const gc = state();
  const all = trackedObjects() ?? [];
  const movable = gc.frozen === null ? all : all.filter((object) => !gc.frozen!.has(object));
  if (generation < 0) return movable;
  return movable.filter((object) => generationOf(gc, object) === generation);
}

function reportBefore(gc: State, generation: number): void {
  const sizes = [0, 0, 0];
  for (const object of livingObjects(-1)) sizes[generationOf(gc, object)]++;
  log(`gc: collecting generation ${generation}...\ngc: objects in each generation: ${sizes.join(" ")}\n`);
  log(`gc: objects in permanent generation: ${freezeCount()}\n`);
}

/** PySys_WriteStderr. */
function log(text: string): void {
  const stderr = machine.interp.sysdict.getStr("stderr") ?? null;
  if (stderr !== null) callMethod(stderr, "write", [text]);
}

function getObjects(generation: PyValue): PyValue {
  audit("gc.get_objects", generation ?? -1);
  if (generation === null) return new PyList(livingObjects(-1));
  if (!hasIndex(generation)) throw typeError(`argument should be integer or None, not '${typeName(generation)}'`);
  const at = ssizeIndex(generation, valueError);
  if (at >= state().collections.length) {
    throw valueError("generation parameter must be less than the number of available generations (3)");
  }
  // -1 stands for all of them, as in C.
  if (at < -1) throw valueError("generation parameter cannot be negative");
  return new PyList(livingObjects(at));
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

function getReferents(objs: PyValue[]): PyValue {
  audit("gc.get_referents", new PyTuple(objs));
  return new PyList(objs.flatMap(referentsOf));
}

function getReferrers(objs: PyValue[]): PyValue {
  const asked = new PyTuple(objs);
  audit("gc.get_referrers", asked);
  const wanted: ReadonlySet<PyValue> = new Set(objs);
  const found = (trackedObjects() ?? []).filter(
    (object) => object !== asked && referentsOf(object).some((value) => wanted.has(value)),
  );
  return new PyList(found);
}
