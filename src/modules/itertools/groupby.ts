/** groupby and its groups. */
import { genericGetAttr } from "../../objects/abstract/attributes.ts";
import { call1 } from "../../objects/abstract/call.ts";
import { equal } from "../../objects/abstract/compare.ts";
import { iter, iterNext } from "../../objects/abstract/iterate.ts";
import { object } from "../../objects/converters.ts";
import { defineType, method, param, posOnly } from "../../objects/declare.ts";
import { selfIter } from "../../objects/iterators/common.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";

class GroupBy implements PyObject {
  static {
    inheritPyObject(GroupBy);
  }
  type: PyType;
  source: PyValue = null;
  keyFunc: PyValue = null;
  targetKey: PyValue | undefined = undefined;
  currentKey: PyValue | undefined = undefined;
  currentValue: PyValue | undefined = undefined;
  /** The group handed out last: older ones are exhausted. */
  group: Grouper | null = null;

  constructor(type: PyType) {
    this.type = type;
  }
}

class Grouper implements PyObject {
  static {
    inheritPyObject(Grouper);
  }
  type: PyType;
  parent: GroupBy;
  key: PyValue;
  constructor(parent: GroupBy, key: PyValue, type: PyType = grouperType) {
    this.type = type;
    this.parent = parent;
    this.key = key;
  }
}

export const groupbyType: PyType = defineType<GroupBy>({
  name: "itertools.groupby",
  basicsize: 72,
  doc: "An iterator over consecutive keys and groups from the iterable.",
  flags: ["basetype", "heaptype", "immutable"],
  alloc: (type) => new GroupBy(type),
  slots: { tp_getattro: genericGetAttr, tp_iter: selfIter, tp_iternext: groupbyNext },
  new: method([param("iterable", object), param("key", object, null)], "", groupbyNew),
});

export const grouperType: PyType = defineType<Grouper>({
  name: "itertools._grouper",
  basicsize: 32,
  signature: null,
  doc: null,
  flags: ["heaptype", "immutable"],
  slots: { tp_getattro: genericGetAttr, tp_iter: selfIter, tp_iternext: grouperNext },
  new: method(
    [posOnly("parent", object), posOnly("tgtkey", object)],
    "",
    (_type: PyType, parent, key) => new Grouper(parent as GroupBy, key),
  ),
});

function groupbyNew(type: PyType, iterable: PyValue, key: PyValue): PyValue {
  const source = iter(iterable);
  const made = type.tp_alloc!(type) as GroupBy;
  made.source = source;
  made.keyFunc = key;
  return made;
}

/** Reads one item ahead; false at the end. */
function step(self: GroupBy): boolean {
  const value = iterNext(self.source);
  if (value === undefined) return false;
  const key = self.keyFunc === null ? value : call1(self.keyFunc, value);
  self.currentValue = value;
  self.currentKey = key;
  return true;
}

function groupbyNext(self: GroupBy): PyValue | undefined {
  self.group = null;
  for (;;) {
    if (self.currentKey !== undefined) {
      if (self.targetKey === undefined || !equal(self.targetKey, self.currentKey)) break;
    }
    if (!step(self)) return undefined;
  }
  self.targetKey = self.currentKey;
  self.group = new Grouper(self, self.targetKey!);
  return new PyTuple([self.currentKey!, self.group]);
}

function grouperNext(self: Grouper): PyValue | undefined {
  const { parent } = self;
  if (parent.group !== self) return undefined;
  if (parent.currentValue === undefined && !step(parent)) return undefined;
  if (!equal(self.key, parent.currentKey!)) return undefined;
  const value = parent.currentValue;
  parent.currentValue = undefined;
  return value;
}
