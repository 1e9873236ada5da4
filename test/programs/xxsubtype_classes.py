"""xxsubtype, which CPython's own tests use: C subtypes with a state, class methods and static methods."""
import xxsubtype as spam

for cls in (spam.spamlist, spam.spamdict):
    made = cls()
    made.setstate(3)
    print(cls, made, made.getstate(), made.state, type(cls.__dict__["state"]).__name__)
    try:
        made.state = 4
    except AttributeError as error:
        print(error)
    try:
        made.setstate("a")
    except TypeError as error:
        print(error)
print(spam.spamlist([1]) + [2], spam.spamdict(a=1))
print(spam.spamlist.classmeth(1, a=2), spam.spamlist.staticmeth(1, a=2))
