/**
 * Expressions of a wanted kind. Nothing grows without bound when it is repeated: products are reduced, texts and lists are cut, so that a program's
 * size says how long it runs. Indices stay small, because words have 32 bits in the CPython that tells what is right.
 */
import type { Random } from "../random.ts";
import { type ClassInfo, type FunctionInfo, type Kind, SCALARS, type Scope, type World } from "./scope.ts";

const INTS = ["0", "1", "2", "3", "-1", "7", "10", "255", "-13", "2**31", "(2**53 - 1)", "-2**53", "2**64", "10**20"];
const FLOATS = ["0.0", "0.5", "-1.25", "1e10", "3.0", "-0.0", "2.0**53", "1e300", "float('inf')", "0.1"];
const STRINGS = ["''", "'a'", "'bc'", "'Hello'", "'é'", "'\\U0001f600x'", "'12'", "' x '"];
const BYTES = ["b''", "b'a'", "b'xyz'", "b'\\x00\\xff'"];
const BOUND = ["7", "10", "97", "1009", "2**31", "2**61 - 1"];
const COMPARE = ["<", "<=", ">", ">=", "==", "!="];
const CALLBACKS = ["lambda v: -v", "lambda v: v % 3", "lambda v: (v & 3, v)", "str"];

export class Expressions {
  readonly world: World;
  readonly random: Random;

  constructor(world: World) {
    this.world = world;
    this.random = world.random;
  }

  expr(scope: Scope, kind: Kind, depth = 2): string {
    const { random } = this;
    const variable = random.chance(depth > 0 ? 0.4 : 0.65) ? scope.find(kind) : null;
    if (variable !== null) return variable;
    if (depth <= 0 || random.chance(0.2)) return this.literal(scope, kind);
    if (random.chance(0.06)) return this.conditional(scope, kind, depth);
    if (random.chance(0.004)) return this.twisted(scope, depth);
    return this.composite(scope, kind, depth - 1);
  }

  /** One of another kind than expected, which mostly raises. */
  private twisted(scope: Scope, depth: number): string {
    return this.expr(scope, this.random.pick(SCALARS), depth - 1);
  }

  any(scope: Scope, depth = 2): string {
    return this.expr(scope, this.random.pick(SCALARS), depth);
  }

  /** What lists and dicts hold: mostly ints, so that programs can do something with them. */
  item(scope: Scope, depth: number): string {
    return this.random.chance(0.93) ? this.expr(scope, "int", depth) : this.any(scope, depth);
  }

  /** Rarely true, in a loop with many turns not always. */
  rarely(scope: Scope): string {
    const { random } = this;
    return `${this.expr(scope, "int", 1)} % ${5 + random.below(40)} == ${random.below(5)}`;
  }

  condition(scope: Scope, depth = 2): string {
    return this.expr(scope, this.random.chance(0.75) ? "bool" : this.random.pick(SCALARS), depth);
  }

  literal(scope: Scope, kind: Kind): string {
    const { random } = this;
    switch (kind) {
      case "int":
        return random.chance(0.7) ? String(random.below(20) - 4) : random.pick(INTS);
      case "float":
        return random.pick(FLOATS);
      case "str":
        return random.pick(STRINGS);
      case "bytes":
        return random.pick(BYTES);
      case "bool":
        return random.pick(["True", "False"]);
      case "none":
        return "None";
      case "list":
        return `[${this.some(scope, 0)}]`;
      case "tuple":
        return random.pick(["()", "(1, 2)", "(3, 4)", "(5, -6, 7)", "(0.5, None)"]);
      case "dict":
        return random.pick(["{}", "{'a': 1, 'b': 2}", "{1: 25, 3: -3}", "{0: 0, 1: 1, 2: 4}"]);
      case "set":
        return random.pick(["set()", "{1, 2, 3}", "{0, 5, 9}"]);
      case "object":
        return this.instance(scope, 0);
    }
  }

