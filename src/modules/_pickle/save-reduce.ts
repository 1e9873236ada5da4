/** Pickling by what a reduce method answers. Source: CPython Modules/_pickle.c (save_reduce). */
import { getAttr, lookupAttr } from "../../objects/abstract/attributes.ts";
import { call, isCallable } from "../../objects/abstract/call.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { emptyTuple, PyTuple } from "../../objects/tuple/tuple.ts";
import { PyType } from "../../objects/type-object.ts";
import { fullTypeName, typeOf } from "../../objects/typeof.ts";
import { BUILD, NEWOBJ, NEWOBJ_EX, POP, REDUCE, TUPLE2 } from "./opcodes.ts";
import type { PyPickler } from "./pickler.ts";
import { save } from "./save.ts";
import { batchDict, batchList } from "./save-containers.ts";
import { picklingError, withNote } from "./state.ts";

/** Saves a part of what makes up `owner`; an error tells which part. */
export function savePart(self: PyPickler, part: PyValue, owner: PyValue, what: string): void {
  try {
    save(self, part, false);
  } catch (caught) {
    throw withNote(caught, `when serializing ${fullTypeName(owner)} ${what}`);
  }
}

const ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth"];

function wrongItem(index: number, expected: string, value: PyValue): unknown {
  return picklingError(
    `${ORDINALS[index]} item of the tuple returned by __reduce__ must be ${expected}, not ${fullTypeName(value)}`,
  );
}

function isIterator(value: PyValue): boolean {
  return typeOf(value).tp_iternext !== undefined;
}

/** `reduced`: callable, arguments, and optionally state, list items, dict items and a setter of the state. */
export function saveReduce(self: PyPickler, reduced: PyTuple, value: PyValue): void {
  const { items } = reduced;
  if (items.length < 2 || items.length > 6) {
    throw picklingError("tuple returned by __reduce__ must contain 2 through 6 elements");
  }
  const callable = items[0];
  const args = items[1];
  const state = items[2] ?? null;
  const listItems = items[3] ?? null;
  const dictItems = items[4] ?? null;
  const setter = items[5] ?? null;
  if (!isCallable(callable)) throw wrongItem(0, "callable", callable);
  if (!(args instanceof PyTuple)) throw wrongItem(1, "a tuple", args);
  if (listItems !== null && !isIterator(listItems)) throw wrongItem(3, "an iterator", listItems);
  if (dictItems !== null && !isIterator(dictItems)) throw wrongItem(4, "an iterator", dictItems);
  if (setter !== null && !isCallable(setter)) throw wrongItem(5, "callable", setter);

  const name = self.proto >= 2 ? lookupAttr(callable, "__name__") : undefined;
  const text = name === undefined ? undefined : asStr(name);
  if (text === "__newobj_ex__") saveNewObjEx(self, args.items, value);
  else if (text === "__newobj__") saveNewObj(self, args.items, value);
  else {
    savePart(self, callable, value, "reconstructor");
    savePart(self, args, value, "reconstructor arguments");
    self.out.op(REDUCE);
  }

  if (self.memo.has(value)) {
    // The arguments lead back to the object: what was made here goes, the one that they made is taken.
    self.out.op(POP);
    self.memoGet(value);
    return;
  }
  self.memoPut(value);
  if (listItems !== null) batchList(self, listItems, value);
  if (dictItems !== null) batchDict(self, dictItems, value);
  if (state !== null) saveState(self, state, setter, value);
}

/** BUILD, or a call of the setter whose result is dropped. */
function saveState(self: PyPickler, state: PyValue, setter: PyValue, value: PyValue): void {
  const { out } = self;
  if (setter === null) {
    savePart(self, state, value, "state");
    out.op(BUILD);
    return;
  }
  savePart(self, setter, value, "state setter");
  save(self, value, false);
  savePart(self, state, value, "state");
  out.op(TUPLE2);
  out.op(REDUCE);
  out.op(POP);
}

function saveNewObj(self: PyPickler, args: readonly PyValue[], value: PyValue): void {
  if (args.length < 1) throw picklingError("__newobj__ expected at least 1 argument, got 0");
  const [cls] = args;
  if (!(cls instanceof PyType)) {
    throw picklingError(`first argument to __newobj__() must be a class, not ${fullTypeName(cls)}`);
  }
  const actual = lookupAttr(value, "__class__") ?? typeOf(value);
  if (actual !== cls) {
    throw picklingError(`first argument to __newobj__() must be ${reprJs(actual)}, not ${reprJs(cls)}`);
  }
  savePart(self, cls, value, "class");
  savePart(self, args.length === 1 ? emptyTuple() : new PyTuple(args.slice(1)), value, "__new__ arguments");
  self.out.op(NEWOBJ);
}

function saveNewObjEx(self: PyPickler, given: readonly PyValue[], value: PyValue): void {
  if (given.length !== 3) throw picklingError(`__newobj_ex__ expected 3 arguments, got ${given.length}`);
  const [cls, args, kwargs] = given;
  if (!(cls instanceof PyType)) {
    throw picklingError(`first argument to __newobj_ex__() must be a class, not ${fullTypeName(cls)}`);
  }
  if (!(args instanceof PyTuple)) {
    throw picklingError(`second argument to __newobj_ex__() must be a tuple, not ${fullTypeName(args)}`);
  }
  if (!(kwargs instanceof PyDict)) {
    throw picklingError(`third argument to __newobj_ex__() must be a dict, not ${fullTypeName(kwargs)}`);
  }
  if (self.proto >= 4) {
    savePart(self, cls, value, "class");
    savePart(self, args, value, "__new__ arguments");
    savePart(self, kwargs, value, "__new__ arguments");
    self.out.op(NEWOBJ_EX);
    return;
  }
  // Older protocols: partial(cls.__new__, cls, *args, **kwargs)().
  const names = kwargs.keysArray() as string[];
  const values = [getAttr(cls, "__new__"), cls, ...args.items, ...kwargs.valuesArray()];
  const maker = call(self.state.partial, values, names.length === 0 ? null : names);
  savePart(self, maker, value, "reconstructor");
  savePart(self, new PyTuple([]), value, "reconstructor");
  self.out.op(REDUCE);
}
