"""Each smgw outcome of outcomes.tsv that has a cause of its own, brought about by it."""

import json

import client
import server as processes
import smgw
from scenarios import account, scenario

MOBILE = "13800138000"
MOBIL, UNICOM, TELECOM = "13800138000", "13000130000", "13300133000"


class Gateway:
    """Short forms for one server: what a send is answered, and what is reported."""

    def __init__(self, checks, server):
        self.checks = checks
        self.port = server.port

    def refused(self, name, code, account_name, **fields):
        """A send is refused with `code` as a whole, in XML and in JSON."""
        self.fits(f"{name}, XML", smgw.xml_refused(code), account=account_name, **fields)
        self.fits(
            f"{name}, JSON", smgw.json_refused(code), account=account_name, rt="json", **fields
        )

    def results(self, name, expected, account_name, **fields):
        """A send's results number by number, in XML and in JSON."""
        for rt in ("xml", "json"):
            shape = smgw.xml_sent if rt == "xml" else smgw.json_sent
            charged = smgw.balance(self.port, account_name) - sum(
                1 for _, result in expected if result == 0
            )
            mobiles = ",".join(mobile for mobile, _ in expected)
            self.fits(
                f"{name}, {rt}",
                shape(charged, *expected),
                mobile=mobiles,
                account=account_name,
                rt=rt,
                **fields,
            )

    def stats(self, name, expected, account_name, mobile=MOBILE, **fields):
        """A send is accepted; then its reports' stats."""
        smgw.send(self.port, mobile, account=account_name, **fields)
        self.checks.equal(
            name, [stat for _, _, stat in smgw.pull(self.port, account_name)], expected
        )

    def fits(self, name, shape, **fields):
        smgw.fits(self.checks, name, smgw.send(self.port, **fields), shape)


def test_status(checks, lab):
    text = scenario(
        account("ok"),
        account("far", ip='["10.0.0.0/8", "192.168.1.7"]'),
        account("near", ip='["127.0.0.0/8"]'),
        account("exactly", ip='["127.0.0.1"]'),
        account("cmpp", interface="cmpp"),
        account("soap", interface="soap"),
        account("http", interface="http"),
        account("disabled", enabled="false"),
        account("expired", expires='"2020-01-01 00:00:00"'),
        account("later", expires='"2099-01-01 00:00:00"'),
        account("mobile", carriers="[mobile]"),
        account("three", max_recipients="3"),
    )
    with lab.serve(scenario=text) as server:
        gateway = Gateway(checks, server)
        good = [(MOBILE, 0)]
        gateway.results("status 0", good, "ok")
        gateway.refused("status 2: the address is not in the list", 2, "far")
        gateway.results("the address is in a network of the list", good, "near")
        gateway.results("the address is in the list", good, "exactly")
        gateway.refused("status 6: cmpp", 6, "cmpp")
        gateway.refused("status 6: soap", 6, "soap")
        gateway.results("http may send", good, "http")
        gateway.refused("status 7: disabled", 7, "disabled")
        gateway.refused("status 7: expired", 7, "expired")
        gateway.results("not yet expired", good, "later")
        gateway.refused(
            "status 100: unicom is not among the carriers", 100, "mobile", mobile=UNICOM
        )
        gateway.refused(
            "status 100: nor is telecom, one of two numbers",
            100,
            "mobile",
            mobile=f"{MOBIL},{TELECOM}",
        )
        gateway.results("a number of the carrier's own", [(MOBIL, 0)], "mobile")
        gateway.refused(
            "status 102: four numbers of three", 102, "three", mobile=",".join([MOBIL] * 4)
        )
        gateway.results("three numbers of three", [(MOBIL, 0), (UNICOM, 0), (TELECOM, 0)], "three")
        gateway.refused("a wrong password goes before disabled", 3, "disabled", password="x")
        for name, code in (("far", 2), ("cmpp", 6), ("disabled", 7), ("expired", 7)):
            shapes = [("overage", smgw.xml_balance_refused(code), smgw.json_balance_refused(code))]
            row = {2: "IP错误", 6: "错误的接入点", 7: "错误的状态"}[code]
            for action in ("report", "mo"):
                shapes.append((action, smgw.xml_pull_refused(code, row), smgw.json_refused(code)))
            for action, xml, json_shape in shapes:
                smgw.fits(
                    checks,
                    f"{action} of {name} is {code} too, XML",
                    smgw.call(server.port, action, name),
                    xml,
                )
                smgw.fits(
                    checks,
                    f"{action} of {name} is {code} too, JSON",
                    smgw.call(server.port, action, name, rt="json"),
                    json_shape,
                )


