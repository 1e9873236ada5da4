/**
 * An expression's source text, as `from __future__ import annotations` stores it: CPython Python/ast_unparse.c.
 *
 * Each method appends to `out`. A `level` is the priority that the surroundings demand: what binds weaker is put in
 * parentheses. The bodies of f-strings and t-strings are collected as code points first, because their repr is shown.
 */
import { type Const, ConstComplex, ConstFloat, ELLIPSIS } from "../../bytecode/constants.ts";
import { type Str, strFromCodes, strFromJs, strToJs, WideStr } from "../../kernel/str.ts";
import { strRepr } from "../../kernel/str-repr.ts";
import { SourceFailure } from "../errors.ts";
import type {
  arg,
  arguments_,
  BinOp,
  Call,
  Compare,
  Constant,
  comprehension,
  Dict,
  expr,
  TemplateStr,
} from "../generated/ast.ts";
import { DEFAULT_MAX_STR_DIGITS } from "../strings/numbers.ts";
import { constRepr } from "./constants.ts";
import {
  BINARY_OPS,
  BOOL_OPS,
  COMPARE_OPS,
  PR_ATOM,
  PR_AWAIT,
  PR_CMP,
  PR_EXPR,
  PR_TEST,
  PR_TUPLE,
  UNARY_OPS,
} from "./tables.ts";

/** Infinity has no literal; this overflows to it. */
const INFINITE = "1e309";

/** `_PyAST_ExprAsUnicode`. `maxStrDigits` bounds the ints that can be written, as it bounds `str(int)`. */
export function unparse(node: expr, maxStrDigits = DEFAULT_MAX_STR_DIGITS): Str {
  const writer = new Unparser(maxStrDigits);
  writer.expr(node, PR_TEST);
  return strFromJs(writer.out);
}

class Unparser {
  out = "";
  private readonly maxStrDigits: number;

  constructor(maxStrDigits: number) {
    this.maxStrDigits = maxStrDigits;
  }

  private parens(needed: boolean, write: () => void): void {
    if (needed) this.out += "(";
    write();
    if (needed) this.out += ")";
  }

  private list(nodes: readonly expr[]): void {
    for (let i = 0; i < nodes.length; i++) this.between(i > 0 ? ", " : "", nodes[i], PR_TEST);
  }

  /** A node at `level`, between `open` and `close`. */
  private between(open: string, node: expr, level: number, close = ""): void {
    this.out += open;
    this.expr(node, level);
    this.out += close;
  }

