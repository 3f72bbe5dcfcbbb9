"""Each call of the control API where it is asked for what it cannot do: nothing of it is done."""

import json

import client
import smgw
from control import V1, Control, is_problem
from scenarios import CLOCK, STOPPED, account, scenario

SHOP = scenario(account("shop"), name="shop")

CALLS = {
    "/info": "GET",
    "/scenarios": "GET",
    "/scenarios/driver": "GET, PUT, DELETE",
    "/scenarios/driver/reset": "POST",
    "/reset": "POST",
    "/check": "POST",
    "/clock": "GET, POST",
    "/accounts": "GET",
    "/accounts/922011": "GET, PATCH",
    "/messages": "GET",
    "/messages/1": "GET",
    "/messages/1/reports": "POST",
    "/reports": "GET",
    "/replies": "GET, POST",
    "/pushes": "GET",
    "/pushes/release": "POST",
}
LISTS = ("/scenarios", "/clock", "/accounts", "/messages", "/reports", "/replies", "/pushes")
# A call, its body, the status, and what its problem names.
MISTAKES = [
    ("POST", "/clock", {"advance": 5}, 422, ["advance", "text"]),
    ("POST", "/clock", {"advance": "5"}, 422, ["advance", "5"]),
    ("POST", "/clock", {"advance": "-1s"}, 422, ["advance", "-1s"]),
    ("POST", "/clock", {"set": "2017-02-30 00:00:00"}, 422, ["set", "2017-02-30"]),
    ("POST", "/clock", {"set": "tomorrow"}, 422, ["set", "tomorrow"]),
    ("POST", "/clock", {"set": "9999-01-01 00:00:00"}, 422, ["9900"]),
    ("POST", "/clock", {"until": "noon"}, 422, ["until", "noon", "idle"]),
    ("POST", "/clock", {"run": "no"}, 422, ["run", "true or false"]),
    ("POST", "/clock", {"advance": "1s", "set": CLOCK}, 422, ["advance", "set"]),
    ("POST", "/clock", {"forward": "1s"}, 422, ["forward", "advance"]),
    ("POST", "/clock", {}, 422, ["advance", "set", "until", "run"]),
    ("PATCH", "/accounts/922011", {"balence": 1}, 422, ["balence", "balance"]),
    ("PATCH", "/accounts/922011", {"balance": "much"}, 422, ["balance", "much"]),
    ("PATCH", "/accounts/922011", {"account": "other"}, 422, ["account"]),
    ("PATCH", "/accounts/922011", {"push": {"report": "ftp://a"}}, 422, ["ftp://a"]),
    ("PATCH", "/accounts/nobody", {"balance": 1}, 404, ["nobody", "/accounts"]),
    ("POST", "/messages/1/reports", {}, 422, ["stat", "missing"]),
    ("POST", "/messages/1/reports", {"stat": ""}, 422, ["stat"]),
    ("POST", "/messages/1/reports", {"stat": "NOT OK"}, 422, ["stat", "NOT OK"]),
    ("POST", "/messages/1/reports", {"stat": "X" * 33}, 422, ["stat", "32"]),
    ("POST", "/messages/1/reports", {"stat": 1}, 422, ["stat", "text"]),
    ("POST", "/messages/1/reports", {"stat": "DELIVRD", "after": "1w"}, 422, ["after", "1w"]),
    ("POST", "/messages/1/reports", {"stat": "DELIVRD", "at": "1s"}, 422, ["at", "after"]),
    ("POST", "/messages/99/reports", {"stat": "DELIVRD"}, 404, ["99", "/messages"]),
    ("POST", "/messages/2/reports", {"stat": "DELIVRD"}, 409, ["2", "refused"]),
    (
        "POST",
        "/replies",
        {"account": "nobody", "mobile": "13800138000", "content": "x"},
        404,
        ["nobody", "/accounts"],
    ),
    (
        "POST",
        "/replies",
        {"account": "922011", "mobile": "13800138000", "content": ""},
        422,
        ["content"],
    ),
    ("POST", "/pushes/release", {"account": "nobody"}, 404, ["nobody", "/accounts"]),
    ("POST", "/pushes/release", {"acount": "922011"}, 422, ["acount", "account"]),
    ("POST", "/pushes/release", {"account": 922011}, 422, ["account", "text"]),
    ("GET", "/pushes/7", None, 404, ["push 7", "/pushes"]),
    ("POST", "/pushes/7/again", None, 404, ["push 7", "/pushes"]),
    ("POST", "/pushes/x/again", None, 404, ["push x", "/pushes"]),
    ("POST", "/pushes/99999999999999999999/again", None, 404, ["push 99999999999999999999"]),
    ("POST", "/scenarios/nowhere/reset", None, 404, ["nowhere", "driver"]),
    ("DELETE", "/scenarios/nowhere", None, 404, ["nowhere", "driver"]),
    ("GET", "/scenarios/nowhere", None, 404, ["nowhere", "driver"]),
    ("GET", "/scenarios/driver?format=xml", None, 400, ["format", "xml", "yaml"]),
    ("GET", "/scenarios/driver?scenario=other", None, 400, ["driver", "other"]),
    ("GET", "/accounts/nobody", None, 404, ["nobody", "/accounts"]),
    ("GET", "/messages/99", None, 404, ["99"]),
    ("GET", "/messages/0123456789ABCDEF", None, 404, ["0123456789ABCDEF"]),
    ("GET", "/messages/-1", None, 404, ["-1"]),
    ("GET", "/messages/99999999999999999999", None, 404, ["99999999999999999999"]),
    ("GET", "/messages?state=open", None, 400, ["state", "open", "pending"]),
    ("GET", "/messages?since=x", None, 400, ["since", "x"]),
    ("GET", "/messages?since=-1", None, 400, ["since"]),
    ("GET", "/messages?account=a&account=b", None, 400, ["account", "twice"]),
    ("GET", "/messages?q=%FF", None, 400, ["UTF-8"]),
    ("GET", "/reports?state=refused", None, 400, ["state", "refused", "taken"]),
    ("GET", "/reports?q=1", None, 400, ["q", "mobile"]),
    ("GET", "/replies?state=x", None, 400, ["state"]),
    ("GET", "/pushes?state=due", None, 400, ["state", "due", "waiting"]),
]


