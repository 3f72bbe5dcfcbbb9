"""The runnable examples of a page: each ```sh block, and the answer printed below it.

In a JSON answer `…` is a value that is not looked at; as the last item of a list or an object it
stands for any further ones.
"""

import json
import re

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
REST = "…"


class Example:
    """One command, and what it prints: of the kind `json` or `text`."""

    def __init__(self, line, command, kind, answer):
        self.line = line
        self.command = command
        self.kind = kind
        self.answer = answer


def read(page):
    """All examples of a page's text, in order; a command without an answer is a mistake."""
    blocks = [
        (page.count("\n", 0, found.start()) + 1, found.group(1), found.group(2))
        for found in BLOCK.finditer(page)
    ]
    examples = []
    for place, (line, kind, text) in enumerate(blocks):
        if kind != "sh":
            continue
        follower = blocks[place + 1] if place + 1 < len(blocks) else (0, "", "")
        if follower[1] not in ("json", "text"):
            raise ValueError(f"line {line}: a command without the answer it gives")
        examples.append(Example(line, text, follower[1], follower[2]))
    return examples


def difference(example, printed, port):
    """Where what a command printed is not what its example says, or None."""
    expected = example.answer.replace("127.0.0.1:7862", f"127.0.0.1:{port}")
    if example.kind == "text":
        return None if printed == expected else f"{printed!r} is not {expected!r}"
    try:
        got = json.loads(printed)
    except ValueError:
        return f"{printed!r} is no JSON"
    return unlike(got, json.loads(quoted(expected)), "$")


def quoted(text):
    """JSON in which each `…` outside of a text has become one that JSON knows."""
    result = []
    open_brackets = []
    for token in re.findall(r'"(?:[^"\\]|\\.)*"|\s+|.', text):
        if token in "{[":
            open_brackets.append(token)
        elif token in "}]":
            open_brackets.pop()
        elif token == REST:
            before = "".join(result).rstrip()
            is_member = open_brackets and open_brackets[-1] == "{" and not before.endswith(":")
            token = f'"{REST}": 0' if is_member else f'"{REST}"'
        result.append(token)
    return "".join(result)


def unlike(got, expected, path):
    """The first place where a value is not as expected, in words, or None."""
    if expected == REST:
        return None
    if isinstance(expected, dict) and isinstance(got, dict):
        missing = [key for key in expected if key != REST and key not in got]
        more = [key for key in got if key not in expected]
        if missing or (more and REST not in expected):
            return f"{path} lacks {missing} and has {more} besides"
        pairs = [(f"{path}.{key}", got[key], expected[key]) for key in expected if key != REST]
    elif isinstance(expected, list) and isinstance(got, list):
        is_open = bool(expected) and expected[-1] == REST
        wanted = expected[:-1] if is_open else expected
        if len(got) < len(wanted) or (len(got) > len(wanted) and not is_open):
            return f"{path} has {len(got)} items, expected {len(wanted)}: {got!r}"
        pairs = [(f"{path}[{at}]", got[at], item) for at, item in enumerate(wanted)]
    else:
        same = type(got) is type(expected) and got == expected
        return None if same else f"{path} is {got!r}, expected {expected!r}"
    return next((found for at, a, b in pairs if (found := unlike(a, b, at))), None)
