/** Built-ins whose effect is written in place, under the identity that the callable is known by. False: call it as any other. */
import { OP } from "../../interpreter/generated/tables.ts";
import { PyBuiltinFunction } from "../../objects/builtin-function.ts";
import { floatType } from "../../objects/float/type.ts";
import { boolType } from "../../objects/int/bool.ts";
import { intType } from "../../objects/int/type.ts";
import { enumerateType } from "../../objects/iterators/enumerate.ts";
import { zipType } from "../../objects/iterators/zip.ts";
import { listIterType } from "../../objects/list/iterators.ts";
import { listType } from "../../objects/list/type.ts";
import { rangeType } from "../../objects/range/type.ts";
import { strType } from "../../objects/str/str-object.ts";
import { typeType } from "../../objects/type/type.ts";
import { PyType } from "../../objects/type-object.ts";
import { ANY, BOOL, FLOAT, INT, LIST, NATURAL, PLAIN, type Type } from "../types.ts";
import { pushTruth } from "./compare.ts";
import { partsOfComplex, pushComplex } from "./complex.ts";
import type { Emitter, Val } from "./emitter.ts";
import { guard, guardInt, guardList, isFloat, isInt, isNatural } from "./guards.ts";
import { feedsLoopOver } from "./iteration.ts";
import { answered, entered } from "./raise.ts";

type Known = (e: Emitter, args: readonly Val[]) => boolean;

/** Takes callable, self or NULL, and arguments off. */
export function take(e: Emitter, args: readonly Val[]): void {
  e.popMany(args.length + 2);
}

const len: Known = (e, args) => {
  const [arg] = args;
  switch (arg.type.kind) {
    case "list":
    case "tuple":
      take(e, args);
      e.pushNew(NATURAL, `${arg.text}.items.length`);
      return true;
    case "str":
      take(e, args);
      e.pushNew(NATURAL, `${arg.text}.length`);
      return true;
    case "dict":
    case "set":
      take(e, args);
      e.pushNew(NATURAL, `${arg.text}.used`);
      return true;
    default:
  }
  if (!e.generic) {
    const size = e.temporary(`${e.helper("sizeOf")}(${e.tagged(arg)})`);
    e.exitIf(`${size} < 0`, "not a built-in container");
    take(e, args);
    e.push(NATURAL, size);
    return true;
  }
  take(e, args);
  const text = e.named(arg);
  e.placeDeep();
  e.push(ANY, answered(e, `${e.helper("anyLength")}(d, ${text})`));
  return true;
};

const isinstance: Known = (e, args) => {
  take(e, args);
  const value = e.named(args[0]);
  const classes = args[1].parts ?? [args[1]];
  const names = classes.map((val) => e.named(val));
  const type = args[1].parts === undefined ? names[0] : `new ${e.helper("PyTuple")}([${names.join(", ")}])`;
  const exact = classes.map((val, i) => isExactly(val, value, names[i])).join(" || ");
  e.placeDeep();
  if (classes.every(isOrdinaryClass))
    e.push(BOOL, e.called(`${exact} || ${e.helper("isInstance")}(${value}, ${type})`));
  else e.push(BOOL, answered(e, `${exact} || ${e.helper("isInstanceOf")}(d, ${value}, ${type})`));
  return true;
};

/** The condition under which the class is the value's own, as far as that is told at once. */
function isExactly({ type: { value } }: Val, text: string, name: string): string {
  if (value === strType || value === intType) return `typeof ${text} === "${value === strType ? "string" : "number"}"`;
  return `${text}?.type === ${name}`;
}

/** A tuple of more classes is made before it is asked about. */
const MOST_CLASSES = 6;

/** Whether values that are off the stack become a tuple of classes for isinstance(), which need not be made to be asked about. */
export function areAskedAbout(e: Emitter, items: readonly Val[]): boolean {
  const { next } = e.instruction;
  if (items.length > MOST_CLASSES || !items.every(isOrdinaryClass)) return false;
  if (next?.generic !== OP.CALL || next.arg !== 2 || e.stack.length < 3) return false;
  const { value } = e.peek(3).type;
  return (
    value instanceof PyBuiltinFunction &&
    value.builtin.name === "isinstance" &&
    value.module === "builtins" &&
    e.peek(2).type.kind === "null"
  );
}

/** A class which is known to have no metaclass of its own, so that nothing is asked. */
function isOrdinaryClass({ type: { value } }: Val): boolean {
  return value instanceof PyType && value.type === typeType;
}

