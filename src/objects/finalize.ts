/**
 * Finalizers. JavaScript's collector tells of an object only after it is gone. So an object that has something to do then leaves an
 * *estate*: what it takes to make its equal again, on which the finalizer runs. An estate never refers to the object itself; one that
 * is reached from its own estate is finalized at the end of the program.
 *
 * Most objects settle their estates soon (a coroutine is awaited, a generator runs to its end). So new estates are merely
 * listed, together with their objects; those that last are registered with the collector at the next look at everything periodic.
 * Matches what CPython's tp_finalize and tp_del are for.
 */
import type { PyObject } from "./object.ts";

export abstract class Estate {
  /** The object, while it exists and is registered. */
  object: WeakRef<PyObject> | null = null;
  settled = false;
  /** The object's equal; undefined when there cannot be one. */
  abstract revive(): PyObject | undefined;
  /** Does what is to be done, on the object itself or its equal. */
  abstract finalize(object: PyObject): void;
  /** What an exception out of `finalize` is reported with. */
  abstract complaint(object: PyObject): string;
}

const registry = new FinalizationRegistry<{ estate: Estate; estates: Estates }>(({ estate, estates }) => {
  if (!estate.settled) estates.lost(estate);
});

/** The estates of one interpreter. */
export class Estates {
  private readonly young: Map<Estate, PyObject> = new Map();
  /** Registered with the collector. */
  private readonly old: Set<Estate> = new Set();
  private due: Estate[] = [];
  private readonly schedule: (call: () => void) => void;
  private readonly report: (caught: unknown, message: string) => void;

  /** `schedule` has something called by the main thread soon, `report` tells of an exception that nobody can catch. */
  constructor(schedule: (call: () => void) => void, report: (caught: unknown, message: string) => void) {
    this.schedule = schedule;
    this.report = report;
  }

  add(object: PyObject, estate: Estate): void {
    this.young.set(estate, object);
  }

  /** Nothing is left to be done. */
  settle(estate: Estate): void {
    estate.settled = true;
    if (!this.young.delete(estate)) this.old.delete(estate);
  }

  get hasYoung(): boolean {
    return this.young.size > 0;
  }

  /** Hands the listed objects to the collector. */
  register(): void {
    for (const [estate, object] of this.young) {
      estate.object = new WeakRef(object);
      this.old.add(estate);
      registry.register(object, { estate, estates: this });
    }
    this.young.clear();
  }

  /** The collector has taken an estate's object. */
  lost(estate: Estate): void {
    if (this.due.length === 0) this.schedule(() => this.finalizeDue());
    this.due.push(estate);
  }

  finalizeDue(): void {
    const { due } = this;
    this.due = [];
    for (const estate of due) this.finalize(estate, undefined);
  }

  /** At the end of the program: everything that is left, oldest first. */
  finalizeAll(): void {
    const left: [Estate, PyObject | undefined][] = [];
    for (const estate of this.old) left.push([estate, estate.object?.deref()]);
    for (const [estate, object] of this.young) left.push([estate, object]);
    this.due = [];
    for (const [estate, object] of left) this.finalize(estate, object);
  }

  private finalize(estate: Estate, object: PyObject | undefined): void {
    if (estate.settled) return;
    this.settle(estate);
    const target = object ?? estate.revive();
    if (target === undefined) return;
    try {
      estate.finalize(target);
    } catch (caught) {
      this.report(caught, estate.complaint(target));
    }
  }
}
