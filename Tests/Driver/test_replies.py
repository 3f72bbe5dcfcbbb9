"""mo: what handsets sent, once each, whatever they typed."""

import json
import xml.etree.ElementTree as ElementTree

import client
import smgw
from scenarios import CLOCK, STOPPED


def test_replies(checks, lab):
    with lab.serve(scenario=STOPPED) as server:
        port = server.port
        for way in ("POST", "GET"):
            smgw.fits(
                checks, f"no MO waits, {way} XML", smgw.poll(port, "mo", way), smgw.XML_NOTHING
            )
            smgw.fits(
                checks,
                f"no MO waits, {way} JSON",
                smgw.poll(port, "mo", way, "json"),
                smgw.json_list(100000),
            )
            reply(checks, port, "15023239810", "你好，我不需要")
            reply(checks, port, "15023239811", "你好，本次活动路线是怎么的")
            mids = smgw.fits(
                checks,
                f"document 000's two replies, {way} XML",
                smgw.poll(port, "mo", way),
                smgw.xml(
                    smgw.xml_reply("15023239810", "1069012345", "你好，我不需要", CLOCK),
                    smgw.xml_reply(
                        "15023239811", "1069012345", "你好，本次活动路线是怎么的", CLOCK
                    ),
                ),
            )
            checks.equal(f"{way} XML: their ids are two", len(set(mids)), 2)
            smgw.fits(
                checks, f"taken once, {way} XML", smgw.poll(port, "mo", way), smgw.XML_NOTHING
            )
            reply(checks, port, "18983437010", "上行内容")
            smgw.fits(
                checks,
                f"document 003's reply, {way} JSON",
                smgw.poll(port, "mo", way, "json"),
                smgw.json_list(
                    100000, smgw.json_reply("18983437010", "1069012345", "上行内容", CLOCK)
                ),
            )
            smgw.fits(
                checks,
                f"taken once, {way} JSON",
                smgw.poll(port, "mo", way, "json"),
                smgw.json_list(100000),
            )
        smgw.fits(checks, "a reply is no report", smgw.poll(port, "report"), smgw.XML_NOTHING)


def test_reply_texts(checks, lab):
    """What a handset may type, read back by parsers of XML and JSON."""
    texts = ["a<b>&\"c'", "]]>", "a/b\\c", "行一\n行二", "😀", " two  spaces ", "\t", "1;2,3|4"]
    with lab.serve(scenario=STOPPED) as server:
        port = server.port
        for text in texts:
            reply(checks, port, "13800138000", text)
            root = ElementTree.fromstring(smgw.poll(port, "mo").body.split(b"\n", 1)[1])
            checks.equal(f"{text!r} in XML", root.findtext("callbox/content"), text)
            reply(checks, port, "13800138000", text)
            answer = smgw.poll(port, "mo", rt="json")
            checks.equal(f"{text!r} in JSON", json.loads(answer.body)["list"][0]["content"], text)
            checks.that(f"{text!r} stands as raw UTF-8", b"\\u" not in answer.body, answer)
        reply(checks, port, "13800138000", "a\u0001b")
        body = smgw.poll(port, "mo").body
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
        smgw.fits(
            checks,
            "a later reply does not come yet",
            smgw.poll(server.port, "mo"),
            smgw.XML_NOTHING,
        )
        reply(checks, server.port, "13800138000", "now")
        smgw.fits(
            checks,
            "one that is due overtakes it",
            smgw.poll(server.port, "mo"),
            smgw.xml(smgw.xml_reply("13800138000", "1069012345", "now", CLOCK)),
        )


def reply(checks, port, mobile, content, after="0s"):
    body = json.dumps(
        {
            "account": "922011",
            "mobile": mobile,
            "extno": "1069012345",
            "content": content,
            "after": after,
        },
        ensure_ascii=False,
    )
    answer = client.ask(port, client.post("/__mock/v1/replies", body, "application/json"))
    if answer.status != 201:
        checks.equal(f"a reply {content!r} is made", answer.status, 201)
