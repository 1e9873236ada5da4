"""Class-heavy code: inheritance, properties, class attributes, __getattr__, static and class methods, super()."""

SIZE = 6000


class Shape:
    count = 0
    unit = "cm"

    def __init__(self, name):
        self.name = name
        Shape.count += 1

    @property
    def label(self):
        return self._label()

    def _label(self):
        return self.name + self.unit

    @classmethod
    def make(cls, *args):
        return cls(*args)

    @staticmethod
    def scale(value):
        return value * 2


class Rectangle(Shape):
    def __init__(self, width, height):
        super().__init__("rectangle")
        self.width = width
        self.height = height

    @property
    def area(self):
        return self.width * self.height

    @area.setter
    def area(self, value):
        self.width = value // self.height


class Square(Rectangle):
    def __init__(self, side):
        super().__init__(side, side)
        self.name = "square"

    def _label(self):
        return super()._label() + "!"


class Proxy:
    def __init__(self, target):
        self._target = target

    def __getattr__(self, name):
        return getattr(self._target, name)


def main(n):
    total = 0
    Shape.count = 0
    for i in range(n):
        shape = Square.make(i % 9 + 1) if i % 2 else Rectangle(i % 7 + 1, 3)
        total += shape.area + len(shape.label) + shape.scale(i)
        shape.area = 30
        proxy = Proxy(shape)
        total += proxy.width + proxy.height
        total += isinstance(shape, Square) + hasattr(proxy, "missing")
        setattr(shape, "extra", i)
        total += getattr(shape, "extra") - shape.count
    return total
