/** Making the generator object of a call (RETURN_GENERATOR). */
import { CO } from "../../bytecode/codeflags.ts";
import type { PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { hasHiddenFrames, revealFrames } from "../compiled.ts";
import type { Frame } from "../frame.ts";
import { type ThreadState, visibleFrame } from "../thread.ts";
import { asyncGeneratorType } from "./async-generator.ts";
import { PyGenerator } from "./generator.ts";
import { coroutineType, generatorType, ownFrame } from "./types.ts";

/** The generator, coroutine or asynchronous generator for the frame of a call that has just begun. */
export function makeGenerator(thread: ThreadState, frame: Frame): PyGenerator {
  const generator = generatorFor(thread, ownFrame(frame));
  if (generator.kind === "coroutine" && thread.coroutineOriginDepth > 0) {
    if (hasHiddenFrames(thread)) revealFrames(thread);
    generator.origin = origin(frame, thread.coroutineOriginDepth);
  }
  return generator;
}

/** The same for a frame that is a generator's already. */
export function generatorFor(thread: ThreadState, own: Frame): PyGenerator {
  const { flags } = own.code;
  const { name, qualname } = own.func;
  let generator: PyGenerator;
  if ((flags & CO.COROUTINE) !== 0) {
    generator = new PyGenerator(coroutineType, "coroutine", own, name, qualname);
    thread.interp.estates.watch(generator); // until it is awaited
  } else if ((flags & CO.ASYNC_GENERATOR) !== 0) {
    generator = new PyGenerator(asyncGeneratorType, "async generator", own, name, qualname);
  } else {
    generator = new PyGenerator(generatorType, "generator", own, name, qualname);
  }
  own.owner = generator;
  return generator;
}

/** `cr_origin`: (file, line, function) of the innermost frames that led to the coroutine. */
function origin(frame: Frame, depth: number): PyValue {
  const entries: PyValue[] = [];
  for (let at = visibleFrame(frame.previous); at !== null && entries.length < depth; at = at.back) {
    entries.push(new PyTuple([at.code.unit.filename, at.lineno() ?? 0, at.code.unit.name]));
  }
  return new PyTuple(entries);
}
