/**
 * Pickling instances that leave it to class object: what `reduceForPickle` would answer and `saveReduce` write, without the tuples and
 * the dict in between. What there is to know of the instances of a shape is looked up once for each pickle.
 */
import { genericGetAttr, typeLookup } from "../../objects/abstract/attributes.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { PyFunction } from "../../objects/function.ts";
import { PyList } from "../../objects/list/list.ts";
import { machine } from "../../objects/machine.ts";
import { PyModule } from "../../objects/module.ts";
import { getField, type PyInstance, type PyValue } from "../../objects/object.ts";
import { objectType } from "../../objects/object-type.ts";
import type { Shape } from "../../objects/shape.ts";
import { typeType } from "../../objects/type/type.ts";
import type { PyType } from "../../objects/type-object.ts";
import { fullTypeName } from "../../objects/typeof.ts";
import { BATCH_SIZE, BUILD, EMPTY_DICT, EMPTY_TUPLE, MARK, NEWOBJ, POP, SETITEM, SETITEMS } from "./opcodes.ts";
import type { PyPickler } from "./pickler.ts";
import { save } from "./save.ts";
import { savePart } from "./save-reduce.ts";
import { withNote } from "./state.ts";

export interface InstancePlan {
  readonly shape: Shape;
  /** Of the class, when the plan was made. */
  readonly version: number;
  /** Of copyreg's dispatch table, when it had nothing for the class. */
  readonly registered: number;
  readonly names: readonly string[];
  /** The field of the first of them. */
  readonly first: number;
}

/** What class object has and a class may replace. */
const OWN = ["__reduce_ex__", "__reduce__", "__getstate__", "__class__"];
/** What class object does not have. */
const ABSENT = ["__getnewargs_ex__", "__getnewargs__"];

/** The plan for an instance of such a class; undefined when the instance is to be pickled by what its reduce method answers. */
export function planOf(self: PyPickler, value: PyInstance): InstancePlan | undefined {
  // A pickler that somebody else may see has to remember the instance's dict.
  if (!self.hidden || self.proto < 2 || value.dict !== null) return undefined;
  const { shape, type } = value;
  const last = self.lastPlan;
  let plan = last !== null && last.shape === shape ? last : self.plans.get(shape);
  if (plan === undefined || plan.version !== type.version || plan.registered !== self.state.dispatchTable.keysVersion) {
    const made = planFor(self, shape, type);
    if (made === null) return undefined;
    plan = made;
    self.plans.set(shape, plan);
  }
  self.lastPlan = plan;
  return hasNoSlots(type) && usesNewObj() ? plan : undefined;
}

export function saveInstance(self: PyPickler, value: PyInstance, plan: InstancePlan): void {
  const { out, numbered } = self;
  savePart(self, value.type, value, "class");
  out.op(EMPTY_TUPLE);
  out.op(NEWOBJ);
  if (self.numbered !== numbered && self.memo.has(value)) {
    out.op(POP);
    self.memoGet(value);
    return;
  }
  self.memoPut(value);
  if (plan.names.length > 0) {
    saveState(self, value, plan);
    out.op(BUILD);
  }
}

function planFor(self: PyPickler, shape: Shape, type: PyType): InstancePlan | null {
  const { dispatchTable } = self.state;
  const { tp_hash, tp_richcompare } = type.type;
  if (tp_hash !== typeType.tp_hash || tp_richcompare !== typeType.tp_richcompare) return null;
  if (dispatchTable.get(type) !== undefined) return null;
  if (type.native !== objectType || type.spec !== null || !type.hasDict) return null;
  if (type.tp_new === undefined || type.tp_getattro !== genericGetAttr) return null;
  for (const name of OWN) {
    if (typeLookup(type, name) !== objectType.dict.getStr(name) || shape.lookup(name) >= 0) return null;
  }
  for (const name of ABSENT) if (typeLookup(type, name) !== undefined) return null;
  const names = shape.names();
  if (names.length > BATCH_SIZE) return null;
  const { keysVersion } = dispatchTable;
  return { shape, version: type.version, registered: keysVersion, names, first: shape.size - names.length };
}

/** Whether copyreg has found out already that the class has no slots. */
function hasNoSlots(type: PyType): boolean {
  const names = type.dict.getStr("__slotnames__");
  return names instanceof PyList && names.items.length === 0;
}

/** Whether `copyreg.__newobj__` is what NEWOBJ stands for. */
function usesNewObj(): boolean {
  const copyreg = machine.interp.modules.getStr("copyreg");
  const maker = copyreg instanceof PyModule ? copyreg.dict?.getStr("__newobj__") : undefined;
  return maker instanceof PyFunction && maker.name === "__newobj__";
}

/** The instance's dict, which nobody has seen. */
function saveState(self: PyPickler, value: PyInstance, plan: InstancePlan): void {
  try {
    if (self.out.length >= self.out.frameEnd) self.endFrame();
    machine.enterRecursive(" while pickling an object");
    try {
      saveAttributes(self, value, plan);
    } finally {
      machine.leaveRecursive();
    }
  } catch (caught) {
    throw withNote(caught, `when serializing ${fullTypeName(value)} state`);
  }
}

function saveAttributes(self: PyPickler, value: PyInstance, { names, first }: InstancePlan): void {
  const { out } = self;
  const values: PyValue[] = [];
  for (let i = 0; i < names.length; i++) values.push(getField(value, first + i)!);
  out.op(EMPTY_DICT);
  self.memoPutUnseen();
  if (names.length > 1) out.op(MARK);
  for (let i = 0; i < names.length; i++) {
    save(self, names[i], false);
    try {
      save(self, values[i], false);
    } catch (caught) {
      throw withNote(caught, `when serializing dict item ${reprJs(names[i])}`);
    }
  }
  out.op(names.length > 1 ? SETITEMS : SETITEM);
}
