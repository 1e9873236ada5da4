"""The line of a file that an error of the compiler shows: read as UTF-8, without its mark, ends translated, cut after 999 bytes."""
import os
import tempfile


def shown(data):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "m.py")
        with open(path, "wb") as file:
            file.write(data)
        try:
            compile(data, path, "exec")
        except SyntaxError as error:
            text = error.text
            print(error.msg, error.lineno, error.offset, error.end_offset, len(text), ascii(text[:20]), ascii(text[-5:]))


shown(b'\xef\xbb\xbfreturn "\xc3\xa4"')
shown(b'\xef\xbb\xbfpass\nreturn "\xc3\xa4"\n')
shown(b'pass\n\xef\xbb\xbf')
shown(b'# coding: latin1\nreturn "\xe4"')
shown(b'pass\r\nreturn 4\r\npass')
shown(b'pass\rreturn 4\rpass')
shown(b'pass\r\rreturn 4')
shown(('return "ä" #' + "ä" * 1000).encode())
shown(('return "ä" # ' + "ä" * 1000).encode())
shown(("#" + "ä" * 40000 + '\nreturn "ä" # ' + "ä" * 1000 + "\npass\n").encode())
shown(("\n" * 70000 + "return 1").encode())
