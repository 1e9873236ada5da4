/** Functions on path texts that `posixpath` and importlib take from here. Source: CPython Modules/posixmodule.c, Python/fileutils.c. */
import { strToJs } from "../../kernel/str.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { filesystemPath, fspath as fspathOf } from "../../objects/fspath.ts";
import type { PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { nameFor } from "./paths.ts";

export const fspath = (path: PyValue): PyValue => fspathOf(path);

/** Like the path: text for text, bytes for bytes. */
function like(path: PyValue): (text: string) => PyValue {
  const isBytes = fspathOf(path) instanceof PyBytes;
  return (text) => nameFor(text, isBytes);
}

/** _Py_normpath. */
export function pathNormpath(path: PyValue): PyValue {
  const text = strToJs(filesystemPath(path));
  const make = like(path);
  const root = text.startsWith("//") && !text.startsWith("///") ? "//" : text.startsWith("/") ? "/" : "";
  const parts: string[] = [];
  for (const part of text.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== ".." || (root === "" && (parts.length === 0 || parts[parts.length - 1] === ".."))) parts.push(part);
    else if (parts.length > 0) parts.pop();
  }
  return make(root + parts.join("/") || ".");
}

/** _Py_splitroot. */
export function pathSplitroot(path: PyValue): PyValue {
  const text = strToJs(filesystemPath(path));
  const make = like(path);
  if (!text.startsWith("/")) return new PyTuple([make(""), make(""), make(text)]);
  const double = text.startsWith("//") && !text.startsWith("///");
  const root = double ? "//" : "/";
  return new PyTuple([make(""), make(root), make(text.slice(root.length))]);
}
