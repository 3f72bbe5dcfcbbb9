"""The stream of events: live, resumed, bounded."""

import json
import socket
import time

import client
import smgw
from control import V1
from scenarios import PLAIN
from server import wait_until


class Stream:
    """Reads server-sent events of an HTTP/1.1 or 1.0 connection."""

    def __init__(self, port, query="", last=None, version="HTTP/1.1", buffer=None):
        headers = [("Last-Event-ID", last)] if last else []
        self.connection = client.Connection(port, timeout=10)
        if buffer:
            self.connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.connection.send(client.get(f"{V1}/events{query}", headers, version=version))
        head = self.connection._until(b"\r\n\r\n").decode("latin-1")
        self.status = int(head.split(" ")[1])
        self.is_chunked = "transfer-encoding: chunked" in head.lower()
        self.text = b""
        self.last = last

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()

    def next(self):
        """The next event: its type and its data; None at the end of the stream."""
        while True:
            while b"\n\n" not in self.text:
                more = self._more()
                if not more:
                    return None
                self.text += more
            block, _, self.text = self.text.partition(b"\n\n")
            fields = dict(
                line.split(": ", 1) for line in block.decode().split("\n") if ": " in line
            )
            self.last = fields.get("id", self.last)
            if "data" in fields:
                return fields["event"], json.loads(fields["data"])

    def until(self, type):
        """The data of the next event of a type."""
        while True:
            found = self.next()
            if found is None or found[0] == type:
                return found and found[1]

    def _more(self):
        if not self.is_chunked:
            if not self.connection.pending and not self.connection._more():
                return b""
            part, self.connection.pending = self.connection.pending, b""
            return part
        size = int(self.connection._until(b"\r\n"), 16)
        part = self.connection._exactly(size)
        self.connection._exactly(2)
        return part


def send(port, mobile="13800138000", content="hello"):
    return smgw.call(port, "send", mobile=mobile, content=content, rt="json")


def test_live_and_resumed(checks, lab):
    with lab.serve(scenario=PLAIN) as server:
        for version in ("HTTP/1.1", "HTTP/1.0"):
            with Stream(server.port, "?type=submission", version=version) as stream:
                send(server.port, content=version)
                data = stream.next()[1]
                checks.equal(
                    f"{version}: a message is told",
                    (data["account"], data["messages"][0]["content"]),
                    ("922011", version),
                )
                last = stream.last
        for number in range(3):
            send(server.port, content=f"missed {number}")
        with Stream(server.port, "?type=submission", last=last) as stream:
            got = [stream.next()[1]["messages"][0]["content"] for _ in range(3)]
            checks.equal(
                "what was missed is told", got, ["missed 0", "missed 1", "missed 2"]
            )
            last = stream.last
        answer = client.ask(server.port, client.request("HEAD", f"{V1}/events"))
        checks.equal("HEAD has a head and no body", (answer.status, answer.body), (200, b""))
    with lab.serve(scenario=PLAIN) as server:
        with Stream(server.port, last=last) as stream:
            kind, data = stream.next()
            checks.equal("another run has forgotten", (kind, data["missed"]), ("gap", None))
        with Stream(server.port) as stream:
            started = time.monotonic()
            code = server.stop()
            took = time.monotonic() - started
            checks.equal("a stop ends the streams", (stream.next(), code), (None, 0))
            checks.that("and does not wait for them", took < 2, took)


def test_a_slow_reader(checks, lab):
    """It hears of what it missed, and costs nobody anything."""
    with lab.serve(scenario=PLAIN) as server:
        send(server.port)
        with Stream(server.port, "?type=submission", buffer=1 << 17) as slow:
            before = resident(server.process.pid)
            raw = client.get(
                "/sms?action=send&account=922011&password=123456&rt=json&mobile=13800138000"
                f"&content={'x' * 400}"
            )
            with client.Connection(server.port) as connection:
                for _ in range(240):
                    connection.send(raw * 50)
                    for _ in range(50):
                        connection.answer()
            grown = resident(server.process.pid) - before
            checks.that(
                f"12,000 messages unread: {grown >> 20} MiB more", grown < 64 << 20, grown
            )
            send(server.port, content="the last")
            seen, missed, numbers = 0, 0, []
            while True:
                kind, data = slow.next()
                numbers.append(int(slow.last.split("-")[1]))
                if kind == "gap":
                    missed += data["missed"]
                elif data["messages"][0]["content"] == "the last":
                    break
                else:
                    seen += 1
            checks.that("it catches up, in order", numbers == sorted(numbers), numbers[:20])
            checks.that(
                f"it got {seen} events, and knew that {missed} were missing",
                seen < 12000 and missed > 0,
            )


def test_a_pace(checks, lab):
    """Who asks for few hears of each while there are few, and else how many there were."""
    with lab.serve(scenario=PLAIN) as server:
        with Stream(server.port, "?per_second=20") as stream:
            send(server.port, content="one of few")
            told = [stream.next()[0] for _ in range(2)]
            checks.equal("few are told one by one", told, ["submission", "request"])
            started = time.monotonic()
            raw = client.get(
                "/sms?action=send&account=922011&password=123456&rt=json&mobile=13800138000&content=x"
            )
            with client.Connection(server.port) as connection:
                for _ in range(40):
                    connection.send(raw * 50)
                    for _ in range(50):
                        connection.answer()
            told, missed = 0, []
            # Two events a message, the first one's among them.
            while int(stream.last.split("-")[1]) < 4002:
                kind, data = stream.next()
                if kind == "gap":
                    missed.append(data["missed"])
                else:
                    told += 1
            seconds = time.monotonic() - started
            checks.equal("of many all are told or counted", told + sum(missed), 4000)
            checks.that(
                f"{told} told and {len(missed)} gaps in {seconds:.1f} s",
                told <= 20 * (seconds + 1) and 1 <= len(missed) <= seconds + 1,
                missed,
            )
            send(server.port, content="the last")
            data = stream.until("submission")
            checks.equal("then few are told again", data["messages"][0]["content"], "the last")


def test_who_leaves(checks, lab):
    with lab.serve(scenario=PLAIN) as server:
        for _ in range(5):
            streams = [Stream(server.port) for _ in range(60)]
            for stream in streams[:30]:
                stream.connection.close()
            for stream in streams[30:]:
                stream.connection.reset()
            send(server.port)

        def is_free():
            with Stream(server.port) as stream:
                return stream.status == 200

        checks.that("their places are free again", wait_until(is_free))


def resident(pid):
    """Bytes that a process holds in memory."""
    with open(f"/proc/{pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096
