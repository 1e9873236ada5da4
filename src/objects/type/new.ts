/** Making a class: `type(name, bases, namespace)`. Source: CPython Objects/typeobject.c (type_new_impl and its parts). */
import { type Str, strToJs } from "../../kernel/str.ts";
import { isIdentifier } from "../../kernel/str-ops.ts";
import { lookupAttr, lookupSpecial } from "../abstract/attributes.ts";
import { call } from "../abstract/call.ts";
import { toArray } from "../abstract/iterate.ts";
import { reprJs } from "../abstract/repr.ts";
import { warn } from "../abstract/warn.ts";
import { PyCell } from "../cell.ts";
import { checkEncodable } from "../converters.ts";
import { PyClassMethod } from "../descr/class-method.ts";
import { PyGetSetDescr, PyMemberDescr } from "../descr/descriptors.ts";
import { PyStaticMethod } from "../descr/static-method.ts";
import { PyDict } from "../dict/dict.ts";
import { dictType } from "../dict/type.ts";
import { dictMerge, OVERRIDE } from "../dict/update.ts";
import { addNote, typeError, valueError } from "../errors.ts";
import { isPyException } from "../exceptions/types.ts";
import { PyFunction } from "../function.ts";
import { subtypeDictGetSet } from "../generic-dict.ts";
import { machine } from "../machine.ts";
import { FEW_FIELDS, type KwNames, newInstance, type PyObject, type PyValue, type SubclassState } from "../object.ts";
import { objectType } from "../object-type.ts";
import { Shape } from "../shape.ts";
import { asStr } from "../str/str-object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { isSubtype, PyType, TPFLAGS } from "../type-object.ts";
import { typeName, typeOf } from "../typeof.ts";
import { weakrefGetSet } from "../weakref-hook.ts";
import { bestBase } from "./bases.ts";
import { watchInstance } from "./del.ts";
import { slotFinalize } from "./dispatchers.ts";
import { fixupSlots } from "./inherit.ts";
import { mroInternal } from "./mro-internal.ts";

const SPECIAL_STATIC = ["__new__"];
const SPECIAL_CLASS = ["__init_subclass__", "__class_getitem__"];

/** type.__new__. */
export function typeNew(metatype: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  const given = args.length - (kwnames?.length ?? 0);
  if (given !== 3) {
    throw typeError(`type.__new__() takes exactly 3 arguments (${given} given)`);
  }
  const [name, bases, namespace] = args;
  const text = asStr(name);
  if (text === undefined) throw typeError(`type.__new__() argument 1 must be str, not ${shown(name)}`);
  if (!(bases instanceof PyTuple)) throw typeError(`type.__new__() argument 2 must be tuple, not ${shown(bases)}`);
  if (!(namespace instanceof PyDict))
    throw typeError(`type.__new__() argument 3 must be dict, not ${shown(namespace)}`);
  const baseList: PyValue[] = bases.items.length === 0 ? [objectType] : bases.items.slice();
  for (const base of baseList) {
    if (!(base instanceof PyType) && lookupAttr(base, "__mro_entries__") !== undefined) {
      throw typeError("type() doesn't support MRO entry resolution; use types.new_class()");
    }
  }
  const winner = calculateMetaclass(metatype, baseList);
  if (winner !== metatype) {
    if (winner.tp_new !== typeNew) return winner.tp_new!(winner, args, kwnames);
    metatype = winner;
  }
  const base = bestBase(baseList);
  const type = makeType(metatype, text, baseList as PyType[], base, namespace);
  if (bases.items.length > 0) type.basesTuple = bases;
  setNames(type);
  initSubclass(type, args.slice(3), kwnames);
  return type;
}

function shown(value: PyValue): string {
  return value === null ? "None" : typeName(value);
}

