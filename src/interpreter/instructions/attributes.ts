/** Attribute access. */
import { delAttr, getAttr, setAttr } from "../../objects/abstract/attributes.ts";
import type { PyFunction } from "../../objects/function.ts";
import { dictGet } from "../../objects/instance-dict.ts";
import { PENDING } from "../../objects/machine.ts";
import { getField, PyInstance, type PyObject, type PyValue, setField } from "../../objects/object.ts";
import { typeOf } from "../../objects/typeof.ts";
import { loadMethod, loadSpecialMethod, loadSuperAttr } from "../attributes.ts";
import { pushCallFromStack, receiverType } from "../calls.ts";
import { flush, guard, inst, reload } from "../inst.ts";
import { finishPendingCall } from "../pending.ts";
import {
  type AttrCache,
  knownShape,
  OP_INSTANCE_VALUE,
  OP_METHOD_WITH_VALUES,
  OP_STORE_INSTANCE_VALUE,
  specializeLoadAttr,
  specializeStoreAttr,
} from "../specialize/attributes.ts";
import { usable } from "../unwound.ts";

export const LOAD_ATTR = inst({ stack: "owner -- attr, self_or_null[oparg & 1]", raw: true }, (frame, oparg) => {
  const owner = frame.stack[frame.sp - 1] as PyValue;
  const known = owner instanceof PyInstance ? knownShape(frame.caches[frame.pc - 1], owner.shape) : undefined;
  if (known !== undefined && known.op === OP_INSTANCE_VALUE) {
    frame.stack[frame.sp - 1] = getField(owner as PyInstance, known.index);
    return;
  }
  if (known !== undefined && known.op === OP_METHOD_WITH_VALUES) {
    frame.stack[frame.sp - 1] = known.found;
    frame.stack[frame.sp++] = owner;
    return;
  }
  const name = frame.names[oparg >> 1];
  if (--frame.code.counters[frame.pc - 1] === 0) specializeLoadAttr(frame, frame.pc - 1, oparg, owner, name);
  flush(frame);
  if ((oparg & 1) === 0) {
    const attr = getAttr(owner, name);
    if (name === "f_locals" && usable(attr) === PENDING) {
      frame.sp--;
      flush(frame);
      finishPendingCall(frame.thread, frame);
      return reload(frame);
    }
    frame.stack[frame.sp - 1] = attr;
  } else {
    loadMethod(frame.stack, frame.sp - 1, owner, name);
    frame.sp++;
  }
});

export const LOAD_ATTR_INSTANCE_VALUE = inst(
  { stack: "owner -- attr", family: "LOAD_ATTR" },
  (frame, _oparg, owner: PyValue) => {
    const cache = frame.caches[frame.pc - 1] as AttrCache;
    guard(owner instanceof PyInstance && owner.shape === cache.shape && cache.type.version === cache.version);
    return getField(owner, cache.index);
  },
);

/** The instance's attributes lie in a dict. */
export const LOAD_ATTR_WITH_HINT = inst(
  { stack: "owner -- attr", family: "LOAD_ATTR" },
  (frame, oparg, owner: PyValue) => {
    const cache = frame.caches[frame.pc - 1] as AttrCache;
    guard(owner instanceof PyInstance && owner.shape === cache.shape && cache.type.version === cache.version);
    const value = owner.dict === null ? undefined : owner.dict.getStr(frame.names[oparg >> 1] as string);
    guard(value !== undefined);
    return value;
  },
);

export const LOAD_ATTR_SLOT = inst({ stack: "owner -- attr", family: "LOAD_ATTR" }, (frame, _oparg, owner: PyValue) => {
  const cache = frame.caches[frame.pc - 1] as AttrCache;
  guard(owner instanceof PyInstance && owner.type === cache.type && cache.type.version === cache.version);
  const value = getField(owner, cache.index);
  guard(value !== undefined);
  return value;
});

export const LOAD_ATTR_MODULE = inst(
  { stack: "owner -- attr", family: "LOAD_ATTR" },
  (frame, _oparg, owner: PyValue) => {
    const cache = frame.caches[frame.pc - 1] as AttrCache;
    const value = cache.cell!.v;
    guard(owner === cache.owner && value !== undefined);
    return value;
  },
);

export const LOAD_ATTR_MODULE_NULL = inst(
  { stack: "owner -- attr, null", family: "LOAD_ATTR", shows: "LOAD_ATTR_MODULE" },
  (frame, _oparg, owner: PyValue) => {
    const cache = frame.caches[frame.pc - 1] as AttrCache;
    const value = cache.cell!.v;
    guard(owner === cache.owner && value !== undefined);
    return [value, undefined];
  },
);

export const LOAD_ATTR_CLASS = inst(
  { stack: "owner -- attr", family: "LOAD_ATTR" },
  (frame, _oparg, owner: PyValue) => {
    const cache = frame.caches[frame.pc - 1] as AttrCache;
    guard(owner === cache.owner && cache.type.version === cache.version);
    return cache.found;
  },
);

