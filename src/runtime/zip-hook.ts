/**
 * What stands first in sys.path_hooks until an archive is met: loading zipimport takes longer than the rest of a start, and nearly no program
 * imports from an archive. It refuses what is no file, and leaves its place to zipimport's own class at the first file.
 * Source: CPython Python/import.c (init_zipimport).
 */
import { S_IFMT, S_IFREG } from "../host/constants.ts";
import { HostError } from "../host/errno.ts";
import { importNow } from "../interpreter/import.ts";
import type { Interpreter } from "../interpreter/interpreter.ts";
import { strToJs } from "../kernel/str.ts";
import { getAttr } from "../objects/abstract/attributes.ts";
import { call } from "../objects/abstract/call.ts";
import { Builtin } from "../objects/binder.ts";
import { PyBuiltinFunction } from "../objects/builtin-function.ts";
import { object } from "../objects/converters.ts";
import { fn, posOnly } from "../objects/declare.ts";
import { newException } from "../objects/errors.ts";
import { PyExc_ImportError } from "../objects/exceptions/types.ts";
import { fspath } from "../objects/fspath.ts";
import { PyList } from "../objects/list/list.ts";
import type { PyValue } from "../objects/object.ts";
import { asStr } from "../objects/str/str-object.ts";

export function installZipHook(interp: Interpreter): void {
  const hooks = interp.sysdict.getStr("path_hooks");
  if (!(hooks instanceof PyList)) return;
  const { items } = hooks;
  const spec = fn([posOnly("path", object)], "Import from the archive at a path.", (path) => {
    if (!leadsToFile(interp, path)) throw newException(PyExc_ImportError, "not a Zip file");
    const importer = getAttr(importNow("zipimport"), "zipimporter");
    const at = hooks.items.indexOf(hook);
    if (at >= 0) hooks.items[at] = importer;
    return call(importer, [path]);
  });
  const hook = new PyBuiltinFunction(new Builtin("zipimporter", "zipimporter", spec), undefined, "zipimport");
  items.unshift(hook);
}

/** Whether a path names a file, or something that would lie in one. */
function leadsToFile(interp: Interpreter, value: PyValue): boolean {
  const text = asStr(fspath(value));
  for (
    let path = text === undefined ? "" : strToJs(text);
    path !== "";
    path = path.slice(0, path.lastIndexOf("/") + 1)
  ) {
    if (path.endsWith("/")) path = path.slice(0, -1);
    try {
      return (interp.host.fs.stat(path).st_mode & S_IFMT) === S_IFREG;
    } catch (caught) {
      if (!(caught instanceof HostError)) throw caught;
    }
  }
  return false;
}
