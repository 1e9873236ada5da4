"""Spheres over a plane, with shadows and reflections: short-lived vectors with operators, polymorphic objects."""

SIZE = 28


class Vector:
    __slots__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def normalized(self):
        return self * (1.0 / self.dot(self) ** 0.5)

    def reflected(self, normal):
        return self - normal * (2.0 * self.dot(normal))


class Sphere:
    def __init__(self, center, radius, shade, mirror):
        self.center = center
        self.radius = radius
        self.shade = shade
        self.mirror = mirror

    def hit(self, origin, direction):
        to_center = self.center - origin
        along = to_center.dot(direction)
        inside = self.radius * self.radius - to_center.dot(to_center) + along * along
        if inside <= 0.0:
            return None
        distance = along - inside**0.5
        return distance if distance > 1e-6 else None

    def normal_at(self, point):
        return (point - self.center).normalized()

    def shade_at(self, point):
        return self.shade


class Floor:
    mirror = 0.2

    def __init__(self, height):
        self.height = height
        self.up = Vector(0.0, 1.0, 0.0)

    def hit(self, origin, direction):
        if -1e-6 < direction.y < 1e-6:
            return None
        distance = (self.height - origin.y) / direction.y
        return distance if distance > 1e-6 else None

    def normal_at(self, point):
        return self.up

    def shade_at(self, point):
        return 0.9 if (int(point.x + 100.0) + int(point.z + 100.0)) % 2 else 0.3


class Scene:
    def __init__(self):
        self.light = Vector(5.0, 8.0, -4.0)
        self.things = [Floor(-1.0)]
        for i in range(4):
            self.things.append(Sphere(Vector(i * 1.6 - 2.4, i * 0.2, 5.0 + i), 0.8, 0.2 + 0.2 * i, 0.3))

    def nearest(self, origin, direction):
        best = None
        nearest = 1e30
        for thing in self.things:
            distance = thing.hit(origin, direction)
            if distance is not None and distance < nearest:
                nearest = distance
                best = thing
        return best, nearest

    def trace(self, origin, direction, depth):
        thing, distance = self.nearest(origin, direction)
        if thing is None:
            return 0.1
        point = origin + direction * distance
        normal = thing.normal_at(point)
        to_light = (self.light - point).normalized()
        color = 0.1
        if self.nearest(point, to_light)[0] is None:
            color += thing.shade_at(point) * max(0.0, to_light.dot(normal))
        if depth > 0:
            color += thing.mirror * self.trace(point, direction.reflected(normal), depth - 1)
        return color


def main(n):
    scene = Scene()
    eye = Vector(0.0, 0.5, -3.0)
    total = 0
    for row in range(n):
        for column in range(n):
            direction = Vector(column * 2.0 / n - 1.0, 1.0 - row * 2.0 / n, 2.0).normalized()
            total += int(scene.trace(eye, direction, 2) * 255.0)
    return total
