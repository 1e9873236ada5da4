/**
 * Hostile bytecode: mutated code objects are loaded and run; allowed are Python exceptions and ordinary results. A JavaScript
 * error, a hang beyond the time limit and an interpreter that does not work afterwards are failures.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Python, PythonError } from "../../src/apps/embed/node.ts";
import { CodeUnit } from "../../src/bytecode/codeunit.ts";
import { loadConst } from "../../src/bytecode/marshal.ts";
import { mutate } from "./pyc-mutate.ts";
import { Random } from "./random.ts";

/** Runs a damaged stream, then looks at what tracebacks and tools look at. */
const DRIVER = `
import marshal, sys, traceback, dis, io

def attempt(data):
    outcome = "ran"
    try:
        code = marshal.loads(data)
        space = {"__name__": "fuzz", "__builtins__": __builtins__}
        exec(code, space)
        for value in list(space.values()):
            if type(value) is type(attempt):
                value()
    except BaseException as error:
        outcome = type(error).__name__
        caught = error
    try:
        if outcome != "ran":
            traceback.format_exception(caught)
    except BaseException:
        pass
    try:
        for item in (code, *code.co_consts):
            if type(item) is type(attempt.__code__):
                list(item.co_lines()), list(item.co_positions()), hash(item), repr(item)
                dis.dis(item, file=io.StringIO())
                item.replace(co_name="x") == item
    except BaseException:
        pass
    sys.settrace(None)
    return outcome

def check():
    assert sys.exc_info() == (None, None, None), sys.exc_info()
    class A:
        def __init__(self, x): self.x = x
    def gen(n):
        for i in range(n):
            try:
                yield A(i).x
            finally:
                pass
    return sum(gen(10)) + len([*map(str, range(5))]) + (lambda a, *b, c=1: a + len(b) + c)(1, 2, 3)
`;
const CHECKED = 54;
/** Runs before a fresh interpreter takes over, so that what one mutation did to modules does not last. */
const RUNS_EACH = 200;
/** Steps, so that it is the same everywhere, for all but built-ins that work for long. */
const LIMITS = { instructions: 1_000_000, time: 120_000 };

export interface PycFailure {
  readonly index: number;
  readonly error: unknown;
}

export class PycFuzzer {
  private readonly seeds: CodeUnit[];
  private python: Python | null = null;
  private runs = 0;
  /** How often each outcome came. */
  readonly outcomes: Map<string, number> = new Map();

  constructor(folder: string) {
    const python = new Python();
    python.run("import marshal");
    this.seeds = readdirSync(folder)
      .filter((name) => name.endsWith(".py"))
      .sort()
      .map((name) => {
        python.globals.set("source", readFileSync(join(folder, name), "utf8"));
        python.globals.set("name", name);
        const unit = loadConst(python.run("marshal.dumps(compile(source, name, 'exec'))") as Uint8Array);
        if (!(unit instanceof CodeUnit)) throw new Error(`${name} gives no code`);
        return unit;
      });
  }

  /** The damaged stream number `index` of a seed. */
  stream(seed: number, index: number): Uint8Array {
    const random = new Random(seed * 1_000_003 + index);
    for (let i = 0; i < 8; i++) random.next();
    return mutate(random.pick(this.seeds), random);
  }

  /** Runs one case; throws what must not happen. */
  run(seed: number, index: number): void {
    if (this.python === null || this.runs++ >= RUNS_EACH) this.start();
    const python = this.python!;
    try {
      python.globals.set("data", this.stream(seed, index));
      const outcome = this.attempt(python);
      this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
      const checked = python.run("check()");
      if (checked !== CHECKED) throw new Error(`the interpreter computes ${String(checked)} afterwards`);
    } catch (error) {
      this.python = null;
      throw error;
    }
  }

  private attempt(python: Python): string {
    try {
      return String(python.run("attempt(data)"));
    } catch (error) {
      // The limit strikes again when the handler of the first time goes on too long.
      if (error instanceof PythonError && error.type === "LimitExceeded") return error.type;
      throw error;
    }
  }

  private start(): void {
    this.python = new Python({ limits: LIMITS, stdout: () => {}, stderr: () => {} });
    this.python.run(DRIVER);
    this.runs = 0;
  }
}
