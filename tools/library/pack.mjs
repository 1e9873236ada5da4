// Writes dist/lib.taipan: the standard library as sources and bytecode in one file.
//
// Layout (integers little-endian; the reader is src/host/archive.ts):
//   "TAIPANLB"  magic
//   u32 version, u32 length of the head, u32 length of the index
//   index       JSON: { key, magic, mtime, frozen: { name: [isPackage, origin, offset, length] },
//               extras: { name: place }, paths: the files' paths, a line each, places: all their places in one list,
//               folders: { path: the names in it, a line each } }
//               A place is size, offset, stored length, deflated?; offsets count from the end of the index, deflated means raw DEFLATE.
//               (An object with a thousand names takes V8 a hundred times as long to parse as a text and a list.)
//   blobs       first those that every start needs, stored plain, then all others, deflated
// The head is everything up to the last start-up blob, so that one read brings what a start needs.

import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import { frozenModules, selectLibrary, warmModules } from "./select.mjs";

const FORMAT = 3;
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
  const training = readFileSync(new URL("training.py", import.meta.url));
  plain.push({ extra: "training", data: compile(training, "<training>") });
  return assemble(key, plain, deflated, frozen);
}

function assemble(key, plain, deflated, frozen) {
  let offset = 0;
  const blobs = [];
  for (const blob of plain) {
    blob.place = [blob.data.length, offset, blob.data.length, 0];
    blobs.push(blob.data);
    offset += blob.data.length;
  }
  const plainLength = offset;
  for (const blob of deflated) {
    const packed = deflateRawSync(blob.data, { level: 9 });
    const stored = packed.length < blob.data.length ? packed : blob.data;
    blob.place = [blob.data.length, offset, stored.length, stored === packed ? 1 : 0];
    blobs.push(stored);
    offset += stored.length;
  }
  const files = [...plain, ...deflated].filter((blob) => blob.path);
  const index = Buffer.from(
    JSON.stringify({
      key,
      magic: PYC_MAGIC,
      mtime: MTIME,
      frozen: Object.fromEntries(
        frozen.map(({ name, isPackage, origin, blob }) => [name, [isPackage, origin, ...blob.place.slice(1, 3)]]),
      ),
      extras: Object.fromEntries(plain.filter(({ extra }) => extra).map(({ extra, place }) => [extra, place])),
      paths: files.map(({ path }) => path).join("\n"),
      places: files.flatMap(({ place }) => place),
      folders: folders(files.map(({ path }) => path)),
    }),
  );
  const header = Buffer.alloc(20);
  header.write("TAIPANLB", 0, "latin1");
  header.writeUInt32LE(FORMAT, 8);
  header.writeUInt32LE(header.length + index.length + plainLength, 12);
  header.writeUInt32LE(index.length, 16);
  return Buffer.concat([header, index, ...blobs]);
}

/** Lists each folder's names, with "" for the outermost. */
function folders(paths) {
  const found = { "": [] };
  const enter = (path) => {
    const slash = path.lastIndexOf("/");
    const folder = slash < 0 ? "" : path.slice(0, slash);
    if (!found[folder]) {
      found[folder] = [];
      enter(folder);
    }
    found[folder].push(path.slice(slash + 1));
  };
  for (const path of paths) enter(path);
  return Object.fromEntries(Object.entries(found).map(([path, names]) => [path, names.sort().join("\n")]));
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
