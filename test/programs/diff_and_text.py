"""difflib, textwrap, pprint, reprlib, fnmatch, string templates, tokenizing and dedenting."""

import difflib
import fnmatch
import io
import keyword
import pprint
import reprlib
import string
import textwrap
import tokenize

OLD = "one\ntwo\nthree\nfour\nfive\nsix\n".splitlines(True)
NEW = "one\n2\nthree\nfour and a half\nfive\nsix\nseven\n".splitlines(True)
print("".join(difflib.unified_diff(OLD, NEW, "old.txt", "new.txt", n=1)), end="")
print("".join(difflib.ndiff(OLD, NEW)), end="")
print("".join(difflib.context_diff(OLD, NEW, "a", "b", n=0)), end="")
matcher = difflib.SequenceMatcher(None, "qabxcd", "abycdf")
print(matcher.get_opcodes(), round(matcher.ratio(), 4), matcher.quick_ratio(), matcher.find_longest_match(), matcher.get_matching_blocks())
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), difflib.get_close_matches("wheel", keyword.kwlist), difflib.IS_CHARACTER_JUNK(" "), list(difflib.restore(difflib.ndiff(["a\n"], ["b\n"]), 2)))

data = {"name": "x" * 30, "items": list(range(25)), "nested": {"deep": [{"k": (1, 2)}, {"set": {3, 1, 2}}], "text": "word " * 20}, "empty": [], 5: None}
pprint.pprint(data, width=60, sort_dicts=False)
pprint.pprint(data, depth=1, compact=True)
print(pprint.pformat([[1, 2], "a" * 10], width=10, indent=2), pprint.saferepr({"b": 1, "a": 2}), pprint.isreadable(data), pprint.isrecursive(loop := [1]), loop.append(loop), pprint.isrecursive(loop))
r = reprlib.Repr(maxlist=3, maxstring=12, maxdict=2, maxlong=10)
print(r.repr(list(range(9))), r.repr("abcdefghijklmnopqrstuvwxyz"), r.repr({i: i for i in range(5)}), r.repr(10**30), reprlib.repr(set("abcdefghij")))


class Node:
    def __init__(self, *children):
        self.children = children

    @reprlib.recursive_repr("<again>")
    def __repr__(self):
        return f"Node{self.children}"


n = Node(1)
n.children = (n, Node())
print(n)
print(fnmatch.filter(["a.py", "b.txt", "C.PY", "[x].py"], "*.py"), fnmatch.fnmatchcase("a1b", "a[0-9]?"), fnmatch.fnmatch("x", "[!a-w]"), fnmatch.translate("*.[ch]"), fnmatch.filterfalse(["a.py", "b"], "*.py"))


class Percent(string.Template):
    delimiter = "%"
    idpattern = "[a-z.]+"


print(Percent("%{a.b} and %c, 100%%").substitute({"a.b": 1, "c": 2}), string.Template("$x $y ${z}").safe_substitute(x=1), string.Template("$a ${b} $$").get_identifiers(), string.Template("$ x").is_valid())
for bad in ["$ x", "${", "$missing"]:
    try:
        string.Template(bad).substitute()
    except (ValueError, KeyError) as error:
        print(type(error).__name__, error)


class Fmt(string.Formatter):
    def get_value(self, key, args, kwargs):
        return kwargs.get(key, f"<{key}>") if isinstance(key, str) else args[key]

    def convert_field(self, value, conversion):
        return str(value).upper() if conversion == "u" else super().convert_field(value, conversion)


print(Fmt().format("{a!u} {b} {0:>5}|{c[0]}", 7, a="x", c="yz"), list(string.Formatter().parse("a{b!r:>{w}}c{{")))
SOURCE = "def f(x):\n    # note\n    return f'{x!r:>5}' + \"é\"  # end\n\nx: int = 0x1F @ ~y\n"
for token in tokenize.generate_tokens(io.StringIO(SOURCE).readline):
    print(tokenize.tok_name[token.exact_type], repr(token.string), token.start, token.end, end="; ")
print()
print(tokenize.untokenize(tokenize.generate_tokens(io.StringIO(SOURCE).readline)) == SOURCE, keyword.iskeyword("match"), keyword.issoftkeyword("match"), "type" in keyword.softkwlist, len(keyword.kwlist))
paragraph = "Lorem ipsum-dolor sit amet, consectetuer   adipiscing elit.\tAenean commodo ligula."
for options in [{"width": 20}, {"width": 20, "break_on_hyphens": False}, {"width": 30, "max_lines": 2, "placeholder": "…"}, {"width": 9, "break_long_words": False}, {"width": 25, "initial_indent": "* ", "subsequent_indent": "  ", "drop_whitespace": False, "expand_tabs": False}]:
    print(textwrap.wrap(paragraph, **options))
print(repr(textwrap.dedent("\t\ta\n\t\t  b\n\n\t\tc")), repr(textwrap.indent("a\n \nb", "> ", lambda line: True)), repr(textwrap.dedent("  x\n y")))
