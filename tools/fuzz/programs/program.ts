/** A whole program: globals, classes, functions of every flavour, and a main part that calls them many times and changes their ways. */
import { Random } from "../random.ts";
import { type ClassInfo, type FunctionInfo, type Kind, SCALARS, Scope, World } from "./scope.ts";
import { Statements } from "./statements.ts";
import { twist } from "./twists.ts";

/** What every program may use. */
const PREAMBLE = `class Oops(ValueError): pass
class Worse(Exception): pass
class Manager:
    def __init__(self, swallow): self.swallow = swallow
    def __enter__(self): return 3
    def __exit__(self, kind, error, tb):
        if kind is not None: p("exit", kind, lines(error))
        return self.swallow
def once(value):
    try:
        yield value
    finally:
        p("once ends")
class made:
    def __init__(self, value): self.gen = keep(once(value))
    def __enter__(self): return next(self.gen)
    def __exit__(self, *info): self.gen.close()
class Pause:
    def __init__(self, value): self.value = value
    def __await__(self): return (yield self.value)
class AsyncManager:
    async def __aenter__(self): return await Pause("in")
    async def __aexit__(self, kind, error, tb):
        p("aexit", kind)
        return await Pause(True)
def drive(coroutine, most=12):
    keep(coroutine)
    told = []
    try:
        value = None
        for turn in range(most):
            told.append(coroutine.send(value))
            value = turn
        close(coroutine)
    except StopIteration as end:
        return told, end.value
    except Exception as e:
        return told, tell(e)
    return told, "closed"
def collect(agen, most=8):
    async def run():
        found = []
        async for item in agen:
            found.append(item)
            if len(found) >= most: break
        await agen.aclose()
        return found
    return drive(run(), 30)`.split(/\n(?=class|def)/);

/** Dunders of generated classes: what `self` and one operand give. */
const ABILITIES: Readonly<Record<string, string>> = {
  __add__: "other",
  __radd__: "other",
  __sub__: "other",
  __mul__: "other",
  __eq__: "other",
  __lt__: "other",
  __iadd__: "other",
  __getitem__: "other",
  __contains__: "other",
  __call__: "other",
  __len__: "",
  __bool__: "",
  __iter__: "",
  __getattr__: "name",
  __hash__: "",
  __index__: "",
};

/** The program that belongs to a number. */
export function makeProgram(seed: number): string {
  const random = new Random(seed);
  for (let i = 0; i < 8; i++) random.next();
  const world = new World(random);
  const to = new Statements(world);
  for (let i = 1 + random.below(2); i > 0; i--) makeGlobal(to);
  for (let i = random.below(10) >> 2; i > 0; i--) makeClass(to);
  for (let i = 1 + random.below(2); i > 0; i--) makeFunction(to);
  main(to);
  return withPreamble(`${to.lines.join("\n")}\n`);
}

/** Puts those parts of the preamble before the program that it uses. */
function withPreamble(program: string): string {
  let text = program;
  for (const part of PREAMBLE.toReversed()) {
    const [, name] = /^\w+ (\w+)/.exec(part)!;
    if (new RegExp(`\\b${name}\\b`).test(text)) text = `${part}\n${text}`;
  }
  return text;
}

function makeGlobal(to: Statements): void {
  const { world, random } = to;
  const name = `g${world.globals.size}`;
  const kind = random.pick(["int", "int", "float", "list", "dict", "str"] as const);
  to.line(`${name} = ${to.exprs.literal(new Scope(world, null, "module", 0), kind)}`);
  world.globals.set(name, kind);
}

