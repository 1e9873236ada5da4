function entry(i, j) {
  return 1 / (Math.floor(((i + j) * (i + j + 1)) / 2) + i + 1);
}

function multiply(vector, transposed) {
  return vector.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < vector.length; j++) sum += (transposed ? entry(j, i) : entry(i, j)) * vector[j];
    return sum;
  });
}

export function main(n) {
  let u = new Array(n).fill(1);
  let v = u;
  for (let i = 0; i < 6; i++) {
    v = multiply(multiply(u, false), true);
    u = multiply(multiply(v, false), true);
  }
  let uv = 0;
  let vv = 0;
  for (let i = 0; i < n; i++) {
    uv += u[i] * v[i];
    vv += v[i] * v[i];
  }
  return Math.sqrt(uv / vv).toFixed(9);
}
