/** Statements that handle exceptions: try in all its forms, and with. */
import type { Scope } from "./scope.ts";
import type { Statements } from "./statements.ts";

const CATCHES = [
  "except Exception as e:",
  "except ValueError:",
  "except (TypeError, KeyError) as e:",
  "except Oops as e:",
  "except ArithmeticError as e:",
  "except LookupError:",
  "except NameError as e:",
  "except:",
];

/** try / except / else / finally, now and then with except*. */
export function handlers(to: Statements, scope: Scope, depth: number): void {
  const { random } = to;
  const body = (count: number): void => to.statements(scope, 1 + random.below(count), depth);
  to.block("try:", () => {
    body(3);
    if (random.chance(0.4))
      to.line(
        `${random.chance(0.2) ? "" : `if ${random.chance(0.4) ? to.exprs.condition(scope, 1) : to.exprs.rarely(scope)}: `}${to.raise(scope)}`,
      );
  });
  const final = random.chance(0.35);
  if (random.chance(0.1)) {
    const noJump = scope.noJump;
    scope.noJump = true;
    to.block(`except* ${random.pick(["ValueError", "(TypeError, KeyError)", "Exception", "Oops"])} as e:`, () => {
      to.line("p(tell(e))");
      body(2);
    });
    scope.noJump = noJump;
  } else if (!final || random.chance(0.7)) {
    const chosen = new Set(Array.from({ length: 1 + random.below(2) }, () => random.pick(CATCHES)));
    for (const header of [...chosen].sort((a, b) => Number(a === "except:") - Number(b === "except:"))) {
      to.block(header, () => {
        if (header.includes(" as e"))
          to.line(random.pick(["p(tell(e))", "p(lines(e))", "e.add_note('n')", "p(type(e), e.args)"]));
        body(2);
        if (random.chance(0.2)) to.line(random.pick(["raise", "raise Worse(1)", "raise Worse(2) from None"]));
      });
    }
    if (random.chance(0.2)) to.block("else:", () => body(2));
  }
  if (final) {
    const { noJump } = scope;
    scope.noJump = noJump || random.chance(0.9);
    to.block("finally:", () => body(2));
    scope.noJump = noJump;
  }
}

/** `with` over a manager that may swallow what comes out of the block. */
export function withBlock(to: Statements, scope: Scope, depth: number): void {
  const { random } = to;
  const manager = () =>
    random.pick(["Manager(False)", "Manager(True)", `Manager(${to.exprs.condition(scope, 1)})`, "made(1)"]);
  const isAsync = (scope.flavour === "coroutine" || scope.flavour === "async generator") && random.chance(0.5);
  const items = isAsync
    ? "AsyncManager()"
    : random.chance(0.2)
      ? `${manager()}, ${manager()} as m`
      : `${manager()} as m`;
  to.block(`${isAsync ? "async " : ""}with ${items}:`, () => to.statements(scope, 1 + random.below(3), depth));
}
