/**
 * Argument binding for built-in callables, derived from their parameters: which C calling convention Argument Clinic would
 * pick decides the error texts. Source: CPython Python/getargs.c (_PyArg_CheckPositional, _PyArg_UnpackKeywords),
 * Objects/methodobject.c.
 *
 * A `Builtin` is one declared callable: `call` binds any arguments; `call0`…`call3` are entries for that many positional arguments
 * which create no objects on the common paths. It is made ready by its first call, because most are never called.
 */
import { type Str, strToJs } from "../kernel/str.ts";
import { object } from "./converters.ts";
import type { ArgPlace, CallableSpec, Impl, Param } from "./declare.ts";
import { PyDict } from "./dict/dict.ts";
import { typeError, unexpectedKeyword } from "./errors.ts";
import { byPosition, findOrder, GATHERED, MISSING, type Order, Orders } from "./keyword-order.ts";
import type { KwNames, PyValue } from "./object.ts";
import { PyType } from "./type-object.ts";

/** How CPython's C code would receive the arguments. */
type Convention = "noargs" | "single" | "positional" | "keywords";

export type Entry = (self: PyValue, ...args: PyValue[]) => PyValue;

/** No limit; a small int like all others, so that V8 keeps one layout. */
const MANY = 0x3fffffff;
const NO_PLACES: readonly ArgPlace[] = [];

export class Builtin {
  readonly name: string;
  /** Qualified name for messages: "list.append" or "len". */
  readonly qualname: string;
  readonly spec: CallableSpec;
  /** Its `self` is a class: that of a class method, or of type's own methods. */
  private readonly ofClass: boolean;
  private readonly params: readonly Param<unknown>[];
  private ready = false;
  private convention: Convention = "noargs";
  /** Positional parameters: required, and all; MANY with *args. */
  private minPositional = 0;
  private maxPositional = 0;
  /** How many parameters take positions, and how many of them nothing else. */
  private positional = 0;
  private positionalOnly = 0;
  /** How errors name the callable. */
  private shown = "";
  private places = NO_PLACES;
  private varargs = -1;
  private varkw = -1;
  private orders: Orders | null = null;
  call0: (self: PyValue) => PyValue = firstCall0;
  call1: (self: PyValue, a: PyValue) => PyValue = firstCall1;
  call2: (self: PyValue, a: PyValue, b: PyValue) => PyValue = firstCall2;
  call3: (self: PyValue, a: PyValue, b: PyValue, c: PyValue) => PyValue = firstCall3;

  constructor(name: string, qualname: string, spec: CallableSpec, ofClass = false) {
    this.ofClass = ofClass;
    this.name = name;
    this.qualname = qualname;
    this.spec = spec;
    this.params = spec.params;
  }

  /** Derives from the parameters what calls need. */
  prepare(): void {
    const { params } = this;
    this.ready = true;
    this.varargs = params.findIndex((p) => p.kind === "varargs");
    this.varkw = params.findIndex((p) => p.kind === "varkw");
    const positional = params.filter((p) => p.kind === "positional" || p.kind === "any");
    this.positional = positional.length;
    this.positionalOnly = positional.filter((p) => p.kind === "positional").length;
    const name = this.spec.shownAs ?? this.name;
    this.shown = this.spec.parsed === "unnamed" ? "function" : `${name}()`;
    this.minPositional = positional.filter((p) => p.required).length;
    this.maxPositional = this.varargs >= 0 ? MANY : positional.length;
    this.convention = conventionOf(this.spec);
    this.places = params.map((p, i) => placeOf(name, p, i, this.convention, this.spec.parsed !== undefined));
    this.call0 = this.makeCall0();
    this.call1 = this.makeCall1();
    this.call2 = this.makeCall2();
    this.call3 = this.makeCall3();
  }

  get takesKeywords(): boolean {
    return conventionOf(this.spec) === "keywords";
  }

  /** Binds and calls. `self` is ignored by functions and static methods. */
  call(self: PyValue, args: PyValue[], kwnames: KwNames): PyValue {
    if (!this.ready) this.prepare();
    if (kwnames === null) {
      switch (args.length) {
        case 0:
          return this.call0(self);
        case 1:
          return this.call1(self, args[0]);
        case 2:
          return this.call2(self, args[0], args[1]);
        case 3:
          return this.call3(self, args[0], args[1], args[2]);
        default:
      }
    }
    return this.bindAndCall(self, args, kwnames);
  }

