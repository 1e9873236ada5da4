/**
 * `__del__` of Python classes. An instance with a finalizer keeps its attributes in a dict from when it is registered, so that its
 * estate can hold them; where it has `__slots__` or a built-in base, all its fields are shared with the estate. Source: CPython Objects/typeobject.c (slot_tp_finalize, subtype_dealloc).
 */
import { typeLookup } from "../abstract/attributes.ts";
import { reprJs } from "../abstract/repr.ts";
import type { PyDict } from "../dict/dict.ts";
import { Estate, type Watched } from "../finalize.ts";
import { dictOf } from "../instance-dict.ts";
import { machine } from "../machine.ts";
import { newInstance, PyInstance, type PyObject } from "../object.ts";
import { PyType } from "../type-object.ts";

class InstanceEstate extends Estate {
  override readonly canStandIn = true;
  /** Makes the object's equal; it must not refer to the object. */
  private heir: (() => PyObject) | undefined;
  constructor(object: PyObject) {
    super();
    this.heir = heirOf(object);
  }

  override standIn(double: PyObject, cycle: ReadonlySet<PyObject>): void {
    this.heir = () => double;
    this.cycle = cycle;
  }

  override restore(object: PyObject): void {
    this.heir = heirOf(object);
    this.cycle = null;
  }

  override revive(): PyObject | undefined {
    return this.heir?.();
  }

  override finalize(object: PyObject): void {
    if (typeLookup(object.type, "__del__") !== undefined) object.type.tp_finalize!(object);
  }

  override complaint(object: PyObject): string {
    return `Exception ignored while calling deallocator ${reprJs(typeLookup(object.type, "__del__") ?? null)}`;
  }
}

class NewInstance implements Watched {
  youngIndex = -1;
  readonly watched: PyObject;
  constructor(watched: PyObject) {
    this.watched = watched;
  }

  leave(): Estate {
    return new InstanceEstate(this.watched);
  }
}

function heirOf(object: PyObject): (() => PyObject) | undefined {
  if (object instanceof PyType) return undefined;
  const { type } = object;
  const isPlain = object instanceof PyInstance && type.hasDict && type.slotCount === 0;
  return isPlain ? instanceHeir(type, dictOf(object)) : sharingHeir(object);
}

function instanceHeir(type: PyType, dict: PyDict): () => PyObject {
  return () => {
    const equal = newInstance(type, type.dictionaryShape);
    equal.dict = dict;
    return equal;
  };
}

/**
 * The object's fields become views of a record that its equal will share, and so the equal has what the object held in the end.
 * That makes a slow object, which only a class with a finalizer and a built-in base or `__slots__` has.
 */
function sharingHeir(object: PyObject): () => PyObject {
  // The record needs it.
  if (object.type.hasDict) dictOf(object);
  const record = { ...object } as unknown as Record<string, unknown>;
  const prototype = Object.getPrototypeOf(object);
  shareFields(object, record);
  return () => shareFields(Object.create(prototype) as PyObject, record);
}

function shareFields(object: PyObject, record: Record<string, unknown>): PyObject {
  for (const name of Object.keys(record)) {
    Object.defineProperty(object, name, {
      get: () => record[name],
      set: (value: unknown) => {
        record[name] = value;
      },
      enumerable: true,
      configurable: true,
    });
  }
  return object;
}

/** To be called for every new instance of a class with a finalizer. */
export function watchInstance(object: PyObject): void {
  machine.interp.estates.watch(new NewInstance(object));
}
