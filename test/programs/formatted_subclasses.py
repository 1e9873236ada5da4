"""format() without a specification shows instances of subclasses by their str()."""


def shown(base):
    class Loud(base):
        def __str__(self):
            return f"{base.__name__}!"

    return Loud


for base, value in (int, 1), (float, 1.5), (complex, 2j), (str, "s"):
    loud = shown(base)(value)
    print(format(loud), f"{loud}", f"{loud:}", "{}".format(loud), "%s" % loud, format(loud, ">5"))
