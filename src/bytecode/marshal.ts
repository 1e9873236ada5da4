/** Marshal for constants and code units: what `.pyc` files contain (Python/marshal.c). */
import { type Str, WideStr } from "../kernel/str.ts";
import { CO, CO_FAST } from "./codeflags.ts";
import { CodeUnit } from "./codeunit.ts";
import {
  type Const,
  ConstBytes,
  ConstComplex,
  ConstFloat,
  ConstFrozenSet,
  ConstSlice,
  ConstTuple,
  ELLIPSIS,
} from "./constants.ts";
import { type MarshalBuilder, type MarshalCode, MarshalReader } from "./marshal-reader.ts";
import { MarshalError } from "./marshal-types.ts";
import { type MarshalSource, type MarshalWriteOptions, MarshalWriter } from "./marshal-writer.ts";

/** Reads one constant from `data`, starting at `at`. Byte strings are views of `data`. */
export function loadConst(data: Uint8Array, at = 0): Const {
  return new MarshalReader(data, constBuilder, at).read();
}

/** The marshal stream of a constant. */
export function dumpConst(value: Const, options: MarshalWriteOptions = {}): Uint8Array {
  return new MarshalWriter(constSource, options).dumps(value);
}

const notConstant = (): never => {
  throw new MarshalError("ValueError", "bad marshal data (not a constant)");
};

const constBuilder: MarshalBuilder<Const> = {
  none: null,
  true: true,
  false: false,
  ellipsis: ELLIPSIS,
  get stopIteration() {
    return notConstant();
  },
  int: (value) => value,
  float: (value) => new ConstFloat(value),
  complex: (real, imag) => new ConstComplex(real, imag),
  str: (text) => text,
  bytes: (data) => new ConstBytes(data),
  tuple: (items) => new ConstTuple(items),
  list: notConstant,
  dict: notConstant,
  setItem: notConstant,
  set: notConstant,
  add: notConstant,
  frozenset: (items) => new ConstFrozenSet(items),
  slice: (start, stop, step) => new ConstSlice(start, stop, step),
  code: codeFrom,
};

/** `_PyCode_Validate`, then the code unit. */
function codeFrom(fields: MarshalCode<Const>): CodeUnit {
  const { argcount, posonlyargcount, kwonlyargcount, stacksize, flags, firstlineno } = fields;
  const code = bytesOf(fields.code);
  const localsplusnames = namesOf(fields.localsplusnames);
  const localspluskinds = bytesOf(fields.localspluskinds);
  const valid =
    argcount >= posonlyargcount && posonlyargcount >= 0 && kwonlyargcount >= 0 && stacksize >= 0 && flags >= 0;
  if (!valid || !(fields.consts instanceof ConstTuple) || localsplusnames.length !== localspluskinds.length) {
    throw badCode();
  }
  if (code.length % 2 !== 0) throw new MarshalError("ValueError", "code: co_code is malformed");
  let plainLocals = -argcount - kwonlyargcount;
  for (const kind of localspluskinds) {
    if ((kind & CO_FAST.LOCAL) !== 0) plainLocals++;
  }
  if ((flags & CO.VARARGS) !== 0) plainLocals--;
  if ((flags & CO.VARKEYWORDS) !== 0) plainLocals--;
  if (plainLocals < 0) throw new MarshalError("ValueError", "code: co_varnames is too small");
  return new CodeUnit({
    argcount,
    posonlyargcount,
    kwonlyargcount,
    stacksize,
    flags,
    code,
    consts: fields.consts.items,
    names: namesOf(fields.names),
    localsplusnames,
    localspluskinds,
    filename: textOf(fields.filename),
    name: textOf(fields.name),
    qualname: textOf(fields.qualname),
    firstlineno,
    linetable: bytesOf(fields.linetable),
    exceptiontable: bytesOf(fields.exceptiontable),
  });
}

const badCode = (): MarshalError =>
  new MarshalError("SystemError", "Objects/codeobject.c:474: bad argument to internal function");

function bytesOf(value: Const): Uint8Array {
  if (value instanceof ConstBytes) return value.data;
  throw badCode();
}

function textOf(value: Const): Str {
  if (typeof value === "string" || value instanceof WideStr) return value;
  throw badCode();
}