export const LOAD_ATTR_CLASS_NULL = inst(
  { stack: "owner -- attr, null", family: "LOAD_ATTR", shows: "LOAD_ATTR_CLASS" },
  (frame, _oparg, owner: PyValue) => {
    const cache = frame.caches[frame.pc - 1] as AttrCache;
    guard(owner === cache.owner && cache.type.version === cache.version);
    return [cache.found, undefined];
  },
);

export const LOAD_ATTR_METHOD_WITH_VALUES = inst(
  { stack: "owner -- attr, self", family: "LOAD_ATTR" },
  (frame, _oparg, owner: PyValue) => {
    const cache = frame.caches[frame.pc - 1] as AttrCache;
    guard(owner instanceof PyInstance && owner.shape === cache.shape && cache.type.version === cache.version);
    return [cache.found, owner];
  },
);

export const LOAD_ATTR_METHOD_NO_DICT = inst(
  { stack: "owner -- attr, self", family: "LOAD_ATTR" },
  (frame, _oparg, owner: PyValue) => {
    const cache = frame.caches[frame.pc - 1] as AttrCache;
    guard(receiverType(owner) === cache.type && cache.type.version === cache.version);
    return [cache.found, owner];
  },
);

/** Of an object that could have attributes of its own but has none. */
export const LOAD_ATTR_METHOD_LAZY_DICT = inst(
  { stack: "owner -- attr, self", family: "LOAD_ATTR" },
  (frame, _oparg, owner: PyValue) => {
    const cache = frame.caches[frame.pc - 1] as AttrCache;
    guard(typeOf(owner) === cache.type && cache.type.version === cache.version && dictGet(owner as PyObject) === null);
    return [cache.found, owner];
  },
);

/** Calls a property's getter, a Python function, without recursion. */
export const LOAD_ATTR_PROPERTY = inst({ stack: "owner -- attr", family: "LOAD_ATTR", raw: true }, (frame) => {
  const owner = frame.stack[frame.sp - 1];
  const cache = frame.caches[frame.pc - 1] as AttrCache;
  guard(owner instanceof PyInstance && owner.type === cache.type && cache.type.version === cache.version);
  guard((cache.found as PyFunction).version === cache.index);
  frame.sp--;
  flush(frame);
  pushCallFromStack(frame.thread, frame, cache.found as PyFunction, frame.sp, 1);
  return reload(frame);
});

export const STORE_ATTR = inst({ stack: "value, owner --" }, (frame, oparg, value: PyValue, owner: PyValue) => {
  const known = owner instanceof PyInstance ? knownShape(frame.caches[frame.pc - 1], owner.shape) : undefined;
  if (known !== undefined && known.op === OP_STORE_INSTANCE_VALUE) {
    setField(owner as PyInstance, known.index, value);
    (owner as PyInstance).shape = known.newShape;
    return;
  }
  if (--frame.code.counters[frame.pc - 1] === 0) specializeStoreAttr(frame, frame.pc - 1, owner, frame.names[oparg]);
  setAttr(owner, frame.names[oparg], value);
});

/** Stores into a field; when the attribute is new, the shape changes too. */
export const STORE_ATTR_INSTANCE_VALUE = inst(
  { stack: "value, owner --", family: "STORE_ATTR" },
  (frame, _oparg, value: PyValue, owner: PyValue) => {
    const cache = frame.caches[frame.pc - 1] as AttrCache;
    guard(owner instanceof PyInstance && owner.shape === cache.shape && cache.type.version === cache.version);
    setField(owner, cache.index, value);
    owner.shape = cache.newShape;
  },
);

export const STORE_ATTR_SLOT = inst(
  { stack: "value, owner --", family: "STORE_ATTR" },
  (frame, _oparg, value: PyValue, owner: PyValue) => {
    const cache = frame.caches[frame.pc - 1] as AttrCache;
    guard(owner instanceof PyInstance && owner.type === cache.type && cache.type.version === cache.version);
    setField(owner, cache.index, value);
  },
);

export const DELETE_ATTR = inst({ stack: "owner --", cold: true }, (frame, oparg, owner: PyValue) => {
  delAttr(owner, frame.names[oparg]);
});

export const LOAD_SUPER_ATTR = inst(
  { stack: "global_super, class, self -- attr, self_or_null[oparg & 1]", cold: true, raw: true },
  (frame, oparg) => {
    frame.sp -= 3;
    loadSuperAttr(frame.stack, frame.sp, oparg, frame.names[oparg >> 2]);
    frame.sp += 1 + (oparg & 1);
  },
);

export const LOAD_SPECIAL = inst({ stack: "owner -- attr, self_or_null", cold: true, raw: true }, (frame, oparg) => {
  loadSpecialMethod(frame.stack, frame.sp - 1, oparg);
  frame.sp++;
});
