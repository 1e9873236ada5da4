/** The process, its environment, its children, the machine. Source: CPython Modules/posixmodule.c. */
import { strerror as errorText } from "../../host/errno.ts";
import type { SpawnOptions } from "../../host/host.ts";
import { currentThread } from "../../interpreter/thread.ts";
import { interrupt } from "../../kernel/interrupt.ts";
import { strFromJs, strToJs } from "../../kernel/str.ts";
import { callMethod } from "../../objects/abstract/call.ts";
import { toArray } from "../../objects/abstract/iterate.ts";
import { audit } from "../../objects/audit.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { filesystemPath } from "../../objects/fspath.ts";
import { hostCall, osErrorFor } from "../../objects/host-call.ts";
import { PyList } from "../../objects/list/list.ts";
import { machine, suspendUntil } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { PySet } from "../../objects/set/set.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { defineStructSeq, newStructSeq } from "../../objects/tuple/structseq.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { fsEncode, type PathArg } from "./paths.ts";

const host = () => machine.interp.host;
const process = () => machine.interp.host.process;

/** `posix.environ`: bytes to bytes. */
export function environ(): PyDict {
  const dict = new PyDict();
  for (const [name, value] of host().env) dict.set(fsEncode(strFromJs(name)), fsEncode(strFromJs(value)));
  return dict;
}

/** Names and values as os.putenv takes them: str or bytes, without "=" in names or NUL anywhere. */
function envText(value: PyValue, func: string, isName: boolean): string {
  if (asStr(value) === undefined && !(value instanceof PyBytes)) {
    throw typeError(`${func}() argument must be str or bytes`);
  }
  const text = strToJs(filesystemPath(value));
  if (text.includes("\0")) throw valueError("embedded null byte");
  if (isName && (text === "" || text.includes("="))) throw valueError("illegal environment variable name");
  return text;
}

/** Hooks are shown what C would hand to the system. */
function encoded(text: string): PyBytes {
  return fsEncode(strFromJs(text));
}

export function putenv(name: PyValue, value: PyValue): PyValue {
  const texts = [envText(name, "putenv", true), envText(value, "putenv", false)] as const;
  audit("os.putenv", ...texts.map(encoded));
  host().env.set(...texts);
  return null;
}

export function unsetenv(name: PyValue): PyValue {
  const text = envText(name, "unsetenv", false);
  audit("os.unsetenv", encoded(text));
  const EINVAL = 22;
  if (text === "" || text.includes("=")) throw osErrorFor(EINVAL);
  host().env.delete(text);
  return null;
}

export function clearenv(): PyValue {
  for (const name of [...host().env.keys()]) host().env.delete(name);
  return null;
}

export const getpid = (): PyValue => process().pid;
export const getppid = (): PyValue => process().ppid;
export const getuid = (): PyValue => process().getuid();
export const geteuid = (): PyValue => process().geteuid();
export const getgid = (): PyValue => process().getgid();
export const getegid = (): PyValue => process().getegid();
export const getgroups = (): PyValue => new PyList(process().getgroups());

export function getpgid(pid: number): PyValue {
  return hostCall(() => process().groupAndSession(pid))[0];
}

export function getpgrp(): PyValue {
  return hostCall(() => process().groupAndSession(0))[0];
}

export function getsid(pid: number): PyValue {
  return hostCall(() => process().groupAndSession(pid))[1];
}

export function exitNow(status: number): PyValue {
  return process().exit(status & 0xff);
}

export function abort(): PyValue {
  return process().abort();
}

export function kill(pid: number, signal: number): PyValue {
  audit("os.kill", pid, signal);
  hostCall(() => process().kill(pid, signal));
  interrupt.poll(); // it may have been for this process
  return null;
}

export function killpg(group: number, signal: number): PyValue {
  audit("os.killpg", group, signal);
  hostCall(() => process().kill(-group, signal));
  return null;
}

export function waitpid(pid: number, options: number): PyValue {
  const WNOHANG = 1;
  const control = process();
  const found = hostCall(() => control.waitpid(pid));
  if (found[0] !== 0 || (options & WNOHANG) !== 0) return new PyTuple(found);
  return waitForChild(pid, (ended) => new PyTuple(ended));
}

