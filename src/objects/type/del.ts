/**
 * `__del__` of Python classes. An instance with a finalizer keeps its attributes in a dict from when it is registered, so that its
 * estate can hold them. `__slots__` members and the contents of built-in bases cannot be handed on: instances that have such are finalized at
 * the end of the program only. Source: CPython Objects/typeobject.c (slot_tp_finalize, subtype_dealloc).
 */
import { typeLookup } from "../abstract/attributes.ts";
import { reprJs } from "../abstract/repr.ts";
import type { PyDict } from "../dict/dict.ts";
import { Estate, type Watched } from "../finalize.ts";
import { dictOf } from "../instance-dict.ts";
import { machine } from "../machine.ts";
import { PyInstance, type PyObject } from "../object.ts";
import type { PyType } from "../type-object.ts";

class InstanceEstate extends Estate {
  private readonly type: PyType;
  private readonly dict: PyDict | null;
  constructor(type: PyType, dict: PyDict | null) {
    super();
    this.type = type;
    this.dict = dict;
  }

  override revive(): PyObject | undefined {
    if (this.dict === null) return undefined;
    const equal = new PyInstance(this.type, this.type.dictionaryShape);
    equal.dict = this.dict;
    return equal;
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
    const handsOn = object instanceof PyInstance && type.hasDict && type.slotCount === 0;
    return new InstanceEstate(type, handsOn ? dictOf(object) : null);
  }
}

/** To be called for every new instance of a class with a finalizer. */
export function watchInstance(object: PyObject): void {
  machine.interp.estates.watch(new NewInstance(object));
}