def test_mistakes(checks, lab):
    rules = f'clock: {{start: "{CLOCK}", run: false}}\nrules: [{{when: {{mobile: "139*"}}, then: {{result: 10}}}}]'
    with lab.serve(scenario=scenario(account(), top=rules)) as server:
        control = Control(server.port)
        smgw.send(server.port, "13800138000,13900139000")
        before = standing(control)
        for method, path, body, status, parts in MISTAKES:
            answer = control.ask(method, path, body)
            text = "" if body is None else json.dumps(body)[:80]
            is_problem(checks, f"{method} {path} {text}: {status}", answer, status, *parts)
        checks.equal("nothing of it was done", standing(control), before)


def test_bodies(checks, lab):
    """What is no JSON is 400, what is no object 422."""
    with lab.serve(scenario=STOPPED) as server:
        control = Control(server.port)
        smgw.send(server.port)
        before = standing(control)
        calls = (
            ("POST", "/clock", "advance"),
            ("PATCH", "/accounts/922011", "balance"),
            ("POST", "/messages/1/reports", "stat"),
            ("POST", "/replies", "mobile"),
            ("POST", "/pushes/release", "account"),
        )
        for method, path, word in calls:
            for body, status in (
                ("{", 400),
                ("advance=1s", 400),
                (b'{"\xff": 1}', 400),
                ('{"a": 1} {"b": 2}', 400),
                ("[]", 422),
                ('"x"', 422),
                ("5", 422),
                ("null", 422),
                ("[" * 10000, 400),
            ):
                parts = [word] if isinstance(body, str) else ["UTF-8"]
                name = f"{method} {path} with {body[:20]!r}: {status}"
                is_problem(checks, name, control.ask(method, path, body), status, *parts)
        for method, path, word in calls[:4]:
            is_problem(
                checks, f"{method} {path} with nothing: 400", control.ask(method, path), 400, word
            )
        checks.equal("nothing of it was done", standing(control), before)


def test_scenario_texts(checks, lab):
    with lab.serve(scenario=STOPPED) as server:
        control = Control(server.port)
        before = standing(control)
        for name, text, status, parts in (
            ("another's account", SHOP.replace('"shop"', '"922011"'), 409, ["922011", "driver"]),
            (
                "a name unlike its own",
                SHOP.replace("name: shop", "name: kiosk"),
                422,
                ["kiosk", "shop"],
            ),
            ("no name", SHOP.replace("name: shop", ""), 422, []),
            ("an unknown key", SHOP.replace("seed", "sead"), 422, []),
            ("nothing", "", 422, []),
            ("no YAML", "{", 422, []),
            ("no UTF-8", b"name: \xff\n", 422, []),
        ):
            problem = is_problem(
                checks,
                f"{name}: {status}",
                control.ask("PUT", "/scenarios/shop", text),
                status,
                *parts,
            )
            if status == 422 and not parts:
                places = [(p["line"] >= 1, p["severity"]) for p in problem.get("problems", [])]
                checks.that(f"{name}: with its place", (True, "error") in places, problem)
            found = (
                control.json("POST", "/check", text)["problems"]
                if status == 422 and not parts
                else [1]
            )
            checks.that(f"{name}: check finds it, too", found)
        answer = control.ask("PUT", "/scenarios/shop?scenario=other", SHOP)
        is_problem(checks, "path and query at odds: 400", answer, 400, "shop", "other")
        checks.equal("nothing was loaded", standing(control), before)


