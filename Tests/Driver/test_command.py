"""check, codes and ready, and what a wrong command line is told."""

import csv
import json
import socket
import threading
import time
from pathlib import Path

import client
from scenarios import PLAIN

CATALOGUE = Path(__file__).with_name("smgw_outcomes.tsv")

MISTAKES = """name: Bad Name
seed: x
acounts: []
accounts:
  - account: "922011"
    pasword: "1"
    billing: prepayed
    balance: lots
    hours: "25:00-21:00"
    templates: ["/(/"]
"""
# The place of each mistake above, and a word that its line must have.
PLACES = [
    ("1:7", "name"),
    ("2:7", "seed"),
    ("3:1", '"accounts"'),
    ("5:5", "password"),
    ("6:5", '"password"'),
    ("7:14", '"prepaid"'),
    ("8:14", "balance"),
    ("9:12", "hours"),
    ("10:17", "templates"),
]


def test_check(checks, lab):
    good, bad = lab.file(PLAIN), lab.file(MISTAKES)
    result = lab.run("check", good)
    checks.equal("a good scenario: exit 0", (result.code, result.err), (0, ""))
    result = lab.run("check", bad)
    lines = (result.out + result.err).splitlines()
    checks.equal("mistakes: exit 1", result.code, 1)
    checks.equal("mistakes: a line each", len(lines), len(PLACES))
    for (place, word), line in zip(PLACES, lines):
        checks.that(
            f"mistake at {place} is named",
            line.startswith(f"{bad}:{place}:") and word in line,
            line,
        )
    for place in ("3:1", "6:5", "7:14"):
        checks.that(
            f"mistake at {place} has a suggestion",
            any(f":{place}:" in line and "did you mean" in line for line in lines),
            lines,
        )
    result = lab.run("check", good, bad, lab.file(""))
    checks.equal("several files, one good: exit 1", result.code, 1)
    checks.equal(
        "several files: the problems of all",
        len((result.out + result.err).splitlines()),
        len(PLACES) + 1,
    )
    result = lab.run("check", good, good)
    checks.equal("several good files: exit 0", result.code, 0)
    for name, path in (
        ("not YAML", lab.file("a: [")),
        ("empty", lab.file("")),
        ("a list", lab.file("- a\n")),
        ("no UTF-8", lab.file(b"\xff\xfe\x00")),
        ("missing", lab.path("none.yaml")),
        ("a folder", lab.folder),
        ("a tab for indentation", lab.file("name: x\naccounts:\n\t- account: a\n")),
        ("a key twice", lab.file("name: a\nname: b\n" + PLAIN.split("\n", 1)[1])),
    ):
        result = lab.run("check", path)
        lines = (result.out + result.err).splitlines()
        checks.equal(f"{name}: exit 1", result.code, 1)
        checks.that(
            f"{name}: one line that begins with the file",
            len(lines) == 1 and lines[0].startswith(f"{path}:"),
            lines,
        )
        checks.that(
            f"{name}: no talk of the library's own",
            "NSCocoa" not in result.out and "operation could" not in result.out,
            lines,
        )


