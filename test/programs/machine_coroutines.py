"""Coroutines, asynchronous generators and context managers, driven by hand."""
class Aw:
    def __init__(s, v): s.v = v
    def __await__(s):
        r = yield s.v
        return r
async def co(x):
    a = await Aw(x)
    b = await Aw(x + 1)
    return a + b
c = co(1)
print(c.send(None), c.send(10))
try: c.send(20)
except StopIteration as s: print('res', s.value)
try: c.send(None)
except RuntimeError as e: print(e)
async def agen():
    for i in range(3):
        await Aw(i)
        yield i * 10
async def use():
    r = []
    async for v in agen(): r.append(v)
    r2 = [v async for v in agen()]
    return r, r2
def drive(c):
    out = []
    try:
        v = None
        while True: out.append(c.send(v)); v = None
    except StopIteration as s: return out, s.value
print(drive(use()))
class ACM:
    async def __aenter__(self): await Aw('in'); return 'val'
    async def __aexit__(self, t, v, tb): await Aw('out'); return t is KeyError
async def w():
    async with ACM() as v:
        print(v)
        raise KeyError
    return 'ok'
print(drive(w()))
async def noawait(): await 5
try: drive(noawait())
except TypeError as e: print(e)
