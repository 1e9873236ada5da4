/**
 * Reads the packed standard library (written by tools/library/pack.mjs, which describes the layout).
 *
 * The index is parsed at once, contents are unpacked when they are asked for. The bytes come from an `ArchiveSource`: a
 * file read piece by piece, or a downloaded array. Paths are relative to the library folder and use slashes;
 * `__pycache__` folders with up-to-date bytecode are part of it.
 */
import { inflateRaw } from "./inflate.ts";

/** Where the bytes of an archive come from. */
export interface ArchiveSource {
  read(offset: number, length: number): Uint8Array;
}

/** What a host may do faster than portable code does. */
export interface ArchiveFunctions {
  /** Unpacks raw deflated data of known unpacked size. */
  readonly inflate: (packed: Uint8Array, size: number) => Uint8Array;
  /** Whether arrays of one length hold the same bytes. */
  readonly equal: (a: Uint8Array, b: Uint8Array) => boolean;
  /** The text of bytes that are one character each. */
  readonly latin1: (bytes: Uint8Array) => string;
}

const PORTABLE: ArchiveFunctions = { inflate: inflateRaw, equal: equalBytes, latin1 };

/** Where and how something is stored: `[size, offset behind the index, stored length, deflated?]`. */
type Place = readonly [size: number, offset: number, length: number, deflated: number];

/** Numbers of a place. */
const PLACE_SIZE = 4;

interface Index {
  readonly key: string;
  readonly magic: number;
  readonly mtime: number;
  readonly frozen: Readonly<Record<string, readonly [boolean, string | null, number, number]>>;
  readonly extras: Readonly<Record<string, Place>>;
  /** The paths of all files, a line each. */
  readonly paths: string;
  /** The places of all files, one after the other. */
  readonly places: readonly number[];
  /** The sorted names in each folder, a line each. */
  readonly folders: Readonly<Record<string, string>>;
}

/** A module that is linked into the interpreter, as CPython's `struct _frozen` together with its alias table. */
export interface FrozenModule {
  readonly name: string;
  readonly isPackage: boolean;
  /** The module that the code was made from; null when it has no source in the library. */
  readonly origin: string | null;
  /** The marshalled code object. */
  code(): Uint8Array;
}

const HEADER_LENGTH = 20;
const FORMAT = 3;

export class Archive {
  /** The date of every file, in seconds; the bytecode files agree with it. */
  readonly mtime: number;
  private readonly index: Index;
  private readonly source: ArchiveSource;
  private readonly functions: ArchiveFunctions;
  private readonly base: number;
  private readonly head: Uint8Array;
  /** Where in the list of places that of a path begins. */
  private readonly files = new Map<string, number>();
  private latest: Uint8Array = new Uint8Array(0);

  /** @throws {Error} when the source is no packed library, or one of another format. */
  constructor(source: ArchiveSource, functions: Partial<ArchiveFunctions> = {}) {
    this.source = source;
    this.functions = { ...PORTABLE, ...functions };
    const start = source.read(0, HEADER_LENGTH);
    const header = new DataView(start.buffer, start.byteOffset, start.byteLength);
    if (start.length < HEADER_LENGTH || latin1(start.subarray(0, 8)) !== "TAIPANLB") {
      throw new Error("not a packed Taipan library");
    }
    if (header.getUint32(8, true) !== FORMAT)
      throw new Error("the packed library belongs to another version of Taipan");
    this.base = HEADER_LENGTH + header.getUint32(16, true);
    this.head = source.read(0, header.getUint32(12, true));
    this.index = JSON.parse(this.functions.latin1(this.head.subarray(HEADER_LENGTH, this.base))) as Index;
    this.mtime = this.index.mtime;
    for (const path of this.index.paths.split("\n")) this.files.set(path, this.files.size * PLACE_SIZE);
  }

  /** The names of all frozen modules, in CPython's order. */
  frozenNames(): string[] {
    return Object.keys(this.index.frozen);
  }

  /** The frozen module of that name. */
  frozen(name: string): FrozenModule | undefined {
    if (!Object.hasOwn(this.index.frozen, name)) return undefined;
    const [isPackage, origin, offset, length] = this.index.frozen[name]!;
    return { name, isPackage, origin, code: () => this.unpack([length, offset, length, 0]) };
  }

  /** Data of Taipan's own that no path leads to. */
  extra(name: string): Uint8Array | undefined {
    const { extras } = this.index;
    return Object.hasOwn(extras, name) ? this.unpack(extras[name]!) : undefined;
  }

  /** The size of the file at `path`, or undefined when there is no such file. */
  size(path: string): number | undefined {
    return this.place(path)?.[0];
  }

  /** Whether there is a folder at `path`. */
  isFolder(path: string): boolean {
    return Object.hasOwn(this.index.folders, path);
  }

  /** The names in the folder at `path` ("" is the library folder itself), or undefined when there is no such folder. */
  list(path: string): readonly string[] | undefined {
    return this.isFolder(path) ? this.index.folders[path]!.split("\n") : undefined;
  }

  /** The contents of the file at `path`: a new array or a view of the archive, not to be written to. */
  read(path: string): Uint8Array | undefined {
    const place = this.place(path);
    if (place === undefined) return undefined;
    this.latest = this.unpack(place);
    return this.latest;
  }

  /** Whether these bytes end the file that was read last: who knows the library by heart need not doubt them. */
  justRead(bytes: Uint8Array): boolean {
    const skipped = this.latest.length - bytes.length;
    return skipped >= 0 && bytes.length > 0 && this.functions.equal(this.latest.subarray(skipped), bytes);
  }

  private place(path: string): Place | undefined {
    const at = this.files.get(path);
    if (at === undefined) return undefined;
    const { places } = this.index;
    return [places[at]!, places[at + 1]!, places[at + 2]!, places[at + 3]!];
  }

  private unpack([size, offset, length, deflated]: Place): Uint8Array {
    const start = this.base + offset;
    const end = start + length;
    const stored = end <= this.head.length ? this.head.subarray(start, end) : this.source.read(start, length);
    return deflated === 0 ? stored : this.functions.inflate(stored, size);
  }
}

/** An archive that lies in memory whole. */
export function memorySource(bytes: Uint8Array): ArchiveSource {
  return { read: (offset, length) => bytes.subarray(offset, offset + length) };
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The index is written in ASCII. */
function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192)
    text += String.fromCharCode.apply(null, bytes.subarray(i, i + 8192) as unknown as number[]);
  return text;
}
