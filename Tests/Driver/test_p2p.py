"""p2p: a text for each number, parted by TAB or #, lines by LF, CR or CRLF."""

from urllib.parse import quote

import client
import smgw
from scenarios import PLAIN, account, scenario

# Document 003, 2.2, as it stands.
DOCUMENT_003 = (
    "/sms?action=p2p&rt=json&account=922011&password=123456&mobileContentList="
    "13800000001%23%e4%b8%8b%e5%8f%91%e5%86%85%e5%ae%b91%0d"
    "13800000002%23%e4%b8%8b%e5%8f%91%e5%86%85%e5%ae%b92%0d"
    "13800000003%23%e4%b8%8b%e5%8f%91%e5%86%85%e5%ae%b93%0d"
    "13800000004%23%e4%b8%8b%e5%8f%91%e5%86%85%e5%ae%b94%0d&extno=10690231221"
)
# Document 000, 2.2, with an account in place of 账号 and 密码.
DOCUMENT_000 = (
    "/sms?action=p2p&account=922011&password=123456&mobileContentList="
    "13800000001%09%E4%B8%8B%E5%8F%91%E5%86%85%E5%AE%B91%0A"
    "13800000002%09%E4%B8%8B%E5%8F%91%E5%86%85%E5%AE%B92%0A"
    "13800000003%09%E4%B8%8B%E5%8F%91%E5%86%85%E5%AE%B93%0A"
    "13800000004%09%E4%B8%8B%E5%8F%91%E5%86%85%E5%AE%B94&extno=10690231221"
)
FOUR = [(f"1380000000{digit}", 0) for digit in range(1, 5)]


def test_documents_examples(checks, lab):
    with lab.serve() as server:
        port = server.port
        before = smgw.balance(port)
        mids = smgw.fits(
            checks,
            "document 003's own URL",
            client.ask(port, client.get(DOCUMENT_003)),
            smgw.json_sent(before - 4, *FOUR),
        )
        mids += smgw.fits(
            checks,
            "document 000's own URL",
            client.ask(port, client.get(DOCUMENT_000)),
            smgw.xml_sent(before - 8, *FOUR),
        )
        checks.equal("message ids are unique", len(set(mids)), 8)


def test_separators(checks, lab):
    with lab.serve(scenario=PLAIN) as server:
        port = server.port
        two = [("13800000001", 0), ("13800000002", 0)]
        for separator in ("\t", "#"):
            for end in ("\n", "\r", "\r\n"):
                for last in ("", end):
                    lines = [
                        f"{mobile}{separator}文{index}" for index, (mobile, _) in enumerate(two)
                    ]
                    text = end.join(lines) + last
                    balance = smgw.balance(port)
                    name = f"separator {separator!r}, line end {end!r}, last {last!r}"
                    smgw.fits(
                        checks,
                        f"{name}, POST XML",
                        p2p(port, text),
                        smgw.xml_sent(balance - 2, *two),
                    )
                    target = (
                        "/sms?action=p2p&account=922011&password=123456&rt=json"
                        f"&mobileContentList={quote(text)}"
                    )
                    smgw.fits(
                        checks,
                        f"{name}, GET JSON",
                        client.ask(port, client.get(target)),
                        smgw.json_sent(balance - 4, *two),
                    )


