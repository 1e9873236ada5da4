// Builds dist/: the command line, the embedding entry for Node and for browsers, its types, and the packed library.
// Plain Node, because it runs inside `npm ci`. A step whose inputs have not changed is skipped; `build.mjs STEP ...` runs only those.

import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { zipPath } from "./library/select.mjs";
import { buildParts, partsFolder } from "./parts.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(root, "dist");
const at = (path) => join(root, path);

const common = {
  bundle: true,
  format: "esm",
  target: "es2022",
  sourcemap: "linked",
  legalComments: "none",
  logLevel: "warning",
};

/** What is bundled: output, entry, and how it differs from the others. */
const bundles = [
  {
    // The command. CommonJS, because Node starts a tenth of the time sooner without its module loader.
    out: "dist/taipan.cjs",
    entry: "src/apps/cli/launch.ts",
    options: {
      platform: "node",
      format: "cjs",
      minify: true,
      sourcemap: false,
      define: { "import.meta.url": "taipanUrl" },
      banner: {
        js: '#!/usr/bin/env node\nconst taipanUrl = require("node:url").pathToFileURL(__filename).href;',
      },
    },
  },
  {
    // The same for those who import it.
    out: "dist/taipan.js",
    entry: "src/apps/cli/launch.ts",
    options: { platform: "node", minify: true, sourcemap: false, banner: { js: "#!/usr/bin/env node" } },
  },
  {
    out: "dist/node.js",
    entry: "src/apps/embed/launch.ts",
    options: { platform: "node", minify: true, sourcemap: false },
  },
  {
    out: "dist/index.js",
    entry: "src/apps/embed/node.ts",
    options: { platform: "node", minifySyntax: true, minifyWhitespace: true },
  },
  // Names are short only where they are downloaded: a report of an internal error is worth more with them.
  { out: "dist/browser.js", entry: "src/apps/embed/browser.ts", options: { platform: "browser", minify: true } },
];

/** The same as scripts whose values are functions, as src/apps/code-cache.ts expects them. */
const script = {
  platform: "node",
  format: "cjs",
  minifySyntax: true,
  minifyWhitespace: true,
  define: { "import.meta.url": "taipanUrl" },
};

const functionOf = (parameters) => ({
  banner: { js: `(function (${parameters}) { const module = {};` },
  footer: { js: "return module.exports; })" },
});

mkdirSync(dist, { recursive: true });
await import("./modules.mjs");
await step("bundles", buildBundles);
await step("library", buildLibrary);
await step("types", buildTypes);
await step("command", linkCommand);
await step("cache", warmUp);

