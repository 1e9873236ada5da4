"""Planets under gravity: float attributes of objects in nested loops."""

SIZE = 3000


class Body:
    def __init__(self, x, y, z, vx, vy, vz, mass):
        self.x, self.y, self.z = x, y, z
        self.vx, self.vy, self.vz = vx, vy, vz
        self.mass = mass


def solar_system():
    bodies = [Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.47)]
    for i in range(1, 5):
        distance = 1.5 * i * i
        speed = (39.47 / distance) ** 0.5
        bodies.append(Body(distance, 0.1 * i, 0.02 * i, 0.0, speed, 0.01 * speed, 0.03 / i))
    return bodies


def advance(bodies, dt):
    count = len(bodies)
    for i in range(count):
        a = bodies[i]
        for j in range(i + 1, count):
            b = bodies[j]
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            d2 = dx * dx + dy * dy + dz * dz
            mag = dt / (d2 * d2**0.5)
            pull = b.mass * mag
            a.vx -= dx * pull
            a.vy -= dy * pull
            a.vz -= dz * pull
            pull = a.mass * mag
            b.vx += dx * pull
            b.vy += dy * pull
            b.vz += dz * pull
    for body in bodies:
        body.x += dt * body.vx
        body.y += dt * body.vy
        body.z += dt * body.vz


def energy(bodies):
    total = 0.0
    for i, a in enumerate(bodies):
        total += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
        for b in bodies[i + 1 :]:
            total -= a.mass * b.mass / ((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2) ** 0.5
    return total


def main(n):
    bodies = solar_system()
    for _ in range(n):
        advance(bodies, 0.001)
    return f"{energy(bodies):.8f}"
