/** Specialization of LOAD_GLOBAL: the cells that mirror a name in the module's namespace and in builtins. */

import type { DictCell } from "../../objects/dict/dict.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { dictType } from "../../objects/dict/type.ts";
import type { Frame } from "../frame.ts";
import { OP } from "../generated/tables.ts";
import { giveUp, rewrite } from "./common.ts";

export class GlobalCache {
  readonly globals: PyDict;
  readonly cell: DictCell;
  /** The cell in builtins; the same as `cell` when the name is the module's. */
  readonly builtin: DictCell;
  constructor(globals: PyDict, cell: DictCell, builtin: DictCell) {
    this.globals = globals;
    this.cell = cell;
    this.builtin = builtin;
  }
}

export function specializeLoadGlobal(frame: Frame, index: number, oparg: number): void {
  const { code } = frame;
  const { globals, builtins } = frame.func;
  const name = code.names[oparg >> 1];
  if (
    typeof name !== "string" ||
    globals.type !== dictType ||
    !(builtins instanceof PyDict) ||
    builtins.type !== dictType
  ) {
    giveUp(code, index);
    return;
  }
  const cell = globals.cell(name);
  if (cell.v !== undefined) {
    code.caches[index] = new GlobalCache(globals, cell, cell);
    rewrite(code, index, (oparg & 1) !== 0 ? OP.LOAD_GLOBAL_MODULE_NULL : OP.LOAD_GLOBAL_MODULE);
    return;
  }
  const builtin = builtins.cell(name);
  if (builtin.v === undefined) {
    giveUp(code, index);
    return;
  }
  code.caches[index] = new GlobalCache(globals, cell, builtin);
  rewrite(code, index, (oparg & 1) !== 0 ? OP.LOAD_GLOBAL_BUILTIN_NULL : OP.LOAD_GLOBAL_BUILTIN);
}
