/**
 * _ast: the node classes, made from the field table of the syntax tree (parser/generated/ast.ts), and the conversions between
 * trees and node objects. Source: CPython Python/Python-ast.c, Python/ast.c.
 */

import { CO } from "../../bytecode/codeflags.ts";
import { futureFeatures } from "../../compiler/future.ts";
import { preprocess } from "../../compiler/preprocess/preprocess.ts";
import { registerAst } from "../../interpreter/ast-hook.ts";
import { defineModule } from "../../objects/declare.ts";
import { fromSourceError } from "../../objects/source-errors.ts";
import { astType } from "./base.ts";
import { toObject } from "./to-object.ts";
import { toTree } from "./to-tree.ts";
import { nodeTypes } from "./types.ts";

export default defineModule({
  name: "_ast",
  doc: null,
  constants: () => ({
    PyCF_ALLOW_TOP_LEVEL_AWAIT: 0x2000,
    PyCF_ONLY_AST: 0x400,
    PyCF_TYPE_COMMENTS: 0x1000,
    PyCF_OPTIMIZED_AST: 0x8400,
  }),
  exec: (_module, dict) => {
    dict.set("AST", astType);
    for (const [name, type] of nodeTypes().byName) dict.set(name, type);
    registerAst({
      toObject: (tree, optimize, { filename, optimize: level }) => {
        try {
          const future = futureFeatures(tree, filename);
          const futureAnnotations = (future.features & CO.FUTURE_ANNOTATIONS) !== 0;
          preprocess(tree, {
            filename,
            optimize: optimize ? Math.max(level, 0) : 0,
            futureAnnotations,
            syntaxCheckOnly: !optimize,
            warn: null,
          });
        } catch (caught) {
          throw fromSourceError(caught);
        }
        return toObject(tree);
      },
      toTree,
    });
  },
});