function makeClass(to: Statements): void {
  const { world, random, exprs } = to;
  const base = world.classes.length > 0 && random.chance(0.5) ? random.pick(world.classes) : null;
  const name = `C${world.classes.length}`;
  const own = Array.from({ length: 1 + random.below(3) }, () => random.pick(["x", "y", "z", "w"]));
  const fields = [...new Set([...own, ...(base?.fields ?? [])])];
  const methods = [...(base?.methods ?? [])];
  const properties = [...(base?.properties ?? [])];
  const abilities = new Set(base?.abilities ?? []);
  const slots = base === null && random.chance(0.2);
  const info: ClassInfo = { name, fields, methods, properties, abilities };
  const scope = (parameter: string | null): Scope => {
    const made = new Scope(world, null, "plain", world.functions.length);
    made.self = info;
    if (parameter !== null) made.variables.set(parameter, "int");
    return made;
  };
  const method = (header: string, parameter: string | null, result: (inner: Scope) => string, size: number): void => {
    const inner = scope(parameter);
    to.block(header, () => {
      to.statements(inner, random.below(size + 1), 1);
      to.line(`return ${result(inner)}`);
    });
  };
  to.block(`class ${name}${base === null ? "" : `(${base.name})`}:`, () => {
    if (slots) to.line(`__slots__ = (${fields.map((field) => `'${field}',`).join(" ")})`);
    else if (random.chance(0.3)) to.line(`${random.pick(["x", "y", "shared"])} = ${exprs.literal(scope(null), "int")}`);
    if (random.chance(0.2)) to.line(`__match_args__ = ('${fields[0]}',)`);
    to.block("def __init__(self, x):", () => {
      if (base !== null)
        to.line(random.pick(["super().__init__(x)", `${base.name}.__init__(self, x)`, "super().__init__(x + 1)"]));
      const inner = scope("x");
      for (const field of own)
        to.line(
          `self.${field} = ${random.chance(0.5) ? "x" : exprs.expr(inner, random.pick(["int", "int", "float", "str"] as const), 1)}`,
        );
    });
    for (let i = 1 + random.below(2); i > 0; i--) {
      const known = base !== null && methods.length > 0 && random.chance(0.4);
      const called = known ? random.pick(methods) : `m${methods.length}`;
      const result =
        known && random.chance(0.5) ? () => `super().${called}(a) + 1` : (inner: Scope) => exprs.expr(inner, "int", 2);
      method(`def ${called}(self, a${random.chance(0.3) ? "=2" : ""}):`, "a", result, 3);
      if (!known) methods.push(called);
    }
    if (random.chance(0.5)) {
      const called = `prop${properties.length}`;
      to.line("@property");
      method(`def ${called}(self):`, null, (inner) => exprs.expr(inner, "int", 2), 1);
      if (random.chance(0.5)) {
        to.line(`@${called}.setter`);
        method(`def ${called}(self, value):`, "value", () => "None", 2);
      }
      properties.push(called);
    }
    if (random.chance(0.25)) {
      to.line(random.pick(["@staticmethod", "@classmethod"]));
      to.line(`def s(*args): return len(args)`);
    }
    for (let i = random.below(4); i > 0; i--) {
      const ability = random.pick(Object.keys(ABILITIES));
      if (abilities.has(ability)) continue;
      abilities.add(ability);
      dunder(to, ability, method);
    }
  });
  world.classes.push(info);
}

function dunder(
  to: Statements,
  ability: string,
  method: (header: string, parameter: string | null, result: (inner: Scope) => string, size: number) => void,
): void {
  const { exprs, random } = to;
  const parameter = ABILITIES[ability] === "" ? null : ABILITIES[ability];
  const results: Record<string, (inner: Scope) => string> = {
    __eq__: (inner) => exprs.expr(inner, "bool", 1),
    __lt__: (inner) => exprs.expr(inner, "bool", 1),
    __contains__: (inner) => exprs.expr(inner, "bool", 1),
    __bool__: (inner) => exprs.expr(inner, "bool", 1),
    __len__: () => String(random.below(4)),
    __iter__: (inner) => `iter(${exprs.expr(inner, "list", 1)})`,
    __hash__: () => String(random.below(50)),
    __iadd__: () => "self",
  };
  const result = results[ability] ?? ((inner: Scope) => exprs.expr(inner, "int", 2));
  method(
    `def ${ability}(self${parameter === null ? "" : `, ${parameter}`}):`,
    parameter,
    result,
    ability === "__getattr__" ? 0 : 1,
  );
}

