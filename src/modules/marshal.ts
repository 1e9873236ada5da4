/**
 * marshal: values of built-in types as byte streams, code objects above all. The format lives in src/bytecode; here values become
 * Python objects. Streams with nothing but constants and code are read as such, which is what imports do.
 * Source: CPython Python/marshal.c.
 */
import { CodeUnit } from "../bytecode/codeunit.ts";
import { dumpConst, isInternedConst, loadConst } from "../bytecode/marshal.ts";
import { type MarshalBuilder, type MarshalCode, MarshalReader } from "../bytecode/marshal-reader.ts";
import { FLAG_REF, MARSHAL_VERSION, MarshalError, TYPE } from "../bytecode/marshal-types.ts";
import { type MarshalSource, MarshalWriter } from "../bytecode/marshal-writer.ts";
import { importState } from "../interpreter/import.ts";
import { strFromJs, WideStr } from "../kernel/str.ts";
import { call, callMethod } from "../objects/abstract/call.ts";
import { toArray } from "../objects/abstract/iterate.ts";
import { audit, isAudited } from "../objects/audit.ts";
import { PyByteArray } from "../objects/bytes/bytearray-object.ts";
import { bytesIfLike, bytesOf } from "../objects/bytes/bytes-like.ts";
import { PyBytes } from "../objects/bytes/bytes-object.ts";
import { memoryviewType } from "../objects/bytes/memoryview-type.ts";
import { PyCode } from "../objects/code.ts";
import { PyComplex } from "../objects/complex/complex-object.ts";
import { complexType } from "../objects/complex/type.ts";
import { cint, object, ssize, truth } from "../objects/converters.ts";
import { defineModule, fn, kwOnly, posOnly } from "../objects/declare.ts";
import { PyDict } from "../objects/dict/dict.ts";
import { dictType } from "../objects/dict/type.ts";
import { newException, typeError, valueError } from "../objects/errors.ts";
import * as exc from "../objects/exceptions/types.ts";
import { PyFloat } from "../objects/float/float-object.ts";
import { floatType } from "../objects/float/type.ts";
import { PyList } from "../objects/list/list.ts";
import { listType } from "../objects/list/type.ts";
import type { PyValue } from "../objects/object.ts";
import { PySet } from "../objects/set/set.ts";
import { frozensetOf, frozensetType, setType } from "../objects/set/type.ts";
import { ELLIPSIS_OBJECT } from "../objects/singletons.ts";
import { PySlice } from "../objects/slice.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import { tupleType } from "../objects/tuple/type.ts";
import { typeName } from "../objects/typeof.ts";

const allowCode = kwOnly("allow_code", truth, true);
const version = posOnly("version", cint, MARSHAL_VERSION, "version");

export default defineModule({
  name: "marshal",
  doc: "Read and write Python values in a binary format that may change from version to version.\n\nIt exists for .pyc files; use pickle for anything that is to last.",
  functions: {
    dump: fn(
      [posOnly("value", object), posOnly("file", object), version, allowCode],
      "Write the value to a binary file.",
      dump,
    ),
    load: fn([posOnly("file", object), allowCode], "Read one value from a binary file.", load),
    dumps: fn([posOnly("value", object), version, allowCode], "Return the bytes that dump() would write.", dumps),
    loads: fn([posOnly("bytes", object), allowCode], "Convert bytes to a value; further bytes are ignored.", loads),
  },
  constants: () => ({ version: MARSHAL_VERSION }),
});

function dumps(value: PyValue, asked: number, code: boolean): PyBytes {
  audit("marshal.dumps", value, asked);
  try {
    if (value instanceof PyCode && code && asked === MARSHAL_VERSION)
      return new PyBytes(dumpConst(value.unit, { refs: "shared" }));
    return new PyBytes(new MarshalWriter(source, { version: asked, refs: "shared", allowCode: code }).dumps(value));
  } catch (caught) {
    throw converted(caught);
  }
}

function dump(value: PyValue, file: PyValue, asked: number, code: boolean): PyValue {
  return callMethod(file, "write", [dumps(value, asked, code)]);
}

function loads(data: PyValue, code: boolean): PyValue {
  const bytes = bytesOf(data);
  if (isAudited()) audit("marshal.loads", data instanceof PyBytes ? data : new PyBytes(bytes.slice()));
  try {
    if (code && bytes.length > 0 && (bytes[0] & ~FLAG_REF) === TYPE.CODE) {
      const unit = fastCode(bytes);
      if (unit !== undefined) return new PyCode(unit, undefined, importState().archive?.justRead(bytes) ?? false);
    }
    return new MarshalReader(bytes.slice(), builder, 0, code).read();
  } catch (caught) {
    throw converted(caught);
  }
}

/** The code object of a stream that holds one and nothing unusual. */
function fastCode(bytes: Uint8Array): CodeUnit | undefined {
  try {
    const value = loadConst(bytes.slice());
    return value instanceof CodeUnit ? value : undefined;
  } catch (caught) {
    if (caught instanceof MarshalError) return undefined;
    throw caught;
  }
}

/** Reads of the file exactly what belongs to the value. */
function load(file: PyValue, code: boolean): PyValue {
  const probe = callMethod(file, "read", [0]);
  if (!(probe instanceof PyBytes)) throw typeError(`file.read() returned not bytes but ${typeName(probe)}`);
  audit("marshal.load");
  try {
    return new MarshalReader(new Uint8Array(0), builder, 0, code, (size) => readInto(file, size)).read();
  } catch (caught) {
    throw converted(caught);
  }
}

