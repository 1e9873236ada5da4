/**
 * Executing definitions directly: `executor` turns one into a function that takes its operands from the frame and puts the
 * results back. The reference interpreter runs everything this way; the eval loop only its rare instructions.
 */

import { OP_BITS } from "./code.ts";
import type { Frame } from "./frame.ts";
import { GENERIC, REFERENCE } from "./generated/tables.ts";
import { type Body, DEOPTIMIZE, type Inst, type Slot } from "./inst.ts";
import type { ThreadState } from "./thread.ts";
import { entryFrame, takeInjected, unwind } from "./unwind.ts";

export type Execute = (frame: Frame, oparg: number) => void;

/** A function that executes the instruction on a frame whose `pc` and `sp` are current. */
export function executor(definition: Inst): Execute {
  const { body } = definition;
  if (definition.raw) {
    return (frame, oparg) => {
      body(frame, oparg);
    };
  }
  const [inputText, outputText] = definition.stack.split("--");
  const inputs = parts(inputText);
  const outputs = parts(outputText).length;
  if (inputs.length === 1 && inputs[0].includes("[")) return variadic(body, inputs[0]);
  return fixed(body, inputs.length, outputs);
}

function parts(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** How many operands an array in a stack effect stands for. */
const SIZES: Readonly<Record<string, (oparg: number) => number>> = {
  oparg: (oparg) => oparg,
  "oparg*2": (oparg) => oparg * 2,
  "2 + (oparg & 1)": (oparg) => 2 + (oparg & 1),
};

/** One array of inputs, at most one output. */
function variadic(body: Body, input: string): Execute {
  const size = SIZES[input.slice(input.indexOf("[") + 1, input.indexOf("]"))];
  if (size === undefined) throw new Error(`a stack effect of unknown size: ${input}`);
  return (frame, oparg) => {
    const count = size(oparg);
    const values = frame.stack.slice(frame.sp - count, frame.sp);
    const result = body(frame, oparg, values);
    frame.sp -= count;
    if (result !== undefined) frame.stack[frame.sp++] = result as Slot;
  };
}

function fixed(body: Body, inputs: number, outputs: number): Execute {
  return (frame, oparg) => {
    const { stack, sp } = frame;
    const at = sp - inputs;
    let result: ReturnType<Body>;
    switch (inputs) {
      case 0:
        result = body(frame, oparg);
        break;
      case 1:
        result = body(frame, oparg, stack[at]);
        break;
      case 2:
        result = body(frame, oparg, stack[at], stack[at + 1]);
        break;
      case 3:
        result = body(frame, oparg, stack[at], stack[at + 1], stack[at + 2]);
        break;
      default:
        result = body(frame, oparg, ...stack.slice(at, sp));
    }
    frame.sp = at + outputs;
    if (outputs === 1) stack[at] = result as Slot;
    else if (outputs > 1) for (let i = 0; i < outputs; i++) stack[at + i] = (result as Slot[])[i];
  };
}

/** Executes one instruction of the thread's top frame through its definition. */
export function step(frame: Frame): void {
  const op = frame.code.plain[frame.pc];
  const word = frame.code.words[frame.pc++];
  try {
    REFERENCE[op](frame, word >> OP_BITS);
  } catch (caught) {
    if (caught !== DEOPTIMIZE) throw caught;
    REFERENCE[GENERIC[op]](frame, word >> OP_BITS);
  }
}

/** The eval loop made of definitions: same contract as the generated one, slow, and the measure of its correctness. */
export function referenceLoop(thread: ThreadState): Slot {
  const entry = entryFrame(thread);
  for (;;) {
    try {
      if (thread.injected !== undefined) throw takeInjected(thread);
      for (;;) {
        step(thread.top!);
        if (thread.exited) {
          thread.exited = false;
          return thread.exitValue;
        }
      }
    } catch (caught) {
      unwind(thread, caught, entry);
    }
  }
}
