/**
 * The exception hierarchy: one table (name, base, layout, doc) from which the types are declared.
 * Source: CPython Objects/exceptions.c; layouts and behaviour of the special ones stand in the files beside this one.
 */
import { strFromJs } from "../../kernel/str.ts";
import { defineType, type TypeSpec } from "../declare.ts";
import type { PyValue } from "../object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import {
  PyAttributeError,
  PyBaseException,
  PyBaseExceptionGroup,
  PyImportError,
  PyNameError,
  PyOSError,
  PyStopIteration,
  PySyntaxError,
  PySystemExit,
  PyUnicodeError,
} from "./base.ts";
import { baseExceptionSpec, exceptionNew } from "./base-exception.ts";
import { baseExceptionGroupSpec } from "./group.ts";
import { osErrorSpec } from "./os-error.ts";
import {
  attributeErrorSpec,
  importErrorSpec,
  keyErrorSpec,
  nameErrorSpec,
  stopIterationSpec,
  systemExitSpec,
} from "./simple.ts";
import { syntaxErrorSpec } from "./syntax-error.ts";
import { unicodeDecodeSpec, unicodeEncodeSpec, unicodeTranslateSpec } from "./unicode-error.ts";

type ExceptionClass = new (type: PyType, args: PyTuple) => PyBaseException;
type Extra = Partial<TypeSpec<never>>;

/** Exceptions with BaseException's own layout; C gives each of them `__new__` (SimpleExtendsException). */
const simple: Set<PyType> = new Set();

function define(
  name: string,
  base: (() => PyType) | null,
  doc: string,
  layout?: ExceptionClass,
  extra?: Extra,
): PyType {
  const plain = base === null || (layout === undefined && extra === undefined && simple.has(base()));
  const type = defineType({
    name,
    doc,
    flags: ["basetype", "dict", "gc"],
    ...(base === null ? {} : { base }),
    ...(layout === undefined ? {} : { alloc: (type: PyType) => new layout(type, new PyTuple([])) }),
    ...(plain ? { slots: { tp_new: exceptionNew } } : {}),
    ...extra,
  } as TypeSpec<never>);
  if (plain) simple.add(type);
  return type;
}

