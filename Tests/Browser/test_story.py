"""What a user does on the first day, from the empty inbox to a reply that the client pulls."""

import re

from house import until


def test_the_first_message_and_all_that_follows(checks, house):
    with house.inbox() as (gateway, page):
        # Empty: the line that is shown is one that works here.
        line = page.locator(".welcome pre").inner_text()
        checks.contains("the empty inbox shows this server's address", line, gateway.base + "/sms")
        checks.contains("and an account of it", line, "account=922011")

        # A message appears without a reload.
        page.evaluate("window.mark = 1")
        gateway.send("13800138000", "【朗宇】您的验证码是 4821，5分钟内有效。")
        row = page.locator("[role=option]", has_text="13800138000")
        row.wait_for()
        checks.that("a message appears by itself", page.evaluate("window.mark") == 1)
        checks.equal("its code stands out", row.locator(".code").inner_text(), "4821")
        announced = page.locator("#announce").inner_text()
        checks.contains("its arrival is announced", announced, "13800138000")
        row.locator(".state", has_text="Waiting").wait_for()
        checks.that("its report falls due by itself", True)

        # Open it, copy its code.
        row.click()
        page.locator(".bigcode output").wait_for()
        checks.equal("its code is shown big", page.locator(".bigcode output").inner_text(), "4821")
        page.locator(".bigcode button").click()
        page.locator(".bigcode button", has_text="Copied").wait_for()
        checks.equal("and copied", page.evaluate("navigator.clipboard.readText()"), "4821")
        checks.contains("the address names it", page.url, "id=1")

        # Fail it with a stat of the catalogue; the client pulls both reports.
        page.get_by_label("Stat to fail with").select_option("MA:0001")
        page.get_by_role("button", name="Fail", exact=True).click()
        page.locator(".life", has_text="MA:0001").wait_for()
        stats = [report["stat"] for report in gateway.pull("report")]
        checks.equal("the client pulls what was made by hand", sorted(stats), ["DELIVRD", "MA:0001"])
        page.locator(".life", has_text="Pulled by request").first.wait_for()
        row.locator(".state", has_text="Taken").wait_for()
        checks.that("the page sees the pull", True)

        # Answer from the handset; the client pulls the MO.
        page.keyboard.press("r")
        box = page.get_by_label("Write as this handset")
        box.wait_for()
        until(page, "document.activeElement.matches('.compose textarea')")
        page.keyboard.type("好的")
        page.keyboard.press("Enter")
        page.locator(".mine .bubble", has_text="好的").wait_for()
        page.get_by_role("button", name="TD").click()
        page.locator(".mine .bubble", has_text="TD").wait_for()
        replies = [reply["content"] for reply in gateway.pull("mo")]
        checks.equal("the client pulls the replies", replies, ["好的", "TD"])
        page.locator(".mine", has_text="Taken").nth(1).wait_for()
        answer = gateway.send("13800138000", "again")
        checks.contains("TD is an unsubscription", answer, '"result":0')
        page.locator(".said .bubble", has_text="again").wait_for()
        checks.equal("nothing went wrong on the page", page.troubles, [])


def test_the_clock_moves(checks, house):
    with house.inbox("#/scenarios") as (gateway, page):
        gateway.post("clock", {"set": "2017-04-12 01:38:21", "run": False})
        page.locator("time.now", has_text="2017-04-12 01:38:21").wait_for()
        checks.that("a clock moved elsewhere shows here", True)
        gateway.send("19900009120", "in three days")
        for name, after in [("+1 s", "2017-04-12 01:38:22"), ("+1 min", "2017-04-12 01:39:22"),
                            ("+1 h", "2017-04-12 02:39:22"), ("+1 day", "2017-04-13 02:39:22")]:
            page.get_by_role("button", name=name, exact=True).click()
            page.locator("time.now", has_text=after).wait_for()
        checks.that("the buttons move it", True)
        page.get_by_role("button", name="Until idle").click()
        page.locator("time.now", has_text="2017-04-15 01:38:21").wait_for()
        checks.equal("until idle", [r["stat"] for r in gateway.pull("report")], ["DELIVRD"])
        page.get_by_role("button", name="Go", exact=True).click()
        page.get_by_role("button", name="Stop", exact=True).wait_for()
        checks.equal("it goes", gateway.get("clock")["items"][0]["running"], True)
        page.get_by_role("button", name="Stop", exact=True).click()
        page.get_by_role("button", name="Go", exact=True).wait_for()
        checks.equal("it stops", gateway.get("clock")["items"][0]["running"], False)
        checks.equal("nothing went wrong on the page", page.troubles, [])


