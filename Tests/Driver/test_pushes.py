"""Pushes to a receiver: acknowledged, refused and tried again by the clock, given up, held."""

import json
import select
import threading

import client
import smgw
from control import Control
from receiver import OK, Receiver, dead_port
from scenarios import CLOCK, account, scenario
from server import wait_until

METRICS = client.get("/__mock/metrics")
URL = "http://127.0.0.1:{}/{}"


def text(port, top="", **push):
    """A stopped world whose account has reports and MO pushed to a port."""
    settings = {"report": URL.format(port, "report"), "mo": URL.format(port, "mo"), **push}
    flow = ", ".join(f"{key}: {json.dumps(value)}" for key, value in settings.items())
    clock = f'clock: {{start: "{CLOCK}", run: false}}\n'
    return scenario(account(push=f"{{{flow}}}"), top=clock + top)


def settled(control, count=1):
    """The pushes, once there are so many; the newest first."""
    wait_until(lambda: control.get("/pushes")["total"] >= count)
    return control.items("/pushes")


def attempts(push):
    return [(a["at"], a["status"], a["answer"]) for a in push["attempts"]]


def test_acknowledged(checks, lab):
    with Receiver() as receiver, lab.serve(scenario=text(receiver.port)) as server:
        port, control = server.port, Control(server.port)
        (mid, _), *_ = smgw.sent_mids(smgw.send(port))
        got = receiver.wait(1)[0]
        checks.equal(
            "a POST of JSON",
            (got.method, got.target, got.headers["content-type"]),
            ("POST", "/report", "application/json; charset=utf-8"),
        )
        row = smgw.json_report("13800138000", "1069012345", mid=mid, time=CLOCK)
        checks.equal("document 003's array", got.body.decode(), f"[{row}]")
        push = settled(control)[0]
        checks.equal(
            "acknowledged at once", (push["state"], push["next_at"]), ("acknowledged", None)
        )
        checks.equal("with the receiver's answer", attempts(push), [(CLOCK, 200, "OK")])
        checks.equal("of this report", [item["mid"] for item in push["items"]], [mid])
        report = control.items("/reports")[0]
        checks.equal(
            "the report is pushed", (report["state"], report["push"]), ("pushed", push["id"])
        )
        checks.equal("the message, too", control.items("/messages")[0]["state"], "pushed")
        checks.equal("and nothing is left to pull", smgw.pull(port), [])
        reply = {"account": "922011", "mobile": "13800138000", "content": "好的", "after": "0s"}
        made = control.json("POST", "/replies", reply, 201)
        checks.equal("an MO goes to its own URL", receiver.wait(2)[1].target, "/mo")
        push = settled(control, 2)[0]
        item = {key: push["items"][0][key] for key in ("kind", "reply", "mid", "content")}
        wanted = {"kind": "reply", "reply": made["id"], "mid": made["mid"], "content": "好的"}
        checks.equal("and is in its push", item, wanted)
        checks.equal("the reply is pushed", control.items("/replies")[0]["state"], "pushed")
        smgw.fits(checks, "nor is it pulled", smgw.call(port, "mo"), smgw.XML_NOTHING)


def test_tried_again_by_the_clock(checks, lab):
    refusals = [(500, b"down"), (200, b"NO"), OK]
    with Receiver(*refusals) as receiver:
        with lab.serve(scenario=text(receiver.port, retry=["1m", "5m"])) as server:
            port, control = server.port, Control(server.port)
            smgw.send(port)
            push = settled(control)[0]
            checks.equal(
                "refused: it waits",
                (push["state"], push["next_at"], attempts(push)),
                ("waiting", "2017-04-12 01:39:21", [(CLOCK, 500, "down")]),
            )
            checks.equal("nor is it pulled meanwhile", smgw.pull(port), [])
            checks.equal("not a second early", control.advance("59s"), [])
            fired = control.advance("1s")
            checks.equal(
                "its time comes",
                fired,
                [{"kind": "push", "at": "2017-04-12 01:39:21", "account": "922011", "push": 1}],
            )
            checks.equal("the second try", len(receiver.wait(2)), 2)
            wait_until(lambda: len(control.items("/pushes")[0]["attempts"]) == 2)
            push = control.items("/pushes")[0]
            checks.equal("any 2xx is not enough", push["next_at"], "2017-04-12 01:44:21")
            time_is, fired = control.until_idle()
            checks.equal("until idle: to the third", time_is, "2017-04-12 01:44:21")
            checks.equal("and it is told", [event["kind"] for event in fired], ["push"])
            push = control.items("/pushes")[0]
            checks.equal("acknowledged by then", push["state"], "acknowledged")
            checks.equal(
                "all three are kept", [a["status"] for a in push["attempts"]], [500, 200, 200]
            )
            bodies = {got.body for got in receiver.wait(3)}
            checks.equal("the same each time", len(bodies), 1)


