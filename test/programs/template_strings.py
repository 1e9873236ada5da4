"""Template strings (PEP 750): parts, conversions, format specs, nesting, escaping HTML and SQL with them, raw ones."""

import html
from string.templatelib import Interpolation, Template, convert

name, width, amount = "<Ann & Bob>", 12, 1234.5
t = t"Hello {name!r:>{width}}, you owe {amount:,.2f} {'EUR'}!"
print(t.strings, t.values, [(i.value, i.expression, i.conversion, i.format_spec) for i in t.interpolations])
print(list(t)[:3], type(t).__name__, len(t.strings) == len(t.interpolations) + 1)


def render(template):
    out = []
    for part in template:
        match part:
            case str():
                out.append(part)
            case Interpolation(value, _, conversion, spec):
                out.append(format(convert(value, conversion), spec))
    return "".join(out)


print(render(t) == f"Hello {name!r:>{width}}, you owe {amount:,.2f} {'EUR'}!", render(t))


def safe(template):
    parts = []
    for part in template:
        if isinstance(part, str):
            parts.append(part)
        elif isinstance(part.value, Template):
            parts.append(safe(part.value))
        elif isinstance(part.value, list):
            parts.extend(safe(item) if isinstance(item, Template) else html.escape(str(item)) for item in part.value)
        else:
            parts.append(html.escape(format(convert(part.value, part.conversion), part.format_spec)))
    return "".join(parts)


def sql(template):
    query, params = [], []
    for part in template:
        if isinstance(part, Interpolation):
            query.append("?")
            params.append(part.value)
        else:
            query.append(part)
    return "".join(query), params


items = ["a<b", "c&d"]
page = t"<h1>{name}</h1><ul>{[t'<li>{i}</li>' for i in items]}</ul>{t'<b>{amount:.1f}</b>'}"
print(safe(page))
print(sql(t"select * from t where name = {name} and amount > {amount + 1} -- {{literal}}"))
print(t"", t"".strings, t"{1}{2}".strings, t"a" t"{1}b" t"c", rt"\n{1}\t".strings, t"\n\x41{1}".strings, t"{name = }".strings, t"{name=!s:>5}".interpolations[0])
print(t"{ 1 + 1 }".interpolations[0].expression, t'{"nested" + f"{name}"}'.values, t"""{
    width
    * 2
}""".interpolations[0], t"{(lambda x: x * 2)(4)}".values, t"{name if width > 3 else 0!a}".interpolations[0].conversion)
combined = t"a{1}b" + t"c{2}d"
print(combined.strings, combined.values, (t"{1}" + t"{2}").strings, Template("x", "y", Interpolation(5, "five", "r", ">3"), "z").strings, Template().strings, Template(Interpolation(1), Interpolation(2)).strings)
print(repr(t"x{width:>{width}}"), repr(Interpolation(1, "1")), Interpolation.__match_args__, t"{1}" == t"{1}", convert("é", "a"), convert(5, None), convert("x", "r"))
evaluated = []
lazy = t"{evaluated.append(1)} {len(evaluated)}"
print(lazy.values, evaluated)
for action in [lambda: t"a" + "b", lambda: "b" + t"a", lambda: Template(5), lambda: t"{1}".strings.append(1), lambda: setattr(t"a", "strings", ()), lambda: Interpolation(), lambda: Interpolation(1, "e", "z"), lambda: t"{undefined_name}", lambda: {}[t"a".strings], lambda: "".join(t"a{1}"), lambda: convert(1, "q")]:
    try:
        print(action())
    except (TypeError, AttributeError, NameError, ValueError, KeyError) as error:
        print(type(error).__name__, error)
for source in ['t"{}"', 't"{1"', 't"{1!x}"', 't"a" "b"', 'f"{1}" t"{2}"', 't"}"', 'bt"x"', 't"{a b}"', 'ft"x"', 't"{!r}"']:
    try:
        compile(source, "<t>", "eval")
        print("fine", source)
    except SyntaxError as error:
        print(repr(source), error.msg)
