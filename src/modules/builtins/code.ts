/** compile, exec, eval. Source: CPython Python/bltinmodule.c. */
import { CO } from "../../bytecode/codeflags.ts";
import { astOf } from "../../interpreter/ast-hook.ts";
import { compileSource, compileTree, parseSource } from "../../interpreter/source.ts";
import { type Str, strFromJs, strToJs } from "../../kernel/str.ts";
import { isMapping } from "../../objects/abstract/container.ts";
import { audit, isAudited } from "../../objects/audit.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { PyCell } from "../../objects/cell.ts";
import { PyCode } from "../../objects/code.ts";
import { encodeText } from "../../objects/codecs/builtin.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { systemError, typeError, valueError } from "../../objects/errors.ts";
import { PyFunction } from "../../objects/function.ts";
import { builtinsOf } from "../../objects/function-type.ts";
import { activate, type CallRequest, machine } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { typeName } from "../../objects/typeof.ts";
import type { ParseMode } from "../../parser/parse.ts";
import { bytesOfSource, treeOf } from "./source-argument.ts";

const PyCF_SOURCE_IS_UTF8 = 0x0100;
const PyCF_ONLY_AST = 0x0400;
const PyCF_OPTIMIZED_AST = 0x8000 | PyCF_ONLY_AST;
const FUTURE_MASK =
  CO.FUTURE_DIVISION |
  CO.FUTURE_ABSOLUTE_IMPORT |
  CO.FUTURE_WITH_STATEMENT |
  CO.FUTURE_PRINT_FUNCTION |
  CO.FUTURE_UNICODE_LITERALS |
  CO.FUTURE_BARRY_AS_BDFL |
  CO.FUTURE_GENERATOR_STOP |
  CO.FUTURE_ANNOTATIONS;
const KNOWN_FLAGS = FUTURE_MASK | 0x0200 | PyCF_SOURCE_IS_UTF8 | PyCF_OPTIMIZED_AST | 0x1000 | 0x2000 | 0x4000 | 0x10;

const MODES = ["exec", "eval", "single", "func_type"];

/** Future features of the calling code. */
function inheritedFlags(): number {
  const frame = machine.thread.frame() as unknown as { func?: { code: PyCode } } | null;
  return (frame?.func?.code.flags ?? 0) & FUTURE_MASK;
}

export function builtinCompile(
  source: PyValue,
  name: Str,
  modeText: Str,
  flags: number,
  dontInherit: boolean,
  optimize: number,
  featureVersion: number,
): PyValue {
  if ((flags & ~KNOWN_FLAGS) !== 0) throw valueError("compile(): unrecognised flags");
  if (optimize < -1 || optimize > 2) throw valueError("compile(): invalid optimize value");
  const all = dontInherit ? flags : flags | inheritedFlags();
  const mode = strToJs(modeText);
  const onlyAst = (flags & PyCF_ONLY_AST) !== 0;
  if (!MODES.includes(mode)) throw valueError("compile() mode must be 'exec', 'eval', 'single' or 'func_type'");
  if (mode === "func_type" && !onlyAst) {
    throw valueError("compile() mode 'func_type' requires flag PyCF_ONLY_AST");
  }
  const options = {
    filename: name,
    mode: mode as ParseMode,
    flags: all,
    optimize,
    featureVersion: featureVersion >= 0 && onlyAst ? featureVersion : undefined,
  };
  const tree = treeOf(source, mode as ParseMode);
  if (tree !== undefined) audit("compile", source, null);
  const optimized = (flags & PyCF_OPTIMIZED_AST) === PyCF_OPTIMIZED_AST;
  if (tree !== undefined) return onlyAst ? astOf(tree, optimized, options) : compileTree(tree, options);
  const text = bytesOfSource("compile", "string, bytes or AST", source);
  auditCompile(text, options.filename);
  return onlyAst ? astOf(parseSource(text, options), optimized, options) : compileSource(text, options);
}

interface Namespaces {
  readonly globals: PyDict;
  readonly locals: PyValue;
}

