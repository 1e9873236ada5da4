/** Statements of a function's body. Loops have few turns, apart from the one that a function's parameter `n` asks for. */
import type { Random } from "../random.ts";
import { handlers, withBlock } from "./blocks.ts";
import { Expressions } from "./expressions.ts";
import { idiom } from "./idioms.ts";
import { CONTAINERS, type Kind, SCALARS, Scope, type World } from "./scope.ts";
import { twist } from "./twists.ts";

const AUGMENTED: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  int: ["+=", "-=", "|=", "&=", "^=", "//=", "%=", ">>="],
  float: ["+=", "-=", "*=", "/=", "%="],
  set: ["|=", "&=", "-=", "^="],
};

export class Statements {
  readonly world: World;
  readonly random: Random;
  readonly exprs: Expressions;
  readonly lines: string[] = [];
  private indent = "";

  constructor(world: World) {
    this.world = world;
    this.random = world.random;
    this.exprs = new Expressions(world);
  }

  line(text: string): void {
    this.lines.push(this.indent + text);
  }

  /** A header and what it governs, which is never empty. */
  block(header: string, body: () => void): void {
    this.line(header);
    const outer = this.indent;
    this.indent += "    ";
    const before = this.lines.length;
    body();
    if (this.lines.length === before) this.line("pass");
    this.indent = outer;
  }

  statements(scope: Scope, count: number, depth: number): void {
    for (let i = 0; i < count; i++) this.statement(scope, depth);
  }

  statement(scope: Scope, depth: number): void {
    const { random } = this;
    if (depth > 0 && random.chance(0.42)) {
      const before = new Set(scope.variables.keys());
      this.compound(scope, depth - 1);
      // What a branch has bound is mostly not relied on afterwards.
      for (const name of scope.variables.keys())
        if (!before.has(name) && random.chance(0.9)) scope.variables.delete(name);
      return;
    }
    const choice = random.below(24);
    if (choice < 7) this.assign(scope);
    else if (choice < 10) this.augment(scope);
    else if (choice < 13) this.mutate(scope);
    else if (choice < 15) this.tell(scope);
    else if (choice < 16) this.leave(scope);
    else if (choice < 17) twist(this, scope);
    else if (choice < 19) this.object(scope);
    else if (choice < 21) this.yielding(scope);
    else if (choice < 22) this.unbind(scope);
    else if (choice < 23)
      this.line(`assert not ${this.exprs.rarely(scope)}${random.chance(0.5) ? `, ${this.exprs.any(scope, 1)}` : ""}`);
    else this.unpack(scope);
  }

  // Simple statements

  assign(scope: Scope): void {
    const { random, exprs } = this;
    const kind = random.pick(random.chance(0.75) ? SCALARS : ([...CONTAINERS, "object"] as const));
    const known = random.chance(0.6) ? scope.own(kind) : null;
    const name = known ?? (random.chance(0.3) ? scope.own() : null) ?? this.world.fresh("v");
    const value = exprs.expr(scope, kind, 3);
    if (random.chance(0.05))
      this.line(
        `${name} = ${exprs.literal(scope, "none")} = ${value}`.replace(" None =", ` ${this.world.fresh("v")} =`),
      );
    else
      this.line(
        random.chance(0.05) && !this.world.globals.has(name) ? `${name}: int = ${value}` : `${name} = ${value}`,
      );
    if (!scope.fixed.has(name)) scope.variables.set(name, kind);
  }

  private augment(scope: Scope): void {
    const { random, exprs } = this;
    const kind = random.pick(["int", "int", "int", "float", "float", "set", "str", "list"] as const);
    const name = scope.own(kind);
    if (name === null) return this.assign(scope);
    if (kind === "str") this.line(`${name} = (${name} + ${exprs.expr(scope, "str", 1)})[-20:]`);
    else if (kind === "list") this.line(`if len(${name}) < 15: ${name} += [${exprs.item(scope, 1)}]`);
    else
      this.line(
        `${name} ${random.pick(AUGMENTED[kind]!)} ${exprs.expr(scope, kind === "float" && random.chance(0.3) ? "int" : kind, 2)}`,
      );
  }

