/**
 * Cycles through objects with estates. Such an object is reached from its own estate, so the collector never takes it; and whether
 * anything else refers to it only the collector knows. So all objects of the cycle get doubles that refer to each other in place of
 * the originals, and for the length of one collection the estates have these instead of what the objects themselves have. Originals that
 * are gone then have been garbage, and their doubles are what is left of them; otherwise the estates get back what they had.
 *
 * Only plain data is followed: what lies in instances, containers, closures and bound methods. Types, modules and frames lead to everything.
 * Matches what CPython's collector does for unreachable objects with finalizers (Python/gc.c, finalize_garbage).
 */
import { shareIdentity } from "./address.ts";
import { PyCell } from "./cell.ts";
import { PyDict } from "./dict/dict.ts";
import type { Estate } from "./finalize.ts";
import { PyFunction } from "./function.ts";
import { PyList } from "./list/list.ts";
import { PyMethod } from "./method.ts";
import { PyInstance, PyObject, PyWideInstance } from "./object.ts";
import { PyTuple } from "./tuple/tuple.ts";

/** Fields that are followed; beside them `dict` and `slots`, which subclasses of built-in types have. */
const INSTANCE_FIELDS = ["f0", "f1", "f2", "f3", "more"];
const followed = (): ReadonlyMap<unknown, readonly string[]> =>
  new Map<unknown, readonly string[]>([
    [PyInstance, INSTANCE_FIELDS],
    [PyWideInstance, [...INSTANCE_FIELDS, "f4", "f5", "f6", "f7"]],
    [PyDict, ["vals"]],
    [PyList, ["items"]],
    [PyTuple, ["items"]],
    [PyCell, ["v"]],
    [PyMethod, ["self", "func"]],
    [PyFunction, ["closure", "defaults"]],
  ]);
let table: ReadonlyMap<unknown, readonly string[]> | undefined;

type Fields = Record<string, unknown>;

/** An estate whose object lies on a cycle, while the doubles stand in. */
export interface StandIn {
  readonly estate: Estate;
  readonly object: WeakRef<PyObject>;
}

/** Makes doubles of the cycles through the objects of these estates, and gives them to the estates. */
export function standIns(estates: Iterable<Estate>): StandIn[] {
  const owners = new Map<PyObject, Estate>();
  for (const estate of estates) {
    const object = estate.canStandIn ? estate.object?.deref() : undefined;
    if (object !== undefined) owners.set(object, estate);
  }
  const found: StandIn[] = [];
  for (const cycle of cyclesFrom([...owners.keys()])) {
    if (!cycle.some((object) => owners.has(object))) continue;
    const doubles = doublesOf(cycle);
    const all = new Set(doubles.values());
    for (const object of cycle) {
      const estate = owners.get(object);
      if (estate === undefined) continue;
      estate.standIn(doubles.get(object)!, all);
      found.push({ estate, object: new WeakRef(object) });
    }
  }
  return found;
}

/** The collection is over: the estates of objects that live hold again what these have. */
export function restore(cases: readonly StandIn[]): void {
  for (const { estate, object } of cases) {
    const live = object.deref();
    if (live !== undefined && !estate.settled) estate.restore(live);
  }
}

function fieldsOf(object: PyObject): readonly string[] | undefined {
  table ??= followed();
  return table.get(object.constructor);
}

function childrenOf(object: PyObject): PyObject[] {
  const children: PyObject[] = [];
  const fields = object as unknown as Fields;
  const take = (value: unknown): void => {
    if (value instanceof PyObject && fieldsOf(value) !== undefined) children.push(value);
  };
  for (const name of [...fieldsOf(object)!, "dict", "slots"]) {
    const value = fields[name];
    if (Array.isArray(value)) value.forEach(take);
    else take(value);
  }
  return children;
}

interface Visit {
  readonly object: PyObject;
  readonly children: PyObject[];
  readonly index: number;
  low: number;
  next: number;
  isOpen: boolean;
}

/** The strongly connected components that are cycles, among what can be reached (Tarjan's algorithm, without recursion). */
function cyclesFrom(roots: readonly PyObject[]): PyObject[][] {
  const visits = new Map<PyObject, Visit>();
  const open: Visit[] = [];
  const cycles: PyObject[][] = [];
  const enter = (object: PyObject): Visit => {
    const visit = { object, children: childrenOf(object), index: visits.size, low: visits.size, next: 0, isOpen: true };
    visits.set(object, visit);
    open.push(visit);
    return visit;
  };
  for (const root of roots) {
    if (fieldsOf(root) === undefined || visits.has(root)) continue;
    const path = [enter(root)];
    while (path.length > 0) {
      const visit = path[path.length - 1];
      if (visit.next < visit.children.length) {
        const child = visit.children[visit.next++];
        const known = visits.get(child);
        if (known === undefined) path.push(enter(child));
        else if (known.isOpen) visit.low = Math.min(visit.low, known.index);
        continue;
      }
      path.pop();
      if (path.length > 0) path[path.length - 1].low = Math.min(path[path.length - 1].low, visit.low);
      if (visit.low === visit.index) close(visit);
    }
  }
  return cycles;

  function close(first: Visit): void {
    const members: PyObject[] = [];
    for (let member: Visit; ; ) {
      member = open.pop()!;
      member.isOpen = false;
      members.push(member.object);
      if (member === first) break;
    }
    if (members.length > 1 || first.children.includes(first.object)) cycles.push(members);
  }
}

/** Objects that have all that the originals have, and refer to each other where those do. */
function doublesOf(originals: readonly PyObject[]): Map<PyObject, PyObject> {
  const doubles = new Map<PyObject, PyObject>();
  for (const original of originals) {
    const double = Object.create(Object.getPrototypeOf(original)) as PyObject;
    doubles.set(original, double);
    shareIdentity(original, double);
  }
  const exchange = (value: unknown): unknown => doubles.get(value as PyObject) ?? value;
  for (const [original, double] of doubles) {
    const from = original as unknown as Fields;
    const to = double as unknown as Fields;
    for (const name of Object.keys(from)) {
      const value = from[name];
      to[name] = Array.isArray(value) ? value.map(exchange) : exchange(value);
    }
  }
  return doubles;
}
