/**
 * _lsprof: the profiler of cProfile, a tool of sys.monitoring. Source: CPython Modules/_lsprof.c.
 *
 * Entries are listed in the order in which functions were first called (CPython's order is that of addresses).
 */
import { importNow } from "../../interpreter/import.ts";
import { EVENT, monitoringState } from "../../interpreter/monitoring.ts";
import { strFromJs, strToJs } from "../../kernel/str.ts";
import { getAttr, typeLookup } from "../../objects/abstract/attributes.ts";
import { call } from "../../objects/abstract/call.ts";
import { toFloat } from "../../objects/abstract/number.ts";
import { repr, strJs } from "../../objects/abstract/repr.ts";
import { PyBuiltinFunction } from "../../objects/builtin-function.ts";
import { clong, double, object, truth } from "../../objects/converters.ts";
import { defineModule, defineType, method, param, posOnly } from "../../objects/declare.ts";
import { PyMethodDescr } from "../../objects/descr/descriptors.ts";
import { runtimeError, valueError } from "../../objects/errors.ts";
import { toPyException } from "../../objects/exceptions/convert.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { PyList } from "../../objects/list/list.ts";
import { activate, type CallRequest, machine } from "../../objects/machine.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { defineStructSeq, newStructSeq } from "../../objects/tuple/structseq.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeOf } from "../../objects/typeof.ts";
import { writeUnraisable } from "../../objects/unraisable.ts";
import { type Counts, type Entry, Profile } from "./profile.ts";

const PROFILER_ID = 2;
const NANOSECONDS = 1e9;

/** Which of the profiler's methods is told of which events. */
const CALLBACKS: readonly (readonly [event: number, method: string])[] = [
  [EVENT.PY_START, "_pystart_callback"],
  [EVENT.PY_RESUME, "_pystart_callback"],
  [EVENT.PY_THROW, "_pythrow_callback"],
  [EVENT.PY_RETURN, "_pyreturn_callback"],
  [EVENT.PY_YIELD, "_pyreturn_callback"],
  [EVENT.PY_UNWIND, "_pyreturn_callback"],
  [EVENT.CALL, "_ccall_callback"],
  [EVENT.C_RETURN, "_creturn_callback"],
  [EVENT.C_RAISE, "_creturn_callback"],
];

type Calls = Generator<CallRequest, PyValue, PyValue>;

class PyProfiler implements PyObject {
  static {
    inheritPyObject(PyProfiler);
  }
  type: PyType;
  readonly profile: Profile;
  timer: PyValue = null;
  /** What an int of the program's timer is, in seconds; 0: the timer gives seconds. */
  unit = 0;
  builtins = true;
  enabled = false;
  private timing = false;

  constructor(type: PyType) {
    this.type = type;
    this.profile = new Profile(() => this.time());
  }

  private time(): number {
    if (this.timer === null) return Number(machine.interp.host.clock.monotonic());
    this.timing = true;
    try {
      const now = call(this.timer, []);
      return this.unit > 0 ? Number(clong(now)) : Math.floor(toFloat(now) * NANOSECONDS);
    } catch (caught) {
      if (toPyException(caught) === undefined) throw caught;
      writeUnraisable(caught, null, this.timer);
      return 0;
    } finally {
      this.timing = false;
    }
  }

  /** Seconds for each of the profile's units. */
  get factor(): number {
    return this.timer === null || this.unit === 0 ? 1 / NANOSECONDS : this.unit;
  }

  notInTimer(what: string): void {
    if (this.timing) throw runtimeError(`cannot ${what} profiler in external timer`);
  }
}

const entryType = defineStructSeq({
  name: "_lsprof.profiler_entry",
  doc: null,
  fields: [
    ["code", "code object, or what stands for a built-in function"],
    ["callcount", "how many calls have ended"],
    ["reccallcount", "how many of them were recursive"],
    ["totaltime", "time of the calls, in seconds"],
    ["inlinetime", "time of the calls without what they called"],
    ["calls", "what was called from here"],
  ],
});

const subentryType = defineStructSeq({
  name: "_lsprof.profiler_subentry",
  doc: null,
  fields: [
    ["code", "what was called: code object, or what stands for a built-in function"],
    ["callcount", "how many of these calls have ended"],
    ["reccallcount", "how many of them were recursive"],
    ["totaltime", "time of these calls, in seconds"],
    ["inlinetime", "time of these calls without what they called"],
  ],
});

const code = posOnly("code", object);
const offset = posOnly("instruction_offset", object);
const callable = posOnly("callable", object);
const selfArg = posOnly("self_arg", object);

