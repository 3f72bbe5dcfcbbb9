"""What the control API tells of clients: their mistakes, and what they were shown."""

import json
import xml.etree.ElementTree as ElementTree

import client
from scenarios import PLAIN

LINT = "/__mock/v1/lint"
COVERAGE = "/__mock/v1/coverage"
SEND = (
    "action=send&account=922011&password=123456&mobile=13800138000&content=%E4%BD%A0"
    "&extno=1069012345&rt=json"
)


def ask(port, path):
    return client.ask(port, client.get(path))


def rules(port, query=""):
    return [item["rule"] for item in json.loads(ask(port, LINT + query).body)["items"]]


def form(port, path, body):
    return client.ask(port, client.post(path, body, "application/x-www-form-urlencoded"))


def test_lint(checks, lab):
    with lab.serve(scenario=PLAIN) as server:
        port = server.port
        form(port, "/sms", SEND)
        checks.equal("a decent client has no findings", rules(port), [])
        form(port, "/sms", SEND.replace("%E4%BD%A0", "%C4%E3%BA%C3"))
        form(port, "/sms", SEND)
        checks.equal("others have", rules(port), ["wrong-charset", "sent-twice"])
        checks.equal("errors alone", rules(port, "?severity=error"), ["wrong-charset"])
        item = json.loads(ask(port, LINT + "?rule=wrong-charset").body)["items"][0]
        checks.equal(
            "with section, request and what was seen",
            [item["examples"][0][key] for key in ("section", "request", "seen")],
            ["003 §1.2", 2, "content is no UTF-8, it reads as GBK"],
        )
        checks.equal("a rule that is none", ask(port, LINT + "?rule=nope").status, 400)
        client.ask(port, client.post("/__mock/v1/reset", ""))
        checks.equal("a reset forgets none", len(rules(port)), 2)


def test_coverage(checks, lab):
    with lab.serve(scenario=PLAIN) as server:
        port = server.port
        first = json.loads(ask(port, COVERAGE).body)
        checks.equal("131 outcomes, none seen", (first["seen"], first["total"]), (0, 131))
        form(port, "/sms", SEND)
        seen = [row["id"] for row in json.loads(ask(port, COVERAGE).body)["outcomes"] if row["seen"]]
        checks.equal("what was shown", seen, ["smgw.status.0", "smgw.result.0"])
        text = ask(port, COVERAGE + "?format=text").text
        checks.that("for people", text.startswith("smgw 2 of 48; never seen: status.1, "), text)
        for share, status in ((0, 200), (1, 200), (2, 409), (100, 409)):
            for kind in ("json", "text", "junit"):
                answer = ask(port, f"{COVERAGE}?min={share}&format={kind}")
                checks.equal(f"a gate of {share} in {kind}", answer.status, status)
        for share, element in ((100, "failure"), (0, "skipped")):
            suites = ElementTree.fromstring(
                ask(port, f"{COVERAGE}?min={share}&format=junit").body
            )
            checks.equal(
                f"JUnit has each outcome, with {element}",
                (len(suites.findall(".//testcase")), len(suites.findall(f".//{element}"))),
                (131, 129),
            )
