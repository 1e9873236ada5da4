// Writes dist/lib.taipan: the standard library as sources and bytecode in one file.
//
// Layout (integers little-endian; the reader is src/host/archive.ts):
//   "TAIPANLB"  magic
//   u32 version, u32 length of the head, u32 length of the index
//   index       JSON: { key, magic, mtime, frozen: [name, isPackage, origin, blob], files: [path, size, blob] },
//               where a blob is [offset, packed length, 0 | 1]: its place after the index, and whether it is raw-deflated
//   blobs       first those that every start needs, stored plain, then all others, deflated
// The head is everything up to the last start-up blob, so that one read brings what a start needs.

import { deflateRawSync } from "node:zlib";
import { frozenModules, selectLibrary, warmModules } from "./select.mjs";

const FORMAT = 1;
/** CPython 3.14's magic number, as importlib.util.MAGIC_NUMBER has it. */
const PYC_MAGIC = 3627 | (0x0a0d << 16);
/** All files carry one date, so that the same inputs give the same archive: 1980-01-01, zip's earliest. */
const MTIME = 315532800;

/** Packs the library; `compile(source, filename)` gives marshalled code. `key` names the inputs (see build.mjs). */
export function packLibrary(compile, key, progress = () => {}) {
  const files = selectLibrary();
  const plain = [];
  const deflated = [];
  const bytecode = new Map();
  let done = 0;
  for (const [path, source] of files) {
    const warm = warmModules.has(path);
    if (path.endsWith(".py")) {
      const pyc = Buffer.concat([pycHeader(source.length), compile(source, path)]);
      bytecode.set(path, pyc);
      (warm ? plain : deflated).push({ path: cachePath(path), data: pyc });
    }
    deflated.push({ path, data: source });
    if (++done % 100 === 0) progress(done, files.size);
  }
  const frozen = [];
  const shared = new Map();
  for (const [name, file, options = {}] of frozenModules) {
    const module = moduleName(file);
    let blob = shared.get(module);
    if (!blob) {
      const source = options.source === undefined ? files.get(file) : Buffer.from(options.source);
      blob = { data: Buffer.from(compile(source, `<frozen ${module}>`)) };
      shared.set(module, blob);
      plain.push(blob);
    }
    const isPackage = options.isPackage ?? file.endsWith("/__init__.py");
    frozen.push({ name, isPackage, origin: options.origin === undefined ? module : options.origin, blob });
  }
  return assemble(key, plain, deflated, frozen);
}

function assemble(key, plain, deflated, frozen) {
  let offset = 0;
  const blobs = [];
  for (const blob of plain) {
    blob.place = [offset, blob.data.length, 0];
    blobs.push(blob.data);
    offset += blob.data.length;
  }
  const plainLength = offset;
  for (const blob of deflated) {
    const packed = deflateRawSync(blob.data, { level: 9 });
    const stored = packed.length < blob.data.length ? packed : blob.data;
    blob.place = [offset, stored.length, stored === packed ? 1 : 0];
    blobs.push(stored);
    offset += stored.length;
  }
  const files = [...plain, ...deflated].filter((blob) => blob.path).sort((a, b) => (a.path < b.path ? -1 : 1));
  const index = Buffer.from(
    JSON.stringify({
      key,
      magic: PYC_MAGIC,
      mtime: MTIME,
      frozen: frozen.map(({ name, isPackage, origin, blob }) => [name, isPackage, origin, blob.place]),
      files: files.map(({ path, data, place }) => [path, data.length, place]),
    }),
  );
  const header = Buffer.alloc(20);
  header.write("TAIPANLB", 0, "latin1");
  header.writeUInt32LE(FORMAT, 8);
  header.writeUInt32LE(header.length + index.length + plainLength, 12);
  header.writeUInt32LE(index.length, 16);
  return Buffer.concat([header, index, ...blobs]);
}

function pycHeader(sourceLength) {
  const header = Buffer.alloc(16);
  header.writeUInt32LE(PYC_MAGIC, 0);
  header.writeUInt32LE(MTIME, 8);
  header.writeUInt32LE(sourceLength, 12);
  return header;
}

function cachePath(path) {
  const slash = path.lastIndexOf("/") + 1;
  return `${path.slice(0, slash)}__pycache__/${path.slice(slash, -3)}.cpython-314.pyc`;
}

function moduleName(file) {
  return file.replace(/(\/__init__)?\.py$/, "").replaceAll("/", ".");
}
