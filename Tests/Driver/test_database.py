"""--db: what survives a restart, and files that must be refused and left as they are."""

import hashlib
import os
import random
import resource
import sqlite3

import client
import smgw
from scenarios import CLOCK, PLAIN, account, scenario

NOBODY = 65534


def test_a_disk_that_is_full_for_a_while(checks, lab):
    """What cannot be stored is answered 503 and is not there afterwards; then all goes on."""
    db = lab.path("world.db")
    with lab.serve("--db", db, scenario=PLAIN) as server:
        port = server.port
        smgw.send(port, "13800138000")
        process = server.process.pid
        _, hard = resource.prlimit(process, resource.RLIMIT_FSIZE)
        room = os.path.getsize(f"{db}-wal")
        resource.prlimit(process, resource.RLIMIT_FSIZE, (room, hard))
        answer = smgw.send(port, many(400))
        checks.equal("full: a send is answered 503", answer.status, 503)
        checks.equal("full: and may be tried again", answer.header("retry-after"), "1")
        for path, status in (
            ("/__mock/livez", 200),
            ("/nothing", 404),
            ("/__mock/readyz", 503),
            ("/__mock/v1/info", 200),
            ("/__mock/readyz", 503),
        ):
            answer = client.ask(port, client.get(path))
            checks.equal(f"full: {path} is answered {status}", answer.status, status)
            if status == 503:
                kind = answer.header("Content-Type")
                checks.equal(f"full: {path} says why", kind, "application/problem+json")
        resource.prlimit(process, resource.RLIMIT_FSIZE, (hard, hard))
        checks.equal(
            "room again: ready", client.ask(port, client.get("/__mock/readyz")).status, 200
        )
        checks.equal("room again: nothing was charged", smgw.balance(port), 99999)
        smgw.send(port, "13800138001")
        checks.equal("room again: the next one is", smgw.balance(port), 99998)
    with lab.serve("--db", db, scenario=PLAIN) as server:
        checks.equal("after a restart: as it stood", smgw.balance(server.port), 99998)


def test_continues(checks, lab):
    for way in ("a clean stop", "SIGKILL"):
        db = lab.path("world.db")
        with lab.serve("--db", db, scenario=PLAIN) as server:
            port = server.port
            mids = [mid for mid, _ in smgw.sent_mids(smgw.send(port, many(30)))]
            pulled = [mid for mid, _, _ in smgw.pull(port, size=10)]
            for content in ("first", "second"):
                reply(port, "13900139000", content)
                if content == "first":
                    smgw.fits(
                        checks,
                        f"{way}: an MO is pulled before",
                        smgw.call(port, "mo"),
                        one_reply(content),
                    )
            reply(port, "13700137000", "TD")
            server.stop() if way == "a clean stop" else server.kill()
        with lab.serve("--db", db, scenario=PLAIN) as server:
            port = server.port
            checks.equal(f"{way}: the balance goes on", smgw.balance(port), 99970)
            again = [mid for mid, _, _ in smgw.pull(port)]
            checks.equal(
                f"{way}: unpulled reports are there, pulled ones are not", again, mids[10:]
            )
            checks.equal(f"{way}: together each once", pulled + again, mids)
            checks.that(
                f"{way}: the unpulled MO is there, the pulled one is not",
                ">second<" in (body := smgw.call(port, "mo").text) and ">first<" not in body,
                body,
            )
            fresh = [mid for mid, _ in smgw.sent_mids(smgw.send(port, many(30)))]
            checks.equal(f"{way}: message ids are not repeated", len(set(mids + fresh)), 60)
            smgw.pull(port)
            smgw.send(port, "13700137000")
            checks.equal(
                f"{way}: who unsubscribed stays so",
                [stat for _, _, stat in smgw.pull(port)],
                ["MA:0023"],
            )
            checks.equal(f"{way}: nothing is said", server.err, "")


