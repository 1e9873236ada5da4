"""Runs one program in this process: again and again for a while, or once. Prints its checksum and its times as JSON.

driver.py FOLDER NAME SECONDS        SECONDS 0: once
"""

import sys
from time import perf_counter

folder, name, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
sys.path.insert(0, folder)
program = __import__(name)
checksum = None
times = []
begin = perf_counter()
while True:
    start = perf_counter()
    result = str(program.main(program.SIZE))
    times.append(perf_counter() - start)
    if checksum is not None and result != checksum:
        raise SystemExit(f"{name}: {result} after {checksum}")
    checksum = result
    if perf_counter() - begin >= seconds and (seconds == 0 or len(times) >= 5):
        break
# Not through json, whose import would count as the program's.
escaped = checksum.replace("\\", "\\\\").replace('"', '\\"')
print(f'{{"checksum": "{escaped}", "times": {times}}}')
