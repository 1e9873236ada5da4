// The script for Node, cut into a core, which is what starting needs, and parts that are loaded when something in them is first asked for:
// V8 reads and remembers every function of a script, whether it ever runs or not (measured: `-c pass` takes 14 % less time so).
//
// The source knows nothing of this. A part has its own files, and takes what it needs of the others from the core: a file that the
// core keeps is replaced, in a part, by what the core gives of it; a file that the core asks for is replaced, in the core, by functions
// that load the part.

import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const at = (path) => join(root, path);
/** A path from the root, as esbuild writes them. */
const fromRoot = (path) => relative(root, path).replaceAll(sep, "/");

/** The modules that nearly every program loads, and some that are as small as a file is dear. */
const CORE_MODULES = new Set(
  `_abc _bisect _codecs _collections _contextvars _functools _heapq _imp _io _opcode _operator _queue _random _signal _stat _string
  _suggestions _thread _types _typing _warnings _weakref atexit builtins errno gc itertools marshal posix sys time`.split(
    /\s+/,
  ),
);

/** Other files that few programs need when they start; all that they export is functions. */
const LAZY_FILES = ["src/jit/tier.ts", "src/kernel/unicode/names.ts"];

const ENTRY = "src/apps/script.ts";
const REGISTRY = /^src\/modules\/generated\/(test-)?registry\.ts$/;

/** Where the parts of a script lie. */
export const partsFolder = "dist/parts";

/** Bundles the core to `out` and its parts to `partsFolder`. `options`: esbuild's for both; `wrap`: the parameters of the scripts' functions. */
export async function buildParts(out, options, wrap) {
  const graph = await importsOf(options);
  const coreFiles = reach(ENTRY, graph, isLazy);
  const parts = partition(graph, coreFiles);
  const imported = await Promise.all(parts.map((part) => importedFromCore(part, coreFiles, options)));
  rmSync(at(partsFolder), { recursive: true, force: true });
  mkdirSync(at(partsFolder), { recursive: true });
  await Promise.all(
    parts.map((part) => {
      const outfile = at(`${partsFolder}/${part.name}.cjs`);
      return bundlePart(part, coreFiles, { ...options, ...wrap("require"), outfile });
    }),
  );
  const wanted = new Map();
  for (const [file, names] of imported.flat()) wanted.set(file, new Set([...(wanted.get(file) ?? []), ...names]));
  await bundleCore(parts, wanted, { ...options, ...wrap("require, taipanUrl, taipanPart"), outfile: at(out) });
  return parts.length;
}

/** The files that each file imports, by their paths from the root. */
async function importsOf(options) {
  const { metafile } = await build({
    ...options,
    entryPoints: [at(ENTRY)],
    write: false,
    metafile: true,
    outfile: "x",
  });
  return new Map(
    Object.entries(metafile.inputs).map(([file, { imports }]) => [
      file,
      imports.filter(({ path, external }) => !external && path in metafile.inputs).map(({ path }) => path),
    ]),
  );
}

function moduleName(file) {
  const [, name] = /^src\/modules\/(\w+)(?:\/\w+)?\.ts$/.exec(file) ?? [];
  return name;
}

function isLazy(from, to) {
  if (LAZY_FILES.includes(to)) return true;
  return REGISTRY.test(from) && moduleName(to) !== undefined && !CORE_MODULES.has(moduleName(to));
}

/** All files that one leads to, but for the imports that `cut` names. */
function reach(start, graph, cut) {
  const found = new Set();
  const waiting = [start];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    waiting.push(...graph.get(file).filter((to) => !cut(file, to)));
  }
  return found;
}

/** Parts that share a file are one part. */
function partition(graph, core) {
  const entries = new Set();
  for (const file of core) for (const to of graph.get(file)) if (isLazy(file, to) && !core.has(to)) entries.add(to);
  let parts = [];
  for (const entry of [...entries].sort()) {
    const files = reach(entry, graph, (_, to) => core.has(to) || (entries.has(to) && to !== entry));
    const joined = parts.filter((part) => [...files].some((file) => part.files.has(file)));
    parts = parts.filter((part) => !joined.includes(part));
    const all = [...joined.flatMap((part) => part.entries), entry];
    const name = joined[0]?.name ?? moduleName(entry) ?? entry.split("/").at(-1).replace(".ts", "");
    parts.push({ name, entries: all, files: new Set([...joined.flatMap((part) => [...part.files]), ...files]) });
  }
  return parts;
}

