/** What code objects say about their variables and results. Source: CPython Objects/codeobject.c (_PyCode_GetVarCounts, _PyCode_VerifyStateless, _PyCode_ReturnsOnlyNone). */
import { CO, CO_FAST } from "../../bytecode/codeflags.ts";
import { HAS_ARG_FLAG, OPCODE, opcodeCaches, opcodeFlags } from "../../bytecode/opcodes.ts";
import type { Str } from "../../kernel/str.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { PyCode } from "../../objects/code.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import { PyFunction } from "../../objects/function.ts";
import type { PyValue } from "../../objects/object.ts";
import { PySet } from "../../objects/set/set.ts";

const { EXTENDED_ARG, LOAD_ATTR, LOAD_CONST, LOAD_GLOBAL, RETURN_VALUE } = OPCODE;

export function codeArgument(value: PyValue): PyCode {
  if (!(value instanceof PyCode)) throw typeError("argument must be a code object");
  return value;
}

export function getCoLocalskinds(value: PyValue): PyValue {
  const { localsplusnames, localspluskinds } = codeArgument(value).unit;
  const kinds = new PyDict();
  localsplusnames.forEach((name, i) => kinds.set(name, localspluskinds[i]));
  return kinds;
}

/** Opcode and argument of each instruction. */
function* instructionsOf({ unit: { code } }: PyCode): Generator<readonly [number, number]> {
  let extended = 0;
  for (let at = 0; at < code.length; at += 2) {
    const opcode = code[at];
    const oparg = (opcodeFlags[opcode] & HAS_ARG_FLAG) === 0 ? 0 : code[at + 1] | extended;
    extended = opcode === EXTENDED_ARG ? (code[at + 1] | extended) << 8 : 0;
    at += 2 * opcodeCaches[opcode];
    if (opcode !== EXTENDED_ARG) yield [opcode, oparg];
  }
}

/** A bare `return`, and the one at the end, return None as `return None` does. */
export function codeReturnsOnlyNone(value: PyValue): PyValue {
  const code = codeArgument(value);
  if ((code.flags & (CO.GENERATOR | CO.COROUTINE | CO.ITERABLE_COROUTINE | CO.ASYNC_GENERATOR)) !== 0) return false;
  let none = false;
  for (const [opcode, oparg] of instructionsOf(code)) {
    if (opcode === RETURN_VALUE && !none) return false;
    none = opcode === LOAD_CONST && code.consts[oparg] === null;
  }
  return true;
}

type Counts = { [name: string]: number | Counts };

/** The counts of locals, arguments, cells and free variables. */
function localCounts(code: PyCode): { locals: Counts; total: number; numfree: number } {
  const args = { total: 0, numposonly: 0, numposorkw: 0, numkwonly: 0, varargs: 0, varkwargs: 0 };
  const cells = { total: 0, numargs: 0, numothers: 0 };
  const hidden = { total: 0, numpure: 0, numcells: 0 };
  let numpure = 0;
  let numfree = 0;
  for (const kind of code.unit.localspluskinds) {
    const has = (bit: number): boolean => (kind & bit) !== 0;
    if (has(CO_FAST.FREE)) {
      numfree++;
      continue;
    }
    if (has(CO_FAST.ARG)) {
      args.total++;
      const positional = has(CO_FAST.ARG_POS);
      if (has(CO_FAST.ARG_VAR)) args[positional ? "varargs" : "varkwargs"] = 1;
      else if (!positional) args.numkwonly++;
      else args[has(CO_FAST.ARG_KW) ? "numposorkw" : "numposonly"]++;
    }
    if (has(CO_FAST.CELL)) {
      cells.total++;
      cells[has(CO_FAST.ARG) ? "numargs" : "numothers"]++;
    } else if (!has(CO_FAST.ARG)) numpure++;
    if (has(CO_FAST.HIDDEN)) {
      hidden.total++;
      hidden[has(CO_FAST.CELL) ? "numcells" : "numpure"]++;
    }
  }
  const total = code.nlocalsplus - numfree;
  return { locals: { total, args, numpure, cells, hidden }, total, numfree };
}

interface Unbound {
  total: number;
  numattrs: number;
  numunknown: number;
  readonly globals: { total: number; numglobal: number; numbuiltin: number; numunknown: number };
}

