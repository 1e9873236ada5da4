/** Audit events (PEP 578). Source: CPython Python/sysmodule.c (PySys_Audit). */
import { call } from "./abstract/call.ts";
import { machine } from "./machine.ts";
import type { PyValue } from "./object.ts";
import { PyTuple } from "./tuple/tuple.ts";

const KEY = {};

/** The hooks of the current interpreter. */
export function auditHooks(): PyValue[] {
  return machine.interp.state<PyValue[]>(KEY, () => []);
}

/** Tells the hooks about an event; what they raise stops the operation. */
export function audit(event: string, ...args: PyValue[]): void {
  const hooks = auditHooks();
  if (hooks.length === 0) return;
  const tuple = new PyTuple(args);
  for (let i = 0; i < hooks.length; i++) call(hooks[i], [event, tuple]);
}
