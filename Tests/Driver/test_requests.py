"""How a request may be written: README.md, "Requests, all dialects"."""

import re

import client
import smgw
from scenarios import account, scenario

CREDENTIALS = "account=922011&password=123456"
SEND = f"action=send&{CREDENTIALS}"
MOBILE = "13800138000"


class Texts:
    """A server that reports DELIVRD for the expected text only, and so shows what it read."""

    def __init__(self, checks, lab):
        self.checks = checks
        self.lab = lab
        self.cases = []

    def case(self, name, text, request):
        """`request` sends `text` to MOBILE."""
        self.cases.append((name, text, request))

    def play(self):
        accounts = [account(templates="['" + exactly(text) + "']") for _, text, _ in self.cases]
        servers = scenario(
            *[block.replace("922011", f"a{index:05}") for index, block in enumerate(accounts)]
        )
        with self.lab.serve(scenario=servers) as server:
            for index, (name, _, request) in enumerate(self.cases):
                own = f"a{index:05}"
                raw = client.as_bytes(request).replace(b"922011", own.encode())
                self._one(server.port, name, own, raw)

    def _one(self, port, name, account_name, raw):
        answer = client.ask(port, raw)
        mids = smgw.fits(
            self.checks, f"{name}: accepted", answer, smgw.xml_sent("%BALANCE%", (MOBILE, 0))
        )
        got = smgw.pull(port, account_name)
        self.checks.equal(
            f"{name}: the text is whole", got, [(mid, MOBILE, "DELIVRD") for mid in mids[1:]]
        )


def exactly(text):
    """A template for this text alone, as it stands between single quotes in YAML."""
    escaped = re.sub(r"([\\.^$|?*+()\[\]{}/])", r"\\\1", text).replace("'", "''")
    return "/^" + escaped.replace("\r", "\\r").replace("\n", "\\n") + "$/"


def test_texts(checks, lab):
    texts = Texts(checks, lab)
    base = f"/sms?{SEND}&mobile={MOBILE}&content="
    texts.case("raw UTF-8 in the request line", "内容", client.get(base + "内容"))
    texts.case(
        "raw UTF-8 in the body", "内容", client.post("/sms", f"{SEND}&mobile={MOBILE}&content=内容")
    )
    texts.case(
        "a character half raw, half escaped", "内", client.get(base.encode() + b"\xe5%86\x85")
    )
    for written, text in (
        ("100%+1", "100% 1"),
        ("100%", "100%"),
        ("%zz", "%zz"),
        ("%4", "%4"),
        ("%u4e2d", "%u4e2d"),
        ("%%41", "%A"),
        ("a=b", "a=b"),
        ("what?", "what?"),
        ("a%26b%3Dc", "a&b=c"),
        ("a;b", "a;b"),
        ("a+b%2Bc%20d", "a b+c d"),
        ("%e5%86%85", "内"),
        ("%E5%86%85", "内"),
        ("a%2525", "a%25"),
        ("a/b//c", "a/b//c"),
        ("a|b{c}", "a|b{c}"),
        ("\"'<>", "\"'<>"),
        ("#tag", "#tag"),
    ):
        if "#" not in written:
            texts.case(f"{written} in the request line", text, client.get(base + written))
        texts.case(
            f"{written} in the body",
            text,
            client.post("/sms", f"{SEND}&mobile={MOBILE}&content={written}"),
        )
    plain = f"{SEND}&mobile={MOBILE}&content=hi"
    for name, query in (
        ("&& between", plain.replace("&", "&&")),
        ("& before", "&" + plain),
        ("& after", plain + "&"),
        ("&& before and after", f"&&{plain}&&"),
        ("a name without =", f"flag&{plain}"),
        ("a name without = at the end", plain + "&flag"),
        ("a name without = inside", plain.replace("&mobile", "&flag&mobile")),
        ("a value without a name", f"=x&{plain}"),
        ("= alone", plain + "&="),
        ("unknown names", f"foo=1&{plain}&extra=%E5&sign=abc"),
        ("an escaped name", plain.replace("action", "%61ction")),
        ("an empty extno", plain + "&extno="),
        ("bad bytes in an unknown value", plain + "&x=%ff%fe%"),
    ):
        texts.case(f"{name}, GET", "hi", client.get(f"/sms?{query}"))
        texts.case(f"{name}, POST", "hi", client.post("/sms", query))
    texts.case("an empty query, all in the body", "hi", client.post("/sms?", plain))
    texts.case("a query of & alone", "hi", client.post("/sms?&", plain))
    texts.case(
        "action in the query, the rest in the body",
        "hi",
        client.post("/sms?action=send", plain.replace("action=send&", "")),
    )
    texts.case(
        "the body wins over the query",
        "hi",
        client.post("/sms?action=mo&content=no&mobile=1&password=x", plain),
    )
    texts.case("POST with all in the query, an empty body", "hi", client.post(f"/sms?{plain}", ""))
    texts.case(
        "POST with all in the query, no type",
        "hi",
        client.post(f"/sms?{plain}", "", content_type=None),
    )
    texts.case(
        "POST with all in the query, no length", "hi", client.request("POST", f"/sms?{plain}")
    )
    texts.case(
        "GET with a body",
        "hi",
        client.request("GET", "/sms", [("Content-Length", str(len(plain)))], plain),
    )
    for path in ("//sms", "///sms", "/api//sm57///sms", "//api/sm57/sms"):
        texts.case(f"path {path}", "hi", client.get(f"{path}?{plain}"))
    for prefix in (
        "http://39.107.242.113:7862",
        "http://127.0.0.1",
        "HTTP://example.com:80",
        "http://example.com/",
    ):
        texts.case(f"absolute form {prefix}", "hi", client.get(f"{prefix}/sms?{plain}"))
        texts.case(f"absolute form {prefix}, POST", "hi", client.post(f"{prefix}/sms", plain))
    texts.case("a foreign Host", "hi", client.get(f"/sms?{plain}", host="sms.example.com"))
    texts.case(
        "no Host, HTTP/1.0", "hi", client.get(f"/sms?{plain}", version="HTTP/1.0", host=None)
    )
    texts.play()


