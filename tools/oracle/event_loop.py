"""Gives asyncio.run() its own meaning back: Pyodide's wants to suspend WebAssembly, which not every Node can."""

import asyncio
import time


class _NoFiles:
    """A selector without files: waiting is sleeping."""

    def select(self, timeout):
        if timeout is None:
            raise RuntimeError("the program waits for nothing")
        time.sleep(timeout)
        return []

    def close(self):
        pass


class _Loop(asyncio.base_events.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self._selector = _NoFiles()

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


def _run(main, *, debug=None, loop_factory=None):
    asyncio.events._set_running_loop(None)
    with asyncio.Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


asyncio.run = asyncio.runners.run = _run
asyncio.new_event_loop = asyncio.events.new_event_loop = _Loop
