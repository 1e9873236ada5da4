/**
 * Reader of marshal streams (Python/marshal.c, `r_object`), generic in what it builds.
 *
 * A `MarshalBuilder` makes the values: `src/bytecode/marshal.ts` has the one for `Const`, the runtime's `marshal` module one
 * for Python objects. Containers that may contain themselves are made before their items, so that references to them work.
 * Hostile input gives a `MarshalError`: sizes are checked against what is there before anything is allocated.
 */
import { floatParseAscii } from "../kernel/float.ts";
import type { Str } from "../kernel/str.ts";
import { FLAG_REF, MAX_DEPTH, MarshalError, TYPE } from "./marshal-types.ts";
import { decodeUtf8 } from "./utf8.ts";

/** A code object's fields in the order of the stream. */
export interface MarshalCode<V> {
  argcount: number;
  posonlyargcount: number;
  kwonlyargcount: number;
  stacksize: number;
  flags: number;
  code: V;
  consts: V;
  names: V;
  localsplusnames: V;
  localspluskinds: V;
  filename: V;
  name: V;
  qualname: V;
  firstlineno: number;
  linetable: V;
  exceptiontable: V;
}

/** Makes values of type `V`. `undefined` is no value. */
export interface MarshalBuilder<V> {
  readonly none: V;
  readonly true: V;
  readonly false: V;
  readonly ellipsis: V;
  readonly stopIteration: V;
  int(value: number | bigint): V;
  float(value: number): V;
  complex(real: number, imag: number): V;
  str(text: Str, interned: boolean): V;
  /** `data` is a view of the input. */
  bytes(data: Uint8Array): V;
  /** `items` is filled afterwards. */
  tuple(items: V[]): V;
  /** `items` is filled afterwards. */
  list(items: V[]): V;
  dict(): V;
  setItem(dict: V, key: V, value: V): void;
  set(): V;
  add(set: V, item: V): void;
  frozenset(items: V[]): V;
  slice(start: V, stop: V, step: V): V;
  /** Raises for fields that make no code object. */
  code(fields: MarshalCode<V>): V;
}

const scratch = new DataView(new ArrayBuffer(8));

const badData = (what: string): MarshalError => new MarshalError("ValueError", `bad marshal data (${what})`);

export class MarshalReader<V> {
  /** Position of the next byte. */
  at: number;
  private readonly data: Uint8Array;
  private readonly builder: MarshalBuilder<V>;
  private readonly allowCode: boolean;
  /** What REF refers to; undefined where the object is still being read. */
  private readonly refs: (V | undefined)[] = [];
  private depth = 0;
  constructor(data: Uint8Array, builder: MarshalBuilder<V>, at = 0, allowCode = true) {
    this.data = data;
    this.builder = builder;
    this.at = at;
    this.allowCode = allowCode;
  }

  /** Reads one object (`read_object`). */
  read(): V {
    const value = this.object();
    if (value === undefined) throw new MarshalError("TypeError", "NULL object in marshal data for object");
    return value;
  }

  private byte(): number {
    if (this.at >= this.data.length) throw new MarshalError("EOFError", "marshal data too short");
    return this.data[this.at++];
  }

  private view(size: number): Uint8Array {
    if (this.at + size > this.data.length) throw new MarshalError("EOFError", "marshal data too short");
    const view = this.data.subarray(this.at, this.at + size);
    this.at += size;
    return view;
  }

  private int32(): number {
    const { data, at } = this;
    if (at + 4 > data.length) throw new MarshalError("EOFError", "marshal data too short");
    this.at = at + 4;
    return data[at] | (data[at + 1] << 8) | (data[at + 2] << 16) | (data[at + 3] << 24);
  }

  private size(what: string): number {
    const size = this.int32();
    if (size < 0) throw badData(`${what} size out of range`);
    return size;
  }

  private double(): number {
    const bytes = this.view(8);
    for (let i = 0; i < 8; i++) scratch.setUint8(i, bytes[i]);
    return scratch.getFloat64(0, true);
  }

  private textFloat(): number {
    const text = asciiText(this.view(this.byte()));
    const value = floatParseAscii(text);
    if (value === undefined) throw new MarshalError("ValueError", `could not convert string to float: '${text}'`);
    return value;
  }