  private some(scope: Scope, depth: number): string {
    return Array.from({ length: this.random.below(4) }, () => this.item(scope, depth)).join(", ");
  }

  private conditional(scope: Scope, kind: Kind, depth: number): string {
    const [a, b] = [this.expr(scope, kind, depth - 1), this.expr(scope, kind, depth - 1)];
    switch (this.random.below(3)) {
      case 0:
        return `(${a} if ${this.condition(scope, depth - 1)} else ${b})`;
      case 1:
        return `(${a} or ${b})`;
      default:
        return `(${a} and ${b})`;
    }
  }

  private composite(scope: Scope, kind: Kind, depth: number): string {
    switch (kind) {
      case "int":
        return this.int(scope, depth);
      case "float":
        return this.float(scope, depth);
      case "str":
        return this.str(scope, depth);
      case "bool":
        return this.bool(scope, depth);
      case "list":
        return this.list(scope, depth);
      case "tuple":
        return this.random.pick([
          () => `(${this.item(scope, depth)}, ${this.item(scope, depth)})`,
          () => `tuple(${this.expr(scope, "list", depth)})`,
          () => `${this.expr(scope, "tuple", depth)}[:2]`,
          () => `(*${this.expr(scope, "list", depth)}[:3], ${this.item(scope, depth)})`,
          () => `divmod(${this.expr(scope, "int", depth)}, ${this.expr(scope, "int", depth)} or 3)`,
        ])();
      case "dict":
        return this.random.pick([
          () => `{${this.expr(scope, "int", depth)}: ${this.item(scope, depth)}, 'a': ${this.item(scope, depth)}}`,
          () => `{v: ${this.item(scope, 1)} for v in ${this.expr(scope, "list", depth)}}`,
          () => `{**${this.expr(scope, "dict", depth)}, 'k': ${this.item(scope, depth)}}`,
          () => `dict(${this.expr(scope, "dict", depth)}, z=${this.item(scope, depth)})`,
        ])();
      case "set":
        return this.random.pick([
          () => `{${this.expr(scope, "int", depth)}, ${this.expr(scope, "int", depth)}}`,
          () => `{v % 5 for v in ${this.expr(scope, "list", depth)}}`,
          () =>
            `(${this.expr(scope, "set", depth)} ${this.random.pick(["|", "&", "-", "^"])} ${this.expr(scope, "set", 0)})`,
          () => `set(${this.expr(scope, "list", depth)})`,
        ])();
      case "bytes":
        return this.random.pick([
          () => `(${this.expr(scope, "bytes", depth)} + ${this.random.pick(BYTES)})[-6:]`,
          () => `${this.expr(scope, "str", depth)}.encode()`,
          () => `bytes([${this.expr(scope, "int", depth)} & 255])`,
          () => `b'%d' % ${this.expr(scope, "int", depth)}`,
        ])();
      case "object":
        return this.instance(scope, depth);
      case "none":
        return this.random.pick(["None", `${this.expr(scope, "dict", depth)}.get('no')`]);
    }
  }

