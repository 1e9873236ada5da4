"""A call that lets others run for a while still has its events: the built-in that waits has returned when it has."""
import sys
import time

monitoring = sys.monitoring
events = monitoring.events
log = []


def work():
    time.sleep(0.001)
    max([1, 2], key=lambda x: time.sleep(0.001) or x)
    return list(map(pause, [1, 2]))


def pause(x):
    time.sleep(0.001)
    return x


def told(name):
    def callback(code, offset, *args):
        if code.co_name in ("work", "pause", "<lambda>"):
            log.append((code.co_name, name, getattr(args[0], "__name__", args[0]) if args else ""))

    return callback


NAMES = "CALL C_RETURN C_RAISE PY_START PY_RETURN LINE".split()
monitoring.use_tool_id(0, "test")
for name in NAMES:
    monitoring.register_callback(0, getattr(events, name), told(name))
monitoring.set_events(0, events.CALL | events.PY_START | events.PY_RETURN)
work()
monitoring.set_events(0, 0)
monitoring.free_tool_id(0)
for entry in log:
    print(*entry)
