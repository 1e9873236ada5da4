/** Reading a file to its end through the host. */
import type { Host } from "../host/host.ts";

/** Everything that is left to read from a descriptor. */
export function readWhole(host: Host, fd: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const buffer = new Uint8Array(65536);
    const count = host.fs.read(fd, buffer);
    if (count === 0) break;
    parts.push(buffer.subarray(0, count));
    total += count;
  }
  if (parts.length === 1) return parts[0];
  const all = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
