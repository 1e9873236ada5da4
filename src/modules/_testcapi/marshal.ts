/** Numbers and objects in marshal's format in files. Source: CPython Modules/_testcapi (pymarshal_*), Python/marshal.c. */
import { getAttr } from "../../objects/abstract/attributes.ts";
import { call, callMethod } from "../../objects/abstract/call.ts";
import { bytesOf } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { cint, object } from "../../objects/converters.ts";
import { fn, posOnly } from "../../objects/declare.ts";
import { newException } from "../../objects/errors.ts";
import { PyExc_EOFError } from "../../objects/exceptions/types.ts";
import { importModule } from "../../objects/import-hook.ts";
import type { PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";

const path = posOnly("filename", object);
const version = posOnly("version", cint);
const unsigned = { signature: null };

export const marshalFunctions = {
  pymarshal_write_long_to_file: fn(
    [posOnly("value", cint), path, version],
    "PyMarshal_WriteLongToFile()",
    (value: number, name: PyValue) => {
      const data = new Uint8Array(4);
      new DataView(data.buffer).setInt32(0, value, true);
      return withFile(name, "wb", (file) => write(file, new PyBytes(data)));
    },
    unsigned,
  ),
  pymarshal_write_object_to_file: fn(
    [posOnly("obj", object), path, version],
    "PyMarshal_WriteObjectToFile()",
    (value: PyValue, name: PyValue, asked: number) =>
      withFile(name, "wb", (file) => write(file, call(marshal("dumps"), [value, asked]))),
    unsigned,
  ),
  pymarshal_read_short_from_file: fn([path], "PyMarshal_ReadShortFromFile()", (name) => readNumber(name, 2), unsigned),
  pymarshal_read_long_from_file: fn([path], "PyMarshal_ReadLongFromFile()", (name) => readNumber(name, 4), unsigned),
  pymarshal_read_last_object_from_file: fn([path], "PyMarshal_ReadLastObjectFromFile()", readObject, unsigned),
  pymarshal_read_object_from_file: fn([path], "PyMarshal_ReadObjectFromFile()", readObject, unsigned),
};

function marshal(name: string): PyValue {
  return getAttr(importModule("marshal"), name);
}

function withFile<T>(name: PyValue, mode: string, use: (file: PyValue) => T): T {
  const file = call(getAttr(importModule("io"), "open"), [name, mode]);
  try {
    return use(file);
  } finally {
    callMethod(file, "close");
  }
}

function write(file: PyValue, data: PyValue): PyValue {
  callMethod(file, "write", [data]);
  return null;
}

/** A little-endian number, with the position after it. */
function readNumber(name: PyValue, size: number): PyValue {
  return withFile(name, "rb", (file) => {
    const data = bytesOf(callMethod(file, "read", [size]));
    if (data.length < size) throw newException(PyExc_EOFError, "EOF read where data expected");
    const view = new DataView(data.buffer, data.byteOffset, size);
    return new PyTuple([size === 2 ? view.getInt16(0, true) : view.getInt32(0, true), callMethod(file, "tell")]);
  });
}

function readObject(name: PyValue): PyValue {
  return withFile(name, "rb", (file) => {
    const value = call(marshal("load"), [file]);
    return new PyTuple([value, callMethod(file, "tell")]);
  });
}
