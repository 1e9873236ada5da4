"""A common door to the key-value databases of Unix, which store bytes under bytes in files.

    import dbm
    with dbm.open("capitals", "c") as db:
        db["France"] = "Paris"
        print(db[b"France"])        # b'Paris'

open() finds out which kind of database a file holds and hands it to that module; for a new one it takes the first module of `_names` that can
be imported. The flags are "r" (read an existing one), "w" (write to an existing one), "c" (create it where it is missing) and
"n" (always begin with an empty one).
"""

__all__ = ["open", "whichdb", "error"]

import io
import os
import struct
import sys


class error(Exception):
    """What cannot be helped with any of the databases."""


_names = ["dbm.sqlite3", "dbm.gnu", "dbm.ndbm", "dbm.dumb"]
_defaultmod = None
_modules = {}

# The class of this module's own errors, and what every database module's error derives from.
error = (error, OSError)

_GDBM_MAGIC = (0x13579ACE, 0x13579ACD, 0x13579ACF)
_SQLITE_MAGIC = b"SQLite format 3\x00"


def _available(name):
    """Import a database module once; ImportError where its C part is missing."""
    if name not in _modules:
        _modules[name] = __import__(name, fromlist=["open"])
    return _modules[name]


def _default():
    """The first module that can be imported; dbm.dumb always can."""
    global _defaultmod
    if _defaultmod is None:
        for name in _names:
            try:
                _defaultmod = _available(name)
                break
            except ImportError:
                continue
        else:
            raise ImportError("no dbm clone found; tried %s" % _names)
    return _defaultmod


def open(file, flag="r", mode=0o666):
    """Open or create the database at path `file` and return an object for it.

    `mode` gives the permissions of files that are created.
    """
    kind = None if "n" in flag else whichdb(file)
    if kind is None:
        # It is not there, or need not be looked at.
        if "c" not in flag and "n" not in flag:
            raise error[0]("db file doesn't exist; use 'c' or 'n' flag to create a new db")
        return _default().open(file, flag, mode)
    if kind == "":
        raise error[0]("db type could not be determined")
    try:
        module = _available(kind)
    except ImportError:
        raise error[0](f"db type is {kind}, but the module is not available") from None
    return module.open(file, flag, mode)


def _readable(path):
    try:
        io.open(path, "rb").close()
    except OSError:
        return False
    return True


def _is_ndbm(base):
    if _readable(base + b".pag"):
        return _readable(base + b".dir")
    if not _readable(base + b".db"):
        return False
    # A single file with a suffix of its own belongs to ndbm if ndbm can read it.
    try:
        _available("dbm.ndbm").open(base, "r").close()
    except (ImportError, OSError):
        return False
    return True


def _is_dumb(base):
    try:
        if os.stat(base + b".dir").st_size == 0:
            return _readable(base + b".dat")
        with io.open(base + b".dir", "rb") as index:
            return index.read(1) in (b"'", b'"') and _readable(base + b".dat")
    except OSError:
        return False


def whichdb(filename):
    """Guess which module made a database.

    The answer is the module's name, "" for a file of an unknown kind, and None where no file can be read.
    """
    base = os.fsencode(filename)
    if _is_ndbm(base):
        return "dbm.ndbm"
    if _is_dumb(base):
        return "dbm.dumb"
    try:
        with io.open(base, "rb") as file:
            start = file.read(16)
    except OSError:
        return None
    if len(start) < 4:
        return ""
    if start == _SQLITE_MAGIC:
        return "dbm.sqlite3"
    if struct.unpack("=l", start[:4])[0] in _GDBM_MAGIC:
        return "dbm.gnu"
    return ""


if __name__ == "__main__":
    for filename in sys.argv[1:]:
        print(whichdb(filename) or "UNKNOWN", filename)
