"""JSON written and read: nested documents, text with escapes, numbers; compact and indented."""

import json

SIZE = 1000


def document(i):
    return {
        "id": i,
        "name": f"item \u00e9 \"{i}\"",
        "tags": ["a", "b\n", str(i)],
        "price": i * 1.25,
        "active": i % 2 == 0,
        "parent": None,
        "nested": {"x": [i, i + 1, {"deep": [True, False, None]}], "y": -i / 3},
    }


def main(n):
    documents = [document(i) for i in range(n)]
    text = json.dumps(documents)
    back = json.loads(text)
    pretty = json.dumps(back[: n // 4], indent=2, sort_keys=True)
    again = json.loads(pretty)
    return f"{back == documents} {len(text)} {len(pretty)} {again[-1]['nested']['x'][2]['deep']}"
