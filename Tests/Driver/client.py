"""A raw HTTP/1.x client: the test writes every byte of the request itself."""

import socket
import struct

HOST = "127.0.0.1"
TIMEOUT = 5.0


class Closed(Exception):
    """The server closed or reset the connection before a whole answer came."""


class Answer:
    """One HTTP answer, its head taken apart, its body as it came."""

    def __init__(self, version, status, reason, headers, body):
        self.version = version
        self.status = status
        self.reason = reason
        self.headers = headers
        self.body = body

    def header(self, name):
        """The one value of a header, or None; a header that comes twice is shown joined."""
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        return ", ".join(values) if values else None

    @property
    def text(self):
        return self.body.decode("utf-8")

    def __repr__(self):
        return f"<{self.status} {self.header('Content-Type')} {self.body!r}>"


class Connection:
    """A TCP connection to a port of 127.0.0.1, every wait bounded."""

    def __init__(self, port, timeout=TIMEOUT):
        self.socket = socket.create_connection((HOST, port), timeout=timeout)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.pending = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def send(self, data):
        self.socket.sendall(data)
        return self

    def send_what_goes(self, data, piece=65536):
        """Sends until the server stops taking it; whether all of it went."""
        try:
            for start in range(0, len(data), piece):
                self.socket.sendall(data[start : start + piece])
            return True
        except OSError:
            return False

    def end_writing(self):
        self.socket.shutdown(socket.SHUT_WR)

    def close(self):
        self.socket.close()

    def reset(self):
        """Closes with RST in place of FIN."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def ask(self, request):
        """Sends one request and waits for its answer."""
        return self.send(request).answer(head_only=request.startswith(b"HEAD "))

    def answer(self, head_only=False):
        """The next answer on this connection."""
        head = self._until(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        version, status, reason = (lines[0].split(" ", 2) + [""])[:3]
        headers = []
        for line in lines[1:]:
            name, _, value = line.partition(":")
            headers.append((name, value.strip()))
        answer = Answer(version, int(status), reason, headers, b"")
        if not head_only and answer.status >= 200 and answer.status not in (204, 304):
            answer.body = self._body(answer)
        return answer

    def rest(self):
        """All that comes until the server closes."""
        try:
            while self._more():
                pass
        except ConnectionError:
            pass
        data, self.pending = self.pending, b""
        return data

    def is_closed(self):
        """Whether the server closes within the timeout without sending more."""
        try:
            return self.rest() == b""
        except TimeoutError:
            return False

    def _body(self, answer):
        if (answer.header("Transfer-Encoding") or "").lower() == "chunked":
            return self._chunks()
        length = answer.header("Content-Length")
        return self.rest() if length is None else self._exactly(int(length))

    def _chunks(self):
        body = b""
        while True:
            size = int(self._until(b"\r\n").split(b";")[0], 16)
            if size == 0:
                self._until(b"\r\n")
                return body
            body += self._exactly(size)
            self._exactly(2)

    def _until(self, end):
        while end not in self.pending:
            if not self._more():
                raise Closed(f"closed after {self.pending[:200]!r}")
        part, _, self.pending = self.pending.partition(end)
        return part

    def _exactly(self, count):
        while len(self.pending) < count:
            if not self._more():
                raise Closed(f"closed {count - len(self.pending)} bytes early")
        part, self.pending = self.pending[:count], self.pending[count:]
        return part

    def _more(self):
        data = self.socket.recv(65536)
        self.pending += data
        return bool(data)


def request(method, target, headers=(), body=b"", version="HTTP/1.1", host=HOST):
    """The bytes of a request. `target` and `body` go out as they are, bytes or UTF-8 text."""
    head = as_bytes(method) + b" " + as_bytes(target) + b" " + as_bytes(version) + b"\r\n"
    if host is not None:
        head += b"Host: " + as_bytes(host) + b"\r\n"
    for name, value in headers:
        head += as_bytes(name) + b": " + as_bytes(value) + b"\r\n"
    return head + b"\r\n" + as_bytes(body)


def get(target, headers=(), version="HTTP/1.1", host=HOST):
    return request("GET", target, headers, version=version, host=host)


def post(target, body, content_type="application/x-www-form-urlencoded", headers=()):
    """A POST with its Content-Length; no Content-Type when that is None."""
    body = as_bytes(body)
    typed = [("Content-Type", content_type)] if content_type is not None else []
    length = [("Content-Length", str(len(body)))]
    return request("POST", target, [*typed, *length, *headers], body)


def ask(port, raw):
    """One request on a connection of its own."""
    with Connection(port) as connection:
        return connection.ask(raw)


def as_bytes(value):
    return value if isinstance(value, bytes) else str(value).encode("utf-8")
