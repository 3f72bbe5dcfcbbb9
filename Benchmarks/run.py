"""Measures the release binary against two floors in the same run, and prints ratios.

Usage: run.py DIRECTORY_OF_BINARIES [--seconds 5] [--rounds 5]

Each round times the floor and fakecarrier one after the other, and gives one ratio; the median of
the rounds is what counts, as absolute figures drift with the machine.
"""

import argparse
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

CONTENT = urllib.parse.quote("您的验证码是1234，五分钟内有效。")
SCENARIO = """
name: bench
report: {stat: DELIVRD, after: 0s}
accounts:
  - {account: "922011", password: "123456", billing: postpaid, access_codes: ["1069012345"]}
"""
PUSHING = """
name: bench
report: {stat: DELIVRD, after: 0s}
accounts:
  - {account: "922011", password: "123456", billing: postpaid, access_codes: ["1069012345"],
     push: {report: "http://127.0.0.1:%s/", timeout: 600s}}
"""


def rules():
    """200 rules of every kind, of which none fits what is sent."""
    lines = ["rules:"]
    for number in range(200):
        when = [
            f'mobile: "1990000{number:03d}?"', f'mobile: "*9{number:04d}999"',
            f'content: "*快递{number}号*"', f'content: "/退款{number}\\\\d+元/"',
            'account: "o*"', f'extno: "99{number}*"', f'mobile: "170{number:03d}*"',
            f'content: "您的包裹{number}*", mobile: "139*"',
            'operation: balance', 'dialect: mms',
        ][number % 10]
        lines.append(f"  - {{when: {{{when}}}, then: {{delay: 1s}}}}")
    return "\n".join(lines) + "\n"


WRK_SCRIPT = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
wrk.body = "%s"
"""
# A number of its own for each, as clients send: the same text to the same number again is a double send.
WRK_SINGLE = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
local head, tail = ("%s"):match("^(.*mobile=1)%%d+(.*)$")
local number = 3810000000
request = function()
  number = number + 1
  return wrk.format(nil, nil, nil, head .. number .. tail)
end
"""


def mobiles(numbers):
    return ",".join(str(13800000000 + number) for number in range(numbers))


def batch_body(numbers):
    """Document 001's way to send."""
    return (f"account=922011&pswd=123456&mobile={mobiles(numbers)}"
            f"&msg={CONTENT}&needstatus=true")


def body(numbers):
    return (f"action=send&account=922011&password=123456&mobile={mobiles(numbers)}"
            f"&content={CONTENT}&extno=1069012345&rt=json")


