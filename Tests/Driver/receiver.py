"""A client's receiver of pushes: answers as it is told, and keeps what it got."""

import socket
import threading

from client import HOST

OK = (200, b"OK")


class Received:
    """One request that reached the receiver."""

    def __init__(self, method, target, headers, body):
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body


class Receiver:
    """Listens on a port of 127.0.0.1 that the system picked.

    Its answers are (status, body): the first to the first request, the last to all further ones.
    None in the place of one closes the connection unanswered. With a `gate`, an event, none is
    answered before it is set.
    """

    def __init__(self, *answers, port=0, gate=None):
        self._answers = list(answers) or [OK]
        self._gate = gate
        self._changed = threading.Condition()
        self.requests = []
        self._listener = socket.create_server((HOST, port))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def url(self, path="/report"):
        return f"http://{HOST}:{self.port}{path}"

    def wait(self, count, timeout=5.0):
        """The requests, once there are `count` of them or the time is over."""
        with self._changed:
            self._changed.wait_for(lambda: len(self.requests) >= count, timeout)
            return list(self.requests)

    def _serve(self):
        while True:
            try:
                accepted, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(accepted,), daemon=True).start()

    def _answer(self, accepted):
        with accepted:
            received = read(accepted)
            if received is None:
                return
            with self._changed:
                place = min(len(self.requests), len(self._answers) - 1)
                answer = self._answers[place]
                self.requests.append(received)
                self._changed.notify_all()
            if self._gate is not None:
                self._gate.wait(10)
            if answer is not None:
                status, body = answer
                head = f"HTTP/1.1 {status} -\r\nContent-Length: {len(body)}\r\n\r\n"
                accepted.sendall(head.encode() + body)


def read(accepted):
    """The request that comes on a connection; None when it ends before the request does."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = accepted.recv(65536)
        if not more:
            return None
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    fields = [line.partition(":") for line in lines[1:]]
    headers = {name.lower(): value.strip() for name, _, value in fields}
    while len(body) < int(headers.get("content-length", "0")):
        more = accepted.recv(65536)
        if not more:
            return None
        body += more
    method, target, _ = lines[0].split(" ", 2)
    return Received(method, target, headers, body)


def dead_port():
    """A port that nobody listens on: taken and let go again."""
    with socket.create_server((HOST, 0)) as listener:
        return listener.getsockname()[1]
