/**
 * `__del__` of Python classes. An instance with a finalizer keeps its attributes in a dict from when it is registered, so that its
 * estate can hold them; so do the fields of a built-in base. `__slots__` members cannot be handed on: instances that have such are
 * finalized at the end of the program only. Source: CPython Objects/typeobject.c (slot_tp_finalize, subtype_dealloc).
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
  /** Makes the object's equal; it must not refer to the object. */
  private readonly heir: (() => PyObject) | undefined;
  constructor(heir: (() => PyObject) | undefined) {
    super();
    this.heir = heir;
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
    const object = this.watched;
    const { type } = object;
    if (!type.hasDict || type.slotCount > 0) return new InstanceEstate(undefined);
    if (object instanceof PyInstance) return new InstanceEstate(instanceHeir(type, dictOf(object)));
    return new InstanceEstate(object instanceof PyType ? undefined : sharingHeir(object));
  }
}

function instanceHeir(type: PyType, dict: PyDict): () => PyObject {
  return () => {
    const equal = newInstance(type, type.dictionaryShape);
    equal.dict = dict;
    return equal;
  };
}

/**
 * The object's fields become views of a record that its equal will share, and so the equal has what a built-in base held in the end.
 * That makes a slow object, which only a class with a finalizer and a built-in base has.
 */
function sharingHeir(object: PyObject): () => PyObject {
  dictOf(object); // the record needs it
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
