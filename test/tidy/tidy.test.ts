/** The style rules as tests: direction of imports, sizes, nothing dead, nothing forbidden. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import * as rules from "./rules.ts";
import { files, type Import, imports, isGenerated, read, root } from "./tree.ts";

const sources = files(/^src\/.*\.ts$/);

function none(problems: readonly string[], advice: string): void {
  assert.ok(problems.length === 0, `${advice}\n  ${problems.slice(0, 50).join("\n  ")}`);
}

function rungFolder(path: string): string {
  return path.split("/").slice(0, 2).join("/");
}

function matches(pattern: string, path: string): boolean {
  return pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : pattern === path;
}

function permitted({ from, to }: Import): boolean {
  return rules.LADDER_EXCEPTIONS.some(([importer, imported]) => matches(importer, from) && matches(imported, to));
}

test("imports go down the ladder", () => {
  const problems: string[] = [];
  for (const { from, to } of sources.flatMap(imports)) {
    if (!to.startsWith("src/")) continue;
    const [mine, theirs] = [rungFolder(from), rungFolder(to)];
    if (mine === theirs || permitted({ from, to })) continue;
    const [myRung, theirRung] = [rules.RUNGS[mine], rules.RUNGS[theirs]];
    if (myRung === undefined || theirRung === undefined) problems.push(`${from} → ${to}: a folder without a rung`);
    else if (theirRung > myRung || (theirRung === myRung && myRung > 0)) problems.push(`${from} → ${to}`);
  }
  none(problems, "a folder imports from itself or from a lower rung (test/tidy/rules.ts):");
});

test("modules do not import modules", () => {
  const unit = (path: string): string => path.split("/")[2]!.replace(/\.ts$/, "");
  const problems = sources
    .filter((path) => path.startsWith("src/modules/") && !isGenerated(path))
    .flatMap(imports)
    .filter(({ from, to }) => to.startsWith("src/modules/") && unit(from) !== unit(to))
    .filter(({ to }) => !rules.SHARED_MODULES.some(([shared]) => matches(shared, to)))
    .map(({ from, to }) => `${from} → ${to}`);
  none(problems, "share code through kernel or objects instead:");
});

test("the platform is reached through the host only", () => {
  const problems: string[] = [];
  for (const path of sources) {
    if (/^src\/(host\/(node|browser)|apps)\//.test(path)) continue;
    for (const { to } of imports(path)) {
      if (to.startsWith("src/") || rules.PURE_PACKAGES.some(([name]) => matches(name, to))) continue;
      problems.push(`${path} imports ${to}`);
    }
    if (/\bglobalThis\b/.test(read(path).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "")))
      problems.push(`${path} uses globalThis`);
  }
  none(problems, "only src/host/node, src/host/browser and src/apps may know the platform:");
});

test("hand-written files are short", () => {
  const problems: string[] = [];
  for (const path of files(/^(src|tools|test|bench)\/.*\.(ts|mjs)$/)) {
    if (isGenerated(path)) continue;
    const lines = read(path).split("\n").length - 1;
    const [limit] = rules.LONG_FILES[path] ?? [rules.MAX_LINES];
    if (lines > limit) problems.push(`${path}: ${lines} lines, at most ${limit}`);
    else if (limit > rules.MAX_LINES && lines <= rules.MAX_LINES) problems.push(`${path} needs no exception any more`);
  }
  none(problems, "split these files:");
});

test("no file only passes on what others export", () => {
  const problems = sources.filter((path) => {
    if (isGenerated(path) || path in rules.BARRELS) return false;
    const code = read(path)
      .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "")
      .trim();
    return (
      code !== "" &&
      code.replace(/export\s+(type\s+)?(\*|\{[^}]*\})(\s+as\s+\w+)?\s+from\s+"[^"]+";/g, "").trim() === ""
    );
  });
  none(problems, "import from where a thing is declared:");
});

test("nothing unfinished or private", () => {
  const problems: string[] = [];
  for (const path of files(/^(src|tools|test|bench|lib|docs|examples|grammar|\.ci)\/|^[^/]+\.(md|json|ts|mjs)$/)) {
    if (isGenerated(path) || /^test\/(corpus|golden|programs)\/|package-lock/.test(path)) continue;
    const text = read(path);
    for (const [pattern, reason] of rules.FORBIDDEN) {
      const found = pattern.exec(text);
      if (found === null) continue;
      if (rules.FORBIDDEN_EXCEPTIONS.some(([where, what]) => where.test(path) && what.test(found[0]))) continue;
      problems.push(`${path}:${text.slice(0, found.index).split("\n").length}: "${found[0]}" (${reason})`);
    }
  }
  none(problems, "these words must go:");
});

test("every source file is used", { skip: !existsSync(join(root, rules.ENTRIES[0]!)) && "no command line yet" }, () => {
  const seen = new Set<string>();
  const queue = [...rules.ENTRIES, ...files(/^(test|tools|bench)\/.*\.(ts|mjs)$/)].filter((path) =>
    existsSync(join(root, path)),
  );
  for (const path of queue) {
    if (seen.has(path)) continue;
    seen.add(path);
    for (const { to } of imports(path)) if (/\.(ts|mjs)$/.test(to) && existsSync(join(root, to))) queue.push(to);
  }
  const problems = sources.filter((path) => !seen.has(path) && !(path in rules.UNREACHABLE) && !path.endsWith(".d.ts"));
  none(problems, "no entry and no test reaches these files:");
});
