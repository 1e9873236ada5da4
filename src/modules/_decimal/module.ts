/** _decimal: all of decimal. The arithmetic is the kernel's. Source: CPython Modules/_decimal/_decimal.c. */
import * as n from "../../kernel/decimal/number.ts";
import { getAttr } from "../../objects/abstract/attributes.ts";
import { call, callMethod } from "../../objects/abstract/call.ts";
import { asInt, ssizeIndex } from "../../objects/abstract/number.ts";
import { strJs } from "../../objects/abstract/repr.ts";
import { PyContextVar } from "../../objects/context.ts";
import { object } from "../../objects/converters.ts";
import { defineModule, fn, param, posOnly, varKw } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import { importModule } from "../../objects/import-hook.ts";
import type { PyModule } from "../../objects/module.ts";
import type { PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { typeOf } from "../../objects/typeof.ts";
import {
  contextArg,
  copyContext,
  currentContext,
  type DecimalState,
  decimalState,
  installState,
  newContext,
  PyDecContext,
  setCurrentContext,
} from "./context.ts";
import { applySetting, contextType, SETTINGS } from "./context-type.ts";
import { decimalType } from "./decimal-type.ts";
import { ContextManager } from "./manager.ts";
import { ROUNDING_NAMES } from "./rounding-names.ts";
import { signalDictMixin } from "./signal-dict.ts";
import * as s from "./signals.ts";

export default defineModule({
  name: "_decimal",
  doc: "Decimal arithmetic, correctly rounded.",
  functions: {
    getcontext: fn([], "Get the current context.", () => currentContext()),
    setcontext: fn([posOnly("context", object)], "Set the current context.", (context) => {
      setCurrentContext(context);
      return null;
    }),
    localcontext: fn(
      [param("ctx", object, null), varKw("kwargs")],
      "A context manager that sets a copy of a context, with some settings changed, for a with block.",
      localContext,
      { signature: "($module, /, ctx=None, **kwargs)" },
    ),
    IEEEContext: fn([posOnly("bits", object)], "The context of an IEEE 754 format of so many bits.", ieeeContext),
  },
  types: () => ({
    Decimal: decimalType,
    Context: contextType,
    DecimalException: s.DecimalException,
    Clamped: s.Clamped,
    InvalidOperation: s.InvalidOperation,
    DivisionByZero: s.DivisionByZero,
    Inexact: s.Inexact,
    Rounded: s.Rounded,
    Subnormal: s.Subnormal,
    Overflow: s.Overflow,
    Underflow: s.Underflow,
    FloatOperation: s.FloatOperation,
    ConversionSyntax: s.ConversionSyntax,
    DivisionImpossible: s.DivisionImpossible,
    DivisionUndefined: s.DivisionUndefined,
    InvalidContext: s.InvalidContext,
  }),
  constants: () => ({
    MAX_PREC: 999999999999999999n,
    MAX_EMAX: 999999999999999999n,
    MIN_EMIN: -999999999999999999n,
    MIN_ETINY: -1999999999999999997n,
    IEEE_CONTEXT_MAX_BITS: MAX_BITS,
    HAVE_THREADS: true,
    HAVE_CONTEXTVAR: true,
    __version__: "1.70",
    __libmpdec_version__: "2.5.1",
    ...Object.fromEntries(ROUNDING_NAMES.map((name) => [name, name])),
  }),
  exec: initialize,
});

const MAX_BITS = 512;

installState(() => {
  const template = (prec: number, round: number, traps: number): PyDecContext => {
    const made = new PyDecContext(contextType);
    made.prec = prec;
    made.round = round;
    made.traps = traps;
    return made;
  };
  const usual = n.IEEE_INVALID | n.DIVISION_BY_ZERO | n.OVERFLOW;
  return {
    variable: new PyContextVar("decimal_context", undefined),
    contextType,
    defaultTemplate: template(28, n.ROUND_HALF_EVEN, usual),
    basicTemplate: template(9, n.ROUND_HALF_UP, usual | n.UNDERFLOW | n.CLAMPED),
    extendedTemplate: template(9, n.ROUND_HALF_EVEN, 0),
    signalDictType: null,
    tupleType: null,
    rational: null,
  } satisfies DecimalState;
});

/** Joins the types to the abstract classes of numbers and collections.abc. */
function initialize(_module: PyModule, dict: PyDict): void {
  const state = decimalState();
  const numbers = importModule("numbers");
  callMethod(getAttr(numbers, "Number"), "register", [decimalType]);
  state.rational = getAttr(numbers, "Rational");
  const collections = importModule("collections");
  // The type Decimal is always the same one: so is that of the tuples it gives.
  state.tupleType ??= call(
    getAttr(collections, "namedtuple"),
    ["DecimalTuple", "sign digits exponent", "decimal"],
    ["module"],
  );
  const mapping = getAttr(importModule("collections.abc"), "MutableMapping");
  state.signalDictType = call(typeOf(mapping), ["SignalDict", new PyTuple([signalDictMixin, mapping]), new PyDict()]);
  dict.setStr("DecimalTuple", state.tupleType);
  dict.setStr("DefaultContext", state.defaultTemplate);
  dict.setStr("BasicContext", state.basicTemplate);
  dict.setStr("ExtendedContext", state.extendedTemplate);
}

function localContext(context: PyValue, settings: PyDict): PyValue {
  const local = copyContext(contextArg(context));
  for (const key of settings.keysArray()) {
    if (!(SETTINGS as readonly PyValue[]).includes(key)) {
      throw typeError(`this function got an unexpected keyword argument '${strJs(key)}'`);
    }
  }
  for (const name of SETTINGS) {
    const value = settings.getStr(name);
    if (value !== undefined && value !== null) applySetting(local, name, value);
  }
  return new ContextManager(local);
}

function ieeeContext(value: PyValue): PyValue {
  if (asInt(value) === undefined) throw typeError("an integer is required");
  const bits = ssizeIndex(value);
  if (bits <= 0 || bits > MAX_BITS || bits % 32 !== 0) {
    throw valueError(`argument must be a multiple of 32, with a maximum of ${MAX_BITS}`);
  }
  const made = newContext();
  made.prec = 9 * (bits / 32) - 2;
  made.emax = 3 * 2 ** (bits / 16 + 3);
  made.emin = 1 - made.emax;
  made.clamp = 1;
  made.traps = 0;
  made.round = n.ROUND_HALF_EVEN;
  return made;
}
