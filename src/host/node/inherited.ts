/**
 * Descriptors that the process that started this one has passed to it, beside the first three. Node's own are told apart by what they are:
 * both ends of a pipe, or one of the kernel's anonymous objects; its files are closed or noted here.
 */
import * as fs from "node:fs";
import { O_ACCMODE, O_NONBLOCK } from "../constants.ts";

const own = new Set<number>();

/** Notes a descriptor that is no inheritance. */
export function noteOwn(native: number): number {
  own.add(native);
  return native;
}

/** Numbers and open flags; none where the system does not tell. */
export function inheritedDescriptors(): [native: number, flags: number][] {
  const found: { native: number; flags: number; target: string }[] = [];
  let names: string[];
  try {
    names = fs.readdirSync("/proc/self/fd");
  } catch {
    return [];
  }
  for (const name of names) {
    const native = Number(name);
    if (native <= 2 || own.has(native)) continue;
    try {
      const target = fs.readlinkSync(`/proc/self/fd/${name}`);
      if (target.startsWith("anon_inode:")) continue;
      const info = fs.readFileSync(`/proc/self/fdinfo/${name}`, "latin1");
      const flags = Number.parseInt(/^flags:\s*([0-7]+)/m.exec(info)![1]!, 8);
      if ((flags & O_NONBLOCK) === 0) found.push({ native, flags, target });
    } catch {
      // This one was open for reading the list.
    }
  }
  const isPair = (target: string, flags: number): boolean =>
    target.startsWith("pipe:") &&
    found.some((other) => other.target === target && (other.flags & O_ACCMODE) !== (flags & O_ACCMODE));
  return found.flatMap(({ native, flags, target }) => (isPair(target, flags) ? [] : [[native, flags]]));
}
