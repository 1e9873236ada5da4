"""hashlib and hmac: every algorithm in pieces and at once, all parameters of BLAKE2, and the errors."""

import hashlib
import hmac

data = bytes(range(256)) * 7
plain = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512", "blake2b", "blake2s"]

for name in plain:
    make = getattr(hashlib, name)
    whole = make(data)
    pieces = make(usedforsecurity=False)
    for start in range(0, len(data), 113):
        pieces.update(data[start : start + 113])
    branch = pieces.copy()
    branch.update(b"more")
    print(name, whole.name, whole.digest_size, whole.block_size, whole.digest() == pieces.digest())
    print(" ", make(data[1:]).hexdigest())
    print(" ", branch.hexdigest())
    print(" ", hmac.new(b"key" * 60, data, name).hexdigest())

for name in ["shake_128", "shake_256"]:
    print(name, getattr(hashlib, name)(data).hexdigest(200))

tree = [
    {"fanout": 0},
    {"depth": 2},
    {"leaf_size": 70000},
    {"node_offset": 2**40 + 5},
    {"node_depth": 3},
    {"inner_size": 7},
    {"last_node": True},
    {"key": b"abc", "last_node": True, "fanout": 3, "depth": 4, "leaf_size": 5, "node_offset": 6, "salt": b"s", "person": b"p"},
]
for make in [hashlib.blake2b, hashlib.blake2s]:
    for parameters in tree:
        print(make.__name__, sorted(parameters), *(make(data[:n], digest_size=9, **parameters).hexdigest() for n in [0, 64, 128, 999]))


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: hashlib.new("nothing"))
attempt(lambda: hashlib.md5("text"))
attempt(lambda: hashlib.sha256(5))
attempt(lambda: hashlib.sha1(b"a", b"b"))
attempt(lambda: hashlib.blake2b(digest_size=65))
attempt(lambda: hashlib.blake2s(salt=bytes(9)))
attempt(lambda: hashlib.shake_128(b"").digest(-1))
attempt(lambda: hashlib.shake_128(b"").hexdigest(2**29))
attempt(lambda: hmac.new(b"key", b"", "nothing"))
attempt(lambda: hmac.new("key", b"", "md5"))
attempt(lambda: type(hashlib.md5())())