  /** Reads an item of a container; NULL is an error there. */
  private item(container: string): V {
    const value = this.object();
    if (value === undefined) throw new MarshalError("TypeError", `NULL object in marshal data for ${container}`);
    return value;
  }

  /** Reads any object; undefined is NULL. */
  private object(): V | undefined {
    if (this.at >= this.data.length) throw new MarshalError("EOFError", "EOF read where object expected");
    const byte = this.data[this.at++];
    if (++this.depth > MAX_DEPTH) {
      this.depth = 0;
      throw new MarshalError("ValueError", "recursion limit exceeded");
    }
    const value = this.typed(byte & ~FLAG_REF, (byte & FLAG_REF) !== 0);
    this.depth--;
    return value;
  }

  /** Gives the value the next index for references if its type byte asked for one. */
  private ref(value: V, flag: boolean): V {
    if (flag) this.refs.push(value);
    return value;
  }

  private typed(type: number, flag: boolean): V | undefined {
    const builder = this.builder;
    switch (type) {
      case TYPE.NULL:
        return undefined;
      case TYPE.NONE:
        return builder.none;
      case TYPE.FALSE:
        return builder.false;
      case TYPE.TRUE:
        return builder.true;
      case TYPE.ELLIPSIS:
        return builder.ellipsis;
      case TYPE.STOPITER:
        return builder.stopIteration;
      case TYPE.INT:
        return this.ref(builder.int(this.int32()), flag);
      case TYPE.INT64: {
        const low = this.int32() >>> 0;
        const value = this.int32() * 2 ** 32 + low;
        const exact = Number.isSafeInteger(value) ? value : (BigInt(Math.floor(value / 2 ** 32)) << 32n) | BigInt(low);
        return this.ref(builder.int(exact), flag);
      }
      case TYPE.LONG:
        return this.ref(builder.int(this.long()), flag);
      case TYPE.BINARY_FLOAT:
        return this.ref(builder.float(this.double()), flag);
      case TYPE.FLOAT:
        return this.ref(builder.float(this.textFloat()), flag);
      case TYPE.BINARY_COMPLEX: {
        const real = this.double();
        return this.ref(builder.complex(real, this.double()), flag);
      }
      case TYPE.COMPLEX: {
        const real = this.textFloat();
        return this.ref(builder.complex(real, this.textFloat()), flag);
      }
      case TYPE.STRING:
        return this.ref(builder.bytes(this.view(this.size("bytes object"))), flag);
      case TYPE.SHORT_ASCII:
      case TYPE.SHORT_ASCII_INTERNED:
        return this.ref(builder.str(asciiText(this.view(this.byte())), type === TYPE.SHORT_ASCII_INTERNED), flag);
      case TYPE.ASCII:
      case TYPE.ASCII_INTERNED:
        return this.ref(builder.str(asciiText(this.view(this.size("string"))), type === TYPE.ASCII_INTERNED), flag);
      case TYPE.UNICODE:
      case TYPE.INTERNED:
        return this.ref(builder.str(this.utf8(), type === TYPE.INTERNED), flag);
      case TYPE.SMALL_TUPLE:
        return this.tuple(this.byte(), flag);
      case TYPE.TUPLE:
        return this.tuple(this.size("tuple"), flag);
      case TYPE.LIST: {
        const items: V[] = [];
        const count = this.size("list");
        const list = this.ref(builder.list(items), flag);
        for (let i = 0; i < count; i++) items.push(this.item("list"));
        return list;
      }
      case TYPE.DICT:
        return this.dict(flag);
      case TYPE.SET:
      case TYPE.FROZENSET:
        return this.set(type === TYPE.FROZENSET, flag);
      case TYPE.SLICE: {
        const index = this.reserve(flag);
        const start = this.item("slice");
        const stop = this.item("slice");
        return this.fill(index, builder.slice(start, stop, this.item("slice")));
      }
      case TYPE.CODE:
        return this.code(flag);
      case TYPE.REF: {
        const index = this.int32();
        const value = index < 0 ? undefined : this.refs[index];
        if (value === undefined) throw badData("invalid reference");
        return value;
      }
      default:
        throw badData("unknown type code");
    }
  }

  /** Keeps an index for an object that cannot be referred to before it is complete. */
  private reserve(flag: boolean): number {
    return flag ? this.refs.push(undefined) - 1 : -1;
  }

