"""What a connection may do: stay open, pipeline, dribble, ask for 100, end."""

import client
import smgw
from scenarios import PLAIN

QUERY = "action=send&account=922011&password=123456&mobile=13800138000&content=hi"
ONE = ("13800138000", 0)


def test_keep_alive(checks, lab):
    with lab.serve(scenario=PLAIN) as server, client.Connection(server.port) as connection:
        mids = []
        for index in range(50):
            raw = client.get(f"/sms?{QUERY}") if index % 2 else client.post("/sms", QUERY)
            answer = connection.ask(raw)
            mids += [mid for mid, _ in smgw.sent_mids(answer)]
        checks.equal("50 requests on one connection", len(set(mids)), 50)
        checks.that("the answer has a length", answer.header("Content-Length"), answer.headers)
        checks.that("the answer has a date", answer.header("Date"), answer.headers)
        checks.equal("the answer is HTTP/1.1", (answer.version, answer.reason), ("HTTP/1.1", "OK"))
        connection.ask(client.get("/nope"))
        smgw.fits(
            checks,
            "a 404 leaves it open",
            connection.ask(client.post("/sms", QUERY)),
            smgw.xml_sent(99949, ONE),
        )


def test_closing(checks, lab):
    polite = client.post("/sms", QUERY, headers=[("Connection", "close")])
    sends = [
        ("Connection: close", polite, "close"),
        ("HTTP/1.0", client.get(f"/sms?{QUERY}", version="HTTP/1.0", host=None), None),
        ("HTTP/1.0 POST", old_post(), None),
    ]
    with lab.serve(scenario=PLAIN) as server:
        for place, (name, raw, told) in enumerate(sends):
            with client.Connection(server.port) as connection:
                answer = connection.ask(raw)
                smgw.fits(checks, f"{name} is answered", answer, smgw.xml_sent(99999 - place, ONE))
                checks.equal("it says so", answer.header("Connection"), told)
                checks.that("and closed", connection.is_closed())
        with client.Connection(server.port) as connection:
            raw = client.request(
                "GET", f"/sms?{QUERY}", [("Connection", "keep-alive")], version="HTTP/1.0"
            )
            for balance in (99996, 99995):
                answer = connection.ask(raw)
                smgw.fits(
                    checks,
                    "HTTP/1.0 with keep-alive is answered",
                    answer,
                    smgw.xml_sent(balance, ONE),
                )
                checks.equal("it says so", answer.header("Connection"), "keep-alive")


def old_post():
    return client.request(
        "POST", "/sms", [("Content-Length", str(len(QUERY)))], QUERY, "HTTP/1.0", None
    )


def test_pipelining(checks, lab):
    with lab.serve(scenario=PLAIN) as server, client.Connection(server.port) as connection:
        requests = [
            client.get(f"/sms?{QUERY}"),
            client.post("/sms", QUERY + "&rt=json"),
            client.post("/sms", "action=overage&account=922011&password=123456"),
        ] * 10
        connection.send(b"".join(requests))
        balance = 100000
        for index in range(10):
            shapes = [
                smgw.xml_sent(balance - 1, ONE),
                smgw.json_sent(balance - 2, ONE),
                smgw.xml_balance(balance - 2),
            ]
            for step, shape in enumerate(shapes):
                smgw.fits(
                    checks,
                    f"pipelined answer {3 * index + step + 1} in its turn",
                    connection.answer(),
                    shape,
                )
            balance -= 2


def test_head(checks, lab):
    with lab.serve(scenario=PLAIN) as server, client.Connection(server.port) as connection:
        answer = connection.ask(client.request("HEAD", f"/sms?{QUERY}"))
        checks.that("HEAD has an answer", answer.status in (200, 405), answer)
        smgw.fits(
            checks,
            "and no body: the next answer follows its head",
            connection.ask(client.post("/sms", "action=overage&account=922011&password=123456")),
            smgw.xml_balance("%BALANCE%"),
        )


def test_expect(checks, lab):
    with lab.serve(scenario=PLAIN) as server, client.Connection(server.port) as connection:
        raw = client.post("/sms", QUERY, headers=[("Expect", "100-continue")])
        connection.send(raw[: -len(QUERY)])
        first = connection.answer()
        checks.equal("Expect: 100-continue is answered before the body", first.status, 100)
        smgw.fits(
            checks,
            "and then the request",
            connection.send(QUERY.encode()).answer(),
            smgw.xml_sent(99999, ONE),
        )
        connection.send(raw)
        answer = connection.answer()
        if answer.status == 100:
            answer = connection.answer()
        smgw.fits(checks, "a client that does not wait for it", answer, smgw.xml_sent(99998, ONE))


def test_chunked(checks, lab):
    with lab.serve(scenario=PLAIN) as server, client.Connection(server.port) as connection:
        for index, (name, pieces, trailer) in enumerate(
            (
                ("one chunk", [QUERY], ""),
                ("many chunks", [*QUERY], ""),
                ("a trailer", [QUERY], "X-Sum: 1\r\n"),
            )
        ):
            smgw.fits(
                checks,
                f"a chunked body: {name}",
                connection.ask(chunked(pieces, trailer)),
                smgw.xml_sent(99999 - index, ONE),
            )


def test_chunk_extensions(checks, lab):
    """No client is known to send them, and libevent refuses them; they must do no harm."""
    with lab.serve(scenario=PLAIN) as server:
        answer = client.ask(server.port, chunked([QUERY[:9], QUERY[9:]], extension=";a=b"))
        checks.that(
            "chunk extensions are read or refused", answer.status in (200, 400, 413), answer
        )
        smgw.fits(
            checks,
            "and the server goes on",
            smgw.send(server.port),
            smgw.xml_sent("%BALANCE%", ONE),
        )


def chunked(pieces, trailer="", extension=""):
    body = "".join(f"{len(piece):x}{extension}\r\n{piece}\r\n" for piece in pieces)
    headers = [("Transfer-Encoding", "chunked")]
    return client.request("POST", "/sms", headers, f"{body}0\r\n{trailer}\r\n")


def test_pieces(checks, lab):
    with lab.serve(scenario=PLAIN) as server, client.Connection(server.port) as connection:
        raw = client.post("/sms", QUERY)
        for index in range(len(raw)):
            connection.send(raw[index : index + 1])
        smgw.fits(checks, "a request byte by byte", connection.answer(), smgw.xml_sent(99999, ONE))
        both = raw + raw
        connection.send(both[: len(raw) + 20])
        smgw.fits(
            checks,
            "a request and a bit of the next",
            connection.answer(),
            smgw.xml_sent(99998, ONE),
        )
        smgw.fits(
            checks,
            "and its rest",
            connection.send(both[len(raw) + 20 :]).answer(),
            smgw.xml_sent(99997, ONE),
        )


def test_many_connections(checks, lab):
    with lab.serve(scenario=PLAIN) as server:
        connections = [client.Connection(server.port) for _ in range(200)]
        try:
            for connection in connections:
                connection.send(client.post("/sms", QUERY))
            mids = [
                mid for connection in connections for mid, _ in smgw.sent_mids(connection.answer())
            ]
            checks.equal("200 connections at once are answered", len(set(mids)), 200)
        finally:
            for connection in connections:
                connection.close()
