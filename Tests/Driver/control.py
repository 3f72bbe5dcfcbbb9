"""The control API as a test calls it."""

import json

import client

V1 = "/__mock/v1"
PROBLEM = "application/problem+json"


class Control:
    """A server's control API."""

    def __init__(self, port, token=None):
        self.port = port
        self.headers = [("Authorization", f"Bearer {token}")] if token else []

    def ask(self, method, path, body=None, headers=(), host=client.HOST):
        """The raw answer. A body that is no text or bytes goes out as JSON."""
        if body is not None and not isinstance(body, (str, bytes)):
            body = json.dumps(body, ensure_ascii=False)
        sent = client.as_bytes(body if body is not None else "")
        length = [("Content-Length", str(len(sent)))] if sent or method != "GET" else []
        raw = client.request(method, V1 + path, [*length, *self.headers, *headers], sent, host=host)
        return client.ask(self.port, raw)

    def json(self, method, path, body=None, status=200):
        """What a call that goes well answers; one that does not ends the test."""
        answer = self.ask(method, path, body)
        if answer.status != status:
            raise AssertionError(f"{method} {path} {body!r}: {answer!r}")
        return json.loads(answer.body) if answer.body else None

    def get(self, path):
        return self.json("GET", path)

    def items(self, path):
        return self.get(path)["items"]

    def put(self, name, text, status=201):
        return self.json("PUT", f"/scenarios/{name}", text, status)

    def advance(self, span, scenario="driver"):
        """Moves a world's clock; what fired."""
        answer = self.json("POST", f"/clock?scenario={scenario}", {"advance": span})
        return answer["scenarios"][0]["fired"]

    def until_idle(self, scenario="driver"):
        """Runs a world's clock until nothing is to come; where it stands, and what fired."""
        answer = self.json("POST", f"/clock?scenario={scenario}", {"until": "idle"})
        world = answer["scenarios"][0]
        return world["time"], world["fired"]


def is_problem(checks, name, answer, status, *parts):
    """A refusal: status, type, a body that repeats the status, and each part in its detail."""
    holds = answer.status == status and answer.header("Content-Type") == PROBLEM
    problem = json.loads(answer.body) if holds else {}
    detail = problem.get("detail", "")
    checks.that(
        name,
        holds and problem["status"] == status and all(part in detail for part in parts),
        f"got {answer!r}, expected {status} with {parts}",
    )
    return problem
