"""Threads: locks, queues, events, conditions, thread-local data, timers, pools; results made deterministic."""

import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed, wait

counter = 0
lock = threading.Lock()


def bump(n):
    global counter
    for _ in range(n):
        with lock:
            value = counter
            counter = value + 1


threads = [threading.Thread(target=bump, args=(200,), name=f"bump-{i}") for i in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter, [t.name for t in threads], any(t.is_alive() for t in threads))

jobs, results = queue.Queue(maxsize=3), []


def worker():
    while (item := jobs.get()) is not None:
        results.append(item * item)
        jobs.task_done()
    jobs.task_done()


pool = [threading.Thread(target=worker) for _ in range(3)]
for t in pool:
    t.start()
for i in range(10):
    jobs.put(i)
for _ in pool:
    jobs.put(None)
jobs.join()
for t in pool:
    t.join()
print(sorted(results), jobs.empty())

started, go = threading.Barrier(3), threading.Event()
order, local = [], threading.local()


def racer(name):
    local.name = name
    started.wait()
    go.wait()
    with lock:
        order.append(local.name)


racers = [threading.Thread(target=racer, args=(n,)) for n in "ab"]
for t in racers:
    t.start()
started.wait()
print(go.is_set(), hasattr(local, "name"))
go.set()
for t in racers:
    t.join()
print(sorted(order))

condition, items = threading.Condition(), []


def produce():
    for i in range(3):
        with condition:
            items.append(i)
            condition.notify()


def consume(out):
    with condition:
        while len(out) < 3:
            condition.wait_for(lambda: items, timeout=5)
            out.append(items.pop(0))


out = []
c, p = threading.Thread(target=consume, args=(out,)), threading.Thread(target=produce)
c.start()
p.start()
c.join()
p.join()
print(out)


def slow_square(x):
    time.sleep(0.001 * (5 - x))
    if x == 3:
        raise ValueError(f"no {x}")
    return x * x


with ThreadPoolExecutor(max_workers=2) as executor:
    futures = {executor.submit(slow_square, i): i for i in range(5)}
    outcome = {}
    for future in as_completed(futures):
        error = future.exception()
        outcome[futures[future]] = repr(error) if error else future.result()
    print(sorted(outcome.items()))
    print(list(executor.map(pow, [2, 3, 4], [5, 2, 1])))
    done, pending = wait([executor.submit(len, "abc")])
    print([f.result() for f in done], pending)

semaphore, peak, active = threading.BoundedSemaphore(2), 0, 0


def limited():
    global peak, active
    with semaphore:
        with lock:
            active += 1
            peak = max(peak, active)
        time.sleep(0.002)
        with lock:
            active -= 1


threads = [threading.Thread(target=limited) for _ in range(5)]
[t.start() for t in threads]
[t.join() for t in threads]
print(peak <= 2, active)
try:
    semaphore.release()
except ValueError as error:
    print(error)
fired = threading.Event()
timer = threading.Timer(0.001, fired.set)
timer.start()
print(fired.wait(5))
rlock = threading.RLock()
with rlock, rlock:
    print("reentrant", lock.acquire(blocking=False), lock.acquire(timeout=0.001), lock.locked())
lock.release()
try:
    lock.release()
except RuntimeError as error:
    print(error)
caught = []
threading.excepthook = lambda args: caught.append((args.exc_type.__name__, str(args.exc_value), args.thread.name))
t = threading.Thread(target=lambda: 1 / 0, name="broken")
t.start()
t.join()
print(caught, threading.current_thread().name, threading.main_thread() is threading.current_thread(), threading.active_count())
q = queue.PriorityQueue()
for item in [(2, "b"), (1, "a")]:
    q.put(item)
print(q.get(), q.qsize(), queue.LifoQueue().empty())
try:
    q.get() and q.get(timeout=0.001)
except queue.Empty:
    print("empty")
daemon = threading.Thread(target=time.sleep, args=(60,), daemon=True)
daemon.start()
print(daemon.daemon, daemon.is_alive())
