/**
 * Tells when a program turns out to do more than start and import, by the first of two signs: it has spent much fuel, or it has worked
 * for long on something other than imports. Programs that keep built-ins at work spend little fuel.
 */

/** Fuel of a busy program: half as much again as the import of half the library takes. */
const BUSY_FUEL = 60_000;
/** The same where nobody waits for the program to be busy: training (training.ts) has to come before V8 optimizes the loop. */
const TRAINING_FUEL = 6000;
/** Nanoseconds of a busy program's own work. */
const BUSY_TIME = 50_000_000n;
/**
 * Nanoseconds that a busy program spends in the interpreter's loop, imports aside, until that counts as what it does: as long as V8 takes to
 * optimize the loop, so that programs that come out of it before lose nothing. (With 100 ms, programs of a second took 7 % longer, and
 * 15 % more of all processors, if the loop was optimized for them. Those that only interpret lose 2 %.)
 */
const LOOPING_TIME = 250_000_000n;

export class Busyness {
  private tell: (() => void) | null = null;
  private tellLooping: (() => void) | null = null;
  private fuel = 0;
  private worked = 0n;
  private lastLook = 0n;
  /** Time between looks that came from the loop, but for imports, of which there is an end. */
  private looped = 0n;
  /** Whether the interpreter has started: what it does before is not the program's. */
  private begun = false;
  /** Since when the program has done something other than import. */
  private since = 0n;
  /** Imports within imports. */
  private imports = 0;

  /** The program's work begins. */
  begin(now: bigint): void {
    this.begun = true;
    this.fuel = 0;
    this.worked = 0n;
    this.since = now;
  }

  /** `tell` is called when the program is busy, and `tellLooping` when it goes on in the loop. */
  await(tell: () => void, tellLooping: () => void): void {
    this.tell = tell;
    this.tellLooping = tellLooping;
  }

  /**
   * A look at the program, which has spent that much fuel since the last one, at its end in the loop or elsewhere. Whether it is time to
   * train the loop, and to let V8 optimize it after that (`trained`).
   */
  look(now: bigint, fuel: number, inLoop: boolean): boolean {
    const elapsed = now - this.lastLook;
    this.lastLook = now;
    if (!this.begun) return false;
    this.fuel += fuel;
    if (this.fuel < (this.tell === null ? TRAINING_FUEL : BUSY_FUEL)) {
      const worked = this.imports > 0 ? this.worked : this.worked + now - this.since;
      if (worked < BUSY_TIME) return false;
    }
    if (this.tell !== null) {
      this.tell();
      this.tell = null;
    } else if (inLoop && this.imports === 0) {
      this.looped += elapsed;
    }
    return this.tellLooping === null || this.looped >= LOOPING_TIME;
  }

  /** The loop has been trained as far as it can be. */
  trained(): void {
    this.tellLooping?.();
    this.tellLooping = null;
  }

  /** The program has code that is as long as the loop, and is to be optimized with it. */
  madeLong(): void {
    this.looped = LOOPING_TIME;
  }

  beginImport(now: bigint): void {
    if (this.imports++ === 0) this.worked += now - this.since;
  }

  endImport(now: bigint): void {
    if (--this.imports === 0) this.since = now;
  }
}
