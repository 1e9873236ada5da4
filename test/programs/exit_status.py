"""sys.exit with a status, after cleaning up; stderr and stdout both used."""

import atexit
import sys


def cleanup(name):
    print("cleanup", name)


for name in ("first", "second"):
    atexit.register(cleanup, name)
atexit.register(cleanup, "removed")
atexit.unregister(print)
for status in (None, 0, 3, "message", True, 2.5, (1, 2)):
    try:
        sys.exit(status)
    except SystemExit as stop:
        print(repr(stop.code), stop.args)
try:
    try:
        sys.exit(4)
    finally:
        print("finally")
except BaseException as error:
    print(type(error).__mro__[1].__name__)
print("to stderr", file=sys.stderr)
with_exit = [1]
try:
    raise SystemExit
except SystemExit as stop:
    print(stop.code)
sys.stdout.write("no newline")
sys.exit(7)
