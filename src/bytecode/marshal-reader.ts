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

/** What an unfinished container is called in errors; its kind decides what becomes of the items. */
type Container = "tuple" | "list" | "dict" | "set" | "frozenset" | "slice" | "code object";

/** A container whose items are being read. */
class Frame<V> {
  readonly kind: Container;
  /** How many items are still to come; a dict ends with NULL instead. */
  remaining: number;
  readonly items: V[];
  /** The container itself, where it exists before its items. */
  readonly value: V | undefined;
  /** Where the container goes among the references when it is complete, or -1. */
  readonly refIndex: number;
  /** A code object's numbers. */
  readonly numbers: number[];
  constructor(kind: Container, remaining: number, items: V[], value: V | undefined, refIndex: number) {
    this.kind = kind;
    this.remaining = remaining;
    this.items = items;
    this.value = value;
    this.refIndex = refIndex;
    this.numbers = [];
  }
}

/** Before this item of a code object stands its `firstlineno`. */
const LINE_ITEM = 8;
const CODE_ITEMS = 10;

/** Gives the next `size` bytes of a stream that is read piece by piece; fewer at its end. */
export type ByteSource = (size: number) => Uint8Array;

export class MarshalReader<V> {
  /** Position of the next byte. */
  at: number;
  private data: Uint8Array;
  private readonly source: ByteSource | undefined;
  private readonly builder: MarshalBuilder<V>;
  private readonly allowCode: boolean;
  /** What REF refers to; undefined where the object is still being read. */
  private readonly refs: (V | undefined)[] = [];
  private readonly stack: Frame<V>[] = [];
  constructor(data: Uint8Array, builder: MarshalBuilder<V>, at = 0, allowCode = true, source?: ByteSource) {
    this.data = data;
    this.source = source;
    this.builder = builder;
    this.at = at;
    this.allowCode = allowCode;
  }

  /** Reads one object (`read_object`). Nesting is kept on a stack of our own, so that its limit is CPython's. */
  read(): V {
    const { stack } = this;
    for (;;) {
      if (this.at >= this.data.length && !this.refill(1)) {
        throw new MarshalError("EOFError", "EOF read where object expected");
      }
      const byte = this.data[this.at++];
      if (stack.length >= MAX_DEPTH) throw new MarshalError("ValueError", "recursion limit exceeded");
      const type = byte & ~FLAG_REF;
      const opened = this.open(type, (byte & FLAG_REF) !== 0);
      let value: V | undefined;
      if (!opened) value = this.scalar(type, (byte & FLAG_REF) !== 0);
      else if (stack[stack.length - 1].remaining !== 0) continue;
      else value = this.finish(stack.pop()!);
      for (;;) {
        const top = stack.length === 0 ? undefined : stack[stack.length - 1];
        if (top === undefined) {
          if (value !== undefined) return value;
          throw new MarshalError("TypeError", "NULL object in marshal data for object");
        }
        if (!this.accept(top, value)) break;
        stack.pop();
        value = this.finish(top);
      }
    }
  }

  /** Adds an item; true when the container is complete. */
  private accept(frame: Frame<V>, value: V | undefined): boolean {
    const kind = frame.kind;
    if (value === undefined) {
      if (kind === "dict") return true;
      throw new MarshalError("TypeError", `NULL object in marshal data for ${kind === "frozenset" ? "set" : kind}`);
    }
    if (kind === "dict") {
      if (frame.items.length === 0) frame.items.push(value);
      else this.builder.setItem(frame.value!, frame.items.pop()!, value);
      return false;
    }
    if (kind === "set") this.builder.add(frame.value!, value);
    else frame.items.push(value);
    if (--frame.remaining === 0) return true;
    if (kind === "code object" && frame.remaining === CODE_ITEMS - LINE_ITEM) frame.numbers.push(this.int32());
    return false;
  }

  /** The value of a container whose items are all there. */
  private finish(frame: Frame<V>): V {
    const items = frame.items;
    switch (frame.kind) {
      case "frozenset":
        return this.fill(frame.refIndex, this.builder.frozenset(items));
      case "slice":
        return this.fill(frame.refIndex, this.builder.slice(items[0], items[1], items[2]));
      case "code object":
        return this.fill(frame.refIndex, this.builder.code(codeFields(frame.numbers, items)));
      default:
        return frame.value!;
    }
  }

