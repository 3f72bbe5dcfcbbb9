"""report: what a pull gives, once each, in what order, and how a pull is refused."""

import re
import threading
from datetime import datetime, timedelta, timezone

import client
import server as processes
import smgw
from scenarios import CLOCK, PLAIN, STOPPED, account, scenario

CREDENTIALS = "account=922011&password=123456"


def test_reports_by_default_scenario(checks, lab):
    """Without a scenario a report falls due after a second, and that is its time."""
    with lab.serve() as server:
        (mid,) = smgw.fits(
            checks,
            "a send",
            smgw.send(server.port, extno="1069012345", rt="json"),
            smgw.json_sent("%BALANCE%", ("13800138000", 0)),
        )[1:]
        sent_at = now(8)
        answers = []
        processes.wait_until(
            lambda: answers.append(smgw.poll(server.port, "report", rt="json"))
            or b'"mid"' in answers[-1].body,
            5,
            0.05,
        )
        _, shown, time = smgw.fits(
            checks,
            "its report comes",
            answers[-1],
            smgw.json_list("%BALANCE%", smgw.json_report("13800138000", "1069012345")),
        ) or ("", "", "")
        checks.equal("it is the message's own", shown, mid)
        after = (datetime.fromisoformat(time) - sent_at).total_seconds()
        checks.that("its time is a second after the send", -0.5 <= after <= 2, after)


def test_time_zone_and_clock(checks, lab):
    for zone, hours in (("Asia/Shanghai", 8), ("UTC", 0), (None, 8)):
        top = f"timezone: {zone}" if zone else ""
        with lab.serve(scenario=scenario(account(), top=top)) as server:
            sent(server.port, "13800138000")
            time = smgw.fits(
                checks,
                f"a report, time zone {zone}",
                smgw.poll(server.port, "report"),
                smgw.xml(smgw.xml_report("13800138000", "1069012345")),
            )[1]
            off = abs((datetime.fromisoformat(time) - now(hours)).total_seconds())
            checks.that(f"its time is now, time zone {zone}", off < 5, time)
    text = scenario(account(), top=f'clock: {{start: "{CLOCK}", run: true}}')
    with lab.serve(scenario=text) as server:
        sent(server.port, "13800138000")
        time = smgw.fits(
            checks,
            "a report, the clock running from its start",
            smgw.poll(server.port, "report"),
            smgw.xml(smgw.xml_report("13800138000", "1069012345")),
        )[1]
        off = (datetime.fromisoformat(time) - datetime.fromisoformat(CLOCK)).total_seconds()
        checks.that("its time is just after the start", 0 <= off < 5, time)


def test_report_answers(checks, lab):
    with lab.serve(scenario=STOPPED) as server:
        port = server.port
        for way in ("POST", "GET"):
            smgw.fits(
                checks,
                f"nothing waits, {way} XML",
                smgw.poll(port, "report", way),
                smgw.XML_NOTHING,
            )
            smgw.fits(
                checks,
                f"nothing waits, {way} JSON",
                smgw.poll(port, "report", way, "json"),
                smgw.json_list("%BALANCE%"),
            )
            mids = sent(port, "15023239810,+8613527576163", extno="106901234501")
            shown = smgw.fits(
                checks,
                f"two wait, {way} XML",
                smgw.poll(port, "report", way),
                smgw.xml(
                    smgw.xml_report("15023239810", "106901234501", time=CLOCK),
                    smgw.xml_report("+8613527576163", "106901234501", time=CLOCK),
                ),
            )
            checks.equal(f"{way} XML: taskid is the message's own", shown, mids)
            smgw.fits(
                checks, f"taken once, {way} XML", smgw.poll(port, "report", way), smgw.XML_NOTHING
            )
            mids = sent(port, "15023239810,13527576163")
            balance = smgw.balance(port)
            shown = smgw.fits(
                checks,
                f"two wait, {way} JSON; without extno the first access code",
                smgw.poll(port, "report", way, "json"),
                smgw.json_list(
                    balance,
                    smgw.json_report("15023239810", "1069012345", time=CLOCK),
                    smgw.json_report("13527576163", "1069012345", time=CLOCK),
                ),
            )
            checks.equal(f"{way} JSON: mid is the message's own", shown, mids)
            smgw.fits(
                checks,
                f"taken once, {way} JSON",
                smgw.poll(port, "report", way, "json"),
                smgw.json_list(balance),
            )
        sent(port, "13800138000")
        target = f"/sms?action=report&action=report&{CREDENTIALS}"
        smgw.fits(
            checks,
            "document 000's URL with action twice",
            client.ask(port, client.get(target)),
            smgw.xml(smgw.xml_report("13800138000", "1069012345", time=CLOCK)),
        )
        sent(port, "10086")
        smgw.fits(
            checks, "a refused number gets no report", smgw.poll(port, "report"), smgw.XML_NOTHING
        )


