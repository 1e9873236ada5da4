/**
 * How much is compiled for a while. The JavaScript engine takes several times as long to optimize what the JIT makes as that takes to make,
 * and until then it runs hardly faster than the interpreter. A program that goes on and on to code that is just hot enough would have
 * nothing but new code: argparse does more than twice the work of its first seconds with less of it (docs/jit.md, 11).
 */
import { CHARACTERS_PER_HEAT, CHARACTERS_PER_SECOND, FREE_CHARACTERS } from "./limits.ts";

export class Budget {
  /** Milliseconds. */
  private readonly clock: () => number;
  private began = 0;
  private made = 0;

  constructor(clock: () => number) {
    this.clock = clock;
  }

  /** So much JavaScript has been made. */
  spend(characters: number): void {
    if (this.made === 0) this.began = this.clock();
    this.made += characters;
  }

  /** How many times as hot as usual code has to be, to be compiled now. */
  thrift(): number {
    if (this.made <= FREE_CHARACTERS) return 1;
    const granted = FREE_CHARACTERS + (CHARACTERS_PER_SECOND * (this.clock() - this.began)) / 1000;
    return 1 + Math.max(0, this.made - granted) / CHARACTERS_PER_HEAT;
  }
}
