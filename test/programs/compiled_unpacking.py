"""Hot code that merges keyword dicts, unpacks with stars, imports, matches keys and deletes shared variables."""


def merge(*args, **kwargs):
    return len(args) * 100 + sum(kwargs.values())


class Mapping:
    def keys(self):
        return ["p", "q"]

    def __getitem__(self, key):
        return {"p": 1, "q": 2}[key]


def calls(n):
    total = 0
    for i in range(n):
        more = {"a": i, "b": 1}
        total += merge(*range(i % 4), **more) + merge(1, *[2, 3], x=1, **more, **{"c": 2})
        total += merge(**Mapping(), r=3)
    return total


print(calls(1500))


def bad_calls(n):
    errors = {}
    for i in range(n):
        for bad in (lambda: merge(**{"a": 1}, **{"a": 2}), lambda: merge(**[1]), lambda: merge(*5), lambda: merge(**{1: 2})):
            try:
                bad()
            except TypeError as error:
                errors[str(error)] = errors.get(str(error), 0) + 1
    return errors


print(bad_calls(1200))


def stars(n):
    total = 0
    for i in range(n):
        first, *middle, last = range(i % 5 + 2)
        *init, end = (i, 2, 3)
        head, *tail = "abc"
        total += first + len(middle) * 10 + last + sum(init) + end + len(tail) + len(head)
        total += +total % 7 + (1, *middle, 2)[-1]
    return total


print(stars(3000))


def too_few(n):
    errors = set()
    for i in range(n):
        try:
            a, *b, c = range(i % 3)
        except ValueError as error:
            errors.add(str(error))
    return sorted(errors)


print(too_few(2000))


def imports(n):
    total = 0.0
    for i in range(n):
        import math
        from math import floor as down
        from os import path

        total += math.sqrt(i) + down(i / 3) + len(path.join("a", "b"))
    return round(total, 6)


print(imports(2000))


def bad_imports(n):
    errors = set()
    for i in range(n):
        try:
            if i % 2:
                import no_such_module
            else:
                from math import no_such_name
        except ImportError as error:
            errors.add(str(error))
    return sorted(errors)


print(bad_imports(1200))


def keys(n):
    found = {}
    for i in range(n):
        match {"kind": i % 4, "value": i, "other": None}:
            case {"kind": 0, "value": v}:
                text = "zero" if v % 2 == 0 else "odd"
            case {"kind": 1, "missing": _}:
                text = "never"
            case {"kind": 1 | 2 as k, **rest}:
                text = f"{k} {sorted(rest)}"
            case _:
                text = "else"
        found[text] = found.get(text, 0) + 1
    return found


print(keys(2400))


def deletes(n):
    errors = set()
    for i in range(n):
        shared = i

        def look():
            return shared

        look()
        if i % 2:
            del shared
            try:
                look()
            except NameError as error:
                errors.add(str(error))
            try:
                del shared
            except NameError as error:
                errors.add(str(error))
    return sorted(errors)


print(deletes(1500))


def asserting(n):
    caught = total = 0
    for i in range(n):
        try:
            assert i % 100, i
            total += all(v > 0 for v in (i, 1, 2)) + any(v > i for v in (1, 2))
        except AssertionError as error:
            caught += error.args[0]
    return caught, total


print(asserting(3000))