/** Waits until a child has ended, and makes the answer. */
function waitForChild(pid: number, answer: (ended: [pid: number, status: number]) => PyValue): PyValue {
  const control = process();
  const attempt = (): PyValue | undefined => {
    const ended = hostCall(() => control.waitpid(pid));
    return ended[0] === 0 ? undefined : answer(ended);
  };
  return suspendUntil(() => control.waitChild(), attempt, true);
}

const spawnDefaults = { newSession: false, stdio: [-1, -1, -1] as const, passed: [], umask: null };

/** `os.system`: the shell runs the command; the wait status. */
export function system(command: PyValue): PyValue {
  const text = strToJs(filesystemPath(command));
  audit("os.system", command);
  const { env, fs } = host();
  const options: SpawnOptions = {
    ...spawnDefaults,
    executables: ["/bin/sh"],
    args: ["sh", "-c", text],
    env,
    cwd: fs.getcwd(),
  };
  const pid = hostCall(() => process().spawn(options));
  return waitForChild(pid, ([, status]) => status);
}

/** posix_spawn and posix_spawnp with the file actions that dup, open and close the standard streams. */
export function posixSpawn(search: boolean) {
  return (path: PathArg, argv: PyValue, env: PyValue, fileActions: PyValue, setsid: boolean): PyValue => {
    const args = toArray(argv).map((item) => strToJs(filesystemPath(item)));
    if (args.length === 0) throw valueError(`posix_spawn: argv must not be empty`);
    const variables = new Map<string, string>();
    if (env === null) for (const [name, value] of host().env) variables.set(name, value);
    else {
      for (const pair of toArray(callMethod(env, "items"))) {
        const [name, value] = toArray(pair);
        variables.set(strToJs(filesystemPath(name)), strToJs(filesystemPath(value)));
      }
    }
    audit("os.posix_spawn", path.object, argv, env);
    const executables = search && !path.text.includes("/") ? searchPath(path.text, variables) : [path.text];
    const stdio = fileActions === null ? spawnDefaults.stdio : applyActions(fileActions);
    const options: SpawnOptions = {
      executables,
      args,
      env: variables,
      cwd: host().fs.getcwd(),
      passed: host()
        .fs.openDescriptors()
        .filter((fd) => fd > 2 && host().fs.getInheritable(fd)),
      umask: null,
      stdio,
      newSession: setsid,
    };
    return hostCall(() => process().spawn(options), path.object);
  };
}

function searchPath(name: string, env: ReadonlyMap<string, string>): string[] {
  const path = env.get("PATH") ?? "/bin:/usr/bin";
  return path.split(":").map((folder) => (folder === "" ? name : `${folder}/${name}`));
}

/** The child's standard streams after the actions, as descriptors of this process. */
function applyActions(actions: PyValue): [number, number, number] {
  const map = new Map<number, number>([0, 1, 2].map((fd) => [fd, fd]));
  const POSIX_SPAWN_OPEN = 0;
  const POSIX_SPAWN_DUP2 = 2;
  for (const action of toArray(actions)) {
    const [tag, fd, ...rest] = toArray(action) as [number, number, ...PyValue[]];
    if (tag === POSIX_SPAWN_OPEN) {
      const [path, flags, mode] = rest;
      map.set(
        fd,
        hostCall(() => host().fs.open(strToJs(filesystemPath(path)), flags as number, mode as number), path),
      );
    } else if (tag === POSIX_SPAWN_DUP2) map.set(rest[0] as number, map.get(fd) ?? fd);
    else map.delete(fd);
  }
  return [map.get(0) ?? -1, map.get(1) ?? -1, map.get(2) ?? -1];
}

export const timesResultType = defineStructSeq({
  name: "posix.times_result",
  doc: "times_result: Result from os.times().",
  fields: [
    ["user", "user time"],
    ["system", "system time"],
    ["children_user", "user time of children"],
    ["children_system", "system time of children"],
    ["elapsed", "seconds since some moment in the past"],
  ],
});

export function times(): PyValue {
  return newStructSeq(
    timesResultType,
    process()
      .times()
      .map((value) => new PyFloat(value)),
  );
}

export const unameResultType = defineStructSeq({
  name: "posix.uname_result",
  doc: "uname_result: Result from os.uname().",
  fields: [
    ["sysname", "operating system name"],
    ["nodename", "what the machine is called on its network"],
    ["release", "operating system release"],
    ["version", "operating system version"],
    ["machine", "hardware identifier"],
  ],
});

