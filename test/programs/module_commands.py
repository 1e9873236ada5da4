# What `python -m NAME …` prints: each command runs in this process, with its own arguments and input.
import io
import os
import pickle
import re
import runpy
import sys
import tempfile
import zipfile
from contextlib import redirect_stderr, redirect_stdout

SOURCE = '''\
"""A module."""
import os as system

def f(a, *, b: int = 1):
    """Adds."""
    def g():
        return a + b
    return [x for x in g() if x]

class C[T]:
    n = 1
    async def m(self):
        global late
        late = await self
        return f"{self!r:>{self.n}}" + "\\x41"
'''


class Output(io.StringIO):
    def close(self):
        pass  # json closes the file that it has written, even standard output


def run(module, *args, stdin=""):
    print("$ python -m", module, *args)
    out, saved = Output(), (sys.argv, sys.stdin, sys.path[:])
    sys.argv, sys.stdin = [module, *args], io.TextIOWrapper(io.BytesIO(stdin.encode()))
    status = 0
    try:
        with redirect_stdout(out), redirect_stderr(out):
            runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as e:
        status = e.code
    finally:
        sys.argv, sys.stdin, sys.path[:] = saved
    text = re.sub(r" at 0x[0-9a-f]+", " at 0x…", out.getvalue())
    print(re.sub(r"\d\.\d+s$", "…s", text, flags=re.M), end="")
    if status:
        print("exit", status)


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    sys.path.insert(0, folder)
    with open("mod.py", "w") as file:
        file.write(SOURCE)
    with open("bad.py", "w") as file:
        file.write("def f(:\n")
    with open("data.json", "w") as file:
        file.write('{"b": [1, 2.5, null], "a": {"é": "\\u20ac"}}')
    with open("data.pickle", "wb") as file:
        pickle.dump({"a": [1, (2, "x"), None], "b": b"bytes"}, file, 4)
    with zipfile.ZipFile("data.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo("hello.txt", (2024, 2, 29, 12, 0, 0)), "hello\n")
    with open("test_it.py", "w") as file:
        file.write("import unittest\nclass T(unittest.TestCase):\n def test_a(self): pass\n def test_b(self): self.skipTest('no')\n")

    run("dis", "mod.py")
    run("dis", "-C", "-O", "-P", "mod.py")
    run("dis", stdin="x = 1\n")
    run("ast", "mod.py")
    run("ast", "-a", "--indent", "1", "--feature-version", "3.14", stdin="x: int = 1  # c\n")
    run("ast", "-m", "eval", "--no-type-comments", stdin="lambda *a: a[1:2, ...]")
    run("tokenize", "mod.py")
    run("tokenize", "-e", stdin="if x:\n    y = [1,\n 2.5e3]\n")
    run("json", "data.json")
    run("json.tool", "--compact", "--sort-keys", "--no-ensure-ascii", "data.json")
    run("json", "--json-lines", stdin='1\n{"a": 2}\n')
    run("symtable", "mod.py")
    run("inspect", "mod:f")
    run("calendar", "2024", "2")
    run("zipfile", "-t", "data.zip")
    run("zipfile", "-l", "data.zip")
    run("pickletools", "data.pickle")
    run("pickletools", "-m", "data.pickle")
    run("py_compile", "mod.py")
    print(sorted(os.listdir("__pycache__")))
    run("compileall", "-q", "-f", "mod.py")
    run("compileall", "mod.py")
    run("unittest", "-q", "test_it")
    os.chdir("/")