def test_content_types(checks, lab):
    texts = Texts(checks, lab)
    plain = f"{SEND}&mobile={MOBILE}&content=%E5%86%85+a"
    urlencoded = "application/x-www-form-urlencoded"
    for kind in (
        urlencoded,
        f"{urlencoded};charset=utf-8",
        f"{urlencoded}; charset=UTF-8",
        f'{urlencoded}; charset="utf-8"',
        urlencoded.upper(),
        "text/plain",
        "text/xml; charset=utf-8",
        "application/octet-stream",
        "application/json",
        "",
        None,
        "nonsense",
        "multipart/form-data",
    ):
        texts.case(f"type {kind}", "内 a", client.post("/sms", plain, kind))
    fields = {
        "action": "send",
        "account": "922011",
        "password": "123456",
        "mobile": MOBILE,
        "content": "内+a %41\r\nb",
    }
    for name, boundary, kind in (
        (
            "curl's",
            "------------------------d74496d66958873e",
            "multipart/form-data; boundary=------------------------d74496d66958873e",
        ),
        ("a quoted boundary", "a'b:c", 'multipart/form-data; boundary="a\'b:c"'),
        ("a charset too", "XX", "multipart/form-data; charset=utf-8; boundary=XX"),
        ("in capitals", "XX", "Multipart/Form-Data; Boundary=XX"),
    ):
        texts.case(
            f"multipart, {name}",
            "内+a %41\r\nb",
            client.post("/sms", multipart(boundary, fields), kind),
        )
    kind = "multipart/form-data; boundary=XX"
    texts.case(
        "multipart, parts with a type",
        "hi",
        client.post(
            "/sms",
            multipart(
                "XX",
                {**fields, "content": "hi"},
                "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n",
            ),
            kind,
        ),
    )
    texts.case(
        "multipart, names in lower-case headers",
        "hi",
        client.post(
            "/sms",
            multipart("XX", {**fields, "content": "hi"}).replace(
                b"Content-Disposition", b"content-disposition"
            ),
            kind,
        ),
    )
    texts.case(
        "multipart with a preamble and an epilogue",
        "hi",
        client.post(
            "/sms",
            b"preamble\r\n" + multipart("XX", {**fields, "content": "hi"}) + b"epilogue\r\n",
            kind,
        ),
    )
    texts.case(
        "multipart, the body wins over the query",
        "hi",
        client.post(
            "/sms?content=no&action=mo", multipart("XX", {**fields, "content": "hi"}), kind
        ),
    )
    texts.case(
        "multipart without its end",
        "hi",
        client.post(
            "/sms",
            multipart(
                "XX", {"content": "hi", **{k: v for k, v in fields.items() if k != "content"}}
            ).removesuffix(b"--XX--\r\n")
            + b"--XX",
            kind,
        ),
    )
    texts.play()


