"""A program that fails: output flushed, atexit handlers run, the traceback shown, exit status 1."""

import atexit


class Problem(Exception):
    def __str__(self):
        return f"problem with {self.args[0]!r}"


def level3(data):
    return data["key"]["inner"] + 1


def level2(data):
    try:
        return level3(data)
    except TypeError as error:
        error.add_note("the data were incomplete")
        raise Problem(data) from error


def level1(*items):
    for item in items:
        print("checking", item)
        level2(
            item,
        )


@atexit.register
def goodbye():
    print("goodbye")


atexit.register(print, "registered later, runs first")
level1({"key": {"inner": 1}}, {"key": {"inner": None}})
print("never")
