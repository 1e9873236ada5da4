"""os.utime to the microsecond, by path and by descriptor; copies are no older than what they were made from; bools as descriptors."""

import os
import shutil
import tempfile
import warnings

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "file")
    with open(path, "w") as file:
        for seconds in 4.005006, 1.000001, 1796053237.748467, 0.0, 1234567890.5:
            for target in path, file.fileno():
                os.utime(target, (seconds, seconds))
                print(round(os.stat(path).st_mtime, 6) == seconds, end=" ")
            os.utime(path, ns=(0, int(seconds) * 10**9 + 5006000))
            print(os.stat(path).st_mtime_ns % 10**9)
    for ns in 1796053237748467432, 1796053237748467999, 1796053237748467001:
        os.utime(path, ns=(ns, ns))
        copy = shutil.copy2(path, path + ".copy")
        print(os.stat(copy).st_mtime >= os.stat(path).st_mtime)

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    for call in os.fsync, os.fchdir:
        try:
            call(False)
        except OSError as error:
            print(call.__name__, type(error).__name__)
    print([(warning.category.__name__, str(warning.message)) for warning in caught])
try:
    os.ttyname(9999)
except OSError as error:
    print(error.strerror)
