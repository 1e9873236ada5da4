"""Pipes that take and give less than is written and read: all of it arrives, once, whatever the stream."""
import hashlib
import os
import subprocess
import threading
import time

LINES = [b"%07d\n" % number for number in range(30_000)]
BLOB = b"".join(LINES)
TEXT = BLOB.decode()


def digest(data):
    if isinstance(data, str):
        data = data.encode()
    return len(data), hashlib.sha256(data).hexdigest()[:16]


def written(write, **how):
    reading, writing = os.pipe()
    parts = []

    def read():
        while part := os.read(reading, 30_000):
            parts.append(part)
            time.sleep(0.002)

    thread = threading.Thread(target=read)
    thread.start()
    with open(writing, **how) as file:
        result = write(file)
    thread.join()
    os.close(reading)
    print(how, result, digest(b"".join(parts)))


def in_parts(file):
    return sum(file.write(BLOB[i:i + 5000]) for i in range(0, len(BLOB), 5000))


written(lambda file: file.write(BLOB), mode="wb", buffering=0)
written(lambda file: os.write(file.fileno(), BLOB), mode="wb", buffering=0)
written(lambda file: file.write(BLOB), mode="wb")
written(in_parts, mode="wb")
written(lambda file: file.writelines(LINES), mode="wb")
written(lambda file: (file.write(BLOB[:5000]), file.flush(), file.write(BLOB[5000:])), mode="wb")
written(lambda file: file.write(TEXT), mode="w")
written(lambda file: file.write(TEXT), mode="w", newline="\r\n", encoding="utf-16")
written(lambda file: file.write(TEXT[:70_000]), mode="w", buffering=1)
written(lambda file: file.writelines(TEXT.splitlines(True)), mode="w")
written(lambda file: print(TEXT, TEXT[:10], sep="|", end="", file=file, flush=True), mode="w")

SINGLE = BLOB.replace(b"\n", b" ") + b"\n"


def read(use, **how):
    reading, writing = os.pipe()

    def write():
        for i in range(0, len(SINGLE), 9000):
            time.sleep(0.001)
            os.write(writing, SINGLE[i:i + 9000])
        os.close(writing)

    thread = threading.Thread(target=write)
    thread.start()
    with open(reading, **how) as file:
        data = use(file)
        rest = file.read()
    thread.join()
    print(how, digest(data), digest(rest))


def into(file):
    data = bytearray(200_000)
    return data[:file.readinto(data)]


for mode in "rb", "r":
    read(lambda file: file.read(), mode=mode)
    read(lambda file: file.read(200_000), mode=mode)
    read(lambda file: file.readline(200_000), mode=mode)
    read(lambda file: file.readline(), mode=mode)
    read(lambda file: next(file), mode=mode)
read(into, mode="rb")
read(lambda file: file.readline(), mode="rb", buffering=0)

# Who writes to a child that has ended is told.
child = subprocess.Popen(["/bin/true"], stdin=subprocess.PIPE, bufsize=2_000_000)
child.stdin.write(bytes(1_500_000))
try:
    child.stdin.close()
except BrokenPipeError as error:
    print(repr(error))
print(child.wait())
