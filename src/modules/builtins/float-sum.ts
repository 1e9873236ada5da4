/** Compensated summation (Neumaier), as sum() does for floats since 3.12. Source: CPython Python/bltinmodule.c (cs_add). */
export class FloatSum {
  private high: number;
  private low = 0;
  constructor(start: number) {
    this.high = start;
  }

  add(x: number): void {
    const t = this.high + x;
    this.low += Math.abs(this.high) >= Math.abs(x) ? this.high - t + x : x - t + this.high;
    this.high = t;
  }

  value(): number {
    return this.low !== 0 && Number.isFinite(this.low) ? this.high + this.low : this.high;
  }
}
