/** Unpickler: the table. Source: CPython Modules/_pickle.c (Unpickler_*). */
import type { Str } from "../../kernel/str.ts";
import { genericGetAttr, genericSetAttr } from "../../objects/abstract/attributes.ts";
import { cstring, object, truth } from "../../objects/converters.ts";
import { defineType, kwOnly, method, param, posOnly } from "../../objects/declare.ts";
import { runtimeError } from "../../objects/errors.ts";
import { genericNew } from "../../objects/new-helpers.ts";
import type { PyValue } from "../../objects/object.ts";
import { basicSize } from "../../objects/type/layout.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { findClass } from "./find-class.ts";
import { load } from "./load.ts";
import { noPersistentLoad } from "./load-objects.ts";
import { unpicklerMemo } from "./memo-proxy.ts";
import { unpicklingError } from "./state.ts";
import { Memo, PyUnpickler } from "./unpickler.ts";

/** The keywords of Unpickler(), load() and loads(). */
export const loadKeywords = [
  kwOnly("fix_imports", truth, true),
  kwOnly("encoding", cstring, "ASCII"),
  kwOnly("errors", cstring, "strict"),
  kwOnly("buffers", object, undefined, "()"),
] as const;

export const unpicklerType: PyType = defineType<PyUnpickler>({
  name: "_pickle.Unpickler",
  basicsize: 280,
  doc: "Unpickles values from a binary file, which needs read() and readline().\n\nfix_imports, encoding and errors are about pickles that Python 2 made.",
  flags: ["basetype", "heaptype", "immutable"],
  alloc: (type) => new PyUnpickler(type),
  slots: { tp_new: (type) => genericNew(type), tp_getattro: getAttribute, tp_setattro: setAttribute },
  init: method([param("file", object), ...loadKeywords], "", init),
  methods: {
    persistent_load: method([posOnly("pid", object)], "", () => {
      throw noPersistentLoad();
    }),
    load: method([], "Read a pickle from the file and return the value it stands for.", loadMethod),
    find_class: method(
      [posOnly("module_name", object), posOnly("global_name", object)],
      "Return an object from a specified module, which is imported if necessary.\n\nA subclass may forbid some.",
      (self: PyUnpickler, module, name) => findClass(self, module, name),
    ),
    __sizeof__: method([], "Returns size in memory, in bytes.", sizeOf),
  },
  getset: { memo: unpicklerMemo },
});

/** With the tables and texts that C keeps beside the struct. */
function sizeOf(self: PyUnpickler): number {
  const texts = self.encoding.length + 1 + self.errors.length + 1 + self.input.lineRoom;
  return basicSize(self.type) + 8 * self.memo.room + 8 * self.markRoom + texts;
}

function using(self: PyUnpickler, run: () => PyValue): PyValue {
  if (self.running) throw runtimeError("Unpickler object is already used");
  self.running = true;
  try {
    return run();
  } finally {
    self.running = false;
  }
}

function init(
  self: PyUnpickler,
  file: PyValue,
  fixImports: boolean,
  encoding: string,
  errors: string,
  buffers: PyValue | undefined,
): PyValue {
  return using(self, () => {
    if (self.input.read !== undefined) self.persistentLoadAttr = undefined;
    self.input.setFile(file);
    self.configure(fixImports, encoding, errors, buffers);
    self.memo = new Memo();
    self.reset();
    return null;
  });
}

function loadMethod(self: PyUnpickler): PyValue {
  if (self.input.read === undefined) {
    throw unpicklingError(`Unpickler.__init__() was not called by ${typeName(self)}.__init__()`);
  }
  return using(self, () => load(self));
}

/** An instance may be given its own persistent_load, though it has no `__dict__`. */
function getAttribute(self: PyUnpickler, name: Str): PyValue {
  if (name === "persistent_load" && self.persistentLoadAttr !== undefined) return self.persistentLoadAttr;
  return genericGetAttr(self, name);
}

function setAttribute(self: PyUnpickler, name: Str, value: PyValue | undefined): void {
  if (name === "persistent_load") self.persistentLoadAttr = value;
  else genericSetAttr(self, name, value);
}
