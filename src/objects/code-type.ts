/** The type `code`. Source: CPython Objects/codeobject.c. */

import { CodeUnit } from "../bytecode/codeunit.ts";
import { codeLines, codePositions } from "../bytecode/location-table.ts";
import { OPCODE, opcodeCaches } from "../bytecode/opcodes.ts";
import { type Str, strToJs } from "../kernel/str.ts";
import { warn } from "./abstract/warn.ts";
import { reprAddress } from "./address.ts";
import { audit } from "./audit.ts";
import { PyBytes } from "./bytes/bytes-object.ts";
import { bytesType } from "./bytes/type.ts";
import { CO_FAST_CELL, CO_FAST_FREE, CO_FAST_HIDDEN, CO_FAST_LOCAL, PyCode, valueToConst } from "./code.ts";
import { codeHash, equalCode } from "./code-compare.ts";
import { bytesView, tupleView, variablesView } from "./code-views.ts";
import { cint, instanceOf, object, str as text } from "./converters.ts";
import { defineType, getset, kwOnly, member, method, param, posOnly } from "./declare.ts";
import { indexError, typeError, valueError } from "./errors.ts";
import { machine } from "./machine.ts";
import { PyObject, type PyValue } from "./object.ts";
import { NOT_IMPLEMENTED } from "./singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "./slots.ts";
import { asStr } from "./str/str-object.ts";
import { PyTuple } from "./tuple/tuple.ts";
import { tupleType } from "./tuple/type.ts";
import type { PyType } from "./type-object.ts";
import { typeName } from "./typeof.ts";

export const codeType: PyType = defineType<PyCode>({
  name: "code",
  basicsize: 208,
  itemsize: 2,
  doc: "Create a code object.  Not for mere mortals.",
  flags: ["weakref"],
  slots: { tp_repr: codeRepr, tp_hash: codeHash, tp_richcompare: codeCompare },
  new: method(
    [
      posOnly("argcount", cint),
      posOnly("posonlyargcount", cint),
      posOnly("kwonlyargcount", cint),
      posOnly("nlocals", cint),
      posOnly("stacksize", cint),
      posOnly("flags", cint),
      posOnly(
        "codestring",
        instanceOf<PyBytes>(() => bytesType),
      ),
      posOnly(
        "constants",
        instanceOf<PyTuple>(() => tupleType),
      ),
      posOnly(
        "names",
        instanceOf<PyTuple>(() => tupleType),
      ),
      posOnly(
        "varnames",
        instanceOf<PyTuple>(() => tupleType),
      ),
      posOnly("filename", text),
      posOnly("name", text),
      posOnly("qualname", text),
      posOnly("firstlineno", cint),
      posOnly(
        "linetable",
        instanceOf<PyBytes>(() => bytesType),
      ),
      posOnly(
        "exceptiontable",
        instanceOf<PyBytes>(() => bytesType),
      ),
      posOnly(
        "freevars",
        instanceOf<PyTuple>(() => tupleType),
        undefined,
        "()",
      ),
      posOnly(
        "cellvars",
        instanceOf<PyTuple>(() => tupleType),
        undefined,
        "()",
      ),
    ],
    "",
    codeNew,
  ),
  methods: {
    replace: replaceMethod(),
    __replace__: replaceMethod(),
    co_lines: method([], null, linesOf),
    co_positions: method([], null, positionsOf),
    co_branches: method([], null, branchesOf),
    _varname_from_oparg: method(
      [param("oparg", cint)],
      "(internal-only) Return the local variable name for the given oparg.",
      (self: PyCode, i: number) => {
        if (i < 0 || i >= self.localsplusnames.length) throw indexError("tuple index out of range");
        return self.localsplusnames[i];
      },
    ),
  },
  members: {
    co_argcount: member((self: PyCode) => self.argcount),
    co_consts: member((self: PyCode) => tupleView(self.consts)),
    co_exceptiontable: member((self: PyCode) => bytesView(self.unit.exceptiontable)),
    co_filename: member((self: PyCode) => self.filename),
    co_firstlineno: member((self: PyCode) => self.unit.firstlineno),
    co_flags: member((self: PyCode) => self.flags),
    co_kwonlyargcount: member((self: PyCode) => self.kwonlyargcount),
    co_linetable: member((self: PyCode) => bytesView(self.unit.linetable)),
    co_name: member((self: PyCode) => self.name),
    co_names: member((self: PyCode) => tupleView(self.names)),
    co_nlocals: member((self: PyCode) => self.nlocals),
    co_posonlyargcount: member((self: PyCode) => self.posonlyargcount),
    co_qualname: member((self: PyCode) => self.qualname),
    co_stacksize: member((self: PyCode) => self.stacksize),
  },
  getset: {
    co_lnotab: getset(lineNumberTable, undefined, null),
    co_code: getset((self: PyCode) => bytesView(self.unit.code), undefined, null),
    _co_code_adaptive: getset((self: PyCode) => new PyBytes(machine.adaptiveCode(self)), undefined, null),
    co_varnames: getset((self: PyCode) => variablesView(self, CO_FAST_LOCAL), undefined, null),
    co_cellvars: getset((self: PyCode) => variablesView(self, CO_FAST_CELL), undefined, null),
    co_freevars: getset((self: PyCode) => variablesView(self, CO_FAST_FREE), undefined, null),
  },
});

