/** Iterators whose next value Python code makes: the loop runs it in a frame of its own. */
import { typeLookup } from "../objects/abstract/attributes.ts";
import { checkIterator } from "../objects/abstract/iterate.ts";
import { PyFunction } from "../objects/function.ts";
import { mapArguments, mapType, PyMap } from "../objects/iterators/map.ts";
import type { PyValue } from "../objects/object.ts";
import { slotIter, slotNext } from "../objects/type/dispatchers.ts";
import { typeOf } from "../objects/typeof.ts";
import { mayWait } from "../objects/waiting.ts";
import { pushCall } from "./calls.ts";
import type { Frame } from "./frame.ts";
import {
  enterGenerator,
  GEN_CREATED,
  GEN_SUSPENDED,
  GEN_SUSPENDED_YIELD_FROM,
  type PyGenerator,
} from "./generators/generator.ts";
import { generatorType } from "./generators/types.ts";
import { markStops, pushNext, TailCall } from "./tail-call.ts";

/** A map's Python function, when what it is called with need not be waited for. Its StopIteration is the map's end. */
export function mappedFunction(iterator: PyValue): PyFunction | null {
  if (!(iterator instanceof PyMap) || iterator.mayWait || iterator.type.tp_iternext !== mapType.tp_iternext)
    return null;
  return iterator.func instanceof PyFunction ? iterator.func : null;
}

function enterMap(frame: Frame, map: PyMap, stopPc: number): boolean {
  const func = mappedFunction(map);
  if (func === null) return false;
  const args = mapArguments(map);
  // Asked again, what it maps could go on.
  if (args === undefined) frame.pc = stopPc;
  else markStops(pushCall(frame.thread, func, args, null), stopPc);
  return true;
}

/** The Python function that is its `__next__`. */
export function pythonNext(iterator: PyValue): PyFunction | null {
  const type = typeOf(iterator);
  if (type.tp_iternext !== slotNext) return null;
  const method = typeLookup(type, "__next__");
  return method instanceof PyFunction ? method : null;
}

/** Whether this has pushed the frame of the Python code that makes the next value, or found the end and has the loop go on there. */
export function enterNext(frame: Frame, iterator: PyValue, oparg: number): boolean {
  if (typeof iterator !== "object" || iterator === null) return false;
  const next = typeOf(iterator).tp_iternext;
  if (next === slotNext) {
    const method = pythonNext(iterator);
    if (method === null) return false;
    pushNext(frame, method, iterator, oparg + 1);
    return true;
  }
  if (next === mapType.tp_iternext) return enterMap(frame, iterator as PyMap, oparg + 1);
  if (next !== generatorType.tp_iternext) return false;
  const generator = iterator as PyGenerator;
  if (
    generator.state !== GEN_SUSPENDED &&
    generator.state !== GEN_CREATED &&
    generator.state !== GEN_SUSPENDED_YIELD_FROM
  )
    return false;
  generator.returnPc = oparg;
  enterGenerator(frame.thread, generator, null);
  return true;
}

/** Whether `enterNext` would push a frame, or `iterNextOrWait` have to wait. */
export function runsPython(iterator: PyValue): boolean {
  if (typeof iterator !== "object" || iterator === null) return false;
  const { tp_iternext: next, tp_iternext_waiting: waiting } = typeOf(iterator);
  if (waiting !== undefined && mayWait(iterator)) return true;
  if (next === slotNext) return pythonNext(iterator) !== null;
  if (next === generatorType.tp_iternext) return !(iterator as PyGenerator).running;
  return mappedFunction(iterator) !== null;
}

/** Whether the iterator comes from a Python `__iter__`, whose frame this has pushed. */
export function enterIter(iterable: PyValue): boolean {
  if (typeof iterable !== "object" || iterable === null || typeOf(iterable).tp_iter !== slotIter) return false;
  const method = typeLookup(typeOf(iterable), "__iter__");
  if (!(method instanceof PyFunction)) return false;
  new TailCall(method, [iterable], null, checkIterator).push(false);
  return true;
}
