/**
 * _posixsubprocess: starting a child for `subprocess`. The host starts it; a failure is reported by the error pipe, as CPython's forked
 * child would report it. Source: CPython Modules/_posixsubprocess.c.
 */
import { HostError } from "../host/errno.ts";
import { strToJs } from "../kernel/str.ts";
import { call } from "../objects/abstract/call.ts";
import { isTrue } from "../objects/abstract/compare.ts";
import { toArray } from "../objects/abstract/iterate.ts";
import { asInt } from "../objects/abstract/number.ts";
import { audit } from "../objects/audit.ts";
import { bytesOf } from "../objects/bytes/bytes-like.ts";
import { PyBytes } from "../objects/bytes/bytes-object.ts";
import { object } from "../objects/converters.ts";
import { defineModule, fn, posOnly } from "../objects/declare.ts";
import { typeError } from "../objects/errors.ts";
import { toPyException } from "../objects/exceptions/convert.ts";
import { filesystemPath } from "../objects/fspath.ts";
import { hostCall } from "../objects/host-call.ts";
import { machine } from "../objects/machine.ts";
import type { PyValue } from "../objects/object.ts";

const PARAMETERS =
  "args executable_list close_fds pass_fds cwd env p2cread p2cwrite c2pread c2pwrite errread errwrite errpipe_read errpipe_write restore_signals call_setsid pgid_to_set gid extra_groups uid child_umask preexec_fn".split(
    " ",
  );

export default defineModule({
  name: "_posixsubprocess",
  doc: "A POSIX helper for the subprocess module.",
  functions: {
    fork_exec: fn(
      PARAMETERS.map((name) => posOnly(name, object)),
      "Start a child process; gives its process id.",
      (...values: PyValue[]) => forkExec(Object.fromEntries(PARAMETERS.map((name, i) => [name, values[i]]))),
    ),
  },
});

/** A process id that no process has: for children that could not be started. */
const NOBODY = 0x3fffffff;

function forkExec(given: Record<string, PyValue>): PyValue {
  const { host } = machine.interp;
  const args = toArray(given.args).map((item) => strToJs(filesystemPath(item)));
  const executables = toArray(given.executable_list).map((item) => strToJs(filesystemPath(item)));
  const fd = (name: string): number => Number(asInt(given[name]) ?? -1);
  const env = given.env === null ? new Map(host.env) : environment(given.env);
  audit("_posixsubprocess.fork_exec", given.executable_list, given.args, given.env);
  const errors = fd("errpipe_write");
  if (given.preexec_fn !== null) {
    try {
      call(given.preexec_fn, []);
    } catch (caught) {
      if (toPyException(caught) === undefined) throw caught;
      report(errors, "SubprocessError:0:");
      return NOBODY;
    }
  }
  let cwd = hostCall(() => host.fs.getcwd());
  try {
    if (given.cwd !== null) {
      const wanted = strToJs(filesystemPath(given.cwd));
      cwd = wanted.startsWith("/") ? wanted : `${cwd}/${wanted}`;
      if ((host.fs.stat(cwd).st_mode & 0o170000) !== 0o040000) throw new HostError("ENOTDIR");
      host.fs.access(cwd, 1);
    }
  } catch (caught) {
    if (!(caught instanceof HostError)) throw caught;
    report(errors, `OSError:${caught.errno.toString(16)}:noexec:chdir`);
    return NOBODY;
  }
  try {
    const stdio: [number, number, number] = [fd("p2cread"), fd("c2pwrite"), fd("errwrite")];
    return host.process.spawn({ executables, args, env, cwd, stdio, newSession: isTrue(given.call_setsid) });
  } catch (caught) {
    if (!(caught instanceof HostError)) throw caught;
    report(errors, `OSError:${caught.errno.toString(16)}:`);
    return NOBODY;
  }
}

/** What the forked child would write before it gives up. */
function report(fd: number, text: string): void {
  machine.interp.host.fs.write(
    fd,
    Uint8Array.from(text, (char) => char.charCodeAt(0)),
  );
}

/** A list of b"name=value". */
function environment(list: PyValue): Map<string, string> {
  const env = new Map<string, string>();
  for (const item of toArray(list)) {
    if (!(item instanceof PyBytes)) throw typeError(`expected bytes, ${typeof item} found`);
    const text = strToJs(filesystemPath(new PyBytes(bytesOf(item))));
    const equals = text.indexOf("=", 1);
    if (equals > 0) env.set(text.slice(0, equals), text.slice(equals + 1));
  }
  return env;
}
