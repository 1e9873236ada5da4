/**
 * _posixsubprocess: starting a child. The host starts processes as a whole, so there is no moment between fork and exec in which
 * Python could run: `preexec_fn` is refused. Source: CPython Modules/_posixsubprocess.c.
 */

import { HostError } from "../host/errno.ts";
import { utf8DecodeLenient } from "../kernel/codecs/utf8.ts";
import { strToJs } from "../kernel/str.ts";
import { toArray } from "../objects/abstract/iterate.ts";
import { asInt } from "../objects/abstract/number.ts";
import { PyBytes } from "../objects/bytes/bytes-object.ts";
import { defineModule, fn, varArgs } from "../objects/declare.ts";
import { newException, typeError } from "../objects/errors.ts";
import { PyExc_RuntimeError } from "../objects/exceptions/types.ts";
import { filesystemPath } from "../objects/fspath.ts";
import { machine } from "../objects/machine.ts";
import type { PyValue } from "../objects/object.ts";

export default defineModule({
  name: "_posixsubprocess",
  doc: "A POSIX helper for the subprocess module.",
  functions: { fork_exec: fn([varArgs("args")], "Spawn a fresh new child process.", forkExec, { signature: null }) },
});

const ARGUMENTS = 22;

function text(value: PyValue): string {
  return value instanceof PyBytes ? strToJs(utf8DecodeLenient(value.data)) : strToJs(filesystemPath(value));
}

/** The arguments are those of `_fork_exec` in subprocess.py, by position. */
function forkExec(args: PyValue[]): PyValue {
  if (args.length !== ARGUMENTS) {
    throw typeError(`fork_exec expected ${ARGUMENTS} arguments, got ${args.length}`);
  }
  const [argv, executables, , , cwd, env, p2cread, , , c2pwrite, , errwrite, , errpipe, , newSession] = args;
  if (args[ARGUMENTS - 1] !== null) throw newException(PyExc_RuntimeError, "preexec_fn not supported on this platform");
  const { host } = machine.interp;
  const environment = new Map(env === null ? host.env : toArray(env).map((entry) => splitEntry(text(entry))));
  const fd = (value: PyValue): number => Number(asInt(value) ?? -1);
  try {
    return host.process.spawn({
      executables: toArray(executables).map(text),
      args: toArray(argv).map(text),
      env: environment,
      cwd: cwd === null ? host.fs.getcwd() : text(cwd),
      stdio: [fd(p2cread), fd(c2pwrite), fd(errwrite)],
      newSession: newSession === true || newSession === 1,
    });
  } catch (caught) {
    if (!(caught instanceof HostError)) throw caught;
    return reportFailure(caught, fd(errpipe));
  }
}

function splitEntry(entry: string): [string, string] {
  const equals = entry.indexOf("=");
  return [entry.slice(0, equals), entry.slice(equals + 1)];
}

/** A child that could not be executed says so through the pipe, and subprocess raises what it reads there. */
function reportFailure(error: HostError, pipe: number): PyValue {
  const message = `OSError:${error.errno.toString(16)}:`;
  const bytes = Uint8Array.from(message, (c) => c.charCodeAt(0));
  machine.interp.host.fs.write(pipe, bytes);
  return 0;
}
