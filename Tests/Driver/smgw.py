"""The smgw dialect as documents 000 and 003 print it: requests and the shapes of answers.

A shape is the answer byte for byte; where the server is free to choose a value it holds a
placeholder such as %MID%. `fits` compares an answer with a shape and gives what stood there.
"""

import re
from urllib.parse import quote_plus

import client

XML = "text/xml; charset=utf-8"
JSON = "application/json; charset=utf-8"
DECLARATION = '<?xml version="1.0" encoding="utf-8" ?>\n'

PLACEHOLDERS = {
    "%MID%": "([0-9A-F]{16})",
    "%TASK%": "[0-9A-Za-z]+",
    "%TIME%": r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)",
    "%TOTAL%": r"-?\d+",
    "%BALANCE%": r"(-?\d+)",
}


def form(**fields):
    """Fields as application/x-www-form-urlencoded, in order, those that are None left out."""
    return "&".join(
        f"{name}={quote_plus(str(value))}" for name, value in fields.items() if value is not None
    )


def call(port, action, account="922011", password="123456", **fields):
    """One POST to /sms as the documents recommend."""
    body = form(action=action, account=account, password=password, **fields)
    return client.ask(port, client.post("/sms", body))


def send(port, mobile="13800138000", content="hello", **fields):
    return call(port, "send", mobile=mobile, content=content, **fields)


def pattern(shape):
    """The regular expression that a shape stands for."""
    text = re.escape(shape)
    for placeholder, expression in PLACEHOLDERS.items():
        text = text.replace(re.escape(placeholder), expression)
    return text


def fits(checks, name, answer, shape):
    """Checks status, type and every byte of an answer; what stood at its placeholders."""
    kind = XML if shape.startswith("<?xml") else JSON
    found = re.fullmatch(pattern(shape).encode(), answer.body)
    holds = found and answer.status == 200 and answer.header("Content-Type") == kind
    checks.that(name, holds, f"got {answer!r}, expected {shape!r}")
    return [value.decode() for value in found.groups()] if found else []


def xml(*lines):
    return DECLARATION + "\n".join(["<returnsms>", *lines, "</returnsms>"])


def xml_sent(balance, *numbers, status="Success", message="ok", task="%TASK%", space=""):
    """The answer to send and p2p; `numbers` are (mobile, result)."""
    rows = [f"<resp>%MID%#@#{mobile}#@#{space}{result}</resp>" for mobile, result in numbers]
    return xml(
        f"<returnstatus>{status}</returnstatus>",
        f"<message>{message}</message>",
        f"<remainpoint>{balance}</remainpoint>",
        f"<taskID>{task}</taskID>",
        "<resplist>",
        *rows,
        "</resplist>",
    )


def xml_refused(code):
    return xml(
        "<returnstatus>Failed</returnstatus>",
        f"<message>{code}</message>",
        "<remainpoint>0</remainpoint>",
        "<taskID></taskID>",
        "<resplist></resplist>",
    )


def xml_balance(balance, billing="预付费"):
    return xml(
        "<returnstatus>Success</returnstatus>",
        "<message>ok</message>",
        f"<payinfo>{billing}</payinfo>",
        f"<overage>{balance}</overage>",
        "<sendTotal>%TOTAL%</sendTotal>",
    )


def xml_balance_refused(code):
    return xml(
        "<returnstatus>Failed</returnstatus>",
        f"<message>{code}</message>",
        "<payinfo></payinfo>",
        "<overage>0</overage>",
        "<sendTotal>0</sendTotal>",
    )


def xml_report(mobile, extno, stat="DELIVRD", task="%MID%", time="%TIME%"):
    """One statusbox."""
    return "\n".join(
        [
            "<statusbox>",
            f"<mobile>{mobile}</mobile>",
            f"<taskid>{task}</taskid>",
            f"<status>{10 if stat == 'DELIVRD' else 20}</status>",
            f"<receivetime>{time}</receivetime>",
            f"<errorcode>{stat}</errorcode>",
            f"<extno>{extno}</extno>",
            "</statusbox>",
        ]
    )


def xml_reply(mobile, extno, content, time="%TIME%"):
    """One callbox."""
    return "\n".join(
        [
            "<callbox>",
            f"<mobile>{mobile}</mobile>",
            f"<extno>{extno}</extno>",
            "<taskid>%MID%</taskid>",
            f"<content>{content}</content>",
            f"<receivetime>{time}</receivetime>",
            "</callbox>",
        ]
    )


def xml_pull_refused(code, text):
    return xml(
        "<errorstatus>", f"<error>{code}</error>", f"<remark>{text}</remark>", "</errorstatus>"
    )


XML_NOTHING = DECLARATION + "<returnsms></returnsms>"


def json_list(balance, *items, status="0"):
    return f'{{"status":"{status}","balance":{balance},"list":[{",".join(items)}]}}'


def json_sent(balance, *numbers, status="0"):
    return json_list(
        balance,
        *[f'{{"mid":"%MID%","mobile":"{mobile}","result":{result}}}' for mobile, result in numbers],
        status=status,
    )


def json_refused(code):
    return json_list(0, status=code)


def json_balance(balance, billing="PRECHARGE"):
    return f'{{"status":0,"balance":{balance},"chargeType":"{billing}"}}'


def json_balance_refused(code):
    return f'{{"status":{code},"balance":0,"chargeType":""}}'


def json_report(mobile, access_code, stat="DELIVRD", mid="%MID%", time="%TIME%", account="922011"):
    return (
        f'{{"flag":1,"mid":"{mid}","spid":"{account}","accessCode":"{access_code}",'
        f'"mobile":"{mobile}","stat":"{stat}","time":"{time}"}}'
    )


def json_reply(mobile, access_code, content, time="%TIME%", account="922011"):
    return (
        f'{{"flag":0,"mid":"%MID%","spid":"{account}","accessCode":"{access_code}",'
        f'"mobile":"{mobile}","content":"{content}","time":"{time}"}}'
    )


def sent_mids(answer):
    """Mids and mobiles of an accepted send, XML or JSON."""
    found = re.findall(rb"<resp>([0-9A-F]{16})#@#([^#]*)#@#", answer.body)
    found = found or re.findall(rb'"mid":"([0-9A-F]{16})","mobile":"([^"]*)"', answer.body)
    return [(mid.decode(), mobile.decode()) for mid, mobile in found]


def pull(port, account="922011", password="123456", size=None):
    """Reports by one JSON pull, as (mid, mobile, stat)."""
    answer = call(port, "report", account, password, rt="json", size=size)
    return re.findall(
        r'"mid":"([0-9A-F]{16})"[^}]*"mobile":"([^"]*)","stat":"([^"]*)"', answer.text
    )


def balance(port, account="922011", password="123456"):
    """The balance, by a JSON overage."""
    answer = call(port, "overage", account, password, rt="json")
    return int(re.search(r'"balance":(-?\d+)', answer.text).group(1))


def poll(port, action, way="POST", rt=None, account="922011", password="123456"):
    """The whole answer to a report or mo pull, by POST or GET."""
    query = form(action=action, account=account, password=password, rt=rt)
    if way == "GET":
        return client.ask(port, client.get(f"/sms?{query}"))
    return client.ask(port, client.post("/sms", query))
