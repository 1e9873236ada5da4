/** What is known of the classes and shapes of instances that an access meets, and the tests that make it certain. */
import { OP } from "../../interpreter/generated/tables.ts";
import { AttrCache } from "../../interpreter/specialize/attributes.ts";
import type { Shape } from "../../objects/shape.ts";
import type { PyType } from "../../objects/type-object.ts";
import { ANY, BOXED, classOf, instance, objectOf } from "../types.ts";
import type { Emitter, Val } from "./emitter.ts";
import { differs } from "./guards.ts";
import { isOfClass, type Load, type Store } from "./resolve.ts";

/** Why an exit happens that more shapes in the cache would avoid. */
export const ANOTHER_SHAPE = "another shape";

export interface Known<A extends Load | Store> {
  readonly shape: Shape;
  readonly access: A;
}

/** What is known of the shapes that an instruction has met. */
export interface Seen<A extends Load | Store> {
  readonly known: readonly Known<A>[];
  /** Others are not expected. */
  readonly complete: boolean;
}

export function seenBy<A extends Load | Store>(
  e: Emitter,
  owner: Val,
  resolve: (shape: Shape, name: string) => A | null,
  name: unknown,
): Seen<A> {
  const shapes = owner.type.kind === "instance" ? [owner.type.shape!] : shapesAt(e);
  const known: Known<A>[] = [];
  for (const shape of shapes) {
    const access = typeof name === "string" ? resolve(shape, name) : null;
    if (access !== null) known.push({ shape, access });
  }
  const exact = owner.type.kind === "instance";
  return { known, complete: known.length === shapes.length && (exact || !e.generic) };
}

/** The shapes of instances that the interpreter has met at the instruction. */
function shapesAt(e: Emitter): Shape[] {
  const shapes = new Set<Shape>();
  const first = e.unit.code.caches[e.instruction.index];
  for (let at = first instanceof AttrCache ? first : null; at !== null; at = at.next) {
    if (at.owner === null && !OTHER_OWNERS.has(at.op)) shapes.add(at.shape);
  }
  return [...shapes];
}

/** Forms whose owners are not instances with a shape. */
const OTHER_OWNERS: ReadonlySet<number> = new Set([
  OP.LOAD_ATTR_MODULE,
  OP.LOAD_ATTR_MODULE_NULL,
  OP.LOAD_ATTR_CLASS,
  OP.LOAD_ATTR_CLASS_NULL,
  OP.LOAD_ATTR_METHOD_NO_DICT,
  OP.LOAD_ATTR_METHOD_LAZY_DICT,
]);

/** The text of a field of an instance of the class. */
export function fieldOf(owner: string, { ownFields }: PyType, index: number): string {
  return index < ownFields ? `${owner}.f${index}` : `${owner}.more[${index - ownFields}]`;
}

/** The text of a field's value as Python sees it. */
export function fieldValue(e: Emitter, owner: string, type: PyType, index: number): string {
  const field = fieldOf(owner, type, index);
  return type.floatFields?.has(index) === true ? `${e.helper("release")}(${field})` : field;
}

/** Pushes the value of a field, which is expected to be a float if the field may own one. False: it may own none. */
export function pushFloatField(e: Emitter, owner: string, type: PyType, index: number, mayBeUnset = false): boolean {
  if (type.floatFields?.has(index) !== true) return false;
  const field = e.temporary(fieldOf(owner, type, index));
  const absent = mayBeUnset ? `${field} === undefined || ${field} === null` : `${field} === null`;
  const kind = `${field}.type`;
  const other = `${kind} !== ${e.helper("fieldFloatType")} && ${kind} !== ${e.helper("floatType")}`;
  e.exitIf(`${absent} || ${other}`, "not float");
  e.pop();
  const text = e.temporary(`${field}.v`);
  e.stack.push({ type: BOXED, text: `${e.helper("releaseFloat")}(${field}, ${text})`, raw: text });
  return true;
}

/** The condition under which the class is not as it was; "" when that is known already. */
export function changed(e: Emitter, type: PyType): string {
  const name = e.constant(type);
  return e.knows(`${name}@${type.version}`) ? "" : `${name}.version !== ${type.version}`;
}

/** Leaves unless the access is the one that was resolved. */
export function guardAccess(e: Emitter, owner: Val, { shape, access }: Known<Load | Store>): void {
  const tests: string[] = [];
  const known = isOfClass(access) ? classOf(owner.type) === shape.owner : owner.type.shape === shape;
  if (!known) {
    tests.push(
      isOfClass(access) ? differs(owner, "type", e.constant(shape.owner)) : differs(owner, "shape", e.constant(shape)),
    );
  }
  const version = changed(e, shape.owner);
  if (version !== "") tests.push(version);
  if (tests.length > 0) e.exitIf(tests.join(" || "), ANOTHER_SHAPE);
  if (!known) e.refine(owner.text, isOfClass(access) ? objectOf(shape.owner) : instance(shape));
}

/** Names for an owner's shape and class, as far as a chain of tests asks for them; for None both are null. */
export function ownShapeAndType(
  e: Emitter,
  owner: string,
  known: readonly Known<Load | Store>[],
): [shape: string, type: string] {
  const part = (name: string): string => e.temporary(`${owner} === null ? null : ${owner}.${name}`);
  return [part("shape"), known.some(({ access }) => isOfClass(access)) ? part("type") : ""];
}

/** The condition of a link of a chain. `type` and `shape` are those of the owner. */
export function linkTest(
  e: Emitter,
  { shape, access }: Known<Load | Store>,
  ownType: string,
  ownShape: string,
): string {
  const type = e.constant(shape.owner);
  const same = isOfClass(access) ? `${ownType} === ${type}` : `${ownShape} === ${e.constant(shape)}`;
  return `${same} && ${type}.version === ${shape.owner.version}`;
}

/** Does what belongs to the first test that holds; what follows is done when none does. Tests for the same come together. */
export function writeChoices(
  e: Emitter,
  choices: readonly { readonly test: string; readonly effects: string }[],
): void {
  const tests = new Map<string, string[]>();
  for (const { test, effects } of choices) {
    if (!tests.has(effects)) tests.set(effects, []);
    tests.get(effects)!.push(test);
  }
  for (const [effects, either] of tests) {
    const condition = either.length === 1 ? either[0] : either.map((test) => `(${test})`).join(" || ");
    e.line(`if (${condition}) { ${effects} } else`);
  }
}

/** The top of the stack as an object under a name: what had no object yet, such as a raw double, gets one. */
export function namedTop(e: Emitter): Val {
  const val = e.pop();
  const text = e.named(val);
  const made = text !== val.text;
  const named: Val = { type: !made ? val.type : val.type.kind === "float" ? BOXED : ANY, text };
  e.stack.push(named);
  return named;
}
