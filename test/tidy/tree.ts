/** The repository as the tidy tests see it: its files, and who imports whom. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** Files that git knows or would add, without generated output. */
export function files(pattern: RegExp): string[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  return listed.split("\n").filter((path) => pattern.test(path) && existsSync(join(root, path)));
}

export const read = (path: string): string => readFileSync(join(root, path), "utf8");

export const isGenerated = (path: string): boolean => path.includes("/generated/");

export interface Import {
  readonly from: string;
  /** A path of the repository, or the name of a package. */
  readonly to: string;
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s*"([^"]+)"|(?:^|\n)\s*import\s*"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/g;

export function imports(path: string): Import[] {
  const found: Import[] = [];
  for (const match of read(path).matchAll(IMPORT)) {
    const name = match[1] ?? match[2] ?? match[3]!;
    found.push({ from: path, to: name.startsWith(".") ? normalize(join(dirname(path), name)) : name });
  }
  return found;
}
