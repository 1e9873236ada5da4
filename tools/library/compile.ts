/** Compiles Python files with this repository's own compiler: source bytes and file name to the marshalled code object. */
import { dumpConst } from "../../src/bytecode/marshal.ts";
import { compile } from "../../src/compiler/compile.ts";
import { SourceError, SourceFailure } from "../../src/parser/errors.ts";
import { parse } from "../../src/parser/parse.ts";

export function createCompiler(): (source: Uint8Array, filename: string) => Uint8Array {
  return (source, filename) => {
    try {
      const tree = parse(source, { filename, mode: "exec" });
      return dumpConst(compile(tree, { filename, flags: 0, optimize: 0, warn: () => true }), { refs: "shared" });
    } catch (error) {
      if (error instanceof SourceError) throw new Error(`${filename}:${error.lineno}: ${error.type}: ${error.msg}`);
      if (error instanceof SourceFailure) throw new Error(`${filename}: ${error.type}: ${error.message}`);
      throw error;
    }
  };
}
