"""Attributes that turn out to be missing in code whose frames are looked at."""

g0 = -1


def p(value):
    return value


def lines(error):
    found = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename == __file__:
            found.append(f"{code.co_name}:{trace.tb_lineno}@{trace.tb_lasti}")
        trace = trace.tb_next
    return " ".join(found)


def tell(error, depth=0):
    if error is None or depth > 4:
        return "-"
    text = f"{type(error).__name__}: {error} [{lines(error)}]"
    if error.__cause__ is not None:
        text += " cause " + tell(error.__cause__, depth + 1)
    if error.__context__ is not None:
        text += " context " + tell(error.__context__, depth + 1)
    return text


def ask(told):
    class Getter:
        def __get__(self, instance, owner):
            return self if instance is None else instance.__dict__.get(g0)

    class Owner:
        v = Getter()

    instance = Owner()
    for k in range(5):
        try:
            p(instance.v)
            if k == 2:
                del Owner.v
        except AttributeError as error:
            told.append(tell(error))


told = []
for _ in range(60):
    ask(*(told,))
print(len(told), len(set(told)), told[0].split(" [")[0])
