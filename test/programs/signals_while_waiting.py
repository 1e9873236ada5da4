"""Signal handlers run on top of a wait, may wait themselves, and end it by an exception only."""
import os
import queue
import signal
import threading
import time


def after(seconds, action):
    timer = threading.Timer(seconds, action)
    timer.start()
    return timer


def send():
    os.kill(os.getpid(), signal.SIGUSR1)


def patient(number, frame):
    time.sleep(0.05)
    print("handled in", frame.f_code.co_name, sum(range(1000)))


def impatient(number, frame):
    raise KeyError("from the handler")


def sleeping():
    start = time.monotonic()
    time.sleep(0.3)
    print("slept on:", time.monotonic() - start >= 0.3)


def waiting_for_a_queue():
    items = queue.Queue()
    after(0.2, lambda: items.put("item"))
    print(items.get())


def waiting_for_a_lock():
    lock = threading.Lock()
    lock.acquire()
    after(0.2, lock.release)
    print(lock.acquire(timeout=30))


def joining():
    thread = threading.Thread(target=time.sleep, args=(0.2,))
    thread.start()
    thread.join()
    print("joined", thread.is_alive())


for handler in patient, impatient:
    signal.signal(signal.SIGUSR1, handler)
    for wait in sleeping, waiting_for_a_queue, waiting_for_a_lock, joining:
        if handler is impatient and wait is joining:
            continue
        timer = after(0.1, send)
        try:
            wait()
        except KeyError as error:
            print(wait.__name__, "ended by", error)
        timer.join()
