/** What the source of one compiled function needs besides its text: constants, helpers, variables, sites. */
import type { Executable } from "../../interpreter/code.ts";
import { SiteTable } from "../../interpreter/compiled-sites.ts";
import type { Slot } from "../../interpreter/inst.ts";
import { strToJs } from "../../kernel/str.ts";
import { FloatFields } from "../../objects/float/float-fields.ts";
import { PyFunction } from "../../objects/function.ts";
import { invalidate } from "../../objects/type/inherit.ts";
import type { PyType } from "../../objects/type-object.ts";
import type { Finish, Recipe, Site } from "../sites.ts";
import type { Type } from "../types.ts";

/** A recipe whose sources are still JavaScript expressions. */
export type TextRecipe =
  | { readonly make: "value"; readonly from: string }
  | { readonly make: "float"; readonly from: string }
  | { readonly make: "maybe_float"; readonly from: string; readonly flag: string }
  | { readonly make: "constant"; readonly value: Slot }
  | { readonly make: "range_iter"; readonly next: string; readonly end: string; readonly step: number | string }
  | { readonly make: "list_iter" | "tuple_iter" | "enumerate_iter"; readonly from: string; readonly index: string };

/** The ways in which a local variable is held. */
interface LocalRecipes {
  readonly value: TextRecipe;
  readonly float: TextRecipe;
  readonly maybe: TextRecipe;
}

const UNBOUND_RECIPE: TextRecipe = { make: "constant", value: undefined };

/**
 * Local variables from which on guards leave by way of the function's end, which hands over all variables for exceptions anyway. Calls that
 * list them took most of the text of long functions.
 */
const MANY_LOCALS = 4;

/** Whether a text names a variable of the whole function. */
export function isVariable(text: string): boolean {
  return /^[_s][\w$]*$/.test(text);
}

export interface TextFinish {
  readonly by: Finish;
  readonly from: readonly TextRecipe[];
}

/** What the compiler is told about the code besides its bytecode. */
export interface Policy {
  /** Instructions that are not to speculate any more: their guards failed too often. */
  readonly generic: ReadonlySet<number>;
  /** Whether instructions that never ran are taken to never run. */
  readonly speculateCold: boolean;
  /** Whether guards fail at random as well (--stress=exit-often). */
  readonly exitOften: boolean;
  /** Whether its activations are asked for frames again and again, which they look after when they return. */
  readonly shows: boolean;
}

/** A site whose recipes are still to be made. */
type Draft = { -readonly [Member in keyof Site]: Site[Member] };

/** A site that the function's end serves, as far as it is known while the text is written. */
interface Caught {
  readonly site: Draft;
  readonly locals: readonly TextRecipe[];
  readonly stack: readonly TextRecipe[];
  readonly finish: TextFinish | null;
  /** Of an exit: what it says besides the variables. */
  readonly extras: readonly string[];
}

export class Unit {
  readonly code: Executable;
  readonly func: PyFunction;
  /** What sites know it by: the cells of the one that happened to be compiled must not live as long as its code does. */
  readonly known: PyFunction;
  readonly policy: Policy;
  /** Some of its exception handlers are compiled: `shown` says whether the activation has a frame because of an exception. */
  handles = false;
  /** It runs a frame, which is at hand. */
  hasFrame = false;
  /** It continues a generator, whose frame is linked before anything may look at it (runtime/resume.ts). */
  resumes = false;
  /** It is an awaited call, whose frame is made when something needs it (runtime/awaited-calls.ts). It resumes from then on. */
  awaited = false;
  /** Where it delegates again as soon as it goes on: the SEND; -1: it does not. What that gives, if it is known, is `sent`. */
  delegates = -1;
  /** What it yields goes to a sink for as long as that takes it. */
  feeds = false;
  /** The body of a module, whose names are its globals. */
  isModule = false;
  readonly piece: object;
  readonly constants: Map<unknown, string>;
  readonly helpers: Set<string> = new Set();
  readonly variables: Set<string> = new Set();
  readonly sites: SiteTable = new SiteTable();
  /** Sites that the function's catch serves; their recipes are resolved when all variables are known. */
  private readonly caught: Caught[] = [];
  /** Whether one of these is an exit. */
  private exits = false;
  /** Whether something may be thrown that comes to the catch. */
  private throws = false;
  readonly localNames: readonly string[];
  private readonly recipes: readonly LocalRecipes[];
  /** How the locals were held at the last site. */
  private held: readonly TextRecipe[] = [];
  /** Fields that had better own the floats that are stored into them. */
  private readonly floatFields: [PyType, number][] = [];

