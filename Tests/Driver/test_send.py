"""send: its answers in XML and JSON, its refusals, its message ids."""

import client
import smgw
from scenarios import PLAIN, account, scenario

CREDENTIALS = "account=922011&password=123456"
TWO = "15023239810,13527576163"


def test_built_in_default(checks, lab):
    """The documents' own examples work without any scenario."""
    with lab.serve() as server:
        before = smgw.balance(server.port)
        target = (
            f"/sms?action=send&{CREDENTIALS}&mobile={TWO}"
            "&content=%E5%86%85%E5%AE%B9&extno=1069012345"
        )
        answer = client.ask(server.port, client.get(target))
        numbers = [("15023239810", 0), ("13527576163", 0)]
        smgw.fits(
            checks, "document 000's send example, GET", answer, smgw.xml_sent(before - 2, *numbers)
        )
        answer = client.ask(server.port, client.get(target + "&rt=json"))
        smgw.fits(
            checks, "document 003's send example, GET", answer, smgw.json_sent(before - 4, *numbers)
        )


def test_documents_accounts(checks, lab):
    """The documents' URLs letter by letter, with 账号 and 密码 raw in the request line."""
    who = "account=账号&password=密码"
    with lab.serve() as server:
        port = server.port
        before = smgw.balance(port, "账号", "密码")
        target = f"/sms?action=send&{who}&mobile={TWO}&content=内容&extno=1069012345"
        numbers = [("15023239810", 0), ("13527576163", 0)]
        smgw.fits(
            checks,
            "document 000, 1.2",
            client.ask(port, client.get(target)),
            smgw.xml_sent(before - 2, *numbers),
        )
        smgw.fits(
            checks,
            "document 003, 1.2",
            client.ask(port, client.get(target + "&rt=json")),
            smgw.json_sent(before - 4, *numbers),
        )
        for number, action, xml in (
            ("3", "overage", smgw.xml_balance(before - 4)),
            ("5", "mo", smgw.XML_NOTHING),
        ):
            answer = client.ask(port, client.get(f"/sms?action={action}&{who}"))
            smgw.fits(checks, f"document 000, {number}.2", answer, xml)
        smgw.fits(
            checks,
            "document 003, 3.2",
            client.ask(port, client.get(f"/sms?action=overage&{who}&rt=json")),
            smgw.json_balance(before - 4),
        )
        smgw.fits(
            checks,
            "document 003, 5.2",
            client.ask(port, client.get(f"/sms?action=mo&{who}&rt=json")),
            smgw.json_list(before - 4),
        )
        list_000 = "".join(
            f"1380000000{n}%09%E4%B8%8B%E5%8F%91%E5%86%85%E5%AE%B9{n}%0A" for n in range(1, 5)
        ).removesuffix("%0A")
        smgw.fits(
            checks,
            "document 000, 2.2",
            client.ask(
                port,
                client.get(f"/sms?action=p2p&{who}&mobileContentList={list_000}&extno=10690231221"),
            ),
            smgw.xml_sent(before - 8, *[(f"1380000000{n}", 0) for n in range(1, 5)]),
        )