function namesOf(value: Const): readonly Str[] {
  if (!(value instanceof ConstTuple)) throw badCode();
  const names = value.items;
  for (let i = 0; i < names.length; i++) textOf(names[i]);
  return names as readonly Str[];
}

/** A string that is a name (of a variable, file or unit) wherever it stands: always interned. */
class Name {
  readonly text: Str;
  constructor(text: Str) {
    this.text = text;
  }
}

/** A code unit's tuple of names. */
class Names {
  readonly texts: readonly Str[];
  constructor(texts: readonly Str[]) {
    this.texts = texts;
  }
}

/** What the writer meets: constants, and the parts of code units that are none by themselves. */
type Part = Const | Name | Names | readonly Part[];

const constSource: MarshalSource<Const> = {
  visit: (value, out) => visitPart(value, out as unknown as MarshalWriter<Part>),
  identity: identityOf,
};

function visitPart(value: Part, out: MarshalWriter<Part>): boolean {
  if (value === null) out.none();
  else if (typeof value === "boolean") out.bool(value);
  else if (typeof value === "number" || typeof value === "bigint") out.int(value);
  else if (typeof value === "string" || value instanceof WideStr) out.str(value, isInternedConst(value));
  else if (value instanceof Name) out.str(value.text, true);
  else if (value instanceof Names) out.tuple(value.texts.map((text) => new Name(text)));
  else if (value instanceof ConstFloat) out.float(value.value);
  else if (value instanceof ConstComplex) out.complex(value.real, value.imag);
  else if (value instanceof ConstBytes) out.bytes(value.data);
  else if (value instanceof CodeUnit) writeCode(value, out);
  else if (value instanceof ConstTuple) out.tuple(value.items);
  else if (value instanceof ConstFrozenSet) out.set(value.items, true);
  else if (value instanceof ConstSlice) out.slice(value.start, value.stop, value.step);
  else if (Array.isArray(value)) out.tuple(value);
  else if (value === ELLIPSIS) out.ellipsis();
  else return false;
  return true;
}

function writeCode(unit: CodeUnit, out: MarshalWriter<Part>): void {
  out.code({
    argcount: unit.argcount,
    posonlyargcount: unit.posonlyargcount,
    kwonlyargcount: unit.kwonlyargcount,
    stacksize: unit.stacksize,
    flags: unit.flags,
    code: new ConstBytes(unit.code),
    consts: constsOf(unit),
    names: new Names(unit.names),
    localsplusnames: new Names(unit.localsplusnames),
    localspluskinds: new ConstBytes(unit.localspluskinds),
    filename: new Name(unit.filename),
    name: new Name(unit.name),
    qualname: new Name(unit.qualname),
    firstlineno: unit.firstlineno,
    linetable: new ConstBytes(unit.linetable),
    exceptiontable: new ConstBytes(unit.exceptiontable),
  });
}

/** The constants; a class body's own qualified name, which it stores as `__qualname__`, is interned like the unit's. */
function constsOf(unit: CodeUnit): Part {
  if ((unit.flags & CO.OPTIMIZED) !== 0 || !unit.consts.includes(unit.qualname)) return new ConstTuple(unit.consts);
  return unit.consts.map((item) => (item === unit.qualname ? new Name(unit.qualname) : item));
}

/** Strings are shared by their text, everything else by the identity of its contents; what is short anyway is not shared. */
function identityOf(value: Part): unknown {
  if (value === null || typeof value === "boolean" || typeof value === "number" || value === ELLIPSIS) return undefined;
  if (value instanceof Name) return textKey(value.text);
  if (typeof value === "string" || value instanceof WideStr) return textKey(value);
  if (value instanceof Names) return value.texts;
  if (value instanceof ConstBytes) return value.data;
  return value instanceof ConstTuple ? value.items : value;
}

const textKey = (text: Str): unknown => MarshalWriter.prototype.textKey(text);

/** Whether CPython interns a string constant: all its characters may be in a name, or it is a Latin-1 character. */
export function isInternedConst(text: Str): boolean {
  if (typeof text !== "string") return false;
  if (text.length <= 1) return text.length === 0 || text.charCodeAt(0) < 0x100;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const isName = (code | 32) >= 97 && (code | 32) <= 122;
    if (!isName && code !== 95 && !(code >= 48 && code <= 57)) return false;
  }
  return true;
}
