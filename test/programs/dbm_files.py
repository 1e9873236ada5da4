"""Databases of dbm.dumb in a folder of their own: flags, what lies in the files, errors; and a shelf in one."""
import contextlib
import dbm
import dbm.dumb
import os
import shelve
import tempfile


def complain(action):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)


with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
    complain(lambda: dbm.open("none"))
    print(dbm.whichdb("none"))
    with dbm.dumb.open("capitals", "n") as db:
        db["France"] = "Paris"
        db[b"\xff'\n"] = b"x" * 600
        db["Ü"] = b""
        print(len(db), sorted(db.keys()), "Ü" in db, db.get(b"Peru"), db[b"France"])
        db["France"] = "Lutetia"
        del db["Ü"]
        complain(lambda: db["Peru"])
        complain(lambda: db.__setitem__(1, "x"))
        complain(lambda: db.__setitem__("x", 1))
    print(sorted(os.listdir()), os.path.getsize("capitals.dat"))
    with open("capitals.dir", "rb") as index:
        print(index.read())
    complain(lambda: len(db))
    complain(lambda: dbm.dumb.open("capitals", "x"))
    print(dbm.whichdb("capitals"))
    with dbm.open("capitals") as db:
        print(type(db).__module__, sorted(db.items())[0])
        complain(lambda: db.__setitem__("a", "b"))
        complain(lambda: db.__delitem__("a"))
    with shelve.Shelf(dbm.dumb.open("shelf")) as shelf:
        shelf["list"] = [1, {"two": 2.0}]
    with shelve.open("shelf", "r") as shelf:
        print(dict(shelf))
    with open("text", "w") as file:
        file.write("something else")
    print(repr(dbm.whichdb("text")))
    complain(lambda: dbm.open("text"))
    print(issubclass(dbm.dumb.error, dbm.error), [issubclass(kind, OSError) for kind in dbm.error])
