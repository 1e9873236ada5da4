/** Unpickling lists, dicts and sets. Source: CPython Modules/_pickle.c (do_append, do_setitems, load_additems, …). */
import { getAttr, lookupAttr } from "../../objects/abstract/attributes.ts";
import { call1 } from "../../objects/abstract/call.ts";
import { setItem } from "../../objects/abstract/container.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { dictType } from "../../objects/dict/type.ts";
import { PyList } from "../../objects/list/list.ts";
import { listType } from "../../objects/list/type.ts";
import { PySet } from "../../objects/set/set.ts";
import { frozensetType } from "../../objects/set/type.ts";
import { unpicklingError } from "./state.ts";
import type { PyUnpickler } from "./unpickler.ts";

/** The position of the object below the items at `start`. */
function ownerAt(self: PyUnpickler, start: number): number {
  if (start > self.stack.length || start <= self.fence) throw self.underflow();
  return start - 1;
}

/** Appends the items from `start` on to the object below them. */
export function loadAppends(self: PyUnpickler, start: number): void {
  const { stack } = self;
  const owner = stack[ownerAt(self, start)];
  if (owner instanceof PyList && owner.type === listType) {
    const { items } = owner;
    for (let i = start; i < stack.length; i++) items.push(stack[i]);
    self.dropFrom(start);
    return;
  }
  const extend = lookupAttr(owner, "extend");
  if (extend !== undefined) {
    call1(extend, new PyList(stack.splice(start)));
    return;
  }
  const append = getAttr(owner, "append");
  for (const item of stack.splice(start)) call1(append, item);
}

export function loadSetitems(self: PyUnpickler, start: number): void {
  const { stack } = self;
  const owner = stack[ownerAt(self, start)];
  if ((stack.length - start) % 2 !== 0) throw unpicklingError("odd number of items for SETITEMS");
  if (owner instanceof PyDict && owner.type === dictType) {
    owner.setPairs(stack, start);
    self.dropFrom(start);
    return;
  }
  const items = stack.splice(start);
  for (let i = 0; i < items.length; i += 2) setItem(owner, items[i], items[i + 1]);
}

export function loadDict(self: PyUnpickler, start: number): void {
  const items = self.stack.splice(start);
  if (items.length % 2 !== 0) throw unpicklingError("odd number of items for DICT");
  const dict = new PyDict();
  for (let i = 0; i < items.length; i += 2) dict.set(items[i], items[i + 1]);
  self.stack.push(dict);
}

export function loadAdditems(self: PyUnpickler, start: number): void {
  const owner = self.stack[ownerAt(self, start)];
  const items = self.stack.splice(start);
  if (owner instanceof PySet) {
    for (const item of items) owner.add(item);
    return;
  }
  const add = getAttr(owner, "add");
  for (const item of items) call1(add, item);
}

export function loadFrozenSet(self: PyUnpickler, start: number): void {
  const set = new PySet(frozensetType);
  for (const item of self.popFrom(start)) set.add(item);
  self.stack.push(set);
}
