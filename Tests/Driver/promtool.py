#!/usr/bin/env python3
"""Has promtool read a release binary's metrics: promtool.py PATH_TO_BINARY."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote
from urllib.request import Request, urlopen

from server import Server

SCENARIO = {
    "name": "metered",
    "accounts": [{"account": "账号\"\\", "password": "123456", "balance": 3}],
    "rules": [{"when": {"mobile": "1990*"}, "then": {"reject": "too_fast"}}],
}


def ask(port, path, method="GET", body=None):
    request = Request(f"http://127.0.0.1:{port}{path}", data=body, method=method)
    with urlopen(request, timeout=5) as answer:
        return answer.read()


def send(port, mobiles, action="send"):
    account = quote(SCENARIO["accounts"][0]["account"])
    ask(port, f"/sms?action={action}&account={account}&password=123456&mobile={mobiles}&content=a")


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: promtool.py PATH_TO_BINARY")
    with tempfile.TemporaryDirectory(prefix="fakecarrier-promtool-") as folder:
        with Server(Path(sys.argv[1]).resolve(), folder) as server:
            body = json.dumps(SCENARIO).encode()
            ask(server.port, "/__mock/v1/scenarios/metered", "PUT", body)
            send(server.port, "13800138000,1,13800138001")
            send(server.port, "19900000000")
            send(server.port, "", action="dance")
            metrics = ask(server.port, "/__mock/metrics")
    check = subprocess.run(
        ["promtool", "check", "metrics"], input=metrics, capture_output=True, check=False
    )
    words = (check.stdout + check.stderr).decode().strip()
    samples = sum(not line.startswith(b"#") for line in metrics.splitlines())
    passed = check.returncode == 0 and not words and samples > 80
    print(words or f"promtool has nothing to say of {samples} samples")
    print(f"{int(passed)} passed, {int(not passed)} failed")
    sys.exit(0 if passed else 1)


if __name__ == "__main__":
    main()