  private int(scope: Scope, depth: number): string {
    const { random } = this;
    const int = () => this.expr(scope, "int", depth);
    return random.pick([
      () => `(${int()} + ${int()})`,
      () => `(${int()} + ${int()})`,
      () => `(${int()} - ${int()})`,
      () => `(${int()} * ${int()} % ${random.pick(BOUND)})`,
      () => `(${int()} // ${random.chance(0.7) ? random.pick(["2", "3", "-7"]) : `(${int()} or 5)`})`,
      () => `(${int()} % ${random.chance(0.7) ? random.pick(BOUND) : `(${int()} or 5)`})`,
      () => `(${int()} ${random.pick(["&", "|", "^"])} ${int()})`,
      () => `(${int()} << ${random.below(4)} & 2**70 - 1)`,
      () => `(${int()} >> ${random.below(5)})`,
      () => `(-${int()})`,
      () => `(~${int()})`,
      () => `len(${this.expr(scope, random.pick(["list", "str", "dict", "tuple", "set"] as const), depth)})`,
      () => `int(${this.expr(scope, random.pick(["float", "bool", "bool"] as const), depth)})`,
      () => `abs(${int()})`,
      () => `${random.pick(["min", "max"])}(${int()}, ${int()})`,
      () => `(${int()} % 9) ** ${random.below(5)}`,
      () => `sum(${this.expr(scope, "list", depth)})`,
      () => `sum(v for v in ${this.expr(scope, "list", depth)} if isinstance(v, int))`,
      () =>
        `(${this.expr(scope, "list", depth)} or [3])[${random.chance(0.95) ? random.pick(["0", "-1"]) : `${int()} % 1009`}]`,
      () => `${this.expr(scope, "dict", depth)}.get(${int()}, ${int()})`,
      () => `(${this.walrus(scope, "int")} := ${int()})`,
      () => `(${int()}).bit_length()`,
      () => `round(${this.expr(scope, "float", depth)})`,
      () => `ord((${this.expr(scope, "str", depth)} or 'a')[0])`,
      () => this.ofObject(scope, depth),
      () => this.ofObject(scope, depth),
      () => this.call(scope, "int", depth),
      () => this.call(scope, "int", depth),
      () => `${this.expr(scope, "bool", depth)} + ${int()}`,
      () => `(lambda u, w=${int()}: u + w)(${int()})`,
      () => `next(iter(${this.expr(scope, "list", depth)}), ${int()})`,
      () => `(${this.expr(scope, "bytes", depth)} or b'b')[${random.pick(["0", "-1"])}]`,
    ])();
  }

  /** The target of an assignment expression. */
  private walrus(scope: Scope, kind: Kind): string {
    const known = scope.flavour === "class" ? null : scope.own(kind);
    return known ?? "wal";
  }

  private float(scope: Scope, depth: number): string {
    const { random } = this;
    const float = () => this.expr(scope, "float", depth);
    const number = () => this.expr(scope, random.pick(["float", "float", "int"] as const), depth);
    return random.pick([
      () => `(${float()} + ${number()})`,
      () => `(${number()} - ${float()})`,
      () => `(${float()} * ${number()})`,
      () => `(${float()} * ${random.pick(["0.5", "-1.0", "3"])})`,
      () => `(${number()} / ${random.chance(0.6) ? random.pick(["2", "3.0", "-0.5"]) : `(${number()} or 1.5)`})`,
      () => `(${float()} // ${random.chance(0.6) ? "0.7" : `(${number()} or 1.5)`})`,
      () => `(${float()} % ${random.chance(0.6) ? "1.3" : `(${number()} or 1.5)`})`,
      () => `(-${float()})`,
      () => `float(${this.expr(scope, "int", depth)})`,
      () => `abs(${float()})`,
      () => `round(${float()}, ${random.below(4)})`,
      () => `${random.pick(["min", "max"])}(${float()}, ${number()})`,
      () => `(${this.walrus(scope, "float")} := ${float()})`,
      () => this.call(scope, "float", depth),
      () => `(${float()} % 1000) ** 2`,
    ])();
  }

  private str(scope: Scope, depth: number): string {
    const { random } = this;
    const str = () => this.expr(scope, "str", depth);
    return random.pick([
      () => `(${str()} + ${str()})[-9:]`,
      () => `f"{(${this.any(scope, depth)})!r}|{(${this.expr(scope, "int", depth)}):>4}"[-12:]`,
      () => `f"{(${this.expr(scope, "float", depth)}):.3f}"`,
      () => `str(${this.any(scope, depth)})[-8:]`,
      () => `${str()}[${random.pick([":1", "-1:", "1:", ":2", "::-1"])}]`,
      () => `${str()}.${random.pick(["upper()", "strip()", "title()", "replace('a', 'bb')[:6]", "lower()"])}`,
      () => `'-'.join(map(str, ${this.expr(scope, "list", depth)}))[:12]`,
      () => `("%s,%d" % (${this.any(scope, depth)}, ${this.expr(scope, "int", depth)}))[:10]`,
      () => `(${str()}[:3] * ${random.below(4)})`,
      () => `repr(${this.any(scope, depth)})[:10]`,
      () => `type(${this.any(scope, depth)}).__name__`,
      () => `chr(${this.expr(scope, "int", depth)} % 300)`,
      () => this.call(scope, "str", depth),
    ])();
  }

