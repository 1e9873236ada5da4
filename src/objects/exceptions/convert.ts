/**
 * JavaScript values caught where Python exceptions are expected: the kernel's errors become the exceptions they name, and the
 * engine's own limits (stack, string length, memory) the exceptions CPython has for them.
 */
import { KernelError } from "../../kernel/error.ts";
import { machine } from "../machine.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { PyBaseException } from "./base.ts";
import * as exc from "./types.ts";

const registered: WeakMap<object, Map<string, PyType>> = new WeakMap();

/** Names the exception type that a module of the current interpreter made for a kernel error ("struct.error"). */
export function registerKernelError(name: string, type: PyType): void {
  const { modules } = machine.interp;
  let types = registered.get(modules);
  if (types === undefined) registered.set(modules, (types = new Map()));
  types.set(name, type);
}

function kernelType(error: KernelError): PyType {
  const builtin = (exc as unknown as Record<string, PyType | undefined>)[`PyExc_${error.type}`];
  return builtin ?? registered.get(machine.interp.modules)?.get(error.type) ?? exc.PyExc_ValueError;
}

/** The Python exception that a caught value stands for, or undefined when it is none (an internal error, an unwind). */
export function toPyException(caught: unknown): PyBaseException | undefined {
  if (caught instanceof PyBaseException) return caught;
  if (caught instanceof KernelError) {
    const args = caught.errno === undefined ? (caught.msg === "" ? [] : [caught.msg]) : [caught.errno, caught.msg];
    return exc.makeException(kernelType(caught), args);
  }
  if (caught instanceof RangeError) return rangeError(caught.message);
  return undefined;
}

/** The type of the Python exception that a caught value stands for. */
export function exceptionTypeOf(caught: unknown): PyType | undefined {
  if (caught instanceof PyBaseException) return caught.type;
  if (caught instanceof KernelError) return kernelType(caught);
  return caught instanceof RangeError ? rangeErrorType(caught.message) : undefined;
}

function rangeErrorType(message: string): PyType {
  return message.includes("call stack") || message.includes("recursion")
    ? exc.PyExc_RecursionError
    : exc.PyExc_MemoryError;
}

function rangeError(message: string): PyBaseException {
  const type = rangeErrorType(message);
  if (type === exc.PyExc_MemoryError) return exc.makeException(type, []);
  // Too little stack may be left to run `__init__`: fill the exception by hand.
  const error = new PyBaseException(type, new PyTuple(["maximum recursion depth exceeded"]));
  return error;
}
