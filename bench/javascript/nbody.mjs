class Body {
  constructor(x, y, z, vx, vy, vz, mass) {
    this.x = x;
    this.y = y;
    this.z = z;
    this.vx = vx;
    this.vy = vy;
    this.vz = vz;
    this.mass = mass;
  }
}

function solarSystem() {
  const bodies = [new Body(0, 0, 0, 0, 0, 0, 39.47)];
  for (let i = 1; i < 5; i++) {
    const distance = 1.5 * i * i;
    const speed = Math.sqrt(39.47 / distance);
    bodies.push(new Body(distance, 0.1 * i, 0.02 * i, 0, speed, 0.01 * speed, 0.03 / i));
  }
  return bodies;
}

function advance(bodies, dt) {
  for (let i = 0; i < bodies.length; i++) {
    const a = bodies[i];
    for (let j = i + 1; j < bodies.length; j++) {
      const b = bodies[j];
      const dx = a.x - b.x;
      const dy = a.y - b.y;
      const dz = a.z - b.z;
      const d2 = dx * dx + dy * dy + dz * dz;
      const mag = dt / (d2 * Math.sqrt(d2));
      let pull = b.mass * mag;
      a.vx -= dx * pull;
      a.vy -= dy * pull;
      a.vz -= dz * pull;
      pull = a.mass * mag;
      b.vx += dx * pull;
      b.vy += dy * pull;
      b.vz += dz * pull;
    }
  }
  for (const body of bodies) {
    body.x += dt * body.vx;
    body.y += dt * body.vy;
    body.z += dt * body.vz;
  }
}

function energy(bodies) {
  let total = 0;
  bodies.forEach((a, i) => {
    total += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz);
    for (const b of bodies.slice(i + 1)) {
      total -= (a.mass * b.mass) / Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2);
    }
  });
  return total;
}

export function main(n) {
  const bodies = solarSystem();
  for (let i = 0; i < n; i++) advance(bodies, 0.001);
  return energy(bodies).toFixed(8);
}
