/** Import statements. */

import { newException } from "../../objects/errors.ts";
import { PyExc_ImportError } from "../../objects/exceptions/types.ts";
import type { PyValue } from "../../objects/object.ts";
import { callObject } from "../calls.ts";
import { importFrom } from "../import-from.ts";
import { flush, inst, reload } from "../inst.ts";
import { lookupMapping } from "../names.ts";

/** Calls `builtins.__import__(name, globals, locals, fromlist, level)`. */
export const IMPORT_NAME = inst({ stack: "level, fromlist -- res", raw: true, cold: true }, (frame, oparg) => {
  const fromlist = frame.stack[--frame.sp] as PyValue;
  const level = frame.stack[--frame.sp] as PyValue;
  flush(frame);
  const importer = lookupMapping(frame.builtins, "__import__");
  if (importer === undefined) throw newException(PyExc_ImportError, "__import__ not found");
  const args = [frame.names[oparg], frame.globals, frame.namespace, fromlist, level];
  const res = callObject(frame.thread, frame, importer, args, null);
  if (res === undefined) return reload(frame);
  frame.stack[frame.sp++] = res;
});

export const IMPORT_FROM = inst({ stack: "from -- from, res", cold: true }, (frame, oparg, from: PyValue) => [
  from,
  importFrom(frame.thread, from, frame.names[oparg]),
]);