  private mutate(scope: Scope): void {
    const { random, exprs } = this;
    const kind = random.pick(["list", "list", "dict", "set"] as const);
    const name = scope.find(kind);
    if (name === null) return this.assign(scope);
    const int = () => exprs.expr(scope, "int", 1);
    const any = () => exprs.item(scope, 1);
    const filled = `if ${name}: `;
    const guard = `if len(${name}) < 20: `;
    const choices: Record<typeof kind, readonly (() => string)[]> = {
      list: [
        () => `${guard}${name}.append(${any()})`,
        () => `${guard}${name}.append(${int()})`,
        () => `${guard}${name}.insert(${int()} % 9 - 3, ${any()})`,
        () => `${random.chance(0.9) ? filled : ""}${name}.pop(${random.pick(["", "0", "-1"])})`,
        () => `${random.chance(0.9) ? filled : ""}${name}[${random.pick(["0", "-1", "0"])}] = ${any()}`,
        () => `${filled}${name}[${random.pick(["0", "-1"])}] += ${int()}`,
        () => `${random.chance(0.9) ? filled : ""}del ${name}[${random.pick(["0", "-1", ":1", "::2"])}]`,
        () => `${name}[${random.pick([":1", "1:2", "1:", "-1:"])}] = ${exprs.expr(scope, "list", 1)}[:4]`,
        () => `${name}.${random.pick(["reverse()", "sort()", "clear()"])}`,
        () => `${guard}${name}.extend(${exprs.expr(scope, random.pick(["list", "tuple"] as const), 1)}[:4])`,
      ],
      dict: [
        () => `${name}[${random.pick([int(), "'a'", "1"])}] = ${any()}`,
        () => `${name}['n'] = ${name}.get('n', 0) + 1`,
        () => `${random.chance(0.8) ? `if 'a' in ${name}: ` : ""}del ${name}['a']`,
        () => `${name}.pop(${int()}, None)`,
        () => `${name}.setdefault(${int()}, 5)`,
        () => `${name}.update(${random.pick([`a=${any()}`, "{1: 2}", exprs.expr(scope, "dict", 1)])})`,
        () => `${filled}${name}.popitem()`,
      ],
      set: [
        () => `${name}.add(${int()})`,
        () => `${name}.discard(${int()})`,
        // Which of several is taken depends on hashes, which have 32 bits in Pyodide.
        () => `if len(${name}) ${random.chance(0.7) ? "==" : "<="} 1: ${name}.pop()`,
        () => `${filled}${name}.remove(min(${name}))`,
        () => `${name}.update(${exprs.expr(scope, "list", 1)})`,
      ],
    };
    this.line(random.pick(choices[kind])());
  }

  /** Prints. */
  tell(scope: Scope): void {
    const { random, exprs } = this;
    this.line(
      random.pick([
        () => `p(${random.below(100)}, ${exprs.any(scope)})`,
        () => `p(${exprs.expr(scope, random.pick([...CONTAINERS, "object"] as const), 2)})`,
        () => `p(${[...scope.variables.keys()].slice(-4).join(", ")})`,
        () => "p(where())",
        () => "p(variables())",
        () => `if ${exprs.condition(scope, 1)}: p(${exprs.any(scope)})`,
      ])(),
    );
  }

  private leave(scope: Scope): void {
    const { random, exprs } = this;
    const when = `if ${random.chance(0.3) ? exprs.condition(scope, 1) : exprs.rarely(scope)}: `;
    if (scope.loops > 0 && !scope.noJump && random.chance(0.6)) this.line(when + random.pick(["break", "continue"]));
    else if (random.chance(0.4)) this.line(`${when}${this.raise(scope)}`);
    else if (scope.flavour !== "module" && scope.flavour !== "class" && !scope.noJump) {
      this.line(when + (scope.flavour === "async generator" ? "return" : `return ${exprs.any(scope, 1)}`));
    }
  }

