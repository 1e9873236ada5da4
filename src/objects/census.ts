/**
 * What gc tells about the objects there are: which of them CPython's collector would track, what they refer to, and, where the host can
 * search its heap, all of them. Source: CPython Python/gc.c (gc_get_objects, gc_get_referrers), the types' tp_traverse.
 */
import { type Str, WideStr } from "../kernel/str.ts";
import { PyCapsule } from "./capsule.ts";
import { PyDict } from "./dict/dict.ts";
import { PyList } from "./list/list.ts";
import { machine } from "./machine.ts";
import { PyObject, type PyValue } from "./object.ts";
import { PySet } from "./set/set.ts";
import { PyTuple } from "./tuple/tuple.ts";
import { tupleType } from "./tuple/type.ts";
import { PyType, TPFLAGS } from "./type-object.ts";

/** Built-in types whose instances refer to nothing that could refer back; instances of their subclasses are tracked. */
const ATOMS: ReadonlySet<Str> = new Set([
  "bytearray",
  "bytes",
  "code",
  "complex",
  "datetime.date",
  "datetime.datetime",
  "datetime.time",
  "datetime.timedelta",
  "datetime.timezone",
  "ellipsis",
  "float",
  "NotImplementedType",
  "object",
  "range",
  "range_iterator",
]);

/** Atoms are not tracked; containers are, but for tuples of what is not tracked, as CPython's collector leaves them. */
export function isTracked(value: PyValue): boolean {
  if (!(value instanceof PyObject) || value instanceof WideStr) return false;
  if (value instanceof PyTuple && value.type === tupleType) return value.items.some(isTracked);
  if (value instanceof PyCapsule) return value.isTracked;
  if (value instanceof PyType) return (value.flags & TPFLAGS.HEAPTYPE) !== 0;
  return value.type.spec === null || !ATOMS.has(value.type.tp_name);
}

/** All tracked objects, but for those that are being finalized; undefined where the host does not tell. */
export function trackedObjects(): PyObject[] | undefined {
  const { host, estates } = machine.interp;
  // Prototypes have no type of their own, and what a type's description promises is not there before it is linked.
  return host.instancesOf?.(PyObject.prototype)?.filter((object): object is PyObject => {
    if (!Object.hasOwn(object, "type") || !((object as PyObject).type instanceof PyType)) return false;
    return isTracked(object as PyObject) && !estates.unreachable.has(object as PyObject);
  });
}

/** What an object refers to itself. */
export function referentsOf(value: PyValue): PyValue[] {
  if (value instanceof PyDict) return [...value.keysArray(), ...value.valuesArray(), ...fieldReferents(value)];
  if (value instanceof PySet) return value.keys.filter((key) => key !== undefined);
  if (value instanceof PyList || value instanceof PyTuple) return [...value.items, ...fieldReferents(value)];
  return value instanceof PyObject && isTracked(value) ? fieldReferents(value) : [];
}

/** Fields that are not what a program would call references. */
const OWN_MATTERS: ReadonlySet<string> = new Set(["cells", "index", "items", "keys", "others", "vals"]);

/** The objects that lie in the fields of one, in its attributes as long as nobody has asked for its dict, and its class. */
function fieldReferents(value: PyObject): PyValue[] {
  const found: PyValue[] = [];
  const take = (item: unknown): void => {
    if (item instanceof PyObject && (item !== value.type || isTracked(value.type))) found.push(item);
  };
  const isContainer = value instanceof PyDict || value instanceof PyList || value instanceof PyTuple;
  for (const [name, field] of Object.entries(value)) {
    if (isContainer && OWN_MATTERS.has(name)) continue;
    if (Array.isArray(field)) field.forEach(take);
    else take(field);
  }
  return found;
}
