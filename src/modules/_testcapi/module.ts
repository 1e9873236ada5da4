/**
 * _testcapi: what CPython's own tests call to reach the C interface from Python. Here it reaches what stands in its place: calling
 * conventions, exceptions raised by built-in code, reports of exceptions. Only the command line has it.
 * Source: CPython Modules/_testcapimodule.c, Modules/_testcapi/.
 */
import { call } from "../../objects/abstract/call.ts";
import { repr } from "../../objects/abstract/repr.ts";
import { cint, object } from "../../objects/converters.ts";
import { defineModule, fn, param, posOnly, varArgs } from "../../objects/declare.ts";
import type { PyValue } from "../../objects/object.ts";
import { awaitType } from "./await.ts";
import { BUFFER_FUNCTIONS, testBufType } from "./buffer.ts";
import { codeFunctions } from "./code.ts";
import { configGet } from "./config.ts";
import { MODULE_METHODS, methClassType, methInstanceType, methStaticType } from "./conventions.ts";
import {
  DOCSTRING_CONSTANTS,
  DOCSTRING_FUNCTIONS,
  docStringNoSignatureType,
  docStringUnrepresentableType,
  heapTypeWithDict,
  heapTypeWithWeakref,
} from "./docstrings.ts";
import {
  exceptionPrint,
  formatUnraisable,
  makeException,
  raiseException,
  raiseMemoryError,
  recursingErrorType,
  tracebackPrint,
  writeUnraisableOf,
} from "./exceptions.ts";
import { limits } from "./limits.ts";
import { marshalFunctions } from "./marshal.ts";
import { codeLikeType, monitoringFunctions } from "./monitoring.ts";
import { raiseInterruptThenSend } from "./signals.ts";
import { tracingFunctions } from "./tracing.ts";
import {
  callWithDict,
  callWithNames,
  callWithTuple,
  hasVectorcallFlag,
  makeVectorcallClass,
  methodDescriptor2Type,
  methodDescriptorBaseType,
  methodDescriptorDerivedType,
  methodDescriptorNopGetType,
  setVectorcall,
} from "./vectorcall.ts";

export default defineModule({
  name: "_testcapi",
  doc: "Entrances to the C interface for CPython's tests.",
  functions: {
    ...MODULE_METHODS,
    ...codeFunctions,
    ...marshalFunctions,
    ...monitoringFunctions,
    ...tracingFunctions,
    ...DOCSTRING_FUNCTIONS,
    ...BUFFER_FUNCTIONS,
    bad_get: fn(
      [posOnly("self", object), posOnly("obj", object), posOnly("cls", object)],
      "A __get__ that calls the class.",
      callWithClass,
      { signature: null },
    ),
    config_get: fn([posOnly("name", object)], "PyConfig_Get()", configGet),
    err_formatunraisable: fn([varArgs("args")], "PyErr_FormatUnraisable()", formatUnraisable, { signature: null }),
    err_writeunraisable: fn(
      [posOnly("exc", object), posOnly("obj", object)],
      "PyErr_WriteUnraisable()",
      writeUnraisableOf,
      {
        signature: null,
      },
    ),
    exception_print: fn(
      [posOnly("exception", object), posOnly("legacy", object, false)],
      "Print an exception as the interpreter does.",
      exceptionPrint,
    ),
    function_setvectorcall: fn([posOnly("func", object)], "Make a function answer 'overridden'.", setVectorcall, {
      signature: null,
    }),
    has_vectorcall_flag: fn([posOnly("type", object)], "Whether a type supports vectorcall.", hasVectorcallFlag),
    make_exception_with_doc: fn(
      [
        param("name", object),
        param("doc", object, null),
        param("base", object, undefined),
        param("dict", object, null),
      ],
      "PyErr_NewExceptionWithDoc()",
      makeException,
      { signature: null },
    ),
    make_vectorcall_class: fn(
      [posOnly("base", object, null)],
      "A new class that supports vectorcall.",
      makeVectorcallClass,
    ),
    pycfunction_call: fn(
      [posOnly("func", object), posOnly("args", object), posOnly("kwargs", object, null)],
      "PyCFunction_Call()",
      callWithDict,
      { signature: null },
    ),
    pyobject_fastcalldict: fn(
      [posOnly("func", object), posOnly("args", object), posOnly("kwargs", object)],
      "PyObject_VectorcallDict()",
      callWithDict,
      { signature: null },
    ),
    pyobject_vectorcall: fn(
      [posOnly("func", object), posOnly("args", object), posOnly("kwnames", object)],
      "PyObject_Vectorcall()",
      callWithNames,
      { signature: null },
    ),
    pyvectorcall_call: fn(
      [posOnly("func", object), posOnly("args", object), posOnly("kwargs", object, null)],
      "PyVectorcall_Call()",
      callWithTuple,
      { signature: null },
    ),
    raise_exception: fn(
      [posOnly("exception", object), posOnly("num_args", object)],
      "PyErr_SetObject() with a tuple of numbers.",
      raiseException,
    ),
    raise_memoryerror: fn([], "PyErr_NoMemory()", raiseMemoryError, { signature: null }),
    raise_SIGINT_then_send_None: fn(
      [posOnly("generator", object)],
      "Sends None to a generator when SIGINT has just arrived.",
      raiseInterruptThenSend,
      { signature: null },
    ),
    // There is no C library whose errno code could mistake for its own.
    set_errno: fn([posOnly("errno", cint)], "Set C's errno.", () => null, { signature: null }),
    test_with_docstring: fn([], "This is a pretty normal docstring.", () => null, { signature: null }),
    traceback_print: fn([posOnly("traceback", object), posOnly("file", object)], "PyTraceBack_Print()", tracebackPrint),
  },
  types: () => ({
    awaitType,
    CodeLike: codeLikeType,
    DocStringNoSignatureTest: docStringNoSignatureType,
    DocStringUnrepresentableSignatureTest: docStringUnrepresentableType,
    HeapCTypeWithDict: heapTypeWithDict,
    HeapCTypeWithWeakref: heapTypeWithWeakref,
    testBuf: testBufType,
    MethClass: methClassType,
    MethInstance: methInstanceType,
    MethStatic: methStaticType,
    MethodDescriptor2: methodDescriptor2Type,
    MethodDescriptorBase: methodDescriptorBaseType,
    MethodDescriptorDerived: methodDescriptorDerivedType,
    MethodDescriptorNopGet: methodDescriptorNopGetType,
    RecursingInfinitelyError: recursingErrorType,
  }),
  constants: () => ({ ...limits(), ...DOCSTRING_CONSTANTS }),
});

function callWithClass(_self: PyValue, _obj: PyValue, cls: PyValue): PyValue {
  call(cls, []);
  return repr(_self);
}
