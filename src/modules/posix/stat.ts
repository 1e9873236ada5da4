/** stat and its relatives. Source: CPython Modules/posixmodule.c. */
import type { Stat, StatVfs } from "../../host/host.ts";
import { isTrue } from "../../objects/abstract/compare.ts";
import { asInt } from "../../objects/abstract/number.ts";
import { audit } from "../../objects/audit.ts";
import { notImplementedError, overflowError, typeError, valueError } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { hostCall } from "../../objects/host-call.ts";
import { machine } from "../../objects/machine.ts";
import type { Int, PyValue } from "../../objects/object.ts";
import { defineStructSeq, newStructSeq } from "../../objects/tuple/structseq.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { typeName } from "../../objects/typeof.ts";
import { DEFAULT_DIR_FD, type PathArg, resolve } from "./paths.ts";

export const statResultType = defineStructSeq({
  name: "os.stat_result",
  doc: "stat_result: Result from stat, fstat, or lstat.\n\nIt is a tuple of ten numbers; further ones, such as times as floats, are attributes.",
  fields: [
    ["st_mode", "protection bits"],
    ["st_ino", "inode"],
    ["st_dev", "device"],
    ["st_nlink", "number of hard links"],
    ["st_uid", "user ID of owner"],
    ["st_gid", "group ID of owner"],
    ["st_size", "total size, in bytes"],
    [null, "integer time of last access"],
    [null, "integer time of last modification"],
    [null, "integer time of last change"],
    ["st_atime", "time of last access"],
    ["st_mtime", "time of last modification"],
    ["st_ctime", "time of last change"],
    ["st_atime_ns", "time of last access in nanoseconds"],
    ["st_mtime_ns", "time of last modification in nanoseconds"],
    ["st_ctime_ns", "time of last change in nanoseconds"],
    ["st_blksize", "blocksize for filesystem I/O"],
    ["st_blocks", "number of blocks allocated"],
    ["st_rdev", "device type (if inode device)"],
  ],
  visible: 10,
});

const VFS_FIELDS = "f_bsize f_frsize f_blocks f_bfree f_bavail f_files f_ffree f_favail f_flag f_namemax f_fsid".split(
  " ",
);

export const statvfsResultType = defineStructSeq({
  name: "os.statvfs_result",
  doc: "statvfs_result: Result from statvfs or fstatvfs.",
  fields: VFS_FIELDS.map((name) => [name, null] as const),
  visible: 10,
});

const BILLION = 1_000_000_000n;

