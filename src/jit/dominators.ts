/** Immediate dominators of a graph whose nodes are numbered in reverse postorder (Cooper, Harvey, Kennedy 2001). */

/** `idom[n]` is the immediate dominator of `n`; the entry is its own. */
export function immediateDominators(successors: readonly (readonly number[])[]): number[] {
  const predecessors = predecessorsOf(successors);
  const idom: number[] = new Array(successors.length).fill(-1);
  idom[0] = 0;
  const meet = (a: number, b: number): number => {
    while (a !== b) {
      while (a > b) a = idom[a];
      while (b > a) b = idom[b];
    }
    return a;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (let node = 1; node < successors.length; node++) {
      let found = -1;
      for (const before of predecessors[node]) {
        if (idom[before] < 0) continue;
        found = found < 0 ? before : meet(before, found);
      }
      if (found !== idom[node]) {
        idom[node] = found;
        changed = true;
      }
    }
  }
  return idom;
}

export function predecessorsOf(successors: readonly (readonly number[])[]): number[][] {
  const predecessors: number[][] = successors.map(() => []);
  successors.forEach((after, node) => {
    for (const target of after) predecessors[target].push(node);
  });
  return predecessors;
}

export function dominates(idom: readonly number[], a: number, b: number): boolean {
  while (b > a) b = idom[b];
  return a === b;
}
