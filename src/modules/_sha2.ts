/** _sha2: the SHA-2 hash functions (FIPS 180-4). Source: CPython Modules/sha2module.c. */
import { hashers } from "../kernel/hashes/hasher.ts";
import { defineModule } from "../objects/declare.ts";
import { _GIL_MINSIZE, hashFunction, hashType } from "../objects/hashing/hash-object.ts";

export const sha224Type = hashType("_sha2.SHA224Type", "sha224");
export const sha256Type = hashType("_sha2.SHA256Type", "sha256");
export const sha384Type = hashType("_sha2.SHA384Type", "sha384");
export const sha512Type = hashType("_sha2.SHA512Type", "sha512");

export default defineModule({
  name: "_sha2",
  doc: null,
  functions: {
    sha256: hashFunction(sha256Type, hashers.sha256, "SHA2-256"),
    sha224: hashFunction(sha224Type, hashers.sha224, "SHA2-224"),
    sha512: hashFunction(sha512Type, hashers.sha512, "SHA2-512"),
    sha384: hashFunction(sha384Type, hashers.sha384, "SHA2-384"),
  },
  types: () => ({
    SHA224Type: sha224Type,
    SHA256Type: sha256Type,
    SHA384Type: sha384Type,
    SHA512Type: sha512Type,
  }),
  constants: () => ({ _GIL_MINSIZE }),
});
