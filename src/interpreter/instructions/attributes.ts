/** Attribute access. */
import { delAttr, getAttr, setAttr } from "../../objects/abstract/attributes.ts";
import type { PyValue } from "../../objects/object.ts";
import { loadMethod, loadSpecialMethod, loadSuperAttr } from "../attributes.ts";
import { inst } from "../inst.ts";
import { specializeLoadAttr, specializeStoreAttr } from "../specialize/attributes.ts";

export const LOAD_ATTR = inst({ stack: "owner -- attr, self_or_null[oparg & 1]", raw: true }, (frame, oparg) => {
  const owner = frame.stack[frame.sp - 1] as PyValue;
  const name = frame.names[oparg >> 1];
  if (--frame.code.counters[frame.pc - 1] === 0) specializeLoadAttr(frame, frame.pc - 1, oparg, owner, name);
  if ((oparg & 1) === 0) {
    frame.stack[frame.sp - 1] = getAttr(owner, name);
  } else {
    loadMethod(frame.stack, frame.sp - 1, owner, name);
    frame.sp++;
  }
});

export const STORE_ATTR = inst({ stack: "value, owner --" }, (frame, oparg, value: PyValue, owner: PyValue) => {
  if (--frame.code.counters[frame.pc - 1] === 0) specializeStoreAttr(frame, frame.pc - 1, owner, frame.names[oparg]);
  setAttr(owner, frame.names[oparg], value);
});

export const DELETE_ATTR = inst({ stack: "owner --", cold: true }, (frame, oparg, owner: PyValue) => {
  delAttr(owner, frame.names[oparg]);
});

export const LOAD_SUPER_ATTR = inst(
  { stack: "global_super, class, self -- attr, self_or_null[oparg & 1]", raw: true },
  (frame, oparg) => {
    frame.sp -= 3;
    loadSuperAttr(frame.stack, frame.sp, oparg, frame.names[oparg >> 2]);
    frame.sp += 1 + (oparg & 1);
  },
);

export const LOAD_SPECIAL = inst({ stack: "owner -- attr, self_or_null", raw: true }, (frame, oparg) => {
  loadSpecialMethod(frame.stack, frame.sp - 1, oparg);
  frame.sp++;
});
