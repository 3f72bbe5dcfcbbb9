#!/usr/bin/env python3
"""What an open inbox costs the send rate: rate.py PATH_TO_BINARY [ROUNDS].

Rounds of wrk's load, without and with a page that shows the messages as they come, one after the other,
each with two seconds before it that do not count: a page that was just opened is still being compiled.
Each pair gives two ratios, and the median of each counts: of the rates, which on a machine of few cores
also say what the browser itself takes, and of the processor time that the server takes for a request,
which says what the page costs the server.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from house import House, live, settle

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
WORLD = """{name: load, accounts: [{account: "900001", password: "123456", billing: postpaid}]}"""
SEND = "/sms?action=send&account=900001&password=123456&mobile=13800138000&content=hello&rt=json"
SECONDS = 3
UNCOUNTED_SECONDS = 2


def processor_time(pid):
    """Seconds that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wrk(server, seconds):
    return subprocess.run(["wrk", "-t1", "-c16", f"-d{seconds}s", f"http://127.0.0.1:{server.port}{SEND}"],
                          capture_output=True, text=True, check=True).stdout


def load(server):
    """Sends a second, and the server's microseconds a send."""
    wrk(server, UNCOUNTED_SECONDS)
    before = processor_time(server.process.pid)
    out = wrk(server, SECONDS)
    sends = int(re.search(r"(\d+) requests in", out).group(1))
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1))
    return rate, (processor_time(server.process.pid) - before) * 1e6 / sends


def main():
    binary = Path(sys.argv[1]).resolve()
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        world = Path(folder) / "load.yaml"
        world.write_text(WORLD)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        house = House(binary, folder, browser)
        with house.server("--scenario", world) as (server, _):
            load(server)
            rates, costs = [], []
            for number in range(rounds):
                # What drifts in a round is for the one as often as for the other.
                if number % 2 == 0:
                    rate, cost = load(server)
                with house.page(f"http://127.0.0.1:{server.port}/__mock/") as page:
                    live(page)
                    page.locator("[role=option]").first.wait_for()
                    settle(page)
                    watched, watched_cost = load(server)
                if number % 2:
                    rate, cost = load(server)
                rates.append(watched / rate)
                costs.append(watched_cost / cost)
                print(f"{rate:.0f}/s and {cost:.1f} µs a send without, {watched:.0f}/s and {watched_cost:.1f} µs with an open inbox")
            for name, ratios in [("rate", rates), ("processor time a send", costs)]:
                print(f"{name}: {statistics.median(ratios):.3f} ({min(ratios):.3f} to {max(ratios):.3f})")
        browser.close()


if __name__ == "__main__":
    main()