def test_codes(checks, lab):
    with open(CATALOGUE, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    result = lab.run("codes")
    result_text = result.out
    checks.equal("codes: exit 0", (result.code, result.err), (0, ""))
    lines = result.out.splitlines()
    for row in rows:
        found = any(
            line.split()[:4] == ["smgw", row["where"], row["code"], row["condition"]]
            and row["text"] in line
            and row["cause"] in line
            for line in lines
        )
        checks.that(f"codes lists {row['id']} and its cause", found)
    result = lab.run("codes", "--json")
    listed = [row for row in json.loads(result.out) if row["dialect"] == "smgw"]
    for row in rows:
        found = any(
            all(row[key] == entry[key] for key in ("id", "code", "text", "condition", "cause"))
            for entry in listed
        )
        checks.that(f"codes --json has {row['id']} as it stands", found)
    checks.equal("codes --json has no others", len(listed), len(rows))
    only = lab.run("codes", "--dialect", "smgw")
    checks.equal("codes --dialect smgw: exit 0", only.code, 0)
    checks.equal(
        "codes --dialect smgw: its lines only",
        [line.split() for line in only.out.partition("\n\n")[0].splitlines()],
        [line.split() for line in lines if line.startswith("smgw ")],
    )
    checks.equal(
        "and the numbers that break something",
        only.out.partition("\n\n")[2],
        result_text.partition("\n\n")[2],
    )
    numbers = [line.split(maxsplit=1) for line in lines if line.startswith("1990000")]
    checks.that("codes lists what breaks something", ["1990000907X", "lose_answer"] in numbers)
    checks.that("codes --json has the numbers", any(row.get("number") for row in listed), listed)
    refused = lab.run("codes", "--dialect", "nope")
    checks.that(
        "codes --dialect nope: exit 2, one line",
        refused.code == 2 and len(refused.err_lines) == 1,
        refused,
    )


def test_ready(checks, lab):
    with lab.serve() as server:
        url = f"http://127.0.0.1:{server.port}"
        checks.equal("ready: exit 0", lab.run("ready", "--url", url).code, 0)
        checks.equal("ready with a slash: exit 0", lab.run("ready", "--url", url + "/").code, 0)
        checks.equal("ready --wait: exit 0", lab.run("ready", "--wait", "--url", url).code, 0)
        server.stop()
        result = lab.run("ready", "--url", url)
        checks.that(
            "ready, nobody there: exit 1, one line",
            result.code == 1 and len(result.err_lines) == 1,
            result,
        )
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"http://127.0.0.1:{mute.getsockname()[1]}"
        for flags in ([], ["--wait"]):
            started = time.monotonic()
            result = lab.run("ready", *flags, "--url", url, "--timeout", "1s")
            took = time.monotonic() - started
            checks.that(
                f"ready {flags}, somebody who never answers: exit 1 when the time is over",
                result.code == 1,
                f"{result} after {took:.1f} s",
            )


def test_ready_waits(checks, lab):
    """`ready --wait` asks again: three times 503, then 200."""
    answers = [b"503 Service Unavailable"] * 3 + [b"200 OK"]
    asked = []

    def play(listener):
        for answer in answers:
            connection, _ = listener.accept()
            with connection:
                connection.settimeout(client.TIMEOUT)
                asked.append(connection.recv(65536))
                connection.sendall(
                    b"HTTP/1.1 " + answer + b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                )

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(10)
        thread = threading.Thread(target=play, args=(listener,), daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        result = lab.run("ready", "--wait", "--timeout", "10s", "--url", url)
        thread.join(10)
    checks.equal("ready --wait: exit 0 after three times 503", result.code, 0)
    checks.that(
        "it asks for /__mock/readyz",
        len(asked) == 4 and all(b" /__mock/readyz " in raw for raw in asked),
        asked,
    )


def test_wrong_command_lines(checks, lab):
    for args in (
        ["--listen", "nonsense"],
        ["--listen", "127.0.0.1:99999"],
        ["--listen", "127.0.0.1"],
        ["--control", "nonsense"],
        ["--max-messages", "abc"],
        ["--max-messages", "0"],
        ["--sync", "maybe"],
        ["--log-level", "loud"],
        ["--log-format", "xml"],
        ["--max-body", "3XB"],
        ["--db", ""],
        ["--nonsense"],
        ["--listen"],
        ["extra"],
        ["--port-file", str(lab.path("none") / "deeper" / "port")],
        ["--scenario", str(lab.path("none.yaml"))],
    ):
        listen = [] if args[0] == "--listen" else ["--listen", "127.0.0.1:0"]
        result = lab.run("serve", *listen, *args, timeout=5)
        checks.that(
            f"serve {' '.join(args[:1])} {Path(args[-1]).name!r}: exit 2, one line, no start",
            result.code == 2 and len(result.err_lines) == 1 and result.out == "",
            result,
        )
    for args in (
        ["frobnicate"],
        ["check"],
        ["ready", "--timeout", "soon"],
        ["ready", "--url", "::"],
    ):
        result = lab.run(*args, timeout=5)
        checks.that(
            f"{' '.join(args)}: not 0, one line",
            result.code in (1, 2) and len(result.err_lines) == 1,
            result,
        )
    for args in (["--help"], ["serve", "--help"], ["check", "--help"]):
        result = lab.run(*args)
        checks.that(f"{' '.join(args)}: exit 0", result.code == 0 and "USAGE" in result.out, result)
