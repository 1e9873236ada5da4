/**
 * One hook for long-running kernel work (huge powers, runaway regular expressions): such loops call
 * `interrupt.poll()` now and then. The interpreter installs a function that throws to stop the work.
 */
export const interrupt: { poll: () => void } = { poll: () => {} };
