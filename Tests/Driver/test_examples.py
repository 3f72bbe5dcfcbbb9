"""docs/control-api.md does what it says: its commands are run, and their answers compared."""

import re
import subprocess
from pathlib import Path

import client
import examples
from receiver import OK, Receiver

PAGE = Path(__file__).resolve().parents[2] / "docs" / "control-api.md"


def test_the_comparison_itself(checks, _):
    """What would let a wrong example pass."""
    for got, expected, is_like in (
        ('{"a": 1}', '{"a": 1}', True),
        ('{"a": 1}', '{"a": 2}', False),
        ('{"a": 1}', '{"a": true}', False),
        ('{"a": 1}', '{"a": …}', True),
        ('{"b": 1}', '{"a": …}', False),
        ('{"a": 1, "b": 2}', '{"a": 1}', False),
        ('{"a": 1, "b": 2}', '{"a": 1, …}', True),
        ('{"a": 1, "b": 2}', '{"a": 2, …}', False),
        ("[1, 2]", "[1]", False),
        ("[1, 2]", "[1, …]", True),
        ("[1]", "[1, 2, …]", False),
        ('["x … y"]', '["x … y"]', True),
        ('["x z y"]', '["x … y"]', False),
        ('{"u": "127.0.0.1:5"}', '{"u": "127.0.0.1:7862"}', True),
    ):
        example = examples.Example(1, "", "json", expected)
        found = examples.difference(example, got, 5)
        checks.equal(f"{got} against {expected}", found is None, is_like)


def test_the_page(checks, lab):
    page = examples.read(PAGE.read_text("utf-8"))
    checks.that("the page has examples", len(page) > 25, len(page))
    with Receiver((503, b"busy"), OK) as receiver, lab.serve() as server:
        ports = {"7862": server.port, "9000": receiver.port}
        for example in page:
            command, printed = example.command, ""
            for written, real in ports.items():
                command = command.replace(f"127.0.0.1:{written}", f"127.0.0.1:{real}")
            ended = subprocess.run(
                ["bash", "-c", command],
                capture_output=True,
                timeout=20,
                stdin=subprocess.DEVNULL,
            )
            printed = ended.stdout.decode("utf-8").replace(
                f"127.0.0.1:{receiver.port}", "127.0.0.1:9000"
            )
            checks.equal(
                f"line {example.line}: {example.command.splitlines()[0][:90]}",
                examples.difference(example, printed, server.port),
                None,
            )


def test_each_call_has_an_example(checks, lab):
    """The server lists its calls where something is at none of them."""
    with lab.serve() as server:
        text = client.ask(server.port, client.get("/__mock/v1/nothing")).text
    calls = re.findall(r"(GET|POST|PUT|PATCH|DELETE) (/__mock/[^ ,\"]*)", text)
    checks.that("there are calls", len(calls) > 20, calls)
    shown = [called(example.command) for example in examples.read(PAGE.read_text("utf-8"))]
    for method, path in calls:
        shape = re.sub(r"\\\{\\?\+?\w+\\\}", "[^/?]+", re.escape(path))
        is_shown = any(m == method and re.fullmatch(shape, p) for m, p in shown)
        checks.that(f"{method} {path} has one", is_shown)


def called(command):
    """Method and path of a curl command."""
    target = re.search(r"http://127\.0\.0\.1:7862([^\s'?]*)", command).group(1)
    method = re.search(r"-X (\w+)", command)
    if method:
        return method.group(1), target
    return ("POST" if re.search(r" (-d|--data)", command) else "GET"), target
