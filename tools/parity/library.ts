/** The library's sources, in CPython's own zip. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { readZip } from "../library/zip.mjs";

export interface SourceFile {
  readonly name: string;
  readonly data: Uint8Array;
}

export function libraryFiles(): SourceFile[] {
  const root = dirname(createRequire(import.meta.url).resolve("pyodide/package.json"));
  const files: SourceFile[] = [];
  for (const [name, read] of readZip(readFileSync(join(root, "python_stdlib.zip")))) {
    if (name.endsWith(".py")) files.push({ name, data: read() });
  }
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}