def test_given_up_then_pulled(checks, lab):
    with lab.serve(scenario=text(dead_port(), retry=["1s", "5s", "30s"])) as server:
        port, control = server.port, Control(server.port)
        (mid, _), *_ = smgw.sent_mids(smgw.send(port))
        time_is, fired = control.until_idle()
        checks.equal("until idle: over all retries", time_is, "2017-04-12 01:38:57")
        checks.equal(
            "each is told",
            [(event["kind"], event["at"][-8:]) for event in fired],
            [("push", "01:38:22"), ("push", "01:38:27"), ("push", "01:38:57")],
        )
        push = control.items("/pushes?state=failed")[0]
        checks.equal("four attempts", [a["status"] for a in push["attempts"]], [None] * 4)
        checks.that("each says why", all("refused" in a["error"] for a in push["attempts"]), push)
        checks.equal("the report has failed", control.items("/reports")[0]["state"], "failed")
        checks.equal("and can be pulled", [found for found, _, _ in smgw.pull(port)], [mid])
        checks.equal("once", smgw.pull(port), [])
        checks.equal("then it is taken", control.items("/reports")[0]["state"], "taken")


def test_pushed_again(checks, lab):
    gate = threading.Event()
    gate.set()
    with Receiver((503, b"busy"), (503, b"busy"), OK, gate=gate) as receiver:
        with lab.serve(scenario=text(receiver.port, retry=[])) as server:
            port, control = server.port, Control(server.port)
            smgw.send(port)
            checks.equal("given up", settled(control)[0]["state"], "failed")
            states = ["failed", "acknowledged", "acknowledged"]
            for attempt, state in enumerate(states, 2):
                again = control.json("POST", "/pushes/1/again")
                checks.equal("it waits", (again["id"], again["state"]), (1, "waiting"))
                wait_until(lambda: len(control.items("/pushes")[0]["attempts"]) == attempt)
                push = control.items("/pushes")[0]
                checks.equal(f"attempt {attempt}", (push["state"], push["next_at"]), (state, None))
            bodies = {got.body for got in receiver.wait(4)}
            checks.equal("four times the same", (len(receiver.requests), len(bodies)), (4, 1))
            checks.equal("the report is pushed", control.items("/reports")[0]["state"], "pushed")
            checks.equal("and not pulled", smgw.pull(port), [])
            gate.clear()
            with client.Connection(port) as waiting:
                waiting.send(client.get("/__mock/v1/pushes/wait?state=waiting&timeout=10s"))
                wait_until(lambda: b"waits_open 1" in client.ask(port, METRICS).body)
                control.json("POST", "/pushes/1/again")
                items = json.loads(waiting.answer().body)["items"]
                checks.equal("a wait hears of it at once", [push["id"] for push in items], [1])
            receiver.wait(5)
            refused = control.ask("POST", "/pushes/1/again")
            checks.equal("not while it is under way", refused.status, 409)
            gate.set()
            with client.Connection(port) as stream:
                stream.send(client.get("/__mock/v1/events?type=push_again&last_event_id=0"))
                told = stream._until(b'"id":1}').decode()
                checks.contains("and an event tells", told, '"account":"922011"')


def test_held_and_released(checks, lab):
    top = 'rules: [{when: {mobile: "139*"}, then: {push: hold}}]'
    with Receiver() as receiver, lab.serve(scenario=text(receiver.port, top)) as server:
        port, control = server.port, Control(server.port)
        smgw.send(port, "13900139000,13800138000,13900139001")
        settled(control)
        control.advance("72h")
        control.until_idle()
        checks.equal("two are held", len(json.loads(receiver.wait(1)[0].body)), 1)
        checks.equal("and no push waits", control.get("/pushes")["total"], 1)
        other = scenario(account("other"), name="other")
        control.put("other", other)
        for path, body in (
            ("/pushes/release", {"account": "other"}),
            ("/pushes/release?scenario=other", None),
        ):
            checks.equal(
                f"{path} {body}: none of them", control.json("POST", path, body), {"released": 0}
            )
        checks.equal("both go", control.json("POST", "/pushes/release"), {"released": 2})
        got = json.loads(receiver.wait(2)[1].body)
        checks.equal("in one push", [row["mobile"] for row in got], ["13900139000", "13900139001"])
        checks.equal("once", control.json("POST", "/pushes/release", {}), {"released": 0})


