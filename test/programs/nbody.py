"""The planets of the Jovian system by symplectic steps; energies to nine digits."""

import math

SOLAR_MASS = 4 * math.pi**2
DAYS = 365.24
BODIES = {
    "sun": ([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], SOLAR_MASS),
    "jupiter": ([4.84143144246472090e00, -1.16032004402742839e00, -1.03622044471123109e-01], [1.66007664274403694e-03 * DAYS, 7.69901118419740425e-03 * DAYS, -6.90460016972063023e-05 * DAYS], 9.54791938424326609e-04 * SOLAR_MASS),
    "saturn": ([8.34336671824457987e00, 4.12479856412430479e00, -4.03523417114321381e-01], [-2.76742510726411899e-03 * DAYS, 4.99852801234917238e-03 * DAYS, 2.30417297573763929e-05 * DAYS], 2.85885980666130812e-04 * SOLAR_MASS),
}
SYSTEM = list(BODIES.values())
PAIRS = [(a, b) for i, a in enumerate(SYSTEM) for b in SYSTEM[i + 1 :]]


def advance(dt, n):
    for _ in range(n):
        for ([x1, y1, z1], v1, m1), ([x2, y2, z2], v2, m2) in PAIRS:
            dx, dy, dz = x1 - x2, y1 - y2, z1 - z2
            mag = dt * (dx * dx + dy * dy + dz * dz) ** -1.5
            b1m, b2m = m1 * mag, m2 * mag
            v1[0] -= dx * b2m
            v1[1] -= dy * b2m
            v1[2] -= dz * b2m
            v2[0] += dx * b1m
            v2[1] += dy * b1m
            v2[2] += dz * b1m
        for r, [vx, vy, vz], m in SYSTEM:
            r[0] += dt * vx
            r[1] += dt * vy
            r[2] += dt * vz


def energy():
    e = 0.0
    for ((x1, y1, z1), v1, m1), ((x2, y2, z2), v2, m2) in PAIRS:
        e -= m1 * m2 / ((x1 - x2) ** 2 + (y1 - y2) ** 2 + (z1 - z2) ** 2) ** 0.5
    return e + sum(m * (vx * vx + vy * vy + vz * vz) / 2.0 for r, [vx, vy, vz], m in SYSTEM)


def momentum():
    return [sum(v[i] * m for _, v, m in SYSTEM) for i in range(3)]


px, py, pz = momentum()
sun = BODIES["sun"][1]
sun[0], sun[1], sun[2] = -px / SOLAR_MASS, -py / SOLAR_MASS, -pz / SOLAR_MASS
print(f"{energy():.9f}")
for steps in (10, 1000, 2000):
    advance(0.01, steps)
    print(f"{energy():.9f}", [f"{c:+.6f}" for c in BODIES["jupiter"][0]], max(abs(p) for p in momentum()) < 1e-12)
