/** The names that reduce methods mention. */
import { PyDict } from "../dict/dict.ts";
import { attributeError, isException } from "../errors.ts";
import { PyExc_KeyError } from "../exceptions/types.ts";
import { machine } from "../machine.ts";
import type { PyValue } from "../object.ts";
import { getItem } from "./container.ts";

/** What a name means in the builtins namespace of the running frame, which a program can replace (_PyEval_GetBuiltin). */
export function builtin(name: string): PyValue {
  const builtins: PyValue = machine.thread.frame()?.builtins ?? machine.interp.builtins;
  if (builtins instanceof PyDict) {
    const found = builtins.getStr(name);
    if (found !== undefined) return found;
  } else {
    try {
      return getItem(builtins, name);
    } catch (error) {
      if (!isException(error, PyExc_KeyError)) throw error;
    }
  }
  throw attributeError(name);
}