async function step(name, run) {
  const chosen = process.argv.slice(2);
  if (chosen.length > 0 && !chosen.includes(name)) return;
  const start = performance.now();
  const remark = await run();
  console.log(`build: ${name.padEnd(8)} ${remark} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
}

async function buildBundles() {
  dropCaches();
  await Promise.all(
    bundles.map(({ out, entry, options }) =>
      build({ ...common, ...options, entryPoints: [at(entry)], outfile: at(out), absWorkingDir: root }),
    ),
  );
  const parts = await buildParts("dist/taipan-node.cjs", { ...common, ...script }, functionOf);
  return `${bundles.map(({ out }) => out).join(", ")}, dist/taipan-node.cjs and ${parts} parts`;
}

async function buildLibrary() {
  const compiler = await bundleCompiler();
  const inputs = createHash("sha256").update(readFileSync(zipPath)).update(readFileSync(compiler));
  for (const folder of ["tools/library", "lib"]) hashFolder(inputs, at(folder));
  const key = inputs.digest("hex").slice(0, 32);
  const target = join(dist, "lib.taipan");
  if (archiveKey(target) === key) return "dist/lib.taipan is up to date";
  const { createCompiler } = await import(pathToFileURL(compiler).href);
  const { packLibrary } = await import("./library/pack.mjs");
  const archive = packLibrary(createCompiler(), key, (done, total) =>
    console.log(`build: library  ${done}/${total} files`),
  );
  writeFileSync(target, archive);
  return `dist/lib.taipan, ${(archive.length / 1e6).toFixed(1)} MB`;
}

/** Bundles our compiler so that Node can load it; gives the bundle's path, whose text is the compiler's identity. */
async function bundleCompiler() {
  const outfile = at("build/compiler.mjs");
  await build({
    ...common,
    sourcemap: false,
    platform: "node",
    entryPoints: [at("tools/library/compile.ts")],
    outfile,
  });
  return outfile;
}

function hashFolder(hash, folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    hash.update(entry.name);
    if (entry.isDirectory()) hashFolder(hash, path);
    else hash.update(readFileSync(path));
  }
}

function archiveKey(path) {
  if (!existsSync(path)) return "";
  return /"key":"(\w+)"/.exec(readFileSync(path).toString("latin1", 0, 100))?.[1] ?? "";
}

/** Declarations for embedders: one file per source file under dist/types, and dist/index.d.ts that names the entry. */
function buildTypes() {
  if (!existsSync(at("src/apps/embed/node.ts"))) return "no entry yet";
  const types = join(dist, "types");
  rmSync(types, { recursive: true, force: true });
  execFileSync(process.execPath, [at("node_modules/typescript/bin/tsc"), "-p", "tsconfig.types.json"], {
    cwd: root,
    stdio: "inherit",
  });
  rewriteExtensions(types);
  writeFileSync(join(dist, "index.d.ts"), 'export * from "./types/apps/embed/node.js";\n');
  return "dist/index.d.ts";
}

/** A published declaration must name the `.js` file that a resolver maps to its `.d.ts`. */
function rewriteExtensions(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) rewriteExtensions(path);
    else writeFileSync(path, readFileSync(path, "utf8").replace(/(["'])(\.{1,2}\/[^"']*)\.ts\1/g, "$1$2.js$1"));
  }
}

/** npm links a package's commands only where it is a dependency; in a clone `npx taipan` needs the same link. */
function linkCommand() {
  const command = join(dist, "taipan.cjs");
  const folder = at("node_modules/.bin");
  if (!existsSync(command) || !existsSync(folder)) return "nothing to link";
  for (const name of ["taipan.cjs", "taipan.js"]) chmodSync(join(dist, name), 0o755);
  const link = join(folder, "taipan");
  if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link);
  if (process.platform === "win32") writeFileSync(`${link}.cmd`, `@node "%~dp0\\..\\..\\dist\\taipan.cjs" %*\r\n`);
  else symlinkSync("../../dist/taipan.cjs", link);
  return "npx taipan";
}

/** V8 takes a cache for the code's if only the length is the same, and runs nonsense. */
function dropCaches() {
  for (const folder of [dist, at(partsFolder)])
    if (existsSync(folder))
      for (const name of readdirSync(folder)) if (name.endsWith(".cache")) rmSync(join(folder, name));
}

/**
 * Runs the command and the package's entry, so that V8's code caches are there for the first user: with what most programs need, and
 * for every part. The command has its own, because V8's flags are others.
 */
function warmUp() {
  dropCaches();
  const all = "import sys; [__import__(name) for name in sys.builtin_module_names]; '\\N{BULLET}'";
  const command = join(dist, "taipan.cjs");
  const entry = pathToFileURL(join(dist, "node.js")).href;
  const embedded = `import { Python } from ${JSON.stringify(entry)}; new Python().run(${JSON.stringify(all)});`;
  const runs = [
    [command, at("tools/first-run.py")],
    [command, "-c", all],
    ["--input-type=module", "-e", embedded],
  ];
  const failed = runs.some((args) => spawnSync(process.execPath, args, { cwd: root, stdio: "ignore" }).status !== 0);
  return failed ? "no code cache: the command does not start" : "code caches";
}
