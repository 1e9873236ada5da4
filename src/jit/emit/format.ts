/**
 * f-strings and `str.format` of a constant. What the format says is read when the code is compiled; pieces that are known to be texts, ints
 * or floats are put together in place, under a test where nothing is known of them.
 */
import { FVC } from "../../bytecode/opargs.ts";
import { OP } from "../../interpreter/generated/tables.ts";
import { KernelError } from "../../kernel/error.ts";
import { formatFloatBy, formatIntBy, readFloatSpec, readIntSpec } from "../../kernel/format-number.ts";
import { type Field, formatTemplate } from "../../objects/str/format-markup.ts";
import { isPlainStr } from "../runtime/format.ts";
import { ANY, PLAIN } from "../types.ts";
import type { Emitter, Val } from "./emitter.ts";
import { isFloat, isInt } from "./guards.ts";
import { answered } from "./raise.ts";
import type { Emit } from "./table.ts";

/** A text to be put into another. */
export interface Piece {
  /** The condition under which it is what `text` says; "" when that is sure. */
  readonly test: string;
  /** An expression of a string, or of a number that becomes one. */
  readonly text: string;
}

/** Specifiers without fields, wide characters or long paddings: what they make of numbers and plain texts is plain. */
const SIMPLE_SPEC = /^(?:[ -~]?[<>=^])?[-+ ]?#?0?\d{0,3}[,_]?(?:\.\d{1,2})?[bdoxXeEfFgG%s]?$/;

/** The text of a constant str; undefined when the value is something else. */
export function literalText(val: Val): string | undefined {
  return val.type.kind === "str" && val.text.startsWith('"') ? (JSON.parse(val.text) as string) : undefined;
}

/** As `str()` shows a value of a few types; null when nothing is known that makes it probable. */
export function simplePiece(e: Emitter, val: Val): Piece | null {
  if (isInt(val)) return { test: "", text: val.text };
  if (val.type.kind === "str")
    return { test: val.type.plain === true ? "" : `${e.helper("isPlain")}(${val.text})`, text: val.text };
  return val.type.kind === "any" ? { test: `${e.helper("isPlain")}(${val.text})`, text: val.text } : null;
}

/** As `repr()` shows it. */
export function reprPiece(e: Emitter, val: Val): Piece | null {
  const piece = simplePiece(e, val);
  return piece === null || isInt(val) ? piece : { test: piece.test, text: `${e.helper("reprOf")}(${val.text})` };
}

/** The pieces put together. Their tests hold. */
export function concatenation(literals: readonly string[], pieces: readonly Piece[]): string {
  const parts = [JSON.stringify(literals[0])];
  pieces.forEach(({ text }, i) => {
    parts.push(text);
    if (literals[i + 1] !== "") parts.push(JSON.stringify(literals[i + 1]));
  });
  return parts.join(" + ");
}

/** Pushes the pieces put together or, where a test fails, what the call of anything comes to. */
export function pushTogether(
  e: Emitter,
  literals: readonly string[],
  pieces: readonly Piece[],
  otherwise: () => string,
): void {
  const text = concatenation(literals, pieces);
  const tests = pieces.map(({ test }) => test).filter((test) => test !== "");
  if (tests.length === 0) return e.pushNew(PLAIN, text);
  e.placeDeep();
  e.push(ANY, answered(e, `${tests.join(" && ")} ? ${text} : ${e.helper("settle")}(${otherwise()}, d)`));
}

/** A number by a specifier that is good for it. */
function numberPiece(e: Emitter, val: Val, spec: string): string | null {
  if (!SIMPLE_SPEC.test(spec) || (!isInt(val) && !isFloat(val))) return null;
  try {
    if (isInt(val)) {
      formatIntBy(0, readIntSpec(spec), "int", 0);
      return `${e.helper("formatIntBy")}(${val.text}, ${e.constant(readIntSpec(spec))}, "int", 0)`;
    }
    formatFloatBy(0, readFloatSpec(spec), "float");
    return `${e.helper("formatFloatBy")}(${e.double(val)}, ${e.constant(readFloatSpec(spec))}, "float")`;
  } catch (error) {
    if (error instanceof KernelError) return null;
    throw error;
  }
}

