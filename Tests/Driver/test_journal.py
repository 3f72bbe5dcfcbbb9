"""The journal, what explains a message, and the twins of messages that came twice."""

import base64
import json

import client
import smgw
from control import Control, is_problem
from receiver import OK, Receiver
from scenarios import CLOCK, account, scenario
from server import wait_until

STOPPED = f'clock: {{start: "{CLOCK}", run: false}}\n'
RULES = """rules:
  - {name: late, when: {mobile: "139*"}, then: {report: {mix: {DELIVRD: 9, "MA:0001": 1}, after: 2s..8s}}}
  - {name: lossy, when: {content: lost}, then: [{fault: lose_answer}]}
  - {name: busy, when: {content: busy}, then: {reject: too_many_connections}}
"""


def raw(part):
    return base64.b64decode(part["base64"])


def rule(explain, name):
    return next((r for r in explain["scenario_rules"] if r["name"] == name), None)


def test_bytes(checks, lab):
    with lab.serve(scenario=scenario(account(), top=STOPPED)) as server:
        control = Control(server.port)
        sent = client.post(
            "/sms?x=%7e",
            b"action=send&account=922011&password=123456&rt=json&mobile=13800138000"
            b"&content=%E4%BD%A0+\xff&content=",
        )
        answer = client.ask(server.port, sent)
        record = control.get("/requests/1")
        checks.equal("the request's very bytes", raw(record["request"]), sent)
        checks.equal("no text where they are none", record["request"]["text"], None)
        checks.that("the answer's body", raw(record["answer"]).endswith(answer.body), record)
        checks.equal("all of it was sent", record["answer"]["sent"], "whole")
        checks.equal(
            "its parameters, one by one",
            [(p["in"], p["name"], p["value"], p["damaged"]) for p in record["parameters"]["items"]],
            [
                ("query", "x", "~", False),
                ("body", "action", "send", False),
                ("body", "account", "922011", False),
                ("body", "password", "123456", False),
                ("body", "rt", "json", False),
                ("body", "mobile", "13800138000", False),
                ("body", "content", "你 \ufffd", True),
                ("body", "content", "", False),
            ],
        )
        checks.equal("the charset", record["parameters"]["charset"], "utf-8")
        checks.equal("the message it made", record["messages"], [1])
        checks.equal("the message knows it", control.get("/messages/1")["request"], 1)
        checks.equal(
            "what it was told",
            [record["outcome"][key] for key in ("condition", "code")],
            ["ok", "0"],
        )
        checks.that("and how long it took", 0 < record["microseconds"] < 5_000_000, record)
        checks.that(
            "lint's findings go with it",
            any(f["rule"] == "missing-parameter" and f["seen"] == "extno" for f in record["findings"]),
            record["findings"],
        )
        gbk = client.get(
            "/smsGBK.aspx?action=send&account=922011&password=123456&mobile=13800138000"
            "&content=%C4%E3%BA%C3"
        )
        client.ask(server.port, gbk)
        parameters = control.get("/requests/2")["parameters"]
        checks.equal(
            "GBK where the endpoint is GBK",
            (parameters["charset"], parameters["items"][-1]["value"]),
            ("gbk", "你好"),
        )


def test_list(checks, lab):
    with lab.serve(scenario=scenario(account(), top=STOPPED + RULES)) as server:
        port, control = server.port, Control(server.port)
        smgw.send(port)
        smgw.send(port, content="busy")
        smgw.call(port, "overage")
        smgw.call(port, "overage", password="wrong")

        def numbers(query):
            return [item["number"] for item in control.items(f"/requests?{query}")]

        for query, expected in (
            ("", [4, 3, 2, 1]),
            ("operation=balance", [4, 3]),
            ("outcome=too_many_connections", [2]),
            ("outcome=wrong_password", [4]),
            ("outcome=ok", [3, 1]),
            ("code=21", [2]),
            ("dialect=smgw&since=2", [4, 3]),
            ("dialect=mms", []),
            ("account=922011&scenario=driver&limit=2", [4, 3]),
        ):
            checks.equal(f"requests?{query}", numbers(query), expected)
        part = control.get("/requests?limit=3")
        rest = control.get(f"/requests?limit=3&cursor={part['next']}")
        checks.equal(
            "the next part",
            ([item["number"] for item in rest["items"]], rest["total"], rest["next"]),
            ([1], 4, None),
        )
        for path, status, part in (
            ("/requests/5", 404, "5"),
            ("/requests/one", 404, "one"),
            ("/requests?operation=fly", 400, "operation"),
            ("/requests?outcome=fine", 400, "outcome"),
            ("/requests?since=yesterday", 400, "since"),
            ("/requests?what=1", 400, "what"),
        ):
            is_problem(checks, f"{path} is {status}", control.ask("GET", path), status, part)
        checks.equal("the control API is not in it", control.get("/requests")["total"], 4)
        refused = control.get("/requests/2")["explain"]
        checks.equal("the rule that refused", refused["decided_by"]["name"], "busy")
        checks.equal("and what it decided", rule(refused, "busy")["decided"], ["reject"])
        login = control.get("/requests/4")["explain"]
        checks.equal(
            "a login that failed",
            [(r["rule"], r["verdict"]) for r in login["account_rules"]],
            [("credentials", "passed"), ("account", "passed"), ("password", "refused")],
        )


