"""The scenario's wire switches of smgw."""

import smgw
from scenarios import CLOCK, account, scenario


def test_message(checks, lab):
    """smgw_message rules <message> of a refusal and <error> of a refused pull."""
    shown = {
        "code": {1: "1", 2: "2", 3: "3", 6: "6", 7: "7", 102: "102"},
        "text": {
            1: "消息包格式错误",
            2: "IP错误",
            3: "鉴权错误",
            6: "错误的接入点",
            7: "错误的状态",
            102: "单次提交的号码数过多",
        },
    }
    for switch, texts in shown.items():
        with serve(lab, f"smgw_message: {switch}") as server:
            port = server.port
            for code, fields in (
                (1, {"mobile": None}),
                (2, {"account": "far"}),
                (3, {"password": "x"}),
                (6, {"account": "cmpp"}),
                (7, {"account": "off"}),
                (102, {"mobile": "13800138000,13800138001,1"}),
            ):
                fields = {"mobile": "13800138000", **fields}
                smgw.fits(
                    checks,
                    f"{switch}: a send refused with {code}",
                    smgw.call(port, "send", **{"content": "hi", **fields}),
                    smgw.xml_refused(texts[code]),
                )
            smgw.fits(
                checks,
                f"{switch}: a refused overage",
                smgw.call(port, "overage", password="x"),
                smgw.xml_balance_refused(texts[3]),
            )
            smgw.fits(
                checks,
                f"{switch}: a refused pull",
                smgw.call(port, "report", password="x"),
                smgw.xml_pull_refused(texts[3], "鉴权错误"),
            )
            smgw.fits(
                checks,
                f"{switch}: success is ok",
                smgw.send(port),
                smgw.xml_sent(99999, ("13800138000", 0)),
            )
            smgw.fits(
                checks,
                f"{switch}: JSON is unmoved",
                smgw.send(port, password="x", rt="json"),
                smgw.json_refused(3),
            )


def test_symbol(checks, lab):
    """Only one symbol is printed in the documents; the others are kin of it."""
    with serve(lab, "smgw_message: symbol") as server:
        port = server.port
        smgw.fits(
            checks,
            "symbol: a refused send",
            smgw.send(port, password="x"),
            smgw.xml_refused("CON_INVALID_AUTH"),
        )
        smgw.fits(
            checks,
            "symbol: a refused pull",
            smgw.call(port, "mo", password="x"),
            smgw.xml_pull_refused("CON_INVALID_AUTH", "鉴权错误"),
        )
        for code, fields in (
            (2, {"account": "far"}),
            (6, {"account": "cmpp"}),
            (7, {"account": "off"}),
        ):
            checks.matches(
                f"symbol: {code} is of its kin",
                smgw.send(port, **fields).text,
                r".*<message>CON_[A-Z_]+</message>.*",
            )


def test_result_space(checks, lab):
    numbers = [("13800138000", 0), ("10086", 12)]
    for value, space in (("true", " "), ("false", "")):
        with serve(lab, f"smgw_result_space: {value}") as server:
            smgw.fits(
                checks,
                f"smgw_result_space: {value}",
                smgw.send(server.port, "13800138000,10086"),
                smgw.xml_sent(99999, *numbers, space=space),
            )
            smgw.fits(
                checks,
                f"smgw_result_space: {value} leaves JSON alone",
                smgw.send(server.port, "13800138000,10086", rt="json"),
                smgw.json_sent(99998, *numbers),
            )


def test_report_taskid(checks, lab):
    for value in ("mid", "task"):
        with serve(lab, f"smgw_report_taskid: {value}") as server:
            answer = smgw.send(server.port, "13800138000,13800138001")
            task = answer.text.split("<taskID>")[1].split("<")[0]
            mids = [mid for mid, _ in smgw.sent_mids(answer)]
            first, second = mids if value == "mid" else (task, task)
            smgw.fits(
                checks,
                f"smgw_report_taskid: {value}",
                smgw.call(server.port, "report"),
                smgw.xml(
                    smgw.xml_report("13800138000", "1069012345", task=first, time=CLOCK),
                    smgw.xml_report("13800138001", "1069012345", task=second, time=CLOCK),
                ),
            )


def serve(lab, wire):
    return lab.serve(
        scenario=scenario(
            account(max_recipients="2"),
            account("far", ip='["10.0.0.0/8"]'),
            account("cmpp", interface="cmpp"),
            account("off", enabled="false"),
            top=f'clock: {{start: "{CLOCK}", run: false}}\nwire: {{{wire}}}',
        )
    )
