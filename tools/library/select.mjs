// Decides which files make up the packed library and which modules are frozen.
//
// The source is `python_stdlib.zip` of the npm package `pyodide`: CPython 3.14's Lib without a few folders. What belongs
// to Pyodide itself stays behind; what the zip lacks and CPython has comes from this repository's lib/ folder.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readZip } from "./zip.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

export const zipPath = join(
  dirname(createRequire(import.meta.url).resolve("pyodide/package.json")),
  "python_stdlib.zip",
);

/** Files of the zip that are Pyodide's, not CPython's, with the reason why each is left out. */
const leftOut = [
  [/^_?pyodide\//, "Pyodide's own packages"],
  [/^site-packages\//, "a place for packages to be installed"],
  [/^_sysconfigdata_/, "describes the build of another interpreter"],
  [/^_?ssl\.py$/, "a stand-in for OpenSSL that reports success and does nothing"],
  [/\.(ini|bat|typed)$|\/fetch_macholib$|README/, "not read by Python"],
];

/** Statements that Pyodide inserted into library files: cut out again. */
const restored = new Map([
  ["zoneinfo/_common.py", / {8}import sys\n {8}if "tzdata" not in sys\.modules:\n(?: {12}.*\n)(?: {15,}.*\n)+/],
]);

/** Modules that CPython links into its executable (Tools/build/freeze_modules.py), as [name, file]. */
export const frozenModules = [
  ["_frozen_importlib", "importlib/_bootstrap.py"],
  ["_frozen_importlib_external", "importlib/_bootstrap_external.py"],
  ["zipimport", "zipimport.py"],
  ["abc", "abc.py"],
  ["codecs", "codecs.py"],
  ["io", "io.py"],
  ["_collections_abc", "_collections_abc.py"],
  ["_sitebuiltins", "_sitebuiltins.py"],
  ["genericpath", "genericpath.py"],
  ["ntpath", "ntpath.py"],
  ["posixpath", "posixpath.py"],
  ["os", "os.py"],
  ["site", "site.py"],
  ["stat", "stat.py"],
  ["importlib.util", "importlib/util.py"],
  ["importlib.machinery", "importlib/machinery.py"],
  ["runpy", "runpy.py"],
  ["__hello__", "__hello__.py"],
  ["__hello_alias__", "__hello__.py"],
  ["__phello_alias__", "__hello__.py", { isPackage: true }],
  ["__phello_alias__.spam", "__hello__.py"],
  ["__phello__", "__phello__/__init__.py"],
  ["__phello__.__init__", "__phello__/__init__.py", { isPackage: false, origin: "<__phello__" }],
  ["__phello__.ham", "__phello__/ham/__init__.py"],
  ["__phello__.ham.__init__", "__phello__/ham/__init__.py", { isPackage: false, origin: "<__phello__.ham" }],
  ["__phello__.ham.eggs", "__phello__/ham/eggs.py"],
  ["__phello__.spam", "__phello__/spam.py"],
  ["__hello_only__", "frozen_only.py", { origin: null, source: 'initialized = True\nprint("Hello world!")\n' }],
];

/** Modules that nearly every program imports; their bytecode is stored plain, beside the frozen ones. */
export const warmModules = new Set(
  `encodings/__init__ encodings/aliases encodings/utf_8 linecache warnings _py_warnings traceback tokenize token textwrap
   types functools collections/__init__ reprlib keyword operator enum re/__init__ re/_compiler re/_parser re/_constants
   re/_casefix copyreg contextlib _colorize __future__ _weakrefset weakref`
    .split(/\s+/)
    .map((name) => `${name}.py`),
);

/** All .py files of the zip, in its order: what parity figures count. */
export function parityFiles() {
  return [...readZip(readFileSync(zipPath))].filter(([name]) => name.endsWith(".py"));
}

/** The packed library's files, sorted by path, as `Map<path, Buffer>`. */
export function selectLibrary() {
  const files = new Map();
  for (const [name, read] of readZip(readFileSync(zipPath))) {
    if (leftOut.some(([pattern]) => pattern.test(name))) continue;
    const change = restored.get(name);
    files.set(name, change ? Buffer.from(read().toString("utf8").replace(change, "")) : read());
  }
  for (const name of ownFiles(join(root, "lib"), "")) files.set(name, readFileSync(join(root, "lib", name)));
  files.set("LICENSE.txt", readFileSync(join(root, "LICENSE-PSF.txt")));
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function* ownFiles(folder, prefix) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === "__pycache__" || entry.name === "README.md") continue;
    if (entry.isDirectory()) yield* ownFiles(join(folder, entry.name), `${prefix}${entry.name}/`);
    else yield prefix + entry.name;
  }
}