  private bindAndCall(self: PyValue, args: PyValue[], kwnames: KwNames): PyValue {
    if (this.spec.raw) return this.spec.impl(self, args, kwnames);
    if (kwnames !== null && kwnames.length > 0) {
      const order = this.orderOf(args.length - kwnames.length, kwnames);
      if (order !== null) return this.callInOrder(self, args, order);
    }
    return this.callBound(self, this.bind(self, args, kwnames));
  }

  private callBound(self: PyValue, bound: readonly unknown[]): PyValue {
    const { impl, takesSelf } = this.spec;
    if (!takesSelf) return impl(...bound);
    switch (bound.length) {
      case 1:
        return impl(self, bound[0]);
      case 2:
        return impl(self, bound[0], bound[1]);
      case 3:
        return impl(self, bound[0], bound[1], bound[2]);
      default:
        return impl(self, ...bound);
    }
  }

  /** The order of calls from one place in a program: they have the very same names. */
  private orderOf(given: number, kwnames: readonly Str[]): Order | null {
    const known = this.orders?.get(given, kwnames) ?? null;
    if (known !== null) return known;
    if (this.convention !== "keywords" || this.varkw >= 0) return null;
    const { params, positional, positionalOnly, varargs } = this;
    const names = params.map(({ name }) => name);
    const order = findOrder({ names, count: params.length, positional, positionalOnly, varargs }, given, kwnames);
    if (order === null || order.from.some((at, i) => at === MISSING && params[i].required)) return null;
    (this.orders ??= new Orders()).add(order);
    return order;
  }

  /** The arguments of a call, by index, as they could all be passed by position; null where they could not. */
  positions(given: number, kwnames: readonly Str[]): readonly number[] | null {
    if (!this.ready) this.prepare();
    const order = this.varargs < 0 ? this.orderOf(given, kwnames) : null;
    return order === null ? null : byPosition(order, this.positional);
  }

  private callInOrder(self: PyValue, args: PyValue[], order: Order): PyValue {
    const bound: unknown[] = [];
    for (let i = 0; i < this.params.length; i++) bound.push(this.argument(args, order, i));
    return this.callBound(self, bound);
  }

  /** What parameter `i` gets. */
  private argument(args: PyValue[], { from, given }: Order, i: number): unknown {
    const at = from[i];
    const param = this.params[i];
    if (at >= 0) return param.convert(args[at], this.places[i]);
    return at === GATHERED ? args.slice(this.positional, given) : param.default;
  }

  private bind(self: PyValue, args: PyValue[], kwnames: KwNames): unknown[] {
    const keywords = kwnames === null ? 0 : kwnames.length;
    const given = args.length - keywords;
    const { params } = this;
    if (args.length > 0 && params.length === 0 && this.spec.definingClass) {
      throw typeError(`${this.name}() takes no arguments`);
    }
    if (keywords > 0 && this.convention !== "keywords") {
      throw typeError(`${this.qualifiedFor(self)}() takes no keyword arguments`);
    }
    switch (this.convention) {
      case "noargs":
        if (given > 0) throw typeError(`${this.qualifiedFor(self)}() takes no arguments (${given} given)`);
        return [];
      case "single":
        if (given !== 1) throw typeError(`${this.qualifiedFor(self)}() takes exactly one argument (${given} given)`);
        return [params[0].convert(args[0], this.places[0])];
      case "positional":
        this.checkPositional(given);
        return this.convertPositional(args, given);
      default:
        return this.bindKeywords(args, given, kwnames);
    }
  }

  /** What is called on a class is qualified by that class; METH_VARARGS functions are not qualified at all. */
  private qualifiedFor(self: PyValue): string {
    if (this.spec.varargs || this.spec.parsed !== undefined) return this.name;
    if (!this.ofClass || !(self instanceof PyType)) return this.qualname;
    return `${strToJs(self.qualname)}.${this.name}`;
  }

  /** _PyArg_CheckPositional, or what PyArg_ParseTuple says of the number of arguments. */
  private checkPositional(given: number): void {
    const { minPositional: min, maxPositional: max } = this;
    const name = this.spec.shownAs ?? this.name;
    if (given >= min && given <= max) return;
    const limit = given < min ? min : max;
    const plural = limit === 1 ? "" : "s";
    const bound = given < min ? "at least " : "at most ";
    if (this.spec.parsed === undefined) {
      throw typeError(`${name} expected ${min === max ? "" : bound}${limit} argument${plural}, got ${given}`);
    }
    throw typeError(
      `${this.shown} takes ${min === max ? "exactly " : bound}${limit} argument${plural} (${given} given)`,
    );
  }

