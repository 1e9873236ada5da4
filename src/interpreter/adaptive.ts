/**
 * `_co_code_adaptive`: the bytecode with specialized opcodes, for dis. What has run is not recorded for each instruction; those that
 * specialize by being run, whatever they meet, are shown specialized once their code has run. Source: CPython Python/bytecodes.c.
 */
import { OPCODE, opcodeCaches, opcodeDeopt } from "../bytecode/opcodes.ts";
import type { PyCode } from "../objects/code.ts";
import type { PyValue } from "../objects/object.ts";
import { Executable } from "./code.ts";

export function adaptiveCode({ unit, decoded, consts }: PyCode): Uint8Array {
  const code = unit.code.slice();
  if (!(decoded instanceof Executable)) return code;
  const { plain, offsets } = decoded;
  for (let i = 0; i < plain.length - 1; i++) {
    let at = offsets[i];
    while (code[at] === OPCODE.EXTENDED_ARG) at += 2;
    if (opcodeDeopt[plain[i]] === code[at] && plain[i] < 256) code[at] = plain[i];
  }
  for (let at = 0; at < code.length; at += 2 + 2 * opcodeCaches[opcodeDeopt[code[at]]]) {
    if (code[at] === OPCODE.RESUME && at < offsets[1]) code[at] = OPCODE.RESUME_CHECK;
    else if (code[at] === OPCODE.JUMP_BACKWARD) code[at] = OPCODE.JUMP_BACKWARD_NO_JIT;
    else if (code[at] === OPCODE.LOAD_CONST) {
      code[at] = isImmortal(consts[code[at + 1]]) ? OPCODE.LOAD_CONST_IMMORTAL : OPCODE.LOAD_CONST_MORTAL;
    }
  }
  return code;
}

/** Singletons and names live for ever in CPython. */
function isImmortal(value: PyValue): boolean {
  return value === null || typeof value === "boolean" || typeof value === "string";
}
