/** _thread._local: an object with a namespace of its own in every thread. Source: CPython Modules/_threadmodule.c. */

import { type Str, strToJs } from "../../kernel/str.ts";
import { genericGetAttr, genericSetAttr } from "../../objects/abstract/attributes.ts";
import { defineType } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { attributeError, typeError } from "../../objects/errors.ts";
import { machine, type ThreadView } from "../../objects/machine.ts";
import { type KwNames, PyObject, type PyValue } from "../../objects/object.ts";
import { objectType } from "../../objects/object-type.ts";
import type { PyType } from "../../objects/type-object.ts";

export class PyLocal extends PyObject {
  args: PyValue[] = [];
  kwnames: KwNames = null;
  private readonly dicts: WeakMap<ThreadView, PyDict> = new WeakMap();
  private begun = false;

  /** The running thread's namespace, which `__dict__` and attribute access read; null while the object is being made. */
  get dict(): PyDict | null {
    return this.begun ? this.enter() : null;
  }

  /** Makes the namespace at the thread's first use, and then runs `__init__` again (_ldict). */
  enter(): PyDict {
    const { thread } = machine;
    let dict = this.dicts.get(thread);
    if (dict === undefined) {
      dict = new PyDict();
      this.dicts.set(thread, dict);
      const { tp_init } = this.type;
      if (tp_init !== undefined && tp_init !== objectType.tp_init) {
        try {
          tp_init(this, this.args.slice(), this.kwnames);
        } catch (caught) {
          this.dicts.delete(thread);
          throw caught;
        }
      }
    }
    return dict;
  }

  /** The creating thread's namespace: its `__init__` is the ordinary one. */
  begin(): void {
    this.begun = true;
    this.dicts.set(machine.thread, new PyDict());
  }
}

export const localType: PyType = defineType<PyLocal>({
  name: "_thread._local",
  basicsize: 56,
  signature: "()",
  doc: "Thread-local data",
  flags: ["basetype", "dict", "weakref", "heaptype", "immutable"],
  alloc: (type) => new PyLocal(type),
  slots: { tp_new: localNew, tp_getattro: localGetAttr, tp_setattro: localSetAttr },
});

function localNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  if (type.tp_init === objectType.tp_init && args.length > 0)
    throw typeError("Initialization arguments are not supported");
  const self = type.tp_alloc!(type) as PyLocal;
  self.args = args.slice();
  self.kwnames = kwnames;
  self.begin();
  return self;
}

function localGetAttr(self: PyLocal, name: Str): PyValue {
  const dict = self.enter();
  if (name === "__dict__") return dict;
  return genericGetAttr(self, name);
}

function localSetAttr(self: PyLocal, name: Str, value: PyValue | undefined): void {
  self.enter();
  if (name === "__dict__") {
    const shown = strToJs(self.type.name);
    throw attributeError(`'${shown}' object attribute '__dict__' is read-only`, self, name);
  }
  genericSetAttr(self, name, value);
}
