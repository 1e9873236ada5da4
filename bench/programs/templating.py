"""A template engine: templates are compiled to closures, then rendered with loops, conditions and filters."""

import re

SIZE = 300

TEMPLATE = """<ul class="{{ kind|upper }}">
{% for item in items %}{% if item.visible %}  <li id="{{ item.id }}">{{ item.name|title }}: {{ item.price|money }}</li>
{% endif %}{% endfor %}</ul><p>{{ total|money }}</p>
"""

FILTERS = {"upper": str.upper, "title": str.title, "money": lambda value: f"{value / 100:,.2f} EUR"}
TOKEN = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})")


def lookup(context, path):
    value = context[path[0]]
    for name in path[1:]:
        value = value[name]
    return value


def expression(text):
    name, *filters = [part.strip() for part in text.split("|")]
    path = name.split(".")
    functions = [FILTERS[each] for each in filters]

    def evaluate(context):
        value = lookup(context, path)
        for function in functions:
            value = function(value)
        return value

    return evaluate


def block(tokens, end):
    nodes = []
    while tokens:
        token = tokens.pop()
        if token.startswith("{{"):
            value = expression(token[2:-2])
            nodes.append(lambda context, out, value=value: out.append(str(value(context))))
        elif token.startswith("{%"):
            words = token[2:-2].split()
            if words[0] == end:
                return nodes
            if words[0] == "for":
                body = block(tokens, "endfor")
                nodes.append(loop(words[1], expression(words[3]), body))
            else:
                nodes.append(condition(expression(words[1]), block(tokens, "endif")))
        elif token:
            nodes.append(lambda context, out, token=token: out.append(token))
    return nodes


def loop(name, sequence, body):
    def run(context, out):
        for item in sequence(context):
            inner = {**context, name: item}
            for node in body:
                node(inner, out)

    return run


def condition(test, body):
    def run(context, out):
        if test(context):
            for node in body:
                node(context, out)

    return run


def main(n):
    nodes = block(TOKEN.split(TEMPLATE)[::-1], None)
    length = 0
    for i in range(n):
        items = [{"id": k, "name": f"thing number {k}", "price": k * 1999, "visible": k % 3 != i % 3} for k in range(20)]
        context = {"kind": "list", "items": items, "total": sum(item["price"] for item in items)}
        out = []
        for node in nodes:
            node(context, out)
        length += len("".join(out))
    return length
