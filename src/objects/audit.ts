/** Audit events (PEP 578). Source: CPython Python/sysmodule.c (PySys_Audit). */
import { lookupAttr } from "./abstract/attributes.ts";
import { call } from "./abstract/call.ts";
import { isTrue } from "./abstract/compare.ts";
import { machine } from "./machine.ts";
import type { PyValue } from "./object.ts";
import { PyTuple } from "./tuple/tuple.ts";

const KEY = {};

/** Whether any interpreter has a hook. */
let hooked = false;

/** The hooks of the current interpreter. */
export function auditHooks(): PyValue[] {
  return machine.interp.state<PyValue[]>(KEY, () => []);
}

export function addAuditHook(hook: PyValue): void {
  auditHooks().push(hook);
  hooked = true;
}

/** Whether anybody listens. */
export function isAudited(): boolean {
  return hooked && auditHooks().length > 0;
}

/** Tells the hooks about an event; what they raise stops the operation. */
export function audit(event: string, ...args: PyValue[]): void {
  if (!hooked) return;
  const hooks = auditHooks();
  const tuple = new PyTuple(args);
  for (let i = 0; i < hooks.length; i++) {
    const hook = hooks[i];
    const traceable = lookupAttr(hook, "__cantrace__");
    const tell = (): PyValue => call(hook, [event, tuple]);
    if (traceable !== undefined && isTrue(traceable)) tell();
    else machine.untraced(tell);
  }
}

/** Tells of an assignment to an attribute, or of its deletion (undefined). */
export function auditSet(self: PyValue, name: string, value: PyValue | undefined): void {
  if (value === undefined) audit("object.__delattr__", self, name);
  else audit("object.__setattr__", self, name, value);
}

/** A getter whose every use is told of. */
export function audited<S extends PyValue>(name: string, get: (self: S) => PyValue): (self: S) => PyValue {
  return (self) => {
    audit("object.__getattr__", self, name);
    return get(self);
  };
}
