"""report and mo: what a pull gives, once each, and what it gives when nothing waits."""

import json
import re
import threading
import xml.etree.ElementTree as ElementTree

import client
import server as processes
import smgw
from scenarios import CLOCK, PLAIN, STOPPED, account, scenario

CREDENTIALS = "account=922011&password=123456"


def test_reports_by_default_scenario(checks, lab):
    """Without a scenario a report falls due after a second."""
    with lab.serve() as server:
        mid, = smgw.fits(checks, "a send", smgw.send(server.port, rt="json"),
                         smgw.json_sent("%BALANCE%", ("13800138000", 0)))[1:]
        pulled = processes.wait_until(lambda: smgw.pull(server.port), 5, 0.05)
        checks.equal("its report comes", pulled, [(mid, "13800138000", "DELIVRD")])


def test_report_answers(checks, lab):
    with lab.serve(scenario=STOPPED) as server:
        port = server.port
        for way in ("POST", "GET"):
            smgw.fits(checks, f"nothing waits, {way} XML", pull(port, "report", way), smgw.XML_NOTHING)
            smgw.fits(checks, f"nothing waits, {way} JSON", pull(port, "report", way, "json"),
                      smgw.json_list("%BALANCE%"))
            mids = sent(port, "15023239810,+8613527576163", extno="106901234501")
            shown = smgw.fits(checks, f"two wait, {way} XML", pull(port, "report", way), smgw.xml(
                smgw.xml_report("15023239810", "106901234501", time=CLOCK),
                smgw.xml_report("+8613527576163", "106901234501", time=CLOCK)))
            checks.equal(f"{way} XML: taskid is the message's own", shown, mids)
            smgw.fits(checks, f"taken once, {way} XML", pull(port, "report", way), smgw.XML_NOTHING)
            mids = sent(port, "15023239810,13527576163")
            balance = smgw.balance(port)
            shown = smgw.fits(
                checks, f"two wait, {way} JSON; without extno the first access code",
                pull(port, "report", way, "json"), smgw.json_list(
                    balance, smgw.json_report("15023239810", "1069012345", time=CLOCK),
                    smgw.json_report("13527576163", "1069012345", time=CLOCK)))
            checks.equal(f"{way} JSON: mid is the message's own", shown, mids)
            smgw.fits(checks, f"taken once, {way} JSON", pull(port, "report", way, "json"),
                      smgw.json_list(balance))
        sent(port, "13800138000")
        target = f"/sms?action=report&action=report&{CREDENTIALS}"
        smgw.fits(checks, "document 000's URL with action twice",
                  client.ask(port, client.get(target)),
                  smgw.xml(smgw.xml_report("13800138000", "1069012345", time=CLOCK)))
        sent(port, "10086")
        smgw.fits(checks, "a refused number gets no report", pull(port, "report"), smgw.XML_NOTHING)


def test_failing_reports(checks, lab):
    text = scenario(account(keywords="['发票']"),
                    top=f"clock: {{start: \"{CLOCK}\", run: false}}\nblacklist: ['13911110000']")
    with lab.serve(scenario=text) as server:
        port = server.port
        for rt in ("xml", "json"):
            sent(port, "13911110000")
            sent(port, "13800138000", content="开发票")
            shape = smgw.xml(
                smgw.xml_report("13911110000", "1069012345", "MA:0001", time=CLOCK),
                smgw.xml_report("13800138000", "1069012345", "MA:0002", time=CLOCK)
            ) if rt == "xml" else smgw.json_list(
                "%BALANCE%",
                smgw.json_report("13911110000", "1069012345", "MA:0001", time=CLOCK),
                smgw.json_report("13800138000", "1069012345", "MA:0002", time=CLOCK))
            smgw.fits(checks, f"failing reports are status 20, {rt}",
                      pull(port, "report", rt=rt), shape)
        checks.equal("failing reports are charged", smgw.balance(port), 99996)


def test_accounts_are_apart(checks, lab):
    with lab.serve(scenario=scenario(account("one"), account("two"))) as server:
        mids = {name: [mid for mid, _ in smgw.sent_mids(smgw.send(server.port, account=name))]
                for name in ("one", "two")}
        for name in ("two", "one"):
            got = [mid for mid, _, _ in smgw.pull(server.port, name)]
            checks.equal(f"{name} pulls its own report only", got, mids[name])


def test_size(checks, lab):
    text = scenario(account(max_recipients="20000"))
    with lab.serve(scenario=text) as server:
        port = server.port
        numbers = ",".join(f"138{index:08d}" for index in range(11100))
        mids = sent(port, numbers)
        checks.equal("11100 numbers in one request", len(mids), 11100)
        order = []
        for size, expected in (("5", 10), ("0", 10), ("-3", 10), ("10", 10), ("11", 11),
                               (None, 1000), ("20000", 10000), (None, 49), (None, 0)):
            got = [mid for mid, _, _ in smgw.pull(port, size=size)]
            checks.equal(f"size {size} gives {expected}", len(got), expected)
            order += got
        checks.equal("every report once, in the order of sending", order, mids)


def test_two_pollers(checks, lab):
    """Two clients that poll at once never get the same report."""
    with lab.serve(scenario=PLAIN) as server:
        port = server.port
        mids = [mid for start in range(0, 2000, 500)
                for mid in sent(port, ",".join(f"138{n:08d}" for n in range(start, start + 500)))]
        taken = [[], []]

        def poll(mine):
            while got := smgw.pull(port, size=10):
                mine += [mid for mid, _, _ in got]

        pollers = [threading.Thread(target=poll, args=(mine,), daemon=True) for mine in taken]
        for poller in pollers:
            poller.start()
        for poller in pollers:
            poller.join(20)
        checks.that("both got some", all(taken), f"got {[len(mine) for mine in taken]}")
        checks.equal("together every report", len(taken[0]) + len(taken[1]), 2000)
        checks.equal("and none twice", set(taken[0]) | set(taken[1]), set(mids))


