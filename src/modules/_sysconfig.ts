/** _sysconfig: facts of the build that no file tells. Source: CPython Modules/_sysconfig.c. */
import { defineModule, fn } from "../objects/declare.ts";
import { PyDict } from "../objects/dict/dict.ts";

export default defineModule({
  name: "_sysconfig",
  doc: "A helper for the sysconfig module.",
  functions: {
    config_vars: fn([], "Return a dictionary of the variables of the build.", () => {
      const vars = new PyDict();
      vars.setStr("Py_GIL_DISABLED", 0);
      vars.setStr("Py_DEBUG", 0);
      return vars;
    }),
  },
});
