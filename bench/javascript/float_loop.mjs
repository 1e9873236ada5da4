function integrate(n) {
  let total = 0;
  const step = 3 / n;
  let x = 0;
  for (let i = 0; i < n; i++) {
    const middle = x + step / 2;
    total += (Math.sin(middle) * Math.exp(-middle) + Math.sqrt(middle) * Math.cos(middle)) * step;
    x += step;
  }
  return total;
}

function logistic(n) {
  let x = 0.3;
  const r = 3.57;
  let total = 0;
  for (let i = 0; i < n; i++) {
    x = r * x * (1 - x);
    if (x > 0.5) total += x;
    else total -= x * 0.25;
  }
  return total;
}

export function main(n) {
  return `${integrate(n).toFixed(7)} ${logistic(n * 2).toFixed(3)}`;
}
