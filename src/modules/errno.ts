/** errno: Linux's error numbers under their names. Source: CPython Modules/errnomodule.c. */
import { ERRNO_ALIASES, ERRNO_TABLE } from "../host/errno.ts";
import { defineModule } from "../objects/declare.ts";
import { PyDict } from "../objects/dict/dict.ts";

export default defineModule({
  name: "errno",
  doc: "Symbols for the system's error numbers; errorcode maps numbers to names.",
  exec: (_module, dict) => {
    const errorcode = new PyDict();
    for (const [number, name] of ERRNO_TABLE) {
      dict.set(name, number);
      errorcode.set(number, name);
    }
    for (const [name, number] of Object.entries(ERRNO_ALIASES)) dict.set(name, number);
    dict.set("errorcode", errorcode);
  },
});
