"""More messages than anybody could follow: the page asks for little, and shows in the end what is so."""

import threading
import time

import client  # the driver's; house.py knows where it is

from house import settle, until

SEND = client.get("/sms?action=send&account=922011&password=123456&rt=json&mobile=13800138000&content=many")
SHOWN = "[...document.querySelectorAll('[role=option]:not([hidden])')]"
HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def flood(gateway, seconds):
    """Sends as fast as a pipeline goes; how many it were."""
    port = int(gateway.base.rpartition(":")[2])
    count, end = 0, time.monotonic() + seconds
    with client.Connection(port) as connection:
        while time.monotonic() < end:
            connection.send(SEND * 50)
            for _ in range(50):
                connection.answer()
            count += 50
    return count


def meanwhile(page, body):
    """Does something while the page lives on, which it does only while Playwright waits for it."""
    result = []
    thread = threading.Thread(target=lambda: result.append(body()))
    thread.start()
    while thread.is_alive():
        page.wait_for_timeout(50)
    return result[0]


def watched(gateway, page):
    """What the page asks for from here on, where it has a message and nothing left to ask."""
    gateway.send("13900139000", "the first")
    page.locator("[role=option]").wait_for()
    # What it heard of it may make it ask once more, a fifth of a second later.
    page.wait_for_timeout(500)
    settle(page)
    calls = []
    page.on("request", lambda call: calls.append(call.url.partition("/v1/")[2]))
    return calls


def test_a_flood(checks, house):
    with house.inbox() as (gateway, page):
        calls = watched(gateway, page)
        seconds = 4
        sent = meanwhile(page, lambda: flood(gateway, seconds))
        asked = list(calls)
        # At once, so that the page hears of these in the second that it is told nothing of.
        gateway.post("clock", {"advance": "1m"})
        taken = 0
        while reports := gateway.pull("report"):
            taken += len(reports)
        gateway.send("13700137000", "the last")
        total = sent + 2
        until(page, "(count) => document.querySelector('.count').textContent === count", f"{total:,}")
        checks.equal(f"each of {sent} messages in {seconds} s has its report", taken, sent + 1)
        checks.that("the lists are read seldom", len(asked) <= 2 * seconds + 4, asked)
        checks.equal("the stream stays", [call for call in calls if call.startswith("events")], [])
        until(page, f"{SHOWN}.every((row) => row.querySelector('.state').textContent === "
                    "(row.textContent.includes('the last') ? 'Waiting' : 'Taken'))")
        checks.contains("the newest is on top", page.locator("#row-0").inner_text(), "the last")
        ids = [item["id"] for item in gateway.get("messages?limit=2")["items"]]
        page.locator("#row-1").click()
        checks.contains("and each row is its message's", page.url, f"id={ids[1]}")
        # The quiet page has more than the screen, so that nobody scrolls into nothing.
        until(page, "performance.getEntriesByType('resource').some(({ name }) => name.includes('cursor='))")
        gateway.send("13700137001", "at once")
        started = time.monotonic()
        page.locator("[role=option]", has_text="at once").wait_for()
        took = time.monotonic() - started
        checks.that(f"afterwards a message shows at once: {took * 1000:.0f} ms", took < 1.2, took)
        checks.equal("nothing went wrong on the page", page.troubles, [])


def test_a_flood_above(checks, house):
    """Who has scrolled down is told how much is new."""
    with house.inbox() as (gateway, page):
        gateway.send(",".join(str(13_800_000_000 + index) for index in range(200)), "old")
        page.locator("[role=option]").first.wait_for()
        page.evaluate("document.querySelector('.long').scrollTop = 2000")
        settle(page)
        sent = meanwhile(page, lambda: flood(gateway, 2))
        until(page, "(text) => document.querySelector('.fresh').textContent === text", f"{sent:,} new ↑")
        checks.that(f"{sent} new ones are counted", True)
        # Down to what is not there yet, and back.
        for top in [600000, 3000]:
            page.evaluate("async (top) => { document.querySelector('.long').scrollTop = top; "
                          "for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame); }", top)
        until(page, f"{SHOWN}.every((row) => row.querySelector('.text').textContent === 'many')")
        checks.that("no row that was blank for a moment stays so", True)
        page.locator(".fresh").click()
        page.locator("#row-0", has_text="many").wait_for()
        page.locator(".fresh").wait_for(state="hidden")
        checks.equal("nothing went wrong on the page", page.troubles, [])


def test_a_page_that_nobody_sees(checks, house):
    with house.inbox() as (gateway, page):
        calls = watched(gateway, page)
        page.evaluate(HIDE, True)
        for index in range(3):
            gateway.send(f"1380013800{index}", "behind")
        page.wait_for_timeout(700)
        checks.equal("it asks for nothing", calls, [])
        page.evaluate(HIDE, False)
        page.locator("[role=option]", has_text="13800138002").wait_for()
        checks.equal("and when it is seen again it has what came", page.locator("[role=option]").count(), 4)
        page.evaluate(HIDE, True)
        gateway.post("reset")
        sent = flood(gateway, 0.5)
        page.evaluate(HIDE, False)
        until(page, "(count) => document.querySelector('.count').textContent === count", f"{sent:,}")
        checks.that(f"or {sent} of another start of its world", True)
        checks.equal("nothing went wrong on the page", page.troubles, [])
