/**
 * What inspect can tell of built-in functions by their docstrings and calling conventions, and types with a dict or a list of weak
 * references. Source: CPython Modules/_testcapi/docstring.c, heaptype.c.
 */
import { object } from "../../objects/converters.ts";
import { type CallableSpec, defineType, fn, method, posOnly, varArgs } from "../../objects/declare.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";

const UNSIGNED = { signature: null };
const SILENT = "This docstring has no signature.";

function answerNone(): PyValue {
  return null;
}

export const DOCSTRING_FUNCTIONS: Record<string, CallableSpec> = {
  docstring_no_signature: fn([varArgs("args")], SILENT, answerNone, UNSIGNED),
  docstring_no_signature_noargs: fn([], SILENT, answerNone, UNSIGNED),
  docstring_no_signature_o: fn([posOnly("object", object)], SILENT, answerNone, UNSIGNED),
  docstring_with_signature_but_no_doc: fn([varArgs("args")], "", answerNone, { signature: "($module, /, sig)" }),
  docstring_with_signature_with_defaults: fn(
    [varArgs("args")],
    "Its parameters have defaults of several kinds.",
    answerNone,
    {
      signature:
        "(module, s='avocado',\n        b=b'bytes', d=3.14, i=35, n=None, t=True, f=False,\n        local=the_number_three, sys=sys.maxsize,\n        exp=sys.maxsize - 1)",
    },
  ),
};

/** Constants that the signatures name. */
export const DOCSTRING_CONSTANTS = { the_number_three: 3, ONE: 1 };

/** Methods of both conventions that say something of themselves, under names that end as the kind of method does. */
function unsigned(suffix: string): Record<string, CallableSpec> {
  return {
    [`meth_noargs${suffix}`]: method([], SILENT, answerNone, UNSIGNED),
    [`meth_o${suffix}`]: method([posOnly("object", object)], SILENT, answerNone, UNSIGNED),
  };
}

export const docStringNoSignatureType = defineType<PyObject>({
  name: "_testcapi.DocStringNoSignatureTest",
  doc: null,
  flags: ["basetype"],
  alloc: (type) => new PyObject(type),
  methods: { ...unsigned(""), ...unsigned("_coexist") },
  classMethods: unsigned("_class"),
  staticMethods: {
    meth_noargs_static: fn([], SILENT, answerNone, UNSIGNED),
    meth_o_static: fn([posOnly("object", object)], SILENT, answerNone, UNSIGNED),
  },
});

const UNREPRESENTABLE = "A signature whose default has no text.";

export const docStringUnrepresentableType = defineType<PyObject>({
  name: "_testcapi.DocStringUnrepresentableSignatureTest",
  doc: null,
  flags: ["basetype"],
  alloc: (type) => new PyObject(type),
  methods: {
    meth: method([varArgs("args")], UNREPRESENTABLE, answerNone, { signature: "($self, /, a, b=<x>)" }),
    with_default: method([varArgs("args")], "A default that is named in the module.", answerNone, {
      signature: "($self, /, x=ONE)",
    }),
  },
  classMethods: {
    classmeth: method([varArgs("args")], UNREPRESENTABLE, answerNone, { signature: "($type, /, a, b=<x>)" }),
  },
  staticMethods: { staticmeth: fn([varArgs("args")], UNREPRESENTABLE, answerNone, { signature: "(a, b=<x>)" }) },
});

export const heapTypeWithDict = defineType<PyObject>({
  name: "_testcapi.HeapCTypeWithDict",
  doc: null,
  flags: ["basetype", "heaptype", "dict"],
});

export const heapTypeWithWeakref = defineType<PyObject>({
  name: "_testcapi.HeapCTypeWithWeakref",
  doc: null,
  flags: ["basetype", "heaptype", "weakref"],
});
