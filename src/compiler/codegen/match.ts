/** `match` statements: the cases (`codegen_match_inner`); `patterns.ts` compiles the patterns. */
import { OPCODE } from "../../bytecode/opcodes.ts";
import type { Match } from "../../parser/generated/ast.ts";
import { NEXT_LOCATION, NO_LOCATION } from "../instruction-sequence.ts";
import { locationOf } from "../symtable/entry.ts";
import type { Compiler } from "./compiler.ts";
import { jumpIf } from "./conditions.ts";
import { visitExpr } from "./expressions.ts";
import { nameop } from "./names.ts";
import { emitFailPop, failLabel, isWildcard, newPatternContext, visitPattern } from "./patterns.ts";
import { visitStmts } from "./statements.ts";

const { COPY, JUMP, NOP, POP_TOP } = OPCODE;

export function visitMatch(c: Compiler, s: Match): void {
  visitExpr(c, s.subject);
  const end = c.newLabel();
  const cases = s.cases.length;
  const lastCase = s.cases[cases - 1];
  const hasDefault = isWildcard(lastCase.pattern) && cases > 1;
  const tested = hasDefault ? cases - 1 : cases;
  for (let i = 0; i < tested; i++) {
    const one = s.cases[i];
    const loc = locationOf(one.pattern);
    const isLast = i === tested - 1;
    if (!isLast) c.addop(COPY, 1, loc);
    // An irrefutable case has to be guarded or the last.
    const pc = newPatternContext(one.guard !== null || i === cases - 1);
    visitPattern(c, one.pattern, pc);
    for (const name of pc.stores) nameop(c, loc, name, "Store");
    if (one.guard !== null) jumpIf(c, loc, one.guard, failLabel(c, pc, 0), false);
    if (!isLast) c.addop(POP_TOP, 0, NEXT_LOCATION);
    visitStmts(c, one.body);
    c.addop(JUMP, end, NO_LOCATION);
    emitFailPop(c, loc, pc);
  }
  if (hasDefault) {
    const loc = locationOf(lastCase.pattern);
    // For the line coverage of `case _`, which needs no code.
    c.addop(NOP, 0, loc);
    if (lastCase.guard !== null) jumpIf(c, loc, lastCase.guard, end, false);
    visitStmts(c, lastCase.body);
  }
  c.useLabel(end);
}
