/**
 * The interactive loop: prompts, reads a statement line by line until it is complete, runs it, reports what went wrong, goes on.
 * Source: CPython Python/pythonrun.c (PyRun_InteractiveLoopObject); completeness as Lib/codeop.py decides it.
 */
import { CO } from "../bytecode/codeflags.ts";
import { importNow } from "../interpreter/import.ts";
import type { Interpreter } from "../interpreter/interpreter.ts";
import { compileSource } from "../interpreter/source.ts";
import { type Str, strFromJs } from "../kernel/str.ts";
import { getAttr } from "../objects/abstract/attributes.ts";
import { callMethod } from "../objects/abstract/call.ts";
import { strJs } from "../objects/abstract/repr.ts";
import type { PyCode } from "../objects/code.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import { isException } from "../objects/errors.ts";
import { toPyException } from "../objects/exceptions/convert.ts";
import { PyExc_IncompleteInputError, PyExc_KeyboardInterrupt, PyExc_SystemExit } from "../objects/exceptions/types.ts";
import { execute, printException, type Steps, writeError } from "./main.ts";

const PyCF_DONT_IMPLY_DEDENT = 0x200;
const PyCF_ALLOW_INCOMPLETE_INPUT = 0x4000;
const FILENAME = "<stdin>";
/** Future features that a statement leaves on for the following ones. */
const FUTURES = CO.FUTURE_ANNOTATIONS | CO.FUTURE_BARRY_AS_BDFL;

/** Keeps the text for tracebacks (linecache._register_code). */
export function registerSource(code: PyCode, source: Str, filename: Str): void {
  callMethod(importNow("linecache"), "_register_code", [code, source, filename]);
}

/** Runs the loop in `__main__` until the input ends; what SystemExit carries is thrown on. */
export function* interactiveLoop(interp: Interpreter, dict: PyDict): Steps {
  const { sysdict } = interp;
  if (!sysdict.hasStr("ps1")) sysdict.setStr("ps1", ">>> ");
  if (!sysdict.hasStr("ps2")) sysdict.setStr("ps2", "... ");
  const loop = new Loop(interp, dict);
  while (yield* loop.statement());
  writeError(interp, "\n");
  return null;
}

class Loop {
  private readonly interp: Interpreter;
  private readonly dict: PyDict;
  private flags = 0;
  private ended = false;

  constructor(interp: Interpreter, dict: PyDict) {
    this.interp = interp;
    this.dict = dict;
  }

  /** Reads and runs one statement; false at the end of the input. */
  *statement(): Steps<boolean> {
    try {
      const text = yield* this.read();
      if (text === null) return false;
      const source = strFromJs(text);
      const code = this.compile(text, 0);
      registerSource(code, source, FILENAME);
      this.flags |= code.flags & FUTURES;
      yield* execute(code, this.dict);
    } catch (caught) {
      const error = toPyException(caught);
      if (error === undefined || isException(error, PyExc_SystemExit)) throw caught;
      if (isException(error, PyExc_KeyboardInterrupt)) writeError(this.interp, "\nKeyboardInterrupt\n");
      else printException(this.interp, error);
    }
    return !this.ended;
  }

  /** The lines of one statement; null when the input ends before the first. */
  private *read(): Steps<string | null> {
    let text = "";
    let prompt = "ps1";
    for (;;) {
      const line = yield* this.line(prompt);
      if (line === "") {
        this.ended = true;
        return text === "" ? null : text;
      }
      text += line.endsWith("\n") ? line : `${line}\n`;
      if (/^\s*(#.*)?$/.test(text)) {
        text = "";
        continue;
      }
      if (this.isComplete(text)) return text;
      prompt = "ps2";
    }
  }

  private *line(prompt: string): Steps<string> {
    const { sysdict } = this.interp;
    const stdout = sysdict.getStr("stdout") ?? null;
    if (stdout !== null) callMethod(stdout, "flush", []);
    writeError(this.interp, strJs(sysdict.getStr(prompt) ?? ""));
    const stdin = sysdict.getStr("stdin") ?? null;
    if (stdin === null) return "";
    return strJs(yield { callable: getAttr(stdin, "readline"), args: [], kwnames: null });
  }

  /** A statement is incomplete when the parser says so; a compound one also as long as no blank line follows. */
  private isComplete(text: string): boolean {
    try {
      this.compile(text, PyCF_ALLOW_INCOMPLETE_INPUT | PyCF_DONT_IMPLY_DEDENT);
      return true;
    } catch (caught) {
      return !isException(caught, PyExc_IncompleteInputError);
    }
  }

  private compile(text: string, flags: number): PyCode {
    const options = { filename: FILENAME, mode: "single", flags: this.flags | flags, optimize: -1 } as const;
    return compileSource(strFromJs(text), options);
  }
}
