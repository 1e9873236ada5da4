/** `import` and `from … import`. */
import { ConstTuple } from "../../bytecode/constants.ts";
import { INTRINSIC_1 } from "../../bytecode/opargs.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import { strFromJs } from "../../kernel/str.ts";
import type { Import, ImportFrom } from "../../parser/generated/ast.ts";
import { type Location, NO_LOCATION } from "../instruction-sequence.ts";
import { locationOf } from "../symtable/entry.ts";
import type { Compiler } from "./compiler.ts";
import { nameop } from "./names.ts";

const { CALL_INTRINSIC_1, IMPORT_FROM, IMPORT_NAME, POP_TOP, SWAP } = OPCODE;

export function visitImport(c: Compiler, s: Import): void {
  const loc = locationOf(s);
  for (const { name, asname } of s.names) {
    c.addopLoadConst(loc, 0);
    c.addopLoadConst(loc, null);
    c.addop(IMPORT_NAME, c.nameArg(name), loc);
    if (asname !== null) importAs(c, loc, name, asname);
    else nameop(c, loc, name.split(".", 1)[0], "Store");
  }
}

/** `import a.b.c as d`: IMPORT_NAME gave `a`; go on to `c` by its submodules. */
function importAs(c: Compiler, loc: Location, name: string, asname: string): void {
  const parts = name.split(".");
  for (let i = 1; i < parts.length; i++) {
    if (i > 1) {
      c.addop(SWAP, 2, loc);
      c.addop(POP_TOP, 0, loc);
    }
    c.addopIndex(IMPORT_FROM, c.u.metadata.names, parts[i], loc);
  }
  nameop(c, loc, asname, "Store");
  if (parts.length > 1) c.addop(POP_TOP, 0, loc);
}

export function visitImportFrom(c: Compiler, s: ImportFrom): void {
  const loc = locationOf(s);
  c.addopLoadConst(loc, s.level ?? 0);
  c.addopLoadConst(loc, new ConstTuple(s.names.map((alias) => strFromJs(alias.name))));
  c.addop(IMPORT_NAME, c.nameArg(s.module ?? ""), loc);
  if (s.names[0].name === "*") {
    c.addop(CALL_INTRINSIC_1, INTRINSIC_1.IMPORT_STAR, loc);
    c.addop(POP_TOP, 0, NO_LOCATION);
    return;
  }
  for (const { name, asname } of s.names) {
    c.addop(IMPORT_FROM, c.nameArg(name), loc);
    nameop(c, loc, asname ?? name, "Store");
  }
  c.addop(POP_TOP, 0, loc);
}
