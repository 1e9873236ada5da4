"""A supermarket: seeded randomness, a priority queue of events, statistics over the run."""

import heapq
import itertools
import random
import statistics
from collections import deque
from enum import Enum, auto


class Kind(Enum):
    ARRIVAL = auto()
    CHECKOUT = auto()
    CLOSE = auto()


class Customer:
    ids = itertools.count(1)

    def __init__(self, time, basket):
        self.id, self.arrived, self.basket = next(self.ids), time, basket
        self.started = self.left = None

    @property
    def waited(self):
        return self.started - self.arrived

    def __repr__(self):
        return f"<{self.id}: {self.basket} items>"


class Register:
    def __init__(self, name, speed):
        self.name, self.speed, self.queue, self.current = name, speed, deque(), None
        self.busy = 0

    def load(self):
        return sum(c.basket for c in self.queue) + (self.current.basket if self.current else 0)


class Shop:
    def __init__(self, seed, registers, policy):
        self.random = random.Random(seed)
        self.registers = registers
        self.policy = policy
        self.events, self.serial, self.now = [], itertools.count(), 0
        self.served, self.turned_away = [], 0
        self.open = True

    def schedule(self, delay, kind, payload=None):
        heapq.heappush(self.events, (self.now + delay, next(self.serial), kind, payload))

    def run(self, until):
        self.schedule(0, Kind.ARRIVAL)
        self.schedule(until, Kind.CLOSE)
        while self.events:
            self.now, _, kind, payload = heapq.heappop(self.events)
            getattr(self, f"on_{kind.name.lower()}")(payload)
        return self

    def on_arrival(self, _):
        if not self.open:
            self.turned_away += 1
            return
        basket = min(60, 1 + int(self.random.expovariate(1 / 12)))
        register = self.policy(self, basket)
        customer = Customer(self.now, basket)
        register.queue.append(customer)
        if register.current is None:
            self.serve(register)
        self.schedule(self.random.randint(1, 9), Kind.ARRIVAL)

    def serve(self, register):
        if not register.queue:
            return
        customer = register.current = register.queue.popleft()
        customer.started = self.now
        duration = 2 + customer.basket // register.speed
        register.busy += duration
        self.schedule(duration, Kind.CHECKOUT, register)

    def on_checkout(self, register):
        customer, register.current = register.current, None
        customer.left = self.now
        self.served.append(customer)
        self.serve(register)

    def on_close(self, _):
        self.open = False


def shortest(shop, basket):
    return min(shop.registers, key=lambda r: (len(r.queue) + bool(r.current), r.name))


def lightest(shop, basket):
    return min(shop.registers, key=Register.load)


def at_random(shop, basket):
    return shop.random.choice(shop.registers)


for policy in (shortest, lightest, at_random):
    Customer.ids = itertools.count(1)
    shop = Shop(2024, [Register(n, s) for n, s in zip("ABC", (2, 3, 3))], policy).run(480)
    waits = [c.waited for c in shop.served]
    quartiles = statistics.quantiles(waits, n=4)
    print(f"{policy.__name__:<10} served {len(shop.served)}, ended {shop.now}, mean wait {statistics.fmean(waits):.3f}, "
          f"max {max(waits)}, quartiles {quartiles}, away {shop.turned_away}")
    for r in shop.registers:
        print(f"   {r.name}: busy {r.busy / shop.now:6.1%}")
    slowest = sorted(shop.served, key=lambda c: (-c.waited, c.id))[:3]
    print("   slowest:", slowest, "stdev:", round(statistics.pstdev(waits), 6))

rng = random.Random("seed text")
print([rng.randrange(100) for _ in range(8)], rng.random(), rng.uniform(1, 2))
print(rng.sample(range(50), 5), rng.choices("abc", weights=[5, 2, 1], k=10), rng.gauss(0, 1))
deck = list(range(10))
rng.shuffle(deck)
print(deck, rng.getrandbits(70), rng.triangular(0, 10, 3), rng.betavariate(2, 3), rng.normalvariate(5, 2))
state = rng.getstate()
first = [rng.random() for _ in range(3)]
rng.setstate(state)
print(first == [rng.random() for _ in range(3)], random.Random(7).randbytes(6).hex(), random.Random("1.5").random())
