/** The C interface to monitoring: code-like objects that fire events themselves. Source: CPython Modules/_testcapi/monitoring.c, Python/instrumentation.c. */
import { tellTool } from "../../interpreter/fire.ts";
import { stopIterationWith } from "../../interpreter/generators/generator.ts";
import { EVENT, monitoringState, TOOLS } from "../../interpreter/monitoring.ts";
import { currentThread } from "../../interpreter/thread.ts";
import { asCInt } from "../../objects/abstract/number.ts";
import { cint, object } from "../../objects/converters.ts";
import { defineType, fn, method, posOnly, varArgs } from "../../objects/declare.ts";
import { isException, typeError, valueError } from "../../objects/errors.ts";
import { PyExc_StopIteration } from "../../objects/exceptions/types.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";

/** Which tools are told of each of its events. */
class CodeLike extends PyObject {
  readonly active: number[];
  constructor(type: PyType, events: number) {
    super(type);
    this.active = new Array(events).fill(0);
  }
}

export const codeLikeType = defineType<CodeLike>({
  name: "monitoring.CodeLike",
  doc: "Something that fires events of monitoring.",
  slots: { tp_str: (self: CodeLike) => `PyCodeLikeObject: num_events ${self.active.length}` },
  new: method([posOnly("events", cint)], "", (type: PyType, events: number) => new CodeLike(type, events), {
    signature: null,
  }),
});

function codeLike(value: PyValue): CodeLike {
  if (value instanceof CodeLike) return value;
  throw typeError(`expected a code-like, got ${typeName(value)}`);
}

/** Tells the tools that are active for the event in the present scope; the answer says which still are. */
function fireAt(value: PyValue, offset: number, event: number, args: readonly PyValue[]): PyValue {
  const code = codeLike(value);
  const tools = code.active[offset];
  if (tools === 0) return 0;
  if (offset < 0) throw valueError("offset must be non-negative");
  const state = monitoringState();
  for (let tool = TOOLS - 1; tool >= 0; tool--) {
    const callback = state.callbacks[tool][event];
    if (((tools >> tool) & 1) === 0 || callback === undefined) continue;
    const told = event === EVENT.LINE ? [code, ...args] : [code, offset, ...args];
    if (tellTool(currentThread, state, tool, event, callback, told)) code.active[offset] &= ~(1 << tool);
  }
  return code.active[offset];
}

function firing(event: number, names: readonly string[], prepare = (args: PyValue[]): PyValue[] => args) {
  return fn(
    [posOnly("codelike", object), posOnly("offset", cint), varArgs("args")],
    "Fire an event of monitoring.",
    (code: PyValue, offset: number, args: PyValue[]) => {
      if (args.length !== names.length) {
        throw typeError(`function takes exactly ${names.length + 2} arguments (${args.length + 2} given)`);
      }
      return fireAt(code, offset, event, prepare(args));
    },
    { signature: null },
  );
}

function firingException(event: number) {
  return firing(event, ["exception"], ([exception]) => {
    if (exception === null) throw valueError(`Firing event ${event} with no exception set`);
    return [exception];
  });
}

/** An exception to stop with, or the value of one. */
function stopArgument([value]: PyValue[]): PyValue[] {
  return [isException(value, PyExc_StopIteration) ? value : stopIterationWith(value)];
}

/** The tools that ask globally for each of the given events. */
function enterScope(value: PyValue, events: PyValue[]): PyValue {
  const { active } = codeLike(value);
  const state = monitoringState();
  events.forEach((event, i) => {
    const bit = asCInt(event);
    const tools = state.events.reduce((set, wanted, tool) => set | (((wanted >> bit) & 1) << tool), 0);
    if (i < active.length) active[i] = tools;
  });
  return null;
}

export const monitoringFunctions = {
  fire_event_py_start: firing(EVENT.PY_START, []),
  fire_event_py_resume: firing(EVENT.PY_RESUME, []),
  fire_event_py_return: firing(EVENT.PY_RETURN, ["retval"]),
  fire_event_c_return: firing(EVENT.C_RETURN, ["retval"]),
  fire_event_py_yield: firing(EVENT.PY_YIELD, ["retval"]),
  fire_event_call: firing(EVENT.CALL, ["callable", "arg0"]),
  fire_event_line: firing(EVENT.LINE, ["lineno"]),
  fire_event_jump: firing(EVENT.JUMP, ["target_offset"]),
  fire_event_branch_right: firing(EVENT.BRANCH_RIGHT, ["target_offset"]),
  fire_event_branch_left: firing(EVENT.BRANCH_LEFT, ["target_offset"]),
  fire_event_py_throw: firingException(EVENT.PY_THROW),
  fire_event_raise: firingException(EVENT.RAISE),
  fire_event_c_raise: firingException(EVENT.C_RAISE),
  fire_event_reraise: firingException(EVENT.RERAISE),
  fire_event_exception_handled: firingException(EVENT.EXCEPTION_HANDLED),
  fire_event_py_unwind: firingException(EVENT.PY_UNWIND),
  fire_event_stop_iteration: firing(EVENT.STOP_ITERATION, ["value"], stopArgument),
  monitoring_enter_scope: fn(
    [posOnly("codelike", object), varArgs("events")],
    "PyMonitoring_EnterScope()",
    enterScope,
    { signature: null },
  ),
  monitoring_exit_scope: fn([], "PyMonitoring_ExitScope()", () => null, { signature: null }),
};
