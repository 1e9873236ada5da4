/** File descriptors. What would block suspends the thread. Source: CPython Modules/posixmodule.c. */
import { O_CLOEXEC, O_NONBLOCK, S_IFIFO, S_IFMT } from "../../host/constants.ts";
import { HostError } from "../../host/errno.ts";
import { toArray } from "../../objects/abstract/iterate.ts";
import { audit } from "../../objects/audit.ts";
import { PyBUF_WRITABLE } from "../../objects/buffer.ts";
import { bytesOf } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { typeError } from "../../objects/errors.ts";
import { fromHostError, hostCall, osErrorFor, uninterrupted } from "../../objects/host-call.ts";
import { machine, suspendUntil } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { defineStructSeq, newStructSeq } from "../../objects/tuple/structseq.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { typeName, typeOf } from "../../objects/typeof.ts";
import { flushFileAt } from "../../objects/unclosed.ts";
import { type PathArg, resolve } from "./paths.ts";

const fs = () => machine.interp.host.fs;
const EINVAL = 22;

export function open(path: PathArg, flags: number, mode: number, dir: number): PyValue {
  audit("open", path.object, null, flags | O_CLOEXEC);
  return hostCall(() => {
    const text = resolve(path, dir);
    flushFileAt(text);
    return fs().open(text, flags | O_CLOEXEC, mode);
  }, path.object);
}

export function close(fd: number): PyValue {
  hostCall(() => fs().close(fd));
  return null;
}

export function closerange(low: number, high: number): PyValue {
  for (let fd = Math.max(low, 0); fd < Math.min(high, 65536); fd++) {
    try {
      fs().close(fd);
    } catch (caught) {
      if (!(caught instanceof HostError)) throw caught;
    }
  }
  return null;
}

/** Tries now; a descriptor that is to block waits until it is ready and tries again. */
function whenReady(fd: number, call: () => PyValue, ready: (fd: number) => Promise<void>): PyValue {
  const attempt = () => uninterrupted(call);
  try {
    return attempt();
  } catch (caught) {
    if (!(caught instanceof HostError) || caught.code !== "EAGAIN" || (fs().getFlags(fd) & O_NONBLOCK) !== 0) {
      throw fromHostError(caught);
    }
  }
  const again = (): PyValue | undefined => {
    try {
      return attempt();
    } catch (caught) {
      if (!(caught instanceof HostError) || caught.code !== "EAGAIN") throw fromHostError(caught);
      return undefined;
    }
  };
  return suspendUntil(() => ready(fd), again, fs().readyWhileBlocked(fd));
}

export function read(fd: number, length: number): PyValue {
  if (length < 0) throw osErrorFor(EINVAL);
  const system = fs();
  const attempt = () => {
    const buffer = new Uint8Array(Math.min(length, 0x7ffff000));
    const count = system.read(fd, buffer);
    return new PyBytes(count === buffer.length ? buffer : buffer.slice(0, count));
  };
  return whenReady(fd, attempt, (at) => system.waitReadable(at));
}

/** The bytes of a writable buffer. */
function writable(value: PyValue): Uint8Array {
  const get = typeOf(value).bf_getbuffer;
  if (get === undefined) throw typeError(`a bytes-like object is required, not '${typeName(value)}'`);
  const buffer = get(value, PyBUF_WRITABLE);
  typeOf(value).bf_releasebuffer?.(value, buffer);
  return buffer.data;
}

export function readinto(fd: number, data: Uint8Array): PyValue {
  const system = fs();
  return whenReady(
    fd,
    () => system.read(fd, data),
    (at) => system.waitReadable(at),
  );
}

export function write(fd: number, data: PyValue): PyValue {
  const bytes = bytesOf(data);
  const system = fs();
  let written = 0;
  const attempt = () => {
    do {
      try {
        written += system.write(fd, written === 0 ? bytes : bytes.subarray(written));
      } catch (caught) {
        if (written > 0 && (system.getFlags(fd) & O_NONBLOCK) !== 0) return written;
        throw caught;
      }
    } while (written < bytes.length && isPipe(fd));
    return written;
  };
  return whenReady(fd, attempt, (at) => system.waitWritable(at));
}

/** Pipes that are to block take all that is written. */
function isPipe(fd: number): boolean {
  return (fs().fstat(fd).st_mode & S_IFMT) === S_IFIFO;
}

