/** The package's entry for Node, Deno and Bun: `import { Python } from "taipan"`. */
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Archive } from "../../host/archive.ts";
import { webPlatform } from "../../host/browser/platform.ts";
import { collectGarbage } from "../../host/node/heap.ts";
import { openArchive } from "../../host/node/host.ts";
import { nodeText } from "../../host/node/native-text.ts";
import type { Platform } from "../../host/sandbox/host.ts";
import { installNativeText } from "../../kernel/native-text.ts";
import { EmbeddedPython, type PythonOptions } from "../../runtime/python.ts";

export type { HostFunction, JsValue, PyProxy } from "../../runtime/convert.ts";
export type { FrameResult, HostEvaluator, StartingFrame } from "../../runtime/frame-evaluator.ts";
export type { PyNamespace, PythonOptions, RunAsyncOptions, RunOptions } from "../../runtime/python.ts";
export { PythonError } from "../../runtime/python-error.ts";

let library: Archive | null = null;

/** The library lies beside the bundle, or in dist/ for the sources. */
function openLibrary(): Archive {
  if (library !== null) return library;
  const here = dirname(fileURLToPath(import.meta.url));
  const folder = [here, `${here}/../../../dist`].find((path) => existsSync(`${path}/lib.taipan`)) ?? here;
  installNativeText(nodeText());
  library = openArchive(`${folder}/lib.taipan`);
  return library;
}

/** What every platform has, and Node's figures about memory. */
function nodePlatform(): Platform {
  const { clock, loop, getrandom } = webPlatform();
  return { clock, loop, getrandom, memoryUsage, collectGarbage };
}

function memoryUsage(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** A Python in a sandbox. */
export class Python extends EmbeddedPython {
  constructor(options: PythonOptions = {}) {
    super(openLibrary(), nodePlatform(), options);
  }
}