/** `code.replace(**changes)`, which copy.replace() calls too. */
function replaceMethod() {
  return method(
    [
      ...[
        "co_argcount",
        "co_posonlyargcount",
        "co_kwonlyargcount",
        "co_nlocals",
        "co_stacksize",
        "co_flags",
        "co_firstlineno",
        "co_code",
        "co_consts",
        "co_names",
        "co_varnames",
        "co_freevars",
        "co_cellvars",
        "co_filename",
        "co_name",
        "co_qualname",
        "co_linetable",
        "co_exceptiontable",
      ].map((name) => kwOnly(name, object, undefined, "<unrepresentable>")),
    ],
    "Return a copy in which the named fields are replaced.",
    codeReplace as never,
    { signature: "($self, /, **changes)", shownAs: "replace" },
  );
}

export function codeTypeThunk(): PyType {
  return codeType;
}

function codeRepr(self: PyCode): PyValue {
  const line = self.unit.firstlineno !== 0 ? self.unit.firstlineno : -1;
  return `<code object ${strToJs(self.name)} at ${reprAddress(self)}, file "${strToJs(self.filename)}", line ${line}>`;
}

function codeCompare(a: PyCode, b: PyValue, op: CompareOp): PyValue {
  if ((op !== Py_EQ && op !== Py_NE) || !(b instanceof PyCode)) return NOT_IMPLEMENTED;
  const same = equalCode(a, b);
  return op === Py_EQ ? same : !same;
}

function strings(tuple: PyTuple): Str[] {
  return tuple.items.map((item) => {
    const name = asStr(item);
    if (name === undefined) throw typeError(`name tuples must contain only strings, not '${typeName(item)}'`);
    return name;
  });
}

