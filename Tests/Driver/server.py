"""Starts and stops the binary under test, and only ever the processes started here."""

import contextlib
import os
import re
import signal
import subprocess
import tempfile
import time
from pathlib import Path

START = 15.0
STOP = 10.0


class DidNotStart(Exception):
    """The server ended, or wrote no port, within the time it has."""


def wait_until(condition, timeout=5.0, pause=0.005):
    """Polls `condition` until it is true or the time is over; its last value."""
    deadline = time.monotonic() + timeout
    while True:
        value = condition()
        if value or time.monotonic() > deadline:
            return value
        time.sleep(pause)


def environment(extra=None):
    """This process's environment without any setting of fakecarrier's, and `extra`."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("FAKECARRIER_")}
    return {**kept, **(extra or {})}


class Server:
    """One running `serve`, on a port of 127.0.0.1 that the system picked."""

    def __init__(self, binary, folder, *flags, env=None, listen=True, port_flag=True):
        self.folder = Path(tempfile.mkdtemp(prefix="server-", dir=folder))
        self.port_file = self.folder / "port"
        self.out_file = self.folder / "stdout"
        self.err_file = self.folder / "stderr"
        own = ["--listen", "127.0.0.1:0"] if listen else []
        own += ["--port-file", str(self.port_file)] if port_flag else []
        with open(self.out_file, "wb") as out, open(self.err_file, "wb") as err:
            self.process = subprocess.Popen(
                [str(binary), "serve", *own, *map(str, flags)],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                env=environment(env),
            )
        try:
            self.port = self._wait_for_port()
        except BaseException:
            self.kill()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()

    @property
    def out(self):
        return self.out_file.read_text("utf-8", "replace")

    @property
    def err(self):
        return self.err_file.read_text("utf-8", "replace")

    @property
    def control_port(self):
        """The port of the control API as the server prints it."""
        return int(re.search(r"http://127\.0\.0\.1:(\d+)/__mock", self.out).group(1))

    @property
    def is_running(self):
        return self.process.poll() is None

    def stop(self, by=signal.SIGTERM):
        """Asks it to end and waits; its exit code, or None when it had to be killed."""
        if self.is_running:
            self.process.send_signal(by)
        try:
            return self.process.wait(STOP)
        except subprocess.TimeoutExpired:
            self.kill()
            return None

    def kill(self):
        """SIGKILL, as a crash."""
        self.process.kill()
        self.process.wait()

    def _wait_for_port(self):
        def port():
            with contextlib.suppress(FileNotFoundError):
                if (text := self.port_file.read_text()).endswith("\n"):
                    return int(text)
            return -1 if not self.is_running else 0

        found = wait_until(port, START)
        if found <= 0:
            raise DidNotStart(f"exit {self.process.poll()}: {self.err}")
        return found


class Result:
    """A command that ended: its exit code and what it printed."""

    def __init__(self, code, out, err):
        self.code = code
        self.out = out
        self.err = err

    @property
    def err_lines(self):
        return self.err.splitlines()

    def __repr__(self):
        return f"<exit {self.code} stdout {self.out!r} stderr {self.err!r}>"


def run(binary, *args, env=None, user=None, timeout=START):
    """Runs a command that should end by itself; code None when it did not."""
    process = subprocess.Popen(
        [str(binary), *map(str, args)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(env),
        user=user,
        cwd="/",
    )
    try:
        out, err = process.communicate(timeout=timeout)
        code = process.returncode
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
        code = None
    return Result(code, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))
