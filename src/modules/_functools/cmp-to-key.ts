/** cmp_to_key and its key objects. */
import { genericGetAttr } from "../../objects/abstract/attributes.ts";
import { call2 } from "../../objects/abstract/call.ts";
import { richCompare } from "../../objects/abstract/compare.ts";
import { Builtin } from "../../objects/binder.ts";
import { object } from "../../objects/converters.ts";
import { defineType, fn, getset, member, param } from "../../objects/declare.ts";
import { attributeError, typeError } from "../../objects/errors.ts";
import { inheritPyObject, type KwNames, type PyObject, type PyValue } from "../../objects/object.ts";
import type { CompareOp } from "../../objects/slots.ts";
import type { PyType } from "../../objects/type-object.ts";

class KeyObject implements PyObject {
  static {
    inheritPyObject(KeyObject);
  }
  type: PyType;
  readonly cmp: PyValue;
  obj: PyValue | undefined;
  constructor(cmp: PyValue, obj: PyValue | undefined) {
    this.type = keyObjectType;
    this.cmp = cmp;
    this.obj = obj;
  }
}

export const keyObjectType: PyType = defineType<KeyObject>({
  name: "functools.KeyWrapper",
  basicsize: 32,
  doc: null,
  flags: ["disallow_instantiation", "heaptype", "immutable"],
  slots: { tp_getattro: genericGetAttr, tp_call: wrap, tp_richcompare: compare, tp_hash: null },
  members: { obj: member("obj", { readonly: false, doc: "Value wrapped by a key function." }) },
  getset: { __text_signature__: getset(() => "(obj)", undefined, null) },
});

export function cmpToKey(cmp: PyValue): PyValue {
  return new KeyObject(cmp, undefined);
}

let binder: Builtin | null = null;

/** `K(obj)`: a key for one value. */
function wrap(self: KeyObject, args: PyValue[], kwnames: KwNames): PyValue {
  binder ??= new Builtin(
    "K",
    "K",
    fn([param("obj", object)], "", (obj) => obj),
  );
  return new KeyObject(self.cmp, binder.call(null, args, kwnames));
}

function compare(a: KeyObject, b: PyValue, op: CompareOp): PyValue {
  if (!(b instanceof KeyObject)) throw typeError("other argument must be K instance");
  if (a.obj === undefined || b.obj === undefined) throw attributeError("object");
  return richCompare(call2(a.cmp, a.obj, b.obj), 0, op);
}
