/**
 * Struct sequences: tuples whose items have names too, such as `sys.version_info` and `os.stat_result`. The first `visible` fields
 * make up the tuple; further ones are attributes only. Source: CPython Objects/structseq.c.
 */
import { type Str, strToJs } from "../../kernel/str.ts";
import { isIterable, toArray } from "../abstract/iterate.ts";
import { repr, reprJs } from "../abstract/repr.ts";
import { defineType, type MemberSpec, member, method, type TypeFlag, varArgs, varKw } from "../declare.ts";
import { PyDict } from "../dict/dict.ts";
import { typeError } from "../errors.ts";
import { PyList } from "../list/list.ts";
import type { KwNames, PyValue } from "../object.ts";
import { TextBuilder } from "../repr-guard.ts";
import type { PyType } from "../type-object.ts";
import { PyTuple } from "./tuple.ts";
import { tupleType } from "./type.ts";

export interface StructSeqSpec {
  /** The C name: "time.struct_time". */
  readonly name: string;
  readonly doc: string | null;
  /** Field names with docstrings, in order; a null name is a field without one (`PyStructSequence_UnnamedField`). */
  readonly fields: readonly (readonly [name: string | null, doc: string | null])[];
  /** How many fields the tuple shows; all of them when absent. */
  readonly visible?: number;
  /** Whether a program may make instances. */
  readonly instantiable?: boolean;
}

/** Values of the fields beyond the visible ones. */
type StructSeq = PyTuple & { hidden?: PyValue[] };

const specs: WeakMap<PyType, StructSeqSpec> = new WeakMap();

function visibleCount(spec: StructSeqSpec): number {
  return spec.visible ?? spec.fields.length;
}

/** Declares a struct sequence type. */
export function defineStructSeq(spec: StructSeqSpec): PyType {
  const visible = visibleCount(spec);
  const members: Record<string, MemberSpec> = {};
  spec.fields.forEach(([name, doc], i) => {
    if (name !== null) members[name] = member(fieldProperty(i), doc === null ? {} : { doc });
  });
  const named = spec.fields.slice(0, visible).flatMap(([name]) => (name === null ? [] : [name]));
  const type = defineType<StructSeq>({
    name: spec.name,
    doc: spec.doc,
    // As a tuple's, and a place for each field that the tuple does not show.
    basicsize: 32 + 8 * (spec.fields.length - visible),
    flags: flagsOf(spec),
    base: () => tupleType,
    slots: { tp_repr: structSeqRepr, ...(spec.instantiable === false ? {} : { tp_new: structSeqNew }) },
    methods: {
      __reduce__: method([], null, structSeqReduce),
      __replace__: method(
        [varArgs("args"), varKw("changes")],
        "Return a copy of the structure with new values for the specified fields.",
        structSeqReplace,
        { signature: "($self, /, **changes)" },
      ),
    },
    members,
    constants: () => ({
      n_sequence_fields: visible,
      n_fields: spec.fields.length,
      n_unnamed_fields: spec.fields.filter(([name]) => name === null).length,
      __match_args__: new PyTuple(named),
    }),
  });
  specs.set(type, spec);
  return type;
}

/** Those of sys are static types in C, the others are made when their module is. */
function flagsOf(spec: StructSeqSpec): TypeFlag[] {
  const flags: TypeFlag[] = ["sequence"];
  if (spec.instantiable === false) flags.push("disallow_instantiation");
  if (spec.name.includes(".") && !spec.name.startsWith("sys.")) flags.push("heaptype");
  return flags;
}

/** The JavaScript property of a tuple under which member descriptors find field `i`. */
function fieldProperty(i: number): string {
  const property = `field${i}`;
  if (!(property in PyTuple.prototype)) {
    Object.defineProperty(PyTuple.prototype, property, {
      get(this: StructSeq): PyValue {
        return fieldOf(this, i, this.items.length);
      },
    });
  }
  return property;
}

/** An instance with the given values of all fields; missing ones at the end are None. */
export function newStructSeq(type: PyType, values: readonly PyValue[]): PyTuple {
  const spec = specOf(type);
  const visible = visibleCount(spec);
  const all = values.slice();
  while (all.length < spec.fields.length) all.push(null);
  const made: StructSeq = new PyTuple(all.slice(0, visible), type);
  if (all.length > visible) made.hidden = all.slice(visible);
  return made;
}

