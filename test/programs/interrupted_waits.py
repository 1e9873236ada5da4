"""Waits that Ctrl-C ends take nothing: what they waited for is there for the next one who asks."""

import os
import signal
import threading
import time


def interrupt_soon():
    threading.Timer(0.1, os.kill, [os.getpid(), signal.SIGINT]).start()


def interrupted(wait, *args):
    interrupt_soon()
    try:
        return wait(*args)
    except KeyboardInterrupt:
        return "interrupted"


child = os.posix_spawn("/bin/sh", ["sh", "-c", "sleep 0.5; exit 3"], os.environ)
print(interrupted(os.waitpid, child, 0))
time.sleep(0.6)
ended, status = os.waitpid(child, 0)
print(ended == child, os.waitstatus_to_exitcode(status))

reading, writing = os.pipe()
print(interrupted(os.read, reading, 10))
os.write(writing, b"late")
time.sleep(0.05)
print(os.read(reading, 10))
