/** Calls of generator functions from compiled code: nothing runs before the generator is asked for something, so that it is made at once. */
import { CO } from "../../bytecode/codeflags.ts";
import { executableOf, OP_BITS } from "../../interpreter/code.ts";
import { compiled } from "../../interpreter/compiled.ts";
import { FRAME_GENERATOR, type Frame } from "../../interpreter/frame.ts";
import { OP } from "../../interpreter/generated/tables.ts";
import { PyGenerator } from "../../interpreter/generators/generator.ts";
import { generatorFor } from "../../interpreter/generators/make.ts";
import type { Slot } from "../../interpreter/inst.ts";
import { currentThread } from "../../interpreter/thread.ts";
import { PyCell } from "../../objects/cell.ts";
import type { PyFunction } from "../../objects/function.ts";
import { PyInstance, type PyValue } from "../../objects/object.ts";
import type { SlotName } from "../../objects/slots.ts";
import { typeOf } from "../../objects/typeof.ts";
import { type Entry, recordOf } from "../record.ts";
import { slotMethod, takes } from "../special-methods.ts";
import { interpret } from "./calls.ts";
import { newFrame } from "./exits.ts";
import { isWaitingCoroutine } from "./generators.ts";

/** How a generator function of so many parameters is entered: without an array of the arguments if they are few. */
export function generatorEntry(parameters: number): Entry {
  return BY_PARAMETERS[parameters] ?? generate;
}

const BY_PARAMETERS: readonly Entry[] = [generate0, generate1, generate2];

function generate0(fn: PyFunction, depth: number): Slot {
  const frame = frameFor(fn, depth);
  return frame === null ? interpret(fn, depth) : begin(frame);
}

function generate1(fn: PyFunction, depth: number, a: Slot): Slot {
  const frame = frameFor(fn, depth);
  if (frame === null) return interpret(fn, depth, a);
  frame.stack[0] = a;
  return begin(frame);
}

function generate2(fn: PyFunction, depth: number, a: Slot, b: Slot): Slot {
  const frame = frameFor(fn, depth);
  if (frame === null) return interpret(fn, depth, a, b);
  frame.stack[0] = a;
  frame.stack[1] = b;
  return begin(frame);
}

function generate(fn: PyFunction, depth: number, ...values: Slot[]): Slot {
  const frame = frameFor(fn, depth);
  if (frame === null) return interpret(fn, depth, ...values);
  for (let i = 0; i < values.length; i++) frame.stack[i] = values[i];
  return begin(frame);
}

/**
 * The iterator over what is awaited, where nothing runs for that: a coroutine itself, or the generator that a generator function makes as
 * `__await__`. Undefined: it takes more.
 */
export function awaitableAtHand(value: PyValue, depth: number): Slot {
  if (value instanceof PyGenerator) return isWaitingCoroutine(value) ? value : undefined;
  return madeBySlot(value, "am_await", CO.GENERATOR, depth);
}

/** What an instance is iterated by, if a generator function makes that as `__iter__`; undefined as above. */
export function iteratorAtHand(value: PyValue, depth: number): Slot {
  return value instanceof PyInstance ? madeBySlot(value, "tp_iter", CO.GENERATOR, depth) : undefined;
}

/** The same of `async for` and `__aiter__`. */
export function asyncIteratorAtHand(value: PyValue, depth: number): Slot {
  return value instanceof PyInstance ? madeBySlot(value, "am_aiter", CO.ASYNC_GENERATOR, depth) : undefined;
}

/** What kind of generator a function makes. */
const KIND = CO.GENERATOR | CO.COROUTINE | CO.ASYNC_GENERATOR | CO.ITERABLE_COROUTINE;

function madeBySlot(value: PyValue, slot: SlotName, kind: number, depth: number): Slot {
  const method = slotMethod(typeOf(value), slot);
  if (method === null || !takes(method, 1) || depth >= compiled.limit) return undefined;
  if ((executableOf(method.code).flags & KIND) !== kind) return undefined;
  const frame = frameFor(method, depth + 1);
  if (frame === null) return undefined;
  frame.stack[0] = value;
  return begin(frame);
}

/** The generator's frame; null where the interpreter has to make it. */
function frameFor(fn: PyFunction, depth: number): Frame | null {
  const thread = currentThread;
  const code = executableOf(fn.code);
  const { prefix } = recordOf(code);
  // A coroutine may be asked where it was made: that takes frames.
  if (thread.coroutineOriginDepth > 0 || depth > thread.recursionLimit) return null;
  if (code.plain[prefix] !== OP.RETURN_GENERATOR) return null;
  const frame = newFrame(code, fn, null, 0);
  frame.flags |= FRAME_GENERATOR;
  frame.pc = prefix + 1;
  return frame;
}

/** The arguments are in their places. */
function begin(frame: Frame): Slot {
  for (let pc = 0; pc < frame.pc - 1; pc++) shareVariables(frame, pc);
  return generatorFor(currentThread, frame);
}

/** What the instructions before RETURN_GENERATOR do. */
function shareVariables({ code, func, stack }: Frame, pc: number): void {
  const arg = code.words[pc] >> OP_BITS;
  if (code.plain[pc] === OP.MAKE_CELL) stack[arg] = new PyCell(stack[arg] as PyValue | undefined);
  else for (let i = 0; i < arg; i++) stack[code.localCount - arg + i] = func.closure![i];
}