/** _PyType_CalculateMetaclass: the most derived metaclass of the bases. */
export function calculateMetaclass(metatype: PyType, bases: readonly PyValue[]): PyType {
  let winner = metatype;
  for (const base of bases) {
    const candidate = typeOf(base);
    if (isSubtype(winner, candidate)) continue;
    if (!isSubtype(candidate, winner)) {
      throw typeError(
        "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
      );
    }
    winner = candidate;
  }
  return winner;
}

function makeType(metatype: PyType, name: Str, bases: PyType[], base: PyType, namespace: PyDict): PyType {
  if (strToJs(name).includes("\0")) throw valueError("type name must not contain null characters");
  checkEncodable(name);
  const doc = namespace.getStr("__doc__");
  const docText = doc === undefined ? undefined : asStr(doc);
  if (docText !== undefined) checkEncodable(docText);
  const type = new PyType(name, null, metatype);
  attachMetatypeState(type, metatype);
  type.flags = TPFLAGS.HEAPTYPE | TPFLAGS.BASETYPE | TPFLAGS.READY | TPFLAGS.VALID_VERSION_TAG | TPFLAGS.HAVE_GC;
  type.flags |= base.flags & INHERITED;
  for (const b of bases) {
    type.flags |= b.flags & (TPFLAGS.SEQUENCE | TPFLAGS.MAPPING);
    if ((type.flags & (TPFLAGS.SEQUENCE | TPFLAGS.MAPPING)) !== 0) break;
  }
  type.base = base;
  type.bases = bases;
  type.native = base.native;
  type.dict = copyNamespace(namespace);
  warnNonStringKeys(type);
  takeQualname(type, name);
  takeClassCells(type);
  const slots = type.dict.getStr("__slots__");
  addSlots(type, base, bases, slots);
  fillDefaults(type);
  mroInternal(type);
  fixupSlots(type);
  type.tp_alloc = type.native === objectType ? allocInstance : allocSubclass;
  for (const b of bases) b.addSubclass(type);
  return type;
}

/** Such keys slow down, or change, the lookup of attributes. */
function warnNonStringKeys(type: PyType): void {
  if (type.dict.keysArray().every((key) => asStr(key) !== undefined)) return;
  warn("RuntimeWarning", `non-string key in the __dict__ of class ${strToJs(type.tp_name)}`);
}

/** A namespace with an order of its own, such as an OrderedDict, keeps it. */
function copyNamespace(namespace: PyDict): PyDict {
  if (namespace.type.tp_iter === dictType.tp_iter) return namespace.copy();
  const copy = new PyDict();
  dictMerge(copy, namespace, OVERRIDE);
  return copy;
}

const INHERITED =
  TPFLAGS.LONG_SUBCLASS |
  TPFLAGS.LIST_SUBCLASS |
  TPFLAGS.TUPLE_SUBCLASS |
  TPFLAGS.BYTES_SUBCLASS |
  TPFLAGS.UNICODE_SUBCLASS |
  TPFLAGS.DICT_SUBCLASS |
  TPFLAGS.BASE_EXC_SUBCLASS |
  TPFLAGS.TYPE_SUBCLASS |
  TPFLAGS.MATCH_SELF;

/** Instances of metaclasses have attributes of their own: PyType objects keep them in their namespace, slots in an array. */
function attachMetatypeState(type: PyType, metatype: PyType): void {
  if (metatype.slotCount > 0) (type as SubclassState).slots = [];
}