def test_answers(checks, lab):
    with lab.serve(scenario=PLAIN) as server:
        port = server.port
        numbers = [("15023239810", 0), ("13527576163", 0)]
        mids = smgw.fits(checks, "POST, XML", smgw.send(port, TWO), smgw.xml_sent(99998, *numbers))
        mids += smgw.fits(
            checks, "POST, JSON", smgw.send(port, TWO, rt="json"), smgw.json_sent(99996, *numbers)
        )
        query = f"action=send&{CREDENTIALS}&mobile={TWO}&content=hi"
        mids += smgw.fits(
            checks,
            "GET, XML",
            client.ask(port, client.get(f"/sms?{query}")),
            smgw.xml_sent(99994, *numbers),
        )
        mids += smgw.fits(
            checks,
            "GET, JSON",
            client.ask(port, client.get(f"/sms?{query}&rt=json")),
            smgw.json_sent(99992, *numbers),
        )
        mids += smgw.fits(
            checks,
            "/api/sm57/sms is the same endpoint",
            client.ask(port, client.post("/api/sm57/sms", query)),
            smgw.xml_sent(99990, *numbers),
        )
        for rt in ("JSON", "Json"):
            balance = smgw.balance(port) - 2
            mids += smgw.fits(
                checks,
                f"rt={rt} is JSON",
                smgw.send(port, TWO, rt=rt),
                smgw.json_sent(balance, *numbers),
            )
        for rt in ("xml", "text", "", "jsonp"):
            balance = smgw.balance(port) - 2
            mids += smgw.fits(
                checks,
                f"rt={rt!r} is XML",
                smgw.send(port, TWO, rt=rt),
                smgw.xml_sent(balance, *numbers),
            )
        checks.equal("message ids are unique", len(set(mids)), 22)
        reported = {mid for mid, _, _ in smgw.pull(port)}
        checks.equal("each message id comes back in a report", reported, set(mids))


def test_same_seed_same_bytes(checks, lab):
    def bytes_of_a_run():
        with lab.serve(scenario=PLAIN) as server:
            return [smgw.send(server.port, TWO, rt=rt).body for rt in ("xml", "json")]

    checks.equal("same seed and requests, same bytes", bytes_of_a_run(), bytes_of_a_run())


def test_numbers(checks, lab):
    with lab.serve(scenario=PLAIN) as server:
        port = server.port
        one = ("13800138000", 0)
        kept = {
            "%2B8613800138000": "+8613800138000",
            "8613800138000": "8613800138000",
            "008613800138000": "008613800138000",
            "+8613800138000": "8613800138000",
        }
        for sent, shown in kept.items():
            balance = smgw.balance(port) - 1
            body = f"action=send&{CREDENTIALS}&mobile={sent}&content=hi"
            for rt, shape in (("xml", smgw.xml_sent), ("json", smgw.json_sent)):
                answer = client.ask(port, client.post("/sms", f"{body}&rt={rt}"))
                smgw.fits(
                    checks, f"number {sent} is kept, {rt}", answer, shape(balance, (shown, 0))
                )
                balance -= 1
        prefixed = {mobile for _, mobile, _ in smgw.pull(port)}
        checks.equal("reports keep the prefix", prefixed, set(kept.values()))
        for sent in ("13800138000,", ",13800138000", " 13800138000 , ", ",, 13800138000,,"):
            balance = smgw.balance(port) - 1
            smgw.fits(
                checks,
                f"numbers {sent!r} are one",
                smgw.send(port, sent),
                smgw.xml_sent(balance, one),
            )
        for bad in (
            "12800138000",
            "1380013800",
            "138001380000",
            "1380013800a",
            "10086",
            "+8513800138000",
            "０13800138000",
            "１３８００１３８０００",
        ):
            balance = smgw.balance(port) - 1
            smgw.fits(
                checks,
                f"{bad} is result 12, not charged",
                smgw.send(port, f"13800138000,{bad}", rt="json"),
                smgw.json_sent(balance, one, (bad, 12)),
            )
        balance = smgw.balance(port)
        smgw.fits(
            checks,
            "only a bad number is still Success",
            smgw.send(port, "10086"),
            smgw.xml_sent(balance, ("10086", 12)),
        )
        smgw.fits(
            checks,
            "a refused number is XML-escaped",
            smgw.send(port, "1<2&3"),
            smgw.xml_sent(balance, ("1&lt;2&amp;3", 12)),
        )
        smgw.fits(
            checks,
            "a refused number is JSON-escaped",
            smgw.send(port, '1"\\\n/é', rt="json"),
            smgw.json_sent(balance, ('1\\"\\\\\\n/é', 12)),
        )


