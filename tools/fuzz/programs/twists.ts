/** What makes compiled code's assumptions wrong in the midst of a loop: other types, patched classes, functions and globals, tracing. */
import type { Scope } from "./scope.ts";
import { SCALARS } from "./scope.ts";
import type { Statements } from "./statements.ts";

/** One change of ways, which happens rarely where it is in a loop. */
export function twist(to: Statements, scope: Scope): void {
  const { random, world, exprs } = to;
  const int = () => exprs.expr(scope, "int", 1);
  const name = scope.own();
  const global = random.pick([...world.globals.keys(), "g0"]);
  const other = (): string =>
    exprs.expr(scope, random.pick(random.chance(0.8) ? (["int", "float", "bool"] as const) : SCALARS), 1);
  const cls = world.classes.length === 0 ? null : random.pick(world.classes);
  const known = world.functions.slice(0, scope.callable).filter((f) => f.flavour === "plain");
  const choices: (() => string)[] = [
    () => `${name ?? "v"} = ${other()}`,
    () => `${name ?? "v"} = ${other()}`,
    () => `sys.settrace(tracer(${5 + random.below(25)}))`,
    () => "sys.settrace(None)",
    () =>
      `builtins.${random.pick(["len", "abs", "min", "range", "sum"])} = ${random.pick(["lambda *a: 7", "lambda *a: (1, 2)", "max", "lambda a, *b: a"])}`,
    () => `globals()['${global}'] = ${exprs.expr(scope, world.globals.get(global) ?? "int", 1)}`,
    () => `globals()['${random.pick(["len", "abs", "isinstance"])}'] = lambda *a: ${random.below(3)}`,
    () => "globals().pop('len', None)",
  ];
  if (cls !== null) {
    const method = cls.methods.length > 0 ? random.pick(cls.methods) : "m0";
    choices.push(
      () => `${cls.name}.${method} = lambda self, a: ${random.below(50)} + a`,
      () => `${cls.name}.${random.pick(cls.fields)} = ${random.pick(["5", "property(lambda self: 6)", "None"])}`,
      () => `del ${cls.name}.${method}`,
      () => `${cls.name}.__getattr__ = lambda self, name: len(name)`,
      () => `${cls.name}.__add__ = lambda self, other: ${int()}`,
      () => `${cls.name}.__init__ = lambda self, x: setattr(self, '${cls.fields[0]}', x)`,
      () => `${cls.name}.__bool__ = lambda self: ${random.pick(["True", "False", "1"])}`,
      () => `${cls.name}.__eq__ = lambda self, other: ${random.pick(["True", "NotImplemented", "0"])}`,
    );
    const object = scope.find("object");
    if (object !== null) {
      choices.push(
        () => `${object}.__class__ = ${random.pick(world.classes).name}`,
        () => `${object}.__dict__['${cls.fields[0]}'] = ${int()}`,
        () => `${object}.__dict__ = {'${cls.fields[0]}': ${int()}}`,
        () => `${object}.${method} = lambda a: ${int()}`,
      );
    }
  }
  if (known.length > 0) {
    const info = random.pick(known);
    const second = random.pick(known);
    choices.push(
      () => `${info.name}.__code__ = ${second.name}.__code__`,
      () => `${info.name}.__code__ = (lambda *a, **k: ${random.below(9)}).__code__`,
      () => `${info.name}.__defaults__ = ${random.pick(["None", "(1,)", "(1, 2.5, 'x')", "()"])}`,
      () => `${info.name}.__kwdefaults__ = ${random.pick(["None", "{'kw': 5}", "{}"])}`,
      () => `globals()['${info.name}'] = ${random.pick(["lambda *a, **k: 3", "abs", second.name, "7"])}`,
    );
  }
  const when = random.pick([
    () => `if ${exprs.rarely(scope)}: `,
    () => `if ${exprs.rarely(scope)}: `,
    () => `if ${exprs.condition(scope, 1)} and ${exprs.condition(scope, 1)}: `,
    () => "",
  ])();
  to.line(when + random.pick(choices)());
}
