# Hot calls of functions with keyword-only parameters, which stay correct whoever runs the function.


def keep(value, *, stop=None, limit=3):
    if stop is not None and stop(value):
        return -value
    return value * limit


def calls(number):
    return keep(number, stop=(lambda x: x % 7 == 0)) + keep(number, limit=2) + keep(number, limit=1, stop=None)


total = 0
for number in range(5000):
    total += calls(number)
print(total)


def late(value, *, flag):
    return [value] if flag else value


seen = set()
for number in range(3000):
    seen.add(str(late(number % 3, flag=number > 2990)))
print(sorted(seen))
