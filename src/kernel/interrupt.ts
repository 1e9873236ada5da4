/**
 * One hook for long-running work below the interpreter (huge powers, runaway regular expressions, endless iterators): such loops
 * call `interrupt.poll()` now and then. The interpreter installs a function that throws to stop the work.
 */
export const interrupt: { poll: () => void } = { poll: () => {} };

/** Steps between two polls: well under a millisecond's worth. */
const INTERVAL = 1 << 14;
let steps = 0;

/** For one step of a loop that may be long: polls now and then. */
export function checkpoint(): void {
  if (++steps > INTERVAL) pollNow();
}

/** For work on so many characters or bytes, which are quicker than steps. */
export function checkpointFor(size: number): void {
  steps += size >> 4;
  if (steps > INTERVAL) pollNow();
}

function pollNow(): void {
  steps = 0;
  interrupt.poll();
}

/** Tells of one big object that is about to be made; the interpreter installs a function that throws when it must not be. */
export const memory: { reserve: (bytes: number) => void } = { reserve: () => {} };