  raise(scope: Scope): string {
    const { random, exprs } = this;
    const error = random.pick(["ValueError", "KeyError", "TypeError", "StopIteration", "Oops", "Worse", "IndexError"]);
    const made = random.chance(0.6) ? `${error}(${exprs.any(scope, 1)})` : error;
    return `raise ${made}${random.chance(0.25) ? random.pick([" from None", " from KeyError(1)", ` from ${exprs.any(scope, 0)}`]) : ""}`;
  }

  /** Attributes of instances, and what a method does to its own. */
  private object(scope: Scope): void {
    const { random, exprs, world } = this;
    const self = scope.self !== null && random.chance(0.7);
    const name = self ? "self" : scope.find("object");
    if (name === null || world.classes.length === 0) {
      if (world.classes.length === 0) return this.assign(scope);
      const made = world.fresh("o");
      this.line(`${made} = ${exprs.instance(scope, 1)}`);
      scope.variables.set(made, "object");
      return;
    }
    const cls = self ? scope.self! : random.pick(world.classes);
    const field = random.pick([...cls.fields, ...cls.fields, ...cls.properties, "extra"]);
    this.line(
      random.pick([
        () => `${name}.${field} = ${exprs.item(scope, 2)}`,
        () => `${name}.${field} += ${exprs.expr(scope, "int", 1)}`,
        () => `${name}.${field} += 1`,
        () => `${name}.${field} = ${name}.${field} + 1 if ${name}.${field} else 0`,
        () => `if ${exprs.rarely(scope)}: del ${name}.${field}`,
        () => `${name}[${exprs.expr(scope, "int", 1)} % 1009] = ${exprs.any(scope, 1)}`,
        () => `${name} ${random.pick(["+=", "-="])} ${exprs.expr(scope, "int", 0)}`.replace(/^self.*/, "pass"),
        () => `setattr(${name}, '${field}', ${exprs.any(scope, 1)})`,
        () => `p(hasattr(${name}, '${field}'), ${name}.${field})`,
      ])(),
    );
  }

  private yielding(scope: Scope): void {
    const { random, exprs } = this;
    const value = exprs.any(scope, 2);
    const name = scope.own() ?? this.world.fresh("v");
    switch (scope.flavour) {
      case "generator":
        this.line(
          random.pick([
            `yield ${value}`,
            `${name} = yield ${value}`,
            `p((yield ${value}))`,
            `yield from ${exprs.generatorCall(scope)}`,
          ]),
        );
        break;
      case "coroutine":
      case "async generator": {
        const awaited = [`await Pause(${value})`, `${name} = await Pause(${value})`, `p(await Pause(${value}))`];
        const fit = this.world.functions.slice(0, scope.callable).filter((f) => f.flavour === "coroutine");
        if (fit.length > 0) awaited.push(`${name} = await ${exprs.callOf(scope, random.pick(fit), "2", 1)}`);
        if (scope.flavour === "async generator") awaited.push(`yield ${value}`, `${name} = yield ${value}`);
        this.line(random.pick(awaited));
        break;
      }
      default:
        this.assign(scope);
    }
  }

  private unbind(scope: Scope): void {
    const { random } = this;
    const name = scope.own();
    if (name === null || scope.flavour === "module") return this.assign(scope);
    const stop = random.chance(0.8) ? `if ${this.exprs.rarely(scope)}: ` : "";
    this.line(`${stop}del ${name}`);
  }