  expr(node: expr, level: number): void {
    switch (node.kind) {
      case "BoolOp": {
        const [op, priority] = BOOL_OPS[node.op];
        this.parens(level > priority, () => {
          node.values.forEach((value, i) => {
            this.between(i > 0 ? op : "", value, priority + 1);
          });
        });
        break;
      }
      case "BinOp":
        this.binOp(node, level);
        break;
      case "UnaryOp": {
        const [op, priority] = UNARY_OPS[node.op];
        this.parens(level > priority, () => this.between(op, node.operand, priority));
        break;
      }
      case "Lambda":
        this.parens(level > PR_TEST, () => {
          this.out += node.args.args.length + node.args.posonlyargs.length > 0 ? "lambda " : "lambda";
          this.arguments(node.args);
          this.between(": ", node.body, PR_TEST);
        });
        break;
      case "IfExp":
        this.parens(level > PR_TEST, () => {
          this.between("", node.body, PR_TEST + 1);
          this.between(" if ", node.test, PR_TEST + 1);
          this.between(" else ", node.orelse, PR_TEST);
        });
        break;
      case "Dict":
        this.dict(node);
        break;
      case "Set":
        this.out += "{";
        this.list(node.elts);
        this.out += "}";
        break;
      case "GeneratorExp":
        this.comprehension("(", node.elt, null, node.generators, ")");
        break;
      case "ListComp":
        this.comprehension("[", node.elt, null, node.generators, "]");
        break;
      case "SetComp":
        this.comprehension("{", node.elt, null, node.generators, "}");
        break;
      case "DictComp":
        this.comprehension("{", node.key, node.value, node.generators, "}");
        break;
      case "Yield":
        if (node.value === null) this.out += "(yield)";
        else this.between("(yield ", node.value, PR_TEST, ")");
        break;
      case "YieldFrom":
        this.between("(yield from ", node.value, PR_TEST, ")");
        break;
      case "Await":
        this.parens(level > PR_AWAIT, () => this.between("await ", node.value, PR_ATOM));
        break;
      case "Compare":
        this.compare(node, level);
        break;
      case "Call":
        this.call(node);
        break;
      case "Constant":
        this.constant(node);
        break;
      case "JoinedStr":
        this.quoted("f", node.values);
        break;
      case "TemplateStr":
        this.template(node);
        break;
      case "FormattedValue":
      case "Interpolation": {
        const codes: number[] = [];
        this.element(codes, node);
        this.out += strToJs(strFromCodes(codes));
        break;
      }
      case "Attribute": {
        this.expr(node.value, PR_ATOM);
        const isInt = node.value.kind === "Constant" && /^(number|bigint)$/.test(typeof node.value.value);
        // A point right after an int would make it a float.
        this.out += `${isInt ? " ." : "."}${node.attr}`;
        break;
      }
      case "Subscript":
        this.expr(node.value, PR_ATOM);
        this.between("[", node.slice, PR_TUPLE, "]");
        break;
      case "Starred":
        this.between("*", node.value, PR_EXPR);
        break;
      case "Slice":
        if (node.lower !== null) this.expr(node.lower, PR_TEST);
        this.out += ":";
        if (node.upper !== null) this.expr(node.upper, PR_TEST);
        if (node.step !== null) this.between(":", node.step, PR_TEST);
        break;
      case "Name":
        this.out += node.id;
        break;
      case "List":
        this.out += "[";
        this.list(node.elts);
        this.out += "]";
        break;
      case "Tuple":
        this.parens(level > PR_TUPLE || node.elts.length === 0, () => {
          this.list(node.elts);
          if (node.elts.length === 1) this.out += ",";
        });
        break;
      case "NamedExpr":
        this.parens(level > PR_TUPLE, () => {
          this.expr(node.target, PR_ATOM);
          this.between(" := ", node.value, PR_ATOM);
        });
        break;
    }
  }

  private binOp(node: BinOp, level: number): void {
    const [op, priority] = BINARY_OPS[node.op];
    const rightAssociative = node.op === "Pow" ? 1 : 0;
    this.parens(level > priority, () => {
      this.expr(node.left, priority + rightAssociative);
      this.between(op, node.right, priority + 1 - rightAssociative);
    });
  }

  private compare(node: Compare, level: number): void {
    this.parens(level > PR_CMP, () => {
      this.expr(node.left, PR_CMP + 1);
      for (let i = 0; i < node.ops.length; i++) {
        this.between(COMPARE_OPS[node.ops[i]], node.comparators[i], PR_CMP + 1);
      }
    });
  }

  private dict(node: Dict): void {
    this.out += "{";
    for (let i = 0; i < node.values.length; i++) {
      if (i > 0) this.out += ", ";
      const key = node.keys[i];
      if (key === null) {
        this.between("**", node.values[i], PR_EXPR);
      } else {
        this.expr(key, PR_TEST);
        this.between(": ", node.values[i], PR_TEST);
      }
    }
    this.out += "}";
  }

  private comprehension(
    open: string,
    element: expr,
    value: expr | null,
    generators: readonly comprehension[],
    close: string,
  ): void {
    this.between(open, element, PR_TEST);
    if (value !== null) this.between(": ", value, PR_TEST);
    for (const generator of generators) {
      this.between(generator.is_async ? " async for " : " for ", generator.target, PR_TUPLE);
      this.between(" in ", generator.iter, PR_TEST + 1);
      for (const condition of generator.ifs) this.between(" if ", condition, PR_TEST + 1);
    }
    this.out += close;
  }

  private call(node: Call): void {
    this.expr(node.func, PR_ATOM);
    if (node.args.length === 1 && node.keywords.length === 0 && node.args[0].kind === "GeneratorExp") {
      this.expr(node.args[0], PR_TEST); // its own parentheses are enough
      return;
    }
    this.out += "(";
    this.list(node.args);
    node.keywords.forEach((keyword, i) => {
      if (i > 0 || node.args.length > 0) this.out += ", ";
      this.between(keyword.arg === null ? "**" : `${keyword.arg}=`, keyword.value, PR_TEST);
    });
    this.out += ")";
  }

