/**
 * Character map codecs with Python mappings: a decoding table in one str or a mapping, and the encoding maps built from tables.
 * Source: CPython Objects/unicodeobject.c (PyUnicode_DecodeCharmap, _PyUnicode_EncodeCharmap, PyUnicode_BuildEncodingMap).
 */
import type { DecodeErrors, EncodeErrors } from "../../kernel/codecs/protocol.ts";
import { charmapDecode, charmapEncode, charmapFromTable } from "../../kernel/codecs/single-byte.ts";
import { type Str, strCodeAt, strCodes, strEqual, strFromCode, strLength } from "../../kernel/str.ts";
import { getItem } from "../abstract/container.ts";
import { asInt } from "../abstract/number.ts";
import { PyBytes } from "../bytes/bytes-object.ts";
import { defineType, method } from "../declare.ts";
import { PyDict } from "../dict/dict.ts";
import { isException, typeError } from "../errors.ts";
import { PyExc_LookupError } from "../exceptions/types.ts";
import { PyObject, type PyValue } from "../object.ts";
import { asStr } from "../str/str-object.ts";
import type { PyType } from "../type-object.ts";
import { typeName } from "../typeof.ts";

/** What charmap_build makes of a full table: bytes by code point. */
class PyEncodingMap extends PyObject {
  readonly bytes: Map<number, number>;
  constructor(bytes: Map<number, number>) {
    super(encodingMapType);
    this.bytes = bytes;
  }
}

export const encodingMapType: PyType = defineType<PyEncodingMap>({
  name: "EncodingMap",
  basicsize: 64,
  doc: null,
  flags: ["disallow_instantiation"],
  methods: {
    size: method([], "Return the size (in bytes) of this object.", (self: PyEncodingMap) => 51 + 256 + self.bytes.size),
  },
});

/** `mapping[key]`, None when it has no such item. */
function lookup(mapping: PyValue, key: number): PyValue {
  if (mapping instanceof PyDict && mapping.type.spec !== null) return mapping.get(key) ?? null;
  try {
    return getItem(mapping, key);
  } catch (caught) {
    if (!isException(caught, PyExc_LookupError)) throw caught;
    return null;
  }
}

let lastTable: Str | null = null;
let lastMap: ((byte: number) => Str | undefined) | null = null;

export function charmapDecodeWith(data: Uint8Array, mapping: PyValue, errors: DecodeErrors): Str {
  const table = asStr(mapping);
  if (table !== undefined) {
    // Incremental decoders use the same table again and again.
    if (lastMap === null || lastTable === null || !strEqual(lastTable, table)) {
      lastMap = charmapFromTable(table);
      lastTable = table;
    }
    return charmapDecode(data, lastMap, errors);
  }
  return charmapDecode(
    data,
    (byte) => {
      const found = lookup(mapping, byte);
      if (found === null) return undefined;
      const int = asInt(found);
      if (int !== undefined) {
        if (int === 0xfffe) return undefined;
        if (int < 0 || int > 0x10ffff) throw typeError("character mapping must be in range(0x110000)");
        return strFromCode(Number(int));
      }
      const text = asStr(found);
      if (text === undefined) throw typeError("character mapping must return integer, None or str");
      return text === "\ufffe" ? undefined : text;
    },
    errors,
  );
}

export function charmapEncodeWith(text: Str, mapping: PyValue, errors: EncodeErrors): Uint8Array {
  if (mapping instanceof PyEncodingMap) {
    const { bytes } = mapping;
    return charmapEncode(text, (code) => bytes.get(code), errors);
  }
  return charmapEncode(
    text,
    (code) => {
      const found = lookup(mapping, code);
      if (found === null) return undefined;
      const int = asInt(found);
      if (int !== undefined) {
        if (int < 0 || int > 255) throw typeError("character mapping must be in range(256)");
        return Number(int);
      }
      if (found instanceof PyBytes) return found.data;
      throw typeError(`character mapping must return integer, bytes or None, not ${typeName(found)}`);
    },
    errors,
  );
}

/** codecs.charmap_build. */
export function charmapBuildMap(table: Str): PyValue {
  const length = Math.min(strLength(table), 256);
  const codes = strCodes(table);
  if (length > 0 && codes[0] === 0 && length === 256 && simple(codes)) {
    const bytes = new Map<number, number>();
    for (let i = 0; i < length; i++) if (codes[i] !== 0xfffe) bytes.set(codes[i], i);
    return new PyEncodingMap(bytes);
  }
  const map = new PyDict();
  for (let i = 0; i < length; i++) map.set(strCodeAt(table, i), i);
  return map;
}

function simple(codes: ArrayLike<number>): boolean {
  for (let i = 1; i < 256; i++) if (codes[i] === 0 || codes[i] > 0xffff) return false;
  return true;
}
