/**
 * `__del__` of Python classes. An instance with a finalizer keeps its attributes in a dict from when it is registered, so that its
 * estate can hold them; a value of an immutable built-in base is handed on too. `__slots__` members and the contents of mutable bases
 * cannot be: instances that have such are finalized at the end of the program only. Source: CPython Objects/typeobject.c (slot_tp_finalize, subtype_dealloc).
 */
import { typeLookup } from "../abstract/attributes.ts";
import { reprJs } from "../abstract/repr.ts";
import { PyBytes } from "../bytes/bytes-object.ts";
import { PyComplex } from "../complex/complex-object.ts";
import type { PyDict } from "../dict/dict.ts";
import { Estate, type Watched } from "../finalize.ts";
import { PyFloat } from "../float/float-object.ts";
import { dictOf } from "../instance-dict.ts";
import { PyIntSub } from "../int/int-object.ts";
import { machine } from "../machine.ts";
import { PyInstance, type PyObject } from "../object.ts";
import { PySet } from "../set/set.ts";
import { frozensetType } from "../set/type.ts";
import { PyStrSub } from "../str/str-object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { isSubtype, type PyType } from "../type-object.ts";

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
    return new InstanceEstate(isValue(object) ? valueHeir(object) : undefined);
  }
}

function instanceHeir(type: PyType, dict: PyDict): () => PyObject {
  return () => {
    const equal = new PyInstance(type, type.dictionaryShape);
    equal.dict = dict;
    return equal;
  };
}

/** Whether the contents that the object has of a built-in base never change. */
function isValue(object: PyObject): boolean {
  return (
    object instanceof PyStrSub ||
    object instanceof PyBytes ||
    object instanceof PyIntSub ||
    object instanceof PyFloat ||
    object instanceof PyComplex ||
    object instanceof PyTuple ||
    (object instanceof PySet && isSubtype(object.type, frozensetType))
  );
}

function valueHeir(object: PyObject): () => PyObject {
  dictOf(object); // from now on it is the same dict
  const fields = { ...object };
  const prototype = Object.getPrototypeOf(object);
  return () => Object.assign(Object.create(prototype), fields);
}

/** To be called for every new instance of a class with a finalizer. */
export function watchInstance(object: PyObject): void {
  machine.interp.estates.watch(new NewInstance(object));
}