export function readv(fd: number, buffers: PyValue): PyValue {
  const parts = toArray(buffers).map(writable);
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  const system = fs();
  const attempt = () => {
    const count = system.read(fd, all);
    let at = 0;
    for (const part of parts) {
      part.set(all.subarray(at, Math.min(count, at + part.length)));
      at += part.length;
      if (at >= count) break;
    }
    return count;
  };
  return whenReady(fd, attempt, (at) => system.waitReadable(at));
}

export function writev(fd: number, buffers: PyValue): PyValue {
  const parts = toArray(buffers).map(bytesOf);
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return write(fd, new PyBytes(all));
}

export function pread(fd: number, length: number, offset: number): PyValue {
  if (length < 0) throw osErrorFor(EINVAL);
  const buffer = new Uint8Array(length);
  const count = hostCall(() => fs().pread(fd, buffer, offset));
  return new PyBytes(buffer.slice(0, count));
}

export function pwrite(fd: number, data: PyValue, offset: number): PyValue {
  return hostCall(() => fs().pwrite(fd, bytesOf(data), offset));
}

export function lseek(fd: number, position: number, whence: number): PyValue {
  return hostCall(() => fs().lseek(fd, position, whence));
}

export function dup(fd: number): PyValue {
  return hostCall(() => {
    const copy = fs().dup(fd);
    fs().setInheritable(copy, false);
    return copy;
  });
}

export function dup2(fd: number, to: number, inheritable: boolean): PyValue {
  hostCall(() => {
    fs().dup2(fd, to);
    if (fd !== to) fs().setInheritable(to, inheritable);
  });
  return to;
}

export function pipe(): PyValue {
  return hostCall(() => new PyTuple(fs().pipe()));
}

export function pipe2(flags: number): PyValue {
  return hostCall(() => {
    const ends = fs().pipe();
    for (const fd of ends) {
      if ((flags & O_NONBLOCK) !== 0) fs().setFlags(fd, fs().getFlags(fd) | O_NONBLOCK);
      fs().setInheritable(fd, (flags & O_CLOEXEC) === 0);
    }
    return new PyTuple(ends);
  });
}

export function isatty(fd: number): PyValue {
  try {
    return fs().isatty(fd);
  } catch (caught) {
    if (caught instanceof HostError) return false;
    throw caught;
  }
}

export function ftruncate(fd: number, length: number): PyValue {
  audit("os.truncate", fd, length);
  hostCall(() => fs().ftruncate(fd, length));
  return null;
}

export function fsync(fd: number): PyValue {
  hostCall(() => fs().fsync(fd));
  return null;
}

export function getInheritable(fd: number): PyValue {
  return hostCall(() => fs().getInheritable(fd));
}

export function setInheritable(fd: number, inheritable: number): PyValue {
  hostCall(() => fs().setInheritable(fd, inheritable !== 0));
  return null;
}

export function getBlocking(fd: number): PyValue {
  return hostCall(() => (fs().getFlags(fd) & O_NONBLOCK) === 0);
}

export function setBlocking(fd: number, blocking: boolean): PyValue {
  hostCall(() => {
    const flags = fs().getFlags(fd);
    fs().setFlags(fd, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK);
  });
  return null;
}

export const terminalSizeType = defineStructSeq({
  name: "os.terminal_size",
  doc: "The size of a terminal: columns and lines",
  fields: [
    ["columns", "width of the terminal window in characters"],
    ["lines", "height of the terminal window in characters"],
  ],
});

export function getTerminalSize(fd: number): PyValue {
  return hostCall(() => newStructSeq(terminalSizeType, fs().terminalSize(fd)));
}

export function deviceEncoding(fd: number): PyValue {
  return isatty(fd) === true ? "UTF-8" : null;
}

const ENOTTY = 25;

export function ttyname(fd: number): PyValue {
  hostCall(() => fs().fstat(fd));
  if (isatty(fd) !== true) throw osErrorFor(ENOTTY);
  return hostCall(() => fs().readlink(`/proc/self/fd/${fd}`));
}

/** sendfile: copies inside the host's limits; gives the number of bytes. */
export function sendfile(to: number, from: number, offset: PyValue, count: number): PyValue {
  const buffer = new Uint8Array(Math.max(0, Math.min(count, 1 << 20)));
  return hostCall(() => {
    const read = () => (offset === null ? fs().read(from, buffer) : fs().pread(from, buffer, Number(offset)));
    const got = uninterrupted(read);
    return got === 0 ? 0 : uninterrupted(() => fs().write(to, buffer.subarray(0, got)));
  });
}
