"""Files that nobody has closed lose nothing: they are written before somebody opens them by their path, or a child does."""

import os
import subprocess
import sys
import tempfile

os.chdir(tempfile.mkdtemp())


def content(path):
    with open(path) as file:
        return file.read()


open("a", "w").write("one\ntwo\n")
print(repr(content("a")), os.path.getsize("a"))
open("a", "a").write("three\n")
open(os.path.join(".", "a"), "ab").write(b"four\n")
print(repr(content(os.path.abspath("a"))))
for turn in range(3):
    open("b", "w").write(f"turn {turn} {'-' * (9 - 3 * turn)}")
print(repr(content("b")))
os.symlink("a", "link")
open("link", "r+").write("ONE")
print(repr(content("a")))
open("c", "wb", buffering=1 << 16).write(b"x" * 5000)
descriptor = os.open("c", os.O_RDONLY)
print(len(os.read(descriptor, 9999)))
os.close(descriptor)
open("d", "w").write("renamed")
os.replace("d", "e")
print(repr(content("e")))
lost = open("h", "w")
lost.write("never written")
os.close(lost.fileno())
print(repr(content("h")))
try:
    lost.close()
except OSError as error:
    print(error.strerror)

# A child sees what was written, and writes where its parent is.
show = [sys.executable, "-c", "import sys; print(open(sys.argv[1]).read())"]
open("f", "w").write("for the child")
print(subprocess.run([*show, "f"], capture_output=True, text=True).stdout)
say = [sys.executable, "-c", "print('child')"]
for mode, start in ("w", 0), ("a", 0), ("r+", 3), ("a+", 2):
    with open("g", mode) as file:
        file.write("parent\n")
        file.flush()
        if start:
            file.seek(start)
        subprocess.run(say, stdout=file)
        print(mode, file.tell() if mode != "a+" else "", end=" ")
        file.write("after\n")
    print(repr(content("g")))
descriptor = os.open("g", os.O_WRONLY)
os.lseek(descriptor, 4, os.SEEK_SET)
subprocess.run(say, stdout=descriptor)
os.write(descriptor, b"-")
os.close(descriptor)
print(repr(content("g")))
