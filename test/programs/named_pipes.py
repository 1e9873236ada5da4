"""os.mkfifo: named pipes, their modes and errors."""

import os
import pathlib
import shutil
import stat
import tempfile

os.umask(0o022)
with tempfile.TemporaryDirectory() as folder:
    pipe = pathlib.Path(folder, "- a pipe")
    os.mkfifo(pipe, 0o660)
    mode = pipe.stat().st_mode
    print(stat.S_ISFIFO(mode), pipe.is_fifo(), stat.filemode(mode))
    for path in pipe, pathlib.Path(folder, "no", "pipe"):
        try:
            os.mkfifo(path)
        except OSError as error:
            print(type(error).__name__, error.strerror, error.filename == os.fspath(path))
    try:
        os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
    except OSError as error:
        print(error.strerror)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    writing = os.open(pipe, os.O_WRONLY)
    print(os.write(writing, b"through"), os.read(reading, 20))
    os.close(writing)
    print(os.read(reading, 20))
    os.close(reading)
    try:
        shutil.copyfile(pipe, pathlib.Path(folder, "copy"))
    except shutil.SpecialFileError as error:
        print(str(error).replace(folder, "..."))
