/** Single operations of the built-in types (micro.py), in nanoseconds. */
import { join } from "node:path";
import { type Implementation, report, root } from "./implementations.ts";
import type { Options } from "./options.ts";
import { geometricMean } from "./statistics.ts";
import { ratio, table } from "./table.ts";

export function microSuite(words: readonly string[], chosen: readonly Implementation[], { clock }: Options): unknown {
  const pythons = chosen.filter(({ python }) => python !== undefined);
  const results = pythons.map(
    ({ name, python }) =>
      report(python!, [join(root, "bench/micro.py"), clock, ...words], name).value as Record<string, number>,
  );
  const [first, ...others] = results;
  const names = Object.keys(first!);
  const rows = names.map((name) => [
    name,
    ...results.map((result) => result[name]!.toFixed(result[name]! < 100 ? 1 : 0)),
    ...others.map((other) => ratio(first![name]! / other[name]!)),
  ]);
  rows.push([
    "geometric mean",
    ...results.map(() => ""),
    ...others.map((other) => ratio(geometricMean(names.map((name) => first![name]! / other[name]!)))),
  ]);
  const titles = pythons.map(({ name }) => name);
  console.log(
    table(["operation", ...titles.map((name) => `${name} ns`), ...titles.slice(1).map((name) => `/${name}`)], rows),
  );
  return Object.fromEntries(titles.map((name, i) => [name, results[i]]));
}
