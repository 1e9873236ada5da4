/** The indentation that all lines of a -c program share is taken off. Source: CPython Objects/unicodeobject.c (_PyUnicode_Dedent). */

export function dedent(source: string): string {
  const lines = source.split("\n");
  let common: string | null = null;
  for (const line of lines) {
    const indent = /^[ \t]*/.exec(line)![0];
    if (indent.length === line.length) continue;
    common = common === null ? indent : shared(common, indent);
    if (common === "") return source;
  }
  if (common === null || common === "") return source;
  const size = common.length;
  return lines.map((line) => (/^[ \t]*$/.test(line) ? "" : line.slice(size))).join("\n");
}

function shared(a: string, b: string): string {
  let size = 0;
  while (size < a.length && a[size] === b[size]) size++;
  return a.slice(0, size);
}
