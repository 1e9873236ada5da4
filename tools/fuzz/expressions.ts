/**
 * Expressions whose value, type or error must be CPython's: random ones are evaluated by Taipan and by real CPython (Pyodide),
 * and the answers compared as text.
 */
import { Python, PythonError } from "../../src/apps/embed/node.ts";
import { Engine, HANGS } from "./engine.ts";
import { ExpressionGrammar } from "./expressions-grammar.ts";
import { Random } from "./random.ts";

/** Runs on both sides. Sets have no order that counts; what depends on memory or on the size of a word is told apart. */
const DRIVER = `
import warnings
warnings.simplefilter("ignore")

def show(value, depth=0):
    kind = type(value)
    if kind in (set, frozenset):
        return kind.__name__ + str(sorted(show(item) for item in value))
    if kind in (list, tuple) and depth < 5:
        return kind.__name__ + "[" + ", ".join(show(item, depth + 1) for item in value) + "]"
    if kind is dict and depth < 5:
        return "dict{" + ", ".join(show(k, depth + 1) + ": " + show(v, depth + 1) for k, v in value.items()) + "}"
    return kind.__name__ + " " + repr(value)

def answer(source):
    try:
        text = show(eval(source, {}))
    except (MemoryError, OverflowError):
        return "?"
    except BaseException as error:
        if type(error).__name__ == "LimitExceeded":
            return "?"
        text = "!" + type(error).__name__ + ": " + str(error)
    return text.encode("utf-8", "surrogatepass").hex() if any("\\ud800" <= c <= "\\udfff" for c in text) else text[:600]

def answers(sources):
    return "\\x01".join(map(answer, sources.split("\\x01")))
`;
const SEPARATOR = "\x01";
/** Seconds that CPython may take for many expressions: it looks at no limits, and some would keep it busy for days. */
const PATIENCE = 4;
/** Parts of what does not end as a whole that are asked for each alone. */
const PARTS = 25;
/** A set within a text, as of repr(): its items have no order that counts. */
const SET = /\{([^{}:]*)\}/g;
/** The text of a set cut short: where it ends depends on the order. */
const CUT = /%\.\d*[ars]/;
const MAKES_SET = /set\(|\{/;
/** What is made of a set of texts has them in the order of their hashes, which differ from run to run. */
const SPREADS_SET = /set\(/;
const TEXTS = /\b(?:str|bytes) b?['"]/;
/** Texts that may differ, because they tell an address (perhaps by its characters) or because the oracle has words of 32 bits. */
const VARYING = / at 0x[0-9a-f]+|str '0', str 'x', str '|index-sized integer|C ssize_t|ssize_t/;
/** Complex powers come from sin, cos, exp and log, whose last digits differ between C libraries: see test/differences/last-digits.md. */
const POWER = /\*\*|pow/;
const COMPLEX = /\dj\b/;
const NUMBER = /\d+(?:\.\d*)?(?:e[+-]?\d+)?/g;
/** How far the libraries' complex powers are apart, relative to the number. */
const LAST_DIGITS = 2 ** -50;

export interface Difference {
  readonly source: string;
  readonly taipan: string;
  readonly cpython: string;
}

export class ExpressionFuzzer {
  private python: Python = freshPython();
  private readonly oracle: Engine = new Engine({ config: null, driver: DRIVER, call: "answers", patience: PATIENCE });

  /** The expressions of cases `from` up to `to`. */
  sources(seed: number, from: number, to: number): string[] {
    return Array.from({ length: to - from }, (_, i) => {
      const random = new Random(seed * 1_000_003 + from + i);
      for (let k = 0; k < 8; k++) random.next();
      return new ExpressionGrammar(random).expression();
    });
  }

  async compare(sources: readonly string[]): Promise<Difference[]> {
    const expected = await this.cpython(sources);
    const given = this.taipan(sources);
    return sources.flatMap((source, i) => {
      const [taipan, cpython] = [orderless(given[i]), orderless(expected[i])];
      if (taipan === cpython || taipan === "?" || cpython === "?") return [];
      if (VARYING.test(taipan) || VARYING.test(cpython)) return [];
      if (CUT.test(source) && MAKES_SET.test(source)) return [];
      if (SPREADS_SET.test(source) && TEXTS.test(cpython) && sorted(taipan) === sorted(cpython)) return [];
      if (POWER.test(source) && COMPLEX.test(taipan) && agreeButForLastDigits(taipan, cpython)) return [];
      return [{ source, taipan, cpython }];
    });
  }

  close(): Promise<void> {
    return this.oracle.stop();
  }

  /** What does not end is like what may differ. */
  private async cpython(sources: readonly string[]): Promise<string[]> {
    const answer = await this.oracle.run(sources.join(SEPARATOR));
    if (answer !== HANGS) return answer.split(SEPARATOR);
    if (sources.length === 1) return ["?"];
    const answers: string[] = [];
    const size = Math.ceil(sources.length / PARTS);
    for (let at = 0; at < sources.length; at += size)
      answers.push(...(await this.cpython(sources.slice(at, at + size))));
    return answers;
  }

  private taipan(sources: readonly string[]): string[] {
    try {
      return this.ask(sources.join(SEPARATOR)).split(SEPARATOR);
    } catch {
      return sources.map((source) => {
        try {
          return this.ask(source);
        } catch (error) {
          this.python = freshPython();
          return `internal error: ${error instanceof PythonError ? error.message : ((error as Error).stack ?? "").split("\n").slice(0, 3).join(" ")}`;
        }
      });
    }
  }

  private ask(sources: string): string {
    this.python.globals.set("sources", sources);
    return this.python.run("answers(sources)") as string;
  }
}

function orderless(text: string): string {
  return text.replace(SET, (_, items: string) => `{${items.split(", ").sort().join(", ")}}`);
}

function sorted(text: string): string {
  return text
    .split(/[^\w.]+/)
    .sort()
    .join(" ");
}

function agreeButForLastDigits(one: string, other: string): boolean {
  if (one.replace(NUMBER, "#") !== other.replace(NUMBER, "#")) return false;
  const others = other.match(NUMBER)?.map(Number) ?? [];
  const near = (a: number, i: number): boolean => Math.abs(a - others[i]) <= LAST_DIGITS * Math.abs(others[i]);
  return (one.match(NUMBER) ?? []).map(Number).every(near);
}

function freshPython(): Python {
  const python = new Python({ limits: { time: 20_000, memory: 2 ** 28 } });
  python.run(DRIVER);
  return python;
}
