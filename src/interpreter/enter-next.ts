/** Iterators whose next value Python code makes: the loop runs it in a frame of its own. */
import { typeLookup } from "../objects/abstract/attributes.ts";
import { PyFunction } from "../objects/function.ts";
import type { PyValue } from "../objects/object.ts";
import { slotNext } from "../objects/type/dispatchers.ts";
import { typeOf } from "../objects/typeof.ts";
import type { Frame } from "./frame.ts";
import {
  enterGenerator,
  GEN_CREATED,
  GEN_SUSPENDED,
  GEN_SUSPENDED_YIELD_FROM,
  type PyGenerator,
} from "./generators/generator.ts";
import { generatorType } from "./generators/types.ts";
import { pushNext } from "./tail-call.ts";

/** Whether the next value comes from Python code, whose frame this has pushed. */
export function enterNext(frame: Frame, iterator: PyValue, oparg: number): boolean {
  if (typeof iterator !== "object" || iterator === null) return false;
  const next = typeOf(iterator).tp_iternext;
  if (next === slotNext) {
    const method = typeLookup(typeOf(iterator), "__next__");
    if (!(method instanceof PyFunction)) return false;
    pushNext(frame, method, iterator, oparg + 1);
    return true;
  }
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
