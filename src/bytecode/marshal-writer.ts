/**
 * Writer of marshal streams (Python/marshal.c, `w_object`), generic in what it writes.
 *
 * A `MarshalSource` takes values apart: for each it calls the one method of the writer that fits. References: CPython flags
 * every object whose reference count is above one. We have no counts, so the writer either writes none (`refs: "none"`), or
 * goes over the value twice and flags exactly the objects that occur again, and interned strings (`refs: "shared"`).
 */
import { formatFloat } from "../kernel/float-format.ts";
import type { Str } from "../kernel/str.ts";
import { ByteBuffer } from "./byte-buffer.ts";
import type { MarshalCode } from "./marshal-reader.ts";
import { FLAG_REF, MARSHAL_VERSION, MAX_DEPTH, MarshalError, TYPE } from "./marshal-types.ts";
import { encodeUtf8 } from "./utf8.ts";

/** Says what a value is, by calling the writer's method for its type. */
export interface MarshalSource<V> {
  /**
   * Calls exactly one of `out`'s methods with the value's contents; false when marshal has no form for it. Containers are
   * read after `visit` has returned.
   */
  visit(value: V, out: MarshalWriter<V>): boolean;
  /** What makes two values the same object; undefined for values that are never shared (None, small ints). */
  identity(value: V): unknown;
}

export interface MarshalWriteOptions {
  readonly version?: number;
  readonly refs?: "none" | "shared";
  readonly allowCode?: boolean;
}

const scratch = new DataView(new ArrayBuffer(8));
/** Ends a dict. */
const NULL = Symbol("NULL");
/** A number between a code object's parts. */
class Int32 {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/** Values that are still to be written, the next one last. */
interface Pending<V> {
  readonly items: readonly (V | Int32 | typeof NULL)[];
  at: number;
}

/** Stands for the index of an object that has occurred once in the first pass. */
const ONCE = -1;
const AGAIN = -2;

export class MarshalWriter<V> {
  readonly version: number;
  private readonly source: MarshalSource<V>;
  private readonly allowCode: boolean;
  private out = new ByteBuffer();
  private readonly pending: Pending<V>[] = [];
  /** How often each object occurs, then its index; undefined when references are not written. */
  private readonly seen: Map<unknown, number> | undefined;
  private counting = false;
  private nextIndex = 0;
  /** FLAG_REF for the object that is about to be written. */
  private flag = 0;
  constructor(source: MarshalSource<V>, options: MarshalWriteOptions = {}) {
    this.source = source;
    this.version = options.version ?? MARSHAL_VERSION;
    this.allowCode = options.allowCode ?? true;
    this.seen = options.refs === "shared" && this.version >= 3 ? new Map() : undefined;
  }

  /** The stream of one value. */
  dumps(value: V): Uint8Array {
    if (this.seen !== undefined) {
      this.counting = true;
      this.write(value);
      this.counting = false;
    }
    this.out.reset();
    this.write(value);
    return this.out.take();
  }

  /** Containers only note their items; this loop writes them, so that nesting does not need the JavaScript stack. */
  private write(value: V): void {
    const pending = this.pending;
    pending.length = 0;
    this.object(value);
    while (pending.length > 0) {
      const top = pending[pending.length - 1];
      if (top.at === top.items.length) {
        pending.pop();
        continue;
      }
      const item = top.items[top.at++];
      if (item === NULL) this.out.byte(TYPE.NULL);
      else if (item instanceof Int32) this.out.int32(item.value);
      else this.object(item as V);
    }
  }

  private object(value: V): void {
    if (this.pending.length >= MAX_DEPTH) throw new MarshalError("ValueError", "object too deeply nested to marshal");
    this.flag = 0;
    if (this.seen !== undefined && this.isRef(value)) return;
    if (!this.source.visit(value, this)) throw new MarshalError("ValueError", "unmarshallable object");
  }

  private items(items: readonly (V | Int32 | typeof NULL)[]): void {
    this.pending.push({ items, at: 0 });
  }

  /** First pass: counts and says whether the value was seen before. Second: writes a reference, or sets the flag. */
  private isRef(value: V): boolean {
    const seen = this.seen!;
    const key = this.source.identity(value);
    if (key === undefined) return false;
    const index = seen.get(key);
    if (this.counting) {
      seen.set(key, index === undefined ? ONCE : AGAIN);
      return index !== undefined;
    }
    if (index !== undefined && index >= 0) {
      this.out.byte(TYPE.REF);
      this.out.int32(index);
      return true;
    }
    if (index === AGAIN) this.setFlag(key);
    return false;
  }

  private setFlag(key: unknown): void {
    this.seen!.set(key, this.nextIndex++);
    this.flag = FLAG_REF;
  }

  private type(type: number): void {
    this.out.byte(type | this.flag);
    this.flag = 0;
  }

  none(): void {
    this.type(TYPE.NONE);
  }

  bool(value: boolean): void {
    this.type(value ? TYPE.TRUE : TYPE.FALSE);
  }

  ellipsis(): void {
    this.type(TYPE.ELLIPSIS);
  }

  stopIteration(): void {
    this.type(TYPE.STOPITER);
  }

