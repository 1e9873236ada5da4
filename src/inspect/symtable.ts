/** Symbol tables as `python -m symtable` prints them. */
import type { Symtable, SymtableEntry } from "../compiler/symtable/entry.ts";
import * as flags from "../compiler/symtable/flags.ts";
import { type Str, strFromJs, strToJs } from "../kernel/str.ts";
import { strRepr } from "../kernel/str-repr.ts";

const TYPES: Readonly<Record<number, string>> = {
  [flags.ModuleBlock]: "module",
  [flags.FunctionBlock]: "function",
  [flags.ClassBlock]: "class",
  [flags.AnnotationBlock]: "annotation",
  [flags.TypeAliasBlock]: "type alias",
  [flags.TypeParametersBlock]: "type parameters",
  [flags.TypeVariableBlock]: "type variable",
};

const SCOPES: Readonly<Record<number, string>> = {
  [flags.FREE]: "free",
  [flags.LOCAL]: "local",
  [flags.GLOBAL_IMPLICIT]: "global_implicit",
  [flags.GLOBAL_EXPLICIT]: "global_explicit",
  [flags.CELL]: "cell",
};

const FLAGS: readonly (readonly [string, number])[] = [
  ["use", flags.USE],
  ["def_global", flags.DEF_GLOBAL],
  ["def_nonlocal", flags.DEF_NONLOCAL],
  ["def_local", flags.DEF_LOCAL],
  ["def_param", flags.DEF_PARAM],
  ["def_type_param", flags.DEF_TYPE_PARAM],
  ["def_free_class", flags.DEF_FREE_CLASS],
  ["def_import", flags.DEF_IMPORT],
  ["def_bound", flags.DEF_BOUND],
  ["def_annot", flags.DEF_ANNOT],
  ["def_comp_iter", flags.DEF_COMP_ITER],
  ["def_comp_cell", flags.DEF_COMP_CELL],
];

export function dumpSymtable(table: Symtable): string {
  const out: string[] = [];
  block(table.top, table.filename, 0, out);
  return `${out.join("\n")}\n`;
}

function block(entry: SymtableEntry, filename: Str, level: number, out: string[]): void {
  const indent = "    ".repeat(level);
  const what = entry.type === flags.ModuleBlock ? `from file ${quoted(filename)}` : quoted(strFromJs(entry.name));
  out.push(`${indent}symbol table for ${entry.nested ? "nested " : ""}${TYPES[entry.type]} ${what}:`);
  for (const [name, symbol] of entry.symbols) {
    const scope = flags.symbolToScope(symbol);
    const set = FLAGS.filter(([, flag]) => (symbol & flag) === flag).map(([text]) => text);
    out.push(`    ${indent}${SCOPES[scope] ?? scope} symbol ${quoted(strFromJs(name))}: ${set.join(", ")}`);
  }
  out.push("");
  for (const child of entry.children) block(child, filename, level + 1, out);
}

function quoted(text: Str): string {
  return strToJs(strRepr(text));
}