function makeFunction(to: Statements): void {
  const { world, random, exprs } = to;
  const flavour = random.pick([
    "plain",
    "plain",
    "plain",
    "plain",
    "generator",
    "generator",
    "coroutine",
    "async generator",
  ] as const);
  const params: Kind[] = Array.from({ length: random.below(4) }, () =>
    random.pick([...SCALARS, "list", "dict"] as const),
  );
  const result = random.pick(["int", "int", "float", "str", "list"] as const);
  const info: FunctionInfo = {
    name: `f${world.functions.length}`,
    params,
    defaults: params.length === 0 ? 0 : random.below(Math.min(params.length, 2) + 1),
    keywords: random.chance(0.2) ? ["kw"] : [],
    star: random.chance(0.15),
    flavour,
    result,
  };
  const scope = new Scope(world, null, flavour, world.functions.length);
  const module = new Scope(world, null, "module", 0);
  const parameters = ["n"];
  params.forEach((kind, i) => {
    const name = `a${i}`;
    parameters.push(i >= params.length - info.defaults ? `${name}=${exprs.literal(module, kind)}` : name);
    scope.variables.set(name, kind);
  });
  if (info.star) parameters.push("*rest");
  else if (info.keywords.length > 0) parameters.push("*");
  for (const name of info.keywords) parameters.push(`${name}=4`);
  scope.fixed.add("n");
  const isAsync = flavour === "coroutine" || flavour === "async generator";
  to.block(`${isAsync ? "async " : ""}def ${info.name}(${parameters.join(", ")}):`, () => {
    if (random.chance(0.25) && world.globals.size > 0) {
      const global = random.pick([...world.globals.keys()]);
      to.line(`global ${global}`);
      scope.variables.set(global, world.globals.get(global)!);
    }
    for (let i = 1 + random.below(3); i > 0; i--) to.assign(scope);
    to.statements(scope, random.below(3), 1);
    to.loop(scope, 2, "n");
    to.statements(scope, random.below(3), 1);
    if (flavour.endsWith("generator")) to.line(`yield ${exprs.any(scope)}`);
    if (flavour !== "async generator") to.line(`return ${exprs.expr(scope, result)}`);
  });
  world.functions.push(info);
}

/** Calls everything often; turns of the function's own loop are many in one of the calls. */
function main(to: Statements): void {
  const { world, random, exprs } = to;
  const scope = new Scope(world, null, "module", world.functions.length);
  const attempt = (body: () => void): void => {
    to.block("try:", body);
    to.block("except Exception as e:", () => to.line("p(type(e).__name__, e.args, lines(e))"));
  };
  for (const info of world.functions) {
    const call = (turns: string): string => {
      const made = exprs.callOf(scope, info, turns, 2);
      if (info.flavour === "generator") return `p([*zip(range(50), ${made})])`;
      if (info.flavour === "coroutine") return `p(drive(${made}))`;
      return info.flavour === "plain" ? `p(${made})` : `p(collect(${made}))`;
    };
    to.block(`for r in range(${3 + random.below(18)}):`, () => {
      if (random.chance(0.3)) to.block(`if r == ${2 + random.below(15)}:`, () => attempt(() => twist(to, scope)));
      attempt(() => to.line(call(random.pick(["3", "r", "r % 4", "2"]))));
    });
    attempt(() => to.line(call(String(20 + random.below(60)))));
    if (random.chance(0.3)) attempt(() => twist(to, scope));
    attempt(() => to.line(call("5")));
  }
  if (random.chance(0.4)) attempt(() => to.loop(scope, 2, String(20 + random.below(40))));
  for (const name of world.globals.keys()) to.line(`p("${name}", ${name})`);
}
