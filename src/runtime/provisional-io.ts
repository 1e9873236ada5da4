/** A stand-in for `_io` that reads whole files and writes text to the standard streams; it goes when `_io` is there. */
import { utf8Encode } from "../kernel/codecs/utf8.ts";
import { strToJs } from "../kernel/str.ts";
import { strJs } from "../objects/abstract/repr.ts";
import { bytesIfLike } from "../objects/bytes/bytes-like.ts";
import { PyBytes } from "../objects/bytes/bytes-object.ts";
import { encodeErrors } from "../objects/codecs/handlers.ts";
import { object } from "../objects/converters.ts";
import { defineModule, defineType, fn, method, posOnly, varArgs, varKw } from "../objects/declare.ts";
import { filesystemPath } from "../objects/fspath.ts";
import { hostCall } from "../objects/host-call.ts";
import { machine } from "../objects/machine.ts";
import { PyObject, type PyValue } from "../objects/object.ts";
import { asStr } from "../objects/str/str-object.ts";

class ProvisionalFile extends PyObject {
  fd: number;
  encoding = "utf-8";
  constructor(fd: number) {
    super(fileType);
    this.fd = fd;
  }
}

const fileType = defineType<ProvisionalFile>({
  name: "_io.FileIO",
  doc: null,
  alloc: () => new ProvisionalFile(-1),
  slots: { tp_new: (_type, args) => openFile(args[0]) },
  methods: {
    read: method([], "", readAll),
    write: method([posOnly("data", object)], "", writeAll),
    flush: method([], "", () => null),
    fileno: method([], "", (self: ProvisionalFile) => self.fd),
    isatty: method([], "", () => false),
    close: method([], "", closeFile),
    __enter__: method([], "", (self: ProvisionalFile) => self),
    __exit__: method([varArgs("args")], "", closeFile),
  },
  constants: () => ({ encoding: "utf-8", errors: "strict" }),
});

function openFile(path: PyValue): PyValue {
  if (typeof path === "number") return new ProvisionalFile(path);
  return hostCall(() => new ProvisionalFile(machine.interp.host.fs.open(strToJs(filesystemPath(path)), 0)), path);
}

function readAll(self: ProvisionalFile): PyValue {
  const { fs } = machine.interp.host;
  const parts: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const buffer = new Uint8Array(65536);
    const count = hostCall(() => fs.read(self.fd, buffer));
    if (count === 0) break;
    parts.push(buffer.subarray(0, count));
    total += count;
  }
  const all = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return new PyBytes(all);
}

function writeAll(self: ProvisionalFile, data: PyValue): PyValue {
  const text = asStr(data);
  const bytes = text === undefined ? bytesIfLike(data)! : utf8Encode(text, encodeErrors("backslashreplace"));
  let at = 0;
  while (at < bytes.length) at += machine.interp.host.fs.write(self.fd, bytes.subarray(at));
  return text === undefined ? bytes.length : strJs(text).length;
}

function closeFile(self: ProvisionalFile): PyValue {
  if (self.fd > 2) machine.interp.host.fs.close(self.fd);
  self.fd = -1;
  return null;
}

export function provisionalStream(fd: number): PyValue {
  return new ProvisionalFile(fd);
}

export const provisionalIo = defineModule({
  name: "_io",
  doc: null,
  functions: {
    open_code: fn([posOnly("path", object)], "", openFile),
    open: fn([varArgs("args"), varKw("kwargs")], "", (args) => openFile(args[0])),
  },
  types: () => ({ FileIO: fileType }),
});