function int(value: bigint): Int {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** Rounds towards minus infinity, as CPython splits times. */
function seconds(ns: bigint): Int {
  const quotient = ns / BILLION;
  return int(ns % BILLION < 0n ? quotient - 1n : quotient);
}

function floatSeconds(ns: bigint): PyFloat {
  const whole = Number(seconds(ns));
  return new PyFloat(whole + 1e-9 * Number(ns - BigInt(whole) * BILLION));
}

export function statResult(s: Stat): PyValue {
  const times = [s.st_atime_ns, s.st_mtime_ns, s.st_ctime_ns];
  return newStructSeq(statResultType, [
    s.st_mode,
    s.st_ino,
    s.st_dev,
    s.st_nlink,
    s.st_uid,
    s.st_gid,
    s.st_size,
    ...times.map(seconds),
    ...times.map(floatSeconds),
    ...times.map(int),
    s.st_blksize,
    s.st_blocks,
    s.st_rdev,
  ]);
}

/** Refuses combinations that no system call has (follow_symlinks_specified and the like). */
function checkFd(func: string, path: PathArg, dir: number, follow: boolean): void {
  if (path.fd < 0) return;
  if (dir !== DEFAULT_DIR_FD) throw valueError(`${func}: can't specify dir_fd without matching path`);
  if (!follow) throw valueError(`${func}: cannot use fd and follow_symlinks together`);
}

export function stat(path: PathArg, dir: number, follow: boolean): PyValue {
  checkFd("stat", path, dir, follow);
  const { fs } = machine.interp.host;
  return hostCall(() => {
    if (path.fd >= 0) return statResult(fs.fstat(path.fd));
    const text = resolve(path, dir);
    return statResult(follow ? fs.stat(text) : fs.lstat(text));
  }, path.object);
}

export function lstat(path: PathArg, dir: number): PyValue {
  const { fs } = machine.interp.host;
  return hostCall(() => statResult(fs.lstat(resolve(path, dir))), path.object);
}

export function fstat(fd: number): PyValue {
  return hostCall(() => statResult(machine.interp.host.fs.fstat(fd)));
}

/** Never fails for want of permission or file: that is the answer. */
export function access(path: PathArg, mode: number, dir: number, effective: boolean, _follow: boolean): PyValue {
  const { fs } = machine.interp.host;
  try {
    fs.access(resolve(path, dir), mode, effective);
    return true;
  } catch (caught) {
    if (caught instanceof Error) throw caught;
    return false;
  }
}

export function chmod(path: PathArg, mode: number, dir: number, follow: boolean): PyValue {
  audit("os.chmod", path.object, mode, dir === DEFAULT_DIR_FD ? -1 : dir);
  const { fs } = machine.interp.host;
  hostCall(() => {
    if (path.fd >= 0) fs.fchmod(path.fd, mode);
    else if (!follow && (fs.lstat(resolve(path, dir)).st_mode & 0o170000) === 0o120000) {
      throw notImplementedError("chmod: follow_symlinks unavailable on this platform");
    } else fs.chmod(resolve(path, dir), mode);
  }, path.object);
  return null;
}

export function fchmod(fd: number, mode: number): PyValue {
  audit("os.chmod", fd, mode, -1);
  hostCall(() => machine.interp.host.fs.fchmod(fd, mode));
  return null;
}

export function chown(path: PathArg, uid: number, gid: number, dir: number, follow: boolean): PyValue {
  checkFd("chown", path, dir, follow);
  audit("os.chown", path.object, uid, gid, dir === DEFAULT_DIR_FD ? -1 : dir);
  const { fs } = machine.interp.host;
  hostCall(() => {
    if (path.fd >= 0) fs.fchown(path.fd, uid, gid);
    else fs.chown(resolve(path, dir), uid, gid, follow);
  }, path.object);
  return null;
}

export function fchown(fd: number, uid: number, gid: number): PyValue {
  hostCall(() => machine.interp.host.fs.fchown(fd, uid, gid));
  return null;
}

/** A user or group id: -1 leaves it as it is. */
export function userId(value: PyValue): number {
  const id = asInt(value);
  if (id === undefined) throw typeError(`uid should be integer, not ${typeName(value)}`);
  if (id < -1) throw overflowError("uid is less than minimum");
  if (id > 0xffffffff) throw overflowError("uid is greater than maximum");
  return Number(id);
}

export function utime(path: PathArg, times: PyValue, ns: PyValue | undefined, dir: number, follow: boolean): PyValue {
  const { fs, clock } = machine.interp.host;
  if (times !== null && ns !== undefined)
    throw valueError("utime: you may specify either 'times' or 'ns' but not both");
  let [atime, mtime] = [0n, 0n];
  if (times !== null) {
    if (!(times instanceof PyTuple) || times.items.length !== 2) {
      throw typeError("utime: 'times' must be either a tuple of two ints or None");
    }
    [atime, mtime] = times.items.map(nanoseconds);
  } else if (ns !== undefined) {
    if (!(ns instanceof PyTuple) || ns.items.length !== 2) throw typeError("utime: 'ns' must be a tuple of two ints");
    [atime, mtime] = ns.items.map((item) => {
      const value = asInt(item);
      if (value === undefined) throw typeError(`'${typeName(item)}' object cannot be interpreted as an integer`);
      return BigInt(value);
    });
  } else atime = mtime = clock.time();
  checkFd("utime", path, dir, follow);
  audit("os.utime", path.object, times, ns ?? null, dir === DEFAULT_DIR_FD ? -1 : dir);
  hostCall(() => {
    if (path.fd >= 0) fs.futime(path.fd, atime, mtime);
    else fs.utime(resolve(path, dir), atime, mtime, follow);
  }, path.object);
  return null;
}

/** Seconds as int or float (_PyTime_ObjectToTimespec, rounding down). */
function nanoseconds(value: PyValue): bigint {
  const whole = asInt(value);
  if (whole !== undefined) return BigInt(whole) * BILLION;
  if (!(value instanceof PyFloat)) throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`);
  if (Number.isNaN(value.v)) throw valueError("Invalid value NaN (not a number)");
  const floor = Math.floor(value.v);
  if (!Number.isFinite(floor)) throw overflowError("timestamp out of range for platform time_t");
  return BigInt(floor) * BILLION + BigInt(Math.floor((value.v - floor) * 1e9));
}

function vfsResult(s: StatVfs): PyValue {
  const row = s as unknown as Record<string, Int>;
  return newStructSeq(
    statvfsResultType,
    VFS_FIELDS.map((name) => row[name] ?? 0),
  );
}

export function statvfs(path: PathArg): PyValue {
  const { fs } = machine.interp.host;
  return hostCall(() => vfsResult(path.fd >= 0 ? fs.fstatvfs(path.fd) : fs.statvfs(path.text)), path.object);
}

export function fstatvfs(fd: number): PyValue {
  return hostCall(() => vfsResult(machine.interp.host.fs.fstatvfs(fd)));
}

export function truncate(path: PathArg, length: number): PyValue {
  audit("os.truncate", path.object, length);
  const { fs } = machine.interp.host;
  hostCall(() => {
    if (path.fd >= 0) fs.ftruncate(path.fd, length);
    else fs.truncate(path.text, length);
  }, path.object);
  return null;
}

export const followLinks = (value: PyValue): boolean => isTrue(value);
