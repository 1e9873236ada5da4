/**
 * Taipan with CPython's package `test` in its library, as CPython is installed with it: children that look at no environment
 * find it there.
 */
import { copyFileSync, linkSync, mkdirSync, mkdtempSync, readdirSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new folder with the command of `dist`, and the package that `tests` holds. */
export function install(dist: string, tests: string): string {
  const home = mkdtempSync(join(tmpdir(), "conformance-taipan-"));
  for (const name of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
    const [from, to] = [join(dist, name), join(home, name)];
    if (statSync(from).isDirectory()) mkdirSync(to, { recursive: true });
    else place(from, to);
  }
  const library = join(home, "lib/python3.14");
  mkdirSync(library, { recursive: true });
  symlinkSync(join(tests, "test"), join(library, "test"));
  return home;
}

/** No symbolic link: the command looks for its library beside the file that it really is. */
function place(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
