/** The package's entry for browsers: as for Node, but the library has to be fetched first. */
import { Archive, memorySource } from "../../host/archive.ts";
import { webText } from "../../host/browser/native-text.ts";
import { webPlatform } from "../../host/browser/platform.ts";
import { installNativeText } from "../../kernel/native-text.ts";
import { EmbeddedPython, type PythonOptions } from "../../runtime/python.ts";

export type { HostFunction, JsValue, PyProxy } from "../../runtime/convert.ts";
export type { FrameResult, HostEvaluator, StartingFrame } from "../../runtime/frame-evaluator.ts";
export type { PyNamespace, PythonOptions, RunAsyncOptions, RunOptions } from "../../runtime/python.ts";
export { PythonError } from "../../runtime/python-error.ts";

/** A Python in a sandbox. */
export class Python extends EmbeddedPython {
  /** Fetches the packed library (by default from beside this script) and starts. */
  static async load(
    options: PythonOptions = {},
    url: string | URL = new URL("lib.taipan", import.meta.url),
  ): Promise<Python> {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
    return new Python(new Uint8Array(await response.arrayBuffer()), options);
  }

  /** Starts with a library that is there already. */
  constructor(library: Uint8Array, options: PythonOptions = {}) {
    installNativeText(webText());
    super(new Archive(memorySource(library)), webPlatform(), options);
  }
}
