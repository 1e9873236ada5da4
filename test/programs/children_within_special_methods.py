"""Waiting for children from wherever Python code runs: special methods, iterators that built-ins consume, callbacks."""

import functools
import platform
import subprocess
from collections import Counter, deque
from itertools import chain, islice


def child(text="1"):
    return int(subprocess.run(["echo", text], capture_output=True, text=True).stdout)


class Remote:
    @functools.cached_property
    def cached(self):
        return child("2")

    @property
    def plain(self):
        return child("3")

    @plain.setter
    def plain(self, value):
        print("set", child(str(value)))

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return child("4")

    def __getitem__(self, index):
        return child(str(index))

    def __setitem__(self, index, value):
        print("setitem", child(str(index + value)))

    def __delitem__(self, index):
        print("delitem", child(str(index)))

    def __contains__(self, item):
        return child(str(item)) == 5

    def __iter__(self):
        return iter([child("6"), child("7")])

    def __len__(self):
        return child("8")

    def __bool__(self):
        return child() == 1

    def __eq__(self, other):
        return child() == other

    def __lt__(self, other):
        return child() < 1

    def __hash__(self):
        return child("9")

    def __add__(self, other):
        return child() + other

    __radd__ = __add__

    def __iadd__(self, other):
        print("iadd", child(str(other)))
        return self

    def __neg__(self):
        return -child()

    def __index__(self):
        return child()

    def __float__(self):
        return child() / 2

    def __repr__(self):
        return f"<{child()}>"

    def __format__(self, spec):
        return spec + str(child())

    def __reversed__(self):
        yield child()


class Countdown:
    def __init__(self, start):
        self.at = start

    def __iter__(self):
        return self

    def __next__(self):
        self.at -= child()
        if self.at < 0:
            raise StopIteration
        return self.at


class Meta(type):
    def __instancecheck__(cls, instance):
        return child() == instance


class Checked(metaclass=Meta):
    pass


class Defaults(dict):
    def __missing__(self, key):
        return child(str(key))


def numbers():
    yield child("1")
    yield child("2")


def special_methods():
    remote = Remote()
    print(remote.cached, remote.cached, remote.plain, remote.other, getattr(remote, "another"))
    remote.plain = 10
    print(remote[11])
    remote[1] = 2
    del remote[3]
    print(5 in remote, 6 in remote, len(remote), bool(remote), not remote, "yes" if remote else "no")
    first, second = remote
    print(first, second, [*remote], [item for item in remote], dict.fromkeys(remote))
    print(remote == 1, remote == 2, remote < 1, remote + 1, 2 + remote, -remote)
    remote += 12
    print([10, 20][remote], range(remote), float(remote), list(reversed(remote)))
    print(repr(remote), str(remote), f"{remote}", f"{remote:x}", "%s" % remote, format(remote, "y"))
    print({remote: 1}, remote in {2, 9}, remote in [3], isinstance(1, Checked), Defaults()[13])


def consumers():
    print(list(Countdown(2)), tuple(Countdown(2)), set(Countdown(2)), sum(Countdown(3)), sorted(Countdown(3)))
    print(list(zip(Countdown(2), numbers())), list(map(str, Countdown(2))), list(enumerate(Countdown(2))))
    print(min(Countdown(3)), any(Countdown(1)), *Countdown(2), "".join(map(str, numbers())))
    print(list(chain(numbers(), numbers())), list(islice(numbers(), 1)), deque(numbers()), Counter(numbers()))
    print(bytes(numbers()), dict(zip("ab", numbers())), list(iter(child, 1)))
    items = [0]
    items.extend(numbers())
    print(items, list(filter(lambda n: child(str(n)) > 1, [1, 2])))


special_methods()
consumers()
print(bool(platform.platform()), len(platform.uname()))
