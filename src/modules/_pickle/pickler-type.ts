/** Pickler: the table. Source: CPython Modules/_pickle.c (Pickler_*). */
import type { Str } from "../../kernel/str.ts";
import { genericGetAttr, genericSetAttr, lookupAttr } from "../../objects/abstract/attributes.ts";
import { cint, object, truth } from "../../objects/converters.ts";
import { defineType, member, method, param, posOnly } from "../../objects/declare.ts";
import { runtimeError } from "../../objects/errors.ts";
import { genericNew } from "../../objects/new-helpers.ts";
import type { PyValue } from "../../objects/object.ts";
import { basicSize } from "../../objects/type/layout.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { picklerMemo } from "./memo-proxy.ts";
import { PyPickler } from "./pickler.ts";
import { picklingError } from "./state.ts";

export const picklerType: PyType = defineType<PyPickler>({
  name: "_pickle.Pickler",
  basicsize: 152,
  doc: "Pickles values into a binary file.\n\nThe protocol is 5 unless another is asked for; a negative one is the highest.",
  flags: ["basetype", "heaptype", "immutable"],
  alloc: (type) => new PyPickler(type),
  slots: { tp_new: (type) => genericNew(type), tp_getattro: getAttribute, tp_setattro: setAttribute },
  init: method(
    [
      param("file", object),
      param("protocol", object, null),
      param("fix_imports", truth, true),
      param("buffer_callback", object, null),
    ],
    "",
    init,
  ),
  methods: {
    persistent_id: method([posOnly("obj", object)], "", persistentId),
    dump: method([posOnly("obj", object)], "Pickle an object into the file.", dump),
    clear_memo: method([], "Forget the objects pickled so far: they will be pickled again by value.", clearMemo),
    __sizeof__: method([], "Returns size in memory, in bytes.", sizeOf),
  },
  members: {
    bin: member("bin", { readonly: false, convert: cint }),
    fast: member("fast", { readonly: false, convert: cint }),
    dispatch_table: member("dispatchTable", { readonly: false, strict: true }),
  },
  getset: { memo: picklerMemo },
});

export function persistentId(_self: PyPickler, _value: PyValue): PyValue {
  return null;
}

/** Runs a method while no other one of the same pickler may. */
function using(self: PyPickler, run: () => void): PyValue {
  if (self.running) throw runtimeError("Pickler object is already used");
  self.running = true;
  try {
    run();
  } finally {
    self.running = false;
  }
  return null;
}

function init(
  self: PyPickler,
  file: PyValue,
  protocol: PyValue,
  fixImports: boolean,
  bufferCallback: PyValue,
): PyValue {
  return using(self, () => {
    if (self.write !== undefined) {
      self.memo = new Map();
      self.persistentIdAttr = undefined;
      self.dispatchTable = undefined;
    }
    self.setProtocol(protocol, fixImports);
    self.setOutputStream(file);
    self.setBufferCallback(bufferCallback);
    self.out.reset();
    self.hasBuffer = true;
    self.fast = 0;
    self.fastNesting = 0;
    self.fastMemo = null;
    if (self.dispatchTable === undefined) self.dispatchTable = lookupAttr(self, "dispatch_table");
  });
}

function dump(self: PyPickler, value: PyValue): PyValue {
  if (self.write === undefined) {
    throw picklingError(`Pickler.__init__() was not called by ${typeName(self)}.__init__()`);
  }
  return using(self, () => {
    self.out.reset();
    self.dump(value);
    self.flush();
    self.hasBuffer = false;
  });
}

/** With C's table of what was pickled, and the bytes object that output goes to first. */
function sizeOf(self: PyPickler): number {
  let room = 8;
  for (let used = 1; used <= self.memo.size; used++) {
    if (used * 3 >= room * 2) while (room < (used > 50_000 ? 2 : 4) * used) room *= 2;
  }
  return basicSize(self.type) + 32 + 16 * room + (self.hasBuffer ? 33 + 4096 : 0);
}

function clearMemo(self: PyPickler): PyValue {
  self.memo.clear();
  return null;
}

/** An instance may be given its own persistent_id, though it has no `__dict__`. */
function getAttribute(self: PyPickler, name: Str): PyValue {
  if (name === "persistent_id" && self.persistentIdAttr !== undefined) return self.persistentIdAttr;
  return genericGetAttr(self, name);
}

function setAttribute(self: PyPickler, name: Str, value: PyValue | undefined): void {
  if (name === "persistent_id") self.persistentIdAttr = value;
  else genericSetAttr(self, name, value);
}
