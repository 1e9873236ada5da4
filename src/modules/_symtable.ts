/** _symtable: the compiler's symbol tables as objects, for the symtable module. Source: CPython Modules/symtablemodule.c, Python/symtable.c. */
import { symtableOf } from "../compiler/compile.ts";
import type { SymtableEntry } from "../compiler/symtable/entry.ts";
import * as flags from "../compiler/symtable/flags.ts";
import { parseSource, translating } from "../interpreter/source.ts";
import { type Str, strFromJs } from "../kernel/str.ts";
import { bytesIfLike } from "../objects/bytes/bytes-like.ts";
import { checkEncodable, cstring, object } from "../objects/converters.ts";
import { defineModule, defineType, fn, member, posOnly } from "../objects/declare.ts";
import { PyDict } from "../objects/dict/dict.ts";
import { newException, typeError, valueError } from "../objects/errors.ts";
import { PyExc_SyntaxError } from "../objects/exceptions/types.ts";
import { filesystemPath } from "../objects/fspath.ts";
import { PyList } from "../objects/list/list.ts";
import { PyObject, type PyValue } from "../objects/object.ts";
import { asStr } from "../objects/str/str-object.ts";
import type { ParseMode } from "../parser/parse.ts";

/** One block's table; made for the whole tree at once. */
class PySymtableEntry extends PyObject {
  readonly id: number;
  readonly name: Str;
  readonly symbols: PyDict;
  readonly varnames: PyList;
  readonly children: PyList;
  readonly nested: number;
  readonly block: number;
  readonly lineno: number;
  constructor(entry: SymtableEntry) {
    super(entryType);
    this.id = entry.id;
    this.name = strFromJs(entry.name);
    this.symbols = new PyDict();
    for (const [name, symbol] of entry.symbols) this.symbols.set(strFromJs(name), symbol);
    this.varnames = new PyList(entry.varnames.map(strFromJs));
    this.children = new PyList(entry.children.map((child) => new PySymtableEntry(child)));
    this.nested = entry.nested ? 1 : 0;
    this.block = entry.type;
    this.lineno = entry.loc.lineno;
  }
}

const entryType = defineType<PySymtableEntry>({
  name: "symtable entry",
  doc: null,
  flags: ["disallow_instantiation"],
  slots: { tp_repr: (self) => strFromJs(`<symtable entry ${self.name}(${self.id}), line ${self.lineno}>`) },
  members: {
    id: member("id"),
    name: member("name"),
    symbols: member("symbols"),
    varnames: member("varnames"),
    children: member("children"),
    nested: member("nested"),
    type: member("block"),
    lineno: member("lineno"),
  },
});

export default defineModule({
  name: "_symtable",
  doc: null,
  functions: {
    symtable: fn(
      [posOnly("source", object), posOnly("filename", filesystemPath), posOnly("startstr", cstring)],
      "Return the symbol table of a source text, as the compiler sees it.",
      symtable,
    ),
  },
  constants: () => ({
    USE: flags.USE,
    DEF_GLOBAL: flags.DEF_GLOBAL,
    DEF_NONLOCAL: flags.DEF_NONLOCAL,
    DEF_LOCAL: flags.DEF_LOCAL,
    DEF_PARAM: flags.DEF_PARAM,
    DEF_TYPE_PARAM: flags.DEF_TYPE_PARAM,
    DEF_FREE_CLASS: flags.DEF_FREE_CLASS,
    DEF_IMPORT: flags.DEF_IMPORT,
    DEF_BOUND: flags.DEF_BOUND,
    DEF_ANNOT: flags.DEF_ANNOT,
    DEF_COMP_ITER: flags.DEF_COMP_ITER,
    DEF_COMP_CELL: flags.DEF_COMP_CELL,
    TYPE_FUNCTION: flags.FunctionBlock,
    TYPE_CLASS: flags.ClassBlock,
    TYPE_MODULE: flags.ModuleBlock,
    TYPE_ANNOTATION: flags.AnnotationBlock,
    TYPE_TYPE_ALIAS: flags.TypeAliasBlock,
    TYPE_TYPE_PARAMETERS: flags.TypeParametersBlock,
    TYPE_TYPE_VARIABLE: flags.TypeVariableBlock,
    LOCAL: flags.LOCAL,
    GLOBAL_EXPLICIT: flags.GLOBAL_EXPLICIT,
    GLOBAL_IMPLICIT: flags.GLOBAL_IMPLICIT,
    FREE: flags.FREE,
    CELL: flags.CELL,
    SCOPE_OFF: flags.SCOPE_OFFSET,
    SCOPE_MASK: flags.SCOPE_MASK,
  }),
});

const MODES: readonly string[] = ["exec", "eval", "single"];

function symtable(source: PyValue, filename: Str, start: string): PyValue {
  const text = asStr(source) ?? bytesIfLike(source);
  if (text === undefined) throw typeError("symtable() arg 1 must be a string or bytes object");
  if (!(text instanceof Uint8Array)) checkEncodable(text);
  const hasNull =
    text instanceof Uint8Array
      ? text.includes(0)
      : typeof text === "string"
        ? text.includes("\0")
        : text.codes.includes(0);
  if (hasNull) throw newException(PyExc_SyntaxError, "source code string cannot contain null bytes");
  if (!MODES.includes(start)) throw valueError("symtable() arg 3 must be 'exec' or 'eval' or 'single'");
  const tree = parseSource(text, { filename, mode: start as ParseMode, flags: 0, optimize: 0 });
  return new PySymtableEntry(translating(() => symtableOf(tree, filename, 0)).top);
}
