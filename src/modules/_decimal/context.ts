/**
 * Contexts of decimal: what operations are done with. A PyDecContext is itself the kernel's context; `status` are its flags.
 * The current one lives in a context variable. Source: CPython Modules/_decimal/_decimal.c (current_context, dec_addstatus).
 */
import * as n from "../../kernel/decimal/number.ts";
import { callMethod } from "../../objects/abstract/call.ts";
import { contextVarValue, type PyContextVar } from "../../objects/context.ts";
import { typeError } from "../../objects/errors.ts";
import { machine } from "../../objects/machine.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { trapped } from "./signals.ts";

export const DEFAULT_TRAPS = n.IEEE_INVALID | n.DIVISION_BY_ZERO | n.OVERFLOW;

export class PyDecContext extends PyObject implements n.Ctx {
  prec = 28;
  round: number = n.ROUND_HALF_EVEN;
  emin = -999999;
  emax = 999999;
  clamp = 0;
  capitals = 1;
  status = 0;
  traps: number = DEFAULT_TRAPS;
  /** The views of `status` and `traps`, made when asked for. */
  flagsDict: PyValue | undefined = undefined;
  trapsDict: PyValue | undefined = undefined;
}

/** Copies the settings, flags included. */
export function assignContext(to: PyDecContext, from: PyDecContext): void {
  to.prec = from.prec;
  to.round = from.round;
  to.emin = from.emin;
  to.emax = from.emax;
  to.clamp = from.clamp;
  to.capitals = from.capitals;
  to.status = from.status;
  to.traps = from.traps;
}

/** What an interpreter keeps. */
export interface DecimalState {
  readonly variable: PyContextVar;
  readonly contextType: PyType;
  readonly defaultTemplate: PyDecContext;
  readonly basicTemplate: PyDecContext;
  readonly extendedTemplate: PyDecContext;
  /** The class of `flags` and `traps`, a MutableMapping. */
  signalDictType: PyValue;
  /** collections.namedtuple of as_tuple(). */
  tupleType: PyValue;
  rational: PyValue;
}

const KEY = {};
let makeState: (() => DecimalState) | null = null;

export function installState(make: () => DecimalState): void {
  makeState = make;
}

export function decimalState(): DecimalState {
  return machine.interp.state(KEY, makeState!);
}

export function newContext(type: PyType = decimalState().contextType): PyDecContext {
  return type.tp_alloc!(type) as PyDecContext;
}

export function copyContext(from: PyDecContext): PyDecContext {
  const made = newContext();
  assignContext(made, from);
  return made;
}

export function currentContext(): PyDecContext {
  const state = decimalState();
  const found = contextVarValue(state.variable);
  if (found !== undefined) return found as PyDecContext;
  const made = copyContext(state.defaultTemplate);
  made.status = 0;
  callMethod(state.variable, "set", [made]);
  return made;
}

/** setcontext: a template is copied, so that it stays as it is. */
export function setCurrentContext(value: PyValue): void {
  if (!(value instanceof PyDecContext)) throw typeError("argument must be a context");
  const state = decimalState();
  let context = value;
  if (value === state.defaultTemplate || value === state.basicTemplate || value === state.extendedTemplate) {
    context = copyContext(value);
    context.status = 0;
  }
  callMethod(state.variable, "set", [context]);
}

/** An optional context argument. */
export function contextArg(value: PyValue): PyDecContext {
  if (value === null) return currentContext();
  if (!(value instanceof PyDecContext)) throw typeError("optional argument must be a context");
  return value;
}

/** Records conditions and raises what is trapped. */
export function addStatus(ctx: PyDecContext, status: number): void {
  ctx.status |= status;
  if ((status & ctx.traps) !== 0) throw trapped(status & ctx.traps);
}

/** Runs an operation in a context; what it signals is recorded, and raised where trapped. */
export function run1<R>(ctx: PyDecContext, op: (a: n.Dec, ctx: n.Ctx) => R, a: n.Dec): R {
  const before = ctx.status;
  ctx.status = 0;
  let raised = 0;
  let result: R;
  try {
    result = op(a, ctx);
  } finally {
    raised = ctx.status;
    ctx.status |= before;
  }
  if ((raised & ctx.traps) !== 0) throw trapped(raised & ctx.traps);
  return result;
}

export function run2<R>(ctx: PyDecContext, op: (a: n.Dec, b: n.Dec, ctx: n.Ctx) => R, a: n.Dec, b: n.Dec): R {
  const before = ctx.status;
  ctx.status = 0;
  let raised = 0;
  let result: R;
  try {
    result = op(a, b, ctx);
  } finally {
    raised = ctx.status;
    ctx.status |= before;
  }
  if ((raised & ctx.traps) !== 0) throw trapped(raised & ctx.traps);
  return result;
}