  /** Starts a container, if the type is one. */
  private open(type: number, flag: boolean): boolean {
    const builder = this.builder;
    switch (type) {
      case TYPE.SMALL_TUPLE:
      case TYPE.TUPLE: {
        const count = type === TYPE.TUPLE ? this.size("tuple") : this.byte();
        const items: V[] = [];
        this.stack.push(new Frame("tuple", count, items, this.ref(builder.tuple(items), flag), -1));
        return true;
      }
      case TYPE.LIST: {
        const count = this.size("list");
        const items: V[] = [];
        this.stack.push(new Frame("list", count, items, this.ref(builder.list(items), flag), -1));
        return true;
      }
      case TYPE.DICT:
        this.stack.push(new Frame<V>("dict", -1, [], this.ref(builder.dict(), flag), -1));
        return true;
      case TYPE.SET:
        this.stack.push(new Frame<V>("set", this.size("set"), [], this.ref(builder.set(), flag), -1));
        return true;
      case TYPE.FROZENSET:
        this.stack.push(new Frame<V>("frozenset", this.size("set"), [], undefined, this.reserve(flag)));
        return true;
      case TYPE.SLICE:
        this.stack.push(new Frame<V>("slice", 3, [], undefined, this.reserve(flag)));
        return true;
      case TYPE.CODE: {
        if (!this.allowCode) throw new MarshalError("ValueError", "unmarshalling code objects is disallowed");
        const frame = new Frame<V>("code object", CODE_ITEMS, [], undefined, this.reserve(flag));
        for (let i = 0; i < 5; i++) frame.numbers.push(this.int32());
        this.stack.push(frame);
        return true;
      }
      default:
        return false;
    }
  }

  /** Whether `size` bytes from `at` on are there, after asking the source for those that are missing. */
  private refill(size: number): boolean {
    if (this.source === undefined) return false;
    const rest = this.data.subarray(this.at);
    const more = this.source(size - rest.length);
    const joined = new Uint8Array(rest.length + more.length);
    joined.set(rest);
    joined.set(more, rest.length);
    this.data = joined;
    this.at = 0;
    return joined.length >= size;
  }

  private need(size: number): void {
    if (this.at + size > this.data.length && !this.refill(size)) {
      throw new MarshalError("EOFError", "marshal data too short");
    }
  }

  private byte(): number {
    this.need(1);
    return this.data[this.at++];
  }

  private view(size: number): Uint8Array {
    this.need(size);
    const view = this.data.subarray(this.at, this.at + size);
    this.at += size;
    return view;
  }

  private int32(): number {
    this.need(4);
    const { data, at } = this;
    this.at = at + 4;
    return data[at] | (data[at + 1] << 8) | (data[at + 2] << 16) | (data[at + 3] << 24);
  }

  private size(what: string): number {
    const size = this.int32();
    if (size < 0) throw badData(`${what} size out of range`);
    return size;
  }

  private double(): number {
    this.need(8);
    for (let i = 0; i < 8; i++) scratch.setUint8(i, this.data[this.at++]);
    return scratch.getFloat64(0, true);
  }

  private textFloat(): number {
    const text = this.ascii(this.byte());
    const value = floatParseAscii(text);
    if (value === undefined) throw new MarshalError("ValueError", `could not convert string to float: '${text}'`);
    return value;
  }

  /** Gives the value the next index for references if its type byte asked for one. */
  private ref(value: V, flag: boolean): V {
    if (flag) this.refs.push(value);
    return value;
  }

  /** Keeps an index for an object that cannot be referred to before it is complete. */
  private reserve(flag: boolean): number {
    return flag ? this.refs.push(undefined) - 1 : -1;
  }

  private fill(index: number, value: V): V {
    if (index >= 0) this.refs[index] = value;
    return value;
  }

