/** Who awaits whom, for asyncio's call graphs. Only futures of ours take part. Source: CPython Modules/_asynciomodule.c (future_awaited_by_*). */
import type { PyValue } from "../../objects/object.ts";
import { frozensetOf } from "../../objects/set/type.ts";
import { PyFuture } from "./future-object.ts";

/** `future_add_to_awaited_by`. */
export function addToAwaitedBy(future: PyValue, waiter: PyValue): null {
  if (!(future instanceof PyFuture && waiter instanceof PyFuture)) return null;
  const { core } = future;
  const { awaitedBy } = core;
  if (awaitedBy === null) core.awaitedBy = waiter;
  else if (awaitedBy instanceof Set) awaitedBy.add(waiter);
  else core.awaitedBy = new Set([awaitedBy, waiter]);
  return null;
}

/** `future_discard_from_awaited_by`. */
export function discardFromAwaitedBy(future: PyValue, waiter: PyValue): null {
  if (!(future instanceof PyFuture && waiter instanceof PyFuture)) return null;
  const { core } = future;
  if (core.awaitedBy instanceof Set) core.awaitedBy.delete(waiter);
  else if (core.awaitedBy === waiter) core.awaitedBy = null;
  return null;
}

/** `_asyncio_awaited_by`. */
export function futureAwaitedBy({ core: { awaitedBy } }: PyFuture): PyValue {
  if (awaitedBy === null) return null;
  return frozensetOf(awaitedBy instanceof Set ? [...awaitedBy] : [awaitedBy]);
}