class Bench:
    def __init__(self, binaries, folder, seconds):
        self.binaries = binaries
        self.folder = folder
        self.seconds = seconds
        self.scenario = os.path.join(folder, "bench.yaml")
        with open(self.scenario, "w", encoding="utf-8") as file:
            file.write(SCENARIO)
        self.with_rules = os.path.join(folder, "rules.yaml")
        with open(self.with_rules, "w", encoding="utf-8") as file:
            file.write(SCENARIO + "  - {account: other, password: x}\n" + rules())

    def wrk(self, port, numbers, connections, path="/sms", make_body=body):
        """Requests a second; every answer must be a 200."""
        script = os.path.join(self.folder, f"send-{numbers}.lua")
        with open(script, "w", encoding="utf-8") as file:
            file.write((WRK_SINGLE if numbers == 1 else WRK_SCRIPT) % make_body(numbers))
        command = ["wrk", "-t1", f"-c{connections}", f"-d{self.seconds}s", "-s", script,
                   f"http://127.0.0.1:{port}{path}"]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        if "Non-2xx" in output or "Socket errors" in output:
            sys.exit(f"wrk met errors:\n{output}")
        self.requests = int(re.search(r"(\d+) requests in", output).group(1))
        return float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))

    def wrk_heard(self, port):
        """The same while somebody listens to all events."""
        command = ["curl", "-sN", "-o", "/dev/null", f"http://127.0.0.1:{port}/__mock/v1/events"]
        with subprocess.Popen(command) as listener:
            try:
                return self.wrk(port, 1, 32)
            finally:
                listener.terminate()

    def floor_evhttp(self):
        path = os.path.join(self.binaries, "floor-evhttp")
        with subprocess.Popen([path], stdout=subprocess.PIPE, text=True) as process:
            try:
                return self.wrk(process.stdout.readline().strip(), 1, 32)
            finally:
                process.terminate()

    def floor_sqlite(self, sends, numbers, *size):
        database = os.path.join(self.folder, f"floor-{time.monotonic_ns()}.db")
        command = [os.path.join(self.binaries, "floor-sqlite"), database, str(sends), str(numbers),
                   *map(str, size)]
        rate = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        self.remove(database)
        return rate

    def fakecarrier(self, measure, extra=(), scenario=None):
        """Starts a server with a fresh database file and measures it."""
        stamp = time.monotonic_ns()
        database = os.path.join(self.folder, f"{stamp}.db")
        ports = os.path.join(self.folder, f"{stamp}.port")
        command = [os.path.join(self.binaries, "fakecarrier"), "serve", "--listen", "127.0.0.1:0",
                   "--port-file", ports, "--scenario", scenario or self.scenario, "--db", database, *extra]
        started = time.monotonic()
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            try:
                # The port file is the last thing a start writes.
                while not os.path.exists(ports):
                    if process.poll() is not None:
                        sys.exit("the server ended at its start")
                    time.sleep(0.0005)
                ready = time.monotonic() - started
                with open(ports, encoding="ascii") as file:
                    return measure(int(file.read()), process.pid, ready)
            finally:
                process.terminate()
                process.wait()
                self.remove(database)

    def push(self, numbers, connections):
        """Submits while the receiver keeps the first push waiting, and then has all of it pushed:
        reports a second, pushed and submitted."""
        path = os.path.join(self.binaries, "floor-receiver")
        with subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              text=True) as receiver:
            with open(self.scenario, "w", encoding="utf-8") as file:
                file.write(PUSHING % receiver.stdout.readline().strip())

            def measure(port, pid, ready):
                submitted = numbers * self.wrk(port, numbers, connections)
                receiver.stdin.write(f"go {self.requests * numbers}\n")
                receiver.stdin.flush()
                seconds = float(receiver.stdout.readline())
                return self.requests * numbers / seconds, submitted
            try:
                return self.fakecarrier(measure, ("--max-messages", "100000000"))
            finally:
                receiver.terminate()
                with open(self.scenario, "w", encoding="utf-8") as file:
                    file.write(SCENARIO)

    @staticmethod
    def pull(port, total, size):
        """Fills the queue, and then takes all of it, so many at a time: reports a second."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        for _ in range(total // 50000):
            connection.request("POST", "/msg/HttpBatchSendSM", batch_body(50000), headers)
            answer = connection.getresponse().read()
            if b",0\n" not in answer:
                sys.exit(f"a send was refused: {answer!r}")
        taken = 0
        started = time.monotonic()
        for _ in range(total // size):
            connection.request(
                "GET", "/sms?action=report&account=922011&password=123456&rt=json"
                f"&size={size}")
            taken += connection.getresponse().read().count(b'"mid"')
        elapsed = time.monotonic() - started
        if taken != total:
            sys.exit(f"{taken} reports of {total} were handed out")
        return total / elapsed

    @staticmethod
    def listing(port):
        """A million messages of 50,000 a text, and behind them 100,000 with a text of their own each:
        milliseconds of the newest 50 of all, of a text that is in none of the 100,000, of one that is
        in none at all; and the longest that another client waited meanwhile."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}

        def send(path, form, mark):
            connection.request("POST", path, form, headers)
            answer = connection.getresponse().read()
            if mark not in answer:
                sys.exit(f"a send was refused: {answer[:200]!r}")

        def get(target, total=None):
            started = time.monotonic()
            connection.request("GET", "/__mock/v1/messages" + target)
            answer = json.loads(connection.getresponse().read())
            if total is not None and answer["total"] != total:
                sys.exit(f"{target}: {answer['total']} messages, not {total}")
            return (time.monotonic() - started) * 1000, answer

        for _ in range(20):
            send("/msg/HttpBatchSendSM", batch_body(50000), b",0\n")
        last = get("?limit=1", 1000000)[1]["items"][0]["id"]
        for first in range(0, 100000, 500):
            pairs = "\n".join(f"{13800000000 + first + number}#验证码{first + number}，五分钟内有效"
                              for number in range(500))
            send("/sms", urllib.parse.urlencode({
                "action": "p2p", "account": "922011", "password": "123456", "rt": "json",
                "mobileContentList": pairs}), b'"status":"0"')
        pinger = Pinger(port)
        newest = [get("?limit=50", 1100000)[0] for _ in range(20)]
        absent = urllib.parse.quote("没有")
        some = [get(f"?content={absent}&since={last}", 0)[0] for _ in range(10)]
        anywhere = [get(f"?q={absent}&since={last}", 0)[0] for _ in range(10)]
        everything = get(f"?content={absent}", 0)[0]
        account = get("?account=922011&limit=50", 1100000)[0]
        return (statistics.median(newest), statistics.median(some), statistics.median(anywhere),
                everything, account, pinger.longest())

    @staticmethod
    def remove(database):
        for suffix in ("", "-wal", "-shm"):
            if os.path.exists(database + suffix):
                os.remove(database + suffix)


