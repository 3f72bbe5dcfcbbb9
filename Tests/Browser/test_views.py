"""Each view shows what the server has: filters, texts, pictures, bytes, coverage, pushes."""

import http.server
import threading

from house import show, until, wait_until
from stage import gif, mms


def rows(page, count):
    """Waits for so many rows; their numbers."""
    until(page, "(count) => document.querySelectorAll('[role=option]:not([hidden])').length === count", count)
    return page.locator("[role=option]:not([hidden]) .num").all_inner_texts()


def test_search_and_filters(checks, house):
    with house.inbox() as (gateway, page):
        gateway.send("13800138000", "alpha")
        gateway.send("13800138001", "beta")
        gateway.send("13800138002", "alpha beta", account="test01")
        gateway.send("19900002120", "refused number")
        rows(page, 4)
        page.keyboard.press("/")
        page.keyboard.type("alpha")
        checks.equal("the list follows what is typed", rows(page, 2), ["13800138002", "13800138000"])
        until(page, "location.hash.includes('q=alpha')")
        checks.that("the search stands in the address", True)
        page.get_by_label("All accounts").select_option("test01")
        checks.equal("with a filter beside it", rows(page, 1), ["13800138002"])
        address = page.url
        page.goto("about:blank")
        page.goto(address)
        checks.equal("a view can be shared", rows(page, 1), ["13800138002"])
        checks.equal("with its search", page.locator("#search").input_value(), "alpha")
        page.locator("#search").focus()
        page.keyboard.press("Escape")
        page.get_by_label("All accounts").select_option("")
        rows(page, 4)
        page.get_by_label("All states").select_option("refused")
        checks.equal("by state", rows(page, 1), ["19900002120"])
        gateway.send("19900002121", "refused, too")
        checks.equal("a filtered list is live, too", rows(page, 2)[0], "19900002121")
        gateway.send("13800138005", "not refused")
        page.locator("#search").fill("nothing has this")
        page.locator(".empty", has_text="Nothing matches").wait_for()
        page.get_by_role("link", name="Show all").click()
        rows(page, 6)
        checks.equal("nothing went wrong on the page", page.troubles, [])


def test_one_message(checks, house):
    long = "一二三四五六七八九十" * 14
    with house.inbox() as (gateway, page):
        gateway.send("13800138000", long)
        page.locator("[role=option]").first.click()
        page.locator(".break").nth(1).wait_for()
        checks.equal("segments are marked where they break", page.locator(".bubble").evaluate(
            "(bubble) => [...bubble.childNodes].filter((node) => node.nodeType === 3)"
            ".map((node) => node.data.length)"), [67, 67, 6])
        checks.contains("and priced", page.locator(".facts").inner_text(), "3 for 3 segs")
        page.locator(".why", has_text="No rule had a say").wait_for()
        checks.contains("why", page.locator(".why .tried").inner_text(), "password")
        raw = page.locator(".raw pre").first
        raw.wait_for()
        checks.contains("the raw request, line ends shown", raw.inner_text(), "POST /sms HTTP/1.1CRLF")
        checks.contains("the raw answer", page.locator(".raw pre").nth(1).inner_text(), '"result":0')
        gateway.send("19900003010", "by a rule")
        page.locator("[role=option]", has_text="by a rule").wait_for()
        page.keyboard.press("k")
        page.locator(".why", has_text="Decided by rule MA:0001").wait_for()
        checks.that("the rule that decided is named", True)
        # A report made before its own is due takes that one's place, and the page's clock may be ahead.
        page.locator(".head .state", has_text="Waiting").wait_for()
        wait_until(lambda: gateway.get("reports?mobile=19900003010&state=due")["total"] == 1)
        page.get_by_role("button", name="Report again").click()
        until(page, "document.querySelectorAll('.life li').length >= 4")
        checks.equal("a report goes out again", [r["stat"] for r in gateway.get("reports?mobile=19900003010")["items"]],
                     ["MA:0001", "MA:0001"])
        checks.equal("nothing went wrong on the page", page.troubles, [])


def test_pictures(checks, house):
    frames = mms((1, [("txt", "第一帧".encode("gb2312")), ("gif", gif((200, 30, 30)))]),
                 (1, [("txt", "第二帧".encode("gb2312"))]), (9, [("jpg", b"no picture")]))
    with house.inbox("#/handset?mobile=13800138000") as (gateway, page):
        gateway.form("/sendmms.aspx", action="send", userid="12", account="zhouyang", password="123456",
                     mobile="13800138000", title="pictures", content=frames)
        screen = page.locator(".screen")
        screen.locator("img").wait_for()
        checks.contains("the first frame's text", screen.inner_text(), "第一帧")
        checks.that("its picture is drawn", until(page, "document.querySelector('.screen img').naturalWidth > 0"))
        page.get_by_role("button", name="Play").click()
        page.locator(".screen", has_text="第二帧").wait_for()
        page.locator(".screen .broken").wait_for()
        checks.that("the frames play for their seconds; what is no picture is said to be none", True)