const issubclass: Known = (e, args) => {
  take(e, args);
  const [derived, type] = args.map((val) => e.named(val));
  e.placeDeep();
  if (isOrdinaryClass(args[1])) e.push(BOOL, e.called(`${e.helper("isSubclass")}(${derived}, ${type})`));
  else e.push(BOOL, answered(e, `${e.helper("isSubclassOf")}(d, ${derived}, ${type})`));
  return true;
};

const abs: Known = (e, args) => {
  const [arg] = args;
  if (isInt(arg)) {
    take(e, args);
    e.pushNew(NATURAL, `${arg.text} < 0 ? -${arg.text} : ${arg.text}`);
    return true;
  }
  if (isFloat(arg)) {
    take(e, args);
    e.pushNew(FLOAT, `Math.abs(${e.double(arg)})`);
    return true;
  }
  if (arg.type.kind !== "complex") return false;
  const { re, im } = partsOfComplex(e, arg);
  take(e, args);
  e.placeRaising();
  e.pushNew(FLOAT, `${e.helper("complexAbs")}({ re: ${re}, im: ${im} })`);
  return true;
};

/**
 * `min` and `max` of numbers of one kind: the first, unless one that follows is better. Where nothing is known of any, both kinds are
 * tried.
 */
function extremum(symbol: "<" | ">"): Known {
  return (e, args) => {
    if (args.length < 2) return false;
    const type = args.some(isInt) ? INT : args.some(isFloat) ? FLOAT : ANY;
    if (args.some((val) => !mayBe(val, type))) return false;
    if (type === ANY) return extremumOfAny(e, args, symbol);
    if (e.generic && args.some((val) => val.type.kind === "any")) return false;
    const known = args.map((val) => guard(e, val, type));
    take(e, args);
    let best = e.double(known[0]);
    for (const val of known.slice(1))
      best = e.temporary(`${e.double(val)} ${symbol} ${best} ? ${e.double(val)} : ${best}`);
    e.push(type, best);
    return true;
  };
}

/** Whether it is, or when nothing is known of it can be expected to be, of the type. */
function mayBe(val: Val, type: Type): boolean {
  const { kind } = val.type;
  return kind === "any" || (type === INT && kind === "int") || (type === FLOAT && isFloat(val));
}

function extremumOfAny(e: Emitter, args: readonly Val[], symbol: "<" | ">"): boolean {
  if (e.generic) return false;
  let best = e.tagged(args[0]);
  for (const val of args.slice(1)) {
    best = e.temporary(`${e.helper(symbol === "<" ? "smaller" : "greater")}(${best}, ${e.tagged(val)})`);
    e.exitIf(`${best} === undefined`, "not numbers of one kind");
  }
  take(e, args);
  e.push(ANY, best);
  return true;
}

const ord: Known = (e, args) => {
  const [arg] = args;
  const isStr = arg.type.kind === "str";
  if (e.generic || (!isStr && arg.type.kind !== "any")) return false;
  e.exitIf(`${isStr ? "" : `typeof ${arg.text} !== "string" || `}${arg.text}.length !== 1`, "not a character");
  take(e, args);
  e.pushNew(NATURAL, `${arg.text}.charCodeAt(0)`);
  return true;
};

const chr: Known = (e, args) => {
  const [arg] = args;
  if (e.generic || !isInt(arg)) return false;
  e.exitIf(`!(${arg.text} >= 0 && ${arg.text} < 65536)`, "not a character of one unit");
  take(e, args);
  e.pushNew({ kind: "str" }, `String.fromCharCode(${arg.text})`);
  return true;
};

const sqrt: Known = (e, args) => {
  const [arg] = args;
  if (e.generic || (!isInt(arg) && !isFloat(arg))) return false;
  const x = e.double(arg);
  e.exitIf(`!(${x} >= 0)`, "square root of a negative number");
  take(e, args);
  e.pushNew(FLOAT, `Math.sqrt(${x})`);
  return true;
};

const fabs: Known = (e, args) => {
  const [arg] = args;
  if (!isInt(arg) && !isFloat(arg)) return false;
  take(e, args);
  e.pushNew(FLOAT, `Math.abs(${e.double(arg)})`);
  return true;
};

/** A function of doubles; what is not finite, the function itself has to judge. */
function real(e: Emitter, func: PyBuiltinFunction, args: readonly Val[]): boolean {
  const { params, real: f } = func.builtin.spec;
  if (f === undefined || args.length !== params.length || e.generic) return false;
  if (!args.every((val) => isInt(val) || mayBe(val, FLOAT))) return false;
  const values = args.map((val) => (isInt(val) ? val : guard(e, val, FLOAT)));
  e.placeRaising();
  const result = e.temporary(`${e.constant(f)}(${values.map((val) => e.double(val)).join(", ")})`);
  e.exitIf(`${result} - ${result} !== 0`, "not finite");
  take(e, args);
  e.push(FLOAT, result);
  return true;
}

