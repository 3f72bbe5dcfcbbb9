"""Rules that spoil the answer, as they are seen at the socket; and answers that come late."""

import select
import time

import client
import smgw
from control import Control
from scenarios import CLOCK, account, scenario
from server import wait_until

FAULTS = ["drop", "reset", "empty", "garbage", "truncate", "lose_answer", "{http: 503}"]
# Whether the message is there afterwards, and charged.
STORING = {"empty", "garbage", "truncate", "lose_answer"}
CLOSED, RESET = "closed", "reset"
STOPPED_CLOCK = f'clock: {{start: "{CLOCK}", run: false}}\n'


def rules(then, when=""):
    return STOPPED_CLOCK + f"rules: [{{when: {{operation: send{when}}}, then: {then}}}]"


def ending(port, raw):
    """What comes until the server ends the connection, and how it ends it."""
    with client.Connection(port) as connection:
        connection.send(raw)
        data = b""
        while True:
            try:
                more = connection.socket.recv(65536)
            except ConnectionResetError:
                return RESET, data
            if not more:
                return CLOSED, data
            data += more


def message(number=0):
    body = smgw.form(
        action="send", account="922011", password="123456", mobile="13800138000", content="hello"
    )
    return client.post("/sms", body, headers=[("Connection", "close")])


def test_each_fault(checks, lab):
    for fault in FAULTS:
        with lab.serve(scenario=scenario(account(), top=rules(f"[{{fault: {fault}}}]"))) as server:
            port, control = server.port, Control(server.port)
            how, data = ending(port, message())
            head, _, body = data.partition(b"\r\n\r\n")
            status = head[9:12]
            if fault in ("drop", "reset", "lose_answer"):
                expected = (CLOSED if fault == "drop" else RESET, b"")
                checks.equal(f"{fault}: how it ends", (how, data), expected)
            elif fault == "empty":
                checks.equal(
                    f"{fault}: 200 and nothing", (how, status, body), (CLOSED, b"200", b"")
                )
            elif fault == "garbage":
                checks.that(
                    f"{fault}: 200 and bytes that mean nothing",
                    status == b"200" and body and b"returnsms" not in body,
                    data,
                )
            elif fault == "truncate":
                length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
                checks.that(
                    f"{fault}: less than was announced",
                    how == CLOSED and 0 < len(body) < length and body.startswith(b"<?xml"),
                    data,
                )
            else:
                checks.equal(f"{fault}: its status", status, b"503")
            is_stored = fault in STORING
            checks.equal(
                f"{fault}: stored {is_stored}", control.get("/messages")["total"], int(is_stored)
            )
            checks.equal(
                f"{fault}: charged {is_stored}", smgw.balance(port), 100000 - int(is_stored)
            )
            smgw.fits(
                checks,
                f"{fault}: the next one is well",
                smgw.send(port),
                smgw.xml_sent(99999 - int(is_stored), ("13800138000", 0)),
            )
            matches = control.get("/scenarios/driver")["rules"][0]["matches"]
            checks.equal(f"{fault}: counted once", matches, 1)


def test_a_lost_answer_sent_again(checks, lab):
    """What the client takes for lost is there twice."""
    with lab.serve(scenario=scenario(account(), top=rules("[{fault: lose_answer}]"))) as server:
        control = Control(server.port)
        checks.equal("the answer is lost", ending(server.port, message())[0], RESET)
        checks.equal("sent again", ending(server.port, message())[1][9:12], b"200")
        found = control.items("/messages?content=hello&mobile=13800138000")
        checks.equal("two messages, two mids", len({item["mid"] for item in found}), 2)
        checks.equal("both charged", smgw.balance(server.port), 99998)
        checks.equal("both are reported", len(smgw.pull(server.port)), 2)


def test_stall(checks, lab):
    text = scenario(account(connections="1"), top=rules("[{fault: stall}]"))
    for way in ("/reset", "/scenarios/driver/reset", "DELETE", "leaves"):
        with lab.serve(scenario=text) as server:
            port, control = server.port, Control(server.port)
            stalled = client.Connection(port).send(message())
            wait_until(lambda: control.get("/scenarios/driver")["rules"][0]["matches"] == 1)
            control.advance("72h")
            checks.that(f"{way}: no answer, ever", is_silent(stalled))
            checks.equal(f"{way}: nothing was stored", control.get("/messages")["total"], 0)
            other = smgw.send(port, rt="json")
            checks.that(f"{way}: it takes its connection", b'"result":0' not in other.body, other)
            if way == "leaves":
                stalled.close()
                sent = wait_until(lambda: b'"result":0' in smgw.send(port, rt="json").body)
                checks.that("leaves: its connection is free", sent)
                continue
            if way == "DELETE":
                control.ask("DELETE", "/scenarios/driver")
            else:
                control.json("POST", way)
            checks.equal(f"{way}: ends it", stalled.rest(), b"")
            stalled.close()
            if way != "DELETE":
                checks.equal(
                    f"{way}: nothing was charged",
                    control.get("/accounts/922011")["balance"],
                    100000,
                )


def test_delay(checks, lab):
    """A stopped clock holds an answer until it is moved."""
    text = scenario(account(), top=rules("{delay: 3s}"))
    for end in ("advanced", "reset"):
        with lab.serve(scenario=text) as server:
            port, control = server.port, Control(server.port)
            waiting = client.Connection(port).send(message())
            wait_until(lambda: control.get("/messages")["total"] == 1)
            checks.equal(f"{end}: stored at once", smgw.balance(port), 99999)
            control.advance("2900ms")
            checks.that(f"{end}: not before its time", is_silent(waiting))
            if end == "reset":
                control.json("POST", "/reset")
                checks.equal("reset: the connection ends", waiting.rest(), b"")
            else:
                control.advance("100ms")
                answer = waiting.answer()
                smgw.fits(
                    checks, "advanced: then", answer, smgw.xml_sent(99999, ("13800138000", 0))
                )
            waiting.close()
    with lab.serve(scenario=text) as server:
        control = Control(server.port)
        waiting = client.Connection(server.port).send(message())
        wait_until(lambda: control.get("/messages")["total"] == 1)
        control.json("POST", "/clock", {"set": "2017-04-12 01:38:24"})
        checks.equal("set will do as well", waiting.answer().status, 200)
        waiting.close()
    real = scenario(account(), top="rules: [{when: {operation: send}, then: {delay: 200ms}}]")
    with lab.serve(scenario=real) as server:
        started = time.monotonic()
        smgw.send(server.port)
        passed = time.monotonic() - started
        checks.that("a running clock gets there by itself", 0.19 <= passed < 2, passed)


def is_silent(connection):
    """Whether nothing has come on a connection by the time that another call was answered."""
    return not select.select([connection.socket], [], [], 0)[0]
