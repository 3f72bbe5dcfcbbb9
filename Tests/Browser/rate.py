#!/usr/bin/env python3
"""What an open inbox costs the send rate: rate.py PATH_TO_BINARY [ROUNDS].

Rounds of wrk's load, without and with a page that shows the messages as they come, one after the other;
each pair gives a ratio, and their median counts.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from house import House, live

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
WORLD = """{name: load, accounts: [{account: "900001", password: "123456", billing: postpaid}]}"""
SEND = "/sms?action=send&account=900001&password=123456&mobile=13800138000&content=hello&rt=json"
SECONDS = 4


def load(port):
    """Sends a second."""
    out = subprocess.run(["wrk", "-t1", "-c16", f"-d{SECONDS}s", f"http://127.0.0.1:{port}{SEND}"],
                         capture_output=True, text=True, check=True).stdout
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1))


def main():
    binary = Path(sys.argv[1]).resolve()
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        world = Path(folder) / "load.yaml"
        world.write_text(WORLD)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        house = House(binary, folder, browser)
        with house.server("--scenario", world) as (server, _):
            load(server.port)
            ratios = []
            for _ in range(rounds):
                without = load(server.port)
                with house.page(f"http://127.0.0.1:{server.port}/__mock/") as page:
                    live(page)
                    page.locator("[role=option]").first.wait_for()
                    watched = load(server.port)
                ratios.append(watched / without)
                print(f"{without:.0f}/s without, {watched:.0f}/s with an open inbox: {ratios[-1]:.3f}")
            print(f"median {statistics.median(ratios):.3f} ({min(ratios):.3f} to {max(ratios):.3f})")
        browser.close()


if __name__ == "__main__":
    main()
