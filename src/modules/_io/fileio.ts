/**
 * FileIO: an open file descriptor as a raw stream, and the functions with which the buffered classes use one directly. A file
 * that is garbage while it is open gets its descriptor closed. Source: CPython Modules/_io/fileio.c.
 */

import {
  O_APPEND,
  O_CLOEXEC,
  O_CREAT,
  O_EXCL,
  O_NONBLOCK,
  O_RDONLY,
  O_RDWR,
  O_TRUNC,
  O_WRONLY,
  S_IFCHR,
  S_IFDIR,
  S_IFMT,
  S_IFREG,
} from "../../host/constants.ts";
import { HostError } from "../../host/errno.ts";
import type { Stat } from "../../host/host.ts";
import { strFromJs, strToJs } from "../../kernel/str.ts";
import { lookupAttr, setAttr } from "../../objects/abstract/attributes.ts";
import { call } from "../../objects/abstract/call.ts";
import { asInt, index } from "../../objects/abstract/number.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { warn } from "../../objects/abstract/warn.ts";
import { audit } from "../../objects/audit.ts";
import { bytesLike, writableBytes } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { cint, cstring, object, ssizeOrNone, truth } from "../../objects/converters.ts";
import { defineType, getset, member, method, param, posOnly } from "../../objects/declare.ts";
import { isException, overflowError, runtimeError, typeError, valueError } from "../../objects/errors.ts";
import { PyExc_ValueError } from "../../objects/exceptions/types.ts";
import { filesystemPath, fspath } from "../../objects/fspath.ts";
import { fromHostError, hostCall, osErrorFor, uninterrupted } from "../../objects/host-call.ts";
import { machine } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { flushFileAt } from "../../objects/unclosed.ts";
import { WouldBlock } from "./blocking.ts";
import { closedFile, unsupported } from "./errors.ts";
import { cannotPickle, chained, DEFAULT_BUFFER_SIZE, iobaseClose, PyIOBase, rawIOBaseType } from "./iobase.ts";
import { fileReadAll } from "./read-all.ts";
import { waiting, waitingToWrite } from "./wait.ts";

const EAGAIN = 11;
const EBADF = 9;
const EISDIR = 21;
const ESPIPE = 29;

export class PyFileIO extends PyIOBase {
  fd = -1;
  created = false;
  readable = false;
  writable = false;
  appending = false;
  /** undefined until asked. */
  seekable: boolean | undefined = undefined;
  closefd = true;
  finalizing = false;
  statAtOpen: Stat | null = null;
  /** What a readall() that has to wait has read so far; it starts over when there is more. */
  gathered: Uint8Array | null = null;
  /** Unless it is a file on a disk. */
  override get mayWait(): boolean {
    return this.statAtOpen !== null && (this.statAtOpen.st_mode & S_IFMT) !== S_IFREG;
  }
}

