/** _blake2: BLAKE2b and BLAKE2s (RFC 7693). Source: CPython Modules/blake2module.c. */
import { BLAKE2B, BLAKE2S, Blake2Hasher } from "../kernel/hashes/blake2.ts";
import { index } from "../objects/abstract/number.ts";
import { bytesLike } from "../objects/bytes/bytes-like.ts";
import { cint, object, truth } from "../objects/converters.ts";
import { defineModule, defineType, kwOnly, method, param } from "../objects/declare.ts";
import { overflowError, valueError } from "../objects/errors.ts";
import { _GIL_MINSIZE, hashGetset, hashMethods, newHash, type PyHash } from "../objects/hashing/hash-object.ts";
import type { Int, PyValue } from "../objects/object.ts";
import type { PyType } from "../objects/type-object.ts";

interface Family {
  readonly name: "blake2b" | "blake2s";
  readonly title: string;
  readonly variant: typeof BLAKE2B;
  /** Longest digest and key; salt and personalization are as long as the variant says. */
  readonly max: number;
  readonly maxOffset: bigint;
}

const EMPTY = new Uint8Array(0);

function blake2Type(family: Family): PyType {
  const { name, title, variant, max, maxOffset } = family;
  return defineType<PyHash>({
    name: `_blake2.${name}`,
    doc: `Return a new ${title} hash object.`,
    flags: ["heaptype", "immutable"],
    new: method(
      [
        param("data", object, undefined, "b''"),
        kwOnly("digest_size", cint, max, `_blake2.${name}.MAX_DIGEST_SIZE`),
        kwOnly("key", bytesLike, EMPTY, "b''"),
        kwOnly("salt", bytesLike, EMPTY, "b''"),
        kwOnly("person", bytesLike, EMPTY, "b''"),
        kwOnly("fanout", cint, 1),
        kwOnly("depth", cint, 1),
        kwOnly("leaf_size", unsigned("unsigned long"), 0),
        kwOnly("node_offset", unsigned("unsigned long long"), 0),
        kwOnly("node_depth", cint, 0),
        kwOnly("inner_size", cint, 0),
        kwOnly("last_node", truth, false),
        kwOnly("usedforsecurity", truth, true),
        kwOnly("string", object, undefined, "None"),
      ],
      "",
      (type: PyType, data, digestSize, key, salt, person, fanout, depth, leafSize, nodeOffset, ...rest) => {
        const [nodeDepth, innerSize, lastNode, , string] = rest;
        between("digest_size", digestSize, 1, max, title);
        atMost("salt", salt, variant.saltSize);
        atMost("person", person, variant.saltSize);
        byte("fanout", fanout, 0);
        byte("depth", depth, 1);
        if (leafSize > 0xffffffff) throw overflowError("leaf_size is too large");
        if (nodeOffset > maxOffset) throw overflowError("node_offset is too large");
        byte("node_depth", nodeDepth, 0);
        if (innerSize < 0 || innerSize > max) throw valueError(`inner_size must be between 0 and is ${max}`);
        atMost("key", key, max);
        const params = {
          ...{ digestSize, key, salt, person, fanout, depth, leafSize: Number(leafSize) },
          ...{ nodeOffset: BigInt(nodeOffset), nodeDepth, innerSize, lastNode },
        };
        return newHash(type, () => Blake2Hasher.create(variant, params), data, string);
      },
    ),
    methods: hashMethods("data"),
    getset: hashGetset(name),
    constants: () => ({
      SALT_SIZE: variant.saltSize,
      PERSON_SIZE: variant.saltSize,
      MAX_KEY_SIZE: max,
      MAX_DIGEST_SIZE: max,
    }),
  });
}

function between(name: string, value: number, low: number, high: number, title: string): void {
  const shown = title.replace("BLAKE", "Blake");
  if (value < low || value > high) {
    throw valueError(`${name} for ${shown} must be between ${low} and ${high} bytes, here it is ${value}`);
  }
}

function byte(name: string, value: number, low: number): void {
  if (value < low || value > 255) throw valueError(`${name} must be between ${low} and 255`);
}

function atMost(name: string, data: Uint8Array, size: number): void {
  if (data.length > size) throw valueError(`maximum ${name} length is ${size} bytes`);
}

/** Converter: an unsigned number of 64 bits. */
function unsigned(ctype: string): (value: PyValue) => Int {
  return (value) => {
    const int = index(value);
    if (int < 0) throw valueError("Cannot convert negative int");
    if (int > 0xffffffffffffffffn) throw overflowError(`Python int too large for C ${ctype}`);
    return int;
  };
}

const blake2b = blake2Type({
  name: "blake2b",
  title: "BLAKE2b",
  variant: BLAKE2B,
  max: 64,
  maxOffset: 0xffffffffffffffffn,
});
const blake2s = blake2Type({
  name: "blake2s",
  title: "BLAKE2s",
  variant: BLAKE2S,
  max: 32,
  maxOffset: 0xffffffffffffn,
});

export default defineModule({
  name: "_blake2",
  doc: "_blake2b provides BLAKE2b for hashlib\n",
  types: () => ({ blake2b, blake2s }),
  constants: () => ({
    BLAKE2B_SALT_SIZE: BLAKE2B.saltSize,
    BLAKE2B_PERSON_SIZE: BLAKE2B.saltSize,
    BLAKE2B_MAX_KEY_SIZE: 64,
    BLAKE2B_MAX_DIGEST_SIZE: 64,
    BLAKE2S_SALT_SIZE: BLAKE2S.saltSize,
    BLAKE2S_PERSON_SIZE: BLAKE2S.saltSize,
    BLAKE2S_MAX_KEY_SIZE: 32,
    BLAKE2S_MAX_DIGEST_SIZE: 32,
    _GIL_MINSIZE,
  }),
});
