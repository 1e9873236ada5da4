"""Runs one program in this process: again and again for a while, or once. Prints its checksum and its times as JSON.

driver.py FOLDER NAME SECONDS CLOCK        SECONDS 0: once; CLOCK: wall, or cpu for all threads' time
"""

import sys
from time import perf_counter, process_time

folder, name, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
clock = process_time if sys.argv[4:] == ["cpu"] else perf_counter
sys.path.insert(0, folder)
program = __import__(name)
checksum = None
times = []
begin = perf_counter()
while True:
    start = clock()
    result = str(program.main(program.SIZE))
    times.append(clock() - start)
    if checksum is not None and result != checksum:
        raise SystemExit(f"{name}: {result} after {checksum}")
    checksum = result
    if perf_counter() - begin >= seconds and (seconds == 0 or len(times) >= 5):
        break
# Not through json, whose import would count as the program's.
escaped = checksum.replace("\\", "\\\\").replace('"', '\\"')
print(f'{{"checksum": "{escaped}", "times": {times}}}')