  bool(scope: Scope, depth: number): string {
    const { random } = this;
    const int = () => this.expr(scope, "int", depth);
    const number = () => this.expr(scope, random.pick(["int", "float", "int", "bool"] as const), depth);
    return random.pick([
      () => `${number()} ${random.pick(COMPARE)} ${number()}`,
      () => `${int()} ${random.pick(COMPARE)} ${int()}`,
      () => `(${int()} ${random.pick(COMPARE)} ${int()} ${random.pick(COMPARE)} ${number()})`,
      () => `(not ${this.condition(scope, depth)})`,
      () => `(${this.expr(scope, "str", depth)} ${random.pick(COMPARE)} ${this.expr(scope, "str", depth)})`,
      () =>
        `(${int()} ${random.pick(["in", "not in"])} ${this.expr(scope, random.pick(["list", "dict", "set", "tuple"] as const), depth)})`,
      () => `(${this.any(scope, depth)} is ${random.pick(["None", "not None", "True"])})`,
      () => `isinstance(${this.any(scope, depth)}, ${random.pick(["int", "float", "(int, str)", "str"])})`,
      () => `(${this.condition(scope, depth)} ${random.pick(["and", "or"])} ${this.condition(scope, depth)})`,
      () =>
        `${random.pick(["any", "all"])}(v ${random.pick(COMPARE)} ${int()} for v in ${this.expr(scope, "list", depth)})`,
      () => `bool(${this.any(scope, depth)})`,
      () => `(${int()} % ${2 + random.below(4)} == ${random.below(2)})`,
      () =>
        `(${this.expr(scope, "list", depth)} ${random.pick(["==", "!=", "=="])} ${this.expr(scope, "list", depth)})`,
      () => `(${this.expr(scope, "object", depth)} ${random.pick(["==", "!="])} ${this.any(scope, depth)})`,
    ])();
  }

  private list(scope: Scope, depth: number): string {
    const { random } = this;
    const list = () => this.expr(scope, "list", depth);
    const v = this.world.fresh("c");
    return random.pick([
      () => `[${this.some(scope, depth)}]`,
      () => `[${v} for ${v} in ${list()} if ${v} ${random.pick(COMPARE)} ${this.expr(scope, "int", depth)}]`,
      () => `[${v} + ${this.expr(scope, "int", depth)} for ${v} in range(${random.below(6)})]`,
      () => `[${v} * u for ${v} in range(3) for u in range(2) if u != ${this.expr(scope, "int", 0)}]`,
      () => `list(range(${random.below(6)}))`,
      () => `${list()}[${random.pick([":3", "1:", "::-1", "::2", "-2:"])}]`,
      () => `sorted(${list()}${random.chance(0.4) ? `, key=${random.pick(CALLBACKS)}` : ""})`,
      () => `[*${list()}, ${this.item(scope, depth)}][-6:]`,
      () => `(${list()} + [${this.item(scope, depth)}])[-6:]`,
      () => `list(map(${random.pick(CALLBACKS.slice(0, 2))}, ${list()}))`,
      () => `[a + b for a, b in zip(${list()}, range(5))]`,
      () => `list(${this.expr(scope, "tuple", depth)})`,
      () => `[a * b % 50 for a, b in enumerate(${list()})]`,
      () => `list(filter(None, ${list()}))`,
      () => `[*${this.generatorCall(scope)}]`,
      () => this.call(scope, "list", depth),
      () => `${list()} * ${random.below(3)}`.replace(/^/, "(").concat(")[:6]"),
    ])();
  }