/** type_new_slots: which storage instances get besides their base's. */
function addSlots(type: PyType, base: PyType, bases: PyType[], slots: PyValue | undefined): void {
  const mayAddDict = !base.hasDict;
  const mayAddWeak = !base.hasWeakref;
  type.hasDict = base.hasDict;
  type.hasWeakref = base.hasWeakref;
  type.slotCount = base.slotCount;
  type.solid = base.solid;
  let addDict = slots === undefined && mayAddDict;
  let addWeak = slots === undefined && mayAddWeak;
  if (slots !== undefined) {
    const names = slotNames(slots);
    if (
      names.length > 0 &&
      (base.flags & (TPFLAGS.LONG_SUBCLASS | TPFLAGS.TUPLE_SUBCLASS | TPFLAGS.BYTES_SUBCLASS)) !== 0
    ) {
      throw typeError(`nonempty __slots__ not supported for subtype of '${strToJs(base.tp_name)}'`);
    }
    const members: string[] = [];
    for (const name of names) {
      if (name === "__dict__") {
        if (!mayAddDict || addDict) throw typeError("__dict__ slot disallowed: we already got one");
        addDict = true;
      } else if (name === "__weakref__") {
        if (!mayAddWeak || addWeak) throw typeError("__weakref__ slot disallowed: we already got one");
        addWeak = true;
      } else members.push(mangle(name, strToJs(type.name)));
    }
    members.sort();
    for (const member of members) {
      if (
        type.dict.has(member) &&
        member !== "__qualname__" &&
        member !== "__classcell__" &&
        member !== "__classdictcell__"
      ) {
        throw valueError(`${reprJs(member)} in __slots__ conflicts with class variable`);
      }
    }
    type.slotNames = members;
    // With several bases, storage that another base has is added too.
    for (const other of bases) {
      if (other === base) continue;
      if (mayAddDict && !addDict && other.hasDict) addDict = true;
      if (mayAddWeak && !addWeak && other.hasWeakref) addWeak = true;
    }
  }
  if (type.slotNames.length > 0) type.solid = type;
  for (const name of type.slotNames) {
    type.dict.set(name, new PyMemberDescr(type, name, null, type.slotCount++));
  }
  type.flags |= base.flags & (TPFLAGS.MANAGED_DICT | TPFLAGS.MANAGED_WEAKREF);
  if (addDict) {
    type.flags |= TPFLAGS.MANAGED_DICT;
    type.hasDict = true;
    if (!type.dict.has("__dict__")) type.dict.set("__dict__", new PyGetSetDescr(type, "__dict__", subtypeDictGetSet()));
  }
  // Where instances vary in size, CPython finds nothing in front of them but the dictionary.
  const varies = (type.native.spec?.itemsize ?? 0) !== 0;
  if (!varies && (type.flags & TPFLAGS.MANAGED_DICT) !== 0) type.flags |= TPFLAGS.INLINE_VALUES;
  if (addWeak) {
    if (!varies) type.flags |= TPFLAGS.MANAGED_WEAKREF;
    type.hasWeakref = true;
    if (!type.dict.has("__weakref__"))
      type.dict.set("__weakref__", new PyGetSetDescr(type, "__weakref__", weakrefGetSet()));
  }
  if (hasFewFields(type, bases)) type.ownFields = FEW_FIELDS;
  type.rootShape = new Shape(type, null, "", type.slotCount);
  type.dictionaryShape = new Shape(type, null, "", type.slotCount);
}

/** Whether few values will do for its instances: the slots, and what its methods are known to assign to. Of others nothing is known. */
function hasFewFields(type: PyType, bases: readonly PyType[]): boolean {
  const names = new Set<PyValue>();
  for (const { dict } of [type, ...bases.flatMap(({ mro }) => mro)]) {
    const attributes = dict.getStr("__static_attributes__");
    if (attributes instanceof PyTuple) for (const name of attributes.items) names.add(name);
  }
  const count = type.slotCount + (type.hasDict ? names.size : 0);
  return count > 0 && count <= FEW_FIELDS;
}

function slotNames(slots: PyValue): string[] {
  const single = asStr(slots);
  const items = single === undefined ? toArray(slots) : [slots];
  return items.map((item) => {
    const text = asStr(item);
    if (text === undefined) throw typeError(`__slots__ items must be strings, not '${typeName(item)}'`);
    if (!isIdentifier(text)) throw typeError("__slots__ must be identifiers");
    return strToJs(text);
  });
}

/** _Py_Mangle. */
export function mangle(name: string, className: string): string {
  if (!name.startsWith("__") || name.endsWith("__") || name.includes(".")) return name;
  const stripped = className.replace(/^_+/, "");
  return stripped === "" ? name : `_${stripped}${name}`;
}