def test_connections(checks, lab):
    """Status 21: more connections open from this account's callers than its limit."""
    body = smgw.form(action="send", account="two", password="123456", mobile=MOBILE, content="hi")
    raw = client.post("/sms", body)
    with lab.serve(scenario=scenario(account("two", connections="2"), account("other"))) as server:
        with client.Connection(server.port) as first, client.Connection(server.port) as second:
            for name, connection in (("first", first), ("second", second), ("first again", first)):
                smgw.fits(
                    checks,
                    f"the {name} connection of two",
                    connection.ask(raw),
                    smgw.xml_sent("%BALANCE%", (MOBILE, 0)),
                )
            with client.Connection(server.port) as third:
                smgw.fits(
                    checks,
                    "status 21: the third connection, XML",
                    third.ask(raw),
                    smgw.xml_refused(21),
                )
                smgw.fits(
                    checks,
                    "status 21: the third connection, JSON",
                    third.ask(client.post("/sms", body + "&rt=json")),
                    smgw.json_refused(21),
                )
                smgw.fits(
                    checks,
                    "another account is not touched",
                    smgw.send(server.port, account="other"),
                    smgw.xml_sent("%BALANCE%", (MOBILE, 0)),
                )
        freed = processes.wait_until(lambda: b"Success" in client.ask(server.port, raw).body)
        checks.that("closed connections count no more", freed)


def test_balance(checks, lab):
    text = scenario(
        account("none", balance="0"),
        account("two", balance="2"),
        account("post", balance="0", billing="postpaid"),
        account("dear", balance="5", price="2"),
    )
    with lab.serve(scenario=text) as server:
        gateway = Gateway(checks, server)
        gateway.fits("status 15: nothing is paid for, XML", smgw.xml_refused(15), account="none")
        gateway.fits(
            "no status 15 in JSON: result 15 for each",
            smgw.json_sent(0, (MOBIL, 15), (UNICOM, 15)),
            account="none",
            mobile=f"{MOBIL},{UNICOM}",
            rt="json",
        )
        three = [(MOBIL, 0), (UNICOM, 0), (TELECOM, 15)]
        gateway.fits(
            "result 15: the balance ran out before this number, XML",
            smgw.xml_sent(0, *three),
            account="two",
            mobile=f"{MOBIL},{UNICOM},{TELECOM}",
        )
        gateway.fits(
            "a bad number first, then no balance: not every number lacked balance, XML",
            smgw.xml_sent(0, ("10086", 12), (MOBIL, 15)),
            account="two",
            mobile=f"10086,{MOBIL}",
        )
        gateway.fits(
            "result 15: the balance ran out before this number, JSON",
            smgw.json_sent(1, *three),
            account="dear",
            rt="json",
            mobile=f"{MOBIL},{UNICOM},{TELECOM}",
        )
        gateway.fits("postpaid goes below zero", smgw.xml_sent(-1, (MOBIL, 0)), account="post")
        checks.equal(
            "a number without balance gets no report",
            [mobile for _, mobile, _ in smgw.pull(server.port, "two")],
            [MOBIL, UNICOM],
        )
        smgw.fits(
            checks,
            "p2p: nothing is paid for, XML",
            smgw.call(server.port, "p2p", "none", mobileContentList=f"{MOBIL}#a\n{UNICOM}#b"),
            smgw.xml_refused(15),
        )
        smgw.fits(
            checks,
            "p2p: nothing is paid for, JSON",
            smgw.call(
                server.port, "p2p", "none", mobileContentList=f"{MOBIL}#a\n{UNICOM}#b", rt="json"
            ),
            smgw.json_sent(0, (MOBIL, 15), (UNICOM, 15)),
        )


def test_results(checks, lab):
    text = scenario(
        account("short", max_length="10"),
        account("codes", access_codes='["1069012345", "10691"]'),
        account("any", access_codes="[]"),
    )
    with lab.serve(scenario=text) as server:
        gateway = Gateway(checks, server)
        gateway.results(
            "ten characters of ten", [(MOBILE, 0)], "short", content="一二三四五六七八九十"
        )
        gateway.results(
            "result 6: eleven characters of ten",
            [(MOBIL, 6), (UNICOM, 6)],
            "short",
            content="一二三四五六七八九十一",
        )
        gateway.results("result 12", [("12345", 12)], "any")
        for extno in ("1069012345", "106901234501", "10691", "1069199", None):
            gateway.results(
                f"extno {extno} is an access code or begins with one",
                [(MOBILE, 0)],
                "codes",
                extno=extno,
            )
        for extno in ("1069", "106901234", "2069012345", "0", "x"):
            gateway.results(
                f"result 10: extno {extno}", [(MOBIL, 10), (UNICOM, 10)], "codes", extno=extno
            )
        gateway.results("without access codes any extno", [(MOBILE, 0)], "any", extno="42")


