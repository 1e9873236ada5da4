/** Pairs of fast-local instructions fused into one (`insert_superinstructions`). */
import { OPCODE } from "../../bytecode/opcodes.ts";
import type { Block, CfgInstr } from "./cfg.ts";
import { removeRedundantNops } from "./redundant.ts";

const { LOAD_FAST, LOAD_FAST_LOAD_FAST, STORE_FAST, STORE_FAST_LOAD_FAST, STORE_FAST_STORE_FAST } = OPCODE;

function fuse(first: CfgInstr, second: CfgInstr, opcode: number): void {
  const line1 = first.loc.lineno;
  const line2 = second.loc.lineno;
  if (line1 >= 0 && line2 >= 0 && line1 !== line2) return;
  if (first.oparg >= 16 || second.oparg >= 16) return;
  first.setOp(opcode, (first.oparg << 4) | second.oparg);
  second.setNop();
}

export function insertSuperinstructions(entry: Block): void {
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
    const instrs = block.instrs;
    for (let i = 0; i + 1 < instrs.length; i++) {
      const first = instrs[i];
      const second = instrs[i + 1];
      if (first.opcode === LOAD_FAST) {
        if (second.opcode === LOAD_FAST) fuse(first, second, LOAD_FAST_LOAD_FAST);
      } else if (first.opcode === STORE_FAST) {
        if (second.opcode === LOAD_FAST) fuse(first, second, STORE_FAST_LOAD_FAST);
        else if (second.opcode === STORE_FAST) fuse(first, second, STORE_FAST_STORE_FAST);
      }
    }
  }
  removeRedundantNops(entry);
}