def test_task_ids_go_on(checks, lab):
    db = lab.path("world.db")
    seen = []
    for _ in range(3):
        with lab.serve("--db", db, scenario=PLAIN) as server:
            seen += [
                smgw.send(server.port).text.split("<taskID>")[1].split("<")[0] for _ in range(5)
            ]
    checks.equal("task ids are not repeated", len(set(seen)), 15)


def test_changed_scenario(checks, lab):
    db = lab.path("world.db")
    with lab.serve("--db", db, scenario=PLAIN) as server:
        smgw.send(server.port, many(5))
    changed = PLAIN.replace("balance: 100000", "balance: 500")
    with lab.serve("--db", db, scenario=changed) as server:
        said = (server.out + server.err).splitlines()
        checks.that(
            "a changed scenario says so, by its name",
            any("driver" in line and "changed" in line for line in said),
            said,
        )
        checks.equal("its balance is the new one", smgw.balance(server.port), 500)
        checks.equal("its reports are gone", smgw.pull(server.port), [])
        fresh = smgw.sent_mids(smgw.send(server.port))
    with lab.serve("--db", db, scenario=changed) as server:
        checks.that(
            "the same again says nothing",
            "changed" not in server.out + server.err,
            server.out + server.err,
        )
        checks.equal("and goes on", [mid for mid, _, _ in smgw.pull(server.port)], [fresh[0][0]])


def test_worlds_apart(checks, lab):
    """A scenario that is not asked for this time is kept for the next."""
    db = lab.path("world.db")
    other = scenario(account("other"), name="other")
    with lab.serve("--db", db, scenario=PLAIN) as server:
        smgw.send(server.port, many(5))
    with lab.serve("--db", db, scenario=other) as server:
        smgw.fits(
            checks,
            "its account is not there meanwhile",
            smgw.call(server.port, "overage"),
            smgw.xml_balance_refused(3),
        )
    with lab.serve("--db", db, scenario=PLAIN) as server:
        checks.equal("and goes on afterwards", len(smgw.pull(server.port)), 5)


def test_clock_goes_on(checks, lab):
    """A stopped clock stands where it stood; a report due later waits."""
    text = scenario(account(), top=f'clock: {{start: "{CLOCK}", run: false}}')
    later = text.replace("after: 0s", "after: 1h")
    db = lab.path("world.db")
    with lab.serve("--db", db, scenario=later) as server:
        smgw.send(server.port)
    with lab.serve("--db", db, scenario=later) as server:
        checks.equal("a report that is not due does not come", smgw.pull(server.port), [])
        reply(server.port, "13900139000", "now")
        smgw.fits(
            checks,
            "the clock stands where it stood",
            smgw.call(server.port, "mo"),
            one_reply("now", CLOCK),
        )


def test_in_use(checks, lab):
    db = lab.path("world.db")
    with lab.serve("--db", db, scenario=PLAIN) as server:
        smgw.send(server.port, many(20))
        before = digest(db)
        refused(checks, "in use by another server", serve(lab, db), db)
        checks.equal("in use: the file is as it was", digest(db), before)
        checks.equal("the first server goes on", len(smgw.pull(server.port)), 20)
    with lab.serve("--db", db, scenario=PLAIN) as server:
        checks.equal("and its file is whole", smgw.balance(server.port), 99980)


