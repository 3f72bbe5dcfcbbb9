"""Clients that misbehave: each may lose its own connection, no other client may notice."""

import socket
import ssl
import time

import client
import smgw
from scenarios import PLAIN

BODY = "action=send&account=922011&password=123456&mobile=13800138000&content=hi"
PROMPT = 5.0


def test_garbage(checks, lab):
    with lab.serve(scenario=PLAIN) as server:
        port = server.port
        for name, data, expected in (
            ("garbage bytes", b"\x00\xff\x01 garbage\r\n\r\n", {400}),
            ("no version", b"GET /sms\r\n\r\n", {400}),
            ("an HTTP/2 preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400, 505}),
            ("a method of its own", client.request("FOO", "/sms"), {400, 405, 501}),
            ("a negative length", head("Content-Length: -5"), {400}),
            ("a length of letters", head("Content-Length: abc"), {400}),
            (
                "two lengths that differ",
                head("Content-Length: 3", "Content-Length: 5") + b"abcde",
                {400},
            ),
            ("a chunk size of letters", head("Transfer-Encoding: chunked") + b"zz\r\n", {400, 413}),
        ):
            with client.Connection(port) as connection:
                connection.send(data)
                checks.that(
                    f"{name}: refused with one of {sorted(expected)}",
                    connection.answer().status in expected,
                )
                checks.that(f"{name}: closed or in order after it", closed_or_in_order(connection))
            others_are_served(checks, port, name)
        with client.Connection(port) as connection:
            connection.send(client_hello())
            others_are_served(checks, port, "a TLS hello")
        with client.Connection(port) as connection:
            connection.send(b"\x00\xff\x01 no line end at all")
            others_are_served(checks, port, "bytes without a line end")
        others_are_served(checks, port, "all of them gone")
        checks.equal("nothing on stderr", server.err, "")


def test_oversized(checks, lab):
    with lab.serve("--max-body", "64KiB", scenario=PLAIN) as server:
        port = server.port
        big = b"a" * 1_000_000
        for name, data in (
            (
                "a header of a megabyte",
                b"GET /sms HTTP/1.1\r\nHost: x\r\nX-Big: " + big + b"\r\n\r\n",
            ),
            (
                "a request line of a megabyte",
                b"GET /sms?x=" + big + b" HTTP/1.1\r\nHost: x\r\n\r\n",
            ),
            ("100000 headers", b"GET /sms HTTP/1.1\r\n" + b"X-Y: z\r\n" * 100_000 + b"\r\n"),
        ):
            status, _ = outcome(port, data)
            checks.that(f"{name}: 400 or cut", status in (400, 414, 431, None), status)
            others_are_served(checks, port, name)
        for name, data in (
            ("a body of a megabyte", client.post("/sms", big)),
            ("a body of one byte too many", client.post("/sms", b"a" * 65537)),
            (
                "chunks of a megabyte",
                head("Transfer-Encoding: chunked")
                + b"8000\r\n"
                + b"\r\n8000\r\n".join([b"a" * 32768] * 30)
                + b"\r\n0\r\n\r\n",
            ),
            ("a chunk that says it is huge", head("Transfer-Encoding: chunked") + b"FFFFFFFF\r\n"),
        ):
            status, in_time = outcome(port, data)
            checks.that(f"{name}: 413 or cut", in_time and status in (413, None), status)
            others_are_served(checks, port, name)
        padding = "a" * (65536 - len(BODY) - 3)
        smgw.fits(
            checks,
            "a body of exactly the limit is read",
            client.ask(port, client.post("/sms", f"{BODY}&x={padding}")),
            smgw.xml_sent("%BALANCE%", ("13800138000", 0)),
        )


def test_too_large_by_its_head(checks, lab):
    """A body announced too long is refused once it has come: cut off in the middle of it, a client
    would see a broken connection and no 413. Meanwhile nobody else waits."""
    with lab.serve("--max-body", "64KiB", scenario=PLAIN) as server:
        for name, lines in (
            ("a length over the limit", ("Content-Length: 65537",)),
            (
                "a length over the limit and Expect: 100-continue",
                ("Content-Length: 65537", "Expect: 100-continue"),
            ),
        ):
            status, _ = outcome(server.port, head(*lines) + b"a" * 65537)
            checks.that(f"{name}: 413 after the body", status == 413, status)
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as waiting:
            waiting.sendall(head("Content-Length: 99999999999999999999999"))
            others_are_served(checks, server.port, "a length beyond 64 bits, and no body")


def test_the_largest_requests_of_the_documents(checks, lab):
    """500 numbers and 500 characters, escaped as a thorough client does."""
    with lab.serve(scenario=PLAIN) as server:
        numbers = "%2C".join(f"%2B86138{index:08d}" for index in range(500))
        text = "%E5%AD%97" * 500
        query = (
            f"action=send&account=922011&password=123456&rt=json&mobile={numbers}&content={text}"
        )
        shape = [(f"+86138{index:08d}", 0) for index in range(500)]
        smgw.fits(
            checks,
            "by GET",
            client.ask(server.port, client.get(f"/sms?{query}")),
            smgw.json_sent(96000, *shape),
        )
        lines = "%0A".join(f"%2B86138{index:08d}%23{text}" for index in range(500))
        body = f"action=p2p&account=922011&password=123456&rt=json&mobileContentList={lines}"
        smgw.fits(
            checks,
            f"p2p by POST, {len(body)} bytes",
            client.ask(server.port, client.post("/sms", body)),
            smgw.json_sent(92000, *shape),
        )


def test_slow(checks, lab):
    with lab.serve(scenario=PLAIN) as server:
        raw = client.post("/sms", BODY)
        slowest = 0.0
        with client.Connection(server.port) as drip:
            for index in range(len(raw)):
                drip.send(raw[index : index + 1])
                slowest = max(slowest, time_of_a_send(server.port))
            checks.that("others are prompt while one drips", slowest < PROMPT, f"{slowest:.3f} s")
            smgw.fits(
                checks,
                "the one that drips is answered",
                drip.answer(),
                smgw.xml_sent("%BALANCE%", ("13800138000", 0)),
            )


def test_half_open(checks, lab):
    starts = [
        b"",
        b"P",
        b"POST /sms",
        b"POST /sms HTTP/1.1\r\nHost: x\r\n",
        head("Content-Length: 1000") + b"action=send",
        head("Transfer-Encoding: chunked") + b"ff\r\nabc",
    ]
    with lab.serve(scenario=PLAIN) as server:
        waiting = [client.Connection(server.port) for _ in range(120)]
        for index, connection in enumerate(waiting):
            connection.send(starts[index % len(starts)])
        others_are_served(checks, server.port, "120 half-open connections", 20)
        for connection in waiting:
            connection.close()
        others_are_served(checks, server.port, "120 that gave up")
        checks.equal("the server ends cleanly after it", server.stop(), 0)


def test_vanishing(checks, lab):
    with lab.serve(scenario=PLAIN) as server:
        port = server.port
        for index in range(300):
            connection = client.Connection(port)
            connection.close() if index % 2 else connection.reset()
        others_are_served(checks, port, "300 that connect and vanish")
        before = smgw.balance(port)
        for index in range(100):
            connection = client.Connection(port)
            connection.send(client.post("/sms", BODY))
            connection.close() if index % 2 else connection.reset()
        others_are_served(checks, port, "100 that vanish before their answer")
        answer = smgw.call(port, "report", rt="json")
        left = int(answer.text.split('"balance":')[1].split(",")[0])
        checks.equal(
            "what was charged has its reports, no more and no less",
            answer.body.count(b'"mid"'),
            100000 - left,
        )
        checks.that(
            "some of them were taken before they vanished", before - left > 4, before - left
        )


def test_half_closed(checks, lab):
    with lab.serve(scenario=PLAIN) as server:
        for way, raw in (("POST", client.post("/sms", BODY)), ("GET", client.get(f"/sms?{BODY}"))):
            with client.Connection(server.port) as connection:
                connection.send(raw)
                connection.end_writing()
                smgw.fits(
                    checks,
                    f"{way}, then the write side shut: answered",
                    connection.answer(),
                    smgw.xml_sent("%BALANCE%", ("13800138000", 0)),
                )
                checks.that(f"{way}, then the write side shut: closed", connection.is_closed())
        with client.Connection(server.port) as connection:
            connection.send(client.post("/sms", BODY)[:-5])
            connection.end_writing()
            checks.that("the write side shut within a body: closed", connection.is_closed())
        checks.equal("and not taken", smgw.balance(server.port), 99998)


def test_never_reading(checks, lab):
    """A client that pipelines and never reads is held back; the others are not."""
    with lab.serve(scenario=PLAIN) as server:
        raw = client.post("/sms", "action=overage&account=922011&password=123456") * 200
        with client.Connection(server.port, timeout=0.5) as deaf:
            deaf.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            for _ in range(200):
                if not deaf.send_what_goes(raw):
                    break
            others_are_served(checks, server.port, "a client that never reads", 20)
        others_are_served(checks, server.port, "it is gone")


def head(*lines):
    """The head of a POST to /sms, ended."""
    return "\r\n".join(["POST /sms HTTP/1.1", "Host: x", *lines, "", ""]).encode()


def client_hello():
    """The first bytes of a client that believes this is https."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    context = ssl.create_default_context()
    tls = context.wrap_bio(incoming, outgoing, server_hostname="sms.example.com")
    try:
        tls.do_handshake()
    except ssl.SSLWantReadError:
        pass
    return outgoing.read()


def outcome(port, data, timeout=client.TIMEOUT):
    """The status that oversized bytes get, None when cut; and whether either came in time."""
    with client.Connection(port, timeout) as connection:
        connection.send_what_goes(data)
        try:
            return connection.answer().status, True
        except TimeoutError:
            return None, False
        except (client.Closed, ConnectionError):
            return None, True


def closed_or_in_order(connection):
    """After a refusal: the connection is closed, or the next request is answered."""
    try:
        return connection.ask(client.post("/sms", BODY)).status == 200
    except (client.Closed, ConnectionError):
        return True


def time_of_a_send(port):
    started = time.monotonic()
    answer = client.ask(port, client.post("/sms", BODY))
    return time.monotonic() - started if b">ok<" in answer.body else float("inf")


def others_are_served(checks, port, name, count=3):
    slowest = max(time_of_a_send(port) for _ in range(count))
    checks.that(f"{name}: others are served promptly", slowest < PROMPT, f"{slowest:.3f} s")
