"""The control API of this version: health, info, replies; and who may call it."""

import json

import client
import smgw
from scenarios import CLOCK, PLAIN, STOPPED

INFO = "/__mock/v1/info"
PROBLEM = "application/problem+json"


def test_health(checks, lab):
    with lab.serve(scenario=PLAIN) as server:
        for path in ("/__mock/livez", "/__mock/readyz"):
            for host in (client.HOST, "far.example.com"):
                checks.equal(
                    f"{path} for Host {host}",
                    client.ask(server.port, client.get(path, host=host)).status,
                    200,
                )
        answer = client.ask(server.port, client.get(INFO))
        info = json.loads(answer.body)
        checks.equal(
            "info is JSON",
            (answer.status, answer.header("Content-Type").split(";")[0]),
            (200, "application/json"),
        )
        checks.equal("info has the scenarios", info["scenarios"], ["driver"])
        checks.contains("info has the address", json.dumps(info), f"127.0.0.1:{server.port}")
        for key in ("version", "libevent", "sqlite"):
            checks.that(f"info has {key}", info.get(key), info)
        for raw, status in ((client.get("/__mock/v1/nope"), 404), (client.post(INFO, ""), 405)):
            problem(checks, f"{raw[:20]!r} is {status}", client.ask(server.port, raw), status)


def test_replies(checks, lab):
    with lab.serve(scenario=STOPPED) as server:
        port = server.port
        answer = reply(
            port,
            account="922011",
            mobile="13800138000",
            extno="106901234501",
            content="你好",
            after="0s",
        )
        checks.equal("a reply is 201", answer.status, 201)
        smgw.fits(
            checks,
            "and comes to the client with its extno",
            smgw.call(port, "mo"),
            smgw.xml(smgw.xml_reply("13800138000", "106901234501", "你好", CLOCK)),
        )
        for name, status, fields in (
            ("no account", 422, {"account": None}),
            ("no mobile", 422, {"mobile": None}),
            ("no content", 422, {"content": None}),
            ("no such account", 404, {"account": "nobody"}),
            ("a bad mobile", 422, {"mobile": "10086"}),
            ("a bad after", 422, {"after": "soon"}),
            ("a number for after", 422, {"after": 5}),
            ("a number for content", 422, {"content": 5}),
        ):
            good = {"account": "922011", "mobile": "13800138000", "content": "x", "after": "0s"}
            answer = reply(port, **{**good, **fields})
            problem(checks, f"{name}: {status}", answer, status)
            word = next(iter(fields)) if status == 422 else "nobody"
            checks.contains(f"{name}: the field is named", answer.text, word)
        for name, body in (
            ("no JSON", "{"),
            ("an empty body", ""),
            ("a list", "[]"),
            ("a text", '"x"'),
            ("no UTF-8", b'{"account":"\xff"}'),
        ):
            answer = client.ask(port, client.post("/__mock/v1/replies", body, "application/json"))
            problem(checks, f"{name} is refused", answer, 400, 422)
            checks.that(f"{name}: no talk of Swift's own", "Dictionary<" not in answer.text, answer)
        smgw.fits(checks, "none of them became an MO", smgw.call(port, "mo"), smgw.XML_NOTHING)


def test_host_rule(checks, lab):
    with lab.serve(
        "--allow-host", "mock.test", "--allow-host", "other.test", scenario=PLAIN
    ) as server:
        port = server.port
        for host in (
            "127.0.0.1",
            f"127.0.0.1:{port}",
            "localhost",
            "LOCALHOST",
            f"localhost:{port}",
            "[::1]",
            "mock.test",
            "MOCK.test:80",
            "other.test",
        ):
            checks.equal(
                f"Host {host} may", client.ask(port, client.get(INFO, host=host)).status, 200
            )
        for host in (
            "far.example.com",
            f"far.example.com:{port}",
            "127.0.0.1.example.com",
            "localhost.example.com",
            "notlocalhost",
            "x.mock.test",
            "mock.test.example.com",
            "far.example.com@127.0.0.1",
        ):
            answer = client.ask(port, client.get(INFO, host=host))
            problem(checks, f"Host {host} is 403", answer, 403)
            path = client.request(
                "POST", "/__mock/v1/replies", [("Content-Length", "2")], "{}", host=host
            )
            checks.equal(f"Host {host}: POST is 403 too", client.ask(port, path).status, 403)
        for path in ("//__mock/v1/info", "/__mock//v1/info", "/%5F_mock/v1/info"):
            status = client.ask(port, client.get(path, host="far.example.com")).status
            checks.that(f"no way round it by {path}", status in (403, 404), status)
        smgw.fits(
            checks,
            "the gateway itself has no such rule",
            client.ask(
                port,
                client.get(
                    "/sms?action=overage&account=922011&password=123456&rt=json",
                    host="far.example.com",
                ),
            ),
            smgw.json_balance(100000),
        )