def test_refused_files(checks, lab):
    good = good_database(lab)
    noise = random.Random(57).randbytes
    page = 4096
    cases = [
        ("text", b"name: driver\n" * 500),
        ("a short text", b"hello"),
        ("random bytes", noise(20000)),
        ("cut in half", good[: len(good) // 2]),
        ("cut within a page", good[: len(good) // 2 + 77]),
        ("cut to its header", good[:100]),
        ("cut within its header", good[:50]),
        ("one page short", good[:-page]),
        ("one byte short", good[:-1]),
        ("its header, then random bytes", good[:100] + noise(len(good) - 100)),
        ("its first page, then random bytes", good[:page] + noise(len(good) - page)),
        ("a page of random bytes", good[: 8 * page] + noise(page) + good[9 * page :]),
        ("a hole of zeros", good[: 8 * page] + bytes(4 * page) + good[12 * page :]),
        ("a newer version's", newer(lab, good)),
        ("somebody else's", foreign(lab)),
    ]
    for name, data in cases:
        db = lab.path("world.db")
        db.write_bytes(data)
        result = serve(lab, db)
        refused(checks, name, result, db)
        checks.equal(f"{name}: the file is as it was", db.read_bytes(), data)
        checks.equal(f"{name}: nothing is left beside it", os.listdir(db.parent), [db.name])
    checks.that(
        "a newer version's: says so", "newer" in serve(lab, with_bytes(lab, newer(lab, good))).err
    )


def test_refused_places(checks, lab):
    folder = lab.path("folder")
    folder.mkdir()
    refused(checks, "a folder", serve(lab, folder), folder)
    missing = lab.path("none") / "world.db"
    refused(checks, "a folder that is missing", serve(lab, missing), missing)
    refused(checks, "a device", serve(lab, "/dev/null"), "/dev/null")
    user = NOBODY if os.getuid() == 0 else None
    lab.folder.chmod(0o755)
    closed = lab.path("world.db")
    closed.parent.chmod(0o555)
    refused(checks, "a folder that may not be written", serve(lab, closed, user=user), closed)
    checks.equal("nothing was made in it", os.listdir(closed.parent), [])
    good = good_database(lab)
    for mode in (0o444, 0o000):
        db = with_bytes(lab, good)
        db.parent.chmod(0o755)
        db.chmod(mode)
        refused(checks, f"a file of mode {mode:03o}", serve(lab, db, user=user), db)
        db.chmod(0o600)
        checks.equal(f"a file of mode {mode:03o} is as it was", db.read_bytes(), good)


def test_accepted_files(checks, lab):
    with lab.serve("--db", with_bytes(lab, b""), scenario=PLAIN) as server:
        checks.equal("an empty file becomes a database", smgw.balance(server.port), 100000)
    with lab.serve("--db", ":memory:", scenario=PLAIN) as server:
        checks.equal(":memory: is no file", smgw.balance(server.port), 100000)
        checks.equal(
            "nothing is written", sorted(os.listdir(server.folder)), ["port", "stderr", "stdout"]
        )


def one_reply(content, time="%TIME%"):
    return smgw.xml(smgw.xml_reply("13900139000", "1069012345", content, time))


def many(count):
    return ",".join(f"138{index:08d}" for index in range(count))


def reply(port, mobile, content):
    body = f'{{"account": "922011", "mobile": "{mobile}", "content": "{content}", "after": "0s"}}'
    return client.ask(port, client.post("/__mock/v1/replies", body, "application/json"))


def good_database(lab):
    """The bytes of a database that a server has written and closed."""
    db = lab.path("world.db")
    with lab.serve("--db", db, scenario=PLAIN) as server:
        for _ in range(4):
            smgw.send(server.port, many(500))
        smgw.pull(server.port, size=50)
    return db.read_bytes()


def newer(lab, good):
    """The same with a migration that this version does not know."""
    db = with_bytes(lab, good)
    connection = sqlite3.connect(db)
    with connection:
        connection.execute("INSERT INTO grdb_migrations VALUES ('v999 of the future')")
    connection.close()
    return db.read_bytes()


def foreign(lab):
    db = lab.path("other.db")
    connection = sqlite3.connect(db)
    with connection:
        connection.execute("CREATE TABLE customer (name TEXT)")
    connection.close()
    return db.read_bytes()


def with_bytes(lab, data):
    db = lab.path("world.db")
    db.write_bytes(data)
    return db


def serve(lab, db, **options):
    return lab.run("serve", "--listen", "127.0.0.1:0", "--db", db, timeout=5, **options)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refused(checks, name, result, path):
    """Exit 2, one line on stderr that has the path and says what to do."""
    lines = result.err_lines
    checks.that(
        f"{name}: exit 2, one line that names the file",
        result.code == 2 and len(lines) == 1 and str(path) in lines[0] and result.out == "",
        result,
    )
