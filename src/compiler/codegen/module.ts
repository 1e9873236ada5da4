/** The outermost code unit (`compiler_mod`, `_PyCodegen_Module`). */
import type { CodeUnit } from "../../bytecode/codeunit.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import { SourceFailure } from "../../parser/errors.ts";
import type { mod, stmt } from "../../parser/generated/ast.ts";
import { Location } from "../instruction-sequence.ts";
import { locationOf } from "../symtable/entry.ts";
import type { Compiler } from "./compiler.ts";
import { visitExpr } from "./expressions.ts";
import { visitBody } from "./statements.ts";
import { SCOPE_MODULE } from "./unit.ts";

const { BUILD_SET, STORE_NAME } = OPCODE;

/** Generates the instructions of `tree`; those of nested units are assembled already. */
export function generateModule(c: Compiler, tree: mod): void {
  c.enterScope("<module>", SCOPE_MODULE, c.symtable.top, 1, null, {});
  switch (tree.kind) {
    case "Module":
      visitModule(c, tree.body, false);
      return;
    case "Interactive":
      visitModule(c, tree.body, true);
      return;
    case "Expression":
      visitExpr(c, tree.body);
      return;
    default:
      throw new SourceFailure("SystemError", `module kind ${tree.kind} should not be possible`);
  }
}

function visitModule(c: Compiler, body: readonly stmt[], interactive: boolean): void {
  const loc = body.length > 0 ? locationOf(body[0]) : new Location(1, 1, 0, 0);
  if (c.u.ste.hasConditionalAnnotations) {
    c.addop(BUILD_SET, 0, loc);
    c.addopIndex(STORE_NAME, c.u.metadata.names, "__conditional_annotations__", loc);
  }
  visitBody(c, loc, body, interactive);
}

export function compileModule(c: Compiler, tree: mod): CodeUnit {
  generateModule(c, tree);
  return c.assemble(tree.kind !== "Expression");
}
