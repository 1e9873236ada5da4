/** `"…" % (…)` of a constant and a tuple that is made for it: the format is read when the code is compiled, the tuple is not made. */
import { NB } from "../../bytecode/opargs.ts";
import { OP } from "../../interpreter/generated/tables.ts";
import { type PercentItem, type PercentTemplate, percentTemplate } from "../../kernel/percent.ts";
import { isPlainStr } from "../runtime/format.ts";
import type { Emitter, Val } from "./emitter.ts";
import { literalText, type Piece, pushTogether, reprPiece, simplePiece } from "./format.ts";
import { isFloat, isInt } from "./guards.ts";

/** Longer paddings may not be possible. */
const MOST_PADDING = 1000;

/** Whether a tuple of these items, of which the next instruction makes a text, need not be made. */
export function isFormatted(e: Emitter, items: readonly Val[]): boolean {
  const { next } = e.instruction;
  const isRemainder = next?.generic === OP.BINARY_OP && next.arg === NB.REMAINDER;
  return isRemainder && e.stack.length > 0 && templateOf(e.peek(), items) !== null;
}

function templateOf(format: Val, items: readonly Val[]): PercentTemplate | null {
  const text = literalText(format);
  const template = text === undefined ? null : percentTemplate(text);
  if (template === null || template.items.length !== items.length) return null;
  if (!template.literals.every(isPlainStr)) return null;
  return template.items.every((item, i) => isKnown(item, items[i])) ? template : null;
}

const INTS = "diuxXo";
const FLOATS = "eEfFgG";
const TEXTS = "sr";

/** Whether the item can be written in place, if a test says so. */
function isKnown({ key, type, width, precision }: PercentItem, val: Val): boolean {
  if (key !== undefined || width > MOST_PADDING || precision > MOST_PADDING) return false;
  const letter = String.fromCharCode(type);
  const { kind } = val.type;
  if (INTS.includes(letter)) return kind === "int" || kind === "any";
  if (FLOATS.includes(letter)) return kind === "int" || kind === "any" || isFloat(val);
  return TEXTS.includes(letter) && (kind === "int" || kind === "str" || kind === "any");
}

/** Pushes `format % items`; both are off the stack. */
export function emitPercent(e: Emitter, format: Val, items: readonly Val[], oparg: number): void {
  const { literals, items: parts } = templateOf(format, items)!;
  const pieces = parts.map((part, i) => pieceOf(e, part, items[i]));
  const tuple = (): string => `new ${e.helper("PyTuple")}([${items.map((val) => e.tagged(val)).join(", ")}])`;
  pushTogether(
    e,
    literals as readonly string[],
    pieces,
    () => `${e.helper("binary")}(${oparg}, ${format.text}, ${tuple()})`,
  );
}

function pieceOf(e: Emitter, item: PercentItem, val: Val): Piece {
  const letter = String.fromCharCode(item.type);
  const isDecimal = letter === "d" || letter === "i" || letter === "u";
  if (INTS.includes(letter)) {
    const test = isInt(val) ? "" : `typeof ${val.text} === "number"`;
    if (isDecimal && item.isBare) return { test, text: val.text };
    return { test, text: `${e.helper("percentOfInt")}(${val.text}, ${e.constant(item)})` };
  }
  if (FLOATS.includes(letter)) {
    const known = isInt(val) || isFloat(val);
    const x = known ? e.double(val) : `${val.text}.v`;
    const test = known ? "" : `${val.text}?.type === ${e.helper("floatType")}`;
    return { test, text: `${e.helper("percentOfFloat")}(${x}, ${e.constant(item)})` };
  }
  const { test, text } = (letter === "s" ? simplePiece(e, val) : reprPiece(e, val))!;
  return { test, text: item.isBare ? text : `${e.helper("percentOfText")}(${text}, ${e.constant(item)})` };
}