function specOf(type: PyType): StructSeqSpec {
  let at: PyType = type;
  while (!specs.has(at)) at = at.base!;
  return specs.get(at)!;
}

function fieldOf(self: StructSeq, i: number, visible: number): PyValue {
  return i < visible ? self.items[i] : (self.hidden?.[i - visible] ?? null);
}

function structSeqRepr(self: StructSeq): Str {
  const spec = specOf(self.type);
  // The names are those of the members in order, in which unnamed fields do not count: stat_result shows st_atime for its int.
  const names = spec.fields.flatMap(([name]) => (name === null ? [] : [name]));
  const text = new TextBuilder();
  text.add(`${strToJs(self.type.tp_name)}(`);
  for (let i = 0; i < self.items.length; i++) {
    const name = names[i];
    if (i > 0) text.add(", ");
    text.add(`${name}=`);
    text.add(repr(self.items[i]));
  }
  text.add(")");
  return text.finish();
}

function structSeqNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  const [sequence, extra] = bindArguments(args, kwnames);
  if (!isIterable(sequence)) throw typeError("constructor requires a sequence");
  const items = toArray(sequence);
  const spec = specOf(type);
  const name = strToJs(type.tp_name);
  const least = visibleCount(spec);
  const most = spec.fields.length;
  if (extra !== undefined && !(extra instanceof PyDict))
    throw typeError(`${name}() takes a dict as second arg, if any`);
  if (least !== most && items.length < least) throw wrongLength(name, "an at least ", least, items.length);
  if (least !== most && items.length > most) throw wrongLength(name, "an at most ", most, items.length);
  if (least === most && items.length !== least) throw wrongLength(name, "a ", least, items.length);
  let used = 0;
  for (let i = items.length; extra instanceof PyDict && i < most; i++) {
    const field = spec.fields[i][0];
    const value = field === null ? undefined : extra.getStr(field);
    if (value !== undefined) used++;
    items.push(value ?? null);
  }
  if (extra instanceof PyDict && extra.used > used)
    throw typeError(`${name}() got duplicate or unexpected field name(s)`);
  return newStructSeq(type, items);
}

function wrongLength(name: string, bound: string, wanted: number, given: number): PyValue {
  return typeError(`${name}() takes ${bound}${wanted}-sequence (${given}-sequence given)`);
}

function bindArguments(args: PyValue[], kwnames: KwNames): [sequence: PyValue, extra: PyValue | undefined] {
  if (args.length > 2) throw typeError(`structseq() takes at most 2 arguments (${args.length} given)`);
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  const named = (name: string): PyValue | undefined => {
    const at = kwnames === null ? -1 : kwnames.indexOf(name);
    return at < 0 ? undefined : args[positional + at];
  };
  const sequence = positional > 0 ? args[0] : named("sequence");
  if (sequence === undefined) throw typeError("structseq() missing required argument 'sequence' (pos 1)");
  for (const name of kwnames ?? []) {
    if (name !== "sequence" && name !== "dict") {
      throw typeError(`structseq() got an unexpected keyword argument '${strToJs(name)}'`);
    }
  }
  return [sequence, positional > 1 ? args[1] : named("dict")];
}

function hiddenDict(self: StructSeq): PyDict {
  const spec = specOf(self.type);
  const visible = visibleCount(spec);
  const dict = new PyDict();
  for (let i = visible; i < spec.fields.length; i++) {
    const name = spec.fields[i][0];
    if (name !== null) dict.setStr(name, fieldOf(self, i, visible));
  }
  return dict;
}

function structSeqReduce(self: StructSeq): PyValue {
  return new PyTuple([self.type, new PyTuple([new PyTuple(self.items.slice()), hiddenDict(self)])]);
}

function structSeqReplace(self: StructSeq, args: PyValue[], changes: PyDict): PyValue {
  if (args.length > 0) throw typeError("__replace__() takes no positional arguments");
  const spec = specOf(self.type);
  if (spec.fields.some(([name]) => name === null)) {
    throw typeError(`__replace__() is not supported for ${strToJs(self.type.tp_name)} because it has unnamed field(s)`);
  }
  const visible = visibleCount(spec);
  const rest = changes.copy();
  const values = spec.fields.map(([name], i) => {
    const changed = rest.pop(name);
    return changed === undefined ? fieldOf(self, i, visible) : changed;
  });
  if (rest.used > 0) throw typeError(`Got unexpected field name(s): ${reprJs(new PyList(rest.keysArray()))}`);
  return newStructSeq(self.type, values);
}
