/**
 * The hooks of built-in work that may be long. The interpreter looks at what is periodic (signals, limits, other threads) as Python code
 * jumps back or calls, which built-ins do not.
 *
 * - Work whose size is known as it begins is charged for, once: `charge`, `chargeFor`. That throws nothing and runs nothing, so it may stand
 *   anywhere, in what compiled code calls without saying where it is too. When enough has been charged for, the next jump or call looks.
 * - Loops of unknown length, and those that could take seconds, say `checkpoint` at each step. That may throw, and run Python code (a
 *   signal's handler), which may change what the loop works on: it stands only where Python code could run anyway, or in loops that work on
 *   nothing that others see.
 */
export const interrupt: {
  /** Looks at what is periodic; throws what is to stop the work. */
  poll: () => void;
  /** Has the interpreter look at its next jump or call. */
  soon: () => void;
  /** Whether somebody counts on stopping work at any time: there are limits. */
  awaited: () => boolean;
} = { poll: () => {}, soon: () => {}, awaited: () => false };

/** Steps between two looks: about a millisecond's worth at most. */
const INTERVAL = 1 << 14;
/** Steps since the last look. */
let steps = 0;

/** For one step of a loop that may be long: looks now and then. */
export function checkpoint(): void {
  if (++steps > INTERVAL) pollNow();
}

/** The same for a step that works on so many bits, characters or bytes, which are quicker than steps. */
export function checkpointFor(size: number): void {
  steps += size >>> 4;
  if (steps > INTERVAL) pollNow();
}

/** Before work on so many items. */
export function charge(items: number): void {
  const total = steps + items;
  if (total <= INTERVAL) steps = total;
  else due();
}

/** Before work on so many characters or bytes, or on items that are merely copied: these are quicker. */
export function chargeFor(size: number): void {
  const total = steps + (size >>> 4);
  if (total <= INTERVAL) steps = total;
  else due();
}

/** The interpreter has looked. */
export function looked(): void {
  steps = 0;
}

/** What comes first looks: the next checkpoint, or the next jump or call of Python code. */
function due(): void {
  steps = INTERVAL;
  interrupt.soon();
}

function pollNow(): void {
  steps = 0;
  interrupt.poll();
}

/** Tells of one big object that is about to be made; the interpreter installs a function that throws when it must not be. */
export const memory: { reserve: (bytes: number) => void } = { reserve: () => {} };