/** `str()` of what is a text already, as most are, is that. */
const convertValue: Emit = (e, { arg }) => {
  const val = e.peek();
  if (arg === FVC.STR && val.type.kind === "str") return;
  e.pop();
  if (arg === FVC.STR && isInt(val)) return e.pushNew(PLAIN, `String(${val.text})`);
  const text = e.named(val);
  e.placeDeep();
  const plain = arg === FVC.STR ? `typeof ${text} === "string" ? ${text} : ` : "";
  e.push(ANY, e.called(`${plain}${e.helper("CONVERT_VALUE")}.body(null, ${arg}, ${text})`));
};

const formatSimple: Emit = (e) => {
  const val = e.peek();
  if (val.type.kind === "str") return;
  e.pop();
  if (isInt(val)) return e.pushNew(PLAIN, `String(${val.text})`);
  const text = e.named(val);
  e.placeDeep();
  e.push(ANY, e.called(`${e.helper("formatSimple")}(${text})`));
};

const formatWithSpec: Emit = (e, { arg }) => {
  const [val, specVal] = e.popMany(2);
  const spec = literalText(specVal);
  const known = spec === undefined ? null : numberPiece(e, val, spec);
  if (known !== null) return e.pushNew(PLAIN, known);
  const texts = [val, specVal].map((each) => e.named(each));
  e.placeDeep();
  e.push(ANY, e.called(`${e.helper("FORMAT_WITH_SPEC")}.body(null, ${arg}, ${texts.join(", ")})`));
};

const buildString: Emit = (e, { arg }) => {
  const items = e.popMany(arg);
  const texts = items.map((val) => e.tagged(val));
  const unknown = items.filter(({ type }) => type.plain !== true);
  const sum = texts.join(" + ");
  if (unknown.length === 0) return e.pushNew(PLAIN, sum);
  const tests = unknown.map(({ text }) => `${e.helper("isPlainStr")}(${text})`).join(" && ");
  e.pushNew(ANY, `${tests} ? ${sum} : ${e.helper("joinStrings")}([${texts.join(", ")}])`);
};

/** `"…".format(…)` of positional arguments. False: call it as any other. */
export function emitStrFormat(e: Emitter, self: Val, args: readonly Val[], call: string): boolean {
  const text = literalText(self);
  const fields = text === undefined || e.generic ? null : formatTemplate(text);
  if (fields === null) return false;
  const literals = [""];
  const pieces: Piece[] = [];
  let automatic: boolean | undefined;
  for (const field of fields) {
    if (!isPlainStr(field.literal)) return false;
    literals[literals.length - 1] += field.literal;
    if (field.first === undefined) continue;
    const isAutomatic = field.first === "";
    const index = isAutomatic ? pieces.length : field.first;
    if (typeof index !== "number" || index >= args.length || automatic === !isAutomatic) return false;
    automatic = isAutomatic;
    const piece = fieldPiece(e, field, args[index]);
    if (piece === null) return false;
    pieces.push(piece);
    literals.push("");
  }
  e.popMany(args.length + 2);
  const names = args.map((val) => e.named(val));
  pushTogether(e, literals, pieces, () => `${call}(${[self.text, ...names].join(", ")})`);
  return true;
}

function fieldPiece(e: Emitter, { steps, conversion, spec, nested }: Field, val: Val): Piece | null {
  if (steps.length > 0 || nested || typeof spec !== "string") return null;
  if (spec === "") {
    if (conversion === undefined || conversion === "s") return simplePiece(e, val);
    return conversion === "r" ? reprPiece(e, val) : null;
  }
  if (conversion !== undefined) return null;
  const known = numberPiece(e, val, spec);
  if (known !== null) return { test: "", text: known };
  if (!SIMPLE_SPEC.test(spec) || (val.type.kind !== "any" && val.type.kind !== "str")) return null;
  return {
    test: `${e.helper("isPlain")}(${val.text})`,
    text: `${e.helper("formatted")}(${val.text}, ${JSON.stringify(spec)})`,
  };
}

export const FORMAT: readonly (readonly [number, Emit])[] = [
  [OP.BUILD_STRING, buildString],
  [OP.CONVERT_VALUE, convertValue],
  [OP.FORMAT_SIMPLE, formatSimple],
  [OP.FORMAT_WITH_SPEC, formatWithSpec],
];