def test_pull_refusals(checks, lab):
    missing = "用户名或密码不能为空"
    with lab.serve(scenario=PLAIN) as server:
        port = server.port
        cases = [("no account", 1, missing, {"account": None}),
                 ("no password", 1, missing, {"password": None}),
                 ("an empty account", 1, missing, {"account": ""}),
                 ("neither", 1, missing, {"account": None, "password": None}),
                 ("a wrong password", 3, "鉴权错误", {"password": "x"}),
                 ("no such account", 3, "鉴权错误", {"account": "nobody"})]
        for action in ("report", "mo"):
            for name, code, text, fields in cases:
                smgw.fits(checks, f"{action}, {name}, XML", smgw.call(port, action, **fields),
                          smgw.xml_pull_refused(code, text))
                smgw.fits(checks, f"{action}, {name}, JSON",
                          smgw.call(port, action, **fields, rt="json"), smgw.json_refused(code))


def test_replies(checks, lab):
    with lab.serve(scenario=STOPPED) as server:
        port = server.port
        for way in ("POST", "GET"):
            smgw.fits(checks, f"no MO waits, {way} XML", pull(port, "mo", way), smgw.XML_NOTHING)
            smgw.fits(checks, f"no MO waits, {way} JSON", pull(port, "mo", way, "json"),
                      smgw.json_list(100000))
            reply(checks, port, "15023239810", "你好，我不需要")
            reply(checks, port, "15023239811", "你好，本次活动路线是怎么的")
            mids = smgw.fits(checks, f"document 000's two replies, {way} XML",
                             pull(port, "mo", way), smgw.xml(
                smgw.xml_reply("15023239810", "1069012345", "你好，我不需要", CLOCK),
                smgw.xml_reply("15023239811", "1069012345", "你好，本次活动路线是怎么的", CLOCK)))
            checks.equal(f"{way} XML: their ids are two", len(set(mids)), 2)
            smgw.fits(checks, f"taken once, {way} XML", pull(port, "mo", way), smgw.XML_NOTHING)
            reply(checks, port, "18983437010", "上行内容")
            smgw.fits(checks, f"document 003's reply, {way} JSON", pull(port, "mo", way, "json"),
                      smgw.json_list(100000, smgw.json_reply(
                          "18983437010", "1069012345", "上行内容", CLOCK)))
            smgw.fits(checks, f"taken once, {way} JSON", pull(port, "mo", way, "json"),
                      smgw.json_list(100000))
        smgw.fits(checks, "a reply is no report", pull(port, "report"), smgw.XML_NOTHING)


def test_reply_texts(checks, lab):
    """What a handset may type, read back by parsers of XML and JSON."""
    texts = ["a<b>&\"c'", "]]>", "a/b\\c", "行一\n行二", "😀", " two  spaces ", "\t", "1;2,3|4"]
    with lab.serve(scenario=STOPPED) as server:
        port = server.port
        for text in texts:
            reply(checks, port, "13800138000", text)
            root = ElementTree.fromstring(pull(port, "mo").body.split(b"\n", 1)[1])
            checks.equal(f"{text!r} in XML", root.findtext("callbox/content"), text)
            reply(checks, port, "13800138000", text)
            answer = pull(port, "mo", rt="json")
            checks.equal(f"{text!r} in JSON", json.loads(answer.body)["list"][0]["content"], text)
            checks.that(f"{text!r} stands as raw UTF-8", b"\\u" not in answer.body, answer)
        reply(checks, port, "13800138000", "a\u0001b")
        body = pull(port, "mo").body
        try:
            ElementTree.fromstring(body.split(b"\n", 1)[1])
            well_formed = True
        except ElementTree.ParseError:
            well_formed = False
        checks.that("a control character leaves the XML well-formed", well_formed, body)


def test_reply_after(checks, lab):
    """A reply falls due by the scenario's clock: with the clock stopped, never."""
    with lab.serve(scenario=STOPPED) as server:
        reply(checks, server.port, "13800138000", "later", after="1h")
        smgw.fits(checks, "a later reply does not come yet", pull(server.port, "mo"),
                  smgw.XML_NOTHING)
        reply(checks, server.port, "13800138000", "now")
        smgw.fits(checks, "one that is due overtakes it", pull(server.port, "mo"),
                  smgw.xml(smgw.xml_reply("13800138000", "1069012345", "now", CLOCK)))


def sent(port, mobile, **fields):
    """The mids of an accepted send."""
    answer = smgw.send(port, mobile, **fields)
    return re.findall(r"<resp>([0-9A-F]{16})#", answer.text)


def pull(port, action, way="POST", rt=None):
    query = f"action={action}&{CREDENTIALS}" + (f"&rt={rt}" if rt else "")
    if way == "GET":
        return client.ask(port, client.get(f"/sms?{query}"))
    return client.ask(port, client.post("/sms", query))


def reply(checks, port, mobile, content, after="0s"):
    body = json.dumps({"account": "922011", "mobile": mobile, "extno": "1069012345",
                       "content": content, "after": after}, ensure_ascii=False)
    answer = client.ask(port, client.post("/__mock/v1/replies", body, "application/json"))
    if answer.status != 201:
        checks.equal(f"a reply {content!r} is made", answer.status, 201)
