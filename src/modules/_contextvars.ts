/** _contextvars: the context types of src/objects/context.ts under their names. Source: CPython Modules/_contextvarsmodule.c. */
import { contextType, contextVarType, copyContext, tokenType } from "../objects/context.ts";
import { defineModule, fn } from "../objects/declare.ts";

export default defineModule({
  name: "_contextvars",
  doc: "Context Variables",
  functions: { copy_context: fn([], null, copyContext) },
  types: () => ({ Context: contextType, ContextVar: contextVarType, Token: tokenType }),
});