def test_token(checks, lab):
    with lab.serve("--token", "s3cret", scenario=PLAIN) as server:
        port = server.port
        for value in (
            None,
            "Bearer wrong",
            "Bearer s3cre",
            "Bearer s3cret2",
            "Bearer",
            "s3cret",
            "Basic s3cret",
        ):
            headers = [("Authorization", value)] if value else []
            problem(
                checks,
                f"Authorization {value}: 401",
                client.ask(port, client.get(INFO, headers)),
                401,
            )
        headers = [("Authorization", "Bearer s3cret")]
        checks.equal("the token opens it", client.ask(port, client.get(INFO, headers)).status, 200)
        checks.equal(
            "the scheme's name has no case (RFC 9110, 11.1)",
            client.ask(port, client.get(INFO, [("Authorization", "bearer s3cret")])).status,
            200,
        )
        problem(
            checks,
            "a foreign Host with the token: 403",
            client.ask(port, client.get(INFO, headers, host="far.example.com")),
            403,
        )
        body = json.dumps(
            {"account": "922011", "mobile": "13800138000", "content": "x", "after": "0s"}
        )
        raw = client.post("/__mock/v1/replies", body, "application/json")
        problem(checks, "a reply without it: 401", client.ask(port, raw), 401)
        for path in ("/__mock/livez", "/__mock/readyz"):
            checks.equal(f"{path} needs none", client.ask(port, client.get(path)).status, 200)
        smgw.fits(
            checks, "nor do clients; and no reply was made", smgw.call(port, "mo"), smgw.XML_NOTHING
        )
        checks.equal(
            "ready works without it", lab.run("ready", "--url", f"http://127.0.0.1:{port}").code, 0
        )
    with lab.serve("--token", "none", scenario=PLAIN) as server:
        checks.equal("--token none: open", client.ask(server.port, client.get(INFO)).status, 200)


def test_own_port(checks, lab):
    with lab.serve("--control", "127.0.0.1:0", scenario=PLAIN) as server:
        control = server.control_port
        checks.that("the control API has a port of its own", control != server.port)
        for path in (INFO, "/__mock/livez", "/__mock/readyz"):
            checks.equal(f"{path} is there", client.ask(control, client.get(path)).status, 200)
            checks.equal(
                f"{path} is not on the gateway's",
                client.ask(server.port, client.get(path)).status,
                404,
            )
        checks.equal(
            "the gateway is not there",
            client.ask(control, client.get("/sms?action=overage")).status,
            404,
        )
        smgw.fits(
            checks,
            "the gateway is on its own",
            smgw.call(server.port, "overage", rt="json"),
            smgw.json_balance(100000),
        )
        checks.equal(
            "ready asks the control port",
            lab.run("ready", "--url", f"http://127.0.0.1:{control}").code,
            0,
        )


def reply(port, **fields):
    body = json.dumps({key: value for key, value in fields.items() if value is not None})
    return client.ask(port, client.post("/__mock/v1/replies", body, "application/json"))


def problem(checks, name, answer, *statuses):
    """A refusal of the control API: its status, its type, and a body that says so."""
    holds = answer.status in statuses and answer.header("Content-Type") == PROBLEM
    checks.that(name, holds and json.loads(answer.body).get("status") == answer.status, answer)
