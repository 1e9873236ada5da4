/** _tuplegetter: the descriptor of a named tuple's field. */
import { reprJs } from "../../objects/abstract/repr.ts";
import { object, ssize } from "../../objects/converters.ts";
import { defineType, member, method, posOnly } from "../../objects/declare.ts";
import { attributeError, indexError, typeError } from "../../objects/errors.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";

class TupleGetter extends PyObject {
  readonly index: number;
  doc: PyValue;
  constructor(index: number, doc: PyValue) {
    super(tupleGetterType);
    this.index = index;
    this.doc = doc;
  }
}

export const tupleGetterType: PyType = defineType<TupleGetter>({
  name: "collections._tuplegetter",
  basicsize: 32,
  signature: null,
  doc: null,
  flags: ["heaptype", "immutable"],
  slots: {
    tp_descr_get: getItem,
    tp_descr_set: refuse,
    tp_repr: (self) => `_tuplegetter(${self.index}, ${reprJs(self.doc)})`,
  },
  new: method(
    [posOnly("index", ssize), posOnly("doc", object)],
    "",
    (_type: PyType, index, doc) => new TupleGetter(index, doc),
  ),
  methods: {
    __reduce__: method([], null, (self: TupleGetter) => new PyTuple([self.type, new PyTuple([self.index, self.doc])]), {
      signature: null,
    }),
  },
  members: { __doc__: member("doc", { readonly: false }) },
});

function getItem(self: TupleGetter, object: PyValue | undefined): PyValue {
  if (object === undefined || object === null) return self;
  if (!(object instanceof PyTuple)) {
    throw typeError(
      `descriptor for index '${self.index}' for tuple subclasses doesn't apply to '${typeName(object)}' object`,
    );
  }
  if (self.index >= object.items.length) throw indexError("tuple index out of range");
  return object.items[self.index];
}

function refuse(_self: TupleGetter, _object: PyValue, value: PyValue | undefined): void {
  throw attributeError(value === undefined ? "can't delete attribute" : "can't set attribute");
}
