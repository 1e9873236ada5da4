/** sys.stdin, stdout and stderr. Source: CPython Python/pylifecycle.c (init_sys_streams, create_stdio). */

import { HostError } from "../host/errno.ts";
import { importNow } from "../interpreter/import.ts";
import type { Interpreter } from "../interpreter/interpreter.ts";
import { builtinModules } from "../modules/generated/registry.ts";
import { getAttr, setAttr } from "../objects/abstract/attributes.ts";
import { call, callMethod } from "../objects/abstract/call.ts";
import { isTrue } from "../objects/abstract/compare.ts";
import { isException } from "../objects/errors.ts";
import { PyExc_OSError } from "../objects/exceptions/types.ts";
import type { PyValue } from "../objects/object.ts";

/** Opens the three streams, and keeps them as `sys.__stdin__` and so on too. */
export function openStandardStreams(interp: Interpreter): void {
  const { sysdict } = interp;
  if ("_io" in builtinModules) interp.builtins.setStr("open", getAttr(importNow("_io"), "open"));
  for (const [fd, name] of ["stdin", "stdout", "stderr"].entries()) {
    const stream = openStream(interp, fd, name);
    sysdict.setStr(`__${name}__`, stream);
    sysdict.setStr(name, stream);
  }
}

function openStream(interp: Interpreter, fd: number, name: string): PyValue {
  const { config, host } = interp;
  try {
    host.fs.fstat(fd);
  } catch (caught) {
    if (caught instanceof HostError) return null;
    throw caught;
  }
  const io = importNow("_io");
  const writes = fd !== 0;
  const buffered = config.buffered_stdio || !writes;
  try {
    const mode = writes ? "wb" : "rb";
    const buffer = call(getAttr(io, "open"), [fd, mode, buffered ? -1 : 0, null, null, null, false]);
    const raw = buffered ? getAttr(buffer, "raw") : buffer;
    setAttr(raw, "name", `<${name}>`);
    const isTerminal = isTrue(callMethod(raw, "isatty"));
    const errors = name === "stderr" ? "backslashreplace" : config.stdio_errors;
    const lineBuffering = writes && (isTerminal || name === "stderr");
    const args: PyValue[] = [buffer, config.stdio_encoding, errors, "\n", lineBuffering, writes && !buffered];
    const text = call(getAttr(io, "TextIOWrapper"), args);
    setAttr(text, "mode", writes ? "w" : "r");
    return text;
  } catch (caught) {
    if (isException(caught, PyExc_OSError)) return null;
    throw caught;
  }
}
