"""A database in plain Python, for where there is no other: slow, and for one process at a time.

Three files belong to it. NAME.dat holds the values, each from the start of a block. NAME.dir holds a line for each key: the
key, and where its value begins and how long it is. NAME.bak is the directory as it was before the last change. Space of values that are
deleted or that outgrow their blocks is never used again.
"""

import ast as _ast
import collections.abc
import io as _io
import os as _os

__all__ = ["error", "open"]

_BLOCK = 512

error = OSError


def _blocks(size):
    return (size + _BLOCK - 1) // _BLOCK


def _as_bytes(value, what):
    if isinstance(value, str):
        return value.encode("utf-8")
    if not isinstance(value, (bytes, bytearray)):
        raise TypeError(f"{what} must be bytes or strings")
    return bytes(value)


class _Database(collections.abc.MutableMapping):
    # What close() needs, should __init__ fail.
    _index = None
    _modified = False

    def __init__(self, filebasename, mode, flag="c"):
        base = _os.fsencode(filebasename)
        self._dirfile = base + b".dir"
        self._datfile = base + b".dat"
        self._bakfile = base + b".bak"
        self._mode = mode
        self._readonly = flag == "r"
        if flag == "n":
            for path in self._datfile, self._bakfile, self._dirfile:
                try:
                    _os.remove(path)
                except OSError:
                    pass
        self._ensure(self._datfile, flag)
        self._ensure(self._dirfile, flag)
        self._index = self._load()

    def _ensure(self, path, flag):
        """Sees to it that a file exists; it is made only by the flags that create."""
        try:
            _io.open(path, "rb").close()
        except FileNotFoundError:
            if flag not in ("c", "n"):
                raise
            self._append(path, b"")

    def _append(self, path, data):
        """Adds to the end of a file and tells where that was."""
        new = not _os.path.exists(path)
        with _io.open(path, "ab") as file:
            if new:
                _os.chmod(path, self._mode)
            at = file.seek(0, 2)
            file.write(data)
        return at

    def _load(self):
        index = {}
        with _io.open(self._dirfile, "r", encoding="Latin-1") as file:
            for line in file:
                key, place = _ast.literal_eval(line.rstrip())
                index[key.encode("Latin-1")] = place
        return index

    @staticmethod
    def _line(key, place):
        return f"{key.decode('Latin-1')!r}, {place!r}\n".encode("Latin-1", "backslashreplace")

    def sync(self):
        """Write the directory anew, if anything has changed since."""
        if self._index is None or not self._modified:
            return
        try:
            _os.unlink(self._bakfile)
        except OSError:
            pass
        try:
            _os.rename(self._dirfile, self._bakfile)
        except OSError:
            pass
        self._append(self._dirfile, b"".join(self._line(key, place) for key, place in self._index.items()))
        self._modified = False

    def _verify_open(self):
        if self._index is None:
            raise error("DBM object has already been closed")

    def _verify_writable(self):
        if self._readonly:
            raise error("The database is opened for reading only")
        self._verify_open()

    def __getitem__(self, key):
        if isinstance(key, str):
            key = key.encode("utf-8")
        self._verify_open()
        position, size = self._index[key]
        with _io.open(self._datfile, "rb") as file:
            file.seek(position)
            return file.read(size)

    def __setitem__(self, key, value):
        if self._readonly:
            raise error("The database is opened for reading only")
        key = _as_bytes(key, "keys")
        value = _as_bytes(value, "values")
        self._verify_open()
        self._modified = True
        place = self._index.get(key)
        if place is not None and _blocks(len(value)) <= _blocks(place[1]):
            # It fits where the old value is. The directory is out of date now, until it is written as a whole.
            with _io.open(self._datfile, "r+b") as file:
                file.seek(place[0])
                file.write(value)
            self._index[key] = place[0], len(value)
            return
        end = _os.path.getsize(self._datfile)
        position = _blocks(end) * _BLOCK
        self._append(self._datfile, b"\0" * (position - end) + value)
        self._index[key] = position, len(value)
        if place is None:
            self._append(self._dirfile, self._line(key, self._index[key]))

    def __delitem__(self, key):
        self._verify_writable()
        if isinstance(key, str):
            key = key.encode("utf-8")
        self._modified = True
        del self._index[key]
        self.sync()

    def keys(self):
        self._verify_open()
        return list(self._index)

    def items(self):
        self._verify_open()
        return [(key, self[key]) for key in self._index]

    def __contains__(self, key):
        if isinstance(key, str):
            key = key.encode("utf-8")
        self._verify_open()
        return key in self._index

    def iterkeys(self):
        self._verify_open()
        return iter(self._index)

    __iter__ = iterkeys

    def __len__(self):
        self._verify_open()
        return len(self._index)

    def close(self):
        """Write what has changed and let go of the database."""
        try:
            self.sync()
        finally:
            self._index = None

    __del__ = close

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def open(file, flag="c", mode=0o666):
    """Open the database at `file`, without its suffixes, and return it.

    The flags are those of dbm.open(); `mode` gives the permissions of new files, from which the umask is taken.
    """
    if flag not in ("r", "w", "c", "n"):
        raise ValueError("Flag must be one of 'r', 'w', 'c', or 'n'")
    try:
        umask = _os.umask(0)
        _os.umask(umask)
    except AttributeError:
        pass
    else:
        mode &= ~umask
    return _Database(file, mode, flag=flag)
