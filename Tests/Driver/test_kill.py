"""SIGKILL under load: what was acknowledged before it is there after it, once."""

import collections
import threading

import client
import server as processes
import smgw
from scenarios import account, scenario

ROUNDS = 3
ENOUGH = 15000
BATCH = 50
CLIENTS = 6
START = 10**9
SCENARIO = scenario(account(balance=str(START)))


class Load(threading.Thread):
    """One client that sends singles and batches on one connection until it is cut off."""

    def __init__(self, port, number):
        super().__init__(daemon=True)
        self.port = port
        self.number = number
        self.acknowledged = []
        self.wrong = []
        self.start()

    def run(self):
        single, batch = self._request(1), self._request(BATCH)
        try:
            with client.Connection(self.port) as connection:
                while True:
                    for raw, count in ((single, 1), (single, 1), (batch, BATCH)):
                        answer = connection.ask(raw)
                        mids = [mid for mid, _ in smgw.sent_mids(answer)]
                        if len(mids) != count:
                            self.wrong.append(answer)
                        self.acknowledged += mids
        except (client.Closed, ConnectionError):
            pass

    def _request(self, count):
        mobiles = ",".join(f"138{self.number:02d}{index:06d}" for index in range(count))
        return client.post(
            "/sms",
            smgw.form(
                action="send",
                account="922011",
                password="123456",
                mobile=mobiles,
                content="【签名】验证码123456，五分钟内有效。",
                rt="json" if self.number % 2 else None,
            ),
        )


class Poll(threading.Thread):
    """One client that takes ten reports at a time until it is cut off."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port = port
        self.taken = []
        self.start()

    def run(self):
        try:
            while got := smgw.pull(self.port, size=10):
                self.taken += [mid for mid, _, _ in got]
        except (client.Closed, ConnectionError):
            pass


def test_kill_while_sending(checks, lab):
    """Three rounds on one file: load, some pulls, SIGKILL, and all the rest comes back."""
    db = lab.path("world.db")
    acknowledged, pulled = [], []
    for turn in range(1, ROUNDS + 1):
        name = f"round {turn}"
        sync = "full" if turn == ROUNDS else "normal"
        with lab.serve("--db", db, "--sync", sync, scenario=SCENARIO) as server:
            load_and_kill(checks, name, server, acknowledged, pulled)
        with lab.serve("--db", db, scenario=SCENARIO) as server:
            come_back(checks, name, server, acknowledged, pulled, turn)


def load_and_kill(checks, name, server, acknowledged, pulled):
    """Adds what was acknowledged, and what was pulled, before the kill."""
    loads = [Load(server.port, number) for number in range(CLIENTS)]

    def count():
        return sum(len(load.acknowledged) for load in loads)

    processes.wait_until(lambda: count() > ENOUGH / 3, 10)
    early = [mid for mid, _, _ in smgw.pull(server.port, size=500)]
    processes.wait_until(lambda: count() > ENOUGH, 10)
    alive = sum(load.is_alive() for load in loads)
    server.kill()
    for load in loads:
        load.join(10)
    checks.equal(f"{name}: every client was at work when it was killed", alive, CLIENTS)
    checks.that(f"{name}: the load was real", count() > ENOUGH, count())
    wrong = [answer for load in loads for answer in load.wrong]
    checks.equal(f"{name}: every answer was whole", wrong[:1], [])
    checks.equal(f"{name}: some reports were pulled before", len(early), 500)
    acknowledged += [mid for load in loads for mid in load.acknowledged]
    pulled += early


def come_back(checks, name, server, acknowledged, pulled, turns):
    """Pulls all that is left and compares it with what was acknowledged."""
    while got := smgw.pull(server.port, size=10000):
        pulled += [mid for mid, _, _ in got]
    seen = collections.Counter(pulled)
    known = set(acknowledged)
    checks.equal(f"{name}: message ids were unique", len(known), len(acknowledged))
    missing = [mid for mid in acknowledged if mid not in seen]
    checks.equal(f"{name}: every acknowledged message has its report", missing[:5], [])
    twice = [mid for mid, times in seen.items() if times > 1]
    checks.equal(f"{name}: none came twice", twice[:5], [])
    unacknowledged = len(seen.keys() - known)
    checks.that(
        f"{name}: at most one request a client was stored without its answer",
        unacknowledged <= CLIENTS * BATCH * turns,
        unacknowledged,
    )
    checks.equal(
        f"{name}: the balance is that of the messages", START - smgw.balance(server.port), len(seen)
    )


def test_kill_while_polling(checks, lab):
    """A report whose pull was answered never comes again; only a pull in flight may be lost."""
    db = lab.path("world.db")
    with lab.serve("--db", db, scenario=SCENARIO) as server:
        mids = []
        for start in range(0, 10000, 500):
            mobiles = ",".join(f"138{n:08d}" for n in range(start, start + 500))
            mids += [mid for mid, _ in smgw.sent_mids(smgw.send(server.port, mobiles))]
        polls = [Poll(server.port) for _ in range(3)]
        processes.wait_until(lambda: sum(len(poll.taken) for poll in polls) > 3000, 10)
        alive = sum(poll.is_alive() for poll in polls)
        server.kill()
        for poll in polls:
            poll.join(10)
        checks.equal("every client was polling when it was killed", alive, len(polls))
    taken = [mid for poll in polls for mid in poll.taken]
    with lab.serve("--db", db, scenario=SCENARIO) as server:
        left = [mid for mid, _, _ in smgw.pull(server.port, size=10000)]
    checks.equal("none came twice", len(set(taken + left)), len(taken) + len(left))
    lost = len(set(mids) - set(taken) - set(left))
    checks.that("at most one pull a client was lost", lost <= 10 * len(polls), lost)
