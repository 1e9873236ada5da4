/** _sha3: SHA-3 and SHAKE (FIPS 202). Source: CPython Modules/sha3module.c. */
import { hashers, hexDigest, type ShakeHasher } from "../kernel/hashes/hasher.ts";
import { index } from "../objects/abstract/number.ts";
import { PyBytes } from "../objects/bytes/bytes-object.ts";
import { defineModule, defineType, getset, method, param } from "../objects/declare.ts";
import { overflowError, valueError } from "../objects/errors.ts";
import {
  _GIL_MINSIZE,
  HASH_PARAMS,
  hashGetset,
  hashMethods,
  newHash,
  type PyHash,
} from "../objects/hashing/hash-object.ts";
import type { PyValue } from "../objects/object.ts";
import type { PyType } from "../objects/type-object.ts";

const MAX_LENGTH = 2 ** 29;
const STATE_BITS = 1600;

type Name = Extract<keyof typeof hashers, `sha3_${string}` | `shake_${string}`>;

const rateBits = (self: PyHash): number => self.hasher.blockSize * 8;

function sha3Type(name: Name, what: string): PyType {
  const shake = name.startsWith("shake");
  const type: PyType = defineType<PyHash>({
    name: `_sha3.${name}`,
    doc: `${name}([data], *, usedforsecurity=True) -> ${shake ? "SHAKE" : "SHA3"} object\n\nReturn a new ${what}.`,
    flags: ["heaptype", "immutable"],
    new: method(HASH_PARAMS, "", (cls: PyType, data, _secure, string) => newHash(cls, hashers[name], data, string)),
    methods: {
      ...hashMethods("data"),
      ...(shake
        ? {
            digest: method(
              [param("length", digestLength)],
              "Return so many bytes of the digest.",
              (self: PyHash, length) => new PyBytes(squeeze(self, length)),
            ),
            hexdigest: method(
              [param("length", digestLength)],
              "Return so many bytes of the digest as hexadecimal digits.",
              (self: PyHash, length) => hexDigest(squeeze(self, length)),
            ),
          }
        : {}),
    },
    getset: {
      ...hashGetset(name),
      _capacity_bits: getset((self: PyHash) => STATE_BITS - rateBits(self), undefined, null),
      _rate_bits: getset(rateBits, undefined, null),
      _suffix: getset(() => new PyBytes(Uint8Array.of(shake ? 0x1f : 0x06)), undefined, null),
    },
  });
  return type;
}

function squeeze(self: PyHash, length: number): Uint8Array {
  return (self.hasher as ShakeHasher).digest(length);
}

/** Converter: the length of a SHAKE digest, an unsigned long. */
function digestLength(value: PyValue): number {
  const length = index(value);
  if (length < 0) throw valueError("Cannot convert negative int");
  if (length > 0xffffffffffffffffn) throw overflowError("Python int too large for C unsigned long");
  if (length >= MAX_LENGTH) throw valueError("length is too large");
  return length as number;
}

const types = {
  sha3_224: sha3Type("sha3_224", "SHA3 hash object with a digest of 28 bytes"),
  sha3_256: sha3Type("sha3_256", "SHA3 hash object with a digest of 32 bytes"),
  sha3_384: sha3Type("sha3_384", "SHA3 hash object with a digest of 48 bytes"),
  sha3_512: sha3Type("sha3_512", "SHA3 hash object with a digest of 64 bytes"),
  shake_128: sha3Type("shake_128", "SHAKE hash object"),
  shake_256: sha3Type("shake_256", "SHAKE hash object"),
};

export default defineModule({
  name: "_sha3",
  doc: null,
  types: () => types,
  constants: () => ({ implementation: "HACL", _GIL_MINSIZE }),
});
