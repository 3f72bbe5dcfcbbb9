"""Each call of the control API where it goes well."""

import client
import smgw
from control import Control
from scenarios import CLOCK, STOPPED, account, scenario

TWO = scenario(
    account("one"),
    account("two", balance="50"),
    top=f'clock: {{start: "{CLOCK}", run: false}}\n'
    'rules: [{when: {content: "发票"}, then: {result: 10}}]',
)
SHOP = scenario(account("shop"), name="shop")


def test_scenarios(checks, lab):
    with lab.serve(scenario=STOPPED) as server:
        control = Control(server.port)
        made = control.put("shop", SHOP, status=201)
        checks.equal("a new world is 201", (made["name"], made["accounts"]), ("shop", ["shop"]))
        smgw.send(server.port, account="shop")
        checks.equal("its account is at work", smgw.balance(server.port, "shop"), 99999)
        again = control.put("shop", SHOP, status=200)
        checks.equal("in place of another is 200", again["problems"], [])
        checks.equal("and begins anew", smgw.balance(server.port, "shop"), 100000)
        as_json = '{"name": "shop", "accounts": [{"account": "kiosk", "password": "1"}]}'
        checks.equal(
            "JSON will do, and takes the old accounts away",
            control.put("shop", as_json, status=200)["accounts"],
            ["kiosk"],
        )
        checks.equal(
            "both are listed",
            [item["name"] for item in control.items("/scenarios")],
            ["driver", "shop"],
        )
        checks.equal("info names both", control.get("/info")["scenarios"], ["driver", "shop"])
        one = control.get("/scenarios/shop")
        checks.equal("one has its text", one["source"], as_json)
        for path, headers in (
            ("/scenarios/shop?format=yaml", ()),
            ("/scenarios/shop", [("Accept", "text/html, application/yaml;q=0.9")]),
        ):
            answer = control.ask("GET", path, headers=headers)
            checks.equal(
                f"{path} {headers} is the text itself",
                (answer.header("Content-Type"), answer.text),
                ("application/yaml; charset=utf-8", as_json),
            )
        answer = control.ask("DELETE", "/scenarios/shop")
        checks.equal("DELETE is 204 and empty", (answer.status, answer.body), (204, b""))
        checks.equal("it is gone", control.get("/info")["scenarios"], ["driver"])
        checks.equal("so is its account", control.ask("GET", "/accounts/kiosk").status, 404)


def test_resets(checks, lab):
    with lab.serve(scenario=STOPPED) as server:
        control = Control(server.port)
        control.put("shop", SHOP)
        for path, touched in (
            ("/scenarios/shop/reset", ["shop"]),
            ("/reset?scenario=shop", ["shop"]),
            ("/reset", ["driver", "shop"]),
        ):
            for name in ("922011", "shop"):
                smgw.send(server.port, account=name)
                control.json(
                    "POST",
                    "/replies",
                    {"account": name, "mobile": "13800138000", "content": "TD"},
                    201,
                )
            control.advance("1h")
            before = control.get("/messages?scenario=driver")["total"]
            control.json("POST", path)
            for name, world in (("922011", "driver"), ("shop", "shop")):
                status = control.get(f"/accounts/{name}")
                messages = control.get(f"/messages?scenario={world}")["total"]
                replies = control.get(f"/replies?scenario={world}")["total"]
                if world in touched:
                    checks.equal(
                        f"{path} takes {world} back",
                        (status["balance"], status["unsubscribed"], messages, replies),
                        (100000, [], 0, 0),
                    )
                else:
                    checks.equal(f"{path} leaves {world}", messages, before)
        checks.equal("the clock is back, too", control.items("/clock")[0]["time"], CLOCK)


