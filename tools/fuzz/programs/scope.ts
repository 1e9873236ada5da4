/** What a generated program has defined at a point: variables with the kinds of their values, functions with their signatures, classes. */
import type { Random } from "../random.ts";

/** What a variable usually holds. Programs change their minds now and then. */
export type Kind = "int" | "float" | "str" | "bool" | "bytes" | "none" | "list" | "dict" | "set" | "tuple" | "object";

export const SCALARS: readonly Kind[] = ["int", "int", "int", "float", "float", "str", "bool", "bytes", "none"];
export const CONTAINERS: readonly Kind[] = ["list", "list", "dict", "set", "tuple"];

export interface FunctionInfo {
  readonly name: string;
  /** Kinds of the positional parameters after `n`, the number of turns of its main loop. */
  readonly params: readonly Kind[];
  /** How many of them have defaults. */
  readonly defaults: number;
  readonly keywords: readonly string[];
  readonly star: boolean;
  readonly flavour: "plain" | "generator" | "coroutine" | "async generator";
  readonly result: Kind;
}

export interface ClassInfo {
  readonly name: string;
  readonly fields: readonly string[];
  /** Methods that take one int and give one. */
  readonly methods: readonly string[];
  readonly properties: readonly string[];
  /** Dunders that make it usable with operators and protocols. */
  readonly abilities: ReadonlySet<string>;
}

/** What the whole program has. */
export class World {
  readonly random: Random;
  readonly functions: FunctionInfo[] = [];
  readonly classes: ClassInfo[] = [];
  readonly globals: Map<string, Kind> = new Map();
  private names = 0;

  constructor(random: Random) {
    this.random = random;
  }

  fresh(prefix: string): string {
    return `${prefix}${this.names++}`;
  }
}

/** One function's, or the module's, variables. */
export class Scope {
  readonly world: World;
  readonly outer: Scope | null;
  readonly flavour: FunctionInfo["flavour"] | "module" | "class";
  readonly variables: Map<string, Kind> = new Map();
  /** Names that statements here may not assign: loop variables, and those of outer functions without `nonlocal`. */
  readonly fixed: Set<string> = new Set();
  /** Loops around the current statement, counted from the function's start. */
  loops = 0;
  /** Whether the innermost loop is outside of what `break` may leave, as in an `except*`. */
  noJump = false;
  /** The class whose method this is. */
  self: ClassInfo | null = null;
  /** Functions that may be called: those before it, so that nothing calls itself without end. */
  readonly callable: number;

  constructor(world: World, outer: Scope | null, flavour: Scope["flavour"], callable: number) {
    this.world = world;
    this.outer = outer;
    this.flavour = flavour;
    this.callable = callable;
  }

  /** A visible variable of the kind. */
  find(kind: Kind): string | null {
    const found: string[] = [];
    for (let scope: Scope | null = this; scope !== null; scope = scope.outer) {
      for (const [name, has] of scope.variables) if (has === kind) found.push(name);
    }
    for (const [name, has] of this.world.globals) if (has === kind) found.push(name);
    return found.length === 0 ? null : this.world.random.pick(found);
  }

  /** A variable of this scope that may be assigned. */
  own(kind: Kind | null = null): string | null {
    const found = [...this.variables].filter(([name, has]) => !this.fixed.has(name) && (kind === null || has === kind));
    return found.length === 0 ? null : this.world.random.pick(found)[0];
  }
}
