/** The marshal format's type codes and errors (Python/marshal.c), for reader and writer alike. */

/** Each object starts with one of these bytes; FLAG_REF is added when the object gets an index for later `REF`s. */
export const TYPE = {
  NULL: 0x30, // '0'
  NONE: 0x4e, // 'N'
  FALSE: 0x46, // 'F'
  TRUE: 0x54, // 'T'
  STOPITER: 0x53, // 'S'
  ELLIPSIS: 0x2e, // '.'
  INT: 0x69, // 'i'
  INT64: 0x49, // 'I', no longer written
  FLOAT: 0x66, // 'f'
  BINARY_FLOAT: 0x67, // 'g'
  COMPLEX: 0x78, // 'x'
  BINARY_COMPLEX: 0x79, // 'y'
  LONG: 0x6c, // 'l'
  STRING: 0x73, // 's'
  INTERNED: 0x74, // 't'
  REF: 0x72, // 'r'
  TUPLE: 0x28, // '('
  LIST: 0x5b, // '['
  DICT: 0x7b, // '{'
  CODE: 0x63, // 'c'
  UNICODE: 0x75, // 'u'
  SET: 0x3c, // '<'
  FROZENSET: 0x3e, // '>'
  SLICE: 0x3a, // ':'
  ASCII: 0x61, // 'a'
  ASCII_INTERNED: 0x41, // 'A'
  SMALL_TUPLE: 0x29, // ')'
  SHORT_ASCII: 0x7a, // 'z'
  SHORT_ASCII_INTERNED: 0x5a, // 'Z'
} as const;

export const FLAG_REF = 0x80;

/** The version that CPython 3.14 writes: 5 added slices, 4 ASCII strings and small tuples, 3 references. */
export const MARSHAL_VERSION = 5;

/** Deeper nesting is refused by reader and writer. */
export const MAX_DEPTH = 2000;

export type MarshalErrorType = "ValueError" | "EOFError" | "TypeError" | "SystemError" | "UnicodeDecodeError";

/** A failure that Python code sees as the exception of that name; it is no JavaScript `Error`. */
export class MarshalError {
  readonly type: MarshalErrorType;
  readonly msg: string;
  constructor(type: MarshalErrorType, msg: string) {
    this.type = type;
    this.msg = msg;
  }
}