  private unpack(scope: Scope): void {
    const { random, exprs } = this;
    const [a, b] = [scope.own("int") ?? this.world.fresh("v"), this.world.fresh("v")];
    const int = () => exprs.expr(scope, "int", 1);
    this.line(
      random.pick([
        () => `${a}, ${b} = ${int()}, ${int()}`,
        () => `${b}, ${a} = ${b === a ? int() : `${int()}, ${int()}`}`,
        () => `${a}, *${b} = ${exprs.expr(scope, "list", 1)} or [1]`,
        () => `(${a}, ${b}), _ = divmod(${int()}, 7), ${int()}`,
        () => `${a}, ${b} = (*${exprs.expr(scope, "tuple", 1)}, 1, 2)[:2]`,
        () => `[*${b}, ${a}] = ${exprs.expr(scope, "tuple", 1)} or (4, 5)`,
      ])(),
    );
    if (!scope.variables.has(a)) scope.variables.set(a, "int");
  }

  // Compound statements

  private compound(scope: Scope, depth: number): void {
    const { random, exprs } = this;
    const body = () => this.statements(scope, 1 + random.below(3), depth);
    switch (random.below(16)) {
      case 0:
      case 1:
      case 2:
        this.block(`if ${exprs.condition(scope)}:`, body);
        if (random.chance(0.3)) this.block(`elif ${exprs.condition(scope)}:`, body);
        if (random.chance(0.5)) this.block("else:", body);
        break;
      case 3:
      case 4:
      case 5:
        this.loop(scope, depth);
        break;
      case 6:
      case 7:
      case 8:
        handlers(this, scope, depth);
        break;
      case 9:
        withBlock(this, scope, depth);
        break;
      case 10:
        this.match(scope, depth);
        break;
      case 11:
        this.nested(scope, depth);
        break;
      case 12:
        this.drive(scope);
        break;
      default:
        idiom(this, scope);
    }
  }

  loop(scope: Scope, depth: number, turns: string | null = null): void {
    const { random, exprs, world } = this;
    const count = turns ?? String(random.below(5));
    const name = random.chance(0.8) ? world.fresh("i") : (scope.own("int") ?? world.fresh("i"));
    const body = (): void => {
      scope.loops++;
      const noJump = scope.noJump;
      scope.noJump = false;
      const inside = () => this.statements(scope, 1 + random.below(turns === null ? 3 : 5), depth);
      if (turns === null || random.chance(0.5)) inside();
      else {
        this.block("try:", inside);
        this.block("except Exception as e:", () => this.line(random.pick(["p(tell(e))", "p(type(e))", "pass"])));
      }
      scope.noJump = noJump;
      scope.loops--;
    };
    const over = (source: string, kind: Kind, target = name): void => {
      const added = !scope.variables.has(name);
      if (added) scope.variables.set(name, kind);
      this.block(`for ${target} in ${source}:`, body);
    };
    const second = world.fresh("i");
    switch (turns === null ? random.below(12) : random.below(4)) {
      case 0:
      case 1:
        over(`range(${random.pick([count, count, `1, ${count}`, `${count}, 0, -1`, `0, ${count}, 2`])})`, "int");
        break;
      case 2: {
        const counter = world.fresh("w");
        this.line(`${counter} = 0`);
        const more = random.chance(0.3) ? ` and ${exprs.condition(scope, 1)}` : "";
        scope.variables.set(counter, "int");
        scope.fixed.add(counter);
        this.block(`while ${counter} < ${count}${more}:`, () => {
          this.line(`${counter} += 1`);
          body();
        });
        break;
      }
      case 3:
        over(`enumerate(range(${count}))`, "int", `${name}, ${second}`);
        break;
      case 4:
        over(`zip(${exprs.expr(scope, "list", 1)}, range(${count}))`, "int", `${name}, ${second}`);
        break;
      case 5:
        over(`${exprs.expr(scope, "dict", 1)}.items()`, "int", `${name}, ${second}`);
        break;
      case 6: {
        // The order of other sets depends on hashes.
        const set = random.chance(0.3)
          ? `set(range(${count} % 9))`
          : `sorted(${exprs.expr(scope, "set", 1)}, key=repr)`;
        const kind = random.pick(["dict", "set", "str", "tuple"] as const);
        over(kind === "set" ? set : exprs.expr(scope, kind, 1), "int");
        break;
      }
      case 7:
        over(exprs.generatorCall(scope, count), "int");
        break;
      case 8:
        over(`reversed(${exprs.expr(scope, "list", 1)})`, "int");
        break;
      case 9:
        over(`iter(lambda k=iter(range(${count})): next(k, -1), -1)`, "int");
        break;
      default:
        over(exprs.expr(scope, "list", 1), "int");
    }
    if (random.chance(0.25)) this.block("else:", () => this.statements(scope, 1, 0));
  }

