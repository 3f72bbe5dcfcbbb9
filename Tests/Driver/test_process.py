"""The process: what it prints, how it ends, its flags and their environment variables."""

import json
import re
import signal

import client
import smgw
from scenarios import PLAIN, account, scenario


def test_start_and_stop(checks, lab):
    with lab.serve(scenario=scenario(account("one"), account("two"))) as server:
        url = f"http://127.0.0.1:{server.port}"
        checks.contains("the address is printed", server.out, url)
        for name in ("one", "two"):
            checks.contains(f"account {name} is printed", server.out, name)
        checks.contains("the control address is printed", server.out, f"{url}/__mock")
        checks.equal(
            "the port file holds the port", server.port_file.read_text(), f"{server.port}\n"
        )
    checks.equal("SIGTERM: exit 0", server.process.returncode, 0)
    checks.equal("nothing on stderr", server.err, "")
    for name, number in (("SIGINT", signal.SIGINT), ("SIGTERM", signal.SIGTERM)):
        with lab.serve() as server:
            with client.Connection(server.port) as idle, client.Connection(server.port) as busy:
                idle.ask(client.get("/__mock/livez"))
                busy.send(b"POST /sms HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\nhalf")
                checks.equal(f"{name} with open connections: exit 0", server.stop(number), 0)
                checks.that(f"{name}: the connections are closed", idle.is_closed())
    with lab.serve() as default:
        for name in ("922011", "test01", "111111", "zhouyang"):
            checks.contains(f"the built-in default has {name}", default.out, name)


def test_port_in_use(checks, lab):
    with lab.serve() as server:
        result = lab.run("serve", "--listen", f"127.0.0.1:{server.port}")
        refused(checks, "port in use", result, str(server.port))
        checks.contains("port in use: names the flag", result.err, "--listen 127.0.0.1:PORT")
        result = lab.run(
            "serve", "--listen", "127.0.0.1:0", "--control", f"127.0.0.1:{server.port}"
        )
        refused(checks, "control port in use", result, str(server.port))
        smgw.fits(
            checks,
            "the first server goes on",
            smgw.send(server.port),
            smgw.xml_sent("%BALANCE%", ("13800138000", 0)),
        )


def test_scenario_mistakes(checks, lab):
    good, bad = lab.file(PLAIN), lab.file("name: driver\nseed: x\naccounts:\n  - acount: a\n")
    before = bad.read_bytes()
    expected = lab.run("check", bad).out.splitlines()
    result = lab.run("serve", "--listen", "127.0.0.1:0", "--scenario", good, "--scenario", bad)
    checks.that("serve with mistakes: exit 2", result.code == 2 and result.out == "", result)
    checks.equal(
        "serve with mistakes: a line each, those of check",
        [line.removeprefix("fakecarrier: ") for line in result.err_lines],
        expected,
    )
    checks.equal("the file is as it was", bad.read_bytes(), before)
    twin = lab.file(PLAIN.replace("name: driver", "name: twin"))
    refused(
        checks,
        "an account in two scenarios",
        lab.run("serve", "--listen", "127.0.0.1:0", "--scenario", good, "--scenario", twin),
        "922011",
    )
    refused(
        checks,
        "a scenario's name twice",
        lab.run(
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--scenario",
            good,
            "--scenario",
            lab.file(PLAIN.replace("922011", "other")),
        ),
        "driver",
    )


def test_several_scenarios(checks, lab):
    second = lab.file(scenario(account("second", balance="7"), name="second"))
    with lab.serve("--scenario", second, scenario=PLAIN) as server:
        for name, balance in (("922011", 100000), ("second", 7)):
            smgw.fits(
                checks,
                f"account {name} chooses its world",
                smgw.call(server.port, "overage", name, rt="json"),
                smgw.json_balance(balance),
            )


