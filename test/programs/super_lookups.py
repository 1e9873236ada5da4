"""super() that finds nothing, that is called for by another name or by a class derived from super, in code that runs often."""


class Base:
    def method(self, value):
        return value


class Derived(Base):
    def method(self, value):
        return super().nothing


class Mine(super):
    pass


def describe(action):
    try:
        return repr(action())
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def using(super):
    class Local(Base):
        def method(self, value):
            return super().method(value)

        def missing(self):
            return super().nothing

        def called(self):
            make = super
            return make().method(2)

    return Local


def often(action):
    seen = []
    for _ in range(40):
        text = describe(action)
        if text not in seen:
            seen.append(text)
    return seen


print(often(lambda: Derived().method(1)))
for kind in super, Mine:
    instance = using(kind)()
    print(kind.__name__, often(lambda: instance.method(7)), often(instance.missing), often(instance.called))
    alternating = [using(each)() for each in (super, Mine)]
    print(often(lambda: [each.method(3) for each in alternating]))
