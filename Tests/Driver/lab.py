"""What every test is handed: the binary, a folder of its own, and servers on demand."""

import tempfile
from pathlib import Path

import server


class Lab:
    """The binary under test and a temporary folder."""

    def __init__(self, binary, folder):
        self.binary = Path(binary).resolve()
        self.folder = Path(folder)

    def file(self, text, suffix=".yaml"):
        """A new file that holds `text` (or bytes)."""
        handle, name = tempfile.mkstemp(suffix=suffix, dir=self.folder)
        with open(handle, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode("utf-8"))
        return Path(name)

    def path(self, name):
        """A path in a new empty folder."""
        return Path(tempfile.mkdtemp(dir=self.folder)) / name

    def serve(self, *flags, scenario=None, **options):
        """A running server, with the scenario text if one is given."""
        if scenario is not None:
            flags = ("--scenario", self.file(scenario), *flags)
        return server.Server(self.binary, self.folder, *flags, **options)

    def run(self, *args, **options):
        return server.run(self.binary, *args, **options)
