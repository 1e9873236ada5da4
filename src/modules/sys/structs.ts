/** The struct sequences that sys shows. Source: CPython Python/sysmodule.c, Objects/floatobject.c, longobject.c. */

import type { Config } from "../../interpreter/config.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import type { PyValue } from "../../objects/object.ts";
import { defineStructSeq, newStructSeq } from "../../objects/tuple/structseq.ts";
import type { PyTuple } from "../../objects/tuple/tuple.ts";
import { HASH_BITS, HASH_IMAG, HASH_INF, HASH_MODULUS } from "./version.ts";

/** Fields of `sys.flags`, each with its command line option; the last three are attributes only. */
const FLAGS: readonly (readonly [name: string, doc: string, value: (config: Config) => PyValue])[] = [
  ["debug", "-d", (c) => c.parser_debug],
  ["inspect", "-i", (c) => c.inspect],
  ["interactive", "-i", (c) => c.interactive],
  ["optimize", "-O or -OO", (c) => c.optimization_level],
  ["dont_write_bytecode", "-B", (c) => (c.write_bytecode ? 0 : 1)],
  ["no_user_site", "-s", (c) => (c.user_site_directory ? 0 : 1)],
  ["no_site", "-S", (c) => (c.site_import ? 0 : 1)],
  ["ignore_environment", "-E", (c) => (c.use_environment ? 0 : 1)],
  ["verbose", "-v", (c) => c.verbose],
  ["bytes_warning", "-b", (c) => c.bytes_warning],
  ["quiet", "-q", (c) => c.quiet],
  ["hash_randomization", "-R", (c) => (c.use_hash_seed && c.hash_seed === 0 ? 0 : 1)],
  ["isolated", "-I", (c) => (c.isolated ? 1 : 0)],
  ["dev_mode", "-X dev", (c) => c.dev_mode],
  ["utf8_mode", "-X utf8", (c) => (c.utf8_mode ? 1 : 0)],
  ["warn_default_encoding", "-X warn_default_encoding", (c) => (c.warn_default_encoding ? 1 : 0)],
  ["safe_path", "-P", (c) => c.safe_path],
  ["int_max_str_digits", "-X int_max_str_digits", (c) => c.int_max_str_digits],
  ["gil", "-X gil", () => 1],
  ["thread_inherit_context", "-X thread_inherit_context", (c) => (c.thread_inherit_context ? 1 : 0)],
  ["context_aware_warnings", "-X context_aware_warnings", (c) => (c.context_aware_warnings ? 1 : 0)],
];

export const flagsType = defineStructSeq({
  name: "sys.flags",
  doc: "sys.flags\n\nWhat the command line and the environment have set.",
  fields: FLAGS.map(([name, doc]) => [name, doc] as const),
  visible: 18,
  instantiable: false,
});

/** `sys.flags` of a configuration. */
export function newFlags(config: Config): PyTuple {
  return newStructSeq(
    flagsType,
    FLAGS.map(([, , value]) => value(config)),
  );
}

export const versionInfoType = defineStructSeq({
  name: "sys.version_info",
  doc: "sys.version_info\n\nThe version's parts by name.",
  fields: [
    ["major", "Major release number"],
    ["minor", "Minor release number"],
    ["micro", "Patch release number"],
    ["releaselevel", "'alpha', 'beta', 'candidate', or 'final'"],
    ["serial", "Serial release number"],
  ],
  instantiable: false,
});

const floatInfoType = defineStructSeq({
  name: "sys.float_info",
  doc: "sys.float_info\n\nThe limits and the precision of floats.",
  fields: [
    ["max", "maximum finite float"],
    ["max_exp", "largest e with radix**(e-1) finite"],
    ["max_10_exp", "largest e with 10**e finite"],
    ["min", "smallest positive normal float"],
    ["min_exp", "least e with radix**(e-1) a normal float"],
    ["min_10_exp", "least e with 10**e a normal float"],
    ["dig", "decimal digits that survive conversion"],
    ["mant_dig", "digits of the significand in base radix"],
    ["epsilon", "1.0 to the next float"],
    ["radix", "base of the exponent"],
    ["rounds", "rounding mode of arithmetic"],
  ],
});

export function floatInfo(): PyTuple {
  const [max, min] = [new PyFloat(Number.MAX_VALUE), new PyFloat(2 ** -1022)];
  return newStructSeq(floatInfoType, [max, 1024, 308, min, -1021, -307, 15, 53, new PyFloat(Number.EPSILON), 2, 1]);
}

const intInfoType = defineStructSeq({
  name: "sys.int_info",
  doc: "sys.int_info\n\nHow CPython represents ints, and the limits on their conversion to text.",
  fields: [
    ["bits_per_digit", "bits in a digit"],
    ["sizeof_digit", "bytes of a digit"],
    ["default_max_str_digits", "digit limit at start"],
    ["str_digits_check_threshold", "least limit that can be set"],
  ],
});

export function intInfo(): PyTuple {
  return newStructSeq(intInfoType, [30, 4, 4300, 640]);
}

const hashInfoType = defineStructSeq({
  name: "sys.hash_info",
  doc: "hash_info\n\nThe parameters of numeric hashes, and the algorithm of string hashes.",
  fields: [
    ["width", "bits of a hash"],
    ["modulus", "prime that numeric hashes are reduced by"],
    ["inf", "hash of infinity"],
    ["nan", "hash of nan, no longer used"],
    ["imag", "multiplier of an imaginary part"],
    ["algorithm", "what hashes str, bytes and memoryview"],
    ["hash_bits", "bits the algorithm yields"],
    ["seed_bits", "bits of the algorithm's seed"],
    ["cutoff", "length below which a small hash is used"],
  ],
});

export function hashInfo(): PyTuple {
  const values = [64, HASH_MODULUS, HASH_INF, 0, HASH_IMAG, "siphash13", HASH_BITS, 128, 0];
  return newStructSeq(hashInfoType, values);
}

const threadInfoType = defineStructSeq({
  name: "sys.thread_info",
  doc: "sys.thread_info\n\nInformation about the thread implementation.",
  fields: [
    ["name", "thread implementation"],
    ["lock", "what locks are made of"],
    ["version", "version of the thread library"],
  ],
});

export function threadInfo(): PyTuple {
  return newStructSeq(threadInfoType, ["pthread", "semaphore", null]);
}

export const asyncgenHooksType = defineStructSeq({
  name: "asyncgen_hooks",
  doc: "asyncgen_hooks\n\nHooks for asynchronous generators.",
  fields: [
    ["firstiter", "Called when an asynchronous generator is first iterated over"],
    ["finalizer", "Called when an asynchronous generator is to be finalized"],
  ],
});
