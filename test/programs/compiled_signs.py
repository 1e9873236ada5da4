"""Signs of ints and tests before loops: what compiled code knows of both must not change what a program prints."""


def differences(a, b):
    out = []
    for i in range(a):
        for k in range(b):
            d = i - k
            out.append((d, d // 3, d % 3, i // 3, i % 3, -i * k, i * k, (i - k) * 0, d >> 1, i >> 1, d & 6, i | k))
    return out


def products(n):
    zero = 0
    total = 1
    for i in range(n):
        zero = zero * (i - 5)
        total = total * (i + 3) % 1_000_003
    return str(zero), total, 1 / (zero or 1), divmod(-zero, 3)


def grows(n):
    value = 1
    other = 1 << 40
    for i in range(n):
        value = value * 3 + i
        other = other + other - 1
    return value, other, value - other, other - value


def falls(n):
    numbers = list(range(n))
    back = []
    for i in range(n - 1, -1, -1):
        back.append(numbers[i])
    for i in range(2, -4, -1):
        back.append(numbers[i])
    for i in range(-3, 3):
        back.append(numbers[i])
    return back


def beyond(numbers, n):
    found = []
    for i in range(n):
        try:
            found.append(numbers[i])
        except IndexError as error:
            found.append(str(error))
    return found


def stores(numbers, n):
    missed = 0
    for i in range(n):
        try:
            numbers[i] = numbers[i - 1]
            numbers[i - 2] += 1
        except IndexError:
            missed += 1
    return numbers, missed


def letters(text, n):
    out = ""
    for i in range(n):
        try:
            out += text[i] + text[i - 1]
        except IndexError:
            out += "?"
    return out


def sum_of(table, keys):
    """`table` is tested before the loop, even where there is nothing to do."""
    total = 0
    for key in keys:
        total += table[key]
    return total


def of_kinds(values, scale):
    """`scale` is of another type every time."""
    out = []
    for value in values:
        out.append(value * scale)
        if value > 2:
            out.append(scale)
    return out


def nested(rows, columns):
    total = 0.0
    for row in rows:
        for column in columns:
            for k in range(len(row)):
                total += row[k] * column[k]
    return total


def changes(values, n):
    """The variable is assigned in one of the loops, and not in the other."""
    total = 0
    for i in range(n):
        for k in range(3):
            total += values[k]
        if i % 5 == 4:
            values = tuple(values) if isinstance(values, list) else list(values)
    return total, type(values).__name__


def unbound(n, have):
    if have:
        values = [1, 2, 3]
    total = 0
    for i in range(n):
        total += values[i % 3]
    return total


for _ in range(30):
    print(differences(5, 7)[::6])
    print(products(40), grows(30), grows(60))
    print(falls(7))
    print(beyond([1, None, 3], 6), beyond((None, 5), 4))
    print(stores([1, 2, 3, 4], 7))
    print(letters("abcd", 7))
    print(sum_of([1, 2, 3], (0, 1, 2)), sum_of(None, ()), sum_of({7: 8}, [7, 7]), sum_of((4, 5), [1, -1]))
    print(of_kinds([1, 2, 3], 2), of_kinds([1, 2, 3], 1.5), of_kinds([1, 3], "ab"), of_kinds([1, 3], [None]))
    print(nested([[1.5, 2.5]], [(1, 2), (2.0, 4)]), nested([(1, 2)], [[0.5, 0.25]]), nested([], None))
    print(changes([1, 2, 3], 23), changes((1, 2, 3), 4))
    print(unbound(7, True), unbound(0, False))
    try:
        print(unbound(7, False))
    except UnboundLocalError as error:
        print(error)
    try:
        print(sum_of(None, [1]))
    except TypeError as error:
        print(error)