  private fill(index: number, value: V): V {
    if (index >= 0) this.refs[index] = value;
    return value;
  }

  private tuple(count: number, flag: boolean): V {
    const items: V[] = [];
    const tuple = this.ref(this.builder.tuple(items), flag);
    for (let i = 0; i < count; i++) items.push(this.item("tuple"));
    return tuple;
  }

  private dict(flag: boolean): V {
    const dict = this.ref(this.builder.dict(), flag);
    for (let key = this.object(); key !== undefined; key = this.object()) {
      const value = this.object();
      if (value === undefined) break;
      this.builder.setItem(dict, key, value);
    }
    return dict;
  }

  private set(frozen: boolean, flag: boolean): V {
    const count = this.size("set");
    if (!frozen) {
      const set = this.ref(this.builder.set(), flag);
      for (let i = 0; i < count; i++) this.builder.add(set, this.item("set"));
      return set;
    }
    const index = count === 0 ? -1 : this.reserve(flag);
    const items: V[] = [];
    for (let i = 0; i < count; i++) items.push(this.item("set"));
    const set = this.builder.frozenset(items);
    return count === 0 ? this.ref(set, flag) : this.fill(index, set);
  }

  /** Digits of 15 bits, lowest first; the count's sign is the number's. */
  private long(): number | bigint {
    const count = this.int32();
    const size = Math.abs(count);
    const digits = this.view(size * 2);
    let value = 0n;
    let small = 0;
    for (let i = size - 1; i >= 0; i--) {
      const digit = digits[i * 2] | (digits[i * 2 + 1] << 8);
      if (digit > 0x7fff) throw badData("digit out of range in long");
      if (digit === 0 && i === size - 1) throw badData("unnormalized long data");
      if (size <= 3) small = small * 0x8000 + digit;
      else value = (value << 15n) | BigInt(digit);
    }
    if (size <= 3) return count < 0 ? -small : small;
    if (count < 0) value = -value;
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }

  private utf8(): Str {
    const data = this.view(this.size("string"));
    if (isAscii(data)) return asciiText(data);
    const text = decodeUtf8(data);
    if (typeof text === "object" && "reason" in text) {
      const { start, end, reason } = text;
      const where =
        end - start === 1
          ? `byte 0x${data[start].toString(16).padStart(2, "0")} in position ${start}`
          : `bytes in position ${start}-${end - 1}`;
      throw new MarshalError("UnicodeDecodeError", `'utf-8' codec can't decode ${where}: ${reason}`);
    }
    return text;
  }

  private code(flag: boolean): V {
    if (!this.allowCode) throw new MarshalError("ValueError", "unmarshalling code objects is disallowed");
    const index = this.reserve(flag);
    const [argcount, posonlyargcount, kwonlyargcount] = [this.int32(), this.int32(), this.int32()];
    const [stacksize, flags] = [this.int32(), this.int32()];
    const code = this.item("code object");
    const consts = this.item("code object");
    const names = this.item("code object");
    const localsplusnames = this.item("code object");
    const localspluskinds = this.item("code object");
    const filename = this.item("code object");
    const name = this.item("code object");
    const qualname = this.item("code object");
    const firstlineno = this.int32();
    const linetable = this.item("code object");
    const exceptiontable = this.item("code object");
    const fields = {
      argcount,
      posonlyargcount,
      kwonlyargcount,
      stacksize,
      flags,
      code,
      consts,
      names,
      localsplusnames,
    };
    const rest = { localspluskinds, filename, name, qualname, firstlineno, linetable, exceptiontable };
    return this.fill(index, this.builder.code({ ...fields, ...rest }));
  }
}

function isAscii(data: Uint8Array): boolean {
  for (let i = 0; i < data.length; i++) {
    if (data[i] >= 0x80) return false;
  }
  return true;
}

/** The text of bytes that are one character each. */
function asciiText(data: Uint8Array): string {
  if (data.length <= 4096) return String.fromCharCode.apply(undefined, data as unknown as number[]);
  let text = "";
  for (let i = 0; i < data.length; i += 4096) {
    text += String.fromCharCode.apply(undefined, data.subarray(i, i + 4096) as unknown as number[]);
  }
  return text;
}
