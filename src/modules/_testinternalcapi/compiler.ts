/**
 * The compiler's passes one by one: syntax tree → instructions → optimized instructions → code object. Source: CPython
 * Modules/_testinternalcapi.c, Python/compile.c (_PyCompile_CodeGen, _PyCompile_Assemble), Python/flowgraph.c (_PyCompile_OptimizeCfg).
 */
import type { Const } from "../../bytecode/constants.ts";
import { HAS_CONST_FLAG, opcodeFlags } from "../../bytecode/opcodes.ts";
import { assembleCode } from "../../compiler/assemble.ts";
import { CodeUnitMetadata } from "../../compiler/code-unit-metadata.ts";
import { instructionsOf } from "../../compiler/compile.ts";
import { ConstCache } from "../../compiler/const-cache.ts";
import { cleanDoc } from "../../compiler/docstring.ts";
import {
  cfgFromInstructionSequence,
  cfgToInstructionSequence,
  translateLabelsToTargets,
} from "../../compiler/flowgraph/cfg.ts";
import { labelExceptionTargets } from "../../compiler/flowgraph/exceptions.ts";
import { optimizeLoadFast } from "../../compiler/flowgraph/load-fast.ts";
import { linearize, optimizeCodeUnit } from "../../compiler/flowgraph/optimize.ts";
import { calculateStackdepth } from "../../compiler/flowgraph/stackdepth.ts";
import type { InstructionSequence } from "../../compiler/instruction-sequence.ts";
import { treeOfObject } from "../../interpreter/ast-hook.ts";
import { translating, warningSink } from "../../interpreter/source.ts";
import { type Str, strToJs } from "../../kernel/str.ts";
import { isTrue } from "../../objects/abstract/compare.ts";
import { constToValue, PyCode, valueToConst } from "../../objects/code.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { systemError, typeError, valueError } from "../../objects/errors.ts";
import { PyList } from "../../objects/list/list.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { typeName } from "../../objects/typeof.ts";
import { newSequence, PyInstructionSequence, sequenceOf } from "./sequence.ts";

export function compilerCleandoc(doc: Str): PyValue {
  return cleanDoc(doc);
}

/** Unoptimized instructions of a tree, and what else the unit knows. */
export function compilerCodegen(ast: PyValue, filename: PyValue, optimize: number, _mode: number): PyValue {
  const tree = treeOfObject(ast, "exec");
  if (tree === undefined) throw typeError(`expected an AST, got ${typeName(ast)}`);
  const unit = translating(() =>
    instructionsOf(tree, { filename: textOf(filename, "filename"), flags: 0, optimize, warn: warningSink() }),
  );
  const { argcount, posonlyargcount, kwonlyargcount, consts } = unit.metadata;
  const metadata = new PyDict();
  metadata.setStr("argcount", argcount);
  metadata.setStr("posonlyargcount", posonlyargcount);
  metadata.setStr("kwonlyargcount", kwonlyargcount);
  metadata.setStr("consts", new PyList(consts.list.map(constToValue)));
  return new PyTuple([new PyInstructionSequence(unit.instrs), metadata]);
}

/** Optimizes a sequence; the list of constants changes with it. */
export function optimizeCfg(instructions: PyValue, list: PyValue, nlocals: number): PyValue {
  const seq = sequenceOf(instructions);
  if (!(list instanceof PyList)) throw typeError("consts must be a list");
  const consts = list.items.map(constOf);
  checkConstIndices(seq, consts.length);
  const result = newSequence();
  translating(() => {
    const cache = new ConstCache();
    consts.forEach((value, i) => {
      consts[i] = cache.merge(value);
    });
    const entry = cfgFromInstructionSequence(seq);
    optimizeCodeUnit(entry, consts, cache, nlocals, 0);
    calculateStackdepth(entry);
    optimizeLoadFast(entry);
    cfgToInstructionSequence(entry, result.seq);
  });
  list.items.splice(0, list.items.length, ...consts.map(constToValue));
  return result;
}

/** Makes a code object of instructions as the optimizer leaves them. */
export function assembleCodeObject(filename: PyValue, instructions: PyValue, metadata: PyValue): PyValue {
  const seq = sequenceOf(instructions);
  if (!(metadata instanceof PyDict)) throw typeError(`expected a dict, not ${typeName(metadata)}`);
  const name = textOf(filename, "filename");
  const cache = new ConstCache();
  const unit = unitOf(metadata, cache);
  checkConstIndices(seq, unit.consts.list.length);
  return translating(() => {
    const entry = cfgFromInstructionSequence(seq);
    translateLabelsToTargets(entry);
    labelExceptionTargets(entry);
    const { instrs, stackdepth, nlocalsplus } = linearize(entry, unit, 0);
    return new PyCode(assembleCode(unit, cache, instrs.instrs, stackdepth, nlocalsplus, 0, name));
  });
}

function unitOf(metadata: PyDict, cache: ConstCache): CodeUnitMetadata {
  const text = (key: string): string => strToJs(textOf(metadata.getStr(key), key));
  const count = (key: string): number => {
    const value = metadata.getStr(key);
    if (typeof value !== "number" || value < 0) throw systemError(`bad ${key}`);
    return value;
  };
  const dict = (key: string): PyDict => {
    const value = metadata.getStr(key);
    if (!(value instanceof PyDict)) throw systemError(`bad ${key}`);
    return value;
  };
  const names = (key: string): Map<string, number> => {
    const of = dict(key);
    return new Map(of.keysArray().map((item, i) => [strToJs(textOf(item, key)), of.valuesArray()[i] as number]));
  };
  const unit = new CodeUnitMetadata(text("name"), count("firstlineno"), cache);
  unit.qualname = text("qualname");
  const consts = dict("consts");
  for (const value of consts.keysArray()) unit.consts.add(constOf(value));
  for (const [name, at] of names("names")) unit.names.set(name, at);
  unit.varnames = names("varnames");
  unit.cellvars = names("cellvars");
  unit.freevars = names("freevars");
  const hidden = dict("fasthidden");
  for (const name of hidden.keysArray()) {
    unit.fasthidden.set(strToJs(textOf(name, "fasthidden")), isTrue(hidden.get(name)!));
  }
  unit.argcount = count("argcount");
  unit.posonlyargcount = count("posonlyargcount");
  unit.kwonlyargcount = count("kwonlyargcount");
  return unit;
}

function textOf(value: PyValue | undefined, what: string): Str {
  const text = value === undefined ? undefined : asStr(value);
  if (text === undefined) throw systemError(`bad ${what}`);
  return text;
}

function constOf(value: PyValue): Const {
  const constant = valueToConst(value);
  if (constant === undefined) throw typeError(`got an invalid type in Constant: ${typeName(value)}`);
  return constant;
}

function checkConstIndices(seq: InstructionSequence, count: number): void {
  for (const { opcode, oparg } of seq.instrs) {
    if ((opcodeFlags[opcode] & HAS_CONST_FLAG) !== 0 && oparg >= count) {
      throw valueError(`LOAD_CONST index ${oparg} is out of range for consts (len=${count})`);
    }
  }
}
