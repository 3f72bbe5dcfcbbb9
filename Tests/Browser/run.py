#!/usr/bin/env python3
"""Drives the inbox of a release binary in a real browser: run.py PATH_TO_BINARY [MODULE...]."""

import os
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from house import House

from checks import Checks  # the driver's; house.py knows where it is

MODULES = ["test_story", "test_views", "test_overtaking", "test_safety", "test_access", "test_flood", "test_speed"]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


def main():
    if len(sys.argv) < 2:
        sys.exit("usage: run.py PATH_TO_BINARY [MODULE...]")
    binary = Path(sys.argv[1]).resolve()
    if not binary.is_file():
        sys.exit(f"run.py: {binary} is no file; build it with: make build")
    if not Path(CHROMIUM).is_file():
        sys.exit(f"run.py: no browser at {CHROMIUM}; install chromium, or say where with CHROMIUM")
    checks = Checks()
    with tempfile.TemporaryDirectory(prefix="fakecarrier-browser-") as folder, sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name in sys.argv[2:] or MODULES:
            started = time.monotonic()
            checks.play(name, House(binary, folder, browser))
            print(f"-- {name}: {time.monotonic() - started:.1f} s", file=sys.stderr, flush=True)
        browser.close()
    print(checks.summary())
    sys.exit(0 if checks.failed == 0 else 1)


if __name__ == "__main__":
    main()
