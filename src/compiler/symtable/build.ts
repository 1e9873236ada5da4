/** `_PySymtable_Build`: the symbol table of a module, expression or interactive input. */
import type { Str } from "../../kernel/str.ts";
import { SourceFailure } from "../../parser/errors.ts";
import type { mod } from "../../parser/generated/ast.ts";
import { docstringOf } from "../docstring.ts";
import type { FutureFeatures } from "../future.ts";
import { Location } from "../instruction-sequence.ts";
import { analyze } from "./analyze.ts";
import { SymtableBuilder } from "./builder.ts";
import { Symtable } from "./entry.ts";
import { ModuleBlock } from "./flags.ts";
import { visitExpr } from "./visit-expr.ts";
import { visitBody } from "./visit-stmt.ts";

/** `future.features` holds the compiler's flags too. */
export function buildSymtable(tree: mod, filename: Str, future: FutureFeatures): Symtable {
  const st = new SymtableBuilder(filename, future);
  const top = st.enterBlock("top", ModuleBlock, tree, new Location(0, 0, 0, 0));
  switch (tree.kind) {
    case "Module":
      top.hasDocstring = docstringOf(tree.body) !== null;
      visitBody(st, tree.body);
      break;
    case "Interactive":
      visitBody(st, tree.body);
      break;
    case "Expression":
      visitExpr(st, tree.body);
      break;
    case "FunctionType":
      throw new SourceFailure("SystemError", "this compiler does not handle FunctionTypes");
  }
  st.exitBlock();
  analyze(top, filename);
  return new Symtable(filename, top, st.blocks, st.defaults);
}