export const fileIOType: PyType = defineType<PyFileIO>({
  name: "_io.FileIO",
  basicsize: 48,
  doc: "Open a file as a raw stream.\n\nThe mode is one of r, w, x (create) and a (append), perhaps with + for reading and writing; the file is a path or a descriptor, or is opened by opener(file, flags).",
  flags: ["basetype", "dict", "weakref", "heaptype", "immutable"],
  base: () => rawIOBaseType,
  alloc: (type) => new PyFileIO(type),
  slots: { tp_repr: fileRepr, tp_new: (type) => type.tp_alloc!(type) },
  init: method(
    [param("file", object), param("mode", cstring, "r"), param("closefd", truth, true), param("opener", object, null)],
    "",
    fileInit,
  ),
  methods: {
    read: method(
      [posOnly("size", ssizeOrNone, -1)],
      "Read up to size bytes with one system call.",
      (self: PyFileIO, size) => waiting(() => fileRead(self, size ?? -1)),
    ),
    readall: method([], "Read until the end.", (self: PyFileIO) => waiting(() => fileReadAll(self))),
    readinto: method(
      [posOnly("buffer", writableBytes)],
      "Read into a buffer with one system call.",
      (self: PyFileIO, buffer) =>
        waiting(() => {
          const count = fileReadInto(self, buffer);
          return count < 0 ? null : count;
        }),
    ),
    write: method(
      [posOnly("b", bytesLike)],
      "Write a buffer with one system call and return how many bytes were taken.",
      (self: PyFileIO, data) => waitingToWrite(data, (rest) => fileWrite(self, rest)),
    ),
    seek: method(
      [posOnly("pos", object), posOnly("whence", cint, 0)],
      "Move to a position and return it.",
      (self: PyFileIO, pos, whence) => fileSeek(self, offsetOf(pos), whence),
    ),
    tell: method([], "Return the position.", (self: PyFileIO) => fileSeek(self, 0, 1)),
    truncate: method([posOnly("size", object, null)], "Change the size, by default to the position.", fileTruncate),
    close: method([], "Close the file; a descriptor given with closefd=False stays open.", fileClose),
    seekable: method([], "Whether random access is supported.", fileSeekable),
    readable: method(
      [],
      "Whether the file was opened for reading.",
      (self: PyFileIO) => (checkOpen(self), self.readable),
    ),
    writable: method(
      [],
      "Whether the file was opened for writing.",
      (self: PyFileIO) => (checkOpen(self), self.writable),
    ),
    fileno: method([], "Return the file descriptor.", (self: PyFileIO) => (checkOpen(self), self.fd)),
    isatty: method([], "Whether the file is a terminal.", (self: PyFileIO) => fileIsatty(self)),
    _isatty_open_only: method([], null, (self: PyFileIO) => {
      if (self.statAtOpen !== null && (self.statAtOpen.st_mode & S_IFMT) !== S_IFCHR) return false;
      return fileIsatty(self);
    }),
    _dealloc_warn: method([posOnly("object", object)], null, (self: PyFileIO, source) => {
      if (self.fd >= 0 && self.closefd) warn("ResourceWarning", `unclosed file ${reprJs(source)}`);
      return null;
    }),
    __getstate__: method([], null, cannotPickle),
  },
  members: { _finalizing: member("finalizing", { readonly: false, convert: truth }) },
  getset: {
    closed: getset((self: PyFileIO) => self.fd < 0, undefined, "Whether the file is closed."),
    closefd: getset((self: PyFileIO) => self.closefd, undefined, "Whether close() closes the descriptor."),
    mode: getset((self: PyFileIO) => modeText(self), undefined, "The mode, as text."),
    _blksize: getset(
      (self: PyFileIO) =>
        self.statAtOpen !== null && self.statAtOpen.st_blksize > 1 ? self.statAtOpen.st_blksize : DEFAULT_BUFFER_SIZE,
      undefined,
      "Preferred block size.",
    ),
  },
});

/** Descriptors of files that became garbage while open. */
const abandoned = new FinalizationRegistry<{ fd: number; close: (fd: number) => void }>((held) => {
  try {
    held.close(held.fd);
  } catch (caught) {
    if (!(caught instanceof HostError)) throw caught;
  }
});

export function checkOpen(self: PyFileIO): void {
  if (self.fd < 0) throw closedFile("I/O operation on closed file");
}

/** The text of a mode: which flags, and which capabilities it gives. */
function parseMode(self: PyFileIO, mode: string): number {
  const bad = () => valueError("Must have exactly one of create/read/write/append mode and at most one plus");
  let flags = 0;
  let kinds = 0;
  let plus = false;
  for (const c of mode) {
    switch (c) {
      case "x":
        self.created = true;
        self.writable = true;
        flags |= O_EXCL | O_CREAT;
        kinds++;
        break;
      case "r":
        self.readable = true;
        kinds++;
        break;
      case "w":
        self.writable = true;
        flags |= O_CREAT | O_TRUNC;
        kinds++;
        break;
      case "a":
        self.writable = true;
        self.appending = true;
        flags |= O_APPEND | O_CREAT;
        kinds++;
        break;
      case "b":
        break;
      case "+":
        if (plus) throw bad();
        self.readable = true;
        self.writable = true;
        plus = true;
        break;
      default:
        throw valueError(`invalid mode: ${mode}`);
    }
    if (kinds > 1) throw bad();
  }
  if (kinds === 0) throw bad();
  if (self.readable && self.writable) flags |= O_RDWR;
  else flags |= self.readable ? O_RDONLY : O_WRONLY;
  return flags | O_CLOEXEC;
}

