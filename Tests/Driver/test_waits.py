"""Waits and verify: what a test suite does instead of asking again and again."""

import json
import time
from statistics import median

import client
import smgw
from control import V1, Control, is_problem
from receiver import Receiver
from scenarios import PLAIN, account, scenario

SOON = 0.05


def begin(port, path, body=None):
    """A connection on which a call has been sent and not answered."""
    raw = client.get(V1 + path) if body is None else client.post(V1 + path, json.dumps(body))
    return client.Connection(port, timeout=10).send(raw)


def send(port, mobile, content="hello"):
    answer = smgw.call(port, "send", mobile=mobile, content=content, rt="json")
    assert answer.status == 200, answer
    return answer


def latencies(port, first, count=50):
    """Seconds from the first byte of a message to the answer of the wait for it."""
    found = []
    for number in range(first, first + count):
        with begin(port, f"/messages/wait?mobile={number}&timeout=10s") as waiting:
            started = time.monotonic()
            send(port, number)
            answer = waiting.answer()
            found.append(time.monotonic() - started)
            assert json.loads(answer.body)["total"] == 1, answer
    return found


def test_a_wait_is_answered_at_once(checks, lab):
    with lab.serve(scenario=PLAIN) as server:
        alone = median(latencies(server.port, 13800138000))
        checks.that(
            f"a wait is answered {alone * 1000:.2f} ms after its message is sent (median)", alone < SOON, alone
        )
        others = [
            begin(server.port, f"/messages/wait?mobile={13900000000 + n}&timeout=10m")
            for n in range(1000)
        ]
        among = median(latencies(server.port, 13800139000))
        checks.that(
            f"and among 1,000 others after {among * 1000:.2f} ms (median)", among < SOON, among
        )
        for waiting in others[:500]:
            waiting.close()
        for waiting in others[500:900]:
            waiting.reset()
        checks.that("those who leave are forgotten", latencies(server.port, 13800140000, 5))
        send(server.port, 13900000999)
        checks.equal("those who stay are not", others[999].answer().status, 200)
        for waiting in others[900:]:
            waiting.close()


def test_what_does_not_come(checks, lab):
    with lab.serve(scenario=PLAIN) as server:
        control = Control(server.port)
        send(server.port, "13800138000", "your code 1234")
        started = time.monotonic()
        answer = control.ask("GET", "/messages/wait?mobile=13800138000&content=4321&timeout=300ms")
        took = time.monotonic() - started
        checks.that("a wait takes its time and no more", 0.3 <= took < 1.3, took)
        problem = is_problem(checks, "it ends with 408", answer, 408, "content", "4321", "1234")
        checks.equal(
            "which names the field that differed",
            problem["nearest"]["differs"],
            [{"field": "content", "wanted": "4321", "seen": "your code 1234"}],
        )
        checks.equal("and the message", problem["nearest"]["message"]["mobile"], "13800138000")
        answer = control.ask("GET", "/messages/wait?mobile=13800138001&content=1234&timeout=0s")
        problem = is_problem(checks, "no time at all", answer, 408, "mobile")
        # Behind an answer on the same connection, and before one on another: it has arrived.
        waiting = begin(server.port, "/info")
        waiting.send(client.get(V1 + "/messages/wait?timeout=10m&count=9"))
        checks.equal("(a call before it)", waiting.answer().status, 200)
        control.get("/info")
        code = server.stop()
        checks.equal("a stop answers it", waiting.answer().status, 503)
        checks.equal("and is a clean one", code, 0)


def test_reports_and_pushes(checks, lab):
    with Receiver((500, b"no"), (200, b"OK")) as receiver:
        text = scenario(
            account(),
            account("pushed", push=f'{{report: "{receiver.url()}", style: smgw, retry: [1h]}}'),
        )
        with lab.serve(scenario=text) as server:
            control = Control(server.port)
            send(server.port, "13800138000")
            with begin(server.port, "/reports/wait?mobile=13800138000&timeout=10s") as waiting:
                smgw.call(server.port, "report", rt="json")
                report = json.loads(waiting.answer().body)["items"][0]
            checks.equal("a pull takes the report", report["state"], "taken")
            with begin(server.port, "/pushes/wait?account=pushed&timeout=10s") as waiting:
                with begin(server.port, "/pushes/wait?state=waiting&timeout=10s") as failing:
                    smgw.call(
                        server.port,
                        "send",
                        account="pushed",
                        mobile="13900139000",
                        content="x",
                        rt="json",
                    )
                    push = json.loads(failing.answer().body)["items"][0]
                checks.equal("a push that fails waits", push["attempts"][0]["status"], 500)
                answer = control.ask("GET", "/reports/wait?account=pushed&timeout=0s")
                is_problem(checks, "its report is not taken", answer, 408, "state")
                control.advance("1h")
                push = json.loads(waiting.answer().body)["items"][0]
            checks.equal("the next attempt is acknowledged", push["state"], "acknowledged")
            report = control.items("/reports/wait?account=pushed&timeout=0s")[0]
            checks.equal("and its report pushed", report["state"], "pushed")


def test_verify(checks, lab):
    with lab.serve(scenario=PLAIN) as server:
        control = Control(server.port)
        send(server.port, "13800138000,13900139000", "hello")
        for body, status in (
            ({"count": 2}, 200),
            ({"count": 1}, 409),
            ({"match": {"mobile": "139*"}, "count": 1}, 200),
            ({"match": {"content": "bye"}, "never": True}, 200),
            ({"never": True}, 409),
            ({"count": {"min": 3}}, 409),
        ):
            answer = control.ask("POST", "/verify", body)
            checks.equal(f"{body} is {status}", answer.status, status)
            if status == 409:
                seen = json.loads(answer.body)
                checks.equal("and says what was seen", (seen["seen"], len(seen["items"])), (2, 2))
        with begin(server.port, "/verify", {"count": 3, "within": "10s"}) as waiting:
            with begin(server.port, "/verify", {"count": {"max": 2}, "within": "10s"}) as broken:
                send(server.port, "13800138001")
                checks.equal("within: met as soon as it is", waiting.answer().status, 200)
                checks.equal("a maximum is broken at once", broken.answer().status, 409)
        started = time.monotonic()
        answer = control.ask(
            "POST", "/verify", {"match": {"content": "x"}, "never": True, "within": "200ms"}
        )
        took = time.monotonic() - started
        checks.that("never holds for all its time", answer.status == 200 and took >= 0.2, took)
