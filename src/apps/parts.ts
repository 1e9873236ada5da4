/**
 * Parts of the program that are scripts of their own, loaded when something in them is first asked for. Only the build for Node has any
 * (tools/parts.mjs cuts it); everywhere else the program is whole.
 */
import { underFirstFlags } from "./cli/optimizer.ts";

/** What a file exports. */
type Exports = Readonly<Record<string, unknown>>;

/** What the function of a part gives: what its files export. */
interface Part {
  readonly files: Readonly<Record<string, Exports>>;
}

type PartScript = (require: (name: string) => Exports) => Part;

/** Reads a part's script; what launches the program gives it. */
declare const taipanPart: (name: string) => PartScript;

/** How the names begin by which a part asks for files of the core. */
const FROM_CORE = "core:";

const loaded = new Map<string, Part["files"]>();
let core: (file: string) => Exports;

/** Tells what parts may take of the core. */
export function giveCore(given: (file: string) => Exports): void {
  core = given;
}

/** What the files of a part export. */
export function part(name: string): Part["files"] {
  let files = loaded.get(name);
  if (files === undefined) {
    const script = underFirstFlags(() => taipanPart(name));
    files = script((wanted) => core(wanted.slice(FROM_CORE.length))).files;
    loaded.set(name, files);
  }
  return files;
}
