"""interrupt_main() in the main thread raises KeyboardInterrupt at the call, before anything else runs."""

import _thread
import signal
import threading


class Expected:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        self.line = traceback.tb_lineno if traceback is not None else None
        return kind is KeyboardInterrupt


def at_the_call(*signum):
    with Expected() as expected:
        _thread.interrupt_main(*signum)
        print("never reached")
    return expected.line is not None


for i in range(30):
    results = at_the_call(), at_the_call(signal.SIGINT)
print(results)
with Expected() as expected:
    signal.raise_signal(signal.SIGINT)
    print("never reached")
former = signal.signal(signal.SIGINT, signal.SIG_IGN)
print(_thread.interrupt_main(), "ignored")
signal.signal(signal.SIGINT, signal.SIG_DFL)
print(_thread.interrupt_main(), _thread.interrupt_main(signal.SIGTERM), "not a handler's")
signal.signal(signal.SIGINT, lambda number, frame: print("handled", number, frame.f_code.co_name))
print(_thread.interrupt_main())
signal.signal(signal.SIGINT, former)

# What an RLock is made with is not looked at.
print(type(_thread.RLock(1, 2, a=3)) is type(threading.RLock()))