function bundlePart({ entries }, coreFiles, options) {
  const contents = [
    ...entries.map((file, i) => `import * as file${i} from "./${file}";`),
    `export const files = { ${entries.map((file, i) => `${JSON.stringify(file)}: file${i}`).join(", ")} };`,
  ].join("\n");
  const isInCore = (file) => !entries.includes(file) && (coreFiles.has(file) || LAZY_FILES.includes(file));
  const fromCore = {
    name: "from-core",
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
        const file = fromRoot(join(resolveDir, path));
        return isInCore(file) ? { path: `core:${file}`, external: true } : undefined;
      });
    },
  };
  return bundle({ ...options, stdin: { contents, resolveDir: root }, plugins: [fromCore] });
}

async function bundle(options) {
  const { outputFiles } = await build({ ...options, absWorkingDir: root });
  return outputFiles?.[0].text;
}

/** What a part imports of the core: pairs of a file and names. */
async function importedFromCore(part, coreFiles, options) {
  const readable = { ...options, format: "esm", sourcemap: false, minifyWhitespace: false, write: false };
  const text = await bundlePart(part, coreFiles, readable);
  const imports = text.matchAll(/^import (\{[^}]*\}|\* as \w+|.*) from "core:([^"]+)"/gm);
  return [...imports].map(([, clause, file]) => {
    if (!/^[{*]/.test(clause)) throw new Error(`${part.name}: import ${clause} from ${file}`);
    const names = clause.startsWith("*") ? [...exportsOf(file).keys()] : clause.slice(1, -1).split(",");
    return [file, names.map((name) => name.trim().split(" as ")[0]).filter((name) => name !== "")];
  });
}

/** What a file of ours exports: how each name is declared. */
function exportsOf(file) {
  const text = readFileSync(at(file), "utf8");
  const declared = /^export (?:async )?(?:abstract )?(function|class|const|let)\*? (\w+)/gm;
  return new Map([...text.matchAll(declared)].map(([, kind, name]) => [name, kind]));
}

function bundleCore(parts, wanted, options) {
  const lazy = new Map(parts.flatMap(({ name, entries }) => entries.map((file) => [file, name])));
  const load = (file) => `part(${JSON.stringify(lazy.get(file))})[${JSON.stringify(file)}]`;
  const loader = `import { part } from ${JSON.stringify(at("src/apps/parts.ts"))};`;
  const withoutParts = {
    name: "without-parts",
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const file = fromRoot(path);
        if (REGISTRY.test(file)) return { contents: registryOf(file, lazy, load, loader), loader: "ts" };
        if (lazy.has(file)) return { contents: [loader, ...callsOf(file, load)].join("\n"), loader: "ts" };
      });
    },
  };
  const contents = `export * from "./${ENTRY}";\n${coreText(wanted)}`;
  return bundle({ ...options, stdin: { contents, resolveDir: root, loader: "ts" }, plugins: [withoutParts] });
}

/** The registry, with modules in parts loaded when they are asked for. */
function registryOf(file, lazy, load, loader) {
  const lines = readFileSync(at(file), "utf8").split("\n");
  const apart = new Map();
  const kept = lines.filter((line) => {
    const [, local, path] = /^import (\w+) from "(.+)";$/.exec(line) ?? [];
    const target = path && fromRoot(join(dirname(at(file)), path));
    if (!lazy.has(target)) return true;
    apart.set(local, target);
    return false;
  });
  return [loader, ...kept]
    .join("\n")
    .replace(/\(\) => (module_\w+)/g, (text, local) =>
      apart.has(local) ? `() => ${load(apart.get(local))}.default` : text,
    );
}

/** A function for each that a file exports, which calls it in its part. */
function callsOf(file, load) {
  return [...exportsOf(file)].map(([name, kind]) => {
    if (kind !== "function") throw new Error(`${file}: ${name} is no function`);
    return `export function ${name}(...args: any[]) { return ${load(file)}.${name}(...args); }`;
  });
}

/** What the core gives to parts: an object for each file, with getters where the value can change. */
function coreText(wanted) {
  const imports = ['import { giveCore } from "./src/apps/parts.ts";'];
  const cases = [];
  let count = 0;
  for (const [file, names] of wanted) {
    const kinds = exportsOf(file);
    const locals = [...names].map((name) => [name, `core${count++}`]);
    imports.push(`import { ${locals.map(([name, local]) => `${name} as ${local}`).join(", ")} } from "./${file}";`);
    const members = locals.map(([name, local]) =>
      kinds.has(name) && kinds.get(name) !== "let" ? `${name}: ${local}` : `get ${name}() { return ${local}; }`,
    );
    cases.push(`case ${JSON.stringify(file)}: return { ${members.join(", ")} };`);
  }
  return [...imports, `giveCore((file) => { switch (file) { ${cases.join("\n")} } throw new Error(file); });`].join(
    "\n",
  );
}
