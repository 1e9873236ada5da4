/** The shapes that an attribute access has met, from the interpreter's caches, and what the access comes to for each. */
import { OP } from "../../interpreter/generated/tables.ts";
import { AttrCache, POLYMORPHISM } from "../../interpreter/specialize/attributes.ts";
import type { Shape } from "../../objects/shape.ts";
import type { Emitter, Val } from "./emitter.ts";
import type { Load, Store } from "./resolve.ts";

export interface Known<A extends Load | Store> {
  readonly shape: Shape;
  readonly access: A;
}

/** What is known of the shapes that an instruction has met. */
interface Seen<A extends Load | Store> {
  readonly known: readonly Known<A>[];
  /** Others are not expected, and there is room for them should they come. */
  readonly complete: boolean;
}

/** What an access on the shapes that were met here comes to. */
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
  return { known, complete: known.length === shapes.length && (exact || (shapes.length < POLYMORPHISM && !e.generic)) };
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
