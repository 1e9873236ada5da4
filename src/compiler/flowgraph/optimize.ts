/** The optimizer's order of passes (`_PyCfg_OptimizeCodeUnit`, `_PyCfg_OptimizedCfgToInstructionSequence`). */
import type { Const } from "../../bytecode/constants.ts";
import type { CodeUnitMetadata } from "../code-unit-metadata.ts";
import type { ConstCache } from "../const-cache.ts";
import { InstructionSequence } from "../instruction-sequence.ts";
import { optimizeBasicBlock } from "./basic-block.ts";
import { type Block, cfgToInstructionSequence, checkCfg, translateLabelsToTargets } from "./cfg.ts";
import { pushColdBlocksToEnd } from "./cold.ts";
import { Consts, removeUnusedConsts } from "./consts.ts";
import { labelExceptionTargets, markExceptHandlers } from "./exceptions.ts";
import { inlineSmallOrNoLinenoBlocks } from "./inline-blocks.ts";
import { resolveLineNumbers } from "./line-numbers.ts";
import { optimizeLoadConst } from "./load-const.ts";
import { optimizeLoadFast } from "./load-fast.ts";
import { prepareLocalsplus } from "./prefix.ts";
import { convertPseudoConditionalJumps, convertPseudoOps, normalizeJumps } from "./pseudo.ts";
import { removeRedundantNopsAndJumps, removeRedundantNopsAndPairs } from "./redundant.ts";
import { calculateStackdepth } from "./stackdepth.ts";
import { insertSuperinstructions } from "./superinstructions.ts";
import { addChecksForUninitialized } from "./uninitialized.ts";
import { removeUnreachable } from "./unreachable.ts";

/** Optimizes the graph in place; `consts` is the unit's own list and changes with it. */
export function optimizeCodeUnit(
  entry: Block,
  consts: Const[],
  cache: ConstCache,
  nlocals: number,
  nparams: number,
): void {
  translateLabelsToTargets(entry);
  markExceptHandlers(entry);
  labelExceptionTargets(entry);
  optimizeCfg(entry, new Consts(consts, cache));
  removeUnusedConsts(entry, consts);
  addChecksForUninitialized(entry, nlocals, nparams);
  insertSuperinstructions(entry);
  pushColdBlocksToEnd(entry);
  resolveLineNumbers(entry);
}

function optimizeCfg(entry: Block, consts: Consts): void {
  checkCfg(entry);
  inlineSmallOrNoLinenoBlocks(entry);
  removeUnreachable(entry);
  resolveLineNumbers(entry);
  optimizeLoadConst(entry, consts);
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) optimizeBasicBlock(block, consts);
  removeRedundantNopsAndPairs(entry);
  removeUnreachable(entry);
  removeRedundantNopsAndJumps(entry);
}

/** What the assembler needs of a finished graph. */
export interface OptimizedUnit {
  readonly instrs: InstructionSequence;
  readonly stackdepth: number;
  readonly nlocalsplus: number;
}

/** Turns the optimized graph into the instructions to assemble. */
export function linearize(entry: Block, unit: CodeUnitMetadata, codeFlags: number): OptimizedUnit {
  convertPseudoConditionalJumps(entry);
  const stackdepth = calculateStackdepth(entry);
  const nlocalsplus = prepareLocalsplus(unit, entry, codeFlags);
  convertPseudoOps(entry);
  normalizeJumps(entry);
  optimizeLoadFast(entry);
  const instrs = new InstructionSequence();
  cfgToInstructionSequence(entry, instrs);
  return { instrs, stackdepth, nlocalsplus };
}