/** A function of a complex number. */
function ofComplex(e: Emitter, func: PyBuiltinFunction, args: readonly Val[]): boolean {
  const { complex: f } = func.builtin.spec;
  if (f === undefined || args.length !== 1 || args[0].type.kind !== "complex") return false;
  const { re, im } = partsOfComplex(e, args[0]);
  take(e, args);
  e.placeRaising();
  const result = e.temporary(`${e.constant(f)}({ re: ${re}, im: ${im} })`);
  pushComplex(e, [`${result}.re`, `${result}.im`]);
  return true;
}

/** A function of the items of a list or tuple; what is not plain, the function itself has to look at. */
function ofItems(e: Emitter, func: PyBuiltinFunction, args: readonly Val[]): boolean {
  const { items } = func.builtin.spec;
  if (items === undefined || args.length !== 1 || e.generic || !/^(list|tuple)$/.test(args[0].type.kind)) return false;
  const result = e.temporary(`${e.constant(items)}(${e.named(args[0])}.items)`);
  e.exitIf(`${result} === undefined`, "items of other kinds");
  take(e, args);
  e.push(ANY, result);
  return true;
}

/** `getattr` and `hasattr`: what is missing is told of without a throw. */
function attribute(helper: string): (e: Emitter, args: readonly Val[], func: PyBuiltinFunction) => boolean {
  return (e, args, func) => {
    take(e, args);
    const texts = args.map((val) => e.named(val));
    e.placeDeep();
    e.push(ANY, answered(e, `${e.helper(helper)}(d, ${e.constant(func)}, ${texts.join(", ")})`));
    return true;
  };
}

/** By module, name and number of arguments. */
const FUNCTIONS: Readonly<Record<string, (e: Emitter, args: readonly Val[], func: PyBuiltinFunction) => boolean>> = {
  "builtins.getattr/2": attribute("getAttribute"),
  "builtins.getattr/3": attribute("getAttributeOr"),
  "builtins.hasattr/2": attribute("hasAttribute"),
  "builtins.len/1": len,
  "builtins.isinstance/2": isinstance,
  "builtins.issubclass/2": issubclass,
  "builtins.abs/1": abs,
  "builtins.min/2": extremum("<"),
  "builtins.min/3": extremum("<"),
  "builtins.min/4": extremum("<"),
  "builtins.max/2": extremum(">"),
  "builtins.max/3": extremum(">"),
  "builtins.max/4": extremum(">"),
  "builtins.ord/1": ord,
  "builtins.chr/1": chr,
  "math.sqrt/1": sqrt,
  "math.fabs/1": fabs,
};

export function emitKnownBuiltin(e: Emitter, func: PyBuiltinFunction, args: readonly Val[]): boolean {
  const known = FUNCTIONS[`${String(func.module)}.${func.builtin.name}/${args.length}`];
  if (known !== undefined) return known(e, args, func);
  return ofItems(e, func, args) || ofComplex(e, func, args) || real(e, func, args);
}

/** So far a range goes at a step at most: what lies that far beyond its end is still compared with it correctly. */
const LONGEST_STEP = 2 ** 31;

/** Whether none of its numbers is negative: those of a falling range lie above its end. */
function isNaturalRange(args: readonly Val[], step: number): true | undefined {
  const rises = !(step < 0);
  if (rises) return args.length === 1 || isNatural(args[0]) ? true : undefined;
  return isNatural(args[1]) || args[1].text === "(-1)" ? true : undefined;
}

/** `range(…)` stays virtual: mostly it is iterated over at once. A step that is a variable is taken to be positive. */
const range: Known = (e, args) => {
  if (args.length === 0 || args.length > 3 || e.generic) return false;
  const step = args.length === 3 ? Number(args[2].text.replace(/[()]/g, "")) : 1;
  if (step === 0 || Math.abs(step) > LONGEST_STEP) return false;
  const ints = args.map((val) => guardInt(e, val).text);
  if (e.ended) return true;
  if (Number.isNaN(step)) e.exitIf(`!(${ints[2]} > 0 && ${ints[2]} <= ${LONGEST_STEP})`, "an unusual step");
  take(e, args);
  const bounds = ints.length === 1 ? ["0", ints[0]] : ints.slice(0, 2);
  const type: Type = {
    kind: "range",
    step: Number.isNaN(step) ? undefined : step,
    natural: isNaturalRange(args, step),
  };
  e.push(type, [...bounds, ints[2] ?? 1].join(";"));
  return true;
};

