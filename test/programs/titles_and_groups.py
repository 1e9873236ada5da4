"""Titles of short and long texts, and digits in groups."""

texts = ["", "a", "Z", "they're bill's FRIENDS", "x1y_z'w", "a" * 64, "aB" * 33, "one two " * 20, "[`{@zZ", "\x7fabc\x00dE", "éCole à NIMES", "ǆur ΑΣ σΑΣ"]
for text in texts:
    print(ascii(text.title()), text.title().istitle(), ascii(text.capitalize()))
for value in 0, 1, 12, 123, 1234, 12345, 123456, 1234567, 10**18, -5, -12345, 1.5, 1234.5678, 1e15, -999999.999, 0.0:
    shown = [format(value, spec) for spec in (",", "_", ",.2f", "08,", "012,", "+,", "15,", "020,.3f", "07_", "010,.0f", ",.1%")]
    print(*shown, sep="|")
print(format(2**40, "_x"), format(2**40, "_b"), format(255, "#012_x"), f"{1234567:>15,}|{1234567:*^13,}")


class Record:
    """More attributes than an instance keeps in itself."""

    def __init__(self):
        for i in range(12):
            setattr(self, f"field{i}", i)


records = [Record() for _ in range(3)]
for record in records:
    attributes = record.__dict__
    attributes["field3"] = "changed"
    record.field4 = "also changed"
    del record.field5
    attributes["more"] = record
    print(list(attributes)[-3:], record.field3, attributes["field4"], "field5" in attributes, record.more is record)
    print("%(field1)s %(field3)s %(field11)s" % record.__dict__, len(vars(record)), sorted(vars(record), key=str) == sorted(attributes))
