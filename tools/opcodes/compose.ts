/**
 * Composes superinstructions: the bodies of several definitions one after the other, values handed on in variables instead of over
 * the operand stack. `pc` stays behind the first part's word until a part needs it true: because it jumps, or because it may raise
 * or be looked at. A guard that fails in a later part leaves the block `un`, after which the first part runs unfused; until the
 * last part nothing has changed but variables, so that is always possible.
 */
import type { Definition } from "./definitions.ts";
import { inlinePart, needsPc } from "./inline.ts";

export function compose(parts: readonly Definition[], idOf: (name: string) => number): string {
  const lines: string[] = [];
  /** Expressions of the values that are on the stack in theory; `taken` counts real ones below them that were used. */
  const virtual: string[] = [];
  let taken = 0;
  /** How far `pc` has been moved. */
  let moved = 0;
  let head = false;
  parts.forEach((part, k) => {
    const last = k === parts.length - 1;
    if (k > 0 && (part.raw || needsPc(part))) {
      lines.push(`pc += ${k - moved};`);
      moved = k;
    }
    const ahead = k - moved;
    if (k > 0 && part.usesOparg)
      lines.push(`oparg = words[${ahead === 1 ? "pc" : ahead === 0 ? "pc - 1" : `pc + ${ahead - 1}`}] >> 9;`);
    if (part.raw) {
      if (!last) throw new Error(`${part.name}: moves operands itself and can only come last`);
      lines.push(...settle(virtual, taken));
      const family = part.family === null ? "" : `{ op = ${idOf(part.family)}; continue loop; }`;
      lines.push(inlinePart(part, k, 0, [], family, true));
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
    let failed = "break un;";
    if (k === 0 && part.family !== null) failed = `{ op = ${idOf(part.family)}; continue loop; }`;
    else if (moved > 0) failed = "{ pc = head; break un; }";
    const text = inlinePart(part, k, ahead, inputs, failed, false);
    if (text.includes("pc = head")) head = true;
    lines.push(text);
    part.outputs.forEach((_, i) => {
      virtual.push(`r${k}_${i}`);
    });
    if (last) {
      if (ahead > 0) lines.push(`pc += ${ahead};`);
      lines.push(...settle(virtual, taken));
    }
  });
  if (head) lines.unshift("head = pc;");
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
