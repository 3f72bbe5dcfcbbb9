"""What a client sends is shown and never run; who has no token sees nothing."""

import re
import urllib.request

from house import show, until

PAYLOADS = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "\"><svg onload=alert(1)>",
    "javascript:alert(1)",
    "{{constructor.constructor('alert(1)')()}}",
    "</textarea><script>alert(1)</script>",
]


def test_texts_are_texts(checks, house):
    for payload in PAYLOADS:
        world = {"name": "xss", "description": payload, "accounts": [{"account": "evil" + payload[:40],
                 "password": "123456"}], "rules": [{"name": payload, "when": {"mobile": "13800138009"},
                 "then": {"reject": {"text": payload}}}]}
        with house.inbox() as (gateway, page):
            fired = []
            page.on("dialog", lambda dialog: (fired.append(dialog.message), dialog.dismiss()))
            gateway.control("PUT", "scenarios/xss", world)
            account = world["accounts"][0]["account"]
            gateway.send("13800138000", payload, account=account, extno=payload)
            gateway.send("13800138009", payload, account=account)
            gateway.form("/sms", action=payload, account=payload, password=payload, mobile=payload, content=payload)
            gateway.form("/sendmms.aspx", action="send", account=account, password="123456", mobile="13800138000",
                         title=payload, content=f"1,txt|{payload}")
            gateway.post("replies", {"account": account, "mobile": "13800138000", "content": payload, "after": "0s"})
            ids = [item["id"] for item in gateway.get("messages")["items"]]
            for view in [f"messages?id={ids[-1]}", "handset?mobile=13800138000", "scenarios", "coverage", "pushes",
                         "requests?id=3", "requests?id=2", "lint", f"messages?q={urllib.request.quote(payload)}"]:
                show(page, view)
            show(page, "messages")
            text = page.locator("[role=option] .text").last
            text.wait_for()
            checks.that(f"{payload} is shown as it is", payload in text.inner_text(), text.inner_text())
            elements = page.evaluate("document.querySelectorAll('#view :is(script, svg, iframe, object, [onerror])').length")
            checks.equal(f"{payload} makes no element", elements, 0)
            checks.equal(f"{payload} runs nothing", fired, [])
            checks.equal(f"{payload} breaks no policy", page.troubles, [])


def test_the_policy_holds(checks, house):
    with house.inbox() as (_, page):
        ran = page.evaluate("""() => {
          const script = document.createElement("script");
          try { script.text = "window.ran = 1"; document.body.append(script); } catch { /* trusted types */ }
          try { document.body.insertAdjacentHTML("beforeend", "<i id=made></i>"); } catch { /* the same */ }
          return [window.ran ?? null, document.getElementById("made") !== null];
        }""")
        checks.equal("an inline script does not run and a text becomes no markup", ran, [None, False])
        checks.that("and the browser says so", any("policy: " in trouble or "TrustedHTML" in trouble
                                                     for trouble in page.troubles), page.troubles)


def test_the_token(checks, house):
    with house.server("--token", "t0k-n") as (server, gateway):
        gateway.token = "t0k-n"
        base = f"http://127.0.0.1:{server.port}/__mock/"
        with house.page(base) as page:
            page.locator("#token").fill("wrong")
            page.keyboard.press("Enter")
            until(page, "document.getElementById('token')?.value === ''")
            checks.that("a wrong token is asked for again", True)
            page.locator("#token").fill("t0k-n")
            page.keyboard.press("Enter")
            page.locator("#link.live").wait_for(state="attached")
            gateway.send("13800138000", "behind a token")
            page.locator("[role=option]").wait_for()
            checks.that("with the right one the inbox lives", True)
            page.reload()
            page.locator("[role=option]").wait_for()
            checks.that("a reload does not ask again", True)
        with house.page(base + "#token=t0k-n") as page:
            page.locator("[role=option]").wait_for()
            checks.that("the address of the greeting carries it", "t0k-n" not in page.url, page.url)


def test_a_made_token_is_in_the_address_that_is_printed(checks, house):
    with house.server("--control", "0.0.0.0:0") as (server, gateway):
        address = re.search(r"inbox\s+(http://\S+)", server.out).group(1)
        checks.contains("it is printed", address, "/__mock/#token=")
        with house.page(address.replace("0.0.0.0", "127.0.0.1")) as page:
            page.locator("#link.live").wait_for(state="attached")
            checks.contains("the first steps name the gateway, not the control address",
                            page.locator(".welcome pre").inner_text(), f"http://127.0.0.1:{server.port}/sms")


def test_an_old_page_is_never_shown(checks, house):
    with house.inbox() as (gateway, page):
        seen = []
        page.on("response", lambda answer: "/inbox/" in answer.url and seen.append(answer.headers.get("cache-control")))
        page.reload()
        page.locator("#link.live").wait_for(state="attached")
        checks.that("each file is asked for again", seen and set(seen) == {"no-cache"}, seen)
        request = urllib.request.Request(gateway.base + "/")
        with urllib.request.urlopen(request) as answer:
            checks.equal("/ leads to the inbox", answer.url, gateway.base + "/__mock/")