function codeNew(
  _type: PyType,
  argcount: number,
  posonlyargcount: number,
  kwonlyargcount: number,
  nlocals: number,
  stacksize: number,
  flags: number,
  code: PyBytes,
  consts: PyTuple,
  names: PyTuple,
  varnames: PyTuple,
  filename: Str,
  name: Str,
  qualname: Str,
  firstlineno: number,
  linetable: PyBytes,
  exceptiontable: PyBytes,
  freevars: PyTuple | undefined,
  cellvars: PyTuple | undefined,
): PyValue {
  audit("code.__new__", code, filename, name, argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize, flags);
  if (argcount < 0) throw valueError("code: argcount must not be negative");
  if (posonlyargcount < 0) throw valueError("code: posonlyargcount must not be negative");
  if (kwonlyargcount < 0) throw valueError("code: kwonlyargcount must not be negative");
  if (nlocals < 0) throw valueError("code: nlocals must not be negative");
  if (stacksize < 0) throw valueError("code: stacksize must not be negative");
  const locals = strings(varnames);
  if (nlocals !== locals.length) throw valueError("code: co_nlocals != len(co_varnames)");
  const total = argcount + kwonlyargcount + (flags & 4 ? 1 : 0) + (flags & 8 ? 1 : 0);
  if (posonlyargcount > argcount || total > locals.length) throw valueError("code: varnames is too small");
  if (code.data.length % 2 !== 0) throw valueError("code: co_code is malformed");
  const { names: plusNames, kinds } = localsPlus(
    locals,
    strings(cellvars ?? new PyTuple([])),
    strings(freevars ?? new PyTuple([])),
  );
  const unit = new CodeUnit({
    argcount,
    posonlyargcount,
    kwonlyargcount,
    stacksize,
    flags,
    code: code.data,
    consts: consts.items.map((value) => valueToConst(value) ?? null),
    names: strings(names),
    localsplusnames: plusNames,
    localspluskinds: kinds,
    filename,
    name,
    qualname,
    firstlineno,
    linetable: linetable.data,
    exceptiontable: exceptiontable.data,
  });
  return new PyCode(unit, consts.items.slice(), false);
}

/** Fast locals in their order: locals (cells among them keep their place), other cells, free variables. */
function localsPlus(locals: Str[], cells: Str[], frees: Str[]): { names: Str[]; kinds: Uint8Array } {
  const names = [...locals];
  const kinds = locals.map((name) => CO_FAST_LOCAL | (cells.includes(name) ? CO_FAST_CELL : 0));
  for (const cell of cells) {
    if (locals.includes(cell)) continue;
    names.push(cell);
    kinds.push(CO_FAST_CELL);
  }
  for (const free of frees) {
    names.push(free);
    kinds.push(CO_FAST_FREE);
  }
  return { names, kinds: Uint8Array.from(kinds) };
}

function codeReplace(self: PyCode, ...given: (PyValue | undefined)[]): PyValue {
  const u = self.unit;
  const pick = (i: number, value: PyValue): PyValue => given[i] ?? value;
  const int = (i: number, value: number): number => (given[i] === undefined ? value : cint(given[i]!));
  const bytes = (i: number, name: string, value: Uint8Array): PyBytes => {
    const chosen = pick(i, new PyBytes(value));
    if (!(chosen instanceof PyBytes))
      throw typeError(`replace() argument '${name}' must be bytes, not ${typeName(chosen)}`);
    return chosen;
  };
  const tuple = (i: number, name: string, value: PyTuple): PyTuple => {
    const chosen = pick(i, value);
    if (!(chosen instanceof PyTuple))
      throw typeError(`replace() argument '${name}' must be tuple, not ${typeName(chosen)}`);
    return chosen;
  };
  const string = (i: number, name: string, value: Str): Str => {
    const chosen = asStr(pick(i, value));
    if (chosen === undefined) throw typeError(`replace() argument '${name}' must be str, not ${typeName(given[i]!)}`);
    return chosen;
  };
  const made = codeNew(
    codeType,
    int(0, u.argcount),
    int(1, u.posonlyargcount),
    int(2, u.kwonlyargcount),
    int(3, self.nlocals),
    int(4, u.stacksize),
    int(5, u.flags),
    bytes(7, "co_code", u.code),
    tuple(8, "co_consts", tupleView(self.consts)),
    tuple(9, "co_names", tupleView(u.names)),
    tuple(10, "co_varnames", variablesView(self, CO_FAST_LOCAL)),
    string(13, "co_filename", u.filename),
    string(14, "co_name", u.name),
    string(15, "co_qualname", u.qualname),
    int(6, u.firstlineno),
    bytes(16, "co_linetable", u.linetable),
    bytes(17, "co_exceptiontable", u.exceptiontable),
    tuple(11, "co_freevars", variablesView(self, CO_FAST_FREE)),
    tuple(12, "co_cellvars", variablesView(self, CO_FAST_CELL)),
  ) as PyCode;
  keepHidden(self, made);
  return made;
}