  private arguments(args: arguments_): void {
    let first = true;
    const separate = () => {
      if (!first) this.out += ", ";
      first = false;
    };
    const positional = [...args.posonlyargs, ...args.args];
    positional.forEach((arg, i) => {
      separate();
      this.arg(arg);
      const defaultIndex = i - positional.length + args.defaults.length;
      if (defaultIndex >= 0) this.between("=", args.defaults[defaultIndex], PR_TEST);
      if (i + 1 === args.posonlyargs.length) this.out += ", /";
    });
    if (args.vararg !== null || args.kwonlyargs.length > 0) {
      separate();
      this.out += "*";
      if (args.vararg !== null) this.arg(args.vararg);
    }
    args.kwonlyargs.forEach((arg, i) => {
      separate();
      this.arg(arg);
      const value = args.kw_defaults[i - args.kwonlyargs.length + args.kw_defaults.length] ?? null;
      if (value !== null) this.between("=", value, PR_TEST);
    });
    if (args.kwarg !== null) {
      separate();
      this.out += "**";
      this.arg(args.kwarg);
    }
  }

  private arg(node: arg): void {
    this.out += node.arg;
    if (node.annotation !== null) this.between(": ", node.annotation, PR_TEST);
  }

  private constant({ value, kind_ }: Constant): void {
    if (value === ELLIPSIS) {
      this.out += "...";
      return;
    }
    const text = constRepr(value, this.maxStrDigits);
    const canBeInfinite = value instanceof ConstFloat || value instanceof ConstComplex;
    this.out += `${kind_ ?? ""}${canBeInfinite ? text.replaceAll("inf", INFINITE) : text}`;
  }

  /** An f-string or t-string: its prefix and the repr of its body. */
  private quoted(prefix: string, values: readonly expr[]): void {
    const codes: number[] = [];
    for (const value of values) this.element(codes, value);
    this.out += prefix + strToJs(strRepr(strFromCodes(codes)));
  }

  /** A t-string; where f-strings were concatenated to it, their values are shown in f-strings between. */
  private template({ values }: TemplateStr): void {
    let from = 0;
    for (let i = 0; i < values.length; i++) {
      if (values[i].kind !== "FormattedValue") continue;
      if (i > from) {
        this.quoted("t", values.slice(from, i));
        this.out += " ";
      }
      this.quoted("f", [values[i]]);
      if (i + 1 < values.length) this.out += " ";
      from = i + 1;
    }
    if (from < values.length || values.length === 0) this.quoted("t", values.slice(from));
  }

  /** One part of a formatted string's body. */
  private element(codes: number[], node: expr): void {
    if (node.kind === "Constant") {
      pushEscaped(codes, node.value);
    } else if (node.kind === "JoinedStr") {
      for (const value of node.values) this.element(codes, value);
    } else if (node.kind === "FormattedValue") {
      const inner = new Unparser(this.maxStrDigits);
      inner.expr(node.value, PR_TEST + 1); // a lambda's colon must not look like a format spec's
      this.field(codes, inner.out, node.conversion, node.format_spec);
    } else if (node.kind === "Interpolation") {
      this.field(codes, stringText(node.str), node.conversion, node.format_spec);
    } else {
      throw new SourceFailure("SystemError", "unknown expression kind inside f-string or t-string");
    }
  }

  private field(codes: number[], text: string, conversion: number, spec: expr | null): void {
    // A brace right after the opening one would double it.
    pushText(codes, text.startsWith("{") ? "{ " : "{");
    pushText(codes, text);
    if (conversion >= 0) pushText(codes, `!${String.fromCharCode(conversion)}`);
    if (spec !== null) {
      pushText(codes, ":");
      this.element(codes, spec);
    }
    pushText(codes, "}");
  }
}

function stringText(value: Const): string {
  return typeof value === "string" || value instanceof WideStr ? strToJs(value) : "";
}

function pushText(codes: number[], text: string): void {
  for (const char of text) codes.push(char.codePointAt(0)!);
}

/** Pushes literal text, its braces doubled. */
function pushEscaped(codes: number[], value: Const): void {
  const source = value instanceof WideStr ? value.codes : stringText(value);
  for (let i = 0; i < source.length; i++) {
    const code = typeof source === "string" ? source.charCodeAt(i) : source[i];
    codes.push(code);
    if (code === 123 || code === 125) codes.push(code);
  }
}