export const PyExc_BaseException = define(
  "BaseException",
  null,
  "Common base class for all exceptions.",
  PyBaseException,
  baseExceptionSpec(),
);
export const PyExc_Exception = define(
  "Exception",
  () => PyExc_BaseException,
  "What every exception is derived from that does not end the program.",
);
export const PyExc_BaseExceptionGroup = define(
  "BaseExceptionGroup",
  () => PyExc_BaseException,
  "Several exceptions raised together.",
  PyBaseExceptionGroup,
  baseExceptionGroupSpec(),
);
export const PyExc_GeneratorExit = define("GeneratorExit", () => PyExc_BaseException, "Request that a generator exit.");
export const PyExc_KeyboardInterrupt = define(
  "KeyboardInterrupt",
  () => PyExc_BaseException,
  "Program interrupted by user.",
);
export const PyExc_SystemExit = define(
  "SystemExit",
  () => PyExc_BaseException,
  "Request to exit from the interpreter.",
  PySystemExit,
  systemExitSpec(),
);
export const PyExc_ArithmeticError = define(
  "ArithmeticError",
  () => PyExc_Exception,
  "Base class for arithmetic errors.",
);
export const PyExc_AssertionError = define("AssertionError", () => PyExc_Exception, "Assertion failed.");
export const PyExc_AttributeError = define(
  "AttributeError",
  () => PyExc_Exception,
  "Attribute not found.",
  PyAttributeError,
  attributeErrorSpec(),
);
export const PyExc_BufferError = define("BufferError", () => PyExc_Exception, "Buffer error.");
export const PyExc_EOFError = define("EOFError", () => PyExc_Exception, "Read beyond end of file.");
export const PyExc_ImportError = define(
  "ImportError",
  () => PyExc_Exception,
  "An import fails: of a module, or of a name in it.",
  PyImportError,
  importErrorSpec(),
);
export const PyExc_LookupError = define("LookupError", () => PyExc_Exception, "Base class for lookup errors.");
export const PyExc_MemoryError = define("MemoryError", () => PyExc_Exception, "Out of memory.");
export const PyExc_NameError = define(
  "NameError",
  () => PyExc_Exception,
  "Name not found globally.",
  PyNameError,
  nameErrorSpec(),
);
export const PyExc_OSError = define(
  "OSError",
  () => PyExc_Exception,
  "Base class for I/O related errors.",
  PyOSError,
  osErrorSpec(),
);
export const PyExc_ReferenceError = define(
  "ReferenceError",
  () => PyExc_Exception,
  "Weak ref proxy used after referent went away.",
);
export const PyExc_RuntimeError = define("RuntimeError", () => PyExc_Exception, "Unspecified run-time error.");
export const PyExc_StopAsyncIteration = define(
  "StopAsyncIteration",
  () => PyExc_Exception,
  "Signal the end from iterator.__anext__().",
);
export const PyExc_StopIteration = define(
  "StopIteration",
  () => PyExc_Exception,
  "Signal the end from iterator.__next__().",
  PyStopIteration,
  stopIterationSpec(),
);
export const PyExc_SyntaxError = define(
  "SyntaxError",
  () => PyExc_Exception,
  "Invalid syntax.",
  PySyntaxError,
  syntaxErrorSpec(),
);
export const PyExc_SystemError = define(
  "SystemError",
  () => PyExc_Exception,
  "Internal error in the Python interpreter.",
);
export const PyExc_TypeError = define("TypeError", () => PyExc_Exception, "Inappropriate argument type.");
export const PyExc_ValueError = define(
  "ValueError",
  () => PyExc_Exception,
  "An argument has the right type and a wrong value.",
);
export const PyExc_Warning = define("Warning", () => PyExc_Exception, "Base class for warning categories.");
export const PyExc_FloatingPointError = define(
  "FloatingPointError",
  () => PyExc_ArithmeticError,
  "Floating-point operation failed.",
);
export const PyExc_OverflowError = define(
  "OverflowError",
  () => PyExc_ArithmeticError,
  "Result too large to be represented.",
);
export const PyExc_ZeroDivisionError = define(
  "ZeroDivisionError",
  () => PyExc_ArithmeticError,
  "Something was divided by zero.",
);
export const PyExc_IndexError = define("IndexError", () => PyExc_LookupError, "Sequence index out of range.");
export const PyExc_KeyError = define(
  "KeyError",
  () => PyExc_LookupError,
  "Mapping key not found.",
  undefined,
  keyErrorSpec(),
);
export const PyExc_ModuleNotFoundError = define("ModuleNotFoundError", () => PyExc_ImportError, "Module not found.");
export const PyExc_UnboundLocalError = define(
  "UnboundLocalError",
  () => PyExc_NameError,
  "A local variable is read before it has a value.",
);
export const PyExc_NotImplementedError = define(
  "NotImplementedError",
  () => PyExc_RuntimeError,
  "What was called has no body: a subclass is to give it one.",
);
export const PyExc_RecursionError = define("RecursionError", () => PyExc_RuntimeError, "Recursion limit exceeded.");
export const PyExc_PythonFinalizationError = define(
  "PythonFinalizationError",
  () => PyExc_RuntimeError,
  "Operation blocked during Python finalization.",
);
export const PyExc_IndentationError = define("IndentationError", () => PyExc_SyntaxError, "Improper indentation.");
export const PyExc_IncompleteInputError = define("_IncompleteInputError", () => PyExc_SyntaxError, "incomplete input.");
export const PyExc_TabError = define("TabError", () => PyExc_IndentationError, "Improper mixture of spaces and tabs.");
export const PyExc_UnicodeError = define("UnicodeError", () => PyExc_ValueError, "Unicode related error.");
export const PyExc_UnicodeDecodeError = define(
  "UnicodeDecodeError",
  () => PyExc_UnicodeError,
  "Unicode decoding error.",
  PyUnicodeError,
  unicodeDecodeSpec(),
);
export const PyExc_UnicodeEncodeError = define(
  "UnicodeEncodeError",
  () => PyExc_UnicodeError,
  "Unicode encoding error.",
  PyUnicodeError,
  unicodeEncodeSpec(),
);
export const PyExc_UnicodeTranslateError = define(
  "UnicodeTranslateError",
  () => PyExc_UnicodeError,
  "Unicode translation error.",
  PyUnicodeError,
  unicodeTranslateSpec(),
);
export const PyExc_BlockingIOError = define("BlockingIOError", () => PyExc_OSError, "I/O operation would block.");
export const PyExc_ChildProcessError = define("ChildProcessError", () => PyExc_OSError, "Child process error.");
export const PyExc_ConnectionError = define("ConnectionError", () => PyExc_OSError, "Connection error.");
export const PyExc_FileExistsError = define("FileExistsError", () => PyExc_OSError, "File already exists.");
export const PyExc_FileNotFoundError = define("FileNotFoundError", () => PyExc_OSError, "File not found.");
export const PyExc_InterruptedError = define("InterruptedError", () => PyExc_OSError, "Interrupted by signal.");
export const PyExc_IsADirectoryError = define(
  "IsADirectoryError",
  () => PyExc_OSError,
  "Operation doesn't work on directories.",
);
export const PyExc_NotADirectoryError = define(
  "NotADirectoryError",
  () => PyExc_OSError,
  "Operation only works on directories.",
);
export const PyExc_PermissionError = define("PermissionError", () => PyExc_OSError, "Not enough permissions.");
export const PyExc_ProcessLookupError = define("ProcessLookupError", () => PyExc_OSError, "Process not found.");
export const PyExc_TimeoutError = define("TimeoutError", () => PyExc_OSError, "Timeout expired.");
export const PyExc_BrokenPipeError = define("BrokenPipeError", () => PyExc_ConnectionError, "Broken pipe.");
export const PyExc_ConnectionAbortedError = define(
  "ConnectionAbortedError",
  () => PyExc_ConnectionError,
  "Connection aborted.",
);
export const PyExc_ConnectionRefusedError = define(
  "ConnectionRefusedError",
  () => PyExc_ConnectionError,
  "Connection refused.",
);
export const PyExc_ConnectionResetError = define(
  "ConnectionResetError",
  () => PyExc_ConnectionError,
  "Connection reset.",
);
export const PyExc_BytesWarning = define(
  "BytesWarning",
  () => PyExc_Warning,
  "Base class for warnings about bytes and buffer related problems, mostly related to conversion from str or comparing to str.",
);
export const PyExc_DeprecationWarning = define(
  "DeprecationWarning",
  () => PyExc_Warning,
  "Warnings about what should no longer be used.",
);
export const PyExc_EncodingWarning = define(
  "EncodingWarning",
  () => PyExc_Warning,
  "Base class for warnings about encodings.",
);
export const PyExc_FutureWarning = define(
  "FutureWarning",
  () => PyExc_Warning,
  "Warnings about what will mean something else.",
);
export const PyExc_ImportWarning = define(
  "ImportWarning",
  () => PyExc_Warning,
  "Warnings about imports that are likely mistakes",
);
export const PyExc_PendingDeprecationWarning = define(
  "PendingDeprecationWarning",
  () => PyExc_Warning,
  "Warnings about what will be deprecated one day.",
);
export const PyExc_ResourceWarning = define(
  "ResourceWarning",
  () => PyExc_Warning,
  "Base class for warnings about resource usage.",
);
export const PyExc_RuntimeWarning = define(
  "RuntimeWarning",
  () => PyExc_Warning,
  "Warnings about doubtful behaviour of a running program.",
);
export const PyExc_SyntaxWarning = define(
  "SyntaxWarning",
  () => PyExc_Warning,
  "Base class for warnings about dubious syntax.",
);
export const PyExc_UnicodeWarning = define(
  "UnicodeWarning",
  () => PyExc_Warning,
  "Base class for warnings about Unicode related problems, mostly related to conversion problems.",
);
export const PyExc_UserWarning = define("UserWarning", () => PyExc_Warning, "Warnings that programs give.");