  constructor(code: Executable, func: PyFunction, policy: Policy, piece: object, constants: Map<unknown, string>) {
    this.code = code;
    this.func = func;
    const { globals, builtins, closure, doc, module } = func;
    this.known = closure === null ? func : new PyFunction(func.code, globals, builtins, null, doc, module);
    this.policy = policy;
    this.piece = piece;
    this.constants = constants;
    const names = code.unit.localsplusnames.map(strToJs);
    this.localNames = names.map((name, i) => variableName(name, i, names.indexOf(name) === i));
    this.recipes = this.localNames.map((name) => ({
      value: { make: "value", from: name },
      float: { make: "float", from: `${name}$` },
      maybe: { make: "maybe_float", from: `${name}$`, flag: name },
    }));
  }

  /** How locals of such types are made objects: the same recipes for as long as they are held in the same forms. */
  localRecipes(types: readonly Type[]): readonly TextRecipe[] {
    const recipes = types.map(({ kind }, i) => this.localRecipe(i, kind));
    const { held } = this;
    if (held.length === recipes.length && recipes.every((recipe, i) => recipe === held[i])) return held;
    this.held = recipes;
    return recipes;
  }

  private localRecipe(index: number, kind: Type["kind"]): TextRecipe {
    switch (kind) {
      case "float":
        return this.recipes[index].float;
      case "maybe_float":
        return this.recipes[index].maybe;
      case "unbound":
        return UNBOUND_RECIPE;
      default:
        this.variable(this.localNames[index]);
        return this.recipes[index].value;
    }
  }

  /** Whether instances' field may own its float. If not, it will, in the code to come. */
  ownsFloat(type: PyType, index: number): boolean {
    const owns = type.floatFields?.has(index) === true;
    if (!owns) this.floatFields.push([type, index]);
    return owns;
  }

  /** Makes the fields own their floats; whether there were any. All code that reads them otherwise is left. */
  claimFields(): boolean {
    for (const [type, index] of this.floatFields) {
      if (type.floatFields?.has(index) === true) continue;
      type.floatFields ??= new FloatFields();
      type.floatFields.add(index);
      invalidate(type);
    }
    return this.floatFields.length > 0;
  }

  /** The function, as argument of what looks at the activation's frame. */
  get self(): string {
    return this.resumes ? `${this.helper("linked")}(${this.frame}, d)` : "fn";
  }

  /** The frame, as argument of what resumes another generator. */
  get outer(): string {
    return this.resumes ? this.frame : "null";
  }

  /** The frame of a generator. */
  get frame(): string {
    return this.awaited ? `(frame ??= ${this.helper("born")}(fn, d, outer))` : "frame";
  }

  /** What a guard that fails calls. */
  get leave(): string {
    return this.awaited ? this.helper("leaveAwaited") : "X";
  }

  /** Whether guards that fail leave by way of the function's end. */
  get leavesAtEnd(): boolean {
    return this.localNames.length >= MANY_LOCALS;
  }

  get needsCatch(): boolean {
    return this.throws;
  }

  get needsEnd(): boolean {
    return this.throws || this.exits;
  }

  /** The name by which the source refers to a value. */
  constant(value: unknown): string {
    let name = this.constants.get(value);
    if (name === undefined) {
      name = `K${this.constants.size}`;
      this.constants.set(value, name);
    }
    return name;
  }

  helper(name: string): string {
    this.helpers.add(name);
    return name;
  }

  variable(name: string): string {
    this.variables.add(name);
    return name;
  }

  /** A site that is reached by a call with the variables that it needs: the text of the arguments after its number. */
  exit(index: number, locals: readonly TextRecipe[], stack: readonly TextRecipe[], reason: string): string {
    const args: string[] = [];
    const place = (text: string): number => {
      const known = args.indexOf(text);
      return known >= 0 ? known : args.push(text) - 1;
    };
    const made = { locals: locals.map((r) => resolve(r, place)), stack: stack.map((r) => resolve(r, place)) };
    const site = this.site(index, index, reason);
    Object.assign(site, made);
    return [this.sites.add(site), this.self, "d", ...args].join(", ");
  }