  private match(scope: Scope, depth: number): void {
    const { random, exprs, world } = this;
    const subject = random.pick([
      () => exprs.any(scope),
      () => exprs.expr(scope, random.pick(["list", "tuple", "dict", "object"] as const)),
      () => `(${exprs.any(scope)}, ${exprs.expr(scope, "list")})`,
    ])();
    this.block(`match ${subject}:`, () => {
      const patterns = [
        "0 | 1 | -1",
        "int(m)",
        "str() | float()",
        "[m, *rest]",
        "(m, [_, *rest])",
        "{'a': m, **rest}",
        "None",
        "[1, 2]",
        "(m, _) if m",
        "True | False",
      ];
      for (const { name, fields } of world.classes) patterns.push(`${name}(${fields[0]}=m)`, `${name}(m)`);
      for (let i = 1 + random.below(3); i > 0; i--) {
        this.block(`case ${random.pick(patterns)}:`, () => this.statements(scope, 1 + random.below(2), depth));
      }
      if (random.chance(0.5)) this.block("case _:", () => this.statements(scope, 1, depth));
    });
  }

  /** A function in a function, called at once. */
  private nested(scope: Scope, depth: number): void {
    const { random, exprs, world } = this;
    if (scope.flavour === "class") return;
    const name = world.fresh("h");
    const inner = new Scope(world, scope, "plain", scope.callable);
    inner.variables.set("q", "int");
    this.block(`def ${name}(q, r=${exprs.any(scope, 1)}):`, () => {
      const free = scope.flavour === "module" ? null : scope.own();
      if (free !== null && !world.globals.has(free) && random.chance(0.5)) {
        this.line(`nonlocal ${free}`);
        inner.variables.set(free, scope.variables.get(free)!);
      }
      this.statements(inner, 1 + random.below(3), depth - 1);
      this.line(`return ${exprs.any(inner)}`);
    });
    const call = random.pick([
      `p(${name}(${exprs.expr(scope, "int", 1)}))`,
      `p([${name}(k) for k in range(${1 + random.below(3)})])`,
      `p(sorted(${exprs.expr(scope, "list", 1)}, key=${name}))`,
      `p(list(map(${name}, range(${random.below(4)}))))`,
      `v = ${name}`,
    ]);
    this.line(call);
  }

  /** Uses a generator by hand. */
  private drive(scope: Scope): void {
    const { random, exprs, world } = this;
    const name = world.fresh("g");
    this.line(`${name} = ${exprs.generatorCall(scope, "3")}`);
    for (let i = 1 + random.below(4); i > 0; i--) {
      this.line(
        random.pick([
          `p(next(${name}, 'end'))`,
          `p(next(${name}))`,
          `p(${name}.send(${i > 2 ? "None" : exprs.any(scope, 1)}))`,
          `p(${name}.throw(${random.pick(["ValueError(1)", "Oops", "GeneratorExit"])}))`,
          `close(${name})`,
          `p(list(${name}))`,
          `p(${name}.gi_frame is None, ${name}.gi_running)`,
          `for k in ${name}: p(k)`,
        ]),
      );
    }
  }
}