function takeQualname(type: PyType, name: Str): void {
  const qualname = type.dict.getStr("__qualname__");
  const text = qualname === undefined ? name : asStr(qualname);
  if (text === undefined) throw typeError(`type __qualname__ must be a str, not ${typeName(qualname!)}`);
  type.qualname = text;
  type.dict.delete("__qualname__");
}

/** type_new_set_attrs: `__module__`, `__doc__`, static and class method specials. */
function fillDefaults(type: PyType): void {
  const { dict } = type;
  if (!dict.has("__module__")) {
    const module = machine.thread.frame()?.globals.getStr("__name__");
    if (module !== undefined) dict.set("__module__", module);
  }
  if (!dict.has("__doc__")) dict.set("__doc__", null);
  for (const special of SPECIAL_STATIC) {
    const fn = dict.getStr(special);
    if (fn instanceof PyFunction) dict.set(special, new PyStaticMethod(fn));
  }
  for (const special of SPECIAL_CLASS) {
    const fn = dict.getStr(special);
    if (fn instanceof PyFunction) dict.set(special, new PyClassMethod(fn));
  }
  // type_ready_set_hash: equality without a hash makes instances unhashable.
  if (dict.has("__eq__") && !dict.has("__hash__")) dict.set("__hash__", null);
}

/** The `__class__` cell of the methods, and the `__classdict__` cell of annotation scopes. */
function takeClassCells(type: PyType): void {
  const { dict } = type;
  const cell = dict.getStr("__classcell__");
  if (cell !== undefined) {
    if (!(cell instanceof PyCell)) {
      throw typeError(`type.__new__ must receive __classcell__ as a cell, not ${typeName(cell)}`);
    }
    cell.v = type;
    dict.delete("__classcell__");
  }
  const dictCell = dict.getStr("__classdictcell__");
  if (dictCell !== undefined) {
    if (!(dictCell instanceof PyCell)) {
      throw typeError(`type.__new__ must receive __classdictcell__ as a cell, not ${typeName(dictCell)}`);
    }
    dictCell.v = dict;
    dict.delete("__classdictcell__");
  }
}

/** Calls `__set_name__` of every attribute that has it. */
function setNames(type: PyType): void {
  const { dict } = type;
  const entries = dict.keysArray().map((key) => [key, dict.get(key)!] as const);
  for (const [key, value] of entries) {
    const method = lookupSpecial(value, "__set_name__");
    if (method === undefined) continue;
    try {
      call(method, [type, key]);
    } catch (caught) {
      if (isPyException(caught)) {
        addNote(
          caught,
          `Error calling __set_name__ on '${typeName(value)}' instance ${reprJs(key)} in '${strToJs(type.name)}'`,
        );
      }
      throw caught;
    }
  }
}

/** `super(type, type).__init_subclass__(**kwargs)`. */
function initSubclass(type: PyType, values: PyValue[], kwnames: KwNames): void {
  // A custom MRO may lack the class itself; super() then finds only what every object has.
  const own = type.mro.indexOf(type);
  const rest = own < 0 ? [objectType] : type.mro.slice(own + 1);
  const holder = rest.find((base) => base.dict.has("__init_subclass__")) ?? objectType;
  const method = holder.dict.getStr("__init_subclass__")!;
  const get = typeOf(method).tp_descr_get;
  call(get === undefined ? method : get(method, undefined, type), values, kwnames);
}

function allocInstance(type: PyType): PyObject {
  const object = newInstance(type);
  if (type.tp_finalize !== undefined) watchInstance(object);
  return object;
}

/** An instance of a Python subclass of a built-in: the built-in's object plus room for attributes and slots. */
function allocSubclass(type: PyType): PyObject {
  const object = type.native.spec!.alloc!(type) as PyObject & SubclassState;
  if (type.hasDict && object.dict === undefined) object.dict = null;
  if (type.slotCount > 0) object.slots = [];
  if (type.tp_finalize === slotFinalize) watchInstance(object);
  return object;
}
