/** _sha1: the SHA-1 hash function (FIPS 180-4). Source: CPython Modules/sha1module.c. */
import { hashers } from "../kernel/hashes/hasher.ts";
import { defineModule } from "../objects/declare.ts";
import { _GIL_MINSIZE, hashFunction, hashType } from "../objects/hashing/hash-object.ts";

export const sha1Type = hashType("_sha1.sha1", "sha1");

export default defineModule({
  name: "_sha1",
  doc: null,
  functions: { sha1: hashFunction(sha1Type, hashers.sha1, "SHA1") },
  types: () => ({ SHA1Type: sha1Type }),
  constants: () => ({ _GIL_MINSIZE }),
});