  /** Reads an object that contains no others; undefined is NULL. */
  private scalar(type: number, flag: boolean): V | undefined {
    const builder = this.builder;
    switch (type) {
      case TYPE.SHORT_ASCII:
      case TYPE.SHORT_ASCII_INTERNED:
        return this.ref(builder.str(this.ascii(this.byte()), type === TYPE.SHORT_ASCII_INTERNED), flag);
      case TYPE.REF: {
        const index = this.int32();
        const value = index < 0 ? undefined : this.refs[index];
        if (value === undefined) throw badData("invalid reference");
        return value;
      }
      case TYPE.STRING:
        return this.ref(builder.bytes(this.view(this.size("bytes object"))), flag);
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
        const high = this.int32();
        const value = high * 2 ** 32 + low;
        return this.ref(builder.int(Number.isSafeInteger(value) ? value : (BigInt(high) << 32n) | BigInt(low)), flag);
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
      case TYPE.ASCII:
      case TYPE.ASCII_INTERNED:
        return this.ref(builder.str(this.ascii(this.size("string")), type === TYPE.ASCII_INTERNED), flag);
      case TYPE.UNICODE:
      case TYPE.INTERNED:
        return this.ref(builder.str(this.utf8(), type === TYPE.INTERNED), flag);
      default:
        throw badData("unknown type code");
    }
  }

  /** Digits of 15 bits, lowest first; the count's sign is the number's. */
  private long(): number | bigint {
    const count = this.int32();
    const size = Math.abs(count);
    const digits = this.view(size * 2);
    const hex: string[] = [];
    let small = 0;
    // Four digits are 60 bits: 15 hexadecimal digits.
    let group = 0n;
    for (let i = size - 1; i >= 0; i--) {
      const digit = digits[i * 2] | (digits[i * 2 + 1] << 8);
      if (digit > 0x7fff) throw badData("digit out of range in long");
      if (digit === 0 && i === size - 1) throw badData("unnormalized long data");
      if (size <= 3) small = small * 0x8000 + digit;
      else group = (group << 15n) | BigInt(digit);
      if (size > 3 && i % 4 === 0) {
        hex.push(group.toString(16).padStart(15, "0"));
        group = 0n;
      }
    }
    if (size <= 3) return count < 0 ? -small : small;
    const value = BigInt(`0x${hex.join("")}`);
    const signed = count < 0 ? -value : value;
    const number = Number(signed);
    return Number.isSafeInteger(number) ? number : signed;
  }

  /** The text of the next `size` bytes, one character each. */
  private ascii(size: number): string {
    this.need(size);
    const { data, at } = this;
    const end = at + size;
    this.at = end;
    if (size <= KNOWN_LENGTH) return knownText(data, at, end);
    let text = "";
    for (let i = at; i < end; i += 4096) {
      text += String.fromCharCode.apply(undefined, data.subarray(i, Math.min(end, i + 4096)) as unknown as number[]);
    }
    return text;
  }

  private utf8(): Str {
    const size = this.size("string");
    const data = this.view(size);
    if (data.every((byte) => byte < 0x80)) {
      this.at -= size;
      return this.ascii(size);
    }
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
}

function codeFields<V>(numbers: readonly number[], items: readonly V[]): MarshalCode<V> {
  return {
    argcount: numbers[0],
    posonlyargcount: numbers[1],
    kwonlyargcount: numbers[2],
    stacksize: numbers[3],
    flags: numbers[4],
    code: items[0],
    consts: items[1],
    names: items[2],
    localsplusnames: items[3],
    localspluskinds: items[4],
    filename: items[5],
    name: items[6],
    qualname: items[7],
    firstlineno: numbers[5],
    linetable: items[8],
    exceptiontable: items[9],
  };
}

/** Texts up to this length are looked up before they are made: names occur again and again. */
const KNOWN_LENGTH = 40;
const known: string[] = new Array(4096).fill("");

/** The text of bytes that are one character each, the same string object if it was read recently. */
function knownText(data: Uint8Array, start: number, end: number): string {
  let hash = end - start;
  for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + data[i]) | 0;
  const slot = (hash ^ (hash >>> 15)) & 4095;
  const candidate = known[slot];
  if (candidate.length === end - start) {
    let i = start;
    while (i < end && candidate.charCodeAt(i - start) === data[i]) i++;
    if (i === end) return candidate;
  }
  const text = String.fromCharCode.apply(undefined, data.subarray(start, end) as unknown as number[]);
  known[slot] = text;
  return text;
}
