"""Several worlds in one server, each with its own clock; and clocks that are moved."""

import threading
import time

import client
import smgw
from control import Control
from scenarios import CLOCK, account, scenario
from server import wait_until

SPAN = 72 * 3600


def world(number, top=""):
    clock = f'clock: {{start: "{CLOCK}", run: false}}\n'
    return scenario(account(f"acc{number}"), name=f"w{number}", top=clock + top)


def test_worlds_beside_each_other(checks, lab):
    """Tests run in parallel, each in a world of its own: none sees anything of another's."""
    rounds, worlds = 5, 6
    with lab.serve(scenario=world(0)) as server:
        port, control = server.port, Control(server.port)
        findings = []

        def play(number):
            try:
                own = Control(port)
                name, user = f"w{number}", f"acc{number}"
                for turn in range(rounds):
                    own.put(name, world(number), 201 if turn == 0 else 200)
                    mids = [smgw.sent_mids(smgw.send(port, account=user))[0][0] for _ in range(5)]
                    own.json("POST", f"/clock?scenario={name}", {"advance": f"{number + 1}h"})
                    found = own.get(f"/messages?scenario={name}")
                    pulled = [mid for mid, _, _ in smgw.pull(port, user)]
                    clock = own.items(f"/clock?scenario={name}")[0]["time"]
                    findings.append(
                        (
                            number,
                            found["total"],
                            sorted(item["mid"] for item in found["items"]) == sorted(mids),
                            sorted(pulled) == sorted(mids),
                            smgw.balance(port, user),
                            clock,
                        )
                    )
                    own.json("POST", f"/scenarios/{name}/reset")
            except Exception as error:
                findings.append((number, error))

        threads = [threading.Thread(target=play, args=(n,)) for n in range(1, worlds + 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        for number in range(1, worlds + 1):
            expected = (number, 5, True, True, 99995, f"2017-04-12 {number + 2:02}:38:21")
            own = [finding for finding in findings if finding[0] == number]
            checks.equal(f"world {number}: only its own, {rounds} times", own, [expected] * rounds)
        checks.equal("the first one was left alone", control.items("/clock")[0]["time"], CLOCK)


def test_a_reset_touches_no_other(checks, lab):
    delay = "rules: [{when: {operation: send}, then: {delay: 1m}}]"
    with lab.serve(scenario=world(1, delay)) as server:
        port, control = server.port, Control(server.port)
        control.put("w2", world(2, delay))
        waiting = []
        for user in ("acc1", "acc2"):
            body = smgw.form(
                action="send", account=user, password="123456", mobile="13800138000", content="x"
            )
            waiting.append(client.Connection(port).send(client.post("/sms", body)))
            reply = {"account": user, "mobile": "13800138000", "content": "TD", "after": "0s"}
            control.json("POST", "/replies", reply, 201)
        wait_until(lambda: control.get("/messages")["total"] == 2)
        control.json("POST", "/scenarios/w1/reset")
        checks.equal("the reset one's answer is cut", waiting[0].rest(), b"")
        checks.equal("its reply is gone", control.get("/replies?account=acc1")["total"], 0)
        checks.equal("the other's is there", control.get("/replies?account=acc2")["total"], 1)
        checks.equal(
            "and its unsubscription", control.get("/accounts/acc2")["unsubscribed"], ["13800138000"]
        )
        control.advance("1m", "w1")
        checks.equal("its clock stands", control.items("/clock?scenario=w2")[0]["time"], CLOCK)
        control.advance("1m", "w2")
        checks.equal("and its answer still comes", waiting[1].answer().status, 200)
        for connection in waiting:
            connection.close()


def test_same_seed_same_bytes(checks, lab):
    """Two worlds of the same text, each in a server of its own, and one of them after a reset."""

    def played(server):
        answers = [smgw.send(server.port, f"1380013800{n}", account="acc1").body for n in range(5)]
        Control(server.port).advance("1h", "w1")
        return [*answers, smgw.call(server.port, "report", "acc1").body]

    text = world(1, 'report: {mix: {DELIVRD: 50, "MA:0001": 50}, after: 1s..9s}\n').replace(
        "report: {stat: DELIVRD, after: 0s}\n", ""
    )
    with lab.serve(scenario=text) as one, lab.serve(scenario=text) as two:
        first = played(one)
        checks.equal("two servers, one transcript", played(two), first)
        Control(one.port).json("POST", "/reset")
        checks.equal("and again after a reset", played(one), first)
    with lab.serve(scenario=text.replace("seed: 1", "seed: 2")) as other:
        checks.that("another seed, another one", played(other) != first)


def test_three_days_at_once(checks, lab):
    """What fired is told in due order, in milliseconds."""
    top = "report: {stat: DELIVRD, after: 1s..72h}\n"
    text = world(1, top).replace("report: {stat: DELIVRD, after: 0s}\n", "")
    with lab.serve(scenario=text) as server:
        port, control = server.port, Control(server.port)
        for start in range(0, 2000, 500):
            numbers = ",".join(f"138{start + n:08}" for n in range(500))
            smgw.send(port, numbers, account="acc1")
        for hours in (1, 70):
            reply = {
                "account": "acc1",
                "mobile": "13800138000",
                "content": "x",
                "after": f"{hours}h",
            }
            control.json("POST", "/replies", reply, 201)
        started = time.monotonic()
        answer = control.json("POST", "/clock?scenario=w1", {"advance": "72h"})["scenarios"][0]
        passed = time.monotonic() - started
        checks.that("72 hours take less than a quarter of a second", passed < 0.25, passed)
        checks.equal("the time", answer["time"], "2017-04-15 01:38:21")
        checks.equal("all of it is counted", answer["fired_total"], 2002)
        times = [event["at"] for event in answer["fired"]]
        checks.equal("the first thousand are told", len(times), 1000)
        checks.that("in due order", times == sorted(times) and times[0] > CLOCK)
        kinds = {event["kind"] for event in answer["fired"]}
        checks.equal("reports and replies among each other", kinds, {"report", "reply"})
        again = control.json("POST", "/clock?scenario=w1", {"advance": "72h"})["scenarios"][0]
        checks.equal("nothing fires twice", (again["fired"], again["fired_total"]), ([], 0))
        checks.equal("all are due", control.get("/reports?state=due")["total"], 2000)


def test_clock_moves(checks, lab):
    top = "report: {stat: DELIVRD, after: 10s}\n"
    text = world(1, top).replace("report: {stat: DELIVRD, after: 0s}\n", "")
    with lab.serve(scenario=text) as server:
        port, control = server.port, Control(server.port)
        smgw.send(port, account="acc1")
        checks.equal("not due on a clock that stands", smgw.pull(port, "acc1"), [])
        time_is, fired = control.until_idle("w1")
        checks.equal(
            "until idle: to the last thing due",
            (time_is, [event["kind"] for event in fired]),
            ("2017-04-12 01:38:31", ["report"]),
        )
        checks.equal("and no further", control.until_idle("w1"), ("2017-04-12 01:38:31", []))
        checks.equal("it can be pulled", len(smgw.pull(port, "acc1")), 1)
        control.json("POST", "/clock", {"set": "2017-04-12 01:00:00"})
        checks.equal("back", control.items("/clock")[0]["time"], "2017-04-12 01:00:00")
        smgw.send(port, account="acc1")
        control.json("POST", "/clock", {"set": "2017-04-12 01:00:09"})
        checks.equal("set short of it: nothing", smgw.pull(port, "acc1"), [])
        moved = control.json("POST", "/clock", {"set": "2017-04-12 01:00:10"})["scenarios"][0]
        checks.equal("set to it: fired", [event["kind"] for event in moved["fired"]], ["report"])
        moved = control.json("POST", "/clock", {"advance": "1s", "run": True})["scenarios"][0]
        checks.equal("advanced and started", moved["running"], True)
        smgw.send(port, account="acc1")
        moved = control.json("POST", "/clock", {"until": "idle", "run": False})["scenarios"][0]
        checks.equal("until idle and stopped", (moved["running"], moved["fired_total"]), (False, 1))
        stands = control.items("/clock")
        checks.equal("stopped is stopped", control.items("/clock"), stands)