def test_bounds(checks, lab):
    with lab.serve(scenario=scenario(account(), top=STOPPED)) as server:
        control = Control(server.port)
        ask = client.get("/sms?action=overage&account=922011&password=123456")
        with client.Connection(server.port) as connection:
            for _ in range(2001):
                connection.ask(ask)
        gone = control.ask("GET", "/requests/1")
        is_problem(checks, "the oldest has gone", gone, 410, "request 1")
        checks.equal("the next one has not", control.ask("GET", "/requests/2").status, 200)
        checks.equal("2000 are kept", control.get("/requests?limit=1")["total"], 2000)
        body = b"action=overage&account=922011&password=123456&x=" + b"x" * 4_000_000
        with client.Connection(server.port) as connection:
            for _ in range(10):
                connection.ask(client.post("/sms", body))
        total = control.get("/requests?limit=1")["total"]
        checks.equal("and no more than 32 MiB", total, 8)


def test_explained(checks, lab):
    with Receiver((503, b"busy"), OK) as receiver:
        push = f'{{report: "http://127.0.0.1:{receiver.port}/", retry: [1s]}}'
        text = scenario(account(), account("922012", push=push), top=STOPPED + RULES)
        database = lab.path("explained.db")
        with lab.serve("--db", database, scenario=text) as server:
            port, control = server.port, Control(server.port)
            smgw.send(port, mobile="13900139000,12", content="字" * 80)
            control.advance("8s")
            smgw.pull(port)
            smgw.call(port, "send", account="922012", mobile="13800138000", content="a")
            wait_until(lambda: control.get("/pushes")["total"] == 1)
            control.until_idle()
            explained(checks, control, True)
        with lab.serve("--db", database, scenario=text) as server:
            control = Control(server.port)
            explained(checks, control, False)
            is_problem(checks, "the request has gone", control.ask("GET", "/requests/1"), 410)


def explained(checks, control, kept):
    """What the store has of the three messages, before a restart and after it."""
    when = "" if kept else " after a restart"
    late = control.get("/messages/1")["explain"]
    checks.equal(f"the request is kept{when}", late["request_kept"], kept)
    checks.equal(f"the deciding rule{when}", late["decided_by"]["name"], "late")
    checks.equal(f"segments{when}", late["segments"]["lengths"], [67, 13])
    report = late["report"]
    checks.equal(
        f"the plan{when}",
        (report["planned"][0]["after"], report["planned"][0]["stats"][0]),
        ("2s..8s", {"stat": "DELIVRD", "weight": 9}),
    )
    checks.that(f"the draw{when}", report["drawn"] in ("DELIVRD", "MA:0001"), report)
    pulled = late["handed_over"][0]
    checks.equal(f"pulled by the second{when}", (pulled["way"], pulled["request"]), ("pulled", 2))
    refused = control.get("/messages/2")["explain"]
    checks.equal(
        f"a refused number{when}",
        refused["decided_by"],
        {"kind": "account_rule", "name": "mobile"},
    )
    pushed = control.get("/messages/3")["explain"]["handed_over"][0]
    checks.equal(
        f"pushed, with each answer{when}",
        (pushed["way"], pushed["state"], [(a["status"], a["answer"]) for a in pushed["attempts"]]),
        ("pushed", "acknowledged", [(503, "busy"), (200, "OK")]),
    )


def test_twins(checks, lab):
    with lab.serve(scenario=scenario(account(), top=STOPPED + RULES)) as server:
        port, control = server.port, Control(server.port)
        body = smgw.form(
            action="send", account="922011", password="123456", mobile="13800138000", content="lost"
        )
        with client.Connection(port) as connection:
            connection.send(client.post("/sms", body))
            try:
                connection.rest()
            except ConnectionError:
                pass
        wait_until(lambda: control.get("/messages")["total"] == 1)
        control.advance("5m")
        smgw.send(port, content="lost")
        smgw.send(port, content="twice")
        smgw.send(port, content="twice")
        control.advance("61s")
        smgw.send(port, content="twice")
        keys = ("lost_answer", "resent_as", "resend_of", "same_as")
        found = [tuple(m[key] for key in keys) for m in reversed(control.items("/messages"))]
        expected = [
            ("lose_answer", 2, None, None),
            (None, None, 1, None),
            (None, None, None, 4),
            (None, None, None, 3),
            (None, None, None, None),
        ]
        checks.equal("twins in the list", found, expected)
        one = control.get("/messages/1")
        checks.equal("and on the message", tuple(one[key] for key in keys), expected[0])


def test_slices(checks, lab):
    """A list that takes several turns of the loop, while another client is served."""
    batch = "action=send&account=922011&password=123456&mobile={}&content=many"
    text = scenario(account(max_recipients=5000, balance=1000000), top=STOPPED)
    with lab.serve(scenario=text) as server:
        port, control = server.port, Control(server.port)
        for first in range(0, 20_000, 5000):
            mobiles = ",".join(str(13800000000 + first + number) for number in range(5000))
            client.ask(port, client.post("/sms", batch.format(mobiles)))
        listing = control.get("/messages?q=13800019")
        checks.equal("a number's part", listing["total"], 1000)
        checks.equal("its newest", listing["items"][0]["mobile"], "13800019999")
        checks.equal("nothing", control.get("/messages?content=none")["total"], 0)
        checks.equal("an account", control.get("/messages?account=922011")["total"], 20_000)
        with client.Connection(port) as connection:
            connection.send(client.get("/__mock/v1/messages?content=none"))
        checks.equal("one that left harms nobody", control.get("/messages")["total"], 20_000)
        checks.equal(
            "parts of a filtered list", json.dumps(pages(control, "/messages?q=138000199", 60)), "[60, 40]"
        )


def pages(control, path, limit):
    counts, cursor = [], ""
    while True:
        part = control.get(f"{path}&limit={limit}{cursor}")
        counts.append(len(part["items"]))
        if part["next"] is None:
            return counts
        cursor = f"&cursor={part['next']}"
