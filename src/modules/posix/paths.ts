/**
 * Path arguments as posix functions take them: text, bytes, path-like objects, and where allowed descriptors or None.
 * Source: CPython Modules/posixmodule.c (path_converter, dir_fd_converter).
 */
import { utf8Encode } from "../../kernel/codecs/utf8.ts";
import { type Str, strFromJs, strToJs } from "../../kernel/str.ts";
import { lookupSpecial } from "../../objects/abstract/attributes.ts";
import { call } from "../../objects/abstract/call.ts";
import { hasIndex, index } from "../../objects/abstract/number.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { encodeErrors } from "../../objects/codecs/handlers.ts";
import type { ArgPlace, Converter } from "../../objects/declare.ts";
import { overflowError, typeError, valueError } from "../../objects/errors.ts";
import { filesystemPath } from "../../objects/fspath.ts";
import { machine } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { typeName } from "../../objects/typeof.ts";

/** A converted path. */
export interface PathArg {
  /** For the host; "" when `fd` counts. */
  readonly text: string;
  /** The descriptor, or -1. */
  readonly fd: number;
  /** What the program passed: for OSError's `filename`. */
  readonly object: PyValue;
  readonly isBytes: boolean;
}

/** AT_FDCWD: no `dir_fd`. */
export const DEFAULT_DIR_FD = -100;

interface Allowed {
  readonly fd?: boolean;
  readonly none?: boolean;
}

/** A converter for the parameter called `name`. */
export function pathArg(name: string, allowed: Allowed = {}): Converter<PathArg> {
  return (value, place) => convertPath(value, place, name, allowed);
}

function convertPath(value: PyValue, place: ArgPlace, name: string, allowed: Allowed): PathArg {
  if (value === null && allowed.none === true) return { text: ".", fd: -1, object: null, isBytes: false };
  let object = value;
  let plain = asStr(value) !== undefined || value instanceof PyBytes;
  if (!plain && allowed.fd === true && hasIndex(value)) {
    return { text: "", fd: descriptor(value), object: value, isBytes: false };
  }
  if (!plain) {
    const method = lookupSpecial(value, "__fspath__");
    if (method === undefined || method === null) throw badType(value, place, name, allowed);
    object = call(method, []);
    plain = asStr(object) !== undefined || object instanceof PyBytes;
    if (!plain) {
      throw typeError(`expected ${typeName(value)}.__fspath__() to return str or bytes, not ${typeName(object)}`);
    }
  }
  const text = strToJs(filesystemPath(object));
  const isBytes = object instanceof PyBytes;
  if (!isBytes) checkEncodable(asStr(object)!);
  if (text.includes("\0"))
    throw valueError(`${place.func}: embedded null ${isBytes ? "byte" : "character"} in ${name}`);
  return { text, fd: -1, object, isBytes };
}

function badType(value: PyValue, place: ArgPlace, name: string, allowed: Allowed): PyValue {
  const kinds = ["string, bytes"];
  if (allowed.fd && allowed.none) kinds.push("os.PathLike, integer or None");
  else if (allowed.fd) kinds.push("os.PathLike or integer");
  else if (allowed.none) kinds.push("os.PathLike or None");
  else kinds[0] = "string, bytes or os.PathLike";
  return typeError(`${place.func}: ${name} should be ${kinds.join(", ")}, not ${typeName(value)}`);
}

/** Lone surrogates that stand for no byte cannot be part of a file name. */
function checkEncodable(text: Str): void {
  if (typeof text === "string" && !/[\ud800-\udfff]/.test(text)) return;
  utf8Encode(text, encodeErrors("surrogateescape"));
}

function descriptor(value: PyValue): number {
  const int = index(value);
  if (int > 0x7fffffff) throw overflowError("fd is greater than maximum");
  if (int < -0x80000000) throw overflowError("fd is less than minimum");
  return Number(int);
}

/** `dir_fd=`: a descriptor, or None for the current folder. */
export function dirFd(value: PyValue, place: ArgPlace): number {
  if (value === null) return DEFAULT_DIR_FD;
  if (!hasIndex(value)) throw typeError(`argument should be integer or None, not ${typeName(value)}`);
  void place;
  return descriptor(value);
}

/** The host's path of an argument that may be relative to an open folder. */
export function resolve(path: PathArg, dir: number): string {
  if (dir === DEFAULT_DIR_FD || path.text.startsWith("/")) return path.text;
  const folder = machine.interp.host.fs.folderPath(dir);
  return path.text === "" ? "" : `${folder}/${path.text}`;
}

/** A name that the host gave, as str or bytes like the argument it belongs to. */
export function nameFor(text: string, isBytes: boolean): PyValue {
  const name = strFromJs(text);
  return isBytes ? new PyBytes(utf8Encode(name, encodeErrors("surrogateescape"))) : name;
}

/** A str or bytes object's file system bytes. */
export function fsEncode(text: Str): PyBytes {
  return new PyBytes(utf8Encode(text, encodeErrors("surrogateescape")));
}