  private convertPositional(args: PyValue[], given: number): unknown[] {
    const { params, places } = this;
    const bound: unknown[] = [];
    for (let i = 0; i < params.length; i++) {
      const param = params[i];
      if (param.kind === "varargs") bound.push(args.slice(i, given));
      else bound.push(i < given ? param.convert(args[i], places[i]) : param.default);
    }
    return bound;
  }

  /** _PyArg_UnpackKeywords: the order of its complaints decides which one is heard. */
  private bindKeywords(args: PyValue[], given: number, kwnames: KwNames): unknown[] {
    const { params, varargs, varkw, shown } = this;
    const keywords = kwnames === null ? 0 : kwnames.length;
    const positional = this.positional;
    const countable = params.length - (varargs >= 0 ? 1 : 0) - (varkw >= 0 ? 1 : 0);
    const total = given + keywords;
    if (varargs < 0 && varkw < 0 && total > countable) {
      const noun = given === 0 ? "keyword argument" : "argument";
      throw typeError(`${shown} takes at most ${countable} ${noun}${countable === 1 ? "" : "s"} (${total} given)`);
    }
    if (varargs < 0 && given > positional) {
      if (positional === 0) throw typeError(`${shown} takes no positional arguments`);
      const most = this.minPositional < positional || this.spec.parsed !== undefined ? "at most" : "exactly";
      throw typeError(`${shown} takes ${most} ${plural(positional, "positional argument")} (${given} given)`);
    }
    const least = Math.min(this.positionalOnly, this.minPositional);
    if (given < least) {
      const bound = least < positional || varargs >= 0 ? "at least" : "exactly";
      throw typeError(`${shown} takes ${bound} ${plural(least, "positional argument")} (${given} given)`);
    }
    return this.placeAll(args, given, kwnames);
  }

  private placeAll(args: PyValue[], given: number, kwnames: KwNames): unknown[] {
    const { params, shown } = this;
    const values: (PyValue | undefined)[] = new Array(params.length).fill(undefined);
    const bound = Math.min(given, this.positional);
    for (let i = 0; i < bound; i++) values[i] = args[i];
    let left = kwnames === null ? 0 : kwnames.length;
    for (let i = bound; i < params.length; i++) {
      const { name, kind, required } = params[i];
      if (kind === "varargs" || kind === "varkw") continue;
      const k = kind === "positional" || left === 0 ? -1 : kwnames!.indexOf(name);
      if (k >= 0) {
        values[i] = args[given + k];
        left--;
      } else if (required) {
        const at = this.varargs >= 0 && this.varargs < i ? i : i + 1;
        throw typeError(`${shown} missing required argument '${name}' (pos ${at})`);
      }
    }
    const extra = this.varkw >= 0 ? new PyDict() : null;
    if (left > 0 || extra !== null) this.placeOthers(args, given, kwnames ?? [], bound, extra);
    return this.finish(args, given, values, extra);
  }

  /** Keywords that name nothing, or something that a position has given. */
  private placeOthers(
    args: PyValue[],
    given: number,
    kwnames: readonly Str[],
    bound: number,
    extra: PyDict | null,
  ): void {
    const { params, shown } = this;
    for (let i = this.positionalOnly; i < bound; i++) {
      if (!kwnames.includes(params[i].name)) continue;
      throw typeError(`argument for ${shown} given by name ('${params[i].name}') and position (${i + 1})`);
    }
    for (let k = 0; k < kwnames.length; k++) {
      const key = kwnames[k];
      if (params.some((p) => p.name === key && (p.kind === "any" || p.kind === "keyword"))) continue;
      if (extra === null) {
        const text = typeof key === "string" ? key : strToJs(key);
        if (this.spec.parsed === "unnamed")
          throw typeError(`this function got an unexpected keyword argument '${text}'`);
        const names = params.filter((p) => p.kind === "any" || p.kind === "keyword").map((p) => p.name);
        throw unexpectedKeyword(this.spec.shownAs ?? this.name, names, key);
      }
      extra.set(key, args[given + k]);
    }
  }

  private requiredCount(): number {
    return this.params.filter((p) => p.required && p.kind !== "varargs" && p.kind !== "varkw").length;
  }

  private finish(args: PyValue[], given: number, values: (PyValue | undefined)[], extra: PyDict | null): unknown[] {
    const { params, places } = this;
    const bound: unknown[] = [];
    for (let i = 0; i < params.length; i++) {
      const param = params[i];
      if (param.kind === "varargs") bound.push(args.slice(this.positional, given));
      else if (param.kind === "varkw") bound.push(extra);
      else if (values[i] !== undefined) bound.push(param.convert(values[i]!, places[i]));
      else bound.push(param.default);
    }
    return bound;
  }