def test_a_list_of_pushes(checks, lab):
    with Receiver(OK, (500, b""), OK) as receiver:
        with lab.serve(scenario=text(receiver.port, retry=["1h"])) as server:
            port, control = server.port, Control(server.port)
            for number, content in enumerate(("first", "second", "third"), 1):
                smgw.send(port, f"1380013800{number}", content)
                settled(control, number)
            for query, ids in (
                ("", [3, 2, 1]),
                ("account=922011", [3, 2, 1]),
                ("account=nobody", []),
                ("mobile=13800138002", [2]),
                ("mobile=%2B86138*", []),
                ("mobile=8613800138002", [2]),
                ("mobile=1380013800?", [3, 2, 1]),
                ("content=ir", [3, 1]),
                ("mobile=*2&content=first", []),
                ("dialect=smgw", [3, 2, 1]),
                ("dialect=httpbatch", []),
                ("state=waiting", [2]),
                ("state=acknowledged", [3, 1]),
                ("state=failed", []),
                ("scenario=driver", [3, 2, 1]),
            ):
                found = control.get(f"/pushes?{query}")
                checks.equal(f"pushes?{query}", [item["id"] for item in found["items"]], ids)
                checks.equal(f"pushes?{query}: total", found["total"], len(ids))
            page = control.get("/pushes?limit=2")
            smgw.send(port)
            settled(control, 4)
            rest = control.get(f"/pushes?limit=2&cursor={page['next']}")
            checks.equal(
                "page by page, whatever comes meanwhile",
                [[item["id"] for item in part["items"]] for part in (page, rest)],
                [[3, 2], [1]],
            )
            checks.equal("one total for both", (page["total"], rest["total"]), (3, 3))
            checks.equal("the last has no next", rest["next"], None)


def test_until_idle_waits_for_the_receiver(checks, lab):
    for end in ("it answers", "the world is reset", "the caller leaves"):
        gate = threading.Event()
        with Receiver(gate=gate) as receiver, lab.serve(scenario=text(receiver.port)) as server:
            port, control = server.port, Control(server.port)
            smgw.send(port)
            receiver.wait(1)
            body = b'{"until": "idle"}'
            waiting = client.Connection(port).send(
                client.post("/__mock/v1/clock", body, "application/json")
            )
            control.get("/clock")
            checks.that(
                f"{end}: no answer before", not select.select([waiting.socket], [], [], 0)[0]
            )
            if end == "the caller leaves":
                waiting.close()
                gate.set()
                checks.equal(f"{end}: the next one is answered", control.until_idle(), (CLOCK, []))
                continue
            if end == "it answers":
                gate.set()
            else:
                control.json("POST", "/reset")
            worlds = json.loads(waiting.answer().body)["scenarios"]
            expected = ["driver"] if end == "it answers" else []
            checks.equal(f"{end}: then it comes", [w["scenario"] for w in worlds], expected)
            if end == "it answers":
                checks.equal("and the push is there", control.get("/pushes")["total"], 1)
            waiting.close()
            gate.set()


def test_a_restart_goes_on(checks, lab):
    for way in ("a clean stop", "SIGKILL"):
        with Receiver((503, b"later"), OK) as receiver:
            db = lab.path("world.db")
            texts = text(receiver.port, retry=["1m"])
            with lab.serve("--db", db, scenario=texts) as server:
                smgw.send(server.port)
                push = settled(Control(server.port))[0]
                checks.equal(f"{way}: refused", push["state"], "waiting")
                if way == "SIGKILL":
                    server.kill()
            with lab.serve("--db", db, scenario=texts) as server:
                control = Control(server.port)
                checks.equal(f"{way}: it still waits", control.items("/pushes"), [push])
                checks.equal(f"{way}: nobody asked meanwhile", len(receiver.requests), 1)
                fired = control.advance("1m")
                checks.equal(f"{way}: its time comes", [e["kind"] for e in fired], ["push"])
                bodies = [got.body for got in receiver.wait(2)]
                checks.that(f"{way}: the same again", len(bodies) == 2 and len(set(bodies)) == 1)
                wait_until(lambda: control.items("/pushes")[0]["state"] == "acknowledged")
                checks.equal(
                    f"{way}: acknowledged",
                    [a["status"] for a in control.items("/pushes")[0]["attempts"]],
                    [503, 200],
                )


def test_advance_over_many(checks, lab):
    """Advancing answers at once, however slow the receiver is."""
    gate = threading.Event()
    with Receiver(gate=gate) as receiver, lab.serve(scenario=text(receiver.port)) as server:
        control = Control(server.port)
        for name, after in (("late", "2h"), ("early", "1h")):
            reply = {"account": "922011", "mobile": "13800138000", "content": name, "after": after}
            control.json("POST", "/replies", reply, 201)
        fired = control.advance("72h")
        checks.equal(
            "in due order, with the receiver still silent",
            [(event["kind"], event["at"][-8:]) for event in fired],
            [("reply", "02:38:21"), ("reply", "03:38:21")],
        )
        gate.set()
        control.until_idle()
        got = [json.loads(request.body) for request in receiver.requests]
        checks.equal(
            "and pushed in that order",
            [row["content"] for rows in got for row in rows],
            ["early", "late"],
        )
