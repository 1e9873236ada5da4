/** What the types of hash objects (_md5, _sha1, _sha2, _sha3, _blake2) have in common. Source: CPython Modules/hashlib.h, md5module.c. */
import { type Hasher, type hashers, hexDigest } from "../../kernel/hashes/hasher.ts";
import { bytesIfLike } from "../bytes/bytes-like.ts";
import { PyBytes } from "../bytes/bytes-object.ts";
import { object, truth } from "../converters.ts";
import {
  type CallableSpec,
  defineType,
  fn,
  type GetSetSpec,
  getset,
  kwOnly,
  method,
  param,
  posOnly,
} from "../declare.ts";
import { typeError } from "../errors.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../object.ts";
import { asStr } from "../str/str-object.ts";
import type { PyType } from "../type-object.ts";

export class PyHash implements PyObject {
  static {
    inheritPyObject(PyHash);
  }
  type: PyType;
  readonly hasher: Hasher;
  constructor(type: PyType, hasher: Hasher) {
    this.type = type;
    this.hasher = hasher;
  }
}

/** Converter: the bytes to hash (GET_BUFFER_VIEW_OR_ERROUT). */
export function hashData(value: PyValue): Uint8Array {
  const data = bytesIfLike(value);
  if (data !== undefined) return data;
  if (asStr(value) !== undefined) throw typeError("Strings must be encoded before hashing");
  throw typeError("object supporting the buffer API required");
}

/** The parameters `data` and, under its old name, `string` (_Py_hashlib_data_argument). */
export function initialData(data: PyValue | undefined, string: PyValue | undefined): Uint8Array | undefined {
  if (data !== undefined && string !== undefined) {
    throw typeError(
      "'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.",
    );
  }
  const given = data ?? string;
  if (given === undefined) return undefined;
  return hashData(given);
}

/** Methods of every hash object; `what` names the parameter of update(). */
export function hashMethods(what: "obj" | "data"): Record<string, CallableSpec> {
  return {
    copy: method([], "Return a copy of the hash object.", (self: PyHash) => new PyHash(self.type, self.hasher.copy())),
    digest: method([], "Return the digest as a bytes object.", (self: PyHash) => new PyBytes(self.hasher.digest())),
    hexdigest: method([], "Return the digest as a string of hexadecimal digits.", (self: PyHash) =>
      hexDigest(self.hasher.digest()),
    ),
    update: method([posOnly(what, hashData)], "Go on with hashing these bytes.", (self: PyHash, data) => {
      self.hasher.update(data);
      return null;
    }),
  };
}

export function hashGetset(name: string): Record<string, GetSetSpec> {
  return {
    block_size: getset((self: PyHash) => self.hasher.blockSize, undefined, null),
    name: getset(() => name, undefined, null),
    digest_size: getset((self: PyHash) => self.hasher.digestSize, undefined, null),
  };
}

/** A type that only its module's function makes: `tp_name` "_md5.md5", `name` "md5". */
export function hashType(tpName: string, name: string): PyType {
  return defineType<PyHash>({
    name: tpName,
    doc: null,
    flags: ["disallow_instantiation", "heaptype", "immutable"],
    methods: hashMethods("obj"),
    getset: hashGetset(name),
  });
}

/** Parameters of all constructors but BLAKE2's. */
export const HASH_PARAMS = [
  param("data", object, undefined, "b''"),
  kwOnly("usedforsecurity", truth, true),
  kwOnly("string", object, undefined, "None"),
] as const;

/** Makes a hash object and feeds it what the constructor got. */
export function newHash(
  type: PyType,
  make: () => Hasher,
  data: PyValue | undefined,
  string: PyValue | undefined,
): PyHash {
  const initial = initialData(data, string);
  const hasher = make();
  if (initial !== undefined && initial.length > 0) hasher.update(initial);
  return new PyHash(type, hasher);
}

/** The module function `name` that makes objects of the type. */
export function hashFunction(type: PyType, make: (typeof hashers)[keyof typeof hashers], title: string): CallableSpec {
  return fn(HASH_PARAMS, `Return a new ${title} hash object; optionally hash data.`, (data, _secure, string) =>
    newHash(type, make, data, string),
  );
}

/** Below this many bytes CPython keeps its global lock while it hashes. */
export const _GIL_MINSIZE = 2048;