  /** A site that the function's end serves when a guard has failed: the text of the call that notes it. */
  exitAtEnd(index: number, locals: readonly TextRecipe[], stack: readonly TextRecipe[], reason: string): string {
    const extras: string[] = [];
    for (const recipe of stack) {
      for (const text of sourcesOf(recipe)) if (!isVariable(text) && !extras.includes(text)) extras.push(text);
    }
    const site = this.site(index, index, reason);
    this.exits = true;
    this.caught.push({ site, locals, stack, finish: null, extras });
    return `E(${[this.sites.add(site), ...extras].join(", ")})`;
  }

  /** A site that the function's catch serves: its number. */
  place(
    index: number,
    resume: number,
    locals: readonly TextRecipe[],
    stack: readonly TextRecipe[],
    finish: TextFinish | null = null,
  ): number {
    const site = this.site(index, resume, "");
    this.throws = true;
    this.caught.push({ site, locals, stack, finish, extras: [] });
    return this.sites.add(site);
  }

  /** The place at which it delegates, for as long as it need not be entered, with so much on its stack. */
  delegation(stackDepth: number): number {
    const site = this.site(this.delegates, this.delegates + 1, "");
    site.isUntouched = true;
    site.stack = new Array(stackDepth).fill({ make: "constant", value: undefined });
    return this.sites.add(site);
  }

  private site(index: number, resume: number, reason: string): Draft {
    const { code, known, piece } = this;
    return { code, func: known, index, resume, locals: [], stack: [], isUntouched: false, finish: null, reason, piece };
  }

  /** Completes the sites of the function's end; the variables that it hands over, in their order. What an exit says comes behind them. */
  finish(): string[] {
    const places = new Map<string, number>();
    const note = (recipe: TextRecipe, extras: readonly string[]): void => {
      for (const text of sourcesOf(recipe))
        if (!places.has(text) && !extras.includes(text)) places.set(text, places.size);
    };
    const noted = new Set<readonly TextRecipe[]>();
    for (const { locals, stack, finish, extras } of this.caught) {
      if (!noted.has(locals)) for (const recipe of locals) note(recipe, extras);
      noted.add(locals);
      for (const recipe of stack) note(recipe, extras);
      for (const recipe of finish?.from ?? []) note(recipe, extras);
    }
    const resolved = new Map<readonly TextRecipe[], Recipe[]>();
    for (const { site, locals, stack, finish, extras } of this.caught) {
      const place = (text: string): number => places.get(text) ?? places.size + extras.indexOf(text);
      let known = resolved.get(locals);
      if (known === undefined) resolved.set(locals, (known = locals.map((r) => resolve(r, place))));
      site.locals = known;
      site.stack = stack.map((r) => resolve(r, place));
      site.finish = finish === null ? null : { by: finish.by, from: finish.from.map((r) => resolve(r, place)) };
    }
    return [...places.keys()];
  }
}

/** The expressions that a value is made of. */
function sourcesOf(recipe: TextRecipe): readonly string[] {
  switch (recipe.make) {
    case "value":
    case "float":
      return [recipe.from];
    case "maybe_float":
      return [recipe.from, recipe.flag];
    case "constant":
      return [];
    case "range_iter":
      return typeof recipe.step === "number" ? [recipe.next, recipe.end] : [recipe.next, recipe.end, recipe.step];
    default:
      return [recipe.from, recipe.index];
  }
}

function resolve(recipe: TextRecipe, place: (text: string) => number): Recipe {
  switch (recipe.make) {
    case "value":
    case "float":
      return { make: recipe.make, from: place(recipe.from) };
    case "maybe_float":
      return { make: "maybe_float", from: place(recipe.from), flag: place(recipe.flag) };
    case "constant":
      return recipe;
    case "range_iter":
      return {
        make: "range_iter",
        next: place(recipe.next),
        end: place(recipe.end),
        step: typeof recipe.step === "number" ? recipe.step : 0,
        stepAt: typeof recipe.step === "number" ? -1 : place(recipe.step),
      };
    default:
      return { make: recipe.make, from: place(recipe.from), index: place(recipe.index) };
  }
}

/** The JavaScript variable of a local: its name where that is possible. A class that says `nonlocal __class__` has two of that name. */
function variableName(name: string, index: number, isFirst: boolean): string {
  return isFirst && /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? `_${name}` : `_${index}local`;
}
