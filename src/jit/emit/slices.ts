/** Slices: those of lists, tuples and strings run no Python code while their parts are ints or None, and no slice object is made for them. */
import { NB } from "../../bytecode/opargs.ts";
import { OP } from "../../interpreter/generated/tables.ts";
import { OperandsCache } from "../../interpreter/specialize/operators.ts";
import { listType } from "../../objects/list/type.ts";
import { PySlice } from "../../objects/slice.ts";
import { strType } from "../../objects/str/str-object.ts";
import { tupleType } from "../../objects/tuple/type.ts";
import type { PyType } from "../../objects/type-object.ts";
import type { Instruction } from "../cfg.ts";
import { ANY, LIST, SLICE, STR, TUPLE, type Type } from "../types.ts";
import type { Emitter, Val } from "./emitter.ts";
import { guard } from "./guards.ts";
import type { Emit } from "./table.ts";
import { isPlainStep, sliceText } from "./tagged.ts";

const buildSlice: Emit = (e, { arg, next }) => {
  const parts = e.popMany(arg).map((val) => e.reusable(val));
  if (arg === 2) parts.push(e.constantVal(null));
  const val: Val = { type: SLICE, text: "", parts };
  if (next?.generic === OP.BINARY_OP && next.arg === NB.SUBSCR) e.stack.push(val);
  else e.pushNew(SLICE, e.tagged(val));
};

/** Start, stop and step of a slice that is not made yet, or is a constant of plain parts. */
export function partsOf(e: Emitter, { type, parts }: Val): readonly Val[] | null {
  if (type.kind === "slice") return parts ?? null;
  const { value } = type;
  if (!(value instanceof PySlice)) return null;
  const constants = [value.start, value.stop, value.step].map((part) => e.constantVal(part));
  return constants.every(isBound) ? constants : null;
}

/** Parts with which a slice of a built-in sequence runs no Python code; a step must be known not to be zero. */
function isBound({ type: { kind } }: Val): boolean {
  return kind === "int" || kind === "none";
}

function isStep(step: Val): boolean {
  // A variable's name is no number: its value may be zero.
  return (
    step.type.kind === "none" || (step.type.kind === "int" && Math.abs(Number(step.text.replace(/[()]/g, ""))) > 0)
  );
}

const SEQUENCES: ReadonlyMap<PyType, Type> = new Map([
  [listType, LIST],
  [tupleType, TUPLE],
  [strType, STR],
]);

/** `container[start:stop:step]`: container and slice are on the stack. */
export function emitSlicing(e: Emitter, container: Val, parts: readonly Val[]): void {
  const cache = e.unit.code.caches[e.instruction.index];
  const seen = cache instanceof OperandsCache && !e.generic ? SEQUENCES.get(cache.left) : undefined;
  const sequence = seen === undefined ? container : guard(e, container, seen);
  if (e.ended) return;
  e.popMany(2);
  emitSlice(e, sequence, parts);
}

function emitSlice(e: Emitter, container: Val, [start, stop, step]: readonly Val[]): void {
  const parts = [container, start, stop, step].map((val): Val => ({ type: val.type, text: e.named(val) }));
  const { kind } = container.type;
  const isKnown = isBound(start) && isBound(stop) && isStep(step);
  if (kind === "list" && isKnown && isStored(e.instruction)) {
    e.stack.push({ type: LIST, text: "", parts });
    return;
  }
  const call = sliceText(e.unit, parts);
  if ((kind === "list" || kind === "tuple" || kind === "str") && isKnown) {
    e.pushNew(kind === "str" ? typeOfText(isPlainStep(step)) : container.type, call);
    return;
  }
  e.placeDeep();
  e.push(ANY, e.called(call));
}

/** What may stand between a slice and its storing: it leaves lists alone, or else has what is on the stack made first. */
const BETWEEN: ReadonlyMap<number, number> = new Map([
  [OP.LOAD_FAST, 1],
  [OP.LOAD_FAST_BORROW, 1],
  [OP.LOAD_FAST_LOAD_FAST, 2],
  [OP.LOAD_FAST_BORROW_LOAD_FAST_BORROW, 2],
  [OP.LOAD_CONST, 1],
  [OP.LOAD_SMALL_INT, 1],
  [OP.BINARY_OP, -1],
]);

/** Whether the list that an instruction pushes is what STORE_SLICE takes items from: then only they are moved. */
function isStored({ next }: Instruction): boolean {
  let above = 0;
  for (; next !== null && next.generic !== OP.STORE_SLICE; next = next.next) {
    const effect = BETWEEN.get(next.generic);
    if (effect === undefined) return false;
    above += effect;
    if (above <= 0) return false;
  }
  return next !== null && above === STORED_INTO;
}

/** Operands of STORE_SLICE above the value: container, start and stop. */
const STORED_INTO = 3;

/** What a slice of a string may begin with nobody knows; with a step, surrogates can come together, and the result is wide. */
function typeOfText(isPlain: boolean): Type {
  return isPlain ? STR : ANY;
}

const binarySlice: Emit = (e) => {
  const [container, start, stop] = e.popMany(3);
  emitSlice(e, container, [start, stop, e.constantVal(null)]);
};

const storeSlice: Emit = (e) => {
  const operands = e.popMany(4);
  const [value, container, start, stop] = operands;
  const isKnown = container.type.kind === "list" && isBound(start) && isBound(stop);
  if (isKnown && value.type.kind === "list" && value.parts !== undefined) {
    const moved = [container, start, stop, ...value.parts].map((val) => e.named(val));
    e.line(`${e.helper("moveSlice")}(${moved.join(", ")});`);
    return;
  }
  const call = `${e.helper("storeSlice")}(${operands.map((val) => e.named(val)).join(", ")})`;
  if (isKnown && value.type.kind === "list") {
    e.line(`${call};`);
    return;
  }
  e.placeDeep();
  e.calledVoid(call);
};

export const SLICES: readonly (readonly [number, Emit])[] = [
  [OP.BUILD_SLICE, buildSlice],
  [OP.BINARY_SLICE, binarySlice],
  [OP.STORE_SLICE, storeSlice],
];
