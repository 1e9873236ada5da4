/** _thread: the table. Threads are the scheduler's; locks lie in lock.ts. Source: CPython Modules/_threadmodule.c. */
import { currentThread } from "../../interpreter/thread.ts";
import { strFromJs } from "../../kernel/str.ts";
import { lookupAttr } from "../../objects/abstract/attributes.ts";
import { callMethod } from "../../objects/abstract/call.ts";
import { strJs } from "../../objects/abstract/repr.ts";
import { cint, object, ssize, str, truth } from "../../objects/converters.ts";
import { defineModule, fn, param, posOnly } from "../../objects/declare.ts";
import { newException, typeError, valueError } from "../../objects/errors.ts";
import { toPyException } from "../../objects/exceptions/convert.ts";
import { PyExc_RuntimeError, PyExc_SystemExit } from "../../objects/exceptions/types.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { importModule } from "../../objects/import-hook.ts";
import { machine } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { defineStructSeq } from "../../objects/tuple/structseq.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { localType } from "./local.ts";
import { lockType, PyLock, rlockType, TIMEOUT_MAX } from "./lock.ts";
import {
  interruptMain,
  makeThreadHandle,
  shutdown,
  startJoinableThread,
  startNewThread,
  threadHandleType,
  threadsState,
} from "./threads.ts";

const exceptHookArgsType = defineStructSeq({
  name: "_thread._ExceptHookArgs",
  doc: "What threading.excepthook is called with.",
  fields: [
    ["exc_type", "Exception type"],
    ["exc_value", "Exception value"],
    ["exc_traceback", "Exception traceback"],
    ["thread", "Thread"],
  ],
});

const startParams = [
  posOnly("function", object),
  posOnly("args", object),
  posOnly("kwargs", object, undefined, "{}"),
] as const;
const START_DOC = "Start a new thread that calls the function, and return its identifier.";
const allocate = () => fn([], "Create a new lock object.", () => new PyLock());
const ident = () =>
  fn([], "Return a number that identifies the thread among those that exist now.", () => machine.thread.id);
const exit = () =>
  fn([], "End the thread: raise SystemExit.", () => {
    throw newException(PyExc_SystemExit);
  });

export default defineModule({
  name: "_thread",
  doc: "Primitive operations for programs with several threads.\nThe 'threading' module provides a more convenient interface.",
  functions: {
    start_new_thread: fn(startParams, START_DOC, startNewThread),
    start_new: fn(startParams, START_DOC, startNewThread),
    start_joinable_thread: fn(
      [param("function", object), param("handle", object, null), param("daemon", truth, true)],
      "Start a new thread that can be joined by its handle.",
      startJoinableThread,
    ),
    daemon_threads_allowed: fn([], "Whether daemon threads are allowed in this interpreter.", () => true),
    allocate_lock: allocate(),
    allocate: allocate(),
    exit_thread: exit(),
    exit: exit(),
    interrupt_main: fn(
      [posOnly("signum", cint, 2, "signal.SIGINT")],
      "Simulate the arrival of the signal in the main thread.",
      interrupt,
    ),
    get_ident: ident(),
    get_native_id: ident(),
    _count: fn(
      [],
      "Return the number of threads, without the main thread and those that threading does not know.",
      () => threadsState().count,
    ),
    stack_size: fn(
      [posOnly("size", ssize, 0)],
      "Return the stack size of new threads; here they have none of their own.",
      stackSize,
    ),
    _excepthook: fn([posOnly("args", object)], "Report an uncaught exception of a thread.", excepthook),
    _is_main_interpreter: fn([], "Whether the current interpreter is the main one.", () => machine.interp.id === 0),
    _shutdown: fn([], "Wait for all threads that are not daemons.", shutdown),
    _make_thread_handle: fn(
      [posOnly("ident", object)],
      "Make a handle for a thread that was not started by this module.",
      makeThreadHandle,
    ),
    _get_main_thread_ident: fn(
      [],
      "Return the identifier of the main thread.",
      () => currentThread.interp.mainThread.id,
    ),
    set_name: fn([param("name", str)], "Set the name of the current thread as the system knows it.", () => null),
  },
  types: () => ({
    LockType: lockType,
    lock: lockType,
    RLock: rlockType,
    _local: localType,
    _ThreadHandle: threadHandleType,
    _ExceptHookArgs: exceptHookArgsType,
  }),
  constants: () => ({ TIMEOUT_MAX: new PyFloat(TIMEOUT_MAX), error: PyExc_RuntimeError }),
});

function interrupt(signum: number): PyValue {
  if (signum < 1 || signum > 64) throw valueError("signal number out of range");
  return interruptMain(signum);
}

let stackBytes = 0;

function stackSize(size: number): PyValue {
  if (size < 0) throw valueError("size must be 0 or a positive value");
  if (size !== 0 && size < 32768) throw valueError(`size not valid: ${size} bytes`);
  const former = stackBytes;
  stackBytes = size;
  return former;
}

/** thread_excepthook: SystemExit is silent, everything else goes to stderr with the thread's name. */
function excepthook(args: PyValue): PyValue {
  if (!(args instanceof PyTuple) || args.type !== exceptHookArgsType) {
    throw typeError("_thread.excepthook argument type must be ExceptHookArgs");
  }
  const [type, value, , thread] = args.items;
  if (type === PyExc_SystemExit) return null;
  let file = machine.interp.sysdict.getStr("stderr") ?? null;
  if (file === null) {
    if (thread === null) return null;
    file = lookupAttr(thread, "_stderr") ?? null;
    if (file === null) return null;
  }
  const name = thread === null ? undefined : lookupAttr(thread, "_name");
  const shown = name === undefined ? String(machine.thread.id) : strJs(name);
  callMethod(file, "write", [strFromJs(`Exception in thread ${shown}:\n`)]);
  try {
    callMethod(importModule("traceback"), "print_exception", [type, value, args.items[2], null, file]);
  } catch (caught) {
    if (toPyException(caught) === undefined) throw caught;
  }
  const flush = lookupAttr(file, "flush");
  if (flush !== undefined) callMethod(file, "flush");
  return null;
}
