"""Tools of sys.monitoring are told of what runs in threads that start later, too."""
import sys
import threading

monitoring = sys.monitoring
monitoring.use_tool_id(0, "test")
told = []
monitoring.register_callback(0, monitoring.events.PY_START, lambda code, at: told.append(code.co_name))
monitoring.set_events(0, monitoring.events.PY_START)


def work():
    pass


thread = threading.Thread(target=work)
thread.start()
thread.join()
monitoring.set_events(0, 0)
print("work" in told)
