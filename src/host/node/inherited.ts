/**
 * Descriptors that the process that started this one has passed to it, beside the first three. Node's own are told apart by what they are:
 * both ends of a pipe, or one of the kernel's anonymous objects; its files are closed or noted here.
 */
import * as fs from "node:fs";
import { O_NONBLOCK } from "../constants.ts";

const own = new Set<number>();

/** Notes a descriptor that is no inheritance. */
export function noteOwn(native: number): number {
  own.add(native);
  return native;
}

interface Found {
  readonly native: number;
  readonly target: string;
}

/** Numbers and open flags; none where the system does not tell. */
export function inheritedDescriptors(): [native: number, flags: number][] {
  const found = candidates();
  const inherited: [number, number][] = [];
  found.forEach((each, i) => {
    if (isPair(each, found[i - 1]) || isPair(each, found[i + 1])) return;
    const flags = openFlags(each.native);
    if (flags >= 0 && (flags & O_NONBLOCK) === 0) inherited.push([each.native, flags]);
  });
  return inherited;
}

/** What is open, in the order of numbers, without what no process passes on. */
function candidates(): Found[] {
  const found: Found[] = [];
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
      if (!target.startsWith("anon_inode:")) found.push({ native, target });
    } catch {
      // This one was open for reading the list.
    }
  }
  return found.sort((a, b) => a.native - b.native);
}

/** Whether two are the ends of a pipe that was made here: they are neighbours. To ask for the flags of all would take three times as long. */
function isPair({ native, target }: Found, other: Found | undefined): boolean {
  return other?.target === target && Math.abs(other.native - native) === 1 && target.startsWith("pipe:");
}

/** -1: nobody knows them. */
function openFlags(native: number): number {
  try {
    const info = fs.readFileSync(`/proc/self/fdinfo/${native}`, "latin1");
    return Number.parseInt(/^flags:\s*([0-7]+)/m.exec(info)![1]!, 8);
  } catch {
    return -1;
  }
}