/** A call of a type that answers at once for arguments that pass a test, given as `typeof` has it. */
function callType(e: Emitter, type: PyType, args: readonly Val[], test: string, quick: (arg: string) => string): true {
  take(e, args);
  const text = e.named(args[0]);
  e.place();
  const other = `${e.helper("callAny")}(d, ${e.constant(type)}, undefined, [${text}])`;
  const result = entered(e, `typeof ${text} === "${test}" ? ${quick(text)} : ${other}`);
  e.forget();
  e.push(ANY, result);
  return true;
}

const int: Known = (e, args) => {
  if (args.length !== 1) return false;
  const [arg] = args;
  if (isInt(arg)) {
    take(e, args);
    e.stack.push(e.detached(arg));
    return true;
  }
  if (e.generic || !isFloat(arg)) {
    return callType(e, intType, args, "string", (text) => `${e.helper("intOfText")}(${text})`);
  }
  const x = e.double(arg);
  e.exitIf(`!(${x} < 9007199254740992 && ${x} > -9007199254740992)`, "int of a big float");
  take(e, args);
  e.pushNew(INT, `Math.trunc(${x}) + 0`);
  return true;
};

const float: Known = (e, args) => {
  if (args.length !== 1) return false;
  if (!isInt(args[0]) && !isFloat(args[0])) {
    return callType(e, floatType, args, "string", (text) => `${e.helper("floatOfText")}(${text})`);
  }
  take(e, args);
  e.pushNew(FLOAT, e.double(args[0]));
  return true;
};

const enumerate: Known = (e, args) => {
  const [iterable, start] = args;
  if (args.length === 0 || args.length > 2 || (start !== undefined && !isInt(start))) return false;
  if (start === undefined && !e.generic && feedsLoopOver(e, enumerateType, listIterType)) {
    const { text } = guardList(e, iterable);
    if (e.ended) return true;
    take(e, args);
    e.push({ kind: "enumerate" }, `${text};0`);
    return true;
  }
  take(e, args);
  const text = e.named(iterable);
  e.placeDeep();
  e.push(ANY, e.called(`${e.helper("newEnumerate")}(${text}, ${start?.text ?? 0})`));
  return true;
};

const zip: Known = (e, args) => {
  take(e, args);
  const texts = args.map((val) => e.named(val));
  e.placeDeep();
  e.push(ANY, e.called(`${e.helper("newZip")}([${texts.join(", ")}])`));
  return true;
};

const bool: Known = (e, args) => {
  if (args.length !== 1) return false;
  take(e, args);
  pushTruth(e, args[0]);
  return true;
};

/** `list(…)` of a range, a list or a tuple. */
const list: Known = (e, args) => {
  if (args.length !== 1) return false;
  const [arg] = args;
  if (arg.type.kind === "range") {
    if (e.generic) return false;
    const made = e.temporary(`${e.helper("listOfRange")}(${arg.text.split(";").join(", ")})`);
    e.exitIf(`${made} === undefined`, "a long range");
    take(e, args);
    e.push(LIST, made);
    return true;
  }
  if (e.generic || !/^(any|list|tuple)$/.test(arg.type.kind)) return false;
  const copy = e.temporary(`${e.helper("copyOf")}(${e.tagged(arg)})`);
  e.exitIf(`${copy} === undefined`, "not a list or tuple");
  take(e, args);
  e.push(LIST, copy);
  return true;
};

/** `str(…)` of what is one, or an int, in place. */
const str: Known = (e, args) => {
  if (args.length !== 1) return false;
  const [arg] = args;
  if (arg.type.kind !== "str" && !isInt(arg)) return callType(e, strType, args, "number", (text) => `String(${text})`);
  take(e, args);
  if (isInt(arg)) e.pushNew(PLAIN, `String(${arg.text})`);
  else e.stack.push(e.detached(arg));
  return true;
};

/** `type(…)` of one argument. */
const type: Known = (e, args) => {
  if (args.length !== 1) return false;
  take(e, args);
  e.pushNew(ANY, `${e.helper("typeOf")}(${e.tagged(args[0])})`);
  return true;
};

const TYPES: ReadonlyMap<PyType, Known> = new Map([
  [rangeType, range],
  [intType, int],
  [floatType, float],
  [strType, str],
  [boolType, bool],
  [typeType, type],
  [listType, list],
  [enumerateType, enumerate],
  [zipType, zip],
]);

export function emitKnownType(e: Emitter, type: PyType, args: readonly Val[]): boolean {
  return TYPES.get(type)?.(e, args) ?? false;
}