/** Inlined comprehension variables stay hidden in the copy. */
function keepHidden(from: PyCode, to: PyCode): void {
  const kinds = to.unit.localspluskinds;
  if (kinds.length !== from.unit.localspluskinds.length) return;
  from.unit.localspluskinds.forEach((kind, i) => {
    if ((kind & CO_FAST_HIDDEN) !== 0) kinds[i] |= CO_FAST_HIDDEN;
  });
}

/** The line table in the format of Python 3.10 and before (decode_linetable). */
function lineNumberTable(self: PyCode): PyValue {
  warn("DeprecationWarning", "co_lnotab is deprecated, use co_lines instead.");
  const { linetable, firstlineno } = self.unit;
  const bytes: number[] = [];
  let line = firstlineno;
  let offset = 0;
  for (const range of codeLines(linetable, firstlineno)) {
    if (range.line < 0 || range.line === line) continue;
    let ahead = range.start - offset;
    let delta = range.line - line;
    for (; ahead > 255; ahead -= 255) bytes.push(255, 0);
    for (; delta > 127 || delta < -128; ahead = 0) {
      const step = delta > 127 ? 127 : -128;
      bytes.push(ahead, step & 255);
      delta -= step;
    }
    bytes.push(ahead, delta & 255);
    offset = range.start;
    line = range.line;
  }
  return new PyBytes(Uint8Array.from(bytes));
}

function linesOf(self: PyCode): PyValue {
  const { linetable, firstlineno } = self.unit;
  const lines = codeLines(linetable, firstlineno);
  return new PyCodeIterator(lines.map(({ start, end, line }) => new PyTuple([start, end, line < 0 ? null : line])));
}

function positionsOf(self: PyCode): PyValue {
  const { linetable, firstlineno } = self.unit;
  const shown = (n: number): PyValue => (n < 0 ? null : n);
  const positions = codePositions(linetable, firstlineno);
  return new PyCodeIterator(
    positions.map((p) => new PyTuple([shown(p.line), shown(p.endLine), shown(p.column), shown(p.endColumn)])),
  );
}

/** (source, not-taken target, taken target) of every branch, in byte offsets. Source: CPython Objects/codeobject.c (branchesiter_next). */
function branchesOf(self: PyCode): PyValue {
  const { code } = self.unit;
  const triples: PyValue[] = [];
  let oparg = 0;
  for (let i = 0; i < code.length; i += 2) {
    const opcode = code[i];
    oparg = (oparg << 8) | code[i + 1];
    if (opcode === OPCODE.EXTENDED_ARG) continue;
    const next = i + 2 + 2 * opcodeCaches[opcode];
    const target = next + 2 * oparg;
    // A jump that is not taken is followed by NOT_TAKEN, a loop's end by END_FOR and POP_ITER.
    if (CONDITIONAL.has(opcode)) triples.push(new PyTuple([i, next + 2, target]));
    else if (opcode === OPCODE.FOR_ITER) triples.push(new PyTuple([i, next, target + 4]));
    else if (opcode === OPCODE.END_ASYNC_FOR) {
      const source = next - 2 * oparg;
      triples.push(new PyTuple([source, source + 4, next]));
    }
    oparg = 0;
    i = next - 2;
  }
  return new PyCodeIterator(triples);
}

const CONDITIONAL: ReadonlySet<number> = new Set([
  OPCODE.POP_JUMP_IF_FALSE,
  OPCODE.POP_JUMP_IF_TRUE,
  OPCODE.POP_JUMP_IF_NONE,
  OPCODE.POP_JUMP_IF_NOT_NONE,
]);

/** Iterator over a code object's tables. */
class PyCodeIterator extends PyObject {
  readonly items: readonly PyValue[];
  next = 0;
  constructor(items: readonly PyValue[]) {
    super(codeIteratorType);
    this.items = items;
  }
}

export const codeIteratorType = defineType<PyCodeIterator>({
  name: "line_iterator",
  basicsize: 64,
  doc: null,
  flags: ["disallow_instantiation", "basetype"],
  slots: { tp_iter: (self) => self, tp_iternext: (self) => self.items[self.next++] },
});
