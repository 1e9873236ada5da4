# Each signal's number comes out of the wake-up descriptor, whoever sends it; so handlers of an asyncio loop run.
import asyncio
import os
import select
import signal
import socket
import threading

here, there = socket.socketpair()
here.setblocking(False)
there.setblocking(False)
print(signal.set_wakeup_fd(there.fileno()))
signal.signal(signal.SIGALRM, lambda number, frame: print("handled", number))
senders = {
    "a timer": lambda: signal.setitimer(signal.ITIMER_REAL, 0.02),
    "raise_signal": lambda: signal.raise_signal(signal.SIGALRM),
    "kill": lambda: os.kill(os.getpid(), signal.SIGALRM),
    "a thread": lambda: threading.Thread(target=lambda: os.kill(os.getpid(), signal.SIGALRM)).start(),
}
for name, send in senders.items():
    send()
    ready, _, _ = select.select([here], [], [], 5)
    print(name, [here.recv(10) for _ in ready])
print(signal.set_wakeup_fd(-1) == there.fileno())
signal.raise_signal(signal.SIGALRM)
print(select.select([here], [], [], 0)[0])


async def main():
    loop = asyncio.get_running_loop()
    for send in (senders["a timer"], senders["kill"]):
        arrived = loop.create_future()
        loop.add_signal_handler(signal.SIGALRM, arrived.set_result, "in the loop")
        send()
        print(await asyncio.wait_for(arrived, 5))


asyncio.run(main())
