/**
 * "Did you mean …?": the closest of some names to a misspelt one, by CPython's weighted edit distance
 * (Python/suggestions.c): a substitution costs 2, or 1 when only the case differs; an insertion or deletion 2.
 */
const MAX_CANDIDATES = 750;
const MAX_LENGTH = 40;
const MOVE = 2;
const CASE = 1;

/** The best candidate, or undefined when none is close enough. */
export function suggestion(candidates: readonly string[], name: string): string | undefined {
  if (candidates.length >= MAX_CANDIDATES) return undefined;
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    if (candidate === name) continue;
    // No more than a third of the characters may need to change.
    let limit = Math.floor(((name.length + candidate.length + 3) * MOVE) / 6);
    limit = Math.min(limit, bestDistance - 1);
    const distance = editDistance(name, candidate, limit);
    if (distance > limit) continue;
    if (best === undefined || distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function substitution(a: string, b: string): number {
  if (a === b) return 0;
  return a.toLowerCase() === b.toLowerCase() ? CASE : MOVE;
}

function editDistance(a: string, b: string, limit: number): number {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  a = a.slice(start, endA);
  b = b.slice(start, endB);
  if (a.length === 0 || b.length === 0) return (a.length + b.length) * MOVE;
  if (a.length > MAX_LENGTH || b.length > MAX_LENGTH) return limit + 1;
  if (b.length < a.length) [a, b] = [b, a];
  if ((b.length - a.length) * MOVE > limit) return limit + 1;
  const row = Array.from(a, (_, i) => (i + 1) * MOVE);
  let result = 0;
  for (let j = 0; j < b.length; j++) {
    let distance = (result = j * MOVE);
    let minimum = Number.POSITIVE_INFINITY;
    for (let i = 0; i < a.length; i++) {
      const substitute = distance + substitution(b[j], a[i]);
      distance = row[i];
      result = Math.min(substitute, Math.min(result, distance) + MOVE);
      row[i] = result;
      if (result < minimum) minimum = result;
    }
    if (minimum > limit) return limit + 1;
  }
  return result;
}
