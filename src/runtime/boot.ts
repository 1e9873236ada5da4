/**
 * The boot order: link the declared types, put the interpreter below the objects, create an interpreter with its builtins
 * namespace and main thread. What comes after (importlib, sys, site) builds on this.
 */
import type { CodeUnit } from "../bytecode/codeunit.ts";
import type { Host } from "../host/host.ts";
import { Interpreter } from "../interpreter/interpreter.ts";
import { installInterpreter } from "../interpreter/machine.ts";
import { runCode } from "../interpreter/run.ts";
import { setCurrentThread } from "../interpreter/thread.ts";
import { builtinModules } from "../modules/generated/registry.ts";
import { PyCode } from "../objects/code.ts";
import { createModule, execModule } from "../objects/create-module.ts";
import { PyDict } from "../objects/dict/dict.ts";
import { linkTypes } from "../objects/link.ts";
import type { PyValue } from "../objects/object.ts";

let booted = false;
let nextInterpreterId = 0;

/** Makes the process ready for interpreters; later calls do nothing. */
export function boot(): void {
  if (booted) return;
  booted = true;
  installInterpreter();
  linkTypes();
}

/** A new interpreter; its main thread becomes the current one. */
export function newInterpreter(host: Host): Interpreter {
  boot();
  const interp = new Interpreter(nextInterpreterId++, host);
  setCurrentThread(interp.mainThread);
  const module = createModule(builtinModules["builtins"]);
  interp.builtins = module.dict!;
  interp.modules.setStr("builtins", module);
  execModule(module);
  return interp;
}

/** Runs a code unit as the module `__main__`; its namespace is returned. */
export function runMain(interp: Interpreter, unit: CodeUnit): PyValue {
  const globals = new PyDict();
  globals.set("__name__", "__main__");
  globals.set("__builtins__", interp.builtins);
  runCode(interp.mainThread, new PyCode(unit), globals, globals);
  return globals;
}
