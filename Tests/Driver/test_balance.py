"""overage: the balance, prepaid and postpaid, and its refusals."""

import client
import smgw
from scenarios import account, scenario

ACCOUNTS = scenario(
    account(),
    account("post", billing="postpaid", balance="-153278040"),
    account("zero", balance="0"),
)


def test_answers(checks, lab):
    with lab.serve(scenario=ACCOUNTS) as server:
        port = server.port
        for name, balance, xml, json in (
            ("922011", 100000, "预付费", "PRECHARGE"),
            ("post", -153278040, "后付费", "POSTCHARGE"),
            ("zero", 0, "预付费", "PRECHARGE"),
        ):
            query = f"action=overage&account={name}&password=123456"
            smgw.fits(
                checks,
                f"{name}, POST XML",
                smgw.call(port, "overage", name),
                smgw.xml_balance(balance, xml),
            )
            smgw.fits(
                checks,
                f"{name}, GET XML",
                client.ask(port, client.get(f"/sms?{query}")),
                smgw.xml_balance(balance, xml),
            )
            smgw.fits(
                checks,
                f"{name}, POST JSON",
                smgw.call(port, "overage", name, rt="json"),
                smgw.json_balance(balance, json),
            )
            smgw.fits(
                checks,
                f"{name}, GET JSON",
                client.ask(port, client.get(f"/sms?{query}&rt=json")),
                smgw.json_balance(balance, json),
            )
        smgw.fits(
            checks,
            "a postpaid balance goes below zero",
            smgw.send(port, account="post", rt="json"),
            smgw.json_sent(-153278041, ("13800138000", 0)),
        )


def test_refusals(checks, lab):
    with lab.serve(scenario=ACCOUNTS) as server:
        for name, code, fields in (
            ("a wrong password", 3, {"password": "x"}),
            ("no such account", 3, {"account": "nobody"}),
            ("no account", 1, {"account": None}),
            ("an empty password", 1, {"password": ""}),
        ):
            smgw.fits(
                checks,
                f"{name} is {code}, XML",
                smgw.call(server.port, "overage", **fields),
                smgw.xml_balance_refused(code),
            )
            smgw.fits(
                checks,
                f"{name} is {code}, JSON",
                smgw.call(server.port, "overage", **fields, rt="json"),
                smgw.json_balance_refused(code),
            )
