"""configparser, csv, tomllib, html, urllib.parse, shlex, string templates: text formats in and out."""

import configparser
import csv
import html
import html.parser
import io
import shlex
import tomllib
from urllib import parse

INI = """
[DEFAULT]
home = /srv
debug: no
[paths]
data = %(home)s/data
logs = ${home}
  continued
empty =
flag
[numbers]
int = 42
float = 2.5
on = YES
list = 1
    2
"""
config = configparser.ConfigParser(allow_no_value=True)
config.read_string(INI)
print(config.sections(), config["paths"]["data"], repr(config["paths"]["logs"]), config["paths"]["flag"], config["numbers"].getint("int"), config.getfloat("numbers", "float"), config.getboolean("numbers", "on"), config["numbers"]["list"].split())
print(config.get("paths", "nope", fallback="fb"), "paths" in config, list(config["numbers"]), config.has_option("paths", "debug"), dict(config.items("numbers"))["home"])
config["new"] = {"key": "value", "Upper": "x"}
config.set("new", "other", "50%%")
config.remove_section("paths")
out = io.StringIO()
config.write(out)
print(out.getvalue())
extended = configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation(), delimiters=("=",), comment_prefixes=("#",), strict=True)
extended.read_dict({"a": {"x": "1", "y": "${x}/${b:z}"}, "b": {"z": "deep"}})
print(extended["a"]["y"])
for bad in ["key = 1", "[a]\n[a]", "[a]\nx=1\nx=2", "[a\n", "[a]\n%(x)s = y\nz = %(nope)s"]:
    try:
        c = configparser.ConfigParser()
        c.read_string(bad)
        c["a"]["z"]
    except configparser.Error as error:
        print(type(error).__name__, "|", str(error).replace("\n", " / "))

DATA = 'name,age,"quote ""x"""\r\nAnn, 30 ,"multi\nline"\r\n"Bob",,z\r\n'
print(list(csv.reader(io.StringIO(DATA, newline=""))))
print(list(csv.DictReader(io.StringIO("a;b\n1;2;3\n4\n"), delimiter=";", restkey="more", restval="-")))
for kwargs in [{}, {"quoting": csv.QUOTE_ALL}, {"quoting": csv.QUOTE_NONNUMERIC, "lineterminator": "|"}, {"delimiter": "\t", "quotechar": "'"}, {"quoting": csv.QUOTE_NONE, "escapechar": "\\"}, {"dialect": "unix"}, {"doublequote": False, "escapechar": "^"}]:
    out = io.StringIO()
    writer = csv.writer(out, **kwargs)
    writer.writerows([["a", 1, 2.5, None], ["x,y", 'say "hi"', "it's", "tab\t"]])
    print(kwargs, repr(out.getvalue()))
out = io.StringIO()
w = csv.DictWriter(out, ["x", "y"], extrasaction="ignore")
w.writeheader()
w.writerow({"y": 1, "x": 2, "z": 3})
print(repr(out.getvalue()), csv.Sniffer().sniff("a|b|c\n1|2|3\n").delimiter, csv.Sniffer().has_header("n,v\na,1\nb,2\n"), csv.list_dialects())
for action in [lambda: csv.writer(io.StringIO(), quoting=csv.QUOTE_NONE).writerow(["a,b"]), lambda: csv.DictWriter(io.StringIO(), ["x"]).writerow({"q": 1}), lambda: list(csv.reader(['"a'], strict=True)), lambda: csv.reader([], delimiter="ab"), lambda: list(csv.reader([1]))]:
    try:
        print(action())
    except (csv.Error, ValueError, TypeError) as error:
        print(type(error).__name__, "|", error)

TOML = """
title = "TOML \\u00e9" # comment
[owner]
dob = 1979-05-27T07:32:00-08:00
day = 2024-02-29
at = 07:32:00.5
[servers.alpha]
ports = [ 8000, 0xff, 1_000, 0b11,
  -7 ]
ratio = [1.5, 6.02e23, inf, -0.0]
'quoted key'.sub = true
inline = { x = 1, y.z = "s" }
text = '''
raw \\n
lines'''
multi = \"\"\"a \\
   b\"\"\"
[[item]]
n = 1
[[item]]
n = 2
"""
print(tomllib.loads(TOML))
for bad in ["a = ", "a = 1\na = 2", "[x]\n[x]", "a = 01", 'a = "x', "= 1", "a = [1", "a.b = 1\n[a]\nb = 2"]:
    try:
        tomllib.loads(bad)
    except tomllib.TOMLDecodeError as error:
        print(repr(bad), error)

print(html.escape("<a href='x'>&\"</a>"), html.unescape("&lt;&eacute;&#233;&#x1F40D;&notit;&amp;amp; &nosuch;"))


class Outline(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.events = []

    def handle_starttag(self, tag, attrs):
        self.events.append(f"<{tag} {dict(attrs)}>")

    def handle_endtag(self, tag):
        self.events.append(f"</{tag}>")

    def handle_data(self, data):
        if data.strip():
            self.events.append(data.strip())

    def handle_comment(self, data):
        self.events.append(f"comment {data.strip()}")


outline = Outline()
outline.feed('<!DOCTYPE html><p class="a b" hidden>Hi &amp; <b>bold<br/></b><!-- note --><img src=x.png alt="&quot;">')
outline.close()
print(outline.events)
url = "https://user:pw@example.com:8080/a%20b/c;p?q=1&q=2&empty=&x=%C3%A9#frag"
parts = parse.urlparse(url)
print(parts, parts.hostname, parts.port, parts.username, parse.parse_qs(parts.query, keep_blank_values=True), parse.parse_qsl("a=1&b=2"), parts._replace(query="").geturl())
print(parse.quote("a b/é?&", safe="/"), parse.quote_plus("a b&c"), parse.unquote("%C3%A9+%zz"), parse.unquote_plus("a+b"), parse.urlencode({"a": [1, 2], "b": "x y"}, doseq=True), parse.urlencode([("k", "é")]), parse.urlsplit("//host/p?q").netloc, parse.urldefrag("a#b"))
for base, target in [("http://a/b/c/d", "../g"), ("http://a/b/c/d?x", "?y"), ("http://a/b/", "//h/z"), ("http://a/b/c", "../../../x"), ("http://a", "mailto:m@x"), ("http://a/b/c/d", "./g/../h#s")]:
    print(parse.urljoin(base, target), end=" ")
print()
print(shlex.split("a 'b c' \"d \\\" e\" f\\ g # h", comments=True), shlex.quote("it's"), shlex.join(["a b", "c"]), list(shlex.shlex("x=1;y", punctuation_chars=True)))
for bad in [lambda: shlex.split("'open"), lambda: parse.urlparse("http://[bad"), lambda: parse.urlparse("http://h:99999").port]:
    try:
        print(bad())
    except ValueError as error:
        print(error)
