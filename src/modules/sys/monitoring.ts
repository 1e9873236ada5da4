/**
 * sys.monitoring (PEP 669): tools, their callbacks and the events they asked for. The state and the reporting are
 * the interpreter's (monitoring.ts). Source: CPython Python/instrumentation.c.
 */

import {
  EVENT,
  EVENTS,
  enableNew,
  LOCAL_EVENTS,
  monitoringState,
  restartEvents,
  TOOLS,
  tracingChanged,
  UNGROUPED_EVENTS,
} from "../../interpreter/monitoring.ts";
import { currentThread } from "../../interpreter/thread.ts";
import { audit } from "../../objects/audit.ts";
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

const C_RETURN_EVENTS = (1 << EVENT.C_RETURN) | (1 << EVENT.C_RAISE);
const C_CALL_EVENTS = C_RETURN_EVENTS | (1 << EVENT.CALL);
const BRANCH_SIDES = (1 << EVENT.BRANCH_LEFT) | (1 << EVENT.BRANCH_RIGHT);

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
  if (id < 0 || id >= TOOLS) throw valueError(`invalid tool ${id} (must be between 0 and 5)`);
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
  if (event === 0 || event !== 1 << bit) throw valueError("The callback can only be set for one event at a time");
  if (bit >= EVENTS.length) throw valueError(`invalid event ${event}`);
  audit("sys.monitoring.register_callback", func);
  const state = monitoringState();
  const callbacks = state.callbacks[id];
  // BRANCH stands for both ways that a branch can go.
  const first = bit === EVENT.BRANCH ? EVENT.BRANCH_LEFT : bit;
  const former = callbacks[first];
  callbacks[first] = func === null ? undefined : func;
  if (bit === EVENT.BRANCH) state.branchCallbacks[id] = callbacks[EVENT.BRANCH_RIGHT] = callbacks[first];
  return former ?? null;
}

/** C_RETURN and C_RAISE come and go with CALL; BRANCH means both sides. */
function eventSet(events: number): number {
  if ((events & C_RETURN_EVENTS) !== 0 && (events & C_CALL_EVENTS) !== C_CALL_EVENTS)
    throw valueError("cannot set C_RETURN or C_RAISE events independently");
  const set = events & ~C_RETURN_EVENTS;
  return ((set >> EVENT.BRANCH) & 1) === 0 ? set : (set & ~(1 << EVENT.BRANCH)) | BRANCH_SIDES;
}

function hex(events: number): string {
  return `0x${(events >>> 0).toString(16)}`;
}

function setEvents(id: number, events: number): PyValue {
  check(id);
  if (events < 0 || events >= 1 << EVENTS.length) throw valueError(`invalid event set ${hex(events)}`);
  const set = eventSet(events);
  const state = monitoringState();
  const former = state.events[inUse(id)];
  state.events[id] = set;
  enableNew(state, id, set & ~former, null);
  return changed();
}

function setLocalEvents(id: number, code: PyValue, events: number): PyValue {
  const local = codeArg(code);
  check(id);
  const set = eventSet(events);
  if (set < 0 || set >= 1 << LOCAL_EVENTS) throw valueError(`invalid local event set ${hex(set)}`);
  const state = monitoringState();
  const codes = state.local[inUse(id)];
  const former = (codes.get(local) ?? 0) | state.events[id];
  if (set === 0) codes.delete(local);
  else codes.set(local, set);
  enableNew(state, id, set & ~former, local);
  return changed();
}

function allEvents(): PyValue {
  const { events } = monitoringState();
  const dict = new PyDict();
  for (let bit = 0; bit < UNGROUPED_EVENTS; bit++) {
    const tools = events.reduce((set, tool, id) => set | (((tool >> bit) & 1) << id), 0);
    if (tools !== 0) dict.setStr(EVENTS[bit], tools);
  }
  return dict;
}
