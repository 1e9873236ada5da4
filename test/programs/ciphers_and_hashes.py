"""Ciphers and digests by hand, compared with hashlib where it has them: Caesar, Vigenère, RC4, SHA-256, CRC, HMAC, Playfair."""

import hashlib
import hmac
import math
import string
import struct
import zlib
from itertools import cycle


def caesar(text, shift):
    table = str.maketrans(
        string.ascii_letters,
        "".join(a[shift % 26 :] + a[: shift % 26] for a in (string.ascii_lowercase, string.ascii_uppercase)),
    )
    return text.translate(table)


def vigenere(text, key, sign=1):
    shifts = cycle(ord(c) - 97 for c in key)
    return "".join(chr((ord(c) - 97 + sign * next(shifts)) % 26 + 97) if c.isalpha() else c for c in text.lower())


def rc4(key, data):
    s = list(range(256))
    j = 0
    for i in range(256):
        j = (j + s[i] + key[i % len(key)]) & 255
        s[i], s[j] = s[j], s[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = i + 1 & 255
        j = j + s[i] & 255
        s[i], s[j] = s[j], s[i]
        out.append(byte ^ s[s[i] + s[j] & 255])
    return bytes(out)


def primes(n):
    found = []
    k = 2
    while len(found) < n:
        if all(k % p for p in found):
            found.append(k)
        k += 1
    return found


K = [math.floor((p ** (1 / 3) % 1) * 2**32) for p in primes(64)]
H = [math.floor((math.sqrt(p) % 1) * 2**32) for p in primes(8)]


def sha256(message):
    def rot(x, n):
        return (x >> n | x << 32 - n) & 0xFFFFFFFF

    h = H[:]
    padded = message + b"\x80" + b"\0" * ((55 - len(message)) % 64) + struct.pack(">Q", len(message) * 8)
    for block in struct.iter_unpack(">16I", padded):
        w = list(block)
        for i in range(16, 64):
            s0 = rot(w[i - 15], 7) ^ rot(w[i - 15], 18) ^ w[i - 15] >> 3
            s1 = rot(w[i - 2], 17) ^ rot(w[i - 2], 19) ^ w[i - 2] >> 10
            w.append(w[i - 16] + s0 + w[i - 7] + s1 & 0xFFFFFFFF)
        a, b, c, d, e, f, g, hh = h
        for k, x in zip(K, w):
            t1 = hh + (rot(e, 6) ^ rot(e, 11) ^ rot(e, 25)) + (e & f ^ ~e & g) + k + x
            t2 = (rot(a, 2) ^ rot(a, 13) ^ rot(a, 22)) + (a & b ^ a & c ^ b & c)
            a, b, c, d, e, f, g, hh = t1 + t2 & 0xFFFFFFFF, a, b, c, d + t1 & 0xFFFFFFFF, e, f, g
        h = [x + y & 0xFFFFFFFF for x, y in zip(h, (a, b, c, d, e, f, g, hh))]
    return struct.pack(">8I", *h)


CRC_TABLE = []
for n in range(256):
    for _ in range(8):
        n = 0xEDB88320 ^ n >> 1 if n & 1 else n >> 1
    CRC_TABLE.append(n)


def crc32(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = CRC_TABLE[(crc ^ byte) & 255] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


def playfair(text, key):
    alphabet = dict.fromkeys(key + string.ascii_lowercase)
    del alphabet["j"]
    grid = list(alphabet)
    where = {c: divmod(i, 5) for i, c in enumerate(grid)}
    letters, pairs = iter(text.replace("j", "i")), []
    a = next(letters, None)
    while a:
        b = next(letters, "x")
        if a == b:
            pairs.append((a, "x"))
            a = b
            continue
        pairs.append((a, b))
        a = next(letters, None)
    out = ""
    for a, b in pairs:
        (r1, c1), (r2, c2) = where[a], where[b]
        if r1 == r2:
            out += grid[r1 * 5 + (c1 + 1) % 5] + grid[r2 * 5 + (c2 + 1) % 5]
        elif c1 == c2:
            out += grid[(r1 + 1) % 5 * 5 + c1] + grid[(r2 + 1) % 5 * 5 + c2]
        else:
            out += grid[r1 * 5 + c2] + grid[r2 * 5 + c1]
    return out


print(caesar("Hello, World!", 3), caesar(caesar("Round Trip", 11), -11), vigenere("attack at dawn", "lemon"), vigenere(vigenere("secret", "key"), "key", -1))
print(rc4(b"Key", b"Plaintext").hex(), rc4(b"Wiki", rc4(b"Wiki", b"pedia")), playfair("hidethegoldinthetreestump", "playfairexample"))
for message in [b"", b"abc", b"a" * 55, b"a" * 56, b"a" * 64, "naïve 🐍".encode() * 10]:
    digest = sha256(message)
    assert digest == hashlib.sha256(message).digest()
    assert crc32(message) == zlib.crc32(message)
    print(len(message), digest.hex()[:32], f"{crc32(message):08x}", f"{zlib.adler32(message):08x}")
for name in ["md5", "sha1", "sha224", "sha384", "sha512", "sha3_256", "blake2b", "blake2s", "shake_128"]:
    h = hashlib.new(name, b"hello ")
    h.update(b"world")
    print(name, h.digest_size, h.block_size, h.hexdigest(*([8] if name == "shake_128" else []))[:40], h.name)
a = hashlib.sha256(b"x")
b = a.copy()
b.update(b"y")
print(a.hexdigest() == hashlib.sha256(b"x").hexdigest(), b.hexdigest() == hashlib.sha256(b"xy").hexdigest(), hashlib.blake2b(b"k", key=b"secret", digest_size=8).hexdigest())
print(hmac.new(b"key", b"message", "sha256").hexdigest()[:32], hmac.compare_digest("a", "a"), hmac.digest(b"k", b"m", "md5").hex(), sorted(hashlib.algorithms_guaranteed)[:3])
for bad in [lambda: hashlib.new("nope"), lambda: hashlib.md5("text"), lambda: a.update(5), lambda: hmac.new("key", b"m", "md5"), lambda: hmac.new(b"k", b"m"), lambda: hashlib.shake_128(b"").hexdigest()]:
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, str(error).split(" nope")[0])
