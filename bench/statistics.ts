/** Small statistics over times and ratios. */

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** What a program does once it is warm: the best and the median of the later half of its repetitions. */
export function steady(times: readonly number[]): { best: number; median: number } {
  const later = times.slice(times.length >> 1);
  return { best: Math.min(...later), median: median(later) };
}
