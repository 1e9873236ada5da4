"""Compiles every source file of a folder with this implementation's compile(), again and again; prints bytes and times as JSON.

compile_driver.py FOLDER SECONDS CLOCK [FILE ...]      CLOCK: wall or cpu; FILEs are left out
"""

import os
import sys
import warnings
from time import perf_counter, process_time

folder, seconds, left_out = sys.argv[1], float(sys.argv[2]), set(sys.argv[4:])
clock = process_time if sys.argv[3] == "cpu" else perf_counter
warnings.simplefilter("ignore")
sources = []
failed = []
for where, folders, names in os.walk(folder):
    folders.sort()
    for name in sorted(names):
        path = os.path.join(where, name)
        if name.endswith(".py") and os.path.relpath(path, folder) not in left_out:
            with open(path, "rb") as file:
                sources.append((path, file.read()))
times = []
begin = perf_counter()
while True:
    start = clock()
    for path, source in sources:
        try:
            compile(source, path, "exec", dont_inherit=True)
        except SyntaxError:
            if not times:
                failed.append(os.path.relpath(path, folder))
    times.append(clock() - start)
    if perf_counter() - begin >= seconds and (seconds == 0 or len(times) >= 3):
        break
size = sum(len(source) for _, source in sources)
names = ", ".join(f'"{name}"' for name in failed)
print(f'{{"bytes": {size}, "files": {len(sources)}, "failed": [{names}], "times": {times}}}')