  int(value: number | bigint): void {
    if (typeof value === "number" && value === (value | 0)) {
      this.type(TYPE.INT);
      this.out.int32(value);
      return;
    }
    this.type(TYPE.LONG);
    let rest = BigInt(value);
    const negative = rest < 0n;
    if (negative) rest = -rest;
    // Taken from the binary text: shifting the whole number down digit by digit would be quadratic.
    const bits = rest.toString(2);
    const count = Math.ceil(bits.length / 15);
    this.out.int32(negative ? -count : count);
    for (let end = bits.length; end > 0; end -= 15) {
      const digit = Number.parseInt(bits.slice(Math.max(0, end - 15), end), 2);
      this.out.pair(digit & 0xff, digit >> 8);
    }
  }

  private double(value: number): void {
    scratch.setFloat64(0, value, true);
    for (let i = 0; i < 8; i++) this.out.byte(scratch.getUint8(i));
  }

  private textFloat(value: number): void {
    const text = formatFloat(value, "g", 17);
    this.out.byte(text.length);
    for (let i = 0; i < text.length; i++) this.out.byte(text.charCodeAt(i));
  }

  float(value: number): void {
    if (this.version > 1) {
      this.type(TYPE.BINARY_FLOAT);
      this.double(value);
    } else {
      this.type(TYPE.FLOAT);
      this.textFloat(value);
    }
  }

  complex(real: number, imag: number): void {
    if (this.version > 1) {
      this.type(TYPE.BINARY_COMPLEX);
      this.double(real);
      this.double(imag);
    } else {
      this.type(TYPE.COMPLEX);
      this.textFloat(real);
      this.textFloat(imag);
    }
  }

  bytes(data: Uint8Array): void {
    this.type(TYPE.STRING);
    this.out.int32(data.length);
    this.out.append(data);
  }

  str(text: Str, interned: boolean): void {
    // An interned string is flagged even if it occurs once, so that streams do not depend on who else holds it.
    if (interned && this.seen !== undefined && !this.counting && this.flag === 0) this.setFlag(this.textKey(text));
    if (this.version >= 4 && typeof text === "string" && isAscii(text)) {
      const short = text.length < 256;
      if (short) this.type(interned ? TYPE.SHORT_ASCII_INTERNED : TYPE.SHORT_ASCII);
      else this.type(interned ? TYPE.ASCII_INTERNED : TYPE.ASCII);
      if (short) this.out.byte(text.length);
      else this.out.int32(text.length);
      for (let i = 0; i < text.length; i++) this.out.byte(text.charCodeAt(i));
      return;
    }
    const data = encodeUtf8(text);
    this.type(this.version >= 3 && interned ? TYPE.INTERNED : TYPE.UNICODE);
    this.out.int32(data.length);
    this.out.append(data);
  }

  /** The `identity` under which a source must report a string that can be interned. */
  textKey(text: Str): unknown {
    return typeof text === "string" ? text : `\u{10ffff}${text.codes.join()}`;
  }

  tuple(items: readonly V[]): void {
    if (this.version >= 4 && items.length < 256) {
      this.type(TYPE.SMALL_TUPLE);
      this.out.byte(items.length);
    } else {
      this.type(TYPE.TUPLE);
      this.out.int32(items.length);
    }
    this.items(items);
  }

  list(items: readonly V[]): void {
    this.type(TYPE.LIST);
    this.out.int32(items.length);
    this.items(items);
  }

  dict(entries: Iterable<readonly [V, V]>): void {
    this.type(TYPE.DICT);
    const items: (V | typeof NULL)[] = [];
    for (const [key, value] of entries) items.push(key, value);
    items.push(NULL);
    this.items(items);
  }

  /** Items are sorted by their own streams, so that equal sets have equal streams. */
  set(items: Iterable<V>, frozen: boolean): void {
    const keyed: { key: Uint8Array; item: V }[] = [];
    const options = { version: this.version, allowCode: this.allowCode };
    for (const item of items) keyed.push({ key: new MarshalWriter(this.source, options).dumps(item), item });
    keyed.sort((a, b) => compareBytes(a.key, b.key));
    this.type(frozen ? TYPE.FROZENSET : TYPE.SET);
    this.out.int32(keyed.length);
    this.items(keyed.map((entry) => entry.item));
  }

  slice(start: V, stop: V, step: V): void {
    if (this.version < 5) throw new MarshalError("ValueError", "unmarshallable object");
    this.type(TYPE.SLICE);
    this.items([start, stop, step]);
  }

  code(fields: MarshalCode<V>): void {
    if (!this.allowCode) throw new MarshalError("ValueError", "marshalling code objects is disallowed");
    this.type(TYPE.CODE);
    this.out.int32(fields.argcount);
    this.out.int32(fields.posonlyargcount);
    this.out.int32(fields.kwonlyargcount);
    this.out.int32(fields.stacksize);
    this.out.int32(fields.flags);
    const { code, consts, names, localsplusnames, localspluskinds, filename, name, qualname } = fields;
    const line = new Int32(fields.firstlineno);
    const before = [code, consts, names, localsplusnames, localspluskinds, filename, name, qualname];
    this.items([...before, line, fields.linetable, fields.exceptiontable]);
  }
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) >= 0x80) return false;
  }
  return true;
}

/** `bytes.__lt__`'s order. */
function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    if (a[i] !== b[i]) return a[i] - b[i];
  }
  return a.length - b.length;
}