  /** Only callables without *args or **kwargs get direct entries; `fixed` is the number of parameters then. */
  private fixed(): number {
    return this.varargs >= 0 || this.varkw >= 0 ? -1 : this.params.length;
  }

  /** The entry of a callable that takes `*args`, perhaps `**kwargs`, and nothing else. */
  private gathered(): ((self: PyValue, ...args: PyValue[]) => PyValue) | undefined {
    const { impl, takesSelf } = this.spec;
    const { length } = this.params;
    if (this.spec.raw) return (self, ...args) => impl(self, args, null);
    if (this.varargs !== 0 || length > 2 || (length === 2 && this.varkw !== 1)) return undefined;
    if (length === 1) return takesSelf ? (self, ...args) => impl(self, args) : (_self, ...args) => impl(args);
    return takesSelf ? (self, ...args) => impl(self, args, new PyDict()) : (_self, ...args) => impl(args, new PyDict());
  }

  private makeCall0(): (self: PyValue) => PyValue {
    const { impl, takesSelf } = this.spec;
    if (this.fixed() < 0 || this.minPositional > 0 || this.requiredCount() > 0)
      return this.gathered() ?? ((self) => this.bindAndCall(self, [], null));
    const d = this.params.map((p) => p.default);
    if (d.length === 0) return takesSelf ? (impl as Impl) : () => impl();
    const [first, second] = d;
    if (d.length === 1) return takesSelf ? (self) => impl(self, first) : () => impl(first);
    if (d.length === 2) return takesSelf ? (self) => impl(self, first, second) : () => impl(first, second);
    return takesSelf ? (self) => impl(self, ...d) : () => impl(...d);
  }

  private makeCall1(): (self: PyValue, a: PyValue) => PyValue {
    const fits = this.fixed() >= 1 && this.maxPositional >= 1 && this.minPositional <= 1 && this.othersOptional(1);
    if (!fits) return this.gathered() ?? ((self, a) => this.bindAndCall(self, [a], null));
    const { impl, takesSelf } = this.spec;
    const [place] = this.places;
    const { convert } = this.params[0];
    const d = this.params.map((p) => p.default);
    if (d.length === 1) {
      if (convert === object) return takesSelf ? (impl as Impl) : (_self, a) => impl(a);
      return takesSelf ? (self, a) => impl(self, convert(a, place)) : (_self, a) => impl(convert(a, place));
    }
    const [, second, third] = d;
    if (d.length === 2) {
      if (convert === object) return takesSelf ? (self, a) => impl(self, a, second) : (_self, a) => impl(a, second);
      return takesSelf
        ? (self, a) => impl(self, convert(a, place), second)
        : (_self, a) => impl(convert(a, place), second);
    }
    if (d.length === 3) {
      if (convert === object && takesSelf) return (self, a) => impl(self, a, second, third);
      return takesSelf
        ? (self, a) => impl(self, convert(a, place), second, third)
        : (_self, a) => impl(convert(a, place), second, third);
    }
    const rest = d.slice(1);
    return takesSelf
      ? (self, a) => impl(self, convert(a, place), ...rest)
      : (_s, a) => impl(convert(a, place), ...rest);
  }

  private makeCall2(): (self: PyValue, a: PyValue, b: PyValue) => PyValue {
    const fits = this.fixed() >= 2 && this.maxPositional >= 2 && this.minPositional <= 2 && this.othersOptional(2);
    if (!fits) return this.gathered() ?? ((self, a, b) => this.bindAndCall(self, [a, b], null));
    const { impl, takesSelf } = this.spec;
    const [pa, pb] = this.places;
    const ca = this.params[0].convert;
    const cb = this.params[1].convert;
    const rest = this.params.slice(2).map((p) => p.default);
    if (rest.length === 0) {
      if (ca === object && cb === object) return takesSelf ? (impl as Impl) : (_s, a, b) => impl(a, b);
      return takesSelf ? (s, a, b) => impl(s, ca(a, pa), cb(b, pb)) : (_s, a, b) => impl(ca(a, pa), cb(b, pb));
    }
    if (rest.length === 1) {
      const [d] = rest;
      return takesSelf ? (s, a, b) => impl(s, ca(a, pa), cb(b, pb), d) : (_s, a, b) => impl(ca(a, pa), cb(b, pb), d);
    }
    return takesSelf
      ? (s, a, b) => impl(s, ca(a, pa), cb(b, pb), ...rest)
      : (_s, a, b) => impl(ca(a, pa), cb(b, pb), ...rest);
  }