def test_coverage(checks, house):
    with house.inbox("#/coverage") as (gateway, page):
        tile = page.locator("[data-id='smgw.status.15']")
        tile.wait_for()
        checks.equal("every documented outcome is a tile", page.locator(".tile").count(), 131)
        tile.click()
        page.locator(".pasted pre", has_text="19900000150").wait_for()
        checks.that("a click shows a number that brings it about", True)
        gateway.send("19900000150", "no balance")
        page.locator("[data-id='smgw.status.15'].lit").wait_for()
        checks.that("it lights up when it was shown", True)
        checks.equal("nothing went wrong on the page", page.troubles, [])


def test_requests_and_findings(checks, house):
    with house.inbox("#/requests") as (gateway, page):
        gateway.send("13800138000", "one")
        gateway.form("/sms", action="send", account="922011", password="wrong", mobile="13800138000", content="x")
        page.locator(".records a", has_text="鉴权错误").click()
        page.locator(".pane .raw pre").first.wait_for()
        parameters = page.locator(".pane table").inner_text()
        checks.contains("the parameters as they were read", parameters, "wrong")
        checks.contains("the refusal in the document's words", page.locator(".head .state").inner_text(), "鉴权错误")
        page.keyboard.press("j")
        page.locator(".head", has_text="#1").wait_for()
        checks.that("the keyboard goes through the list", True)
        page.evaluate("location.hash = '#/lint'")
        gateway.form("/sms?action=send&account=922011&password=123456&mobile=13800138000&content=100%+1")
        page.locator(".records a").first.click()
        page.locator(".pane .big").wait_for()
        checks.that("a finding says what to do", page.locator(".pane b").inner_text() != "")
        checks.equal("nothing went wrong on the page", page.troubles, [])


class Receiver(http.server.BaseHTTPRequestHandler):
    """Refuses the first push and acknowledges the second."""

    seen = 0

    def do_POST(self):
        Receiver.seen += 1
        self.rfile.read(int(self.headers["Content-Length"]))
        body = b"OK" if Receiver.seen > 1 else b"busy"
        self.send_response(200 if Receiver.seen > 1 else 503)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def test_pushes(checks, house):
    with http.server.HTTPServer(("127.0.0.1", 0), Receiver) as receiver, \
            house.inbox("#/pushes") as (gateway, page):
        threading.Thread(target=receiver.serve_forever, daemon=True).start()
        page.locator(".empty", has_text="No pushes yet").wait_for()
        url = f"http://127.0.0.1:{receiver.server_address[1]}/r"
        gateway.control("PUT", "scenarios/pushed", {
            "name": "pushed", "accounts": [{"account": "700001", "password": "123456", "push": {
                "report": url, "style": "smgw", "retry": ["1s"]}}]})
        gateway.send("13800138000", "pushed", account="700001")
        page.locator(".records a", has_text="Acknowledged").click()
        attempts = page.locator(".life")
        attempts.wait_for()
        checks.contains("the first attempt's answer", attempts.inner_text(), "HTTP 503 busy")
        checks.contains("and the second's", attempts.inner_text(), "HTTP 200 OK")
        page.get_by_role("button", name="Push again").click()
        page.locator("#toast", has_text="goes out again").wait_for()
        page.locator(".life li").nth(2).wait_for()
        checks.equal("pushed again", Receiver.seen, 3)
        show(page, "messages?id=1")
        page.get_by_role("button", name="Push again").click()
        show(page, "pushes?id=1")
        page.locator(".life li").nth(3).wait_for()
        checks.equal("from the message, too", Receiver.seen, 4)
        checks.contains("why an attempt was not acknowledged", page.locator(".life li").first.inner_text(), "not acknowledged")
        # A report by hand is one more, with a number of its own, and its push leads to its message.
        gateway.post("messages/1/reports", {"stat": "MA:0001"})
        page.locator(".records a", has_text="#2").click()
        page.locator(".pane .plainlist a", has_text="13800138000").click()
        page.locator(".life", has_text="MA:0001").wait_for()
        checks.contains("its message", page.url, "/messages?id=1")
        page.locator(".life a", has_text="Push #2").click()
        page.locator(".pane h2", has_text="#2").wait_for()
        checks.that("and the message to its push", True)
        show(page, "pushes?id=77")
        page.locator(".pane .empty", has_text="not there").wait_for()
        page.troubles = [trouble for trouble in page.troubles if "404" not in trouble]
        checks.that("a push that is not there is said to be none", True)
        checks.equal("nothing went wrong on the page", page.troubles, [])
        receiver.shutdown()
