/** _md5: the MD5 hash function (RFC 1321). Source: CPython Modules/md5module.c. */
import { hashers } from "../kernel/hashes/hasher.ts";
import { defineModule } from "../objects/declare.ts";
import { _GIL_MINSIZE, hashFunction, hashType } from "../objects/hashing/hash-object.ts";

export const md5Type = hashType("_md5.md5", "md5");

export default defineModule({
  name: "_md5",
  doc: null,
  functions: { md5: hashFunction(md5Type, hashers.md5, "MD5") },
  types: () => ({ MD5Type: md5Type }),
  constants: () => ({ _GIL_MINSIZE }),
});
