/**
 * What CPython computes in the AST itself: `%`-formatting of a literal with a tuple, and numbers in patterns.
 * CPython: `optimize_format` and `fold_const_match_patterns` in Python/ast_preprocess.c. All other folding happens on
 * instructions (`flowgraph`).
 */
import { type Const, ConstComplex, ConstFloat } from "../../bytecode/constants.ts";
import { type Str, strFromCodes, WideStr } from "../../kernel/str.ts";
import { type BinOp, Constant, type expr, FormattedValue, JoinedStr } from "../../parser/generated/ast.ts";

const PERCENT = 37;
const MAXDIGITS = 3;

/** Folds `"…%s…" % (a, b)` to an f-string's node where every format unit is `%s`, `%r` or `%a`. */
export function foldBinOp(node: BinOp): expr {
  const { left, right } = node;
  if (node.op !== "Mod" || left.kind !== "Constant" || right.kind !== "Tuple") return node;
  const { value } = left;
  if (typeof value !== "string" && !(value instanceof WideStr)) return node;
  if (right.elts.some((elt) => elt.kind === "Starred")) return node;
  const values = formatParts(codesOf(value), right.elts);
  if (values === null) return node;
  return JoinedStr(values, node.lineno, node.col_offset, node.end_lineno, node.end_col_offset);
}

function codesOf(text: Str): ArrayLike<number> {
  return typeof text === "string" ? Array.from(text, (char) => char.charCodeAt(0)) : text.codes;
}

/** The parts of the f-string; null when a unit is of another kind or units and items do not match in number. */
function formatParts(format: ArrayLike<number>, items: readonly expr[]): expr[] | null {
  const parts: expr[] = [];
  let pos = 0;
  let count = 0;
  while (true) {
    const literal: number[] = [];
    while (pos < format.length) {
      if (format[pos] !== PERCENT) literal.push(format[pos++]);
      else if (format[pos + 1] === PERCENT) {
        literal.push(PERCENT);
        pos += 2;
      } else break;
    }
    if (literal.length > 0) parts.push(unplaced(strFromCodes(literal)));
    if (pos >= format.length) break;
    if (count >= items.length) return null;
    const unit = parseUnit(format, pos + 1);
    if (unit === null) return null;
    const item = items[count++];
    const spec = unit.spec === "" ? null : unplaced(unit.spec);
    const { lineno, col_offset, end_lineno, end_col_offset } = item;
    parts.push(FormattedValue(item, unit.conversion, spec, lineno, col_offset, end_lineno, end_col_offset));
    pos = unit.end;
  }
  return count < items.length ? null : parts;
}

/** A constant that stands nowhere in the source. */
const unplaced = (value: Const): expr => Constant(value, null, -1, -1, -1, -1);

/** Parses a format unit after its `%`, as far as an f-string can say the same. */
function parseUnit(format: ArrayLike<number>, pos: number): { conversion: number; spec: string; end: number } | null {
  const isDigit = (c: number | undefined) => c !== undefined && c >= 48 && c <= 57;
  let left = false;
  while (pos < format.length && "-+ #0".includes(String.fromCodePoint(format[pos]))) {
    if (format[pos++] === 45) left = true;
  }
  let spec = "";
  if (isDigit(format[pos])) {
    let width = 0;
    let digits = 0;
    for (; isDigit(format[pos]); pos++) {
      width = width * 10 + format[pos] - 48;
      if (++digits >= MAXDIGITS || pos + 1 >= format.length) return null;
    }
    spec = `${!left && width > 0 ? ">" : ""}${width}`;
  }
  if (format[pos] === 46) {
    pos++;
    let precision = 0;
    let digits = 0;
    for (; isDigit(format[pos]); pos++) {
      precision = precision * 10 + format[pos] - 48;
      if (++digits >= MAXDIGITS || pos + 1 >= format.length) return null;
    }
    spec += `.${precision}`;
  }
  const conversion = format[pos];
  return conversion === 115 || conversion === 114 || conversion === 97 ? { conversion, spec, end: pos + 1 } : null;
}

/** Folds `-1`, `1 + 2j` and the like in a pattern to the constant that they are. */
export function foldPatternConstant(node: expr): expr {
  if (node.kind === "UnaryOp" && node.op === "USub" && node.operand.kind === "Constant") {
    return constantAt(node, negate(node.operand.value));
  }
  if (node.kind === "BinOp" && (node.op === "Add" || node.op === "Sub") && node.right.kind === "Constant") {
    node.left = foldPatternConstant(node.left);
    if (node.left.kind === "Constant") return constantAt(node, combine(node.left.value, node.right.value, node.op));
  }
  return node;
}

/** The constant in `node`'s place; `node` itself where Python could not compute one. */
function constantAt(node: expr, value: Const | undefined): expr {
  if (value === undefined) return node;
  return Constant(value, null, node.lineno, node.col_offset, node.end_lineno, node.end_col_offset);
}

const canonical = (value: bigint): number | bigint => {
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
};

function negate(value: Const): Const | undefined {
  if (typeof value === "boolean") return -Number(value) + 0;
  if (typeof value === "number") return 0 - value;
  if (typeof value === "bigint") return canonical(-value);
  if (value instanceof ConstFloat) return new ConstFloat(-value.value);
  if (value instanceof ConstComplex) return new ConstComplex(-value.real, -value.imag);
  return undefined;
}

/** A real number's value as a float; undefined for what is none, or too large. */
function asFloat(value: Const): number | undefined {
  if (value instanceof ConstFloat) return value.value;
  if (typeof value === "number" || typeof value === "boolean") return Number(value);
  if (typeof value !== "bigint") return undefined;
  const float = Number(value);
  return Number.isFinite(float) ? float : undefined;
}

/** `left + right` or `left - right`; C99's rules for a real and a complex operand. */
function combine(left: Const, right: Const, op: "Add" | "Sub"): Const | undefined {
  const sign = op === "Add" ? 1 : -1;
  if (left instanceof ConstComplex) {
    if (right instanceof ConstComplex) {
      return new ConstComplex(left.real + sign * right.real, left.imag + sign * right.imag);
    }
    const b = asFloat(right);
    return b === undefined ? undefined : new ConstComplex(left.real + sign * b, left.imag);
  }
  if (right instanceof ConstComplex) {
    const a = asFloat(left);
    return a === undefined ? undefined : new ConstComplex(a + sign * right.real, sign * right.imag);
  }
  if (left instanceof ConstFloat || right instanceof ConstFloat) {
    const a = asFloat(left);
    const b = asFloat(right);
    return a === undefined || b === undefined ? undefined : new ConstFloat(a + sign * b);
  }
  const a = asInt(left);
  const b = asInt(right);
  return a === undefined || b === undefined ? undefined : canonical(op === "Add" ? a + b : a - b);
}

function asInt(value: Const): bigint | undefined {
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") return BigInt(value);
  return undefined;
}
