/**
 * From source text to a code object, with Python's exceptions and warnings: what compile(), exec(), eval(), imports and the
 * command line share. Source: CPython Python/pythonrun.c (Py_CompileStringObject), Python/compile.c.
 */
import { compile } from "../compiler/compile.ts";
import { interrupt } from "../kernel/interrupt.ts";
import type { Str } from "../kernel/str.ts";
import { callMethod } from "../objects/abstract/call.ts";
import { strJs } from "../objects/abstract/repr.ts";
import { PyCode } from "../objects/code.ts";
import { decodeBytes } from "../objects/codecs/builtin.ts";
import { isException } from "../objects/errors.ts";
import { toPyException } from "../objects/exceptions/convert.ts";
import * as exc from "../objects/exceptions/types.ts";
import { machine } from "../objects/machine.ts";
import { fromSourceError } from "../objects/source-errors.ts";
import type { WarningSink } from "../parser/errors.ts";
import type { mod } from "../parser/generated/ast.ts";
import { type ParseMode, parse } from "../parser/parse.ts";
import type { CodecResult } from "../parser/source/decode.ts";
import { currentThread } from "./thread.ts";

export interface SourceOptions {
  readonly filename: Str;
  readonly mode: ParseMode;
  /** `PyCF_*` and `CO_FUTURE_*` bits. */
  readonly flags: number;
  /** 0, 1 or 2; -1: the interpreter's own level. */
  readonly optimize: number;
  readonly featureVersion?: number;
  readonly fromFile?: boolean;
  readonly readline?: () => string;
}

/** Parses source text; throws SyntaxError and its kin. */
export function parseSource(source: Str | Uint8Array, options: SourceOptions): mod {
  return translating(() =>
    parse(source, {
      filename: options.filename,
      mode: options.mode,
      flags: options.flags,
      featureVersion: options.featureVersion,
      warn: warningSink(),
      maxStrDigits: machine.interp.intMaxStrDigits,
      decode: decodeWithCodec,
      fromFile: options.fromFile,
      readline: options.readline,
    }),
  );
}

/** Compiles a syntax tree, which is changed in the process. */
export function compileTree(tree: mod, options: SourceOptions): PyCode {
  const { filename, flags } = options;
  const optimize = options.optimize < 0 ? defaultOptimize() : options.optimize;
  return new PyCode(translating(() => compile(tree, { filename, flags, optimize, warn: warningSink() })));
}

/** Compiles source text to a code object. What has been asked for meanwhile, as by Ctrl-C, happens before the code runs. */
export function compileSource(source: Str | Uint8Array, options: SourceOptions): PyCode {
  const code = compileTree(parseSource(source, options), options);
  interrupt.poll();
  return code;
}

/** `-O`. */
function defaultOptimize(): number {
  return Math.min(currentThread.interp.config.optimization_level, 2);
}

/** Codecs that the front end does not know itself. */
function decodeWithCodec(encoding: string, data: Uint8Array): CodecResult {
  try {
    return { text: decodeBytes(data, encoding, "strict") };
  } catch (caught) {
    if (isException(caught, exc.PyExc_LookupError)) return { error: `unknown encoding: ${encoding}` };
    const error = toPyException(caught);
    if (error === undefined) throw caught;
    return { error: strJs(error) };
  }
}

/** Front-end warnings go through the `warnings` machinery, which may turn them into exceptions. */
export function warningSink(): WarningSink {
  return (category, message, filename, lineno) => {
    const { warnings } = machine.interp;
    if (warnings === null) return true;
    const type = exc[`PyExc_${category}`];
    try {
      callMethod(warnings, "warn_explicit", [message, type, filename, lineno]);
    } catch (caught) {
      if (isException(caught, type)) return false;
      throw caught;
    }
    return true;
  };
}

/** Runs the front end; what it throws becomes a Python exception. */
export function translating<T>(run: () => T): T {
  try {
    return run();
  } catch (caught) {
    throw fromSourceError(caught);
  }
}
