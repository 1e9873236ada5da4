/**
 * sys.monitoring (PEP 669): tools, their callbacks and the events they asked for. The state and the reporting are
 * the interpreter's (monitoring.ts). Source: CPython Python/instrumentation.c.
 */

import { EVENTS, LOCAL_EVENTS, monitoringState, restartEvents, tracingChanged } from "../../interpreter/monitoring.ts";
import { currentThread } from "../../interpreter/thread.ts";
import { PyCode } from "../../objects/code.ts";
import { cint, object } from "../../objects/converters.ts";
import { createModule } from "../../objects/create-module.ts";
import { defineModule, fn, posOnly } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import { dictOf } from "../../objects/instance-dict.ts";
import type { PyModule } from "../../objects/module.ts";
import type { PyValue } from "../../objects/object.ts";
import { PySimpleNamespace, simpleNamespaceType } from "../../objects/simple-namespace.ts";
import { asStr } from "../../objects/str/str-object.ts";

const C_RETURN_EVENTS = (1 << 16) | (1 << 17);
const CALL = 1 << 4;
const BRANCH = 1 << 18;
const BRANCH_SIDES = (1 << 8) | (1 << 9);
const USER_TOOLS = 6;

const spec = defineModule({
  name: "sys.monitoring",
  doc: null,
  functions: {
    use_tool_id: fn([posOnly("tool_id", cint), posOnly("name", object)], "Reserve a tool id.", useTool),
    clear_tool_id: fn([posOnly("tool_id", cint)], "Forget the tool's callbacks and events.", clearTool),
    free_tool_id: fn([posOnly("tool_id", cint)], "Give a tool id back.", freeTool),
    get_tool: fn([posOnly("tool_id", cint)], "Name of the tool, or None.", (id) => monitoringState().names[check(id)]),
    register_callback: fn(
      [posOnly("tool_id", cint), posOnly("event", cint), posOnly("func", object)],
      "Set the tool's callback for an event; gives the former one.",
      registerCallback,
    ),
    get_events: fn(
      [posOnly("tool_id", cint)],
      "Global events of the tool.",
      (id) => monitoringState().events[check(id)],
    ),
    set_events: fn([posOnly("tool_id", cint), posOnly("event_set", cint)], "Set the tool's global events.", setEvents),
    get_local_events: fn(
      [posOnly("tool_id", cint), posOnly("code", object)],
      "The tool's events in a code object.",
      (id, code) => monitoringState().local[check(id)].get(codeArg(code)) ?? 0,
    ),
    set_local_events: fn(
      [posOnly("tool_id", cint), posOnly("code", object), posOnly("event_set", cint)],
      "Set the tool's events in a code object.",
      setLocalEvents,
    ),
    restart_events: fn([], "Report events again that callbacks have disabled.", () => {
      restartEvents();
      return null;
    }),
    _all_events: fn([], "All events that are monitored.", allEvents),
  },
  constants: () => ({ DEBUGGER_ID: 0, COVERAGE_ID: 1, PROFILER_ID: 2, OPTIMIZER_ID: 5 }),
});

/** The module object, with its `events` namespace. */
export function newMonitoring(): PyModule {
  const module = createModule(spec);
  const events = new PySimpleNamespace(simpleNamespaceType);
  const names = dictOf(events);
  EVENTS.forEach((name, i) => {
    names.setStr(name, 1 << i);
  });
  names.setStr("NO_EVENTS", 0);
  const { disable, missing } = monitoringState();
  module.dict!.setStr("events", events);
  module.dict!.setStr("DISABLE", disable);
  module.dict!.setStr("MISSING", missing);
  return module;
}

function check(id: number): number {
  if (id < 0 || id >= USER_TOOLS) throw valueError(`invalid tool ${id} (must be between 0 and 5)`);
  return id;
}

function inUse(id: number): number {
  check(id);
  if (monitoringState().names[id] === null) throw valueError(`tool ${id} is not in use`);
  return id;
}

function codeArg(value: PyValue): PyCode {
  if (!(value instanceof PyCode)) throw typeError("code must be a code object");
  return value;
}

function useTool(id: number, name: PyValue): PyValue {
  check(id);
  if (asStr(name) === undefined) throw valueError("tool name must be a str");
  const { names } = monitoringState();
  if (names[id] !== null) throw valueError(`tool ${id} is already in use`);
  names[id] = name;
  return null;
}

function clearTool(id: number): PyValue {
  check(id);
  const state = monitoringState();
  if (state.names[id] === null) return null;
  state.events[id] = 0;
  state.local[id].clear();
  state.callbacks[id].fill(undefined);
  state.disabled[id].clear();
  return changed();
}

/** The machine is to look at what is monitored now. */
function changed(): PyValue {
  return tracingChanged(currentThread.interp.scheduler.threads);
}

function freeTool(id: number): PyValue {
  const answer = clearTool(id);
  monitoringState().names[id] = null;
  return answer;
}

function registerCallback(id: number, event: number, func: PyValue): PyValue {
  check(id);
  const bit = 31 - Math.clz32(event);
  if (event <= 0 || event !== 1 << bit) throw valueError("The callback can only be set for one event at a time");
  if (bit >= EVENTS.length) throw valueError(`invalid event ${event}`);
  const callbacks = monitoringState().callbacks[id];
  const former = callbacks[bit];
  callbacks[bit] = func === null ? undefined : func;
  return former ?? null;
}

/** Checks an event set; C_RETURN and C_RAISE come and go with CALL. */
function eventSet(events: number): number {
  if (events < 0 || events >= 1 << EVENTS.length)
    throw valueError(`invalid event set 0x${(events >>> 0).toString(16)}`);
  let set = events;
  if ((set & C_RETURN_EVENTS) !== 0 && (set & CALL) === 0)
    throw valueError("cannot set C_RETURN or C_RAISE events independently");
  set &= ~C_RETURN_EVENTS;
  if ((set & BRANCH) !== 0) set = (set & ~BRANCH) | BRANCH_SIDES;
  return set;
}

function setEvents(id: number, events: number): PyValue {
  check(id);
  const set = eventSet(events);
  monitoringState().events[inUse(id)] = set;
  return changed();
}

function setLocalEvents(id: number, code: PyValue, events: number): PyValue {
  const local = codeArg(code);
  check(id);
  const set = eventSet(events);
  if (set >= 1 << LOCAL_EVENTS) throw valueError(`invalid local event set 0x${set.toString(16)}`);
  const { [inUse(id)]: codes } = monitoringState().local;
  if (set === 0) codes.delete(local);
  else codes.set(local, set);
  return changed();
}

function allEvents(): PyValue {
  const { events } = monitoringState();
  const dict = new PyDict();
  for (let bit = 0; bit < EVENTS.length - 1; bit++) {
    const tools = events.reduce((set, tool, id) => set | (((tool >> bit) & 1) << id), 0);
    if (tools !== 0) dict.setStr(EVENTS[bit], tools);
  }
  return dict;
}
