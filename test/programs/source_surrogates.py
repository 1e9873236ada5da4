"""Source text that UTF-8 cannot express is refused before it is read."""
import symtable

SOURCES = ["x = '\ud83d'", "x = 1 # \udd22", "é = '𝔘'; \udc80 = 2", "'\ud800\0'"]

for source in SOURCES:
    for work in compile, symtable.symtable:
        try:
            work(source, "f", "exec")
        except Exception as error:
            print(type(error).__name__, ascii(str(error)))
    for work in eval, exec:
        try:
            work(source)
        except Exception as error:
            print(type(error).__name__, ascii(str(error)))
