/** `from __future__ import …` at the top of a module (CPython's Python/future.c). */

import { CO } from "../bytecode/codeflags.ts";
import type { Str } from "../kernel/str.ts";
import type { ImportFrom, mod } from "../parser/generated/ast.ts";
import { docstringOf } from "./docstring.ts";
import { syntaxError } from "./errors.ts";
import { type Location, NO_LOCATION } from "./instruction-sequence.ts";
import { locationOf } from "./symtable/entry.ts";

export interface FutureFeatures {
  features: number;
  /** The last future statement; a future statement after it is an error. */
  location: Location;
}

/** Features by name; the mandatory ones have no effect any more. */
const FEATURES: Readonly<Record<string, number>> = {
  nested_scopes: 0,
  generators: 0,
  division: 0,
  absolute_import: 0,
  with_statement: 0,
  print_function: 0,
  unicode_literals: 0,
  barry_as_FLUFL: CO.FUTURE_BARRY_AS_BDFL,
  generator_stop: 0,
  annotations: CO.FUTURE_ANNOTATIONS,
};

/** `_PyFuture_FromAST`. */
export function futureFeatures(tree: mod, filename: Str): FutureFeatures {
  const future: FutureFeatures = { features: 0, location: NO_LOCATION };
  if (tree.kind !== "Module" && tree.kind !== "Interactive") return future;
  const body = tree.body;
  for (let i = docstringOf(body) === null ? 0 : 1; i < body.length; i++) {
    const stmt = body[i];
    if (stmt.kind !== "ImportFrom" || stmt.level !== 0 || stmt.module !== "__future__") break;
    addFeatures(future, stmt, filename);
    future.location = locationOf(stmt);
  }
  return future;
}

function addFeatures(future: FutureFeatures, stmt: ImportFrom, filename: Str): void {
  for (const alias of stmt.names) {
    const name = alias.name;
    if (Object.hasOwn(FEATURES, name)) {
      future.features |= FEATURES[name];
    } else if (name === "braces") {
      throw syntaxError(filename, "not a chance", locationOf(alias));
    } else {
      throw syntaxError(filename, `future feature ${name.slice(0, 100)} is not defined`, locationOf(alias));
    }
  }
}
