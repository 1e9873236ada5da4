/** _hmac: keyed hashing for message authentication (RFC 2104). Source: CPython Modules/hmacmodule.c. */
import { BLAKE2B, BLAKE2S, Blake2Hasher } from "../kernel/hashes/blake2.ts";
import { type Hasher, hashers, hexDigest } from "../kernel/hashes/hasher.ts";
import { Hmac } from "../kernel/hashes/hmac.ts";
import { strFromJs, strToJs } from "../kernel/str.ts";
import { reprJs } from "../objects/abstract/repr.ts";
import { reprAddress } from "../objects/address.ts";
import { PyBytes } from "../objects/bytes/bytes-object.ts";
import { object } from "../objects/converters.ts";
import { type CallableSpec, defineModule, defineType, fn, getset, method, param, posOnly } from "../objects/declare.ts";
import { newException, typeError } from "../objects/errors.ts";
import { PyExc_ValueError } from "../objects/exceptions/types.ts";
import { _GIL_MINSIZE, hashData } from "../objects/hashing/hash-object.ts";
import { PyObject, type PyValue } from "../objects/object.ts";
import { asStr } from "../objects/str/str-object.ts";
import type { PyType } from "../objects/type-object.ts";

const unkeyed = {
  key: new Uint8Array(0),
  salt: new Uint8Array(0),
  person: new Uint8Array(0),
  ...{ fanout: 1, depth: 1, leafSize: 0, nodeOffset: 0n, nodeDepth: 0, innerSize: 0, lastNode: false },
};

/** The hash functions that an HMAC can be built on, by name. */
const makers: ReadonlyMap<string, () => Hasher> = new Map<string, () => Hasher>([
  ["md5", hashers.md5],
  ["sha1", hashers.sha1],
  ["sha224", hashers.sha224],
  ["sha256", hashers.sha256],
  ["sha384", hashers.sha384],
  ["sha512", hashers.sha512],
  ["sha3_224", hashers.sha3_224],
  ["sha3_256", hashers.sha3_256],
  ["sha3_384", hashers.sha3_384],
  ["sha3_512", hashers.sha3_512],
  ["blake2s", () => Blake2Hasher.create(BLAKE2S, { digestSize: 32, ...unkeyed })],
  ["blake2b", () => Blake2Hasher.create(BLAKE2B, { digestSize: 64, ...unkeyed })],
]);

class PyHmac extends PyObject {
  readonly hash: string;
  readonly hmac: Hmac;
  constructor(hash: string, hmac: Hmac) {
    super(hmacType);
    this.hash = hash;
    this.hmac = hmac;
  }
}

export const unknownHashErrorType: PyType = defineType({
  name: "_hmac.UnknownHashError",
  doc: null,
  flags: ["basetype", "dict", "heaptype"],
  base: () => PyExc_ValueError,
});

export const hmacType: PyType = defineType<PyHmac>({
  name: "_hmac.HMAC",
  doc: null,
  flags: ["disallow_instantiation", "heaptype", "immutable"],
  slots: { tp_repr: (self) => strFromJs(`<${self.hash} HMAC object @ ${reprAddress(self)}>`) },
  methods: {
    copy: method([], "Return a copy of the HMAC object.", (self: PyHmac) => new PyHmac(self.hash, self.hmac.copy())),
    update: method([param("msg", hashData)], "Go on with these bytes.", (self: PyHmac, data) => {
      self.hmac.update(data);
      return null;
    }),
    digest: method(
      [],
      "Return the digest of the bytes so far; more may follow.",
      (self: PyHmac) => new PyBytes(self.hmac.digest()),
    ),
    hexdigest: method([], "Return the digest as hexadecimal digits.", (self: PyHmac) => hexDigest(self.hmac.digest())),
  },
  getset: {
    name: getset((self: PyHmac) => `hmac-${self.hash}`, undefined, null),
    block_size: getset((self: PyHmac) => self.hmac.blockSize, undefined, null),
    digest_size: getset((self: PyHmac) => self.hmac.digestSize, undefined, null),
  },
});

/** The hash function that `digestmod` names: its name and maker. */
function find(digestmod: PyValue): [string, () => Hasher] {
  const text = asStr(digestmod);
  const name = text === undefined ? "" : strToJs(text).toLowerCase();
  const make = makers.get(name);
  if (make === undefined) {
    throw newException(unknownHashErrorType, strFromJs(`unsupported hash type: ${reprJs(digestmod)}`));
  }
  return [name, make];
}

function newHmac(key: PyValue, msg: PyValue, digestmod: PyValue | undefined): PyValue {
  if (digestmod === undefined) throw typeError("new() missing 1 required argument 'digestmod'");
  const [name, make] = find(digestmod);
  const hmac = Hmac.create(make, hashData(key));
  if (msg !== null) hmac.update(hashData(msg));
  return new PyHmac(name, hmac);
}

function compute(make: () => Hasher, key: PyValue, msg: PyValue): PyValue {
  const hmac = Hmac.create(make, hashData(key));
  hmac.update(hashData(msg));
  return new PyBytes(hmac.digest());
}

/** `compute_NAME(key, msg)`. */
function computer(hash: string): CallableSpec {
  const make = makers.get(hash) as () => Hasher;
  return fn([posOnly("key", object), posOnly("msg", object)], "", (key, msg) => compute(make, key, msg));
}

export default defineModule({
  name: "_hmac",
  doc: null,
  functions: {
    new: fn(
      [param("key", object), param("msg", object, null), param("digestmod", object, undefined, "None")],
      "Return a new HMAC object.",
      newHmac,
    ),
    compute_digest: fn([param("key", object), param("msg", object), param("digest", object)], "", (key, msg, digest) =>
      compute(find(digest)[1], key, msg),
    ),
    compute_md5: computer("md5"),
    compute_sha1: computer("sha1"),
    compute_sha224: computer("sha224"),
    compute_sha256: computer("sha256"),
    compute_sha384: computer("sha384"),
    compute_sha512: computer("sha512"),
    compute_sha3_224: computer("sha3_224"),
    compute_sha3_256: computer("sha3_256"),
    compute_sha3_384: computer("sha3_384"),
    compute_sha3_512: computer("sha3_512"),
    compute_blake2s_32: computer("blake2s"),
    compute_blake2b_32: computer("blake2b"),
  },
  types: () => ({ HMAC: hmacType, UnknownHashError: unknownHashErrorType }),
  constants: () => ({ _GIL_MINSIZE }),
});