def test_environment(checks, lab):
    port_file, db = lab.path("port"), lab.path("world.db")
    env = {
        "FAKECARRIER_LISTEN": "127.0.0.1:0",
        "FAKECARRIER_CONTROL": "127.0.0.1:0",
        "FAKECARRIER_SCENARIO": str(lab.file(PLAIN)),
        "FAKECARRIER_DB": str(db),
        "FAKECARRIER_TOKEN": "by-env",
        "FAKECARRIER_ALLOW_HOST": "mock.test,other.test",
        "FAKECARRIER_SYNC": "full",
        "FAKECARRIER_MAX_MESSAGES": "10",
        "FAKECARRIER_MAX_BODY": "2KiB",
        "FAKECARRIER_LOG_LEVEL": "debug",
        "FAKECARRIER_LOG_FORMAT": "json",
    }
    with lab.serve(env=env, listen=False) as server:
        control = server.control_port
        checks.that("FAKECARRIER_CONTROL", control != server.port)
        checks.that("FAKECARRIER_DB", db.exists())
        smgw.send(server.port, ",".join(f"138{n:08d}" for n in range(20)))
        checks.equal("FAKECARRIER_SCENARIO and _MAX_MESSAGES", len(smgw.pull(server.port)), 10)
        checks.equal(
            "FAKECARRIER_MAX_BODY",
            client.ask(server.port, client.post("/sms", "a" * 2049)).status,
            413,
        )
        token = [("Authorization", "Bearer by-env")]
        for host in ("mock.test", "other.test"):
            checks.equal(
                f"FAKECARRIER_TOKEN and _ALLOW_HOST {host}",
                client.ask(control, client.get("/__mock/v1/info", token, host=host)).status,
                200,
            )
        checks.equal(
            "without the token", client.ask(control, client.get("/__mock/v1/info")).status, 401
        )
    flags = ["--max-body", "1KiB", "--token", "by-flag"]
    with lab.serve(*flags, env={"FAKECARRIER_MAX_BODY": "3XB", **env}) as server:
        checks.equal(
            "a flag goes before its variable",
            client.ask(server.port, client.post("/sms", "a" * 1025)).status,
            413,
        )
    with lab.serve(env={"FAKECARRIER_PORT_FILE": str(port_file)}) as server:
        checks.equal(
            "the flag --port-file goes before FAKECARRIER_PORT_FILE", port_file.exists(), False
        )
    result = lab.run("serve", env={"FAKECARRIER_LISTEN": "nonsense"}, timeout=5)
    refused(checks, "a mistake in a variable", result, "nonsense")
    result = lab.run(
        "serve", env={"FAKECARRIER_SYNC": "maybe", "FAKECARRIER_LISTEN": "127.0.0.1:0"}, timeout=5
    )
    refused(checks, "a mistake in another variable", result, "maybe")


def test_max_messages(checks, lab):
    with lab.serve("--max-messages", "10", scenario=PLAIN) as server:
        port = server.port
        mids = [smgw.sent_mids(smgw.send(port, f"138{n:08d}"))[0][0] for n in range(30)]
        checks.equal(
            "the oldest go first: reports of the newest ten are left",
            [mid for mid, _, _ in smgw.pull(port)],
            mids[-10:],
        )
        answer = smgw.send(port, ",".join(f"138{n:08d}" for n in range(50)))
        mids = [mid for mid, _ in smgw.sent_mids(answer)]
        checks.equal("a batch beyond it is accepted whole", len(mids), 50)
        left = [mid for mid, _, _ in smgw.pull(port)]
        checks.equal("and its last ten are left", left, mids[-10:])
        checks.equal("all were charged", smgw.balance(port), 100000 - 80)


def test_logs(checks, lab):
    for level in ("trace", "critical"):
        with lab.serve("--log-format", "json", "--log-level", level, scenario=PLAIN) as server:
            smgw.send(server.port)
            server.stop()
            lines = [line for line in server.err.splitlines() if line.strip()]
            broken = [line for line in lines if not is_json(line)]
            checks.that(
                f"--log-format json, {level}: every line of the log is JSON", not broken, broken
            )
    with lab.serve("--log-level", "info", scenario=PLAIN) as server:
        client.ask(server.port, client.get("/sms/send"))
        server.stop()
        checks.contains(
            "a path where nothing is leaves a line",
            server.err,
            "GET /sms/send: nothing is there (404)",
        )


def is_json(line):
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def refused(checks, name, result, word):
    """Exit 2 and one line on stderr, which names what is wrong."""
    lines = result.err_lines
    checks.that(
        f"{name}: exit 2, one line that names it",
        result.code == 2 and len(lines) == 1 and word in lines[0] and result.out == "",
        result,
    )
    checks.that(
        f"{name}: no trace of code in it",
        not re.search(r"Error\(|Optional|\.swift|Domain=", result.err),
        result.err,
    )