def test_foreign_bytes(checks, lab):
    """GBK and other bytes that are no UTF-8: no HTTP error, and no other parameter lost."""
    gbk = "内容".encode("gbk")
    with lab.serve(scenario=scenario(account())) as server:
        for name, value in (
            ("GBK", gbk),
            ("escaped GBK", b"%C4%DA%C8%DD"),
            ("0xff", b"\xff\xfe"),
            ("an escaped NUL", b"a%00b"),
            ("a cut UTF-8 character", b"\xe5\x86"),
            ("Latin-1", b"caf\xe9"),
            ("an overlong form", b"%C0%80"),
        ):
            for place in ("content before mobile", "mobile before content"):
                content, mobile = b"content=" + value, b"mobile=" + MOBILE.encode()
                parts = [content, mobile] if place.startswith("content") else [mobile, content]
                query = SEND.encode() + b"&" + b"&".join(parts) + b"&rt=json"
                for way, raw in (
                    ("request line", client.get(b"/sms?" + query)),
                    ("body", client.post("/sms", query)),
                ):
                    smgw.fits(
                        checks,
                        f"{name} in the {way}, {place}",
                        client.ask(server.port, raw),
                        smgw.json_sent("%BALANCE%", (MOBILE, 0)),
                    )
        for charset in ("GBK", "gb2312", "iso-8859-1", "nonsense"):
            kind = f"application/x-www-form-urlencoded; charset={charset}"
            body = f"{SEND}&mobile={MOBILE}&content=hi&rt=json"
            smgw.fits(
                checks,
                f"charset={charset}",
                client.ask(server.port, client.post("/sms", body, kind)),
                smgw.json_sent("%BALANCE%", (MOBILE, 0)),
            )
        refused = client.ask(
            server.port,
            client.get(b"/sms?action=send&account=\xc4\xda&password=%ff&mobile=1&content=x"),
        )
        smgw.fits(checks, "foreign bytes for an account", refused, smgw.xml_refused(3))


def test_names_and_paths(checks, lab):
    with lab.serve(scenario=scenario(account())) as server:
        for name in ("Mobile", "MOBILE", "mobile%20", "mobiles"):
            body = f"{SEND}&{name}={MOBILE}&content=hi"
            smgw.fits(
                checks,
                f"names are exact: {name}",
                client.ask(server.port, client.post("/sms", body)),
                smgw.xml_refused(1),
            )
        query = f"{SEND}&mobile={MOBILE}&content=hi"
        for path in (
            "/nope",
            "/SMS",
            "/smsx",
            "/sms/x",
            "/api/sm57",
            "/api/sms",
            "/api/SM57/sms",
            "/__mock/v1/nope",
            "/sms%00",
            "/../sms",
        ):
            for raw in (client.get(f"{path}?{query}"), client.post(path, query)):
                answer = client.ask(server.port, raw)
                checks.equal(f"{raw[:4].decode().strip()} {path} is 404", answer.status, 404)
        checks.equal("nothing was charged", smgw.balance(server.port), 100000)


def multipart(boundary, fields, extra=""):
    text = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n{extra}\r\n{value}\r\n'
        for name, value in fields.items()
    )
    return (text + f"--{boundary}--\r\n").encode()