export function uname(): PyValue {
  const { sysname, nodename, release, version, machine: hardware } = host().system;
  return newStructSeq(unameResultType, [sysname, nodename, release, version, hardware].map(strFromJs));
}

export function cpuCount(): PyValue {
  const { cpu_count } = currentThread.interp.config;
  const count = cpu_count > 0 ? cpu_count : host().system.cpuCount;
  return count > 0 ? count : null;
}

export function schedGetaffinity(_pid: number): PyValue {
  const set = new PySet();
  for (let cpu = 0; cpu < host().system.cpuCount; cpu++) set.add(cpu);
  return set;
}

export function getloadavg(): PyValue {
  const load = process().loadAverage();
  if (load === null) throw osErrorFor(5);
  return new PyTuple(load.map((value) => new PyFloat(value)));
}

export function urandom(size: number): PyValue {
  if (size < 0) throw valueError("negative argument not allowed");
  return new PyBytes(host().getrandom(size));
}

export function getrandom(size: number, _flags: number): PyValue {
  if (size < 0) throw osErrorFor(22);
  return new PyBytes(host().getrandom(size));
}

export function strerror(code: number): PyValue {
  return errorText(code);
}

export function getlogin(): PyValue {
  const name = host().env.get("LOGNAME") ?? host().env.get("USER");
  if (name === undefined) throw osErrorFor(25);
  return strFromJs(name);
}

const signalOf = (status: number): number => status & 0x7f;

export const wifexited = (status: number): PyValue => signalOf(status) === 0;
export const wexitstatus = (status: number): PyValue => (status >> 8) & 0xff;
export const wifsignaled = (status: number): PyValue => signalOf(status) !== 0 && signalOf(status) !== 0x7f;
export const wtermsig = (status: number): PyValue => signalOf(status);
export const wifstopped = (status: number): PyValue => (status & 0xff) === 0x7f;
export const wstopsig = (status: number): PyValue => (status >> 8) & 0xff;
export const wifcontinued = (status: number): PyValue => status === 0xffff;
export const wcoredump = (status: number): PyValue => (status & 0x80) !== 0;

export function waitstatusToExitcode(status: number): PyValue {
  if (signalOf(status) === 0) return (status >> 8) & 0xff;
  if (signalOf(status) !== 0x7f) return -signalOf(status);
  if ((status & 0xff) === 0x7f) throw valueError(`process stopped by delivery of signal ${(status >> 8) & 0xff}`);
  throw valueError(`invalid wait status: ${status}`);
}

export function umask(mask: number): number {
  return hostCall(() => host().fs.umask(mask & 0o777));
}

/** `[name, number, value]`: what sysconf answers on Linux; a value of null is the host's to say. */
const SYSCONF: readonly (readonly [name: string, number: number, value: number | null])[] = [
  ["SC_ARG_MAX", 0, 2097152],
  ["SC_CHILD_MAX", 1, 127235],
  ["SC_CLK_TCK", 2, 100],
  ["SC_NGROUPS_MAX", 3, 65536],
  ["SC_OPEN_MAX", 4, 1048576],
  ["SC_PAGESIZE", 30, 4096],
  ["SC_PAGE_SIZE", 30, 4096],
  ["SC_IOV_MAX", 60, 1024],
  ["SC_GETPW_R_SIZE_MAX", 70, 1024],
  ["SC_SEM_NSEMS_MAX", 32, 32000],
  ["SC_NPROCESSORS_CONF", 83, null],
  ["SC_NPROCESSORS_ONLN", 84, null],
  ["SC_PHYS_PAGES", 85, 1048576],
  ["SC_HOST_NAME_MAX", 180, 64],
];

export function sysconfNames(): PyDict {
  return PyDict.of(Object.fromEntries(SYSCONF.map(([name, number]) => [name, number])));
}

export function sysconf(name: PyValue): PyValue {
  const text = asStr(name);
  const row = SYSCONF.find(([known, number]) => (text === undefined ? number === name : known === text));
  if (text !== undefined && row === undefined) throw valueError("unrecognized configuration name");
  if (text === undefined && typeof name !== "number")
    throw typeError("configuration names must be strings or integers");
  if (row === undefined) throw osErrorFor(22);
  return row[2] ?? host().system.cpuCount;
}
