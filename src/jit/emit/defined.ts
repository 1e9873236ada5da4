/**
 * Instructions that compiled code runs through their definitions (interpreter/instructions): rare ones, whose body takes its operands as
 * arguments and looks at no frame.
 */
import { INTRINSIC_1 } from "../../bytecode/opargs.ts";
import { OP } from "../../interpreter/generated/tables.ts";
import { ANY, BOOL, INT, TUPLE, type Type } from "../types.ts";
import type { Emit } from "./table.ts";

/** A body that takes `inputs` operands and answers with one value, or with none. */
function defined(name: string, inputs: number, output: Type | null): Emit {
  return (e, { arg }) => {
    const operands = e.popMany(inputs).map((val) => e.named(val));
    e.placeDeep();
    const call = `${e.helper(name)}.body(null, ${[arg, ...operands].join(", ")})`;
    if (output === null) e.calledVoid(call);
    else e.push(output, e.called(call));
  };
}

/** One that leaves its operand and puts an answer above it. */
function inspecting(name: string): Emit {
  return (e, { arg }) => {
    const subject = e.pop();
    const text = e.named(subject);
    e.stack.push({ type: subject.type, text });
    e.placeDeep();
    const answer = e.called(`${e.helper(name)}.body(null, ${arg}, ${text})[1]`);
    e.push(name === "GET_LEN" ? ANY : BOOL, answer);
  };
}

/** MAKE_FUNCTION takes globals from the function that runs. */
const makeFunction: Emit = (e) => {
  const code = e.tagged(e.pop());
  e.pushNew(ANY, `${e.helper("makeFunction")}(fn, ${code})`);
};

const loadSpecial: Emit = (e, { arg }) => {
  const owner = e.named(e.pop());
  e.placeDeep();
  const method = e.temporary(`${e.helper("loadSpecial")}(${owner}, ${arg})`);
  const self = e.temporary(`${e.helper("found")}.self`);
  e.line(`if (J.observed) throw ${e.helper("returned2")}(${method}, ${self});`);
  e.forget();
  e.push(ANY, method);
  e.push({ kind: "maybe" }, self);
};

const intrinsic1: Emit = (e, { arg }) => {
  if (arg === INTRINSIC_1.IMPORT_STAR) return e.exit("import *");
  const value = e.pop();
  const text = e.named(value);
  if (arg === INTRINSIC_1.LIST_TO_TUPLE) return e.pushNew(TUPLE, `${e.helper("listToTuple")}(${text})`);
  if (arg === INTRINSIC_1.UNARY_POSITIVE && value.type.kind === "int") return e.push(INT, text);
  if (arg === INTRINSIC_1.ASYNC_GEN_WRAP) return e.pushNew(ANY, `new ${e.helper("WrappedValue")}(${e.tagged(value)})`);
  e.placeDeep();
  e.push(ANY, e.called(`${e.helper("intrinsic1")}(${arg}, ${text}, ${e.unit.code.flags})`));
};

/** The subject and the keys stay below the values. */
const matchKeys: Emit = (e, { arg }) => {
  const [subject, keys] = e.popMany(2);
  const texts = [e.named(subject), e.named(keys)];
  e.push(subject.type, texts[0]);
  e.stack.push({ type: keys.type, text: texts[1] });
  e.placeDeep();
  e.push(ANY, e.called(`${e.helper("MATCH_KEYS")}.body(null, ${arg}, ${texts.join(", ")})[2]`));
};

export const DEFINED: readonly (readonly [number, Emit])[] = [
  [OP.UNARY_INVERT, defined("UNARY_INVERT", 1, ANY)],
  [OP.DELETE_SUBSCR, defined("DELETE_SUBSCR", 2, null)],
  [OP.SET_FUNCTION_ATTRIBUTE, defined("SET_FUNCTION_ATTRIBUTE", 2, ANY)],
  [OP.MATCH_CLASS, defined("MATCH_CLASS", 3, ANY)],
  [OP.MATCH_KEYS, matchKeys],
  [OP.MATCH_MAPPING, inspecting("MATCH_MAPPING")],
  [OP.MATCH_SEQUENCE, inspecting("MATCH_SEQUENCE")],
  [OP.GET_LEN, inspecting("GET_LEN")],
  [OP.MAKE_FUNCTION, makeFunction],
  [OP.LOAD_SPECIAL, loadSpecial],
  [OP.CALL_INTRINSIC_1, intrinsic1],
];