/** Where the code's names are looked up: as globals (and then, where the namespaces are known, in which one) or as attributes. */
function unboundCounts(code: PyCode, spaces: Namespaces): { unbound: Unbound; duplicates: number } {
  const { globalnames, attrnames } = spaces;
  const globals = { total: 0, numglobal: 0, numbuiltin: 0, numunknown: 0 };
  let numattrs = 0;
  let duplicates = 0;
  for (const [opcode, oparg] of instructionsOf(code)) {
    if (opcode !== LOAD_ATTR && opcode !== LOAD_GLOBAL) continue;
    const name = code.names[oparg >> 1];
    const [own, other] = opcode === LOAD_ATTR ? [attrnames, globalnames] : [globalnames, attrnames];
    if (!own.add(name)) continue;
    if (other.has(name)) duplicates++;
    if (opcode === LOAD_ATTR) numattrs++;
    else globals[whereGlobal(name, spaces)]++;
  }
  globals.total = globals.numglobal + globals.numbuiltin + globals.numunknown;
  const total = code.names.length + duplicates;
  return { unbound: { total, numattrs, numunknown: total - globals.total - numattrs, globals }, duplicates };
}

function whereGlobal(name: Str, { globals, builtins }: Namespaces): "numglobal" | "numbuiltin" | "numunknown" {
  if (globals?.has(name)) return "numglobal";
  return builtins?.has(name) ? "numbuiltin" : "numunknown";
}

interface Namespaces {
  readonly globalnames: PySet;
  readonly attrnames: PySet;
  readonly globals: PyDict | null;
  readonly builtins: PyDict | null;
}

/** A function brings its own namespaces along. */
function subject(
  value: PyValue,
  globalnames: PyValue | undefined,
  attrnames: PyValue | undefined,
  globals: PyDict | undefined,
  builtins: PyDict | undefined,
): { code: PyCode; spaces: Namespaces } {
  const code = value instanceof PyFunction ? value.code : value;
  if (!(code instanceof PyCode)) throw typeError("argument must be a code object or a function");
  const own = value instanceof PyFunction ? value : undefined;
  const spaces = {
    globalnames: nameSet(globalnames, "globalnames"),
    attrnames: nameSet(attrnames, "attrnames"),
    globals: globals ?? own?.globals ?? null,
    builtins: builtins ?? own?.builtins ?? null,
  };
  return { code, spaces };
}

function nameSet(value: PyValue | undefined, name: string): PySet {
  if (value === undefined) return new PySet();
  if (!(value instanceof PySet)) throw typeError(`expected a set for "${name}", got ${reprJs(value)}`);
  return value;
}

export function getCodeVarCounts(
  value: PyValue,
  globalnames: PyValue | undefined,
  attrnames: PyValue | undefined,
  globalsns: PyDict | undefined,
  builtinsns: PyDict | undefined,
): PyValue {
  const { code, spaces } = subject(value, globalnames, attrnames, globalsns, builtinsns);
  const { locals, total, numfree } = localCounts(code);
  const { unbound } = unboundCounts(code, spaces);
  return dictOf({ total: total + numfree + unbound.total, locals, numfree, unbound: { ...unbound } });
}

function dictOf(counts: Counts): PyDict {
  const dict = new PyDict();
  for (const [name, count] of Object.entries(counts)) {
    dict.setStr(name, typeof count === "number" ? count : dictOf(count));
  }
  return dict;
}

/** Stateless code uses nothing but its arguments and, where they are known, builtins. */
export function verifyStatelessCode(
  value: PyValue,
  globalnames: PyValue | undefined,
  globalsns: PyDict | undefined,
  builtinsns: PyDict | undefined,
): PyValue {
  const { code, spaces } = subject(value, globalnames, undefined, globalsns, builtinsns);
  const { globals } = unboundCounts(code, spaces).unbound;
  if (code.nfrees > 0) throw valueError("closures not supported");
  const builtinsKnown = spaces.builtins !== null || globals.numbuiltin > 0;
  if (globals.numglobal > 0 || (builtinsKnown && globals.numunknown > 0)) throw valueError("globals not supported");
  return null;
}