function fileInit(self: PyFileIO, file: PyValue, mode: string, closefd: boolean, opener: PyValue): PyValue {
  if (self.fd >= 0) {
    if (self.closefd) closeDescriptor(self);
    else self.fd = -1;
  }
  self.created = self.readable = self.writable = self.appending = false;
  self.seekable = undefined;
  if (typeof file === "boolean") warn("RuntimeWarning", "bool is used as a file descriptor");
  const fd = descriptorOf(file);
  const path = fd === undefined ? pathOf(file) : null;
  const flags = parseMode(self, mode);
  audit("open", file, strFromJs(mode), flags);
  let owned = false;
  try {
    if (fd !== undefined) {
      self.fd = fd;
      self.closefd = closefd;
    } else {
      self.closefd = true;
      if (!closefd) throw valueError("Cannot use closefd=False with file name");
      self.fd = opener === null ? openPath(path!, flags, file) : openBy(opener, file, flags);
      owned = true;
    }
    checkStat(self, file);
    setAttr(self, "name", file);
    if (self.appending) seekToEnd(self);
    if (self.closefd) {
      const { fs } = machine.interp.host;
      abandoned.register(self, { fd: self.fd, close: (n) => fs.close(n) }, self);
    }
  } catch (caught) {
    if (!owned) self.fd = -1;
    if (self.fd >= 0) closeDescriptor(self);
    throw caught;
  }
  return null;
}

/** A file descriptor given as an int, or undefined. */
function descriptorOf(file: PyValue): number | undefined {
  const int = asInt(file);
  if (int === undefined) return undefined;
  if (int > 0x7fffffff) throw overflowError("Python int too large to convert to C int");
  if (int < 0) throw valueError("negative file descriptor");
  return int as number;
}

function pathOf(file: PyValue): string {
  const path = strToJs(filesystemPath(fspath(file)));
  if (path.includes("\0")) throw valueError("embedded null byte");
  return path;
}

function openPath(path: string, flags: number, name: PyValue): number {
  flushFileAt(path);
  return hostCall(() => machine.interp.host.fs.open(path, flags, 0o666), name);
}

function openBy(opener: PyValue, file: PyValue, flags: number): number {
  const result = call(opener, [file, flags]);
  const fd = asInt(result);
  if (fd === undefined) throw typeError("expected integer from opener");
  if (fd < 0) throw valueError(`opener returned ${fd}`);
  return Number(fd);
}

function checkStat(self: PyFileIO, name: PyValue): void {
  const { fs } = machine.interp.host;
  try {
    self.statAtOpen = fs.fstat(self.fd);
  } catch (caught) {
    if (!(caught instanceof HostError)) throw caught;
    if (caught.errno === EBADF) throw osErrorFor(EBADF);
    self.statAtOpen = null;
    return;
  }
  if ((self.statAtOpen.st_mode & S_IFMT) === S_IFDIR) throw osErrorFor(EISDIR, name);
}

function seekToEnd(self: PyFileIO): void {
  try {
    machine.interp.host.fs.lseek(self.fd, 0, 2);
    self.seekable = true;
  } catch (caught) {
    if (!(caught instanceof HostError)) throw caught;
    self.seekable = false;
    if (caught.errno !== ESPIPE) throw fromHostError(caught);
  }
}

function closeDescriptor(self: PyFileIO): void {
  const { fd } = self;
  self.fd = -1;
  abandoned.unregister(self);
  hostCall(() => machine.interp.host.fs.close(fd));
}

function fileClose(self: PyFileIO): PyValue {
  chained(
    () => iobaseClose(self),
    () => {
      if (!self.closefd) self.fd = -1;
      else if (self.fd >= 0) closeDescriptor(self);
    },
  );
  return null;
}

function errorMode(action: string): PyValue {
  return unsupported(`File not open for ${action}`);
}

/** A failed read or write: -1 for EAGAIN on a non-blocking descriptor; waits where the descriptor should block. */
function failed(self: PyFileIO, caught: unknown, writing: boolean, written = 0): number {
  if (!(caught instanceof HostError) || caught.errno !== EAGAIN) throw fromHostError(caught);
  if ((machine.interp.host.fs.getFlags(self.fd) & O_NONBLOCK) !== 0) return -1;
  throw new WouldBlock(self.fd, writing, written);
}

/** One system call; -1 when it would block. */
export function fileReadInto(self: PyFileIO, buffer: Uint8Array): number {
  checkOpen(self);
  if (!self.readable) throw errorMode("reading");
  try {
    return uninterrupted(() => machine.interp.host.fs.read(self.fd, buffer));
  } catch (caught) {
    return failed(self, caught, false);
  }
}

