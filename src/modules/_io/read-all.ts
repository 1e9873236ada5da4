/** Reading a raw file to its end. Source: CPython Modules/_io/fileio.c (_io_FileIO_readall_impl). */
import { HostError } from "../../host/errno.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { machine } from "../../objects/machine.ts";
import { WouldBlock } from "./blocking.ts";
import { checkOpen, fileReadInto, type PyFileIO } from "./fileio.ts";
import { DEFAULT_BUFFER_SIZE } from "./iobase.ts";

/** What is left of the file; null when nothing is there yet. */
export function fileReadAll(self: PyFileIO): PyBytes | null {
  checkOpen(self);
  let size = self.gathered?.length ?? 0;
  let buffer = self.gathered ?? new Uint8Array(firstSize(self));
  self.gathered = null;
  for (;;) {
    if (size === buffer.length) {
      const grown = new Uint8Array(size + Math.max(size > 65536 ? size >> 3 : size + 256, DEFAULT_BUFFER_SIZE));
      grown.set(buffer);
      buffer = grown;
    }
    let count: number;
    try {
      count = fileReadInto(self, size === 0 ? buffer : buffer.subarray(size));
    } catch (caught) {
      if (caught instanceof WouldBlock && size > 0) self.gathered = buffer.subarray(0, size);
      throw caught;
    }
    if (count === 0) break;
    if (count < 0) {
      if (size > 0) break;
      return null;
    }
    size += count;
  }
  return new PyBytes(size === buffer.length ? buffer : buffer.slice(0, size));
}

function firstSize(self: PyFileIO): number {
  const end = self.statAtOpen === null ? 0 : self.statAtOpen.st_size;
  if (end <= 0) return DEFAULT_BUFFER_SIZE;
  if (end + 1 <= 65536) return end + 1;
  try {
    const at = machine.interp.host.fs.lseek(self.fd, 0, 1);
    if (at <= end) return end - at + 1;
  } catch (caught) {
    if (!(caught instanceof HostError)) throw caught;
  }
  return end + 1;
}