def test_check(checks, lab):
    with lab.serve(scenario=STOPPED) as server:
        control = Control(server.port)
        checks.equal("no problems", control.json("POST", "/check", SHOP), {"problems": []})
        found = control.json("POST", "/check", SHOP.replace("balance", "balence"))["problems"]
        checks.equal(
            "a problem has its place",
            [(p["severity"], p["line"], p["column"]) for p in found],
            [("error", 9, 5)],
        )
        checks.contains("and a hint", found[0]["message"], 'did you mean "balance"')
        checks.equal("nothing was loaded", control.get("/info")["scenarios"], ["driver"])


def test_accounts(checks, lab):
    with lab.serve(scenario=TWO) as server:
        control = Control(server.port)
        first = control.get("/accounts?limit=1")
        second = control.get(f"/accounts?limit=1&cursor={first['next']}")
        checks.equal(
            "a page each, and then none",
            [first["items"][0]["account"], second["items"][0]["account"], second["next"]],
            ["one", "two", None],
        )
        checks.equal("of two in all", (first["total"], second["total"]), (2, 2))
        changed = control.json("PATCH", "/accounts/two", {"balance": 1})
        checks.equal("PATCH answers how it stands", changed["balance"], 1)
        answer = smgw.send(server.port, account="two", rt="json")
        checks.contains("one message's worth", answer.text, '"result":0')
        answer = smgw.send(server.port, account="two", rt="json")
        checks.that("and the balance is spent", '"result":0' not in answer.text, answer)
        control.json("PATCH", "/accounts/two", {"enabled": False, "password": "new"})
        status = control.get("/accounts/two")
        checks.equal(
            "settings are live",
            (status["settings"]["enabled"], status["settings"]["password"], status["paid_in"]),
            (False, "new", 50),
        )
        checks.equal(
            "of the other nothing changed", control.get("/accounts/one")["balance"], 100000
        )
        control.json("POST", "/reset")
        status = control.get("/accounts/two")
        checks.equal(
            "a reset brings the scenario's back",
            (status["balance"], status["settings"]["enabled"]),
            (50, True),
        )


def test_messages(checks, lab):
    with lab.serve(scenario=TWO) as server:
        port, control = server.port, Control(server.port)
        smgw.send(port, "13800138000", "first", account="one")
        smgw.send(port, "8613900139000,13700137000", "second 50%", account="one")
        smgw.send(port, "13800138000", "发票", account="two")
        for query, ids in (
            ("", [4, 3, 2, 1]),
            ("account=one", [3, 2, 1]),
            ("mobile=13800138000", [4, 1]),
            ("mobile=%2B8613900139000", [2]),
            ("mobile=13?001*", [4, 3, 2, 1]),
            ("mobile=*7000", [3]),
            ("content=second", [3, 2]),
            ("content=50%25", [3, 2]),
            ("content=second+50", [3, 2]),
            ("dialect=smgw", [4, 3, 2, 1]),
            ("dialect=mms", []),
            ("q=139001", [2]),
            ("q=two", [4]),
            ("q=%E5%8F%91", [4]),
            ("since=2", [4, 3]),
            (f"since={2**63 - 1}", []),
            ("state=due", [3, 2, 1]),
            ("state=refused", [4]),
            ("state=taken", []),
            ("account=one&mobile=138*", [1]),
            ("scenario=driver&limit=2", [4, 3]),
        ):
            found = control.get(f"/messages?{query}")
            checks.equal(f"messages?{query}", [item["id"] for item in found["items"]], ids)
            if "limit" not in query:
                checks.equal(f"messages?{query}: total", found["total"], len(ids))
        pages, cursor = [], ""
        while True:
            page = control.get(f"/messages?limit=3{cursor}")
            pages.append([item["id"] for item in page["items"]])
            checks.equal(f"page {len(pages)}: total", page["total"], 4)
            smgw.send(port, "13600136000", "meanwhile", account="one")
            if page["next"] is None:
                break
            cursor = f"&cursor={page['next']}"
        checks.equal("the pages, whatever comes meanwhile", pages, [[4, 3, 2], [1]])
        smgw.pull(port, "one", size=1)
        message = control.get("/messages/1")
        checks.equal("by id and by mid", control.get(f"/messages/{message['mid']}"), message)
        report = message["reports"][0]
        checks.equal(
            "who took its report, and when",
            (report["state"], report["taken_at"], report["taken_by"]),
            ("taken", CLOCK, 6),
        )
        checks.that("a refused one says why", control.get("/messages/4")["refusal"])
    with lab.serve("--max-messages", "10", scenario=STOPPED) as server:
        control = Control(server.port)
        for _ in range(40):
            smgw.send(server.port)
        checks.equal("one that has gone is 410", control.ask("GET", "/messages/1").status, 410)
        checks.equal("one that never was is 404", control.ask("GET", "/messages/41").status, 404)


