"""_asyncio: members, errors and reprs of futures and tasks, steps, cancelling, eager tasks, who awaits whom."""

import _asyncio
import asyncio
import contextvars
import gc
import re
import types


def show(function):
    try:
        result = repr(function())
    except BaseException as error:
        result = f"{type(error).__qualname__}: {error}"
    print("  ", re.sub(r"0x[0-9a-f]+|(?<= at )[^ >]*:[0-9]+", "...", result))


def members(kind):
    print(kind.__name__)
    for name, value in sorted(vars(kind).items()):
        if name not in ("__doc__", "__module__", "__getattribute__"):
            print("  ", name, type(value).__name__, getattr(value, "__text_signature__", None))


async def nothing():
    pass


loop = asyncio.new_event_loop()
future = _asyncio.Future(loop=loop)
members(_asyncio.Future)
members(_asyncio.Task)
members(type(iter(future)))
print(_asyncio.Future.__text_signature__, _asyncio.Task.__text_signature__)
for name in sorted(dir(_asyncio)):
    if isinstance(getattr(_asyncio, name), types.BuiltinFunctionType):
        print("  ", name, getattr(_asyncio, name).__text_signature__)

print("what has not been initialized")
for kind in _asyncio.Future, _asyncio.Task:
    bare = kind.__new__(kind)
    for name in sorted(vars(kind)):
        if name in ("__class_getitem__", "__new__", "__doc__", "__module__", "__init__", "get_context"):
            continue
        member = getattr(kind, name)
        if isinstance(member, types.GetSetDescriptorType):
            show(lambda: getattr(bare, name))
            show(lambda: delattr(bare, name))
            show(lambda: setattr(bare, name, True))
        else:
            show(lambda: getattr(bare, name)())
    show(lambda: bare.add_done_callback(1))
    show(lambda: bare.set_result(1))
    show(lambda: bare.set_exception(ValueError))
    show(lambda: bare.remove_done_callback(1))

print("callbacks")
show(lambda: future._callbacks)
future.add_done_callback(print, context=contextvars.Context())
show(lambda: future._callbacks)
future.add_done_callback(len)
future.add_done_callback(len)
show(lambda: len(future._callbacks))
show(lambda: future.remove_done_callback(len))
show(lambda: future._callbacks)
show(lambda: future.remove_done_callback(print))
show(lambda: future._callbacks)
show(lambda: future)

print("iterator")
iterator = iter(future)
show(lambda: next(iterator))
show(lambda: next(iterator))
for arguments in (), (3,), (ValueError(3), 4), (ValueError, 4, 5), (ValueError("thrown"),):
    show(lambda: iterator.throw(*arguments))
show(lambda: iterator.send())
show(lambda: iterator.close())

print("results")
show(lambda: future.set_exception(1))
show(lambda: future.set_exception(int))
show(future.exception)
show(future.result)
show(lambda: future.set_result(1))
show(lambda: future.set_result(1))
show(lambda: future.set_exception(ValueError))
show(lambda: future.cancel())
show(lambda: (future, future.done(), future.cancelled(), future.result(), future.exception()))
iterator = iter(future)
show(lambda: next(iterator))
show(lambda: next(iterator))
show(lambda: iter(future).send(None))
failed = _asyncio.Future(loop=loop)
failed.set_exception(StopIteration(1))
show(failed.exception)
show(lambda: (failed.exception().__cause__, failed.exception().__context__))
show(failed.result)
cancelled = _asyncio.Future(loop=loop)
show(lambda: cancelled.cancel("why"))
show(lambda: (cancelled, cancelled._cancel_message))
show(cancelled.result)
show(cancelled.exception)
show(lambda: setattr(cancelled, "_log_traceback", True))

print("wrong calls")
show(lambda: _asyncio.Future(1))
show(lambda: _asyncio.Future(x=1))
show(lambda: _asyncio.Future(loop=1))
show(lambda: _asyncio.Task())
show(lambda: _asyncio.Task(1, loop=loop))
show(lambda: future.add_done_callback())
show(lambda: future.add_done_callback(1, 2))
show(lambda: future.add_done_callback(1, ctx=2))

print("tasks")
coroutine = nothing()
task = _asyncio.Task(coroutine, loop=loop, name=17)
show(lambda: (task, task.get_name(), task.get_coro() is coroutine, task.get_loop() is loop))
show(lambda: task.set_result(1))
show(lambda: task.set_exception(1))
show(lambda: (task.set_name(None), task.get_name()))
show(lambda: (task.cancelling(), task.uncancel(), task.cancel("a"), task.cancel("b"), task.cancelling()))
show(lambda: (task._must_cancel, task.uncancel(), task._must_cancel, task.uncancel(), task._must_cancel))
step = loop._ready[-1]._callback
show(lambda: step)
members(type(step))
show(lambda: step(1))
show(lambda: step(a=1))
show(lambda: step.__self__ is task)