def test_parameters(checks, lab):
    with lab.serve(scenario=STOPPED) as server:
        control = Control(server.port)
        for path, methods in CALLS.items():
            method = methods.split(", ")[0]
            answer = control.ask(method, f"{path}?nope=1")
            is_problem(checks, f"{method} {path}?nope=1: 400", answer, 400, "nope", "scenario")
            if path.startswith("/scenarios/") or "messages/1" in path:
                continue
            answer = control.ask(
                method, f"{path}?scenario=nowhere", {} if method == "POST" else None
            )
            is_problem(
                checks, f"{method} {path}?scenario=nowhere: 404", answer, 404, "nowhere", "driver"
            )
        for path in LISTS:
            for query in (
                "limit=0",
                "limit=1001",
                "limit=x",
                "limit=-1",
                "cursor=x",
                "cursor=-1-1",
                "cursor=1",
            ):
                answer = control.ask("GET", f"{path}?{query}")
                is_problem(checks, f"GET {path}?{query}: 400", answer, 400, query.split("=")[0])
            checks.equal(
                f"{path}: an empty value is none",
                control.ask("GET", f"{path}?limit=&scenario=").status,
                200,
            )
        for path in ("/accounts/922011", "/messages/1"):
            smgw.send(server.port)
            control.put("shop", SHOP, 201 if "accounts" in path else 200)
            is_problem(
                checks,
                f"{path} is not of shop: 404",
                control.ask("GET", f"{path}?scenario=shop"),
                404,
            )
        body = {"account": "922011"}
        answer = control.ask("POST", "/pushes/release?scenario=shop", body)
        is_problem(
            checks,
            "release in a world that has no such account: 404",
            answer,
            404,
            "922011",
            "shop",
        )
        body = {"account": "922011", "mobile": "13800138000", "content": "x"}
        answer = control.ask("POST", "/replies?scenario=shop", body)
        is_problem(checks, "a reply likewise: 404", answer, 404, "922011", "shop")


def test_methods_and_doors(checks, lab):
    with lab.serve("--token", "s3cret", scenario=STOPPED) as server:
        control, stranger = Control(server.port, "s3cret"), Control(server.port)
        before = standing(control)
        for path, methods in CALLS.items():
            for method in ("GET", "PUT", "POST", "PATCH", "DELETE", "OPTIONS"):
                is_allowed = method in methods.split(", ")
                if not is_allowed:
                    answer = control.ask(method, path)
                    is_problem(checks, f"{method} {path}: 405", answer, 405, *methods.split(", "))
                    checks.equal(f"{method} {path}: Allow", answer.header("Allow"), methods)
                    continue
                answer = stranger.ask(method, path, {})
                is_problem(checks, f"{method} {path} without the token: 401", answer, 401, "Bearer")
                checks.equal(
                    f"{method} {path}: the scheme", answer.header("WWW-Authenticate"), "Bearer"
                )
                wrong = Control(server.port, "s3creT").ask(method, path, {})
                is_problem(checks, f"{method} {path} with another's: 401", wrong, 401)
                far = control.ask(method, path, {}, host="far.example.com")
                is_problem(
                    checks, f"{method} {path} for another host: 403", far, 403, "--allow-host"
                )
                page = control.ask(method, path, {}, [("Origin", "http://far.example.com")])
                is_problem(checks, f"{method} {path} from a far page: 403", page, 403)
        for path in (
            "//__mock/v1/info",
            "/__mock//v1/info",
            "/__mock/v1//info",
            "/%5F_mock/v1/inf%6F",
        ):
            status = client.ask(server.port, client.get(path)).status
            checks.that(f"no way round the token by {path}", status in (401, 404), status)
        answer = client.ask(server.port, client.get(f"{V1}/scenarios/%2E%2E/info"))
        checks.that("nor by a path with dots", answer.status in (401, 404), answer)
        for path in ("/__mock/livez", "/__mock/readyz"):
            answer = client.ask(server.port, client.post(path, ""))
            is_problem(checks, f"POST {path}: 405", answer, 405, "GET")
        checks.equal("nothing of it was done", standing(control), before)


def standing(control):
    """All that the calls of these tests might have changed."""
    return [
        control.get(path)
        for path in ("/scenarios", "/clock", "/accounts", "/messages", "/reports", "/replies")
    ]
