/** Jumps and returning. */
import { OP } from "../../interpreter/generated/tables.ts";
import { NONE } from "../types.ts";
import type { Emit } from "./table.ts";

const jump: Emit = () => {};

/** The condition is that of falling through. */
const jumpIfFalse: Emit = (e) => {
  e.branch = { condition: condition(e.pop().text), onTrue: null };
};

const jumpIfTrue: Emit = (e) => {
  e.branch = { condition: negated(e.pop().text), onTrue: null };
};

const jumpIfNone: Emit = (e) => {
  const val = e.pop();
  e.branch = {
    condition: val.type.kind === "none" ? "false" : nonNull(val.type.kind) ? "true" : `${val.text} !== null`,
    onTrue: null,
  };
};

const jumpIfNotNone: Emit = (e) => {
  const val = e.pop();
  const known = val.type.kind === "none" ? "true" : nonNull(val.type.kind) ? "false" : null;
  const { text } = val;
  e.branch = {
    condition: known ?? `${text} === null`,
    onTrue: known === null ? () => e.refine(text, NONE) : null,
  };
};

function nonNull(kind: string): boolean {
  return /^(int|float|boxed|complex|str|bool|list|tuple|dict|instance)$/.test(kind);
}

function condition(text: string): string {
  return text;
}

function negated(text: string): string {
  const simple = /^!\((.*)\)$/.exec(text);
  if (simple !== null && !simple[1].includes("(")) return simple[1];
  return /^[\w$]+$/.test(text) ? `!${text}` : `!(${text})`;
}

const returnValue: Emit = (e) => {
  const value = e.pop();
  const { handles, policy, awaited } = e.unit;
  // A traceback, or who has asked for frames, may refer to the activation's.
  const hasFrame: string[] = [];
  if (handles) hasFrame.push("shown");
  if (policy.shows) hasFrame.push(`${e.helper("shownAt")}[d] !== 0`);
  e.ended = true;
  if (hasFrame.length === 0 && !awaited) {
    e.line(`return ${e.tagged(value)};`);
    return;
  }
  const text = e.named(value);
  if (hasFrame.length > 0) e.line(`if (${hasFrame.join(" || ")}) ${e.helper("left")}(${e.exitArguments("")});`);
  if (awaited) {
    e.line(`if (frame !== null) return ${e.helper("endAwaited")}(frame, ${text});`);
    e.line("J.done = true;");
  }
  e.line(`return ${text};`);
};

export const CONTROL: readonly (readonly [number, Emit])[] = [
  [OP.JUMP_FORWARD, jump],
  [OP.JUMP_BACKWARD, jump],
  [OP.JUMP_BACKWARD_NO_INTERRUPT, jump],
  [OP.POP_JUMP_IF_FALSE, jumpIfFalse],
  [OP.POP_JUMP_IF_TRUE, jumpIfTrue],
  [OP.POP_JUMP_IF_NONE, jumpIfNone],
  [OP.POP_JUMP_IF_NOT_NONE, jumpIfNotNone],
  [OP.RETURN_VALUE, returnValue],
];
