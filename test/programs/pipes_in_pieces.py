"""Reading all of a pipe that is written in pieces by another thread."""
import os
import subprocess
import threading
import time


def write(fd, pieces):
    for piece in pieces:
        time.sleep(0.02)
        os.write(fd, piece)
    time.sleep(0.02)
    os.close(fd)


def collect(pieces, read, **how):
    reading, writing = os.pipe()
    thread = threading.Thread(target=write, args=(writing, pieces))
    thread.start()
    with open(reading, **how) as file:
        print(how, read(file))
    thread.join()


pieces = [b"one\n", b"two\n", b"three"]
for how in ({"mode": "rb", "buffering": 0}, {"mode": "rb"}, {"mode": "r"}):
    collect(pieces, lambda file: file.read(), **how)
for how in ({"mode": "rb"}, {"mode": "r"}):
    collect(pieces, lambda file: file.readline() + file.read(), **how)
collect(pieces, lambda file: (file.read(2), file.read()), mode="rb")
print(subprocess.check_output(["/bin/sh", "-c", "echo first; sleep 0.05; echo second"]))
collect([b"x" * 40000] * 5, lambda file: len(file.read()), mode="rb")
