/**
 * _posixsubprocess: starting a child for `subprocess`. The host starts it; a failure is reported by the error pipe, as CPython's forked
 * child would report it. Source: CPython Modules/_posixsubprocess.c.
 */
import { HostError } from "../host/errno.ts";
import { strToJs } from "../kernel/str.ts";
import { isTrue } from "../objects/abstract/compare.ts";
import { toArray } from "../objects/abstract/iterate.ts";
import { asInt } from "../objects/abstract/number.ts";
import { audit } from "../objects/audit.ts";
import { PyBytes } from "../objects/bytes/bytes-object.ts";
import { object } from "../objects/converters.ts";
import { defineModule, fn, posOnly } from "../objects/declare.ts";
import { runtimeError, typeError, valueError } from "../objects/errors.ts";
import { filesystemPath } from "../objects/fspath.ts";
import { hostCall } from "../objects/host-call.ts";
import { machine } from "../objects/machine.ts";
import type { PyValue } from "../objects/object.ts";
import { typeName } from "../objects/typeof.ts";
import { flushDiskFiles } from "../objects/unclosed.ts";

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
  const number = (name: string): number => Number(asInt(given[name]) ?? -1);
  const errors = number("errpipe_write");
  // Node starts a program at once: there is never a child that could still run Python.
  if (given.preexec_fn !== null) throw runtimeError("preexec_fn not supported without fork");
  const closesOthers = isTrue(given.close_fds);
  if (closesOthers && errors < 3) throw valueError("errpipe_write must be >= 3");
  const kept = keptDescriptors(given.pass_fds);
  const executables = bytesTexts(given.executable_list);
  const args = toArray(given.args).map(systemText);
  const env = given.env === null ? new Map(host.env) : environment(bytesTexts(given.env));
  const wantedFolder = given.cwd === null ? null : systemText(given.cwd);
  audit("_posixsubprocess.fork_exec", given.executable_list, given.args, given.env);
  let cwd = hostCall(() => host.fs.getcwd());
  const umask = number("child_umask");
  const group = number("pgid_to_set");
  try {
    if (wantedFolder !== null) {
      cwd = wantedFolder.startsWith("/") ? wantedFolder : `${cwd}/${wantedFolder}`;
      if ((host.fs.stat(cwd).st_mode & 0o170000) !== 0o040000) throw new HostError("ENOTDIR");
      host.fs.access(cwd, 1);
    }
  } catch (caught) {
    return failed(errors, caught, "noexec:chdir");
  }
  try {
    // The host can begin a group only by beginning a session, and let nobody join one.
    if (group > 0) throw new HostError("ENOSYS");
    flushDiskFiles();
    return host.process.spawn({
      executables,
      args,
      env,
      cwd,
      stdio: [number("p2cread"), number("c2pwrite"), number("errwrite")],
      passed: (closesOthers ? kept : inherited()).filter((fd) => fd >= 3 && fd !== errors),
      umask: umask < 0 ? null : umask,
      newSession: isTrue(given.call_setsid) || group === 0,
    });
  } catch (caught) {
    return failed(errors, caught, "");
  }
}

/** Reports what the forked child would report before it gives up; the id of a child that is none. */
function failed(fd: number, caught: unknown, context: string): number {
  if (!(caught instanceof HostError)) throw caught;
  const text = `OSError:${caught.errno.toString(16)}:${context}`;
  machine.interp.host.fs.write(
    fd,
    Uint8Array.from(text, (char) => char.charCodeAt(0)),
  );
  return NOBODY;
}

/** The descriptors that stay open: positive and in ascending order. */
function keptDescriptors(given: PyValue): number[] {
  const kept = toArray(given);
  let last = -1;
  for (const fd of kept) {
    if (typeof fd !== "number" || fd <= last || fd > 0x7fffffff) throw valueError("bad value(s) in fds_to_keep");
    last = fd;
  }
  return kept as number[];
}

/** The descriptors that a child gets where no others are closed. */
function inherited(): number[] {
  const { fs } = machine.interp.host;
  return fs.openDescriptors().filter((fd) => fs.getInheritable(fd));
}

/** A text for the system, which ends at its first NUL. */
function systemText(value: PyValue): string {
  const text = strToJs(filesystemPath(value));
  if (text.includes("\0")) throw valueError("embedded null byte");
  return text;
}

function bytesTexts(list: PyValue): string[] {
  return toArray(list).map((item) => {
    if (!(item instanceof PyBytes)) throw typeError(`expected bytes, ${typeName(item)} found`);
    return systemText(item);
  });
}

/** From texts "name=value". */
function environment(texts: readonly string[]): Map<string, string> {
  const env = new Map<string, string>();
  for (const text of texts) {
    const equals = text.indexOf("=", 1);
    if (equals > 0) env.set(text.slice(0, equals), text.slice(equals + 1));
  }
  return env;
}
