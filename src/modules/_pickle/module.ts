/** _pickle: the pickle module's accelerator. Source: CPython Modules/_pickle.c. */

import { PyBUF_CONTIG_RO } from "../../objects/buffer.ts";
import { contiguous, getBuffer, releaseBuffer } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { object, truth } from "../../objects/converters.ts";
import { defineModule, fn, kwOnly, param, posOnly } from "../../objects/declare.ts";
import type { PyValue } from "../../objects/object.ts";
import { load } from "./load.ts";
import { pickleBufferType } from "./pickle-buffer.ts";
import { PyPickler } from "./pickler.ts";
import { picklerType } from "./pickler-type.ts";
import { pickleErrorType, pickleState, picklingErrorType, unpicklingErrorType } from "./state.ts";
import { PyUnpickler } from "./unpickler.ts";
import { loadKeywords, unpicklerType } from "./unpickler-type.ts";

const dumpKeywords = [kwOnly("fix_imports", truth, true), kwOnly("buffer_callback", object, null)] as const;

export default defineModule({
  name: "_pickle",
  doc: "Optimized implementation for the Python pickle module.",
  functions: {
    dump: fn(
      [param("obj", object), param("file", object), param("protocol", object, null), ...dumpKeywords],
      "Write a pickled representation of obj to the open file object file.",
      dump,
    ),
    dumps: fn(
      [param("obj", object), param("protocol", object, null), ...dumpKeywords],
      "Return the pickled representation of the object as a bytes object.",
      dumps,
    ),
    load: fn(
      [param("file", object), ...loadKeywords],
      "Read and return an object from the pickle data stored in a file.",
      loadFile,
    ),
    loads: fn(
      [posOnly("data", object), ...loadKeywords],
      "Read and return an object from the given pickle data.",
      loads,
    ),
  },
  types: () => ({
    PickleBuffer: pickleBufferType,
    Pickler: picklerType,
    Unpickler: unpicklerType,
    PickleError: pickleErrorType,
    PicklingError: picklingErrorType,
    UnpicklingError: unpicklingErrorType,
  }),
  exec: () => {
    pickleState();
  },
});

function dump(value: PyValue, file: PyValue, protocol: PyValue, fixImports: boolean, callback: PyValue): PyValue {
  const pickler = new PyPickler();
  pickler.hidden = true;
  pickler.setProtocol(protocol, fixImports);
  pickler.setOutputStream(file);
  pickler.setBufferCallback(callback);
  try {
    pickler.dump(value);
    pickler.flush();
  } finally {
    pickler.out.end();
  }
  return null;
}

function dumps(value: PyValue, protocol: PyValue, fixImports: boolean, callback: PyValue): PyValue {
  const pickler = new PyPickler();
  pickler.hidden = true;
  pickler.setProtocol(protocol, fixImports);
  pickler.setBufferCallback(callback);
  try {
    pickler.dump(value);
    return new PyBytes(pickler.out.take());
  } finally {
    pickler.out.end();
  }
}

function loadFile(
  file: PyValue,
  fixImports: boolean,
  encoding: string,
  errors: string,
  buffers: PyValue | undefined,
): PyValue {
  const unpickler = new PyUnpickler();
  unpickler.input.setFile(file);
  unpickler.configure(fixImports, encoding, errors, buffers);
  return load(unpickler);
}

function loads(
  data: PyValue,
  fixImports: boolean,
  encoding: string,
  errors: string,
  buffers: PyValue | undefined,
): PyValue {
  const unpickler = new PyUnpickler();
  const buffer = getBuffer(data, PyBUF_CONTIG_RO);
  try {
    unpickler.input.setData(contiguous(buffer));
    unpickler.configure(fixImports, encoding, errors, buffers);
    return load(unpickler);
  } finally {
    releaseBuffer(buffer);
  }
}