def test_how_many(checks, lab):
    with lab.serve(scenario=PLAIN) as server:
        port = server.port
        numbers = [f"138{index:08d}" for index in range(501)]
        most = [(number, 0) for number in numbers[:500]]
        mids = smgw.fits(
            checks,
            "500 numbers, POST",
            smgw.send(port, ",".join(numbers[:500])),
            smgw.xml_sent(99500, *most),
        )
        query = f"action=send&{CREDENTIALS}&content=hi&rt=json&mobile="
        target = "/sms?" + query + ",".join(numbers[:500])
        mids += smgw.fits(
            checks,
            "500 numbers, GET",
            client.ask(port, client.get(target)),
            smgw.json_sent(99000, *most),
        )
        checks.equal("their message ids are unique", len(set(mids)), 1000)
        smgw.fits(
            checks,
            "501 numbers are 102, XML",
            smgw.send(port, ",".join(numbers)),
            smgw.xml_refused(102),
        )
        smgw.fits(
            checks,
            "501 numbers are 102, JSON",
            smgw.send(port, ",".join(numbers), rt="json"),
            smgw.json_refused(102),
        )
        checks.equal("a refused request is not charged", smgw.balance(port), 99000)


def test_refusals(checks, lab):
    with lab.serve(scenario=PLAIN) as server:
        port = server.port
        fields = {
            "action": "send",
            "account": "922011",
            "password": "123456",
            "mobile": "13800138000",
            "content": "hi",
        }
        for missing in fields:
            less = {**fields, missing: None}
            empty = {**fields, missing: ""}
            for rt, shape in (("xml", smgw.xml_refused(1)), ("json", smgw.json_refused(1))):
                for kind, request in (("without", less), ("with an empty", empty)):
                    answer = client.ask(port, client.post("/sms", smgw.form(**request, rt=rt)))
                    smgw.fits(checks, f"{kind} {missing} is 1, {rt}", answer, shape)
        for name, changed in (
            ("an unknown action", {"action": "sned"}),
            ("an action in capitals", {"action": "SEND"}),
            ("numbers that are only commas", {"mobile": ",,"}),
        ):
            for rt, shape in (("xml", smgw.xml_refused(1)), ("json", smgw.json_refused(1))):
                body = smgw.form(**{**fields, **changed}, rt=rt)
                smgw.fits(
                    checks, f"{name} is 1, {rt}", client.ask(port, client.post("/sms", body)), shape
                )
        for name, changed in (
            ("a wrong password", {"password": "654321"}),
            ("no such account", {"account": "nobody"}),
            ("a longer password", {"password": "1234567"}),
        ):
            for rt, shape in (("xml", smgw.xml_refused(3)), ("json", smgw.json_refused(3))):
                body = smgw.form(**{**fields, **changed}, rt=rt)
                smgw.fits(
                    checks, f"{name} is 3, {rt}", client.ask(port, client.post("/sms", body)), shape
                )
        checks.equal("none of it was charged", smgw.balance(port), 100000)


def test_length_and_price(checks, lab):
    text = scenario(account(price="3"))
    with lab.serve(scenario=text) as server:
        port = server.port
        for length, segments in ((1, 1), (70, 1), (71, 2), (134, 2), (135, 3), (500, 8)):
            balance = smgw.balance(port) - 3 * segments
            smgw.fits(
                checks,
                f"{length} characters cost {segments} segments",
                smgw.send(port, content="字" * length),
                smgw.xml_sent(balance, ("13800138000", 0)),
            )
        balance = smgw.balance(port)
        smgw.fits(
            checks,
            "501 characters are result 6, not charged",
            smgw.send(port, content="字" * 501, rt="json"),
            smgw.json_sent(balance, ("13800138000", 6)),
        )
        smgw.fits(
            checks,
            "a segment is counted in UTF-16 units",
            smgw.send(port, content="😀" * 36),
            smgw.xml_sent(balance - 6, ("13800138000", 0)),
        )
