/** binascii: conversions between binary data and ASCII encodings of it. The algorithms: kernel/binascii.ts. Source: CPython Modules/binascii.c. */
import * as codec from "../kernel/binascii.ts";
import { bytesHexAscii } from "../kernel/bytes-text.ts";
import { crc32 } from "../kernel/checksum.ts";
import { bytesLike, bytesOrAscii } from "../objects/bytes/bytes-like.ts";
import { PyBytes } from "../objects/bytes/bytes-object.ts";
import { hexText } from "../objects/bytes/hex.ts";
import { object, ssize, truth, uint32 } from "../objects/converters.ts";
import { type CallableSpec, defineModule, defineType, fn, kwOnly, param, posOnly } from "../objects/declare.ts";
import { registerKernelError } from "../objects/exceptions/convert.ts";
import { PyExc_Exception, PyExc_ValueError } from "../objects/exceptions/types.ts";
import type { PyValue } from "../objects/object.ts";
import type { PyType } from "../objects/type-object.ts";

export const errorType: PyType = defineType({
  name: "binascii.Error",
  doc: null,
  flags: ["basetype", "dict", "heaptype"],
  base: () => PyExc_ValueError,
});

export const incompleteType: PyType = defineType({
  name: "binascii.Incomplete",
  doc: null,
  flags: ["basetype", "dict", "heaptype"],
  base: () => PyExc_Exception,
});

export default defineModule({
  name: "binascii",
  doc: "Conversion between binary data and ASCII",
  functions: {
    a2b_uu: fn([posOnly("data", bytesOrAscii)], "Decode a line of uuencoded data.", (data) => bytes(codec.a2bUu(data))),
    b2a_uu: fn(
      [posOnly("data", bytesLike), kwOnly("backtick", truth, false)],
      "Uuencode a line of data.",
      (data, backtick) => bytes(codec.b2aUu(data, backtick)),
    ),
    a2b_base64: fn(
      [posOnly("data", bytesOrAscii), kwOnly("strict_mode", truth, false)],
      "Decode base64 data; in strict mode nothing else may be in it.",
      (data, strict) => bytes(codec.a2bBase64(data, strict)),
    ),
    b2a_base64: fn(
      [posOnly("data", bytesLike), kwOnly("newline", truth, true)],
      "Base64-encode data.",
      (data, newline) => bytes(codec.b2aBase64(data, newline)),
    ),
    a2b_hex: unhexlify(),
    unhexlify: unhexlify(),
    b2a_hex: hexlify(),
    hexlify: hexlify(),
    crc_hqx: fn(
      [posOnly("data", bytesLike), posOnly("crc", uint32)],
      "CRC-CCITT of data, going on from crc.",
      (data, crc) => codec.crcHqx(data, crc & 0xffff),
    ),
    crc32: fn([posOnly("data", bytesLike), posOnly("crc", uint32, 0)], "CRC-32 of data, going on from crc.", crc32),
    a2b_qp: fn(
      [param("data", bytesOrAscii), param("header", truth, false)],
      "Decode quoted-printable data.",
      (data, header) => bytes(codec.a2bQp(data, header)),
    ),
    b2a_qp: fn(
      [
        param("data", bytesLike),
        param("quotetabs", truth, false),
        param("istext", truth, true),
        param("header", truth, false),
      ],
      "Encode data as quoted-printable.",
      (data, quoteTabs, isText, header) => bytes(codec.b2aQp(data, quoteTabs, isText, header)),
    ),
  },
  types: () => ({ Error: errorType, Incomplete: incompleteType }),
  exec() {
    registerKernelError("binascii.Error", errorType);
    registerKernelError("binascii.Incomplete", incompleteType);
  },
});

function bytes(data: Uint8Array): PyValue {
  return new PyBytes(data);
}

function unhexlify(): CallableSpec {
  return fn([posOnly("hexstr", bytesOrAscii)], "Binary data of its hexadecimal representation.", (data) =>
    bytes(codec.unhexlify(data)),
  );
}

function hexlify(): CallableSpec {
  return fn(
    [param("data", bytesLike), param("sep", object, undefined, "<unrepresentable>"), param("bytes_per_sep", ssize, 1)],
    "Hexadecimal representation of binary data.",
    (data, sep, group) => {
      if (sep === undefined) return bytes(bytesHexAscii(data));
      const text = hexText(data, sep, group);
      const out = new Uint8Array(text.length);
      for (let i = 0; i < out.length; i++) out[i] = text.charCodeAt(i);
      return bytes(out);
    },
  );
}
