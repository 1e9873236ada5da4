/** Code of the interpreter's own frames: driving an activation, and standing in for an answer that is awaited. */
import { CodeUnit } from "../bytecode/codeunit.ts";
import { OPCODE } from "../bytecode/opcodes.ts";
import { PyCode } from "../objects/code.ts";
import { PyDict } from "../objects/dict/dict.ts";
import { PyFunction } from "../objects/function.ts";
import { Executable, OP_BITS } from "./code.ts";
import { OP } from "./generated/tables.ts";
import type { Interpreter } from "./interpreter.ts";

function emptyUnit(name: string, words: number): CodeUnit {
  const code = new Uint8Array(words * 2);
  for (let i = 0; i < words; i++) code[i * 2] = OPCODE.NOP;
  return new CodeUnit({
    argcount: 0,
    posonlyargcount: 0,
    kwonlyargcount: 0,
    stacksize: 4,
    flags: 0,
    code,
    consts: [],
    names: [],
    localsplusnames: [],
    localspluskinds: new Uint8Array(0),
    filename: "<internal>",
    name,
    qualname: name,
    firstlineno: 0,
    linetable: new Uint8Array(0),
    exceptiontable: new Uint8Array(0),
  });
}

function set(code: Executable, index: number, op: number): void {
  code.words[index] = op;
  code.plain[index] = op & ((1 << OP_BITS) - 1);
}

let parked: Executable | null = null;
let activation: Executable | null = null;

/** Leaves the loop whenever it is run. */
export function parkedCode(): Executable {
  if (parked === null) {
    parked = new Executable(null, emptyUnit("parked", 1), [], true);
    set(parked, 0, OP.INTERPRETER_EXIT);
  }
  return parked;
}

/**
 * 0: run the activation to its next request; 1: make the call; 2: run on with the result; 3: handler of 1, which throws the
 * call's exception into the activation. 2 and 3 continue at 1.
 */
export function activationCode(): Executable {
  if (activation === null) {
    const unit = emptyUnit("activation", 4);
    activation = new Executable(
      null,
      new CodeUnit({ ...unit, exceptiontable: Uint8Array.of(0x80 | 1, 1, 3, 0) }),
      [],
      true,
    );
    set(activation, 0, OP.ACTIVATION_NEXT);
    set(activation, 1, OP.ACTIVATION_CALL);
    set(activation, 2, OP.ACTIVATION_NEXT);
    set(activation, 3, OP.ACTIVATION_THROW);
  }
  return activation;
}

let drain: Executable | null = null;

/** The instructions of a drain: the next value, giving it to the sink, and back; after a generator's return; the end. */
export const DRAIN_AT = { NEXT: 0, TAKE: 1, RETURNED: 2, END: 3 } as const;

export function drainCode(): Executable {
  if (drain === null) {
    drain = new Executable(null, emptyUnit("drain", 4), [], true);
    set(drain, DRAIN_AT.NEXT, OP.FOR_ITER | (DRAIN_AT.RETURNED << OP_BITS));
    set(drain, DRAIN_AT.TAKE, OP.DRAIN_TAKE);
    set(drain, DRAIN_AT.RETURNED, OP.END_FOR);
    set(drain, DRAIN_AT.END, OP.DRAIN_END);
  }
  return drain;
}

/** A function for frames that no Python function belongs to. */
export function internalFunction(interp: Interpreter): PyFunction {
  return interp.state(internalFunction, () => {
    return new PyFunction(new PyCode(emptyUnit("internal", 1)), new PyDict(), interp.builtins, null, null, null);
  });
}