function readInto(file: PyValue, size: number): Uint8Array {
  const buffer = new PyByteArray(new Uint8Array(size));
  const answer = callMethod(file, "readinto", [call(memoryviewType, [buffer])]);
  const count = ssize(answer);
  if (count > size) throw valueError(`read() returned too much data: ${size} bytes requested, ${count} returned`);
  return bytesOf(buffer).slice(0, Math.max(count, 0));
}

function converted(caught: unknown): unknown {
  if (!(caught instanceof MarshalError)) return caught;
  if (caught.type === "UnicodeDecodeError") {
    const error = newException(exc.PyExc_ValueError, strFromJs(caught.msg));
    return error;
  }
  return newException(exc[`PyExc_${caught.type}`], strFromJs(caught.msg));
}

const builder: MarshalBuilder<PyValue> = {
  none: null,
  true: true,
  false: false,
  get ellipsis() {
    return ELLIPSIS_OBJECT;
  },
  get stopIteration() {
    return exc.PyExc_StopIteration;
  },
  int: (value) => value,
  float: (value) => new PyFloat(value),
  complex: (real, imag) => new PyComplex(real, imag),
  str: (text) => text,
  bytes: (data) => new PyBytes(data),
  tuple: (items) => new PyTuple(items),
  list: (items) => new PyList(items),
  dict: () => new PyDict(),
  setItem: (dict, key, value) => (dict as PyDict).set(key, value),
  set: () => new PySet(),
  add: (set, item) => {
    (set as PySet).add(item);
  },
  frozenset: (items) => frozensetOf(items),
  slice: (start, stop, step) => new PySlice(start, stop, step),
  code: codeFrom,
};

/** Goes by way of a stream of the code object's own parts, so that all checks are made in one place. */
function codeFrom(fields: MarshalCode<PyValue>): PyValue {
  const consts = fields.consts instanceof PyTuple ? fields.consts.items : [];
  const unit = new MarshalWriter(source, { refs: "none" });
  const value = loadConst(unit.dumps(new CodeParts(fields) as unknown as PyValue));
  if (!(value instanceof CodeUnit)) throw new MarshalError("TypeError", "marshal: not a code object");
  return new PyCode(value, consts, false);
}

/** The fields of a code object on their way into a stream. */
class CodeParts {
  readonly fields: MarshalCode<PyValue>;
  constructor(fields: MarshalCode<PyValue>) {
    this.fields = fields;
  }
}

const source: MarshalSource<PyValue> = { visit, identity };

function visit(value: PyValue, out: MarshalWriter<PyValue>): boolean {
  if (value === null) out.none();
  else if (typeof value === "boolean") out.bool(value);
  else if (typeof value === "number" || typeof value === "bigint") out.int(value);
  else if (typeof value === "string" || value instanceof WideStr) out.str(value, isInternedConst(value));
  else return visitObject(value, out);
  return true;
}

function visitObject(value: PyValue, out: MarshalWriter<PyValue>): boolean {
  if (value instanceof PyFloat && value.type === floatType) out.float(value.v);
  else if (value instanceof PyTuple && value.type === tupleType) out.tuple(value.items);
  else if (value instanceof PyList && value.type === listType) out.list(value.items);
  else if (value instanceof PyDict && value.type === dictType)
    out.dict(value.keysArray().map((key) => [key, value.get(key)!] as const));
  else if (value instanceof PySet && (value.type === setType || value.type === frozensetType)) {
    out.set(toArray(value), value.type === frozensetType);
  } else if (value instanceof PyCode) writeCode(value, out);
  else if (value instanceof PySlice) out.slice(value.start, value.stop, value.step);
  else if (value instanceof PyComplex && value.type === complexType) out.complex(value.real, value.imag);
  else if (value === ELLIPSIS_OBJECT) out.ellipsis();
  else if (value === exc.PyExc_StopIteration) out.stopIteration();
  else if (value instanceof CodeParts) out.code((value as CodeParts).fields);
  else {
    const data = bytesIfLike(value);
    if (data === undefined) return false;
    out.bytes(data);
  }
  return true;
}

function writeCode(code: PyCode, out: MarshalWriter<PyValue>): void {
  const { unit } = code;
  out.code({
    argcount: unit.argcount,
    posonlyargcount: unit.posonlyargcount,
    kwonlyargcount: unit.kwonlyargcount,
    stacksize: unit.stacksize,
    flags: unit.flags,
    code: new PyBytes(unit.code),
    consts: new PyTuple(code.consts),
    names: new PyTuple(unit.names.slice()),
    localsplusnames: new PyTuple(unit.localsplusnames.slice()),
    localspluskinds: new PyBytes(unit.localspluskinds),
    filename: unit.filename,
    name: unit.name,
    qualname: unit.qualname,
    firstlineno: unit.firstlineno,
    linetable: new PyBytes(unit.linetable),
    exceptiontable: new PyBytes(unit.exceptiontable),
  });
}

function identity(value: PyValue): unknown {
  if (value === null || typeof value === "boolean" || typeof value === "number" || value === ELLIPSIS_OBJECT)
    return undefined;
  if (typeof value === "string" || value instanceof WideStr) return MarshalWriter.prototype.textKey(value);
  return value;
}
