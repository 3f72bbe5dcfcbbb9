#!/usr/bin/env python3
"""Drives a release binary from outside: run.py PATH_TO_BINARY [MODULE...]."""

import sys
import tempfile
import time
from pathlib import Path

from checks import Checks
from lab import Lab

MODULES = [
    "test_send",
    "test_p2p",
    "test_balance",
    "test_reports",
    "test_replies",
    "test_requests",
    "test_connections",
    "test_switches",
    "test_outcomes",
    "test_bad_clients",
    "test_command",
    "test_process",
    "test_database",
    "test_control",
    "test_calls",
    "test_refused_calls",
    "test_waits",
    "test_events",
    "test_examples",
    "test_faults",
    "test_worlds",
    "test_pushes",
    "test_journal",
    "test_lint",
    "test_kill",
]


def main():
    if len(sys.argv) < 2:
        sys.exit("usage: run.py PATH_TO_BINARY [MODULE...]")
    binary = Path(sys.argv[1])
    if not binary.is_file():
        sys.exit(f"run.py: {binary} is no file; build it with: make build")
    checks = Checks()
    with tempfile.TemporaryDirectory(prefix="fakecarrier-driver-") as folder:
        for name in sys.argv[2:] or MODULES:
            started = time.monotonic()
            checks.play(name, Lab(binary, folder))
            print(f"-- {name}: {time.monotonic() - started:.1f} s", file=sys.stderr, flush=True)
    print(checks.summary())
    sys.exit(0 if checks.failed == 0 else 1)


if __name__ == "__main__":
    main()
