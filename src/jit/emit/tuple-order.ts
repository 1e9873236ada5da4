/** Comparisons of two tuples that are made for nothing else, `(a.x, a.y) < (b.x, b.y)`: plain items are compared as they are. */
import { OP } from "../../interpreter/generated/tables.ts";
import { UNKNOWN } from "../../objects/tuple/order.ts";
import { ANY, BOOL } from "../types.ts";
import type { Emitter, Val } from "./emitter.ts";
import { answered } from "./raise.ts";

/** By the number of items: what finds their order at run time. */
const HELPERS: readonly (string | undefined)[] = [undefined, undefined, "pairOrder", "tripleOrder"];

/** What may stand between the first tuple and the second; where one of them runs other code, the first is made. */
const LOADS: ReadonlySet<number> = new Set([
  OP.LOAD_FAST,
  OP.LOAD_FAST_BORROW,
  OP.LOAD_FAST_LOAD_FAST,
  OP.LOAD_FAST_BORROW_LOAD_FAST_BORROW,
  OP.LOAD_ATTR,
  OP.LOAD_CONST,
  OP.LOAD_SMALL_INT,
]);

/** By the comparison's number: the condition that the order meets. */
const CONDITIONS = ["< 0", "<= 0", "=== 0", "!== 0", "> 0", ">= 0"];

/** Whether the tuple of so many items that the current instruction makes is the first or the second of two that are compared. */
export function isCompared(e: Emitter, count: number): boolean {
  if (HELPERS[count] === undefined) return false;
  let { next } = e.instruction;
  if (next?.generic === OP.COMPARE_OP) return e.stack.length > 0 && e.peek().parts?.length === count;
  while (next !== null && LOADS.has(next.generic)) next = next.next;
  return next?.generic === OP.BUILD_TUPLE && next.arg === count && next.next?.generic === OP.COMPARE_OP;
}

/** False when the operands are not two such tuples. */
export function emitTupleOrder(e: Emitter, left: Val, right: Val, oparg: number): boolean {
  if (left.type.kind !== "tuple" || right.type.kind !== "tuple" || e.generic) return false;
  if (left.parts === undefined || right.parts === undefined || left.parts.length !== right.parts.length) return false;
  e.popMany(2);
  const [a, b] = [left.parts, right.parts].map((parts) => parts.map((part) => e.named(part)));
  const pairs = a.flatMap((text, i) => [text, b[i]]);
  const order = e.temporary(`${e.helper(HELPERS[a.length]!)}(${pairs.join(", ")})`);
  const isCondition = (oparg & 16) !== 0;
  const tuples = [a, b].map((texts) => `new ${e.helper("PyTuple")}([${texts.join(", ")}])`).join(", ");
  e.placeDeep();
  const other = `${e.helper(isCondition ? "compareTruth" : "compareAny")}(d, ${tuples}, ${oparg >> 5})`;
  const result = answered(e, `${order} === ${UNKNOWN} ? ${other} : ${order} ${CONDITIONS[oparg >> 5]}`);
  e.push(isCondition ? BOOL : ANY, result);
  return true;
}