  private makeCall3(): (self: PyValue, a: PyValue, b: PyValue, c: PyValue) => PyValue {
    const fits = this.fixed() >= 3 && this.maxPositional >= 3 && this.minPositional <= 3 && this.othersOptional(3);
    if (!fits || this.params.length > 4) {
      return this.gathered() ?? ((self, a, b, c) => this.bindAndCall(self, [a, b, c], null));
    }
    const { impl, takesSelf } = this.spec;
    const [pa, pb, pc] = this.places;
    const [ca, cb, cc] = this.params.map((p) => p.convert);
    if (this.params.length === 3) {
      return takesSelf
        ? (s, a, b, c) => impl(s, ca(a, pa), cb(b, pb), cc(c, pc))
        : (_s, a, b, c) => impl(ca(a, pa), cb(b, pb), cc(c, pc));
    }
    const d = this.params[3].default;
    return takesSelf
      ? (s, a, b, c) => impl(s, ca(a, pa), cb(b, pb), cc(c, pc), d)
      : (_s, a, b, c) => impl(ca(a, pa), cb(b, pb), cc(c, pc), d);
  }

  private othersOptional(positional: number): boolean {
    return this.params.every((p, i) => i < positional || !p.required);
  }

  /** `__text_signature__`, or null. */
  textSignature(self: "$self" | "$module" | "$type" | null): PyValue {
    return this.spec.signature === null
      ? conventionSignature(conventionOf(this.spec), self)
      : signatureText(this.spec, self);
  }
}

/** The entries of a callable that has not been called. */
function firstCall0(this: Builtin, self: PyValue): PyValue {
  this.prepare();
  return this.call0(self);
}
function firstCall1(this: Builtin, self: PyValue, a: PyValue): PyValue {
  this.prepare();
  return this.call1(self, a);
}
function firstCall2(this: Builtin, self: PyValue, a: PyValue, b: PyValue): PyValue {
  this.prepare();
  return this.call2(self, a, b);
}
function firstCall3(this: Builtin, self: PyValue, a: PyValue, b: PyValue, c: PyValue): PyValue {
  this.prepare();
  return this.call3(self, a, b, c);
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function conventionOf(spec: CallableSpec): Convention {
  const { params } = spec;
  if (params.length === 0) return spec.varargs ? "positional" : "noargs";
  if (spec.definingClass) return "keywords";
  if (params.some((p) => p.kind === "any" || p.kind === "keyword" || p.kind === "varkw")) return "keywords";
  if (params.length === 1 && params[0].kind === "positional" && params[0].required && !spec.varargs && !spec.parsed)
    return "single";
  return "positional";
}

function placeOf(
  func: string,
  param: Param<unknown>,
  index: number,
  convention: Convention,
  parsed: boolean,
): ArgPlace {
  if (convention === "single") return { func, label: "argument" };
  // PyArg_ParseTupleAndKeywords counts even those that were passed by name.
  if (!parsed && (param.kind === "any" || param.kind === "keyword")) return { func, label: `argument '${param.name}'` };
  return { func, label: `argument ${index + 1}` };
}

/** What CPython says of a function whose docstring begins with no signature (_PyType_GetTextSignatureFromInternalDoc). */
function conventionSignature(convention: Convention, self: string | null): string | null {
  const first = self === "$type" ? "$type, " : self === null ? "" : "$self, ";
  if (convention === "single") return `(${first}object, /)`;
  if (convention === "noargs") return first === "" ? "()" : `(${first}/)`;
  return null;
}

/** The signature as inspect reads it: `($self, key, default=None, /)`. */
export function signatureText(spec: CallableSpec, self: string | null): string | null {
  if (spec.signature !== undefined) return spec.signature;
  const parts: string[] = self === null ? [] : [self];
  let slash = self !== null;
  let star = false;
  spec.params.forEach((p) => {
    if (p.kind !== "positional" && slash) {
      parts.push("/");
      slash = false;
    }
    if (p.kind === "positional") slash = true;
    if (p.kind === "keyword" && !star) {
      parts.push("*");
      star = true;
    }
    if (p.kind === "varargs") {
      parts.push(`*${p.name}`);
      star = true;
    } else if (p.kind === "varkw") parts.push(`**${p.name}`);
    else parts.push(p.required ? p.name : `${p.name}=${p.defaultText}`);
  });
  if (slash) parts.push("/");
  return `(${parts.join(", ")})`;
}
