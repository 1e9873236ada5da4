"""Runs one program in this process: again and again for a while, or so many times. Prints its checksum, its times and the
most memory that the process has had (KB; 0 where the system does not tell) as JSON.

driver.py FOLDER NAME LIMIT CLOCK        LIMIT: seconds, or calls as in 20x; CLOCK: wall, or cpu for all threads' time
"""

import sys
from time import perf_counter, process_time


def peak():
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        return 0


folder, name, limit = sys.argv[1:4]
calls = int(limit[:-1]) if limit.endswith("x") else 0
seconds = 0.0 if calls else float(limit)
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
    if len(times) == calls or not calls and perf_counter() - begin >= seconds and len(times) >= 5:
        break
# Not through json, whose import would count as the program's.
escaped = checksum.replace("\\", "\\\\").replace('"', '\\"')
print(f'{{"checksum": "{escaped}", "times": {times}, "peak": {peak()}}}')
