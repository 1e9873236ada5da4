/** _testlimitedcapi: the part of the limited C interface that CPython's tests of calls and attributes use. Source: CPython Modules/_testlimitedcapi/. */
import { strFromJs } from "../../kernel/str.ts";
import { getAttr, hasAttr } from "../../objects/abstract/attributes.ts";
import { call } from "../../objects/abstract/call.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { object } from "../../objects/converters.ts";
import { defineModule, defineType, fn, posOnly } from "../../objects/declare.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { CODEC_FUNCTIONS } from "./codec.ts";
import { SEQUENCE_FUNCTIONS } from "./sequence.ts";

const limitedType = defineType<PyObject>({
  name: "_testlimitedcapi.LimitedVectorCallClass",
  doc: null,
  flags: ["vectorcall"],
  alloc: (type) => new PyObject(type),
  slots: { tp_call: () => "vectorcall called" },
});

const relativeType = defineType<PyObject>({
  name: "_testlimitedcapi.LimitedRelativeVectorCallClass",
  doc: null,
  flags: ["vectorcall"],
  alloc: (type) => new PyObject(type),
  slots: { tp_call: () => "vectorcall called" },
});

export default defineModule({
  name: "_testlimitedcapi",
  doc: "Entrances to the limited C interface for CPython's tests.",
  functions: {
    call_vectorcall: fn([posOnly("callable", object)], "PyObject_Vectorcall()", (callable) =>
      call(callable, ["foo", "bar"], ["baz"]),
    ),
    call_vectorcall_method: fn([posOnly("obj", object)], "PyObject_VectorcallMethod()", (value) =>
      call(getAttr(value, "f"), ["foo", "bar"], ["baz"]),
    ),
    object_hasattrstring: fn(
      [posOnly("obj", object), posOnly("name", object)],
      "PyObject_HasAttrString()",
      (value: PyValue, name: PyValue) => (hasAttr(value, nameOf(name)) ? 1 : 0),
    ),
    ...CODEC_FUNCTIONS,
    ...SEQUENCE_FUNCTIONS,
  },
  types: () => ({ LimitedVectorCallClass: limitedType, LimitedRelativeVectorCallClass: relativeType }),
});

function nameOf(name: PyValue) {
  if (name instanceof PyBytes) return strFromJs(String.fromCharCode(...name.data));
  return asStr(name)!;
}
