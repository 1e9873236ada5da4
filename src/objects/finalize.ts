/**
 * Finalizers. JavaScript's collector tells of an object only after it is gone. So an object that has something to do then leaves an
 * *estate*: what it takes to make its equal again, on which the finalizer runs. An estate never refers to the object itself; an object that
 * is reached from its own estate is found by gc.collect() where it can be (cycles.ts), else it is finalized at the end of the program.
 *
 * Most objects have nothing left to do soon (a coroutine is awaited, a generator runs to its end), and an estate costs more than they do.
 * So they are merely listed at first; those that stay for a while, or are too many, make their estates and are registered with the
 * collector.
 * Matches what CPython's tp_finalize and tp_del are for.
 */
import type { PyObject, PyValue } from "./object.ts";

/** An object that has something to do when it is lost, or what stands for it in the list. */
export interface Watched {
  /** Place in the lists of new objects (`AGED` is that of the first in the second one), -1 when it is in neither. */
  youngIndex: number;
  readonly watched: PyObject;
  /** Called once, when the object is registered. */
  leave(): Estate;
}

/** How long objects are merely listed at least, in nanoseconds, which is at most twice as long, and how many of them at most. */
const YOUTH = 100_000_000n;
const MOST_YOUNG = 10_000;

const AGED = 2 ** 29;

export abstract class Estate {
  /** The object, while it exists. */
  object: WeakRef<PyObject> | null = null;
  /** Its number among all that were registered. */
  serial = 0;
  settled = false;
  /** The object's equal; undefined when there cannot be one. */
  abstract revive(): PyObject | undefined;
  /** All doubles of the cycle that the object was on. */
  cycle: ReadonlySet<PyObject> | null = null;
  /** Whether a double of the object can be made, and whether `revive` may then answer that. */
  readonly canStandIn: boolean = false;
  /** `revive` answers the double from now on, and nothing refers to what the object itself has. `cycle` are all doubles. */
  standIn(_double: PyObject, _cycle: ReadonlySet<PyObject>): void {}
  /** The estate holds again what the object has. */
  restore(_object: PyObject): void {}
  /** Does what is to be done, on the object itself or its equal. */
  abstract finalize(object: PyObject): void;
  /** What an exception out of `finalize` is reported with. */
  abstract complaint(object: PyObject): string;
}

/** The estates of one interpreter. Nothing that lives longer refers to them: an interpreter that is dropped takes them along. */
export class Estates {
  private young: Watched[] = [];
  /** Those of them that have been listed for a while: what comes and goes all the time is hardly ever among them. */
  private aged: Watched[] = [];
  /** Registered with the collector, oldest first. */
  private readonly old: Set<Estate> = new Set();
  private due: Estate[] = [];
  /** How many have been registered, and the first of those that were finalized since this was set. */
  registered = 0;
  oldestFinalized = Number.POSITIVE_INFINITY;
  /** Those that live on (`gc.is_finalized`). */
  readonly survivors: WeakSet<PyObject> = new WeakSet();
  /** The objects whose finalizer is running: CPython's collector does not count them among those there are. */
  unreachable: ReadonlySet<PyObject> = new Set();
  /** When a look found listed objects, since those were last registered or had aged. */
  private listedSince: bigint | null = null;
  private readonly registry: FinalizationRegistry<Estate> = new FinalizationRegistry((estate) => {
    if (!estate.settled) this.lost(estate);
  });
  private readonly schedule: (call: () => void) => void;
  private readonly report: (caught: unknown, message: string) => void;

  /** `schedule` has something called by the main thread soon, `report` tells of an exception that nobody can catch. */
  constructor(schedule: (call: () => void) => void, report: (caught: unknown, message: string) => void) {
    this.schedule = schedule;
    this.report = report;
  }

  watch(object: Watched): void {
    object.youngIndex = this.young.length;
    this.young.push(object);
  }

  /** The object, which is still listed, has nothing left to do. */
  forget(object: Watched): void {
    const isAged = object.youngIndex >= AGED;
    const list = isAged ? this.aged : this.young;
    const last = list.pop()!;
    if (last !== object) {
      list[object.youngIndex - (isAged ? AGED : 0)] = last;
      last.youngIndex = object.youngIndex;
    }
    object.youngIndex = -1;
  }

  /** Nothing is left to be done for a registered object. */
  settle(estate: Estate): void {
    estate.settled = true;
    this.old.delete(estate);
  }

  get hasYoung(): boolean {
    return this.young.length + this.aged.length > 0;
  }

  /** A look at everything periodic. True: objects have been registered, some of which keep what they have elsewhere from now on. */
  look(now: bigint): boolean {
    this.listedSince ??= now;
    const { young, aged } = this;
    if (young.length + aged.length > MOST_YOUNG) {
      this.register();
      return true;
    }
    if (now - this.listedSince < YOUTH) return false;
    for (const entry of aged) this.handOver(entry);
    this.aged = young;
    young.forEach((entry, i) => {
      entry.youngIndex = AGED + i;
    });
    this.young = [];
    this.listedSince = young.length > 0 ? now : null;
    return aged.length > 0;
  }

  /** Visits the objects that have something to do when they are lost: those listed, and those registered with an estate of this kind. */
  each(kind: abstract new (...parts: never) => Estate, visit: (object: PyObject) => void): void {
    for (const entry of this.aged) visit(entry.watched);
    for (const entry of this.young) visit(entry.watched);
    for (const estate of this.old) {
      // Each look through a `WeakRef` costs, and keeps its object until the host's next task.
      const object = estate instanceof kind ? estate.object?.deref() : undefined;
      if (object !== undefined) visit(object);
    }
  }

  /** Hands the listed objects to the collector. */
  register(): void {
    for (const entry of this.aged) this.handOver(entry);
    for (const entry of this.young) this.handOver(entry);
    this.aged.length = 0;
    this.young.length = 0;
    this.listedSince = null;
  }

  private handOver(entry: Watched): void {
    entry.youngIndex = -1;
    const estate = entry.leave();
    estate.object = new WeakRef(entry.watched);
    estate.serial = ++this.registered;
    this.old.add(estate);
    this.registry.register(entry.watched, estate);
  }

  /** The collector has taken an estate's object. */
  lost(estate: Estate): void {
    if (this.due.length === 0) this.schedule(() => this.finalizeDue());
    this.due.push(estate);
  }

  /** The estates that are registered with the collector. */
  waiting(): Iterable<Estate> {
    return this.old;
  }

  finalizeDue(): void {
    const { due } = this;
    this.due = [];
    for (const estate of due) this.finalize(estate);
  }

  /** At the end of the program: everything that is left, but for the objects in `kept`. */
  finalizeAll(kept: ReadonlySet<PyValue> = new Set()): void {
    this.register();
    this.due = [];
    for (const estate of [...this.old]) {
      if (kept.size === 0 || !kept.has(estate.object?.deref() ?? null)) this.finalize(estate);
    }
  }

  private finalize(estate: Estate): void {
    if (estate.settled) return;
    this.oldestFinalized = Math.min(this.oldestFinalized, estate.serial);
    this.settle(estate);
    const target = estate.object?.deref() ?? estate.revive();
    if (target === undefined) return;
    this.survivors.add(target);
    const outer = this.unreachable;
    this.unreachable = estate.cycle ?? new Set([target]);
    try {
      estate.finalize(target);
    } catch (caught) {
      this.report(caught, estate.complaint(target));
    } finally {
      this.unreachable = outer;
    }
  }
}