print("running")
_asyncio._set_running_loop(loop)
show(lambda: (_asyncio.get_running_loop() is loop, asyncio.get_event_loop() is loop, _asyncio.current_task()))
show(lambda: _asyncio._swap_current_task(loop, task))
show(lambda: _asyncio.current_task() is task)
show(lambda: _asyncio._leave_task(loop, future))
show(lambda: _asyncio._enter_task(loop, future))
show(lambda: _asyncio._leave_task(1, future))
show(lambda: _asyncio._enter_task(1, future))
show(lambda: _asyncio._swap_current_task(1, future))
show(lambda: _asyncio._leave_task(loop, task))
show(lambda: _asyncio._leave_task(loop, task))
show(lambda: _asyncio.current_task(3))
show(lambda: task in _asyncio.all_tasks())
show(lambda: _asyncio.all_tasks(3))
show(lambda: _asyncio._register_task(3))
show(lambda: _asyncio._unregister_eager_task([]))
_asyncio._set_running_loop(None)
show(_asyncio.current_task)
show(_asyncio.get_running_loop)
show(_asyncio._get_running_loop)
show(_asyncio.all_tasks)

print("awaited by")
waited = _asyncio.Future(loop=loop)
show(lambda: _asyncio.future_add_to_awaited_by(3, 4))
_asyncio.future_add_to_awaited_by(waited, task)
show(lambda: waited._asyncio_awaited_by == {task})
_asyncio.future_add_to_awaited_by(waited, future)
show(lambda: waited._asyncio_awaited_by == {task, future})
_asyncio.future_discard_from_awaited_by(waited, future)
_asyncio.future_discard_from_awaited_by(waited, task)
show(lambda: waited._asyncio_awaited_by)
loop.run_until_complete(task)
loop.close()


class Custom:
    """A coroutine of a class in Python."""

    def __init__(self, values):
        self.values = values

    def send(self, value):
        if not self.values:
            raise StopIteration("custom")
        return self.values.pop()

    def throw(self, *arguments):
        raise arguments[0]

    def close(self):
        pass

    def __await__(self):
        return self


asyncio.coroutines.collections.abc.Coroutine.register(Custom)


class Yields:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


async def bad(value):
    await Yields(value() if callable(value) else value)


async def steps():
    loop = asyncio.get_running_loop()
    print("steps")
    for value in 3, loop.create_future, asyncio.current_task, lambda: (n for n in ()), lambda: other:
        other = asyncio.Future(loop=stranger)
        other._asyncio_future_blocking = True
        try:
            await asyncio.create_task(bad(value), name="bad")
        except RuntimeError as error:
            show(lambda: error)
    print(await asyncio.create_task(Custom([None, None])))
    waited = loop.create_future()

    async def wait():
        return await waited

    task = asyncio.create_task(wait(), name="waits")
    await asyncio.sleep(0)
    show(lambda: (task, task._fut_waiter is waited))
    wakeup = waited._callbacks[0][0]
    show(lambda: (type(wakeup), wakeup.__name__, wakeup.__qualname__, wakeup.__self__ is task, wakeup.__text_signature__))
    show(lambda: wakeup())
    show(lambda: wakeup(x=3))
    waited.set_result("result")
    await asyncio.sleep(0)
    show(lambda: task)
    show(lambda: task.result())

    async def stubborn():
        for attempt in range(3):
            try:
                await loop.create_future()
            except asyncio.CancelledError as error:
                print("  ", "cancelled", error.args, asyncio.current_task().cancelling())
        return "stubborn"

    task = asyncio.create_task(stubborn())
    for message in "a", "b", None:
        await asyncio.sleep(0)
        task.cancel(message)
    print("  ", await task, task.cancelling())

    async def fails():
        raise KeyError("failed")

    task = asyncio.create_task(fails(), name="fails")
    await asyncio.wait([task])
    show(lambda: task)
    show(task.result)
    show(task.exception)

    print("eager")
    variable = contextvars.ContextVar("variable", default=0)

    async def eager(value):
        variable.set(value)
        print("  ", "begun", asyncio.current_task().get_name(), variable.get())
        if value:
            await asyncio.sleep(0)
        return variable.get()

    for value in 0, 1:
        task = asyncio.Task(eager(value), loop=loop, eager_start=True, name=f"eager{value}")
        print("  ", task.done(), task.get_coro() is None, variable.get(), asyncio.current_task() is main)
        print("  ", await task)

    class Derived(asyncio.Task):
        def cancel(self, msg=None):
            print("  ", "cancel", msg)
            return super().cancel(msg)

        def __del__(self):
            pass

    class DerivedFuture(asyncio.Future):
        pass

    print("derived")
    future = DerivedFuture()
    future.attribute = 1
    task = Derived(wait_for(future), loop=loop, name="derived")
    await asyncio.sleep(0)
    show(lambda: task)
    task.cancel("stop")
    show(lambda: future)
    try:
        await task
    except asyncio.CancelledError as error:
        print("  ", repr(error), future.cancelled(), future.attribute)


async def wait_for(future):
    await future


async def run():
    global main
    main = asyncio.current_task()
    await steps()


stranger = asyncio.new_event_loop()
asyncio.run(run())
stranger.close()

print("lost")
lost = asyncio.new_event_loop()
messages = []
lost.set_exception_handler(lambda loop, context: messages.append(context["message"]))
coroutine = nothing()


def refuse(*arguments, **keywords):
    raise ValueError("refused")


def lose():
    try:
        asyncio.Task(coroutine, loop=lost)
    except ValueError as error:
        show(lambda: error)


lost.call_soon = refuse
lose()
gc.collect()
print("  ", messages)
coroutine.close()
lost.close()