  /** A new instance of one of the classes. */
  instance(scope: Scope, depth: number): string {
    const { classes } = this.world;
    if (classes.length === 0) return "None";
    return `${this.random.pick(classes).name}(${this.expr(scope, "int", depth)})`;
  }

  /** Something that an instance gives. */
  private ofObject(scope: Scope, depth: number): string {
    const { random, world } = this;
    if (world.classes.length === 0) return this.expr(scope, "int", depth - 1);
    const cls: ClassInfo = scope.self !== null && random.chance(0.6) ? scope.self : random.pick(world.classes);
    const known = scope.find("object");
    // Making one of its own class in a method would go on for ever.
    const target =
      (scope.self !== null && random.chance(0.6)) || cls === scope.self
        ? "self"
        : known !== null && random.chance(0.8)
          ? known
          : `${cls.name}(${this.expr(scope, "int", 0)})`;
    const member = random.pick([...cls.fields, ...cls.fields, ...cls.properties]);
    if (scope.self === null && random.chance(0.5) && cls.methods.length > 0) {
      return `${target}.${random.pick(cls.methods)}(${this.expr(scope, "int", depth)})`;
    }
    if (scope.self === null && random.chance(0.25)) {
      return random.pick([
        `(${target} ${random.pick(["+", "-", "*"])} ${this.expr(scope, "int", 0)})`,
        `len(${target})`,
        `${target}[${this.expr(scope, "int", 0)}]`,
        `${target}(${this.expr(scope, "int", 0)})`,
        `(${this.expr(scope, "int", 0)} + ${target})`,
        `sum(${target})`,
        `getattr(${target}, '${member}', 0)`,
      ]);
    }
    return `${target}.${member}`;
  }

  /** A call of a function of the program that gives the kind, with arguments that mostly fit. */
  call(scope: Scope, kind: Kind, depth: number): string {
    const fit = this.world.functions.slice(0, scope.callable).filter((f) => f.flavour === "plain" && f.result === kind);
    if (fit.length === 0) return this.literal(scope, kind);
    return this.callOf(scope, this.random.pick(fit), String(this.random.below(4)), depth);
  }

  /** A short iterator from a generator function, or a generator expression. */
  generatorCall(scope: Scope, turns = String(this.random.below(5))): string {
    const fit = this.world.functions.slice(0, scope.callable).filter((f) => f.flavour === "generator");
    if (fit.length === 0 || this.random.chance(0.2)) {
      return `(g * 2 for g in ${this.random.chance(0.5) ? `range(${turns})` : this.expr(scope, "list", 1)})`;
    }
    return this.callOf(scope, this.random.pick(fit), turns, 1);
  }

  /** A call. Generators and coroutines are kept: what one that is dropped does, and when, is a matter of reference counts. */
  callOf(scope: Scope, info: FunctionInfo, turns: string, depth: number): string {
    const call = this.plainCall(scope, info, turns, depth);
    return info.flavour === "plain" ? call : `keep(${call})`;
  }

  private plainCall(scope: Scope, info: FunctionInfo, turns: string, depth: number): string {
    const { random } = this;
    const args = [turns];
    const least = info.params.length - info.defaults;
    const given = least + random.below(info.defaults + 1);
    for (let i = 0; i < given; i++) args.push(this.expr(scope, info.params[i], depth - 1));
    if (args.length > 1 && random.chance(0.004)) args.pop();
    if (random.chance(0.004)) args.push("99");
    if (info.star && random.chance(0.4) && given === info.params.length) args.push(`*${this.expr(scope, "list", 0)}`);
    else if (random.chance(0.06)) return `${info.name}(*(${args.join(", ")},))`;
    for (const name of info.keywords) {
      if (random.chance(0.5)) args.push(`${name}=${this.expr(scope, "int", depth - 1)}`);
    }
    if (random.chance(0.004)) return `${info.name}(${args.join(", ")}, **{'zz': 1})`;
    return `${info.name}(${args.join(", ")})`;
  }
}
