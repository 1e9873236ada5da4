/** OSError and its errno subclasses. Source: CPython Objects/exceptions.c (OSError_*), PEP 3151. */
import { strToJs } from "../../kernel/str.ts";
import { index, ssizeIndex } from "../abstract/number.ts";
import { reprJs, strJs } from "../abstract/repr.ts";
import { getset, member, method, type TypeSpec } from "../declare.ts";
import { attributeError, typeError, valueError } from "../errors.ts";
import type { KwNames, PyValue } from "../object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import type { PyOSError } from "./base.ts";
import { exceptionStr } from "./base-exception.ts";
import { osErrorType, PyExc_BlockingIOError, PyExc_OSError } from "./types.ts";

export function osErrorSpec(): Partial<TypeSpec<never>> {
  const spec: Partial<TypeSpec<PyOSError>> = {
    basicsize: 112,
    slots: { tp_new: osErrorNew, tp_init: osErrorInit, tp_str: osErrorStr },
    methods: { __reduce__: method([], null, osErrorReduce, { signature: null }) },
    members: {
      errno: member("errno", { readonly: false, doc: "POSIX exception code" }),
      strerror: member("strerror", { readonly: false, doc: "exception strerror" }),
      filename: member("filename", { readonly: false, doc: "exception filename" }),
      filename2: member("filename2", { readonly: false, doc: "second exception filename" }),
    },
    getset: { characters_written: getset(getWritten, setWritten, null) },
  };
  return spec as Partial<TypeSpec<never>>;
}

/** oserror_use_init: a subclass that overrides `__init__` but not `__new__` gets its arguments in `__init__`. */
function usesInit(type: PyType): boolean {
  return type.tp_init !== osErrorInit && type.tp_new === osErrorNew;
}

function osErrorNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  let cls = type;
  if (!usesInit(type)) {
    if (kwnames !== null && kwnames.length > 0) throw typeError(`${strToJs(type.name)}() takes no keyword arguments`);
    if (type === PyExc_OSError && args.length >= 2 && args.length <= 5 && typeof args[0] === "number") {
      cls = osErrorType(args[0]);
    }
  }
  const self = cls.tp_alloc!(cls) as PyOSError;
  if (usesInit(cls)) self.args = new PyTuple([]);
  else fill(self, args);
  return self;
}

function osErrorInit(self: PyOSError, args: PyValue[], kwnames: KwNames): void {
  if (usesInit(self.type)) {
    if (kwnames !== null && kwnames.length > 0)
      throw typeError(`${strToJs(self.type.name)}() takes no keyword arguments`);
    fill(self, args);
  } else if (self.errno === undefined && self.args.items === args) {
    // Made without tp_new (from JavaScript): the fields are still to be filled.
    fill(self, args);
  }
}

/** oserror_init: with two to five arguments they are errno, strerror, filename, winerror, filename2. */
function fill(self: PyOSError, args: PyValue[]): void {
  self.args = new PyTuple(args);
  if (args.length < 2 || args.length > 5) return;
  const [errno, strerror, filename, , filename2] = args;
  self.errno = errno;
  self.strerror = strerror;
  if (filename !== undefined && filename !== null) {
    if (self.type === PyExc_BlockingIOError && typeof filename === "number") {
      self.written = ssizeIndex(index(filename), valueError);
      return;
    }
    self.filename = filename;
    if (filename2 !== undefined && filename2 !== null) self.filename2 = filename2;
  } else if (filename === null) self.filename = null;
  if (filename !== undefined) self.args = new PyTuple(args.slice(0, 2));
}

function osErrorStr(self: PyOSError): PyValue {
  const errno = self.errno === undefined ? null : self.errno;
  const strerror = self.strerror === undefined ? null : self.strerror;
  if (self.filename !== undefined && self.filename !== null) {
    const head = `[Errno ${strJs(errno)}] ${strJs(strerror)}: ${reprJs(self.filename)}`;
    return self.filename2 !== undefined && self.filename2 !== null ? `${head} -> ${reprJs(self.filename2)}` : head;
  }
  if (self.errno !== undefined && self.strerror !== undefined) return `[Errno ${strJs(errno)}] ${strJs(strerror)}`;
  return exceptionStr(self);
}

function osErrorReduce(self: PyOSError): PyValue {
  let args = self.args;
  if (args.items.length === 2 && self.filename !== undefined) {
    const [errno, strerror] = args.items;
    const items = [errno, strerror, self.filename];
    if (self.filename2 !== undefined) items.push(null, self.filename2);
    args = new PyTuple(items);
  }
  const parts: PyValue[] = [self.type, args];
  if (self.dict !== null) parts.push(self.dict);
  return new PyTuple(parts);
}

function getWritten(self: PyOSError): PyValue {
  if (self.written === -1) throw attributeError("characters_written");
  return self.written;
}

function setWritten(self: PyOSError, value: PyValue | undefined): void {
  if (value === undefined) {
    if (self.written === -1) throw attributeError("characters_written");
    self.written = -1;
    return;
  }
  self.written = ssizeIndex(value, valueError);
}
