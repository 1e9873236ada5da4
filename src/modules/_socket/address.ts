/** Socket addresses as Python writes them, numeric addresses as text and bytes. Source: CPython Modules/socketmodule.c (getsockaddrarg). */

import { AF_INET, AF_INET6, AF_UNIX } from "../../host/constants.ts";
import type { SocketAddress } from "../../host/host.ts";
import { strFromJs, strToJs } from "../../kernel/str.ts";
import { asInt } from "../../objects/abstract/number.ts";
import { bytesIfLike } from "../../objects/bytes/bytes-like.ts";
import { newException, osError, overflowError, typeError } from "../../objects/errors.ts";
import { PyExc_OSError } from "../../objects/exceptions/types.ts";
import { filesystemPath } from "../../objects/fspath.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { typeName } from "../../objects/typeof.ts";

/** The host's form of an address argument of the function `caller`. */
export function addressOf(value: PyValue, family: number, caller: string): SocketAddress {
  if (family === AF_UNIX) {
    if (asStr(value) === undefined && bytesIfLike(value) === undefined) {
      throw typeError(`a bytes-like object is required, not '${typeName(value)}'`);
    }
    const path = strToJs(filesystemPath(value));
    const LONGEST = 108;
    if (path.length >= LONGEST) throw newException(PyExc_OSError, "AF_UNIX path too long");
    return { path };
  }
  if (!(value instanceof PyTuple)) {
    throw typeError(
      `${caller}(): ${family === AF_INET ? "AF_INET" : "AF_INET6"} address must be tuple, not ${typeName(value)}`,
    );
  }
  const [host, port] = value.items;
  const wrong = family === AF_INET ? value.items.length !== 2 : value.items.length < 2 || value.items.length > 4;
  if (wrong) {
    throw typeError(
      family === AF_INET
        ? "AF_INET address must be a pair (host, port)"
        : "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])",
    );
  }
  const number = asInt(port);
  if (number === undefined) throw typeError(`'${typeName(port)}' object cannot be interpreted as an integer`);
  if (number < 0 || number > 65535) throw overflowError(`${caller}(): port must be 0-65535.`);
  return { host: hostText(host, family), port: Number(number) };
}

function hostText(value: PyValue, family: number): string {
  const data = bytesIfLike(value);
  const text = data === undefined ? asStr(value) : String.fromCharCode(...data);
  if (text === undefined) throw typeError(`str, bytes or bytearray expected, not ${typeName(value)}`);
  const name = strToJs(text);
  if (name === "") return family === AF_INET6 ? "::" : "0.0.0.0";
  if (name === "<broadcast>") return "255.255.255.255";
  if (name === "localhost") return family === AF_INET6 ? "::1" : "127.0.0.1";
  if (parseIPv4(name) === null && parseIPv6(name) === null) throw gaierror(-2, "Name or service not known");
  return name;
}

/** makesockaddr. */
export function addressToPython(address: SocketAddress, family: number): PyValue {
  if ("path" in address) return strFromJs(address.path);
  const items: PyValue[] = [address.host, address.port];
  if (family === AF_INET6) items.push(0, 0);
  return new PyTuple(items);
}

let gaierrorType: (() => import("../../objects/type-object.ts").PyType) | null = null;

/** The module tells where its `gaierror` is. */
export function installGaierror(type: () => import("../../objects/type-object.ts").PyType): void {
  gaierrorType = type;
}

export function gaierror(code: number, text: string): PyValue {
  return gaierrorType === null ? osError(code, text) : newException(gaierrorType(), code, text);
}

/** The four bytes of a dotted address, or null. */
export function parseIPv4(text: string): Uint8Array | null {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return null;
  const parts = text.split(".").map(Number);
  return parts.every((part) => part < 256) ? Uint8Array.from(parts) : null;
}

/** The bytes of what the older inet_aton takes: up to four parts, octal and hexadecimal too; or null. */
export function parseAton(text: string): Uint8Array | null {
  const parts = text.trim().split(".");
  if (parts.length > 4) return null;
  const numbers: number[] = [];
  for (const part of parts) {
    if (!/^(0[xX][\da-fA-F]+|0[0-7]*|[1-9]\d*)$/.test(part)) return null;
    numbers.push(/^0\d/.test(part) ? Number.parseInt(part, 8) : Number(part));
  }
  const last = numbers.pop()!;
  if (numbers.some((number) => number > 255) || last >= 256 ** (4 - numbers.length)) return null;
  const value = numbers.reduce((sum, number, i) => sum + number * 256 ** (3 - i), 0) + last;
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}

/** The sixteen bytes of an IPv6 address, or null. */
export function parseIPv6(text: string): Uint8Array | null {
  let source = text.replace(/%.*$/, "");
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(source);
  if (dotted !== null) {
    const four = parseIPv4(dotted[2]);
    if (four === null) return null;
    source = `${dotted[1]}${((four[0] << 8) | four[1]).toString(16)}:${((four[2] << 8) | four[3]).toString(16)}`;
  }
  const halves = source.split("::");
  if (halves.length > 2) return null;
  const groups = (half: string): string[] => (half === "" ? [] : half.split(":"));
  const [head, tail] = [groups(halves[0]), groups(halves[1] ?? "")];
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const all = [...head, ...new Array<string>(Math.max(missing, 0)).fill("0"), ...tail];
  if (!all.every((group) => /^[\da-fA-F]{1,4}$/.test(group))) return null;
  return Uint8Array.from(all.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]));
}

/** Sixteen bytes as text, the longest run of zeros shortened (RFC 5952). */
export function formatIPv6(data: Uint8Array): string {
  const groups = Array.from({ length: 8 }, (_, i) => (data[2 * i] << 8) | data[2 * i + 1]);
  let [best, size] = [-1, 1];
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (end < 8 && groups[end] === 0) end++;
    if (end - i > size) [best, size] = [i, end - i];
  }
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mapped) return `::ffff:${data.subarray(12).join(".")}`;
  const text = (part: number[]): string => part.map((group) => group.toString(16)).join(":");
  return best < 0 ? text(groups) : `${text(groups.slice(0, best))}::${text(groups.slice(best + size))}`;
}
