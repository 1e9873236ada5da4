// Reads a zip file: names and contents, nothing else. The standard library arrives as one (deflated or stored entries,
// no encryption, no zip64), and Node has no reader of its own.

import { inflateRawSync } from "node:zlib";

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/** Maps each entry's name to a function that gives its bytes; folders are left out. */
export function readZip(/** @type {Buffer} */ file) {
  let end = file.length - 22;
  while (end >= 0 && file.readUInt32LE(end) !== END_OF_DIRECTORY) end--;
  if (end < 0) throw new Error("not a zip file: no end of central directory");
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  const entries = new Map();
  for (let i = 0; i < count; i++) {
    if (file.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error(`zip: bad central directory entry at ${at}`);
    const method = file.readUInt16LE(at + 10);
    const packed = file.readUInt32LE(at + 20);
    const nameLength = file.readUInt16LE(at + 28);
    const skip = file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    const header = file.readUInt32LE(at + 42);
    const name = file.toString("utf8", at + 46, at + 46 + nameLength);
    if (!name.endsWith("/")) {
      entries.set(name, () => {
        const start = header + 30 + file.readUInt16LE(header + 26) + file.readUInt16LE(header + 28);
        const data = file.subarray(start, start + packed);
        return method === 0 ? data : inflateRawSync(data);
      });
    }
    at += 46 + nameLength + skip;
  }
  return entries;
}
