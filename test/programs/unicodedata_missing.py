import sys
sys.modules['unicodedata'] = None
try:
    eval("'\\N{SOFT HYPHEN}'")
except SyntaxError as e:
    print(e)
try:
    print(b'\\N{SOFT HYPHEN}'.decode('unicode-escape'))
except Exception as e:
    print(type(e), e)
try:
    print('\xad'.encode('ascii', 'namereplace'))
except BaseException as e:
    print(type(e), e)
