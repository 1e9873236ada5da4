/** How fast source code is compiled: the whole library with each implementation's own compile(), warm. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { zipPath } from "../tools/library/select.mjs";
import { readZip } from "../tools/library/zip.mjs";
import { type Implementation, report, root } from "./implementations.ts";
import type { Options } from "./options.ts";
import { ratio, table } from "./table.ts";

interface Compiled {
  readonly bytes: number;
  readonly files: number;
  /** Files that this implementation's version of the language does not have the syntax for. */
  readonly failed: readonly string[];
  readonly times: readonly number[];
}

export function compileSuite(_words: readonly string[], chosen: readonly Implementation[], options: Options): unknown {
  const folder = mkdtempSync(join(tmpdir(), "taipan-bench-"));
  try {
    for (const [path, data] of readZip(readFileSync(zipPath))) {
      if (!path.endsWith(".py")) continue;
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), data());
    }
    return compareCompilers(
      folder,
      chosen.filter(({ python }) => python !== undefined),
      options,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compareCompilers(folder: string, chosen: readonly Implementation[], options: Options): unknown {
  const compile = ({ name, python }: Implementation, seconds: number, leftOut: readonly string[]): Compiled =>
    report(python!, [join(root, "bench/compile_driver.py"), folder, String(seconds), options.clock, ...leftOut], name)
      .value as Compiled;
  // All compile the same files: those that every one can.
  const leftOut = new Set(chosen.flatMap((implementation) => compile(implementation, 0, []).failed));
  const results = chosen.map((implementation) => ({
    name: implementation.name,
    ...compile(implementation, options.seconds * 5, [...leftOut]),
  }));
  const speed = ({ bytes, times }: Compiled): number => bytes / 1e6 / Math.min(...times);
  const rows = results.map((result) => [
    result.name,
    String(result.files),
    (result.bytes / 1e6).toFixed(1),
    speed(result).toFixed(2),
    ratio(speed(results[0]!) / speed(result)),
  ]);
  console.log(table(["compile()", "files", "MB", "MB/s", `${results[0]!.name} /other`], rows));
  return results.map((result) => ({ ...result, megabytesPerSecond: speed(result) }));
}
