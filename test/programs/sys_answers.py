"""sys: sizes that classes tell, remembered flags, deprecated calls; unset members of __slots__."""
import sys
import warnings


class Size(int):
    def __sizeof__(self):
        return int(self)


class Odd:
    def __init__(self, answer):
        self.answer = answer

    def __sizeof__(self):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def attempt(act, *args):
    try:
        print(act(*args))
    except Exception as error:
        print(type(error).__name__, error)


print(sys.getsizeof(Size(sys.maxsize)) > sys.maxsize)
for size in (sys.maxsize + 1, 2**70, -1, -sys.maxsize - 1, -2**70):
    attempt(sys.getsizeof, Size(size))
    attempt(sys.getsizeof, Size(size), "default")
for answer in (None, 4.5, "text", TypeError("type"), ValueError("value"), OverflowError("large")):
    attempt(sys.getsizeof, Odd(answer))
    attempt(sys.getsizeof, Odd(answer), "default")

for base in (list, dict, set, frozenset, bytearray):
    made = type("Sub", (base,), {"__slots__": ("a", "b", "c")})
    print(base.__name__, made.__basicsize__ - base.__basicsize__ == (made().__sizeof__() - base().__sizeof__()))

flags = sys.getdlopenflags()
sys.setdlopenflags(flags + 1)
print(flags, sys.getdlopenflags())
sys.setdlopenflags(flags)
attempt(sys.setdlopenflags, 2**40)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    attempt(sys._clear_type_cache)


class Outer:
    class Unset:
        __slots__ = "member"


attempt(lambda: Outer.Unset().member)
attempt(lambda: Outer.Unset.member.__get__(Outer.Unset()))
attempt(lambda: Outer.Unset().missing)
attempt(lambda: Outer.Unset.member.__delete__(Outer.Unset()))
