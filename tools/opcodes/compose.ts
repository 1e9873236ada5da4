/**
 * Composes superinstructions: the bodies of several definitions one after the other, values handed on in variables instead of over
 * the operand stack. A guard that fails in a later part goes back to the first part's own instruction; until the last part
 * nothing has changed but variables, so that is always possible.
 */
import type { Definition } from "./definitions.ts";
import { inlinePart } from "./inline.ts";

export function compose(parts: readonly Definition[], idOf: (name: string) => number): string {
  const lines: string[] = [];
  /** Expressions of the values that are on the stack in theory; `taken` counts real ones below them that were used. */
  const virtual: string[] = [];
  let taken = 0;
  parts.forEach((part, k) => {
    const last = k === parts.length - 1;
    if (k > 0) lines.push("pc++;");
    if (k > 0 && part.usesOparg) lines.push("oparg = words[pc - 1] >> 9;");
    const again = `{ ${k > 0 ? `pc -= ${k}; oparg = words[pc - 1] >> 9; ` : ""}op = ${idOf(parts[0].name)}; continue loop; }`;
    if (part.raw) {
      if (!last) throw new Error(`${part.name}: moves operands itself and can only come last`);
      lines.push(...settle(virtual, taken));
      const family = part.family === null ? "" : `{ op = ${idOf(part.family)}; continue loop; }`;
      lines.push(inlinePart(part, k, [], family, true));
      return;
    }
    // A part without operands may leave the loop: the stack must be true by then.
    if (last && part.inputs.length === 0 && part.outputs.length === 0) {
      lines.push(...settle(virtual, taken));
      taken = 0;
    }
    const inputs: string[] = part.inputs.map(() => "");
    for (let i = inputs.length - 1; i >= 0; i--) {
      const value = virtual.pop();
      inputs[i] = value ?? `stack[sp - ${++taken}]`;
    }
    const firstOfFamily = k === 0 && part.family !== null ? `{ op = ${idOf(part.family)}; continue loop; }` : again;
    lines.push(inlinePart(part, k, inputs, firstOfFamily, false));
    part.outputs.forEach((_, i) => {
      virtual.push(`r${k}_${i}`);
    });
    if (last) lines.push(...settle(virtual, taken));
  });
  return lines.filter((line) => line !== "").join("\n");
}

/** Puts what is on the stack in theory onto the real one. */
function settle(virtual: string[], taken: number): string[] {
  const lines = virtual.map((value, i) => {
    const at = i - taken;
    return `stack[sp${at === 0 ? "" : at < 0 ? ` - ${-at}` : ` + ${at}`}] = ${value};`;
  });
  const move = virtual.length - taken;
  virtual.length = 0;
  if (move !== 0) lines.push(move > 0 ? `sp += ${move};` : `sp -= ${-move};`);
  return lines;
}
