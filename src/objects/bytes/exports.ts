/**
 * Exported memory whose size cannot change. CPython counts the views of it that are left; here a view that the program has dropped
 * cannot be told from one that it may still use, so before a change of size is refused, the views are looked for from the running
 * frames. A view that nothing near them leads to, or only a variable of compiled code, is taken for dropped; should it be used
 * after all, it shows the memory as it was.
 */
import { bufferError } from "../errors.ts";
import { machine } from "../machine.ts";
import type { PyObject } from "../object.ts";

export class Exports {
  /** Memoryviews of the memory that have not been released. */
  private views = 0;
  /** Built-ins that use the memory. */
  private holds = 0;

  get any(): boolean {
    return this.views + this.holds > 0;
  }

  acquire(): void {
    this.holds++;
  }

  release(): void {
    this.holds--;
  }

  /** What has been acquired is a memoryview's from now on, until that gives it back to have it released. */
  keep(): void {
    this.holds--;
    this.views++;
  }

  giveBack(): void {
    this.holds++;
    // None left: the view had been taken for dropped.
    if (this.views > 0) this.views--;
  }

  /** Runs what may call back into Python while the size must stay. */
  held<T>(run: () => T): T {
    this.holds++;
    try {
      return run();
    } finally {
      this.holds--;
    }
  }

  /** Throws BufferError while the size of the memory must stay; `exporter` is what its views name as their object. */
  check(exporter: PyObject, message = "Existing exports of data: object cannot be re-sized"): void {
    if (this.views + this.holds === 0) return;
    if (this.holds > 0 || machine.seesViewOf(exporter)) throw bufferError(message);
    this.views = 0;
  }
}