def test_reports_and_replies(checks, lab):
    with lab.serve(scenario=TWO) as server:
        port, control = server.port, Control(server.port)
        smgw.send(port, "13800138000,13900139000", "first", account="one")
        made = control.json("POST", "/messages/1/reports", {"stat": "MA:0001", "after": "5m"}, 201)
        checks.equal(
            "a report is one more where its message's is due",
            (made["id"], made["message"], made["stat"], made["state"], made["due"]),
            (3, 1, "MA:0001", "pending", "2017-04-12 01:43:21"),
        )
        checks.equal("its number leads to the message", control.get("/messages/3")["id"], 1)
        now = control.json("POST", "/messages/2/reports", {"stat": "REJECTED"}, 201)
        checks.equal("at once unless told", (now["state"], now["due"]), ("due", CLOCK))
        for query, ids in (
            ("", [4, 3, 2, 1]),
            ("state=pending", [3]),
            ("state=due", [4, 2, 1]),
            ("account=two", []),
            ("mobile=139*", [4, 2]),
            ("content=fir", [4, 3, 2, 1]),
            ("dialect=aspx", []),
            ("since=2", [4, 3]),
        ):
            found = control.items(f"/reports?{query}")
            checks.equal(f"reports?{query}", [item["id"] for item in found], ids)
        checks.equal(
            "the client pulls them in due order",
            [stat for _, _, stat in smgw.pull(port, "one")],
            ["DELIVRD", "DELIVRD", "REJECTED"],
        )
        control.advance("5m")
        checks.equal(
            "and the late one later", [s for _, _, s in smgw.pull(port, "one")], ["MA:0001"]
        )
        checks.equal("none is consumed by a look", control.get("/reports?state=taken")["total"], 4)

        body = {
            "account": "two",
            "mobile": "13800138000",
            "content": "好的",
            "extno": "106",
            "after": "0s",
        }
        first = control.json("POST", "/replies", body, 201)
        later = control.json(
            "POST", "/replies", {**body, "content": "TD", "after": "2s", "extno": None}, 201
        )
        checks.equal("a reply is as it is listed", control.items("/replies")[1], first)
        checks.equal("its extno unless told", later["extno"], "1069012345")
        for query, ids in (
            ("", [2, 1]),
            ("state=pending", [2]),
            ("content=TD", [2]),
            ("mobile=138*", [2, 1]),
            ("account=one", []),
        ):
            found = control.items(f"/replies?{query}")
            checks.equal(f"replies?{query}", [item["id"] for item in found], ids)
        checks.equal("not unsubscribed yet", smgw.send(port, account="two").text.count("#@#0<"), 1)
        checks.equal("TD arrives", [event["kind"] for event in control.advance("2s")], ["reply"])
        checks.equal(
            "and unsubscribes", control.get("/accounts/two")["unsubscribed"], ["13800138000"]
        )


def test_heads(checks, lab):
    """HEAD is GET without the body."""
    with lab.serve(scenario=STOPPED) as server:
        for path in ("/__mock/livez", "/__mock/v1/info", "/__mock/v1/messages"):
            answer = client.ask(server.port, client.request("HEAD", path))
            length = client.ask(server.port, client.get(path)).header("Content-Length")
            checks.equal(
                f"HEAD {path}", (answer.status, answer.header("Content-Length")), (200, length)
            )
