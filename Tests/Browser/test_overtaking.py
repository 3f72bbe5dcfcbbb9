"""Answers that come late, or after the answer to a later question, and clicks into what is drawn anew."""

import contextlib
import time

from test_story import test_the_first_message_and_all_that_follows as first_day
from house import House, settle, until

OTHER = b'''name: other
accounts:
  - { account: "880001", password: "123456" }
'''


@contextlib.contextmanager
def held(page, matches, most=99):
    """The first so many calls whose address `matches` wait until the block is over."""
    waiting, over = [], []
    page.route(matches, lambda route: route.continue_() if over or len(waiting) == most else waiting.append(route))
    yield waiting
    over.append(True)
    for route in waiting:
        route.continue_()


def test_the_first_day_on_a_slow_line(checks, house):
    slow = House(house.binary, house.folder, house.browser, delay=300)
    first_day(checks, slow)


def test_a_reply_before_the_accounts_are_known(checks, house):
    with house.inbox() as (gateway, page):
        gateway.send("13800138000", "who are you?")
        page.locator("[role=option]", has_text="13800138000").click()
        page.locator(".phone").wait_for()
        with held(page, lambda address: "/accounts?" in address) as waiting:
            page.keyboard.press("r")
            until(page, "document.activeElement.matches('.compose textarea')")
            page.keyboard.type("quick")
            page.keyboard.press("Enter")
            page.keyboard.press("Enter")
            checks.equal("sent: off the box", page.get_by_label("Write as this handset").input_value(), "")
            checks.that("the accounts are not known yet", wait_for(page, waiting))
        page.locator(".mine .bubble", has_text="quick").wait_for()
        settle(page)
        replies = [(reply["account"], reply["content"]) for reply in gateway.get("replies")["items"]]
        checks.equal("it goes to who wrote, once", replies, [("922011", "quick")])
        checks.equal("nothing went wrong on the page", page.troubles, [])

        box = page.get_by_label("Write as this handset")
        with held(page, lambda address: "/accounts?" in address):
            for mobile in ["13800138001", "13800138002"]:
                page.evaluate("(mobile) => { location.hash = `#/handset?mobile=${mobile}`; }", mobile)
                page.locator(".talk h2", has_text=mobile).wait_for()
                box.fill(f"from {mobile}")
                if mobile == "13800138001":
                    page.keyboard.press("Enter")
        page.evaluate("location.hash = '#/handset?mobile=13800138001'")
        page.locator(".mine .bubble", has_text="from 13800138001").wait_for()
        replies = [(reply["mobile"], reply["content"]) for reply in gateway.get("replies")["items"]]
        checks.equal("who goes to another number meanwhile has sent as the first", replies[0],
                     ("13800138001", "from 13800138001"))
        checks.equal("each number has a box", box.input_value(), "")
        page.go_back()
        page.locator(".talk h2", has_text="13800138002").wait_for()
        checks.equal("that keeps what was begun", box.input_value(), "from 13800138002")

        page.route(lambda address: address.endswith("/replies"), lambda route: route.abort())
        box.fill("lost")
        page.keyboard.press("Enter")
        page.locator("#toast .bad").wait_for()
        checks.equal("what failed is back in the box", box.input_value(), "lost")


def test_an_event_while_a_message_is_read(checks, house):
    with house.inbox() as (gateway, page):
        for content in ["one", "two"]:
            gateway.send("13800138000", content)
        page.locator("[role=option]", has_text="one").click()
        page.locator(".raw pre", has_text="content=one").wait_for()
        with held(page, lambda address: address.endswith("/messages/2")) as waiting:
            page.locator("[role=option]", has_text="two").click()
            checks.that("a message is on its way", wait_for(page, waiting))
            gateway.post("clock", {"advance": "1s"})
            page.evaluate("new Promise((done) => setTimeout(done, 500))")
        page.locator(".raw pre", has_text="content=two").wait_for()
        settle(page)
        checks.equal("its own request is shown", page.locator(".raw pre", has_text="content=one").count(), 0)


def test_an_old_list_is_not_shown(checks, house):
    with house.inbox("#/requests") as (gateway, page):
        gateway.control("PUT", "scenarios/other", OTHER)
        gateway.send("13800138000", "one", account="880001")
        page.locator(".records li", has_text="880001").wait_for()
        gateway.send("13800138000", "two")
        page.locator(".records li", has_text="922011").wait_for()
        # The list is read at most so often; from here on no event has it read again.
        page.evaluate("new Promise((done) => setTimeout(done, 1000))")
        settle(page)
        with held(page, lambda address: "/requests?" in address and "scenario=default" in address) as waiting:
            page.evaluate("location.hash = '#/requests?scenario=default'")
            checks.that("a list is on its way", wait_for(page, waiting))
            page.evaluate("location.hash = '#/requests?scenario=other'")
            until(page, "document.querySelectorAll('.records li').length === 1")
        settle(page)
        checks.equal("the list asked for later stays", page.locator(".records li").count(), 1)
        checks.contains("it is the other's", page.locator(".records").inner_text(), "880001")


def test_an_old_check_is_not_shown(checks, house):
    with house.inbox("#/scenarios") as (_, page):
        text = page.locator("#scenario-text")
        with held(page, lambda address: address.endswith("/check"), 1) as waiting:
            text.fill("nonsense: 1\n")
            checks.that("a check is on its way", wait_for(page, waiting))
            text.fill(OTHER.decode())
            page.locator("#problems .good").wait_for()
        settle(page)
        checks.equal("the check of what stands there stays", page.locator("#problems li.good").count(), 1)


def test_a_refusal_of_an_old_token(checks, house):
    with house.server("--token", "t0k-n") as (server, gateway):
        with house.page(f"http://127.0.0.1:{server.port}/__mock/") as page:
            page.locator("#token").fill("wrong")
            with held(page, lambda address: "/messages?" in address, 1) as waiting:
                page.keyboard.press("Enter")
                checks.that("a call with the wrong token is on its way", wait_for(page, waiting))
                until(page, "document.getElementById('token')?.value === ''")
                page.locator("#token").fill("t0k-n")
                page.keyboard.press("Enter")
                page.locator("#link.live").wait_for(state="attached")
            page.locator(".welcome").wait_for()
            settle(page)
            checks.equal("its refusal asks for no other", page.locator("#token").count(), 0)


def test_a_click_into_what_is_drawn_anew(checks, house):
    with house.inbox("#/scenarios") as (gateway, page):
        button = page.get_by_role("button", name="Disable").first
        # Nothing was read for longer than the page waits between two readings, so the next event is read at once.
        until(page, "performance.now() > 1500")
        for _ in range(5):
            settle(page)
            if not gateway.get("accounts/922011")["settings"]["enabled"]:
                break
            box = button.bounding_box()
            page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            began = time.monotonic()
            page.mouse.down()
            gateway.send("13800138000", "an event")
            page.evaluate("new Promise((done) => setTimeout(done, 500))")
            page.mouse.up()
            # One that took longer than a click may is no click, and need not be heard.
            if time.monotonic() - began < 1.8:
                break
        page.locator(".state", has_text="Disabled").wait_for()
        checks.equal("the click is heard", gateway.get("accounts/922011")["settings"]["enabled"], False)


def wait_for(page, waiting):
    """Whether a call is held by now."""
    for _ in range(500):
        if waiting:
            return True
        page.evaluate("new Promise((done) => setTimeout(done, 10))")
    return False
