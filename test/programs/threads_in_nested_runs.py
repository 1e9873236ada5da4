"""Threads take turns within calls that built-ins make of Python code, on top of each other, at the same depths."""
import sys
import threading
import traceback

sys.setswitchinterval(1e-6)
ROUNDS = 12_000


class Meta(type):
    def __call__(cls, value):
        return cls.__new__(cls, value)


class Member(metaclass=Meta):
    def __new__(cls, value):
        member = object.__new__(cls)
        member.value = value
        return member

    def __hash__(self):
        return hash(self.value)

    def __eq__(self, other):
        return self.value == other.value


def make():
    for i in range(ROUNDS):
        Member(i)


def collect():
    seen = set()
    for i in range(ROUNDS):
        seen.add(Member(i % 7))
    return len(seen)


def order():
    total = 0
    for i in range(ROUNDS // 4):
        total += sorted([3, i, 2], key=lambda item: Member(item).value)[0]
    return total


def run(work, results):
    try:
        results.append(work())
    except Exception:
        traceback.print_exc(file=sys.stdout)


for work in make, collect, order:
    results = []
    threads = [threading.Thread(target=run, args=(work, results)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(work.__name__, results)


# Locks that are taken in code that runs and in code that built-ins call, by turns as short as can be.
LOCK = threading.RLock()


class Guarded:
    def __getattr__(self, name):
        total = 0
        for letter in name:
            with LOCK:
                total += sum(ord(letter) > other for other in range(90, 120))
        return total


def take(guarded, results):
    total = 0
    for i in range(60):
        with LOCK:
            total += sum(range(i))
        total += getattr(guarded, f"name_{i}") + guarded.other
    results.append(total)


interval = sys.getswitchinterval()
sys.setswitchinterval(1e-6)
results = []
takers = [threading.Thread(target=take, args=(Guarded(), results)) for _ in range(8)]
for thread in takers:
    thread.start()
for thread in takers:
    thread.join()
sys.setswitchinterval(interval)
print(results)
