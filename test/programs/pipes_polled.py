# The writing end of a pipe has nothing to read, but tells of readers that are gone; children are written to while their answers are awaited.
import asyncio
import os
import select

reader, writer = os.pipe()
poll = select.poll()
poll.register(writer, select.POLLIN)
epoll = select.epoll()
epoll.register(writer, select.EPOLLIN)
print(poll.poll(0), epoll.poll(0), select.select([writer], [], [], 0))
os.close(reader)
events = poll.poll(), epoll.poll(), select.select([writer], [], [])
print([[event for _, event in found] for found in events[:2]], [len(part) for part in events[2]])
os.close(writer)


async def talk():
    child = await asyncio.create_subprocess_exec("cat", stdin=-1, stdout=-1)
    for word in (b"first", b"second"):
        child.stdin.write(word)
        await child.stdin.drain()
        print(await child.stdout.readexactly(len(word)))
    child.stdin.close()
    print(await child.stdout.read(), await child.wait())
    deaf = await asyncio.create_subprocess_exec("true", stdin=-1)
    print(await deaf.wait())
    try:
        for _ in range(100):
            deaf.stdin.write(b"x" * 10000)
            await deaf.stdin.drain()
        print("written")
    except (BrokenPipeError, ConnectionResetError) as error:
        print(type(error).__mro__[1].__name__)


asyncio.run(talk())
