/** Private name mangling (CPython's `_Py_Mangle` and `_Py_MaybeMangle` in Python/symtable.c). */
import type { SymtableEntry } from "./entry.ts";

const UNDERSCORE = 95;

/** `__spam` inside class `_Ham` becomes `_Ham__spam`; dunder names, dotted names and all-underscore classes stay. */
export function mangle(privateName: string | null, ident: string): string {
  if (privateName === null || ident.charCodeAt(0) !== UNDERSCORE || ident.charCodeAt(1) !== UNDERSCORE) return ident;
  if (ident.endsWith("__") || ident.includes(".")) return ident;
  let start = 0;
  while (privateName.charCodeAt(start) === UNDERSCORE) start++;
  if (start === privateName.length) return ident;
  return `_${privateName.slice(start)}${ident}`;
}

/** In the type parameter block of a generic class only the parameters themselves are mangled. */
export function maybeMangle(privateName: string | null, entry: SymtableEntry, name: string): string {
  if (privateName === null) return name;
  if (entry.mangledNames !== null && !entry.mangledNames.has(name)) return name;
  return mangle(privateName, name);
}