/** Makes an exception of a built-in type without running Python code (`tp_new` then `tp_init` of built-in layouts). */
export function makeException(type: PyType, args: PyValue[]): PyBaseException {
  // Messages are put together in JavaScript, from texts that may hold anything.
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (typeof arg === "string") args[i] = strFromJs(arg);
  }
  const error = type.tp_alloc!(type) as PyBaseException;
  error.args = new PyTuple(args);
  type.tp_init?.(error, args, null);
  return error;
}

/** The OSError subclass of an errno (PEP 3151), or OSError. Errno numbers are Linux's. */
export function osErrorType(errno: number): PyType {
  switch (errno) {
    case 11:
    case 114:
    case 115:
      return PyExc_BlockingIOError;
    case 32:
    case 108:
      return PyExc_BrokenPipeError;
    case 10:
      return PyExc_ChildProcessError;
    case 103:
      return PyExc_ConnectionAbortedError;
    case 111:
      return PyExc_ConnectionRefusedError;
    case 104:
      return PyExc_ConnectionResetError;
    case 17:
      return PyExc_FileExistsError;
    case 2:
      return PyExc_FileNotFoundError;
    case 21:
      return PyExc_IsADirectoryError;
    case 20:
      return PyExc_NotADirectoryError;
    case 4:
      return PyExc_InterruptedError;
    case 1:
    case 13:
      return PyExc_PermissionError;
    case 3:
      return PyExc_ProcessLookupError;
    case 110:
      return PyExc_TimeoutError;
    default:
      return PyExc_OSError;
  }
}

/** Whether a caught JavaScript value is a Python exception. */
export function isPyException(caught: unknown): caught is PyBaseException {
  return caught instanceof PyBaseException;
}
