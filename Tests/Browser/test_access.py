"""For everybody: axe's rules, the keyboard alone, two languages, a phone's width."""

from axe_playwright_python.sync_playwright import Axe

from house import show, until
from stage import populate

VIEWS = ["messages", "messages?id=1", "handset", "handset?mobile=13800138000", "scenarios", "coverage",
         "coverage?outcome=smgw.status.15", "pushes", "requests", "requests?id=1", "lint"]


def test_axe(checks, house):
    axe = Axe()
    with house.server() as (server, gateway):
        populate(gateway)
        base = f"http://127.0.0.1:{server.port}/__mock/"
        for scheme, width, locale in [("light", 1280, "en-US"), ("dark", 390, "zh-CN")]:
            with house.page(base, locale=locale, color_scheme=scheme, bypass_csp=True,
                            viewport={"width": width, "height": 844}) as page:
                for view in VIEWS:
                    page.evaluate("(hash) => { location.hash = hash; }", f"#/{view}")
                    until(page, "(view) => document.getElementById('view').dataset.view === view",
                                           arg=view.split("?")[0])
                    page.wait_for_timeout(250)
                    found = axe.run(page).response["violations"]
                    words = [f"{rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found]
                    checks.equal(f"axe, {view}, {scheme}, {width}", words, [])
                    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                    checks.that(f"{view} at {width}: nothing sticks out", wide <= 0, wide)


def test_the_keyboard_is_enough(checks, house):
    with house.inbox() as (gateway, page):
        for number in range(5):
            gateway.send(f"1380013800{number}", f"text {number}")
        page.locator("[role=option]", has_text="text 4").wait_for()
        chosen = "document.querySelector('[aria-selected=true] .text')?.textContent"
        page.keyboard.press("j")
        until(page, f"{chosen} === 'text 4'")
        page.keyboard.press("j")
        until(page, f"{chosen} === 'text 3'")
        page.keyboard.press("k")
        until(page, f"{chosen} === 'text 4'")
        page.locator(".pane h2", has_text="13800138004").wait_for()
        checks.that("j and k open the next and the one before", True)
        gateway.send("13800138005", "text 5")
        page.locator("[role=option]", has_text="text 5").wait_for()
        checks.equal("what arrives does not move the choice", page.evaluate(chosen), "text 4")
        page.keyboard.press("Escape")
        until(page, "!location.hash.includes('id=')")
        checks.that("Esc closes", True)
        page.keyboard.press("/")
        checks.equal("/ searches", page.evaluate("document.activeElement.id"), "search")
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        page.get_by_role("dialog").wait_for()
        page.keyboard.press("Escape")
        page.get_by_role("dialog").wait_for(state="detached")
        checks.that("? tells the keys", True)
        page.locator(".skip").focus()
        page.keyboard.press("Enter")
        checks.equal("the first link skips to the content", page.evaluate("document.activeElement.id"), "view")
        # By tabs: everything that can be clicked is reached, and shows that it is.
        page.evaluate("document.activeElement.blur()")
        reached = set()
        for _ in range(40):
            page.keyboard.press("Tab")
            reached.add(page.evaluate("document.activeElement.id || document.activeElement.dataset.view || document.activeElement.getAttribute('role') || document.activeElement.tagName"))
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            if outline == "none" and not page.evaluate("document.activeElement === document.body"):
                checks.that("the focus is seen", False, page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))
        wanted = {"messages", "handset", "scenarios", "coverage", "search", "listbox"}
        checks.that("tabs reach all", wanted <= reached, reached)


def test_languages(checks, house):
    with house.server() as (server, _):
        base = f"http://127.0.0.1:{server.port}/__mock/"
        with house.page(base, locale="zh-CN") as page:
            page.locator("#nav", has_text="消息").wait_for()
            checks.equal("Chinese for a Chinese browser", page.evaluate("document.documentElement.lang"), "zh")
            page.get_by_role("button", name="EN", exact=True).click()
            page.locator("#nav", has_text="Messages").wait_for()
            page.reload()
            page.locator("#nav", has_text="Messages").wait_for()
            checks.that("what was chosen stays", True)
            keys = page.evaluate("Promise.all(['en', 'zh'].map((name) => import(`/__mock/inbox/${name}.js`)"
                                 ".then((texts) => Object.entries(texts.default).map(([key, text]) =>"
                                 " `${key} ${(text.match(/\\{\\w+\\}/g) ?? []).sort().join(' ')}`).sort())))")
            checks.equal("both languages have the same texts", sorted(set(keys[0]) ^ set(keys[1])), [])
            page.get_by_role("button", name="Light or dark").click()
            theme = page.evaluate("document.documentElement.dataset.theme")
            page.reload()
            checks.equal("so does the theme", page.evaluate("document.documentElement.dataset.theme"), theme)
