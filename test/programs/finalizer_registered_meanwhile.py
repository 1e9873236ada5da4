"""An object with a finalizer is handed to the collector while compiled code is in the midst of reading its attributes."""


class Holder:
    def __init__(self):
        self.flag = False
        self.value = 1

    def __del__(self):
        pass


def step(holder, rounds):
    if holder.flag:
        return 0
    while rounds:
        rounds -= 1
    return holder.value + holder.value


def work(count):
    total = 0
    holders = []
    for _ in range(count):
        holder = Holder()
        holders.append(holder)
        total += step(holder, 2)
    return total


print(work(40_000), work(40_000))
