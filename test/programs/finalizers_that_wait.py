"""__del__ of what has been collected runs while the program waits, and waits itself: for the collector, for time, for a lock."""

import gc
import threading
import time

log = []
lock = threading.Lock()


class Waiting:
    def __init__(self, number):
        self.number = number

    def __del__(self):
        gc.collect()
        time.sleep(0.0001)
        with lock:
            log.append(self.number)


def drop(first, count):
    for number in range(first, first + count):
        Waiting(number)


for turn in range(8):
    drop(turn * 10, 10)
    gc.collect()
    time.sleep(0.002)

for _ in range(200):
    if len(log) >= 80:
        break
    gc.collect()
    time.sleep(0.01)
print(len(log), sorted(log) == list(range(80)))