def test_lines(checks, lab):
    with lab.serve(scenario=PLAIN) as server:
        port = server.port
        first, second = "13800000001", "13800000002"
        cases = [
            ("both separators in one list", f"{first}\ta\n{second}#b", [(first, 0), (second, 0)]),
            (
                "blank lines are skipped",
                f"\n\n{first}#a\r\n\r\n\n{second}#b\n\n",
                [(first, 0), (second, 0)],
            ),
            ("an empty text is result 6", f"{first}#\n{second}#b", [(first, 6), (second, 0)]),
            (
                "an empty text after TAB is result 6",
                f"{first}\t\n{second}\tb",
                [(first, 6), (second, 0)],
            ),
            (
                "a line with a number alone is result 6",
                f"{first}\n{second}#b",
                [(first, 6), (second, 0)],
            ),
            (
                "every text empty is still a success",
                f"{first}#\n{second}#",
                [(first, 6), (second, 6)],
            ),
            ("a bad number is result 12", f"10086#a\n{second}#b", [("10086", 12), (second, 0)]),
            (
                "spaces around a number are dropped",
                f" {first} #a\n{second}\tb",
                [(first, 0), (second, 0)],
            ),
            ("a prefix is kept", f"+86{first}#a\n{second}#b", [("+86" + first, 0), (second, 0)]),
            ("a number may come twice", f"{first}#a\n{first}#b", [(first, 0), (first, 0)]),
            ("a list of one", f"{first}#a", [(first, 0)]),
        ]
        for name, text, numbers in cases:
            charged = sum(1 for _, result in numbers if result == 0)
            balance = smgw.balance(port)
            smgw.fits(
                checks, f"{name}, XML", p2p(port, text), smgw.xml_sent(balance - charged, *numbers)
            )
            smgw.fits(
                checks,
                f"{name}, JSON",
                p2p(port, text, rt="json"),
                smgw.json_sent(balance - 2 * charged, *numbers),
            )
        for name, text in (
            ("no line has a separator", f"{first} a\n{second} b"),
            ("only numbers", f"{first}\n{second}"),
            ("only line ends", "\r\n\n"),
            ("an empty list", ""),
        ):
            smgw.fits(checks, f"{name} is 1, XML", p2p(port, text), smgw.xml_refused(1))
            smgw.fits(
                checks, f"{name} is 1, JSON", p2p(port, text, rt="json"), smgw.json_refused(1)
            )
        smgw.fits(
            checks,
            "without mobileContentList it is 1",
            smgw.call(port, "p2p", mobile=first, content="a"),
            smgw.xml_refused(1),
        )
        smgw.fits(
            checks,
            "a wrong password is 3",
            smgw.call(port, "p2p", password="x", mobileContentList=f"{first}#a"),
            smgw.xml_refused(3),
        )


def test_first_separator_parts(checks, lab):
    """The first TAB or # of a line parts it; the templates show what text was left."""
    text = scenario(account(templates="['/^a#b$/', '/^c\\td$/', '/^ e $/']"))
    with lab.serve(scenario=text) as server:
        numbers = [f"1380000000{index}" for index in range(1, 6)]
        lines = [
            f"{numbers[0]}#a#b",
            f"{numbers[1]}\ta#b",
            f"{numbers[2]}#c\td",
            f"{numbers[3]}# e ",
            f"{numbers[4]}#a",
        ]
        smgw.fits(
            checks,
            "all are accepted",
            p2p(server.port, "\n".join(lines), rt="json"),
            smgw.json_sent(99995, *[(number, 0) for number in numbers]),
        )
        stats = {mobile: stat for _, mobile, stat in smgw.pull(server.port)}
        expected = dict.fromkeys(numbers[:4], "DELIVRD") | {numbers[4]: "MA:0024"}
        for number, line in zip(numbers, lines):
            checks.equal(
                f"{line!r} is parted at its first separator", stats.get(number), expected[number]
            )


def test_limits_and_price(checks, lab):
    with lab.serve(scenario=PLAIN) as server:
        port = server.port
        numbers = [f"138{index:08d}" for index in range(501)]
        lines = [f"{number}#文" for number in numbers]
        smgw.fits(
            checks,
            "500 lines",
            p2p(port, "\n".join(lines[:500])),
            smgw.xml_sent(99500, *[(number, 0) for number in numbers[:500]]),
        )
        smgw.fits(checks, "501 lines are 102", p2p(port, "\n".join(lines)), smgw.xml_refused(102))
        text = f"{numbers[0]}#{'字' * 71}\n{numbers[1]}#字\n{numbers[2]}#{'字' * 501}"
        smgw.fits(
            checks,
            "each line has its own length and price",
            p2p(port, text, rt="json"),
            smgw.json_sent(99497, (numbers[0], 0), (numbers[1], 0), (numbers[2], 6)),
        )


def p2p(port, text, **fields):
    return smgw.call(port, "p2p", mobileContentList=text, **fields)
