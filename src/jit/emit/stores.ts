/** Stores and deletions of attributes. */
import { OP } from "../../interpreter/generated/tables.ts";
import { PyType } from "../../objects/type-object.ts";
import { instance } from "../types.ts";
import type { Emitter, Val } from "./emitter.ts";
import { storeCell } from "./names.ts";
import { isPlainClassStore, resolveStore, type Store } from "./resolve.ts";
import {
  ANOTHER_SHAPE,
  changed,
  fieldOf,
  guardAccess,
  type Known,
  linkTest,
  namedTop,
  ownShapeAndType,
  seenBy,
  writeChoices,
} from "./shapes.ts";
import type { Emit } from "./table.ts";
import { isCold, NEVER_RAN } from "./table.ts";

const storeAttr: Emit = (e, { arg }) => {
  if (e.peek().type.kind !== "instance" && isCold(e)) return e.exit(NEVER_RAN);
  const name = e.unit.code.names[arg];
  const { value: type } = e.peek().type;
  if (type instanceof PyType && typeof name === "string" && storeOfClass(e, type, name)) return;
  const { known, complete } = seenBy(e, e.peek(), resolveStore, name);
  const isPlain = complete && known.length > 0 && known.every(({ access }) => access.kind !== "setter");
  if (known.length === 1 && isPlain) return storeKnown(e, known[0]);
  const owner = namedTop(e).text;
  const item = e.named(e.peek(2));
  if (!isPlain) {
    e.popMany(2);
    e.placeDeep();
  }
  if (known.length > 0) {
    const [ownShape, ownType] = ownShapeAndType(e, owner, known);
    const choices = known.map((one) => ({
      test: linkTest(e, one, ownType, ownShape),
      effects: storeText(e, owner, item, one),
    }));
    writeChoices(e, choices);
  }
  if (!isPlain) return e.calledVoid(`${e.helper("setAttr")}(${owner}, ${e.constant(name)}, ${item})`);
  e.exitHere(ANOTHER_SHAPE);
  e.popMany(2);
  e.forgetShapes();
};

/** Replaces a class's data by other data, if that is all there is to do. */
function storeOfClass(e: Emitter, type: PyType, name: string): boolean {
  const isData = /^(int|float|boxed|str|bool|none|list|tuple|dict)$/.test(e.peek(2).type.kind);
  if (!isData || e.generic || !isPlainClassStore(type, name)) return false;
  const tests = [changed(e, type), changed(e, type.type)].filter((test) => test !== "");
  if (tests.length > 0) e.exitIf(tests.join(" || "), "another class");
  e.pop();
  storeCell(e, type.dict, name);
  return true;
}

function storeKnown(e: Emitter, known: Known<Store>): void {
  const { access, shape } = known;
  const owner = namedTop(e);
  guardAccess(e, owner, known);
  e.pop();
  const value = e.pop();
  if (storeFloat(e, owner.text, value, known)) return;
  e.line(storeText(e, owner.text, e.tagged(value), known));
  if (access.kind === "field" && access.newShape !== shape) {
    // The same object may be known under other names.
    e.forgetShapes();
    e.refine(owner.text, instance(access.newShape));
  }
}

/** Stores a float that is no object yet into the one that the field owns. */
function storeFloat(e: Emitter, owner: string, value: Val, { access, shape }: Known<Store>): boolean {
  if (value.type.kind !== "float" || value.boxed !== undefined) return false;
  const isField = access.kind === "slot" || (access.kind === "field" && access.newShape === shape);
  if (!isField || access.index >= shape.owner.ownFields || !e.unit.ownsFloat(shape.owner, access.index)) return false;
  const field = fieldOf(owner, shape.owner, access.index);
  const owned = e.helper("fieldFloatType");
  const float = e.temporary(field);
  const another = `${field} = new ${e.helper("PyFloat")}(${value.text}, ${owned})`;
  e.line(`if (${float}?.type === ${owned}) ${float}.v = ${value.text}; else ${another};`);
  return true;
}

function storeText(e: Emitter, owner: string, value: string, { access, shape }: Known<Store>): string {
  switch (access.kind) {
    case "setter":
      return `${e.helper("callSetter")}(${e.constant(access.func)}, ${owner}, ${value});`;
    case "entry":
      return `${owner}.dict.setStr(${JSON.stringify(e.unit.code.names[e.instruction.arg])}, ${value});`;
    case "slot":
      return setText(e, owner, shape.owner, value, access.index, true);
    default: {
      const grows = access.newShape !== shape;
      const store = setText(e, owner, shape.owner, value, access.index, grows);
      return grows ? `${store} ${owner}.shape = ${e.constant(access.newShape)};` : store;
    }
  }
}

/** `mayGrow`: the field may not be there yet. */
function setText(e: Emitter, owner: string, type: PyType, value: string, index: number, mayGrow: boolean): string {
  return mayGrow && index >= type.ownFields
    ? `${e.helper("setField")}(${owner}, ${index}, ${value});`
    : `${fieldOf(owner, type, index)} = ${value};`;
}

const deleteAttr: Emit = (e, { arg }) => {
  const owner = e.named(e.pop());
  const name = e.constant(e.unit.code.names[arg]);
  e.placeDeep();
  e.calledVoid(`${e.helper("delAttr")}(${owner}, ${name})`);
};

export const STORES: readonly (readonly [number, Emit])[] = [
  [OP.STORE_ATTR, storeAttr],
  [OP.DELETE_ATTR, deleteAttr],
];