const profilerType: PyType = defineType<PyProfiler>({
  name: "_lsprof.Profiler",
  basicsize: 80,
  doc: "A profiler that takes its times from the given function, or else from a fast clock.\n\ntimeunit says how many seconds an int from the function is.",
  flags: ["basetype", "gc", "heaptype", "immutable"],
  alloc: (type) => new PyProfiler(type),
  init: method(
    [
      param("timer", object, null),
      param("timeunit", double, 0.0, "0.0"),
      param("subcalls", truth, true),
      param("builtins", truth, true),
    ],
    "",
    (self: PyProfiler, timer, timeunit, subcalls, builtins) => {
      self.timer = timer;
      self.unit = timeunit;
      self.profile.subcalls = subcalls;
      self.builtins = builtins;
      return null;
    },
  ),
  methods: {
    enable: method(
      [param("subcalls", truth, true), param("builtins", truth, true)],
      "Begin to collect: with subcalls, also what each function calls; with builtins, also calls of built-in functions.",
      (self: PyProfiler, subcalls, builtins) => {
        self.profile.subcalls = subcalls;
        self.builtins = builtins;
        return activate(enabling(self));
      },
    ),
    disable: method([], "Cease to collect.", (self: PyProfiler) => {
      self.notInTimer("disable");
      return self.enabled ? activate(disabling(self)) : null;
    }),
    clear: method([], "Forget all that was collected.", (self: PyProfiler) => {
      self.notInTimer("clear");
      self.profile.clear();
      return null;
    }),
    getstats: method(
      [],
      "What was collected, as a list of profiler_entry: for each function its code object (or a text for built-in functions), its calls, the recursive ones, their time with and without what they called, and a list of profiler_subentry for what they called, or None.",
      getStats,
      { definingClass: true },
    ),
    _pystart_callback: method([code, offset], null, enterCode),
    _pythrow_callback: method([code, offset, posOnly("exception", object)], null, enterCode),
    _pyreturn_callback: method([code, offset, posOnly("retval", object)], null, (self: PyProfiler, code) => {
      self.profile.leave(code);
      return null;
    }),
    _ccall_callback: method(
      [code, offset, callable, selfArg],
      null,
      (self: PyProfiler, _code, _offset, callable, selfArg) => {
        const fn = self.builtins ? builtinOf(callable, selfArg) : null;
        if (fn !== null) self.profile.enter(fn.builtin, () => strFromJs(describe(fn)));
        return null;
      },
    ),
    _creturn_callback: method(
      [code, offset, callable, selfArg],
      null,
      (self: PyProfiler, _code, _offset, callable, selfArg) => {
        const fn = self.builtins ? builtinOf(callable, selfArg) : null;
        if (fn !== null) self.profile.leave(fn.builtin);
        return null;
      },
      { signature: "($self, code, instruction_offset, callable, self_arg,\n                  /)" },
    ),
  },
});

export default defineModule({
  name: "_lsprof",
  doc: "The profiler behind cProfile",
  types: () => ({ Profiler: profilerType, profiler_entry: entryType, profiler_subentry: subentryType }),
});

function enterCode(self: PyProfiler, code: PyValue): PyValue {
  self.profile.enter(code, () => code);
  return null;
}

function monitoring(name: string): PyValue {
  return getAttr(getAttr(importNow("sys"), "monitoring"), name);
}

function* enabling(self: PyProfiler): Calls {
  const useTool = monitoring("use_tool_id");
  try {
    yield { callable: useTool, args: [PROFILER_ID, "cProfile"], kwnames: null };
  } catch (caught) {
    if (toPyException(caught) === undefined) throw caught;
    throw valueError("Another profiling tool is already active");
  }
  let events = 0;
  for (const [event, name] of CALLBACKS) {
    const args = [PROFILER_ID, 1 << event, getAttr(self, name)];
    yield { callable: monitoring("register_callback"), args, kwnames: null };
    events |= 1 << event;
  }
  self.enabled = true;
  yield { callable: monitoring("set_events"), args: [PROFILER_ID, events], kwnames: null };
  return null;
}

function* disabling(self: PyProfiler): Calls {
  yield { callable: monitoring("free_tool_id"), args: [PROFILER_ID], kwnames: null };
  self.enabled = false;
  self.profile.flush();
  return null;
}

/** The built-in function that a call calls; methods found in a class are bound to what they are called on. */
function builtinOf(callable: PyValue, self: PyValue): PyBuiltinFunction | null {
  if (callable instanceof PyBuiltinFunction) return callable;
  if (!(callable instanceof PyMethodDescr) || self === monitoringState().missing) return null;
  const bound = typeOf(callable).tp_descr_get!(callable, self, typeOf(self));
  return bound instanceof PyBuiltinFunction ? bound : null;
}

/** A text instead of a built-in function, which would keep what it is bound to (normalizeUserObj). */
function describe({ builtin, self, module }: PyBuiltinFunction): string {
  const { name } = builtin;
  const owner = asStr(module);
  const where = owner === undefined ? "" : `${strToJs(owner)}.`;
  if (self === undefined) return `<${where === "builtins." ? "" : where}${name}>`;
  const found = typeLookup(typeOf(self), name);
  if (found !== undefined) {
    try {
      return strJs(repr(found));
    } catch (caught) {
      if (toPyException(caught) === undefined) throw caught;
    }
  }
  return `<built-in method ${where}${name}>`;
}

function getStats(self: PyProfiler): PyValue {
  const { factor } = self;
  const row = (shown: PyValue, { calls, recursive, total, inline }: Counts): PyValue[] => [
    shown,
    calls,
    recursive,
    new PyFloat(factor * total),
    new PyFloat(factor * inline),
  ];
  const ended = ([, { calls }]: [Entry, Counts]) => calls > 0;
  const list: PyValue[] = [];
  for (const entry of self.profile.all()) {
    if (entry.calls === 0) continue;
    const inner = [...entry.subentries]
      .filter(ended)
      .map(([{ shown }, counts]) => newStructSeq(subentryType, row(shown, counts)));
    const calls = entry.subentries.size === 0 ? null : new PyList(inner);
    list.push(newStructSeq(entryType, [...row(entry.shown, entry), calls]));
  }
  return new PyList(list);
}
