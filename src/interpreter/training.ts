/**
 * Training: shows V8, once a program turns out to run for a while, everything that the eval loop can do. V8 optimizes the loop for what it
 * has seen it do and throws the result away, a quarter of a second of work, whenever an instruction does something for the first time.
 * So a Python program of the library (tools/library/training.py) goes through all instructions in all their forms before V8 begins.
 * Python sees nothing of it.
 */
import type { CodeUnit } from "../bytecode/codeunit.ts";
import { loadConst } from "../bytecode/marshal.ts";
import { PyCode } from "../objects/code.ts";
import { DictCell, PyDict } from "../objects/dict/dict.ts";
import { PyFloat } from "../objects/float/float-object.ts";
import type { PyFunction } from "../objects/function.ts";
import { PyList } from "../objects/list/list.ts";
import { PyModule } from "../objects/module.ts";
import type { PyValue } from "../objects/object.ts";
import { objectType } from "../objects/object-type.ts";
import { append } from "../objects/push.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import { setDrill } from "./compiled.ts";
import { callFunction } from "./eval.ts";
import { runCode } from "./run.ts";
import type { ThreadState } from "./thread.ts";

/** Frames that the lesson needs. */
const DEPTH = 30;
/** How often it does everything. */
const ROUNDS = 4;

/**
 * Objects of the classes that the loop knows. V8 forgets the layout of a class's objects when there are none, and with it what the loop
 * was trained with; the optimized code is thrown away by the next one.
 */
export const specimens: PyValue[] = [];

let lesson: (() => Uint8Array | undefined) | null = null;
let taught = false;

/** Where the marshalled lesson is to be read from. */
export function offerLesson(read: () => Uint8Array | undefined): void {
  if (!taught) lesson = read;
}

/** Called at looks at everything periodic, as soon as V8 may optimize the loop for the program (busy.ts). */
export function considerTraining(thread: ThreadState): void {
  if (lesson === null) return;
  const roomy = thread.top !== null && thread.top.depth + DEPTH < thread.recursionLimit && thread.nesting < 100;
  if (!roomy || thread.instrumented || thread.tracing !== 0) return;
  // The end of the interpreter empties sys.modules.
  const builtins = thread.interp.modules.getStr("builtins");
  if (!(builtins instanceof PyModule)) return;
  const marshalled = lesson();
  lesson = null;
  taught = true;
  if (marshalled !== undefined) train(thread, marshalled, builtins);
}

/** Runs the lesson, which looks at a module's attributes; gives the code of its own module. */
export function train(thread: ThreadState, marshalled: Uint8Array, builtins: PyModule): PyCode {
  const code = new PyCode(loadConst(marshalled) as CodeUnit);
  const { fuel, quantum } = thread;
  const classes = new Set(objectType.subclasses);
  const globals = new PyDict();
  globals.setStr("__builtins__", thread.interp.builtins);
  globals.setStr("__name__", "training");
  generalize(thread);
  thread.training = true;
  setDrill(true);
  thread.fuel = 0;
  try {
    runCode(thread, code, globals, globals);
    specimens.push(
      callFunction(
        globals.getStr("lesson") as PyFunction,
        [builtins, new PyList(Array.from({ length: ROUNDS }, sequences))],
        null,
      ),
    );
  } finally {
    thread.training = false;
    setDrill(false);
    thread.fuel = fuel;
    thread.quantum = quantum;
    for (const ref of objectType.subclasses) if (!classes.has(ref)) objectType.subclasses.delete(ref);
  }
  return code;
}

/** More than V8 keeps in a word with its tag. */
const LARGE = 2 ** 40;

/** Arrays of all the kinds that V8 tells apart. */
function arrays(length: number): PyValue[][] {
  const packed = (value: PyValue): PyValue[] => Array.from({ length }, () => value);
  const generic = (): PyValue[] => {
    const items = packed("");
    items.fill(1);
    return items;
  };
  const holey = (items: PyValue[]): PyValue[] => {
    items.length++;
    items.length--;
    return items;
  };
  return [packed(1), packed(LARGE), generic(), holey(packed(1)), holey(packed(LARGE)), holey(generic())];
}

/** Of each kind of array: a list, a tuple and a pair. */
function sequences(): PyList {
  const pairs = arrays(2);
  const tuples = arrays(3);
  return new PyList(
    arrays(3).map((items, i) => new PyTuple([new PyList(items), new PyTuple(tuples[i]!), new PyTuple(pairs[i]!)])),
  );
}

/** What V8 believes of fields and arrays, to be constant or of one kind, until another program proves it wrong. */
function generalize(thread: ThreadState): void {
  for (let i = 0; i < ROUNDS; i++)
    for (const value of [1, LARGE, null]) for (const items of arrays(1)) append(items, value);
  for (const value of [null, 1, 0.5, undefined]) new DictCell(value).v = value;
  new PyFloat(0.5);
  thread.quantum++;
}