class Pinger:
    """Asks the same small thing again and again, and keeps the longest it waited."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.is_over = False
        self.seconds = 0.0
        self.thread = threading.Thread(target=self.ask)
        self.thread.start()

    def ask(self):
        while not self.is_over:
            started = time.monotonic()
            self.connection.request("GET", "/__mock/livez")
            self.connection.getresponse().read()
            self.seconds = max(self.seconds, time.monotonic() - started)
            time.sleep(0.0002)

    def longest(self):
        """In milliseconds."""
        self.is_over = True
        self.thread.join()
        return self.seconds * 1000


def resident_mebibytes(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        kibibytes = int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1))
    return kibibytes / 1024


def report(name, floor_name, pairs, aim):
    ratios = [ours / floor for ours, floor in pairs]
    ours = statistics.median(pair[0] for pair in pairs)
    floor = statistics.median(pair[1] for pair in pairs)
    print(f"{name}: {ours:,.0f}/s, {floor_name} {floor:,.0f}/s, "
          f"ratio {statistics.median(ratios):.2f} "
          f"(of {len(ratios)}: {min(ratios):.2f} to {max(ratios):.2f}; aim {aim})", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binaries")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(arguments.binaries, folder, arguments.seconds)
        rounds = range(arguments.rounds)

        starts = [bench.fakecarrier(lambda port, pid, ready: (ready, resident_mebibytes(pid)))
                  for _ in rounds]
        print(f"start to ready: {statistics.median(s[0] for s in starts) * 1000:.0f} ms (aim 50), "
              f"idle memory: {statistics.median(s[1] for s in starts):.0f} MiB (aim 30)", flush=True)

        pairs = []
        for _ in rounds:
            floor = bench.floor_evhttp()
            ours = bench.fakecarrier(lambda port, pid, ready: bench.wrk(port, 1, 32))
            pairs.append((ours, floor))
        report("single JSON sends, 32 connections, database file", "bare evhttp", pairs, "0.70")

        pairs = []
        for _ in rounds:
            without = bench.fakecarrier(lambda port, pid, ready: bench.wrk(port, 1, 32))
            ours = bench.fakecarrier(lambda port, pid, ready: bench.wrk(port, 1, 32),
                                     scenario=bench.with_rules)
            pairs.append((ours, without))
        report("single JSON sends under 200 rules of which none matches", "without rules", pairs,
               "0.90")

        pairs = []
        for _ in rounds:
            without = bench.fakecarrier(lambda port, pid, ready: bench.wrk(port, 1, 32))
            ours = bench.fakecarrier(lambda port, pid, ready: bench.wrk_heard(port))
            pairs.append((ours, without))
        report("single JSON sends with a listener to all events", "without one", pairs, "0.95")

        pairs = []
        for _ in rounds:
            floor = bench.floor_sqlite(1000, 500)
            ours = 500 * bench.fakecarrier(lambda port, pid, ready: bench.wrk(port, 500, 8),
                                           ("--max-messages", "100000000"))
            pairs.append((ours, floor))
        report("rows of 500-number JSON sends, 8 connections", "raw SQLite", pairs, "none set")

        keep = ("--max-messages", "100000000")
        pairs = []
        for _ in rounds:
            floor = bench.floor_sqlite(10, 50000)
            ours = 50000 * bench.fakecarrier(
                lambda port, pid, ready: bench.wrk(
                    port, 50000, 2, "/msg/HttpBatchSendSM", batch_body), keep)
            pairs.append((ours, floor))
        report("rows of 50,000-number HttpBatchSendSM, 2 connections", "raw SQLite", pairs, "0.60")

        lists = bench.fakecarrier(lambda port, pid, ready: bench.listing(port), keep)
        print("lists of 1,100,000 messages: newest 50 in {:.1f} ms (aim 10); a part of the text of "
              "100,000 in {:.0f} ms, of text, number or account in {:.0f} ms (aim 100), of all in "
              "{:.0f} ms; the newest 50 of an account, counted, in {:.0f} ms; another client waited "
              "{:.0f} ms at most (aim 50)".format(*lists), flush=True)

        report("reports pushed, of single JSON sends", "submitted",
               [bench.push(1, 32) for _ in rounds], "0.50")
        report("reports pushed, of 500-number JSON sends", "submitted",
               [bench.push(500, 8) for _ in rounds], "0.50")

        pairs = []
        for _ in range(min(arguments.rounds, 3)):
            floor = bench.floor_sqlite(20, 50000, 4000)
            ours = bench.fakecarrier(
                lambda port, pid, ready: bench.pull(port, 1000000, 4000), keep)
            pairs.append((ours, floor))
        report("reports pulled 4000 at a time of a million", "raw UPDATE ... RETURNING", pairs,
               "0.50")


if __name__ == "__main__":
    main()