def test_accounts_change(checks, house):
    with house.inbox("#/scenarios") as (gateway, page):
        line = page.locator("tr", has=page.get_by_role("link", name="922011"))
        line.get_by_label("Amount for 922011").fill("250")
        line.get_by_role("button", name="Top up").click()
        line.locator(".num", has_text="100,250").wait_for()
        checks.equal("topped up", gateway.get("accounts/922011")["balance"], 100250)
        line.get_by_role("button", name="Disable").click()
        line.locator(".state", has_text="Disabled").wait_for()
        checks.contains("disabled: refused", gateway.send("13800138000", "x"), '"status":"7"')
        line.get_by_role("button", name="Enable").click()
        line.locator(".state", has_text="Enabled").wait_for()
        checks.contains("enabled: accepted", gateway.send("13800138000", "x"), '"status":"0"')
        page.locator("summary", has_text="108 rules").click()
        gateway.send("19900003010", "blacklisted by a rule")
        hit = page.locator("tr.hit", has_text="MA:0001")
        hit.wait_for()
        checks.matches("a rule's matches are counted", hit.inner_text(), r"MA:0001\s+\d+\s+1")
        page.once("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Reset").click()
        page.locator("#toast", has_text="at its start").wait_for()
        checks.equal("reset: its messages go", gateway.get("messages")["total"], 0)


def test_a_scenario_is_loaded(checks, house):
    with house.inbox("#/scenarios") as (gateway, page):
        text = page.locator("#scenario-text")
        text.fill('name: dry\naccounts:\n  - account: "700001"\n    pasword: "123456"\n')
        problem = page.locator("#problems button", has_text="pasword")
        problem.wait_for()
        checks.contains("a mistake is found as one writes, at its line", problem.inner_text(), "4:")
        marked = page.locator(".lines .bad").all_inner_texts()
        checks.that("and the line is marked", "4" in marked, marked)
        page.get_by_role("button", name="Load", exact=True).click()
        page.locator("#toast .bad").wait_for()
        names = [world["name"] for world in gateway.get("scenarios")["items"]]
        checks.equal("it is not loaded", names, ["default"])
        problem.click()
        line = page.evaluate("(() => { const area = document.getElementById('scenario-text'); "
                             "return area.value.slice(0, area.selectionStart).split('\\n').length; })()")
        checks.equal("a click goes to the line", line, 4)
        text.fill('name: dry\naccounts:\n  - account: "700001"\n    password: "123456"\n    balance: 1\n')
        page.locator("#problems .good").wait_for()
        page.get_by_role("button", name="Load", exact=True).click()
        page.get_by_role("heading", name="dry", exact=True).wait_for()
        checks.contains("what is loaded answers", gateway.send("13800138000", "x", account="700001"), '"balance":0')
        page.get_by_role("article", name="dry").get_by_role("button", name="Edit").click()
        until(page, "document.getElementById('scenario-text').value.includes('balance: 1')")
        checks.that("it can be edited", True)
        page.evaluate("location.hash = '#/messages?scenario=dry'")
        page.locator("[role=option]", has_text="700001").wait_for()
        checks.that("a view can be of one scenario", re.search("scenario=dry", page.url))
