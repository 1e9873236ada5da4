/** Files of accounts of the host (/etc/passwd, /etc/group): a line for each, its fields between colons. */
import { HostError } from "../host/errno.ts";
import { utf8Decode } from "../kernel/codecs/utf8.ts";
import { strToJs } from "../kernel/str.ts";
import { decodeErrors } from "./codecs/handlers.ts";
import { machine } from "./machine.ts";

/** The fields of all lines that have so many; without a file there are none. */
export function accountRows(path: string, count: number): string[][] {
  const { fs } = machine.interp.host;
  let fd: number;
  try {
    fd = fs.open(path, 0);
  } catch (caught) {
    if (caught instanceof HostError) return [];
    throw caught;
  }
  try {
    const data = new Uint8Array(fs.fstat(fd).st_size + 1);
    const text = strToJs(utf8Decode(data.subarray(0, fs.read(fd, data)), decodeErrors("surrogateescape")).text);
    return text
      .split("\n")
      .map((line) => line.split(":"))
      .filter((fields) => fields.length === count);
  } finally {
    fs.close(fd);
  }
}