def test_hours(checks, lab):
    """Result 16, at the minute: hours exclude their last minute's end."""
    for hours, time, result in (
        ("08:00-21:00", "08:00:00", 0),
        ("08:00-21:00", "20:59:59", 0),
        ("08:00-21:00", "21:00:00", 16),
        ("08:00-21:00", "07:59:59", 16),
        ("21:00-09:00", "23:30:00", 0),
        ("21:00-09:00", "08:59:59", 0),
        ("21:00-09:00", "09:00:00", 16),
        ("21:00-09:00", "20:59:59", 16),
    ):
        text = scenario(
            account("timed", hours=f'"{hours}"'),
            top=f'clock: {{start: "2017-04-12 {time}", run: false}}',
        )
        with lab.serve(scenario=text) as server:
            Gateway(checks, server).results(f"hours {hours} at {time}", [(MOBILE, result)], "timed")


def test_signatures(checks, lab):
    text = scenario(
        account("off"),
        account("required", signature="required"),
        account("registered", signature="registered", signatures='["朗宇信息", "某某"]'),
    )
    with lab.serve(scenario=text) as server:
        gateway = Gateway(checks, server)
        for name, content, result in (
            ("off", "没有", 0),
            ("required", "【任何】您好", 0),
            ("required", "您好【任何】", 0),
            ("required", "您好", 17),
            ("required", "您【任何】好", 17),
            ("required", "【】您好", 17),
            ("registered", "【朗宇信息】您好", 0),
            ("registered", "您好【某某】", 0),
            ("registered", "【任何】您好", 17),
            ("registered", "朗宇信息您好", 17),
        ):
            gateway.results(
                f"signature {name}: {content}", [(MOBILE, result)], name, content=content
            )


def test_stats(checks, lab):
    text = scenario(
        account("plain"),
        account("words", keywords='["发票", "贷款"]'),
        account("listed", templates=r'["/验证码\\d{4,6}/"]'),
        account("often", per_mobile="3/30m"),
        top='blacklist: ["13911110000", "1709999*"]\n'
        'clock: {start: "2017-04-12 01:38:21", run: false}',
    )
    with lab.serve(scenario=text) as server:
        gateway = Gateway(checks, server)
        gateway.stats("DELIVRD", ["DELIVRD"], "plain")
        gateway.stats("MA:0001", ["MA:0001", "DELIVRD"], "plain", "13911110000,13911110001")
        gateway.stats("MA:0001 with a prefix", ["MA:0001"], "plain", "+8613911110000")
        gateway.stats(
            "MA:0028",
            ["MA:0028", "MA:0028", "DELIVRD"],
            "plain",
            "17099990000,17099999999,17099980000",
        )
        gateway.stats("MA:0002", ["MA:0002"], "words", content="代开发票。")
        gateway.stats("no keyword", ["DELIVRD"], "words", content="发，票")
        gateway.stats("MA:0024", ["MA:0024"], "listed", content="您好")
        gateway.stats(
            "a template matches", ["DELIVRD"], "listed", content="您的验证码123456，勿泄露"
        )
        for number in ("15400000000", "16000000000", "17900000000"):
            gateway.stats(f"MA:0014: {number}", ["MA:0014"], "plain", number)
        for number in (
            MOBIL,
            UNICOM,
            TELECOM,
            "15000000000",
            "18600000000",
            "18900000000",
            "19800000000",
            "16600000000",
            "19100000000",
            "17300000000",
        ):
            gateway.stats(f"a carrier has {number}", ["DELIVRD"], "plain", number)
        for turn in range(1, 6):
            gateway.stats(
                f"MA:0022: send {turn} of three in half an hour",
                ["DELIVRD" if turn <= 3 else "MA:0022"],
                "often",
            )
        gateway.stats("another number is not touched", ["DELIVRD"], "often", UNICOM)


def test_unsubscribed(checks, lab):
    with lab.serve(scenario=scenario(account("one"), account("two"))) as server:
        gateway = Gateway(checks, server)
        for index, (word, stat) in enumerate(
            (
                ("TD", "MA:0023"),
                ("T", "MA:0023"),
                ("退订", "MA:0023"),
                ("你好", "DELIVRD"),
                ("TDD", "DELIVRD"),
            )
        ):
            mobile = f"1380013800{index}"
            gateway.stats(f"before a reply {word}", ["DELIVRD"], "one", mobile)
            body = json.dumps({"account": "one", "mobile": mobile, "content": word, "after": "0s"})
            answer = client.ask(
                server.port, client.post("/__mock/v1/replies", body, "application/json")
            )
            checks.equal(f"the handset replies {word}", answer.status, 201)
            gateway.stats(f"after a reply {word}", [stat], "one", mobile)
            gateway.stats(f"a reply {word} to another account", ["DELIVRD"], "two", mobile)


def test_catalogue_agrees(checks, lab):
    """`codes` lists the rows of outcomes.tsv; where that file is not at hand, only itself."""
    listed = json.loads(lab.run("codes", "--dialect", "smgw", "--json").out)
    codes = {(row["place"], row["code"]) for row in listed}
    for place, code in (
        ("status", "0"),
        ("status", "102"),
        ("result", "17"),
        ("stat", "MA:0014"),
        ("stat", "MO:NNNN"),
    ):
        checks.that(f"codes lists {place} {code}", (place, code) in codes)
