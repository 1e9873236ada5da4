/** Docstrings: which statement is one (`_PyAST_GetDocString`), and its text without indentation (`_PyCompile_CleanDoc`). */
import { type Str, strFromJs, strToJs, WideStr } from "../kernel/str.ts";
import type { stmt } from "../parser/generated/ast.ts";

export function docstringOf(body: readonly stmt[]): Str | null {
  if (body.length === 0) return null;
  const first = body[0];
  if (first.kind !== "Expr" || first.value.kind !== "Constant") return null;
  const value = first.value.value;
  return typeof value === "string" || value instanceof WideStr ? value : null;
}

const SPACE = 32;
const NEWLINE = 10;

/** As `inspect.cleandoc`, but leading and trailing blank lines stay. */
export function cleanDoc(doc: Str): Str {
  const text = expandTabs(strToJs(doc));
  const margin = commonMargin(text);
  let start = 0;
  while (text.charCodeAt(start) === SPACE) start++;
  if (start === 0 && margin === 0) return strFromJs(text);
  let end = text.indexOf("\n", start) + 1;
  if (end === 0) return strFromJs(text.slice(start));
  let cleaned = text.slice(start, end);
  while (end < text.length) {
    let at = end;
    while (at < end + margin && text.charCodeAt(at) === SPACE) at++;
    end = text.indexOf("\n", at) + 1;
    if (end === 0) end = text.length;
    cleaned += text.slice(at, end);
  }
  return strFromJs(cleaned);
}

/** The smallest indentation of the non-blank lines after the first. */
function commonMargin(text: string): number {
  let margin = Number.POSITIVE_INFINITY;
  let at = text.indexOf("\n") + 1;
  while (at > 0 && at < text.length) {
    const lineStart = at;
    while (text.charCodeAt(at) === SPACE) at++;
    if (at < text.length && text.charCodeAt(at) !== NEWLINE) margin = Math.min(margin, at - lineStart);
    at = text.indexOf("\n", at) + 1;
  }
  return margin === Number.POSITIVE_INFINITY ? 0 : margin;
}

/** `str.expandtabs()` with tab stops every eight columns, counted in code points. */
function expandTabs(text: string): string {
  if (!text.includes("\t")) return text;
  let out = "";
  let column = 0;
  for (const char of text) {
    if (char === "\t") {
      const width = 8 - (column % 8);
      out += " ".repeat(width);
      column += width;
    } else {
      out += char;
      column = char === "\n" || char === "\r" ? 0 : column + 1;
    }
  }
  return out;
}
