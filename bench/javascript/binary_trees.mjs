class Node {
  constructor(left, right) {
    this.left = left;
    this.right = right;
  }

  count() {
    return this.left === null ? 1 : 1 + this.left.count() + this.right.count();
  }
}

function build(depth) {
  return depth === 0 ? new Node(null, null) : new Node(build(depth - 1), build(depth - 1));
}

export function main(n) {
  const kept = build(n);
  let total = 0;
  for (let depth = 4; depth <= n; depth += 4) {
    for (let i = 1 << (n - depth); i > 0; i--) total += build(depth).count();
  }
  return total + kept.count();
}