def test_failing_reports(checks, lab):
    text = scenario(
        account(keywords="['发票']"),
        top=f"clock: {{start: \"{CLOCK}\", run: false}}\nblacklist: ['13911110000']",
    )
    with lab.serve(scenario=text) as server:
        port = server.port
        for rt in ("xml", "json"):
            sent(port, "13911110000")
            sent(port, "13800138000", content="开发票")
            shape = (
                smgw.xml(
                    smgw.xml_report("13911110000", "1069012345", "MA:0001", time=CLOCK),
                    smgw.xml_report("13800138000", "1069012345", "MA:0002", time=CLOCK),
                )
                if rt == "xml"
                else smgw.json_list(
                    "%BALANCE%",
                    smgw.json_report("13911110000", "1069012345", "MA:0001", time=CLOCK),
                    smgw.json_report("13800138000", "1069012345", "MA:0002", time=CLOCK),
                )
            )
            smgw.fits(
                checks,
                f"failing reports are status 20, {rt}",
                smgw.poll(port, "report", rt=rt),
                shape,
            )
        checks.equal("failing reports are charged", smgw.balance(port), 99996)


def test_accounts_are_apart(checks, lab):
    with lab.serve(scenario=scenario(account("one"), account("two"))) as server:
        mids = {
            name: [mid for mid, _ in smgw.sent_mids(smgw.send(server.port, account=name))]
            for name in ("one", "two")
        }
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
        for size, expected in (
            ("5", 10),
            ("0", 10),
            ("-3", 10),
            ("10", 10),
            ("11", 11),
            (None, 1000),
            ("20000", 10000),
            (None, 49),
            (None, 0),
        ):
            got = [mid for mid, _, _ in smgw.pull(port, size=size)]
            checks.equal(f"size {size} gives {expected}", len(got), expected)
            order += got
        checks.equal("every report once, in the order of sending", order, mids)


def test_two_pollers(checks, lab):
    """Two clients that poll at once never get the same report."""
    with lab.serve(scenario=PLAIN) as server:
        port = server.port
        mids = [
            mid
            for start in range(0, 2000, 500)
            for mid in sent(port, ",".join(f"138{n:08d}" for n in range(start, start + 500)))
        ]
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
        cases = [
            ("no account", 1, missing, {"account": None}),
            ("no password", 1, missing, {"password": None}),
            ("an empty account", 1, missing, {"account": ""}),
            ("neither", 1, missing, {"account": None, "password": None}),
            ("a wrong password", 3, "鉴权错误", {"password": "x"}),
            ("no such account", 3, "鉴权错误", {"account": "nobody"}),
        ]
        for action in ("report", "mo"):
            for name, code, text, fields in cases:
                smgw.fits(
                    checks,
                    f"{action}, {name}, XML",
                    smgw.call(port, action, **fields),
                    smgw.xml_pull_refused(code, text),
                )
                smgw.fits(
                    checks,
                    f"{action}, {name}, JSON",
                    smgw.call(port, action, **fields, rt="json"),
                    smgw.json_refused(code),
                )


def sent(port, mobile, **fields):
    """The mids of an accepted send."""
    answer = smgw.send(port, mobile, **fields)
    return re.findall(r"<resp>([0-9A-F]{16})#", answer.text)


def now(hours):
    """The time now so many hours east of Greenwich, as an answer would show it."""
    return datetime.now(timezone(timedelta(hours=hours))).replace(tzinfo=None)