/** How many bytes were taken, -1 for none; what is no file on a disk takes all, if it is to block. */
export function fileWrite(self: PyFileIO, data: Uint8Array): number {
  checkOpen(self);
  if (!self.writable) throw errorMode("writing");
  const { fs } = machine.interp.host;
  let written = 0;
  do {
    const rest = written === 0 ? data : data.subarray(written);
    try {
      written += uninterrupted(() => fs.write(self.fd, rest));
    } catch (caught) {
      const none = failed(self, caught, true, written);
      return written > 0 ? written : none;
    }
  } while (written < data.length && self.mayWait);
  return written;
}

function fileRead(self: PyFileIO, size: number): PyValue {
  checkOpen(self);
  if (!self.readable) throw errorMode("reading");
  if (size < 0) return fileReadAll(self);
  const buffer = new Uint8Array(Math.min(size, 0x7ffff000));
  const count = fileReadInto(self, buffer);
  return count < 0 ? null : new PyBytes(count === buffer.length ? buffer : buffer.slice(0, count));
}

/** An offset in range of a C off_t. */
export function offsetOf(value: PyValue): number {
  const int = index(value);
  if (int > 0x7fffffffffffffffn || int < -0x8000000000000000n)
    throw overflowError("Python int too large to convert to C long");
  return Number(int);
}

export function fileSeek(self: PyFileIO, offset: number, whence: number): number {
  checkOpen(self);
  try {
    const at = machine.interp.host.fs.lseek(self.fd, offset, whence);
    if (self.seekable === undefined) self.seekable = true;
    return at;
  } catch (caught) {
    if (self.seekable === undefined) self.seekable = false;
    throw fromHostError(caught);
  }
}

export function fileSeekable(self: PyFileIO): boolean {
  checkOpen(self);
  if (self.seekable === undefined) {
    try {
      machine.interp.host.fs.lseek(self.fd, 0, 1);
      self.seekable = true;
    } catch (caught) {
      if (!(caught instanceof HostError)) throw caught;
      self.seekable = false;
    }
  }
  return self.seekable;
}

function fileTruncate(self: PyFileIO, size: PyValue): PyValue {
  checkOpen(self);
  if (!self.writable) throw errorMode("writing");
  const result = size === null ? fileSeek(self, 0, 1) : size;
  const length = offsetOf(result);
  hostCall(() => machine.interp.host.fs.ftruncate(self.fd, length));
  self.statAtOpen = null;
  return result;
}

function fileIsatty(self: PyFileIO): boolean {
  checkOpen(self);
  try {
    return machine.interp.host.fs.isatty(self.fd);
  } catch (caught) {
    if (!(caught instanceof HostError)) throw caught;
    return false;
  }
}

function modeText(self: PyFileIO): string {
  const plus = self.readable && self.writable ? "+" : "";
  if (self.created) return `xb${self.readable ? "+" : ""}`;
  if (self.appending) return `ab${self.readable ? "+" : ""}`;
  return self.readable ? `rb${plus}` : "wb";
}

const active = new Set<PyFileIO>();

function fileRepr(self: PyFileIO): PyValue {
  const type = typeName(self);
  if (self.fd < 0) return `<${type} [closed]>`;
  const tail = `mode='${modeText(self)}' closefd=${self.closefd ? "True" : "False"}>`;
  const name = lookupAttr(self, "name");
  if (name === undefined) return `<${type} fd=${self.fd} ${tail}`;
  return `<${type} name=${guardedName(self, name)} ${tail}`;
}

/** The name of a stream, if it has one: what is detached has none to show. */
export function nameOf(self: PyValue): PyValue | undefined {
  try {
    return lookupAttr(self, "name");
  } catch (caught) {
    if (!isException(caught, PyExc_ValueError)) throw caught;
    return undefined;
  }
}

/** The repr of a stream's name; a name that holds the stream itself is an error. */
export function guardedName(self: PyValue, name: PyValue): string {
  const stream = self as PyFileIO;
  if (active.has(stream)) throw runtimeError(`reentrant call inside ${typeName(self)}.__repr__`);
  active.add(stream);
  try {
    return reprJs(name);
  } finally {
    active.delete(stream);
  }
}
