"""Pickling: objects, shared references, tuples, dicts, big ints; protocols 2 and 5."""

import pickle

SIZE = 120


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)


def main(n):
    shared = {"shared": [1, 2, 3]}
    data = [
        {"point": Point(i, -i), "tuple": (i, float(i), str(i)), "big": 3**i, "shared": shared, "bytes": bytes([i % 256] * 20)}
        for i in range(n)
    ]
    # A list is padded with strings that are seen once only, as real data has them.
    data.append([f"text number {i}" for i in range(n * 5)])
    result = []
    for protocol in (2, 5):
        text = pickle.dumps(data, protocol)
        back = pickle.loads(text)
        result.append(back == data and back[0]["shared"] is back[1]["shared"])
        result.append(len(text))
    return result
