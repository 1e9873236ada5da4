"""Bytes as text and back: base64, base32, base16, base85."""

import base64

SIZE = 30

CODECS = [
    (base64.b64encode, base64.b64decode),
    (base64.urlsafe_b64encode, base64.urlsafe_b64decode),
    (base64.b32encode, base64.b32decode),
    (base64.b16encode, base64.b16decode),
    (base64.b85encode, base64.b85decode),
    (base64.a85encode, base64.a85decode),
]


def main(n):
    block = bytes(i * 7 % 256 for i in range(3000))
    total = 0
    for i in range(n):
        for size in (12, 60, 1500 + i):
            data = block[i : i + size]
            for encode, decode in CODECS:
                text = encode(data)
                if decode(text) != data:
                    raise ValueError(encode)
                total += len(text) + text[0]
    return total
