/** Match cases and patterns in the symbol table's first pass (`symtable_visit_pattern`). */
import type { MatchClass, match_case, pattern } from "../../parser/generated/ast.ts";
import type { SymtableBuilder } from "./builder.ts";
import { locationOf } from "./entry.ts";
import { DEF_LOCAL } from "./flags.ts";
import { visitExpr, visitExprs } from "./visit-expr.ts";
import { visitBody } from "./visit-stmt.ts";

export function visitMatchCases(st: SymtableBuilder, cases: readonly match_case[]): void {
  for (const one of cases) {
    visitPattern(st, one.pattern);
    if (one.guard !== null) visitExpr(st, one.guard);
    visitBody(st, one.body);
  }
}

function visitPatterns(st: SymtableBuilder, patterns: readonly pattern[]): void {
  for (const p of patterns) visitPattern(st, p);
}

function bind(st: SymtableBuilder, name: string | null, p: pattern): void {
  if (name !== null) st.addDef(name, DEF_LOCAL, locationOf(p));
}

function visitPattern(st: SymtableBuilder, p: pattern): void {
  switch (p.kind) {
    case "MatchValue":
      visitExpr(st, p.value);
      return;
    case "MatchSingleton":
      return;
    case "MatchSequence":
    case "MatchOr":
      visitPatterns(st, p.patterns);
      return;
    case "MatchStar":
      bind(st, p.name, p);
      return;
    case "MatchMapping":
      visitExprs(st, p.keys);
      visitPatterns(st, p.patterns);
      bind(st, p.rest, p);
      return;
    case "MatchClass":
      visitExpr(st, p.cls);
      visitPatterns(st, p.patterns);
      checkKeywordPatterns(st, p);
      visitPatterns(st, p.kwd_patterns);
      return;
    case "MatchAs":
      if (p.pattern !== null) visitPattern(st, p.pattern);
      bind(st, p.name, p);
      return;
  }
}

function checkKeywordPatterns(st: SymtableBuilder, p: MatchClass): void {
  for (let i = 0; i < p.kwd_attrs.length; i++) {
    st.checkName(p.kwd_attrs[i], locationOf(p.kwd_patterns[i]), "Store");
  }
}