function namespaces(what: "exec" | "eval", globals: PyValue, locals: PyValue): Namespaces {
  const frame = machine.thread.frame();
  const badLocals = locals !== null && !isMapping(locals);
  if (badLocals && what === "eval") throw typeError("locals must be a mapping");
  if (globals !== null && !(globals instanceof PyDict)) {
    if (what === "exec") throw typeError(`exec() globals must be a dict, not ${typeName(globals)}`);
    throw typeError(
      isMapping(globals) ? "globals must be a real dict; try eval(expr, {}, mapping)" : "globals must be a dict",
    );
  }
  if (badLocals) throw typeError(`locals must be a mapping or None, not ${typeName(locals)}`);
  let scope: PyDict;
  let local = locals;
  if (globals === null) {
    if (frame === null) throw systemError("globals and locals cannot be NULL");
    scope = frame.globals;
    if (local === null) local = frame.locals();
  } else {
    scope = globals;
    if (local === null) local = globals;
  }
  if (scope.getStr("__builtins__") === undefined) scope.set("__builtins__", frame?.builtins ?? machine.interp.builtins);
  return { globals: scope, locals: local };
}

export function builtinEval(source: PyValue, globals: PyValue, locals: PyValue): PyValue {
  const spaces = namespaces("eval", globals, locals);
  let code: PyCode;
  if (source instanceof PyCode) {
    audit("exec", source);
    if (source.nfrees > 0) throw typeError("code object passed to eval() may not contain free variables");
    code = source;
  } else {
    let text = bytesOfSource("eval", "string, bytes or code", source);
    if (text instanceof Uint8Array) text = text.subarray(leadingBlanks(text));
    else text = strFromJs(strToJs(text).replace(/^[ \t]+/, ""));
    auditCompile(text, "<string>");
    code = compileSource(text, { filename: "<string>", mode: "eval", flags: inheritedFlags(), optimize: -1 });
    audit("exec", code);
  }
  return activate(evaluate(code, spaces, null));
}

function auditCompile(text: Uint8Array | Str, filename: Str): void {
  if (!isAudited()) return;
  const data = text instanceof Uint8Array ? text.slice() : encodeText(text, "utf-8", "strict");
  audit("compile", new PyBytes(data), filename);
}

function leadingBlanks(data: Uint8Array): number {
  let i = 0;
  while (data[i] === 32 || data[i] === 9) i++;
  return i;
}

export function builtinExec(source: PyValue, globals: PyValue, locals: PyValue, closure: PyValue): PyValue {
  const spaces = namespaces("exec", globals, locals);
  let cells: readonly PyCell[] | null = null;
  let code: PyCode;
  if (source instanceof PyCode) {
    code = source;
    cells = closureFor(code, closure);
    audit("exec", code);
  } else {
    if (closure !== null) throw typeError("closure can only be used when source is a code object");
    const text = bytesOfSource("exec", "string, bytes or code", source);
    auditCompile(text, "<string>");
    code = compileSource(text, { filename: "<string>", mode: "exec", flags: inheritedFlags(), optimize: -1 });
    audit("exec", code);
  }
  return activate(execute(code, spaces, cells));
}

function closureFor(code: PyCode, closure: PyValue): readonly PyCell[] | null {
  if (code.nfrees === 0) {
    if (closure !== null) throw typeError("cannot use a closure with this code object");
    return null;
  }
  const fits = closure instanceof PyTuple && closure.items.length === code.nfrees;
  if (!fits || !closure.items.every((cell) => cell instanceof PyCell)) {
    throw typeError(`code object requires a closure of exactly length ${code.nfrees}`);
  }
  return closure.items as PyCell[];
}

type Steps = Generator<CallRequest, PyValue, PyValue>;

function* evaluate(code: PyCode, spaces: Namespaces, cells: readonly PyCell[] | null): Steps {
  const { globals, locals } = spaces;
  const func = new PyFunction(code, globals, builtinsOf(globals), cells, null, null);
  return yield { callable: func, args: [], kwnames: null, namespace: locals };
}

function* execute(code: PyCode, spaces: Namespaces, cells: readonly PyCell[] | null): Steps {
  yield* evaluate(code, spaces, cells);
  return null;
}
