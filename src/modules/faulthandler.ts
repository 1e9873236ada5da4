/**
 * faulthandler: tracebacks of threads, written to a descriptor without running Python code. Fatal signals end the JavaScript
 * engine itself, so enabling the handlers only keeps the setting. Source: CPython Modules/faulthandler.c, Python/traceback.c.
 */
import { currentThread, type ThreadState, visibleFrame } from "../interpreter/thread.ts";
import { utf8Encode } from "../kernel/codecs/utf8.ts";
import { strFromJs } from "../kernel/str.ts";
import { callMethod } from "../objects/abstract/call.ts";
import { asInt, toFloat } from "../objects/abstract/number.ts";
import { strJs } from "../objects/abstract/repr.ts";
import { encodeErrors } from "../objects/codecs/handlers.ts";
import { cint, object, truth } from "../objects/converters.ts";
import { defineModule, fn, param } from "../objects/declare.ts";
import { runtimeError, valueError } from "../objects/errors.ts";
import { type FrameView, machine } from "../objects/machine.ts";
import type { PyValue } from "../objects/object.ts";

interface State {
  enabled: boolean;
  cancelLater: (() => void) | null;
  readonly registered: Set<number>;
}

function state(): State {
  return machine.interp.state<State>(state, () => ({ enabled: false, cancelLater: null, registered: new Set() }));
}

const file = param("file", object, undefined, "sys.stderr");
const allThreads = param("all_threads", truth, true);

export default defineModule({
  name: "faulthandler",
  doc: "faulthandler module.",
  functions: {
    enable: fn([file, allThreads, param("c_stack", truth, true)], "Enable the fault handler.", (target) => {
      if (target !== undefined) descriptorOf(target);
      state().enabled = true;
      return null;
    }),
    disable: fn([], "Disable the fault handler; whether it was enabled.", () => {
      const held = state();
      const former = held.enabled;
      held.enabled = false;
      return former;
    }),
    is_enabled: fn([], "Check if the handler is enabled.", () => state().enabled),
    dump_traceback: fn(
      [file, allThreads],
      "Write the traceback of the current thread, or of all threads, into a file.",
      (target, all) => {
        write(descriptorOf(target), dump(all));
        return null;
      },
    ),
    dump_c_stack: fn([file], "Write the stack of native frames; there are none.", (target) => {
      write(
        descriptorOf(target),
        "Current thread's C stack trace (most recent call first):\n  <cannot get C stack on this system>\n",
      );
      return null;
    }),
    dump_traceback_later: fn(
      [param("timeout", object), param("repeat", truth, false), file, param("exit", truth, false)],
      "Dump the traceback of all threads in timeout seconds.",
      dumpLater,
    ),
    cancel_dump_traceback_later: fn([], "Take back what dump_traceback_later() has asked for.", cancelLater),
    register: fn(
      [param("signum", cint), file, allThreads, param("chain", truth, false)],
      "Register a handler for the signal.",
      register,
    ),
    unregister: fn([param("signum", cint)], "Unregister the handler of the signal.", unregister),
  },
});

/** faulthandler_get_fileno. */
function descriptorOf(target: PyValue | undefined): number {
  let value = target;
  if (value === undefined || value === null) {
    value = machine.interp.sysdict.getStr("stderr") ?? null;
    if (value === null) throw runtimeError("unable to get sys.stderr");
  }
  const plain = asInt(value);
  if (plain !== undefined) {
    if (plain < 0) throw valueError("file is not a valid file descripter");
    return Number(plain);
  }
  const fd = asInt(callMethod(value, "fileno"));
  if (fd === undefined || fd < 0) throw runtimeError("file.fileno() is not a valid file descriptor");
  try {
    callMethod(value, "flush");
  } catch {
    // As in CPython, a failing flush does not matter.
  }
  return Number(fd);
}

function write(fd: number, text: string): void {
  machine.interp.host.fs.write(fd, utf8Encode(strFromJs(text), encodeErrors("backslashreplace")));
}

const MAX_FRAMES = 100;

function frames(thread: ThreadState): string {
  let text = "";
  let frame: FrameView | null = visibleFrame(thread.top);
  if (frame === null) return "  <no Python frame>\n";
  for (let i = 0; frame !== null; i++, frame = frame.back) {
    if (i === MAX_FRAMES) return `${text}  ...\n`;
    const name = (frame as unknown as { code: { unit: { name: PyValue } } }).code.unit.name;
    text += `  File "${strJs(frame.filename)}", line ${frame.lineno() ?? "???"} in ${strJs(name)}\n`;
  }
  return text;
}

const hex = (id: number): string => `0x${id.toString(16).padStart(16, "0")}`;

function dump(all: boolean): string {
  const { threads } = currentThread.interp.scheduler;
  if (!all) return `Stack (most recent call first):\n${frames(currentThread)}`;
  const parts = threads.map((thread) => {
    const title = thread === currentThread ? "Current thread" : "Thread";
    return `${title} ${hex(thread.id)} (most recent call first):\n${frames(thread)}`;
  });
  return parts.reverse().join("\n");
}

function dumpLater(timeout: PyValue, repeat: boolean, target: PyValue | undefined, exit: boolean): PyValue {
  const seconds = toFloat(timeout);
  if (!(seconds > 0)) throw valueError("timeout must be greater than 0");
  const fd = descriptorOf(target);
  cancelLater();
  const held = state();
  const { host } = machine.interp;
  const delay = BigInt(Math.round(seconds * 1e9));
  const start = (): void => {
    held.cancelLater = host.loop.schedule(delay, () => {
      const time = new Date(seconds * 1000).toISOString().slice(11, 19).replace(/^0/, "");
      write(fd, `Timeout (${time})!\n${dump(true)}`);
      if (exit) host.process.exit(1);
      if (repeat) start();
    });
  };
  start();
  return null;
}

function cancelLater(): PyValue {
  const held = state();
  held.cancelLater?.();
  held.cancelLater = null;
  return null;
}

function register(signum: number, target: PyValue | undefined, all: boolean, _chain: boolean): PyValue {
  if (signum < 1 || signum > 64) throw valueError("signal number out of range");
  if ([4, 7, 8, 11, 6].includes(signum))
    throw runtimeError(`signal ${signum} cannot be registered, use enable() instead`);
  const fd = descriptorOf(target);
  machine.interp.host.process.onSignal(signum, () => write(fd, dump(all)));
  state().registered.add(signum);
  return null;
}

function unregister(signum: number): PyValue {
  if (signum < 1 || signum > 64) throw valueError("signal number out of range");
  if (!state().registered.delete(signum)) return false;
  machine.interp.host.process.onSignal(signum, null);
  return true;
}
